"""The page of a named graph: what it is for, how much it holds, which nodes it speaks of."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from ctkg.graph import raw
from ctkg.iris import GRAPH, ID, PREFIXES, compact
from ctkg.serve.links import href
from ctkg.serve.lookup import Lookup
from ctkg.serve.pages.rendering import page
from ctkg.serve.pages.things import findings
from ctkg.site.view import Text

_MOST = 100
_ABOUT = {
    "ontology": "The ontology with its schemes of concepts: what the words of this graph mean.",
    "reference": "A table of reference data: every row of it with its source.",
    "document": "What one document, or an entry that somebody wrote, asserts.",
    "evidence": "Why: the claims of a document with their sentences, confidence and rule.",
    "inferred": "What follows from the statements of others by the axioms and rules of the ontology.",
    "resolution": "What became one, why, what is in doubt, and where reports differ.",
}


def answer(request: Request, look: Lookup, iri: str) -> Response:
    """The page.

    Raises:
        HTTPException: there are not so many pages (404).
    """
    if iri == findings.REPORT:
        return findings.answer(request, look)
    store, name = look.reader.store, iri.removeprefix(GRAPH)
    statements, nodes = raw.sizes(store, iri)
    last = max(1, -(-nodes // _MOST))
    asked = request.query_params.get("page", "1")
    if not asked.isdecimal() or not 1 <= int(asked[:9]) <= last:
        raise HTTPException(404, f"this graph has {last} pages of nodes")
    here = int(asked)
    group, _, rest = name.partition("/")
    found = raw.subjects(store, iri, start=(here - 1) * _MOST, most=_MOST)
    beside = [f"{GRAPH}{each}/{rest}" for each in ("document", "evidence", "inferred") if each != group]
    related = [Text(text=each.removeprefix(GRAPH), href=href(each)) for each in beside if store.contains_graph(each)]
    if group in ("document", "evidence", "inferred") and look.catalogue.get(f"{ID}document/{rest}"):
        related.insert(0, Text(text="the document", href=href(f"{ID}document/{rest}")))
    return page(
        request,
        "things/graph.html",
        iri=iri,
        name=name,
        about=_ABOUT.get(group, ""),
        statements=statements,
        nodes=nodes,
        related=related if rest else [],
        here_page=here,
        entries=[_text(look, each) for each in found],
        pages=[href(iri) + (f"?page={each}" if each > 1 else "") for each in range(1, last + 1)],
    )


def _text(look: Lookup, iri: str) -> Text:
    entry, within = look.catalogue.entry(iri)
    if iri.startswith(PREFIXES["ct"]):
        return Text(text=look.words.label(iri), href=href(iri), note=compact(iri))
    note = "" if entry is None else ", ".join(look.words.label(each) for each in entry.classes)
    return Text(text=entry.label if entry and not within else compact(iri), href=href(iri), note=note)
