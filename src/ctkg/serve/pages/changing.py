"""What would change in a graph, in groups and with names, for people to look at before it is so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from ctkg.adding import Difference
from ctkg.forms.naming import names_of
from ctkg.graph.store import Store
from ctkg.iris import GRAPH, ONTOLOGY, PREFIXES, compact
from ctkg.serve.links import href

#: Groups of graphs, with what their statements are.
_PARTS = (
    ("document/", "What is said"),
    ("inferred/", "What follows from it"),
    ("resolution", "What is brought together"),
    ("evidence/", "Evidence of who said so"),
)
#: Groups that are counted alone: they say in many statements what the page shows in words.
_COUNTED = ("evidence/",)
#: Statements of a group that are shown, and that are put into words for it.
SHOWN, _TOLD = 100, 2_000
_LABEL = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel", PREFIXES["dcterms"] + "title")
_TYPE = PREFIXES["rdf"] + "type"


@dataclass(frozen=True, slots=True)
class Shown:
    """A term of a statement: its words, the IRI where it is a node, and the path of its page."""

    text: str
    iri: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A statement that comes (``+``) or goes (``-``)."""

    sign: str
    subject: Shown
    predicate: Shown
    object: Shown

    @property
    def words(self) -> tuple[str, str, str]:
        """What people read of it."""
        return self.subject.text, self.predicate.text, self.object.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The changes in one group of graphs: how many come and go, and the first of them.

    ``renamed`` come and go in the same words: only the address of a node becomes another, since it is brought together
    with others; they are not shown.
    """

    title: str
    gained: int
    lost: int
    lines: tuple[Line, ...]
    renamed: int = 0
    more: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes, by group."""

    parts: tuple[Part, ...]

    @property
    def gained(self) -> int:
        """How many statements come."""
        return sum(part.gained for part in self.parts)

    @property
    def lost(self) -> int:
        """How many statements go."""
        return sum(part.lost for part in self.parts)


def changes(store: Store, difference: Difference) -> Changes:
    """What a difference changes in ``store``; nodes have the names that they would have."""
    teller = _Teller(store, difference)
    parts = []
    for stem, title in _PARTS:
        gained, lost = (
            [quad for quad in quads if quad.graph_name.value.startswith(GRAPH + stem)]  # type: ignore[union-attr]
            for quads in (difference.gained, difference.lost)
        )
        if gained or lost:
            lines = [] if stem in _COUNTED else teller.lines(gained, lost)
            left = _without_renamed(lines)
            parts.append(
                Part(
                    title=title,
                    gained=len(gained),
                    lost=len(lost),
                    lines=tuple(left[:SHOWN]),
                    renamed=(len(lines) - len(left)) // 2,
                    more=max(0, len(left) - SHOWN),
                )
            )
    return Changes(tuple(parts))


def _without_renamed(lines: Sequence[Line]) -> list[Line]:
    """Lines but for pairs of one that comes and one that goes with the same words."""
    counts = Counter((line.sign, line.words) for line in lines)
    pairs = {words: min(counts["+", words], counts["-", words]) for _, words in counts}
    left = {(sign, words): pairs[words] for sign, words in counts}
    found = []
    for line in lines:
        if left[line.sign, line.words]:
            left[line.sign, line.words] -= 1
        else:
            found.append(line)
    return found


def node(store: Store, iri: str) -> Shown:
    """A node by its name, with the path of its page."""
    return Shown(names_of(store).label(iri) or compact(iri), iri, href(iri))


def is_told_of(store: Store, iri: str) -> bool:
    """True where something is said of a node."""
    return next(iter(store.match(NamedNode(iri))), None) is not None


class _Teller:
    def __init__(self, store: Store, difference: Difference) -> None:
        self._names = names_of(store)
        self._known: dict[str, str] = {}
        self._new = {
            quad.subject.value: quad.object.value
            for quad in difference.gained
            if quad.predicate.value in _LABEL
            and isinstance(quad.object, Literal)
            and isinstance(quad.subject, NamedNode)
        }

    def lines(self, gained: Sequence[Quad], lost: Sequence[Quad]) -> list[Line]:
        found = []
        for sign, quads in (("+", gained), ("-", lost)):
            ordered = sorted(quads, key=lambda quad: (str(quad.subject), quad.predicate.value != _TYPE, str(quad)))
            found += [Line(sign, *(self.shown(term) for term in quad.triple)) for quad in ordered[:_TOLD]]
        return found

    def shown(self, term: object) -> Shown:
        if isinstance(term, Literal):
            return Shown(term.value + (f" @{term.language}" if term.language else ""))
        if not isinstance(term, NamedNode):
            return Shown(str(term))
        iri = term.value
        if iri == _TYPE:
            return Shown("is a", iri)
        if iri.startswith(ONTOLOGY):
            return Shown(_spaced(iri.removeprefix(ONTOLOGY)), iri, href(iri))
        if iri not in self._known:
            self._known[iri] = self._new.get(iri) or self._names.label(iri) or compact(iri)
        return Shown(self._known[iri], iri, href(iri))


def _spaced(name: str) -> str:
    """``hasOrganizer`` as people write it."""
    return "".join(f" {letter.lower()}" if letter.isupper() and at else letter for at, letter in enumerate(name))
