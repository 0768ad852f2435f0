"""Everything that the graph says of one node, each line with its evidence; and what a store holds."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ctkg.errors import UsageError
from ctkg.iris import GRAPH, ID, PREFIXES, compact

if TYPE_CHECKING:
    from ctkg.graph.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One statement about a node.

    Attributes:
        direction: ``out`` where the node is the subject, ``in`` where it is the object.
        predicate: prefixed name.
        value: label or literal of the other end.
        iri: prefixed name of the other end; empty for a literal.
        graph: the named graph without the common stem (``document/<id>``, ``inferred/<id>``, ``reference/states``).
        confidence: of the best claim behind it; None for reference data and inferences.
        evidence: the sentence of that claim, or empty.
    """

    direction: str
    predicate: str
    value: str
    iri: str
    graph: str
    confidence: float | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A node and what is said of it; lines are sorted."""

    iri: str
    label: str
    types: tuple[str, ...]
    lines: tuple[Line, ...]


_LABEL = """
SELECT ?label WHERE {
  ?node rdfs:label|skos:prefLabel ?label .
  FILTER(lang(?label) IN ("", "en"))
} ORDER BY ?label"""
_OUT = "SELECT ?p ?o ?g WHERE { GRAPH ?g { ?node ?p ?o } }"
_IN = "SELECT ?p ?o ?g WHERE { GRAPH ?g { ?o ?p ?node } }"
_CLAIMS = """
SELECT ?p ?object ?subject ?confidence ?text WHERE {
  GRAPH ?g {
    ?claim ct:claimPredicate ?p ; ct:claimSubject ?subject ; ct:confidence ?confidence ; ct:hasEvidence ?passage .
    ?passage ct:quotationText ?text .
    OPTIONAL { ?claim ct:claimObject ?object }
    FILTER(?subject = ?node || ?object = ?node)
  }
}"""
_CLASSES = f"""
SELECT ?class (COUNT(DISTINCT ?n) AS ?number) WHERE {{
  ?n a ?class . FILTER(STRSTARTS(STR(?n), "{ID}"))
}} GROUP BY ?class"""
_BY_LABEL = """
SELECT DISTINCT ?found WHERE {
  { ?found rdfs:label|skos:prefLabel|skos:altLabel|ct:acronym ?name }
  UNION { ?use ct:nameOf ?found ; ct:nameText ?name }
  FILTER(lcase(str(?name)) = ?wanted)
} ORDER BY ?found"""


def resolve(store: Store, name: str) -> str:
    """The IRI that ``name`` means: an IRI, a prefixed name, an id such as ``osce-atu``, or a label.

    Raises:
        UsageError: nothing is called so, or several things are; the message names the nearest or all of them.
    """
    from ctkg.graph import query

    text = name.strip().strip("<>")
    if text.startswith(("http://", "https://", "urn:")):
        return text
    prefix, colon, rest = text.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + rest
    found = sorted({row[0].value for row in query.run(store, _BY_LABEL, params={"wanted": text.casefold()}).rows})
    if not found:
        nodes = sorted({row[0].value for row in query.run(store, "SELECT DISTINCT ?n WHERE { ?n a ?c }").rows})
        found = [iri for iri in nodes if iri.startswith(ID) and iri.rpartition("/")[2] == text]
        if not found:
            names = {row[0].value for row in query.run(store, "SELECT DISTINCT ?l WHERE { ?n rdfs:label ?l }").rows}
            near = get_close_matches(text, sorted(names), n=3, cutoff=0.6)
            hint = f"; near: {', '.join(near)}" if near else ""
            raise UsageError(f"nothing is called {name!r} in this store{hint}")
    if len(found) > 1:
        raise UsageError(f"{name!r} names several things; say which: {', '.join(compact(iri) for iri in found)}")
    return found[0]


def describe(store: Store, node: str) -> Description:
    """All statements about ``node`` (an IRI), outgoing and incoming, with the evidence of those from documents.

    Raises:
        UsageError: the store says nothing about it.
    """
    from ctkg.graph import query

    at = {"node": node}
    claims: dict[tuple[str, str], tuple[float, str]] = {}
    for p, target, subject, confidence, text in query.run(store, _CLAIMS, params=at).rows:
        other = (target.value if target else "") if subject.value == node else subject.value
        key = (p.value, other)
        claims[key] = max(claims.get(key, (0.0, "")), (float(confidence.value), text.value))
    types: list[str] = []
    lines: set[Line] = set()
    for direction, text in (("out", _OUT), ("in", _IN)):
        for p, other, g in query.run(store, text, params=at).rows:
            graph = g.value.removeprefix(GRAPH)
            if graph.startswith("evidence/"):
                continue
            if p.value == PREFIXES["rdf"] + "type" and direction == "out":
                types.append(compact(other.value))
                continue
            is_node = not hasattr(other, "datatype")
            confidence, sentence = claims.get((p.value, other.value if is_node else ""), (None, ""))
            lines.add(
                Line(
                    direction=direction,
                    predicate=compact(p.value),
                    value=_label(store, other.value) if is_node else other.value,
                    iri=compact(other.value) if is_node else "",
                    graph=graph,
                    confidence=confidence,
                    evidence=sentence,
                )
            )
    if not lines and not types:
        raise UsageError(f"the store says nothing about <{node}>")
    return Description(
        iri=node,
        label=_label(store, node),
        types=tuple(sorted(set(types))),
        lines=tuple(sorted(lines, key=lambda x: (x.direction == "in", x.predicate, x.value, x.iri, x.graph))),
    )


def _label(store: Store, node: str) -> str:
    from ctkg.graph import query

    rows = list(query.run(store, _LABEL, params={"node": node}).rows)
    return rows[0][0].value if rows else compact(node)


def stats(store: Store) -> dict[str, dict[str, int]]:
    """What the store holds: triples per group of graphs, and things per class; sorted."""
    from ctkg.graph import query

    graphs: dict[str, int] = {}
    for name in store.graphs():
        group = name.removeprefix(GRAPH).partition("/")[0]
        graphs[group] = graphs.get(group, 0) + store.count(name)
    counted = query.run(store, _CLASSES)
    classes = {compact(row[0].value): int(row[1].value) for row in counted.rows}
    documents = sum(1 for name in store.graphs() if name.startswith(GRAPH + "document/"))
    return {
        "documents": {"documents": documents},
        "graphs": dict(sorted(graphs.items())),
        "classes": dict(sorted(classes.items())),
    }
