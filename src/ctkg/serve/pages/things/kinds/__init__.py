"""What the page of each kind of thing has beside the general sections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ctkg.serve.lookup import Lookup
from ctkg.serve.pages.things.sections import Section, differing
from ctkg.site.entry import Entry
from ctkg.site.view import Entity

Make = Callable[[Lookup, Entry, Entity], Sequence[Section]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of page.

    Attributes:
        sections: makes its own sections.
        told: properties, with whether the node is their value, that these tell, and the general ones leave out.
    """

    sections: Make
    told: frozenset[tuple[str, bool]] = frozenset()


_KINDS = {
    "events": Kind(sections=lambda look, entry, page: differing(page)),
}
_OTHER = Kind(sections=lambda look, entry, page: ())


def of(slug: str) -> Kind:
    """The kind of page of a kind of thing, by slug."""
    return _KINDS.get(slug, _OTHER)
