"""What resolution decided, read back from a store: matches with their reasons, and differences with their sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ctkg.errors import UsageError
from ctkg.graph import query
from ctkg.iris import CONCEPT, ONTOLOGY, PREFIXES, compact, graph, term

if TYPE_CHECKING:
    from ctkg.graph.store import Store


_GRAPH = graph("resolution")
_RESOLVED = NamedNode(term("resolvedTo"))
_COMPARED, _LABEL = NamedNode(term("comparedNode")), NamedNode(PREFIXES["rdfs"] + "label")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A pair of nodes that were brought together, or that may be the same.

    Attributes:
        outcome: ``merged`` or ``doubtful``.
        kind: ``person``, ``body``, ``event`` or ``source``.
        one: IRI of a node, as its document minted it; ``other`` is the second, in order of the alphabet.
        labels: names of the two.
        reasons: grounds with their points, the weightiest first, then what held the pair back.
    """

    outcome: str
    kind: str
    score: float
    one: str
    other: str
    labels: tuple[str, str]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one document says on a point where reports differ: value, sentence and its confidence."""

    document: str
    value: str
    sentence: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A point on which reports of one event differ; ``of`` is what is counted or whose role it is, or empty."""

    event: str
    relation: str
    of: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What stands behind one node.

    Attributes:
        iri: the canonical IRI.
        members: IRIs and names of the nodes that it stands for, itself included.
        matches: decisions on them, merged ones first.
    """

    iri: str
    label: str
    members: tuple[tuple[str, str], ...]
    matches: tuple[Match, ...]
    differences: tuple[Difference, ...]


_MATCHES = """
SELECT ?match ?kind ?outcome ?score ?node ?label ?reason WHERE {
  GRAPH graph:resolution {
    ?match ct:comparedNode ?node ; ct:comparedAs ?kind ; ct:matchOutcome ?outcome ; ct:matchScore ?score ;
      ct:matchReason ?reason .
    OPTIONAL { ?node rdfs:label ?label }
  }
}"""
_MEMBERS = "SELECT ?member ?label WHERE { GRAPH graph:resolution { ?member ct:resolvedTo ?node ; rdfs:label ?label } }"
_NAME = "SELECT ?label WHERE { GRAPH graph:resolution { ?node rdfs:label ?label } }"
_DIFFERENCES = """
SELECT DISTINCT ?event ?relation ?of ?value ?confidence ?sentence ?document WHERE {
  GRAPH graph:resolution {
    ?difference ct:differenceAbout ?event ; ct:differingRelation ?relation ; ct:differingClaim ?claim .
    OPTIONAL { ?difference ct:differingText ?of }
  }
  GRAPH ?evidence {
    ?claim ct:claimValue ?value ; ct:confidence ?confidence ; ct:hasEvidence ?passage .
    ?passage ct:quotationText ?sentence ; ct:passageOf ?document .
  }
}"""


def canonical(store: Store, iri: str) -> str:
    """The IRI that stands for ``iri`` in the graph; ``iri`` itself where nothing else does."""
    found = (quad.object for quad in store.match(NamedNode(iri), _RESOLVED, None, _GRAPH))
    return min((node.value for node in found if isinstance(node, NamedNode)), default=iri)


def stands_for(store: Store, iri: str) -> str:
    """As :func:`canonical`, by one look at the store."""
    found = (quad.object for quad in store.match(NamedNode(iri), _RESOLVED, None, _GRAPH))
    return min((node.value for node in found if isinstance(node, NamedNode)), default=iri)


def matches(store: Store, *, outcome: str = "") -> list[Match]:
    """All decisions, or those of one outcome: doubtful ones first, then by score from high to low."""
    parts: dict[str, dict[str, str]] = defaultdict(dict)
    reasons: dict[str, set[str]] = defaultdict(set)
    known: dict[str, tuple[str, str, float]] = {}
    for match, kind, how, score, node, label, reason in query.run(store, _MATCHES).values():
        known[match] = (kind, str(how).removeprefix(CONCEPT + "match-outcome/"), float(score))
        parts[match][node] = label or compact(node)
        reasons[match].add(reason)
    found = [_match(*known[match], parts[match], reasons[match]) for match in known]
    wanted = [match for match in found if not outcome or match.outcome == outcome]
    return sorted(wanted, key=lambda m: (m.outcome, -m.score, m.one, m.other))


def about(store: Store, iri: str) -> list[Match]:
    """The decisions on one node as its document minted it, merged ones first; a draft of a store can be asked, too."""
    found = []
    for quad in store.match(None, _COMPARED, NamedNode(iri), _GRAPH):
        said: dict[str, list[str]] = defaultdict(list)
        assert isinstance(quad.subject, NamedNode)
        for each in store.match(quad.subject, None, None, _GRAPH):
            said[each.predicate.value.removeprefix(ONTOLOGY)].append(str(getattr(each.object, "value", "")))
        (kind,), (outcome,), (score,) = said["comparedAs"], said["matchOutcome"], said["matchScore"]
        nodes = {node: _label(store, node) for node in said["comparedNode"]}
        outcome = outcome.removeprefix(CONCEPT + "match-outcome/")
        found.append(_match(kind, outcome, float(score), nodes, said["matchReason"]))
    return sorted(found, key=lambda m: (m.outcome != "merged", -m.score, m.one, m.other))


def _label(store: Store, iri: str) -> str:
    names = (quad.object for quad in store.match(NamedNode(iri), _LABEL, None, _GRAPH))
    return min((name.value for name in names if isinstance(name, Literal)), default=compact(iri))


def _match(kind: str, outcome: str, score: float, nodes: dict[str, str], reasons: Iterable[str]) -> Match:
    one, other = sorted(nodes)
    return Match(
        outcome=outcome,
        kind=kind,
        score=score,
        one=one,
        other=other,
        labels=(nodes[one], nodes[other]),
        reasons=tuple(sorted(reasons, key=lambda reason: (-_points(reason), reason))),
    )


def _points(reason: str) -> float:
    """The points that a reason ends with; below all others where it has none."""
    head, bracket, tail = reason.rpartition(" (")
    try:
        return float(tail.removesuffix(")")) if bracket and head else -2.0
    except ValueError:
        return -2.0


def differences(store: Store, *, event: str = "") -> list[Difference]:
    """Where reports of one event differ, for all events or one; sorted."""
    told: dict[tuple[str, str, str], set[tuple[str, str, str, float]]] = defaultdict(set)
    for about, relation, of, value, sure, sentence, document in query.run(store, _DIFFERENCES).values():
        if about == event or not event:
            said = (document.rpartition("/")[2], str(value), sentence, float(sure))
            told[about, relation, of or ""].add(said)
    return [
        Difference(
            event=about,
            relation=relation,
            of=of,
            told=tuple(
                Told(document=document, value=value, sentence=sentence, confidence=sure)
                for document, value, sentence, sure in sorted(values)
            ),
        )
        for (about, relation, of), values in sorted(told.items())
    ]


def explain(store: Store, iri: str) -> Explanation:
    """What stands behind ``iri``, which may be a member or the canonical node.

    Raises:
        UsageError: resolution decided nothing about it.
    """
    first = canonical(store, iri)
    members = {str(node): str(label) for node, label in query.run(store, _MEMBERS, params={"node": first}).values()}
    names = query.run(store, _NAME, params={"node": first}).values()
    label = str(names[0][0]) if names else compact(first)
    nodes = {*members, first}
    found = [match for match in matches(store) if not nodes.isdisjoint((match.one, match.other))]
    if not found and not members:
        raise UsageError(f"nothing was merged with <{iri}>, and nothing is in doubt about it")
    return Explanation(
        iri=first,
        label=label,
        members=((first, label), *sorted(members.items())),
        matches=tuple(sorted(found, key=lambda m: (m.outcome != "merged", -m.score, m.one, m.other))),
        differences=tuple(differences(store, event=first)),
    )
