"""Where a concept stands in its scheme: what is above it, and the tree of what is below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ctkg.graph.ranking import sorting
from ctkg.iris import PREFIXES
from ctkg.serve.links import href
from ctkg.serve.lookup import Lookup
from ctkg.serve.pages.things.sections import Section
from ctkg.site.entry import Entry
from ctkg.site.view import Entity, Text

_SKOS = PREFIXES["skos"]
_BROADER, _SCHEME, _TOP = _SKOS + "broader", _SKOS + "inScheme", _SKOS + "hasTopConcept"
#: Concepts of one tree at most.
_MOST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A concept in the tree; ``here`` is the one whose page it is."""

    text: Text
    here: bool
    below: tuple[Node, ...]


def tree(look: Lookup, entry: Entry, page: Entity) -> Iterator[Section]:
    """The scheme of a scheme's page; of a concept those above it and all below."""
    reader, room = look.reader, [_MOST]
    tops = reader.nodes_from(entry.iri, _TOP)
    if tops:
        found = tuple(_below(look, each, room, frozenset()) for each in _sorted(look, tops))
        yield Section(id="tree", title="Concepts", template="things/tree.html", values=found)
        return
    schemes = reader.nodes_from(entry.iri, _SCHEME)
    if not schemes:
        return
    node = _below(look, entry.iri, room, frozenset(), here=True)
    seen, above = {entry.iri}, reader.nodes_from(entry.iri, _BROADER)
    while above and above[0] not in seen:
        seen.add(above[0])
        node = Node(text=_text(look, above[0]), here=False, below=(node,))
        above = reader.nodes_from(above[0], _BROADER)
    node = Node(text=_text(look, schemes[0]), here=False, below=(node,))
    yield Section(id="tree", title="In its scheme", template="things/tree.html", values=(node,))


def _below(look: Lookup, iri: str, room: list[int], above: frozenset[str], *, here: bool = False) -> Node:
    room[0] -= 1
    lower = [each for each in _sorted(look, look.reader.nodes_to(iri, _BROADER)) if each not in above | {iri}]
    found = []
    for each in lower:
        if room[0] > 0:
            found.append(_below(look, each, room, above | {iri}))
    return Node(text=_text(look, iri), here=here, below=tuple(found))


def _sorted(look: Lookup, iris: list[str]) -> list[str]:
    return sorted(iris, key=lambda iri: (sorting(look.reader.label(iri).text), iri))


def _text(look: Lookup, iri: str) -> Text:
    label = look.reader.label(iri)
    return Text(text=label.text, language=label.language, href=href(iri))
