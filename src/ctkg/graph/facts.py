"""The flat view read back from a graph: the same facts that the text half gave, from their claims."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from ctkg.graph.statements import TYPE
from ctkg.iris import CONCEPT, GRAPH, ID, term

if TYPE_CHECKING:
    from ctkg.graph.reader import Reader
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
#: Names of properties of a claim, and of what they are here.
_PARTS: dict[str, str] = dict(re.findall(r'\(ct:(\w+) "(\w+)"\)', _CLAIMS))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Some:
    """Which facts; empty means any.

    Attributes:
        document: id of a document.
        event: IRI of an event; of one of several reports, that which they became.
        relation: in the flat vocabulary.
        kind: IRI of a class of which the event is.
    """

    document: str = ""
    event: str = ""
    relation: str = ""
    kind: str = ""


def some(store: Store, wanted: Some, *, start: int, most: int, looked_at: int) -> tuple[list[dict[str, Any]], int]:
    """Some of the facts, for whoever reads a page after the other; the cost is that of what is looked at.

    Those of one document come in the order of :func:`facts`, all others in the order of the store, which is fixed.

    Args:
        store: an open store.
        wanted: which.
        start: where to begin: 0, or where the last call ended.
        most: facts at most.
        looked_at: claims that are looked at in search of them.

    Returns:
        The facts, and where to go on; 0 where there are no more.
    """
    from ctkg.graph.reader import Reader

    reader = Reader(store)
    if wanted.document:
        rows = [row for each in _claims(reader, wanted) if (row := _fact(reader, *each, wanted))]
        part = sorted(rows, key=order)[start : start + most]
        return part, start + most if start + most < len(rows) else 0
    found: list[dict[str, Any]] = []
    place = start
    for claim, graph in islice(_claims(reader, wanted), start, start + looked_at):
        if len(found) == most:
            return found, place
        place += 1
        row = _fact(reader, claim, graph, wanted)
        if row:
            found.append(row)
    return found, place if place == start + looked_at else 0


def _claims(reader: Reader, wanted: Some) -> Iterator[tuple[str, str]]:
    """Claims among which the wanted ones are, with their graphs: by the narrowest way there is."""
    if wanted.document:
        return reader.claims_by(TYPE, term("Claim"), GRAPH + "evidence/" + wanted.document)
    if wanted.event:
        return reader.claims_by(term("aboutEvent"), wanted.event)
    if wanted.kind:
        events = dict.fromkeys(reader.nodes_of(wanted.kind))
        return (claim for event in events for claim in reader.claims_by(term("aboutEvent"), event))
    if wanted.relation:
        return reader.claims_of_relation(wanted.relation)
    return reader.claims_by(TYPE, term("Claim"))


def _fact(reader: Reader, claim: str, graph: str, wanted: Some) -> dict[str, Any] | None:
    """A claim as a fact, unless it is not wanted or was decided to be none."""
    if wanted.relation and not reader.is_of_relation(claim, wanted.relation, graph):
        return None
    said = reader.values(claim, graph)
    parts: dict[str, list[str]] = defaultdict(list)
    for name, values in said.items():
        if name in _PARTS:
            parts[_PARTS[name]] = values
    event = (parts["event"] or [""])[0]
    if (
        not event
        or not _stands(parts)
        or (wanted.event and event != wanted.event)
        or (wanted.kind and wanted.kind not in reader.types(event))
    ):
        return None
    passages = (reader.passage_in(iri, graph) for iri in parts["evidence"])
    placed = {p.iri: {"start": p.start, "end": p.end, "text": p.text} for p in passages if p.start is not None}
    return _row(graph.removeprefix(GRAPH + "evidence/"), parts, placed)


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
