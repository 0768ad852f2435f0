"""What resolution says of one node: what became it, what it was compared with, and where reports of it differ."""

from __future__ import annotations

from dataclasses import dataclass

from ctkg.graph.reader import Reader
from ctkg.graph.statements import Claim
from ctkg.iris import CONCEPT, PREFIXES, graph, term

_GRAPH = graph("resolution")
_LABEL = PREFIXES["rdfs"] + "label"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two nodes that were compared; ``outcome`` is ``merged`` or ``doubtful``, ``nodes`` are IRIs with their names."""

    iri: str
    outcome: str
    kind: str
    score: str
    nodes: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point on which reports of an event differ, with the claims of each; ``of`` is what it is said of, or empty."""

    relation: str
    of: str
    claims: tuple[Claim, ...]


def members(reader: Reader, iri: str) -> list[tuple[str, str]]:
    """IRIs and names of the nodes of documents that became ``iri``, sorted; empty where none did."""
    return [(node, name(reader, node)) for node in reader.nodes_to(iri, term("resolvedTo"), _GRAPH)]


def name(reader: Reader, iri: str) -> str:
    """The name of a node as its documents gave it, also where it is no longer there."""
    return reader.named(iri, _LABEL, _GRAPH) or reader.label(iri).text


def pairs(reader: Reader, iri: str) -> list[Pair]:
    """Comparisons of ``iri`` and of what became it: those that merged first, then by IRI."""
    found: dict[str, Pair] = {}
    for node in (iri, *(member for member, _ in members(reader, iri))):
        for match in reader.nodes_to(node, term("comparedNode"), _GRAPH):
            said = reader.values(match, _GRAPH)
            first = {key: values[0] for key, values in said.items()}
            found[match] = Pair(
                iri=match,
                outcome=first.get("matchOutcome", "").removeprefix(CONCEPT + "match-outcome/"),
                kind=first.get("comparedAs", ""),
                score=first.get("matchScore", ""),
                nodes=tuple((each, name(reader, each)) for each in said.get("comparedNode", ())),
                reasons=tuple(said.get("matchReason", ())),
            )
    return sorted(found.values(), key=lambda pair: (pair.outcome != "merged", pair.iri))


def points(reader: Reader, iri: str) -> list[Point]:
    """Where reports of the event ``iri`` differ, sorted; the claims by document."""
    found = []
    for difference in reader.nodes_to(iri, term("differenceAbout"), _GRAPH):
        said = reader.values(difference, _GRAPH)
        claims = [claim for claim in map(reader.claim, said.get("differingClaim", ())) if claim]
        found.append(
            Point(
                relation="".join(said.get("differingRelation", ())),
                of="".join(said.get("differingText", ())),
                claims=tuple(sorted(claims, key=lambda each: (each.document, each.value, each.iri))),
            )
        )
    return sorted(found, key=lambda point: (point.relation, point.of))
