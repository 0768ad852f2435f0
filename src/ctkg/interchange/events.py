"""Events as most formats need them: what, when, where, who, and from which documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ctkg.interchange.view import Source, View
from ctkg.iris import PREFIXES, term

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Somebody's part in an event.

    Attributes:
        role: id of the role in its scheme, such as ``organizer``.
        role_name: name of the role, in English.
        agent: IRI of who takes part.
        name: of the agent.
        representing: IRIs of those on whose behalf.
    """

    role: str
    role_name: str
    agent: str
    name: str
    representing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place with coordinates, decimal degrees, WGS 84, as written in the reference table."""

    name: str
    latitude: str
    longitude: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event.

    Attributes:
        iri, name, label: ``name`` is the title where a document states one, else the label that ctkg made.
        kinds: names of the most specific classes, sorted.
        start, end: the earliest and the latest that documents state, as precise as known (``2021-03-04``, ``2021-06``,
            ``2021``); empty where unknown; the end is included.
        places: names of the places that are stated, the smallest ones, then words for places without a node.
        points: those of the places that have coordinates.
        territories: IRIs of the territories in which it took place.
        parts: who took part, by role and name.
        sources: the documents that report it.
        confidence: of the surest claim that it is such an event.
    """

    iri: str
    name: str
    label: str
    kinds: tuple[str, ...]
    start: str
    end: str
    places: tuple[str, ...]
    points: tuple[Point, ...]
    territories: tuple[str, ...]
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    confidence: float | None

    @property
    def day(self) -> date | None:
        """The day on which it started, where that is known."""
        return _day(self.start)

    @property
    def last_day(self) -> date | None:
        """The day on which it ended, where that is known."""
        return _day(self.end)

    @property
    def issued(self) -> tuple[str, str]:
        """The first and the last day on which a document that reports it was published; empty where unknown."""
        days = sorted(source.issued for source in self.sources if _day(source.issued))
        return (days[0], days[-1]) if days else ("", "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None  # 30 February, in a store that was told of it and does not conform


def events(view: View, kind: str = "Event") -> Iterator[Event]:
    """The events of a class (by its name), by IRI."""
    for node in view.instances(term(kind)):
        yield event(view, node)


def event(view: View, node: str) -> Event:
    """One event, by IRI."""
    label = view.label(node)
    within = view.stated(node, "heldIn")
    places = view.stated(node, "heldAt") or within
    return Event(
        iri=node,
        name=view.text(node, PREFIXES["dcterms"] + "title") or label,
        label=label,
        kinds=tuple(view.label(kind) for kind in view.kinds(node)),
        start=view.text(node, "startDate"),
        end=next(reversed(view.texts(node, "endDate")), ""),
        places=(*sorted(view.label(place) for place in places), *view.texts(node, "placeText")),
        points=tuple(point for place in places for point in _point(view, place)),
        territories=tuple(place for place in view.objects(node, "heldAt") if term("Territory") in view.types(place)),
        parts=tuple(sorted(_parts(view, node), key=lambda part: (part.role, part.name, part.agent))),
        sources=tuple(view.documents(node)),
        confidence=view.confidence(node),
    )


def _point(view: View, place: str) -> Iterator[Point]:
    latitude, longitude = view.text(place, "latitude"), view.text(place, "longitude")
    if latitude and longitude:
        yield Point(name=view.label(place), latitude=latitude, longitude=longitude)


def _parts(view: View, node: str) -> Iterator[Part]:
    for participation in view.objects(node, "hasParticipation"):
        representing = tuple(view.objects(participation, "representing"))
        for role in view.objects(participation, "participationRole"):
            for agent in view.objects(participation, "participant"):
                yield Part(
                    role=role.rpartition("/")[2],
                    role_name=view.label(role),
                    agent=agent,
                    name=view.label(agent),
                    representing=representing,
                )
