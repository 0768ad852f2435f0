"""A page as sections: the general ones of every node, and those that its kind deserves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ctkg.serve.lookup import Lookup
from ctkg.site.entry import Entry
from ctkg.site.view import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page.

    Attributes:
        id: fragment of its heading.
        title: heading.
        template: file that shows it, given ``values`` as ``of``.
        lead: a sentence below the heading, or empty.
        late: it stands behind what is said.
    """

    id: str
    title: str
    template: str
    values: Any = field(compare=False)
    lead: str = ""
    late: bool = False


def in_order(own: Sequence[Section], others: Sequence[Section]) -> list[Section]:
    """The sections of a kind and the general ones as they stand on the page."""
    said = [each for each in others if each.id == "said"]
    return [
        *(each for each in own if not each.late),
        *said,
        *(each for each in own if each.late),
        *(each for each in others if each not in said),
    ]


_OPEN = "Planned, denied, only possible, or rejected by a reader: recorded with its words, and no fact of this graph."
_FOLLOWS = "Inferred from what is said, by the axioms and rules of the ontology; each line leads to why it holds."
_DIFFER = "None is chosen here: each stands with its sentence."


def general(page: Entity) -> Sequence[Section]:
    """The sections that every node may have, those without content left out."""
    found = [
        Section(id="said", title="What is said", template="things/facts.html", values=page.facts),
        Section(id="open", title="Not asserted", template="things/facts.html", values=page.open_claims, lead=_OPEN),
        Section(id="others", title="Connections", template="things/facts.html", values=page.backward),
        Section(id="follows", title="What follows", template="things/facts.html", values=page.follows, lead=_FOLLOWS),
        Section(
            id="one",
            title="What became one",
            template="things/one.html",
            values=page if page.members or page.matches else (),
        ),
        Section(id="sources", title="Sources", template="things/sources.html", values=page.sources),
    ]
    return [each for each in found if each.values]


def differing(look: Lookup, entry: Entry, page: Entity) -> Iterator[Section]:
    """Where reports of an event differ, side by side."""
    if page.differences:
        yield Section(
            id="differ",
            title="Where reports differ",
            template="things/differ.html",
            values=page.differences,
            lead=_DIFFER,
        )
