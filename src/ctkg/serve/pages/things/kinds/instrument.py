"""The parties to an instrument by date, and the States that are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ctkg.graph import parties as acting
from ctkg.graph.parties import Action, Circle
from ctkg.graph.ranking import sorting
from ctkg.iris import graph
from ctkg.serve.charts import Chart, cumulative
from ctkg.serve.links import href
from ctkg.serve.lookup import Lookup
from ctkg.serve.pages.things.sections import Section
from ctkg.site.entry import Entry
from ctkg.site.view import Entity, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A line of the table: a party with what it did; ``acts`` are pairs of a column's name and its texts."""

    who: Text
    acts: tuple[tuple[str, tuple[Text, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """What the section shows; ``as_of`` is the last day as at which the graph knows of it."""

    bound: int
    signed: int
    columns: tuple[str, ...]
    rows: tuple[Party, ...]
    chart: Chart
    as_of: str
    source: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A circle of States, how many of it are parties, and who is not."""

    of: Text
    number: int
    bound: int
    missing: tuple[Text, ...]


_COLUMNS = {"signed": "signed", "bound": "bound since", "withdrew": "withdrew", "reserved": "reservation"}


def parties(look: Lookup, entry: Entry, page: Entity) -> Iterator[Section]:
    """Who is bound and since when, by date; nothing where the graph knows of no act."""
    found = look.actions(entry.iri)
    if not found:
        return
    by_party: dict[str, dict[str, list[Action]]] = {}
    for each in found:
        by_party.setdefault(each.by, {}).setdefault(each.what, []).append(each)
    bound = acting.bound(found)
    columns = tuple(name for name in _COLUMNS if any(name in acts for acts in by_party.values()))
    rows = [
        Party(
            who=_named(look, by),
            acts=tuple((_COLUMNS[name], tuple(_act(look, each) for each in acts.get(name, ()))) for name in columns),
        )
        for by, acts in sorted(by_party.items(), key=lambda pair: _order(look, pair[0], bound))
    ]
    _, as_of = acting.known_as_of(look.reader.store, entry.iri)
    chart = cumulative(
        [act.date for act in bound.values()], id="bound", title="Parties over time", column="parties", until=as_of
    )
    made = Parties(
        bound=len(bound),
        signed=sum("signed" in acts for acts in by_party.values()),
        columns=tuple(_COLUMNS[name] for name in columns),
        rows=tuple(rows),
        chart=chart,
        as_of=as_of,
        source=Text(text="table treaty_participation", href=href(graph("reference", "treaty_participation"))),
    )
    yield Section(id="parties", title="Parties by date", template="things/parties.html", values=made)


def gaps(look: Lookup, entry: Entry, page: Entity) -> Iterator[Section]:
    """Which of the States that the graph knows are not parties, by body and by region."""
    found = look.actions(entry.iri)
    if not found:
        return
    bound = acting.bound(found)
    every = Circle(of="", kind="", states=look.states)
    signed = frozenset(each.by for each in found if each.what == "signed")
    signatories = Circle(of="", kind="signed", states=signed & look.states)
    among = [every, *([signatories] if signatories.states else []), *look.circles]
    made = [
        Gap(
            of=_circle(look, circle),
            number=len(circle.states),
            bound=len(circle.states) - len(missing),
            missing=tuple(sorted((_named(look, iri) for iri in missing), key=lambda text: sorting(text.text))),
        )
        for circle, missing in acting.missing(bound, among)
    ]
    lead = "Of the States that this graph knows, as far as it knows their acts. It says nothing on why."
    yield Section(id="gaps", title="States that are not parties", template="things/gaps.html", values=made, lead=lead)


def _order(look: Lookup, by: str, bound: dict[str, Action]) -> tuple[bool, str, str]:
    act = bound.get(by)
    return (act is None, act.date if act else "", sorting(look.reader.label(by).text))


def _act(look: Lookup, act: Action) -> Text:
    kind = look.reader.label(act.kind).text if act.kind and act.what != "signed" else ""
    return Text(text=act.date or "no date", href=href(act.node), note=kind)


def _named(look: Lookup, iri: str) -> Text:
    label = look.reader.label(iri)
    return Text(text=label.text, language=label.language, href=href(iri))


def _circle(look: Lookup, circle: Circle) -> Text:
    if not circle.of:
        return Text(text="Signatories" if circle.kind else "All States known here")
    kind = look.reader.label(circle.kind).text if circle.kind else ""
    named = _named(look, circle.of)
    return Text(text=named.text, language=named.language, href=named.href, note=kind)
