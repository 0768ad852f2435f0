"""What the timeline and the map have in common: the form by which events are chosen."""

from __future__ import annotations

from dataclasses import dataclass

from ctkg.errors import UsageError
from ctkg.graph.ranking import sorting
from ctkg.serve.events import Choice, Events
from ctkg.serve.events.choosing import options, short

#: Filters in the order of the form.
FILTERS = ("kind", "country", "instrument", "threat", "organiser")
#: Values of one filter that a form offers; the most frequent ones.
OFFERED = 150


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a filter, with how many events it would choose."""

    value: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of the form; ``more`` counts values that are not offered."""

    name: str
    options: tuple[Option, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked for, and what can be.

    Attributes:
        choice: what was understood.
        filters: selects with their values.
        place: name of the place to which the choice is confined; empty where it is not.
        fault: what could not be understood.
    """

    choice: Choice
    filters: tuple[Filter, ...]
    place: str
    fault: str


def asked(given: dict[str, str]) -> tuple[Choice, str]:
    """The choice of an address, or the one of everything and what is wrong with it."""
    try:
        return Choice.of(given), ""
    except UsageError as error:
        rest = {name: value for name, value in given.items() if name not in ("from", "to")}
        return Choice.of(rest), error.message


def form(events: Events, choice: Choice, fault: str = "") -> Form:
    """The form, with what each value would choose beside the other filters."""
    place = choice.values.get("place", "")
    known = place in events.index.facets["place"]
    return Form(
        choice=choice,
        filters=tuple(_filter(events, choice, name) for name in FILTERS),
        place=(events.names.name(place) if known else short("place", place)) if place else "",
        fault=fault,
    )


def _filter(events: Events, choice: Choice, name: str) -> Filter:
    found = list(options(events.index, choice, name))
    wanted = choice.values.get(name, "")
    offered = found[:OFFERED] + [pair for pair in found[OFFERED:] if pair[0] == wanted]
    if wanted and wanted not in dict(offered):
        offered.append((wanted, 0))
    known = events.index.facets[name]

    def label(iri: str) -> str:
        if iri not in known:
            return short(name, iri)
        return events.names.kind(iri) if name == "kind" else events.names.name(iri)

    made = [Option(short(name, iri), label(iri), count, iri == wanted) for iri, count in offered]
    made.sort(key=lambda option: (sorting(option.name), option.value))
    return Filter(name, tuple(made), max(0, len(found) - OFFERED))
