"""Several reports of one event: how it is called, and whose dates it keeps."""

from __future__ import annotations

from collections.abc import Sequence

from ctkg.resolve import periods
from ctkg.resolve.model import Event


def label(event: Event) -> str:
    """Type, place and day in words, as the graph calls an event."""
    kinds = sorted(event.values("event.type"))
    places = [s.text for name in ("event.place", "event.country") for s in event.said if s.relation == name][:1]
    return ", ".join((" and ".join(kinds) or "event", *places, *sorted(event.values("event.start"))[:1]))


def keeper(reports: Sequence[Event]) -> str:
    """The report whose dates an event keeps: the most precise, then one with an end, then the first by IRI."""
    return min(reports, key=_order).iri


def _order(event: Event) -> tuple[bool, bool, bool, str]:
    found = periods.period(event.values("event.start"), event.values("event.end"))
    return found is None, found is not None and not found.exact, found is not None and not found.closed, event.iri
