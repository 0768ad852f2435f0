"""Everything that the graph says of one node, each line with its evidence; and what a store holds."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ctkg.errors import UsageError
from ctkg.iris import GRAPH, ID, PREFIXES, compact, term

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


_STATE, _TERRITORY = ID + "state/", ID + "territory/"
_RESOLVED = term("resolvedTo")
_LABEL = """
SELECT ?label WHERE {
  ?node rdfs:label|skos:prefLabel ?label .
  FILTER(lang(?label) IN ("", "en"))
} ORDER BY ?label"""
_OUT = "SELECT ?p ?o ?g (isLITERAL(?o) AS ?literal) WHERE { GRAPH ?g { ?node ?p ?o } }"
_IN = "SELECT ?p ?o ?g (false AS ?literal) WHERE { GRAPH ?g { ?o ?p ?node } }"
_CLAIMS = """
SELECT ?p ?object ?subject ?said ?confidence ?text WHERE {
  GRAPH ?g {
    ?claim ct:claimPredicate ?p ; ct:claimSubject ?subject ; ct:confidence ?confidence ; ct:hasEvidence ?passage .
    ?passage ct:quotationText ?text .
    OPTIONAL { ?claim ct:claimObject ?object }
    OPTIONAL { ?claim ct:claimValue ?said }
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

    Where a State and its territory are called so, the State is meant.

    Raises:
        UsageError: nothing is called so, or several things are; the message names the nearest or all of them.
    """
    text = name.strip().strip("<>")
    if text.startswith(("http://", "https://", "urn:")):
        return text
    prefix, colon, rest = text.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + rest
    found = _column(store, _BY_LABEL, wanted=text.casefold())
    if not found:
        nodes = _column(store, "SELECT DISTINCT ?n WHERE { ?n a ?c }")
        found = [iri for iri in nodes if iri.startswith(ID) and iri.removeprefix(ID).split("/")[1:] == [text]]
        if not found:
            near = get_close_matches(text, _column(store, "SELECT DISTINCT ?l WHERE { ?n rdfs:label ?l }"), n=3)
            hint = f"; near: {', '.join(near)}" if near else ""
            raise UsageError(f"nothing is called {name!r} in this store{hint}")
    states = {iri for iri in found if iri.startswith(_STATE)}
    found = [iri for iri in found if iri.replace(_TERRITORY, _STATE) not in states - {iri}]
    if len(found) > 1:
        raise UsageError(f"{name!r} names several things; say which: {', '.join(compact(iri) for iri in found)}")
    return found[0]


def _column(store: Store, text: str, **params: str) -> list[str]:
    """The first column of a query's answer, sorted, each value once."""
    from ctkg.graph import query

    return sorted({row[0] for row in query.run(store, text, params=params).values()})


def describe(store: Store, node: str) -> Description:
    """All statements about ``node`` (an IRI), outgoing and incoming, with the evidence of those from documents.

    Raises:
        UsageError: the store says nothing about it.
    """
    from ctkg.graph import query

    at = {"node": node}
    claims: dict[tuple[str, str], tuple[float, str]] = {}
    for p, target, subject, said, confidence, text in query.run(store, _CLAIMS, params=at).values():
        # A claim without an object speaks of a literal, and a phrase that no concept covers stands under a property
        # of its own (ct:threatText for ct:addresses): for those the words alone must do.
        keys = [(p, str(target or said or "") if subject == node else subject)]
        keys += [("", str(said))] if said and not target and subject == node else []
        for key in keys:
            claims[key] = max(claims.get(key, (0.0, "")), (confidence, text))
    types: list[str] = []
    lines: set[Line] = set()
    for direction, question in (("out", _OUT), ("in", _IN)):
        for p, other, g, literal in query.run(store, question, params=at).values():
            graph = g.removeprefix(GRAPH)
            if graph.startswith("evidence/") or (graph == "resolution" and p != _RESOLVED):
                continue
            if p == PREFIXES["rdf"] + "type" and direction == "out":
                types.append(compact(other))
                continue
            best = claims.get((p, str(other))) or (claims.get(("", str(other))) if literal else None)
            lines.add(
                Line(
                    direction=direction,
                    predicate=compact(p),
                    value=str(other) if literal else _label(store, other),
                    iri="" if literal else compact(other),
                    graph=graph,
                    confidence=best[0] if best else None,
                    evidence=best[1] if best else "",
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

    rows = query.run(store, _LABEL, params={"node": node}).values()
    return str(rows[0][0]) if rows else compact(node)


def stats(store: Store) -> dict[str, dict[str, int]]:
    """What the store holds: triples per group of graphs, and things per class; sorted."""
    from ctkg.graph import query

    graphs: dict[str, int] = {}
    for name in store.graphs():
        group = name.removeprefix(GRAPH).partition("/")[0]
        graphs[group] = graphs.get(group, 0) + store.count(name)
    classes = {compact(name): number for name, number in query.run(store, _CLASSES).values()}
    documents = sum(1 for name in store.graphs() if name.startswith(GRAPH + "document/"))
    return {
        "documents": {"documents": documents},
        "graphs": dict(sorted(graphs.items())),
        "classes": dict(sorted(classes.items())),
    }
