"""Bringing members together: the surest pair first, and never what must stay apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ctkg.resolve.model import DOUBTFUL, MERGED, Decision, Judgement, Links, Reason

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What must hold within a cluster.

    Attributes:
        apart: why two members can never be in one cluster, or empty; asked of every pair across two clusters.
        sole: what a cluster has one of (the State), empty where a member does not know it; costs nothing in large
            clusters.
        wins: True for a member that is canonical before all others; no two of them are joined.
    """

    apart: Callable[[str, str], str] | None = None
    sole: Callable[[str], str] = lambda iri: ""
    wins: Callable[[str], bool] = lambda iri: False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """What belongs together.

    Attributes:
        canonical: member -> canonical IRI, only for members that are not canonical themselves.
        decisions: the pairs by which members came together, and the doubtful ones, sorted.
    """

    canonical: dict[str, str]
    decisions: tuple[Decision, ...]


class _Group:
    """Members so far, and what the rules ask of them.

    Where people brought it together, it has several sides: members that the rules brought together. The rules have no
    say between two sides, and one that joins is measured by the side of the member that it is like.
    """

    def __init__(self, iri: str, rules: Rules) -> None:
        self.members = [iri]
        self.sides = [[iri]]
        self.sole = rules.sole(iri)
        self.winner = iri if rules.wins(iri) else ""

    @property
    def first(self) -> str:
        return self.winner or min(self.members)

    def side(self, member: str) -> list[str]:
        return next(side for side in self.sides if member in side)

    def refusal(self, other: _Group, different: frozenset[frozenset[str]]) -> str:
        """Why the two cannot be one whoever says so, or empty."""
        if self.winner and other.winner:
            return "the tables know two that fit"
        if different and any(frozenset((a, b)) in different for a in self.members for b in other.members):
            return "said to be different"
        return ""

    def objection(self, other: _Group, pair: Pair, rules: Rules) -> str:
        """Why the rules would not have the two as one, or empty; ``pair`` is a member of each."""
        if self.sole and other.sole and self.sole != other.sole:
            return f"others of the same are of {' and '.join(sorted((self.sole, other.sole)))}"
        if rules.apart:
            for a in sorted(self.side(pair[0])):
                for b in sorted(other.side(pair[1])):
                    if why := rules.apart(a, b):
                        return why
        return ""

    def take(self, other: _Group, pair: Pair | None) -> None:
        """Take ``other`` in; ``pair`` is a member of each by which the rules say so, None where people do."""
        self.members += other.members
        if pair is None:
            self.sides += other.sides
        else:
            joined = self.side(pair[0]) + other.side(pair[1])
            self.sides = [side for side in (*self.sides, *other.sides) if not {*side} & {*pair}] + [joined]
        self.sole = self.sole or other.sole
        self.winner = self.winner or other.winner


def cluster(
    kind: str,
    judged: Iterable[tuple[str, str, Judgement]],
    rules: Rules,
    *,
    links: Links | None = None,
    settled: Mapping[str, str] | None = None,
) -> Clusters:
    """Join pairs that merge, the highest score first, equal ones by their IRIs: the order of the input says nothing.

    Args:
        kind: what the members are, for the decisions.
        judged: pairs with their judgement, one entry a pair.
        rules: what must hold within a cluster.
        links: pairs decided beforehand; those of ``same``, which are among ``judged``, are joined before all others.
        settled: member -> canonical IRI, of members of other clusters: they are in doubt with others, and never joined.
    """
    links, settled = links or Links(), settled or {}
    different = frozenset(frozenset(pair) for pair in links.different)
    told = {frozenset(pair) for pair in links.same}
    pairs = {(a, b) if a < b else (b, a): judgement for a, b, judgement in judged}
    groups = {iri: _Group(iri, rules) for pair in sorted(pairs) for iri in pair}
    decisions: list[Decision] = []
    doubts: list[Decision] = []
    for pair, judgement in sorted(
        pairs.items(), key=lambda item: (frozenset(item[0]) not in told, -item[1].score, item[0])
    ):
        one, other = (groups[iri] for iri in pair)
        by_people = frozenset(pair) in told
        wanted = judgement.merges or by_people
        if one is other or not (wanted or judgement.doubtful) or frozenset(pair) in different:
            continue
        why = one.refusal(other, different) if wanted else ""
        if wanted and not why and not by_people:
            why = one.objection(other, pair, rules)
        if why or not wanted:
            doubts.append(_decision(kind, pair, judgement, DOUBTFUL, why))
            continue
        few, many = sorted((one, other), key=lambda group: len(group.members))
        ends = pair if many is one else (pair[1], pair[0])
        many.take(few, None if by_people else ends)
        groups.update(dict.fromkeys(few.members, many))
        decisions.append(_decision(kind, pair, judgement, MERGED))
    canonical = {iri: settled.get(iri) or group.first for iri, group in groups.items()}
    return Clusters(
        canonical={iri: first for iri, first in sorted(canonical.items()) if iri != first and iri not in settled},
        decisions=(*sorted(decisions, key=_order), *sorted(_one_each(doubts, canonical), key=_order)),
    )


def _one_each(doubts: list[Decision], canonical: dict[str, str]) -> list[Decision]:
    """The first doubt between each two clusters; what came together in the end is no doubt."""
    found: dict[frozenset[str], Decision] = {}
    for doubt in doubts:
        ends = frozenset((canonical[doubt.one], canonical[doubt.other]))
        if len(ends) == 2:
            found.setdefault(ends, doubt)
    return list(found.values())


def _order(decision: Decision) -> tuple[float, str, str]:
    return -decision.score, decision.one, decision.other


def _decision(kind: str, pair: Pair, judgement: Judgement, outcome: str, why: str = "") -> Decision:
    reasons = judgement.reasons + ((Reason(0.0, f"held back: {why}"),) if why else ())
    return Decision(kind=kind, one=pair[0], other=pair[1], score=judgement.score, outcome=outcome, reasons=reasons)
