"""A kind of page: what it has beside the general sections, and what these then leave out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ctkg.serve.lookup import Lookup
from ctkg.serve.pages.things.sections import Section
from ctkg.site.entry import Entry
from ctkg.site.view import Entity

Make = Callable[[Lookup, Entry, Entity], Iterator[Section]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of page.

    Attributes:
        makers: make its own sections, in order; some make none.
        told: properties, with whether the node is their value, that these tell, and the general ones leave out.
    """

    makers: tuple[Make, ...] = ()
    told: frozenset[tuple[str, bool]] = frozenset()
