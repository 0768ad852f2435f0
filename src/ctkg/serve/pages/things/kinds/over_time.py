"""Events that have to do with a thing, by year."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from ctkg.graph.dates import years_of_events
from ctkg.iris import CONCEPT, ID, term
from ctkg.serve.charts import by_year
from ctkg.serve.lookup import Lookup
from ctkg.serve.pages.things.sections import Section
from ctkg.site.entry import Entry
from ctkg.site.view import Entity

_AGENT = ("involvesAgent", "involvesThroughUnit")
_CONCEPT = ("addresses", "promotesMeasure", "concernsSector", "usedMeans")
#: Properties of events that lead to a thing, by its kind; those above all others where the ontology has one.
_WAYS = {
    "people": _AGENT,
    "groups": _AGENT,
    "organisations": _AGENT,
    "states": (*_AGENT, "involvesState", "heldOnTerritoryOf"),
    "places": ("heldAt", "heldIn"),
    "instruments": (
        "concernsInstrument", "implementsInstrument", "promotesInstrument", "refersToInstrument", "adoptsInstrument",
        "signsInstrument", "ratifiesInstrument", "usesGuidance",
    ),
    "threats": _CONCEPT,
    "measures": _CONCEPT,
}  # fmt: skip
#: Parameters of the timeline by kind of thing, and what stands before the id in an IRI.
_FILTERS = {
    "states": ("country", f"{ID}state/"),
    "places": ("country", f"{ID}territory/"),
    "instruments": ("instrument", f"{ID}instrument/"),
    "organisations": ("organiser", f"{ID}organization/"),
    "threats": ("threat", f"{CONCEPT}threat/"),
}


def filter_of(entry: Entry) -> dict[str, str]:
    """The parameter by which timeline and map show what has to do with a thing; empty where there is none."""
    name, stem = _FILTERS.get(entry.kind, ("", ""))
    rest = entry.iri.removeprefix(stem) if stem else ""
    return {name: rest} if rest and rest != entry.iri else {}


def section(look: Lookup, entry: Entry, page: Entity) -> Iterator[Section]:
    """A chart, where there are events in more than one year."""
    found = years_of_events(look.reader.store, entry.iri, map(term, _WAYS.get(entry.kind, ())))
    if len(found) < 2:
        return
    given = filter_of(entry)

    def leading(year: int) -> str:
        return "/timeline?" + urlencode({**given, "from": year, "to": year}) if given else ""

    made = by_year(found, id="years", title="Events by the year in which they began", href=leading)
    yield Section(id="time", title="Over time", template="things/chart.html", values=made, late=True)
