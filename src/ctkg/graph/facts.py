"""The flat view read back from a graph: the same facts that the text half gave, from their claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ctkg.iris import CONCEPT, GRAPH, ID

if TYPE_CHECKING:
    from ctkg.graph.store import Store

_CLAIMS = """
SELECT ?claim ?name ?value WHERE {
  GRAPH ?graph { ?claim a ct:Claim ; ?property ?value . }
  VALUES (?property ?name) {
    (ct:relation "relation") (ct:aboutEvent "event") (ct:eventAsReported "minted") (ct:claimValue "value")
    (ct:valueLabel "labels") (ct:ofText "of") (ct:countQualifier "approx") (ct:quotedWords "quote")
    (ct:confidence "confidence") (ct:firedRule "rule") (ct:stance "stance") (ct:hasEvidence "evidence")
    (ct:doubtText "doubts") (ct:reviewOutcome "review")
  }
}"""
_PASSAGES = """
SELECT ?passage ?start ?end ?text WHERE {
  GRAPH ?graph { ?passage a ct:TextPassage ; ct:startOffset ?start ; ct:endOffset ?end ; ct:quotationText ?text . }
}"""
_OUTCOME = CONCEPT + "review-outcome/"
_APPROX: dict[str, bool | str] = {"exact": False, "about": True, "over": "over", "at least": "at least"}
#: Relations whose value is a number in the flat view.
_NUMBERS = frozenset({"participant.count", "state.count", "victim.count", "event.durationDays"})


def facts(store: Store, *, documents: list[str] | None = None) -> Iterator[dict[str, Any]]:
    """Facts of the flat view, sorted by document, event, relation and value.

    Args:
        store: an open store.
        documents: ids of documents; all where None.

    Yields:
        Rows with the keys of the flat view (see the Contracts in docs/architecture.md).
    """
    stem = GRAPH + "evidence/"
    graphs = store.graphs() if documents is None else sorted({stem + document for document in documents})
    for graph in graphs:
        if graph.startswith(stem):
            yield from _of_graph(store, graph, graph.removeprefix(stem))


def _of_graph(store: Store, graph: str, document: str) -> Iterator[dict[str, Any]]:
    from ctkg.graph import query

    at = {"graph": graph}
    passages = {
        passage: {"start": start, "end": end, "text": text}
        for passage, start, end, text in query.run(store, _PASSAGES, params=at).values()
    }
    claims: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim, name, value in query.run(store, _CLAIMS, params=at).values():
        claims[claim][name].append(str(value))
    rows = [_row(document, parts, passages) for parts in claims.values() if _stands(parts)]
    yield from sorted(rows, key=order)


def _stands(parts: dict[str, list[str]]) -> bool:
    """False where a person decided that the document does not say so, or put something else in its place."""
    return not any(
        outcome.removeprefix(_OUTCOME) in ("rejected", "corrected", "overruled") for outcome in parts["review"]
    )


def _row(document: str, parts: dict[str, list[str]], passages: dict[str, dict[str, Any]]) -> dict[str, Any]:
    relation, value = parts["relation"][0], parts["value"][0]
    row: dict[str, Any] = {
        "document": document,
        "event": "e" + parts.get("minted", parts["event"])[0].removeprefix(f"{ID}event/{document}/"),
        "relation": relation,
        "value": int(value) if relation in _NUMBERS else value,
    }
    if "labels" in parts:
        row["labels"] = sorted(parts["labels"])
    if "of" in parts:
        row["of"] = parts["of"][0]
    if "approx" in parts:
        row["approx"] = _APPROX[parts["approx"][0]]
    if "quote" in parts:
        row["quote"] = parts["quote"][0]
    row["evidence"] = sorted(
        (passages[iri] for iri in parts["evidence"] if iri in passages), key=lambda p: (p["start"], p["end"])
    )
    row["confidence"] = float(parts["confidence"][0])
    row["rule"] = parts["rule"][0]
    row["stance"] = parts["stance"][0].removeprefix(CONCEPT + "stance/")
    if "doubts" in parts:
        row["doubts"] = sorted(parts["doubts"])
    return row


def order(row: dict[str, Any]) -> tuple[Any, ...]:
    """Sort key of a fact."""
    first = row["evidence"][0]["start"] if row["evidence"] else -1
    event = row["event"].removeprefix("e")
    number = int(event) if event.isdigit() else 0
    return (
        row["document"],
        number,
        row["relation"],
        str(row["value"]),
        row.get("of", ""),
        row.get("quote", ""),
        first,
        row["stance"],
    )
