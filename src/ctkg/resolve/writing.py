"""The graph of resolution: what became one, why, what is in doubt, and where reports of one event differ."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad, Triple

from ctkg.bridge.quads import GraphBag, decimal
from ctkg.graph.store import Store, open_store
from ctkg.iris import concept, graph, instance, term
from ctkg.resolve.model import VERSION, Decision, Difference, Resolution

GRAPH = graph("resolution")
Triples = set[Triple]


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


def changes(store: Store, resolution: Resolution, subjects: Iterable[str]) -> tuple[Triples, Triples]:
    """What to add to ``graph/resolution`` and what to take away, so that it says this of ``subjects``, and no more."""
    old = {quad.triple for iri in subjects for quad in store.match(NamedNode(iri), None, None, GRAPH)}
    # A store has a form of its own for numbers: what is compared with what it holds must have gone through one.
    scratch = open_store(None)
    scratch.load(quads(resolution))
    new = {quad.triple for quad in scratch.quads(GRAPH)}
    return new - old, old - new


def match_iri(one: str, other: str) -> str:
    """The node of the decision on a pair."""
    return instance("match", _digest(one, other))


def difference_iri(difference: Difference) -> str:
    """The node of a difference."""
    return instance("difference", _digest(difference.event, difference.relation, difference.of))


def difference_iris(store: Store, event: str) -> list[str]:
    """The nodes of the differences between reports of an event, by its canonical IRI, as they are in the store."""
    about = NamedNode(term("differenceAbout"))
    subjects = (quad.subject for quad in store.match(None, about, NamedNode(event), GRAPH))
    return [subject.value for subject in subjects if isinstance(subject, NamedNode)]


def _decision(bag: GraphBag, decision: Decision) -> None:
    node = match_iri(decision.one, decision.other)
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
    node = difference_iri(difference)
    bag.kind(node, "ReportDifference")
    bag.link(node, "differenceAbout", difference.event)
    bag.say(node, "differingRelation", difference.relation)
    bag.say(node, "differingText", difference.of)
    for claim in difference.claims:
        bag.link(node, "differingClaim", claim)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
