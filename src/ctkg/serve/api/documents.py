"""``/api/v1/documents``: documents and the entries that people wrote."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Route

from ctkg.graph.names import is_iri, node_suggestion
from ctkg.iris import PREFIXES, compact, graph, instance, term
from ctkg.serve.access import View
from ctkg.serve.api.answering import read
from ctkg.serve.api.asked import paging
from ctkg.serve.links import href
from ctkg.serve.lookup import lookup

#: What is told of a document, by the property that says it.
_SAID = {
    "publisher": PREFIXES["dcterms"] + "publisher",
    "date": PREFIXES["dcterms"] + "issued",
    "language": PREFIXES["dcterms"] + "language",
    "address": term("sourceAddress"),
    "hash": term("sourceHash"),
}


def documents(view: View, request: Request) -> Any:
    """Documents, the newest first."""
    part = paging(request, view, deep=1_000_000)
    found = lookup(view).catalogue.of("documents", start=part.start, most=part.limit + 1)
    more = part.start + part.limit if len(found) > part.limit else 0
    return {
        "items": [
            {"id": _id(each.iri), "iri": each.iri, "title": each.label, "date": each.date, "page": each.path}
            for each in found[: part.limit]
        ],
        **part.on(more),
    }


def document(view: View, request: Request) -> Any:
    """One document: where it is from, what it speaks of."""
    name = request.path_params["id"]
    iri = instance("document", name)
    reader = lookup(view).reader
    there(view, name)
    entered = reader.entering(name)
    claims = sum(1 for _ in reader.claims_by(PREFIXES["rdf"] + "type", term("Claim"), graph("evidence", name)))
    said = {key: reader.text(iri, predicate) for key, predicate in _SAID.items()}
    events = reader.nodes_to(iri, term("reportedIn"), graph("document", name))
    return {
        "id": name,
        "iri": iri,
        "title": reader.label(iri).text,
        "page": href(iri),
        **{key: value for key, value in said.items() if value},
        **(
            {"entered": {"by": entered.by, "on": entered.on, "reason": entered.reason, "from": entered.source}}
            if entered
            else {}
        ),
        "claims": claims,
        "events": [
            {"iri": each, "label": reader.label(each).text, "page": href(each)}
            for each in events[:100]
            if each.startswith(instance("event", ""))
        ],
    }


def there(view: View, name: str) -> None:
    """Nothing where the store has a document or entry of this id, whether or not that states anything.

    Raises:
        HTTPException: it has none; with the nearest ids (404).
    """
    iri = instance("document", name)
    if is_iri(iri):
        if any(view.store.contains_graph(graph(group, name)) for group in ("document", "evidence")):
            return
        near = node_suggestion(iri, view.store).replace(compact(instance("document", "")), "")
    else:
        near = ""
    raise HTTPException(404, f"the store has no document or entry of this id{near}")


def _id(iri: str) -> str:
    return iri.removeprefix(instance("document", ""))


ROUTES = (
    Route("/api/v1/documents", read(documents), methods=["GET"]),
    Route("/api/v1/documents/{id}", read(document), methods=["GET"]),
)
