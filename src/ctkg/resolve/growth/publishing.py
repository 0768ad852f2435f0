"""What a step changes in ``graph/resolution``, and in the numbers of what was brought together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ctkg.graph.store import Store
from ctkg.resolve import writing
from ctkg.resolve.growth import events
from ctkg.resolve.growth.ledger import short
from ctkg.resolve.growth.naming import has_followers, label
from ctkg.resolve.growth.settling import Outcome
from ctkg.resolve.growth.step import Step
from ctkg.resolve.growth.view import BODY, DOCUMENT, EVENT, View
from ctkg.resolve.model import DOUBTFUL, Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Triples to add to ``graph/resolution`` and to take away; how many more members are merged, and pairs in doubt."""

    added: writing.Triples
    removed: writing.Triples
    merged: int
    doubtful: int


def publish(store: Store, step: Step) -> Published:
    """What is to be written; nothing is written here."""
    outcomes = (step.sources, step.bodies, step.people, step.events)
    members = {iri for outcome in outcomes for iri in _spoken_of(outcome)} | step.told
    named = {iri: label(step.after, iri) for iri in sorted(members) if _is_spoken_of(step.after, iri)}
    canonical = {iri: step.after.canonical(iri) for iri in named if not iri.startswith(DOCUMENT)}
    nodes = canonicals(step)
    differences = [difference for iri in sorted(nodes) for difference in events.differ(step.after, iri)]
    decisions = [decision for outcome in outcomes for decision in outcome.decisions]
    subjects = {
        *members,
        *(writing.match_iri(*pair) for outcome in outcomes for pair in outcome.removed),
        *(writing.match_iri(decision.one, decision.other) for decision in decisions),
        *(iri for event in nodes for iri in writing.difference_iris(store, event)),
        *map(writing.difference_iri, differences),
    }
    found = Resolution(
        canonical={iri: first for iri, first in canonical.items() if iri != first},
        labels=named,
        decisions=tuple(decisions),
        differences=tuple(differences),
    )
    added, removed = writing.changes(store, found, subjects)
    return Published(
        added=added,
        removed=removed,
        merged=sum((new != iri) - (old != iri) for o in outcomes for iri, (old, new) in o.moved.items()),
        doubtful=sum(d.outcome == DOUBTFUL for d in decisions) - sum(_doubts(step.before, o.removed) for o in outcomes),
    )


def canonicals(step: Step) -> set[str]:
    """Events that stand, or stood, for one that the step looked at."""
    return {view.canonical(iri) for iri in step.events.members for view in (step.before, step.after)}


def _spoken_of(outcome: Outcome) -> Iterable[str]:
    yield from outcome.members
    for pair in outcome.removed:
        yield from pair
    for decision in outcome.decisions:
        yield from (decision.one, decision.other)
    for old_and_new in outcome.moved.values():
        yield from old_and_new


def _is_spoken_of(view: View, iri: str) -> bool:
    """True for a member that a decision speaks of, or that stands for others or behind another."""
    if _is_gone(view, iri):
        return False
    return (
        view.canonical(iri) != iri
        or bool(view.notes.entries("pair:" + short(iri)))
        or len(view.cluster(iri)) > 1
        or has_followers(view, iri)
    )


def _is_gone(view: View, iri: str) -> bool:
    if iri.startswith(DOCUMENT):
        return view.text(iri) is None
    if iri.startswith(BODY):
        return view.body(iri) is None
    return (view.event(iri) if iri.startswith(EVENT) else view.person(iri)) is None


def _doubts(view: View, pairs: Iterable[tuple[str, str]]) -> int:
    """How many of these pairs were in doubt."""
    return sum(view.notes.entries("pair:" + short(one)).get(other) == "?" for one, other in pairs)
