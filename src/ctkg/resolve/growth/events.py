"""Events after a step, and what their reports say differently."""

from __future__ import annotations

from collections.abc import Iterable

from ctkg.resolve import differences, events, reports
from ctkg.resolve.events import Memory
from ctkg.resolve.growth.keyring import Keyring, Keys
from ctkg.resolve.growth.ledger import Draft
from ctkg.resolve.growth.settling import Outcome, settle
from ctkg.resolve.growth.view import View, document_of
from ctkg.resolve.model import Difference, Event, Judgement
from ctkg.resolve.told import Told

_KEYS = Keyring("event")
_ELSEWHERE = Judgement(score=0.0, impossible="in different countries")


def step(before: View, after: View, draft: Draft, touched: Iterable[str], linked: Iterable[str]) -> Outcome:
    """Compare events again that are told otherwise, or whose bodies and persons became others; see :func:`settle`.

    Args:
        before: what was known; ``after`` is what is known now, written into ``draft``.
        touched: events that may be others than before.
        linked: events with which others are the same, or different, for another reason than before.
    """
    changed = {iri for iri in touched if _state(before, iri) != _state(after, iri)}
    for iri in sorted(changed):
        changed.update(_KEYS.change(draft, iri, _keys(before, iri), _keys(after, iri), before.is_decided))
    memory = Memory(lambda iri: told(after, iri))

    def exists(iri: str) -> bool:
        return after.event(iri) is not None

    def partners(iri: str) -> Iterable[str]:
        same = after.told(iri)
        memory.repeated((iri, other) if iri < other else (other, iri) for other in same)
        said = [other for other in after.said(iri) if exists(other)]
        memory.said((iri, other) if iri < other else (other, iri) for other in said)
        return {*_KEYS.partners(after.notes, iri, _keys(after, iri)), *same, *said}

    def judge(one: str, other: str) -> Judgement:
        # Most that share a time and an agent were in different countries: for that, little need be read of them.
        if after.where(one).is_elsewhere(after.where(other)) and not memory.is_given(one, other):
            return _ELSEWHERE
        return memory.judge(one, other)

    return settle(
        "event",
        before,
        after,
        draft,
        changed | set(linked),
        exists,
        partners,
        judge,
        events.rules(memory),
    )


def told(view: View, iri: str) -> Told:
    """An event that is there."""
    found = view.event(iri)
    assert found is not None, iri
    return found


def members(view: View, canonical: str) -> list[Event]:
    """The events that stand under ``canonical``, sorted by IRI; empty where it stands for itself alone."""
    found = sorted(view.cluster(canonical))
    return [told(view, iri).event for iri in found] if len(found) > 1 else []


def keeper(view: View, canonical: str) -> str:
    """The report whose dates a node of several events keeps."""
    return reports.keeper(_originals(view, canonical) or [told(view, canonical).event])


def differ(view: View, canonical: str) -> list[Difference]:
    """Where the reports of a node of several events differ."""
    return list(differences.between(canonical, _originals(view, canonical)))


def _originals(view: View, canonical: str) -> list[Event]:
    return [event for event in members(view, canonical) if not view.is_copy(document_of(event.iri))]


def _state(view: View, iri: str) -> tuple[Told | None, bool]:
    return view.event(iri), view.is_copy(document_of(iri))


def _keys(view: View, iri: str) -> Keys:
    """Events of a document that repeats another are compared with no others."""
    event, repeated = _state(view, iri)
    return ((), ()) if event is None or repeated else events.keys(event)
