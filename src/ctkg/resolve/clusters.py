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
    """Members so far, and what the rules ask of them."""

    def __init__(self, iri: str, rules: Rules) -> None:
        self.members = [iri]
        self.sole = rules.sole(iri)
        self.winner = iri if rules.wins(iri) else ""

    @property
    def first(self) -> str:
        return self.winner or min(self.members)

    def objection(self, other: _Group, rules: Rules, different: frozenset[frozenset[str]]) -> str:
        """Why the two cannot be one, or empty."""
        if self.winner and other.winner:
            return "the tables know two that fit"
        if self.sole and other.sole and self.sole != other.sole:
            return f"others of the same are of {' and '.join(sorted((self.sole, other.sole)))}"
        if rules.apart or different:
            for a in sorted(self.members):
                for b in sorted(other.members):
                    if frozenset((a, b)) in different:
                        return "said to be different"
                    if rules.apart and (why := rules.apart(a, b)):
                        return why
        return ""

    def take(self, other: _Group) -> None:
        self.members += other.members
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
        links: pairs decided beforehand; of ``same``, those among ``judged`` are joined before all others.
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
        wanted = judgement.merges or frozenset(pair) in told
        if one is other or not (wanted or judgement.doubtful) or frozenset(pair) in different:
            continue
        why = one.objection(other, rules, different) if wanted else ""
        if why or not wanted:
            doubts.append(_decision(kind, pair, judgement, DOUBTFUL, why))
            continue
        few, many = sorted((one, other), key=lambda group: len(group.members))
        many.take(few)
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
