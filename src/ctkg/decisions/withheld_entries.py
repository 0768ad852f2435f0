"""What an entry says without what it says about persons whose data were taken down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from ctkg.bridge.quads import RDF_TYPE
from ctkg.decisions.masking import Mask
from ctkg.decisions.names import Names
from ctkg.decisions.withholding import Withheld
from ctkg.iris import ID, PREFIXES, term

_LABELS = frozenset({PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel", PREFIXES["skos"] + "altLabel"})
#: Properties of nodes that are there to say something of a person, and go with them.
_OF_PERSONS = frozenset(map(term, ("holder", "participant", "quotedSpeaker", "attributedTo", "attributedBy")))
#: Kinds of node whose titles may hold a name, and which stay all the same.
_TITLED = frozenset({"document", "event", "post", "group"})
_PERSON = NamedNode(term("Person"))


def left(withheld: Withheld, entry: str, quads: Sequence[Quad]) -> list[Quad]:
    """The quads of an entry that stay, with a mark in place of names; all of them where it names nobody of those.

    Persons go with their tenures, quotations and participations. Of an entry that describes such a person and no event,
    and of one whose own id spells the name, nothing is left.
    """
    if withheld.has_id(entry):
        return []
    found = list(quads)
    for names in withheld.each:
        found = _without(names, entry, found)
    return found


def _without(names: Names, entry: str, quads: list[Quad]) -> list[Quad]:
    gone = _gone(names, quads)
    texts = [text for quad in quads for text in _texts(quad)]
    labels = [(quad.subject, label) for quad in quads if (label := _label(quad))]
    called = [label for node, label in labels if node in gone and names.has(label)]
    others = [label for node, label in labels if node not in gone and not names.within(label)]
    mask = Mask(names, texts, called, others)
    if not mask:
        return quads
    kept = [quad for quad in quads if quad.subject not in gone and quad.object not in gone]
    if _is_about(gone, quads) and not any(_kind(quad.subject) == "event" for quad in kept):
        return []
    return [_marked(mask, quad) for quad in kept]


def _is_about(gone: set[object], quads: Iterable[Quad]) -> bool:
    return any(quad.subject in gone and quad.predicate == RDF_TYPE and quad.object == _PERSON for quad in quads)


def _gone(names: Names, quads: Iterable[Quad]) -> set[object]:
    """Nodes that go: the person, and what is there to say something of them."""
    found: set[object] = set()
    pointing: dict[object, set[object]] = defaultdict(set)
    for quad in quads:
        for node in (quad.subject, quad.object):
            if isinstance(node, NamedNode) and _spells(names, node):
                found.add(node)
        if (label := _label(quad)) and _is_theirs(names, quad, label):
            found.add(quad.subject)
        if quad.predicate.value in _OF_PERSONS:
            pointing[quad.object].add(quad.subject)
    waiting = list(found)
    while waiting:
        new = pointing[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def _label(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, Literal) and quad.predicate.value in _LABELS else ""


def _is_theirs(names: Names, quad: Quad, label: str) -> bool:
    if _kind(quad.subject) in _TITLED:
        return False
    return names.has(label) if _kind(quad.subject) == "person" else bool(names.within(label))


def _spells(names: Names, node: NamedNode) -> bool:
    person = _kind(node) == "person"
    return any(names.has(part) or (not person and names.within(part)) for part in _parts(node))


def _parts(node: NamedNode) -> list[str]:
    """The parts of the IRI of a node that can hold a name; of any other IRI, the whole."""
    if not node.value.startswith(ID):
        return [node.value]
    return node.value.removeprefix(ID).split("/")[1:]


def _kind(node: object) -> str:
    if isinstance(node, NamedNode) and node.value.startswith(ID):
        return node.value.removeprefix(ID).partition("/")[0]
    return ""


def _texts(quad: Quad) -> Iterable[str]:
    if isinstance(quad.object, Literal):
        yield quad.object.value
    for node in (quad.subject, quad.object):
        if isinstance(node, NamedNode):
            yield from _parts(node)


def _marked(mask: Mask, quad: Quad) -> Quad:
    value = quad.object
    if not isinstance(value, Literal) or (text := mask(value.value)) == value.value:
        return quad
    new = Literal(text, language=value.language) if value.language else Literal(text, datatype=value.datatype)
    return Quad(quad.subject, quad.predicate, new, quad.graph_name)
