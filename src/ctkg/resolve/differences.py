"""Where reports of one event say different things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from ctkg.resolve import periods
from ctkg.resolve.model import Difference, Event, Said
from ctkg.resolve.told import ROLES

#: Relations of which an event has one value.
_SINGLE = ("event.type", "event.start", "event.end", "event.durationDays", "event.place", "event.country")
_COUNTS = ("participant.count", "state.count", "victim.count")
#: Roles of which a report tends to give the whole list.
_LISTED = ("organizer", "host", "funder")


def between(canonical: str, reports: Sequence[Event]) -> Iterator[Difference]:
    """The differences between the reports of one event; bodies and persons in them are canonical.

    A value that one report leaves out is no difference, nor is a date that is only less precise.
    """
    for relation in _SINGLE:
        values = _by_report(reports, relation)
        if _clash(relation, values.values()):
            yield _difference(canonical, relation, "", values)
    counted = sorted({(s.relation, s.of) for event in reports for s in event.said if s.relation in _COUNTS})
    for relation, of in counted:
        values = _by_report(reports, relation, of=of)
        if _clash(relation, values.values()):
            yield _difference(canonical, relation, of, values)
    yield from _roles(canonical, reports)


def _by_report(
    reports: Iterable[Event], relation: str, *, of: str | None = None, among: Collection[str] | None = None
) -> dict[str, list[Said]]:
    """Values of one relation by document; those of one thing counted, or among some, where that is asked."""
    found = {
        event.document: [
            s
            for s in event.said
            if s.relation == relation and (of is None or s.of == of) and (among is None or s.value in among)
        ]
        for event in reports
    }
    return {document: said for document, said in found.items() if said}


def _clash(relation: str, told: Collection[list[Said]]) -> bool:
    sets = [frozenset(s.value for s in said) for said in told]
    if relation in ("event.start", "event.end"):
        times = [period for values in sets if (period := periods.period(values, ()))]
        return any(a.first > b.last or b.first > a.last for i, a in enumerate(times) for b in times[i + 1 :])
    return any(not a & b for i, a in enumerate(sets) for b in sets[i + 1 :])


def _roles(canonical: str, reports: Sequence[Event]) -> Iterator[Difference]:
    told: dict[str, list[Said]] = defaultdict(list)
    roles: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for event in reports:
        for s in event.said:
            if s.relation in ROLES:
                told[s.value].append(s)
                roles[s.value].setdefault(event.document, set()).add(s.relation)
    for agent, by_report in sorted(roles.items()):
        sets = list(by_report.values())
        if any(not a & b for i, a in enumerate(sets) for b in sets[i + 1 :]):
            said = sorted(told[agent], key=lambda s: (s.relation, s.claim))
            yield Difference(
                event=canonical,
                relation=said[0].relation,
                of=said[0].text,
                claims=tuple(sorted(s.claim for s in said)),
            )
            del told[agent]
    for relation in _LISTED:
        values = _by_report(reports, relation, among=told.keys())
        everywhere = (
            frozenset.intersection(*(frozenset(s.value for s in said) for said in values.values()))
            if values
            else frozenset()
        )
        odd = {doc: [s for s in said if s.value not in everywhere] for doc, said in values.items()}
        if len(values) > 1 and any(odd.values()):
            yield _difference(canonical, relation, "", odd)


def _difference(canonical: str, relation: str, of: str, values: Mapping[str, Iterable[Said]]) -> Difference:
    claims = sorted({s.claim for said in values.values() for s in said})
    return Difference(event=canonical, relation=relation, of=of, claims=tuple(claims))
