"""The graph of resolution: what became one, why, what is in doubt, and where reports of one event differ."""

from __future__ import annotations

import hashlib

from pyoxigraph import Quad

from ctkg.bridge.quads import GraphBag, decimal
from ctkg.iris import concept, graph, instance
from ctkg.resolve.model import VERSION, Decision, Difference, Resolution

GRAPH = graph("resolution")


def quads(resolution: Resolution) -> list[Quad]:
    """All quads of ``graph/resolution``, sorted."""
    bag = GraphBag(GRAPH)
    for member, first in resolution.canonical.items():
        bag.kind(member, "ResolvedNode")
        bag.link(member, "resolvedTo", first)
    for decision in resolution.decisions:
        _decision(bag, decision)
    for difference in resolution.differences:
        _difference(bag, difference)
    for iri, label in resolution.labels.items():
        bag.label(iri, label, "")
    return bag.sorted()


def _decision(bag: GraphBag, decision: Decision) -> None:
    node = instance("match", _digest(decision.one, decision.other))
    bag.kind(node, "MatchDecision")
    bag.link(node, "comparedNode", decision.one)
    bag.link(node, "comparedNode", decision.other)
    bag.say(node, "comparedAs", decision.kind)
    bag.say(node, "matchScore", decimal(decision.score))
    bag.link(node, "matchOutcome", concept("match-outcome", decision.outcome))
    bag.say(node, "resolverVersion", VERSION)
    for reason in decision.reasons:
        bag.say(node, "matchReason", f"{reason.words} ({reason.points:+.2f})" if reason.points else reason.words)


def _difference(bag: GraphBag, difference: Difference) -> None:
    node = instance("difference", _digest(difference.event, difference.relation, difference.of))
    bag.kind(node, "ReportDifference")
    bag.link(node, "differenceAbout", difference.event)
    bag.say(node, "differingRelation", difference.relation)
    bag.say(node, "differingText", difference.of)
    for claim in difference.claims:
        bag.link(node, "differingClaim", claim)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
