"""Clusters anew, of those members only that a change can reach.

What merges with what is decided within the components of pairs that may merge; what is in doubt, between each two
clusters. So a component that holds no member whose value, keys or links changed, and none that was in one cluster with
such a member, is as it was (the proof is in docs/decisions/resolution.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ctkg.resolve.clusters import Pair, Rules, cluster
from ctkg.resolve.growth.ledger import Draft, short
from ctkg.resolve.growth.view import View
from ctkg.resolve.model import DOUBTFUL, Decision, Judgement

#: Gives those that a member is compared with, as they are after the step.
Partners = Callable[[str], Iterable[str]]
#: Judges a sorted pair.
Judge = Callable[[str, str], Judgement]


@dataclass(kw_only=True)
class Outcome:
    """What a step changes for the members of one kind.

    Attributes:
        members: all that were looked at again, those included that are gone.
        removed: pairs of which decisions were kept.
        decisions: the decisions in their place.
        moved: member -> its canonical IRI before and after, of those where the two differ.
    """

    members: set[str] = field(default_factory=set)
    removed: set[Pair] = field(default_factory=set)
    decisions: list[Decision] = field(default_factory=list)
    moved: dict[str, tuple[str, str]] = field(default_factory=dict)

    def take(self, other: Outcome) -> None:
        """Add what ``other`` found."""
        self.members |= other.members
        self.removed |= other.removed
        self.decisions += other.decisions
        self.moved |= other.moved


def settle(
    kind: str,
    before: View,
    after: View,
    draft: Draft,
    seeds: Iterable[str],
    exists: Callable[[str], bool],
    partners: Partners,
    judge: Judge,
    rules: Rules,
    explicit: Callable[[str], bool] = lambda iri: False,
) -> Outcome:
    """Decide again on all members that ``seeds`` can reach, and write that into ``draft``.

    Args:
        kind: what the members are, for the decisions.
        before: what was known; ``after`` is what is known now, written into ``draft``.
        seeds: members whose value or partners changed, those included that are gone.
        exists: True for members that are there after the step.
        partners: see :data:`Partners`; ``judge`` likewise.
        rules: what must hold in a cluster.
        explicit: members whose canonical IRI is written also where it is their own.
    """
    links = after.links
    told = {frozenset(pair) for pair in links.same}
    reached = {member for seed in seeds for member in (seed, *before.cluster(before.canonical(seed)))}
    here: set[str] = set()
    judged: dict[Pair, Judgement] = {}
    idle: set[Pair] = set()
    ahead = sorted(member for member in reached if exists(member))
    while ahead:
        member = ahead.pop()
        if member in here:
            continue
        here.add(member)
        for other in partners(member):
            pair = (member, other) if member < other else (other, member)
            if pair in judged or pair in idle:
                continue
            judgement = judge(*pair)
            wanted = judgement.merges or (bool(told) and frozenset(pair) in told)
            if not wanted and not judgement.doubtful:
                idle.add(pair)
                continue
            judged[pair] = judgement
            if wanted:
                ahead.append(other)
    settled = {iri: after.canonical(iri) for pair in judged for iri in pair if iri not in here}
    found = cluster(
        kind, ((*pair, judgement) for pair, judgement in judged.items()), rules, links=links, settled=settled
    )
    outcome = Outcome(members=reached | here, decisions=list(found.decisions))
    for member in sorted(outcome.members):
        old = before.canonical(member)
        new = found.canonical.get(member, member)
        if member in here:
            draft.write("canonical", member, new if new != member or explicit(member) else None)
        else:
            draft.write("canonical", member, None)
        for canonical, text in ((old, None), (new, "")):
            if canonical != member:
                draft.write("core:" + short(canonical), member, text if member in here else None)
        outcome.removed |= forget(before, draft, member)
    for member in outcome.members:
        # One that is not clustered any more is gone, or follows another.
        old, new = before.canonical(member), after.canonical(member)
        if old != new:
            outcome.moved[member] = (old, new)
    for decision in found.decisions:
        remember(draft, decision, (decision.one, decision.other))
    return outcome


def forget(before: View, draft: Draft, member: str) -> set[Pair]:
    """Take the decisions on ``member`` out of what is kept; returns the pairs."""
    found: set[Pair] = set()
    for other in before.notes.entries("pair:" + short(member)):
        draft.write("pair:" + short(member), other, None)
        draft.write("pair:" + short(other), member, None)
        found.add((member, other) if member < other else (other, member))
    return found


def remember(draft: Draft, decision: Decision, under: Iterable[str]) -> None:
    """Keep a decision under some of its two members."""
    for member in under:
        other = decision.other if member == decision.one else decision.one
        draft.write("pair:" + short(member), other, "?" if decision.outcome == DOUBTFUL else "")
