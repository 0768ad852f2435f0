"""``/api/v1/node``: what is said of one node, with the evidence."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Route

from ctkg.graph import part as parts
from ctkg.graph.reader import Reader
from ctkg.graph.statements import TYPE, Claim, Statement, Value
from ctkg.serve.access import View
from ctkg.serve.api.answering import read
from ctkg.serve.api.asked import flag, iri, paging, text
from ctkg.serve.links import href
from ctkg.serve.lookup import lookup

#: Claims that are told of one statement.
_CLAIMS = 5
_WAYS = {"out": parts.outgoing, "in": parts.incoming}


def node(view: View, request: Request) -> Any:
    """A node, and some of the statements about it in one direction."""
    name = iri(request, "iri", needed=True)
    direction = text(request, "direction", "out")
    if direction not in _WAYS:
        raise HTTPException(400, f"direction is {' or '.join(_WAYS)}")
    with_evidence = flag(request, "evidence", True)
    part = paging(request, view, few=50, most=100)
    reader = lookup(view).reader
    found = _WAYS[direction](reader, name, part.start, part.limit + 1)
    types = sorted(reader.types(name))
    if not found and not types and not _is_known(reader, name):
        raise HTTPException(404, "the store says nothing about this IRI")
    shown = found[: part.limit]
    if with_evidence:
        shown = parts.with_claims(reader, shown)
    label = reader.label(name)
    more = part.start + part.limit if len(found) > part.limit else 0
    return {
        "iri": name,
        "label": label.text,
        **({"language": label.language} if label.language else {}),
        "page": href(name),
        "types": [named(reader, each) for each in types],
        "direction": direction,
        "items": [statement(reader, each, with_evidence) for each in shown],
        **part.on(more),
    }


def named(reader: Reader, name: str) -> dict[str, str]:
    """A node by IRI and label."""
    return {"iri": name, "label": reader.label(name).text}


def statement(reader: Reader, said: Statement, with_evidence: bool) -> dict[str, Any]:
    """A statement, with the best of the claims behind it."""
    told = {
        "subject": end(said.subject),
        "predicate": named(reader, said.predicate),
        "object": end(said.object),
        "graphs": list(said.graphs),
        "inferred": said.is_inferred,
    }
    if with_evidence:
        best = sorted(said.claims, key=lambda claim: (-(claim.confidence or 0.0), claim.document, claim.iri))
        told |= {"claims": len(best), "evidence": [evidence(claim) for claim in best[:_CLAIMS]]}
    return told


def end(value: Value) -> dict[str, str]:
    """One end of a statement: a node or a literal."""
    told = {"iri": value.iri, "label": value.text, "page": href(value.iri)} if value.iri else {"value": value.text}
    if value.language:
        told["language"] = value.language
    if value.datatype:
        told["datatype"] = value.datatype
    return told


def evidence(claim: Claim) -> dict[str, Any]:
    """A claim of a document, with its words."""
    return {
        "claim": claim.iri,
        "document": claim.document,
        "relation": claim.relation,
        "value": claim.value,
        "stance": claim.stance,
        "confidence": claim.confidence,
        "rule": claim.rule,
        "outcome": claim.outcome,
        "passages": [{"text": each.text, "start": each.start, "end": each.end} for each in claim.passages],
    }


def _is_known(reader: Reader, name: str) -> bool:
    if parts.outgoing(reader, name, 0, 1) or parts.incoming(reader, name, 0, 1):
        return True
    return bool(reader.nodes_from(name, TYPE))


ROUTES = (Route("/api/v1/node", read(node), methods=["GET"]),)
