"""The page of a document: its text with the evidence in place, its statements, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from ctkg.decisions.masking import MARK
from ctkg.graph import facts
from ctkg.graph.names import is_iri
from ctkg.iris import ID, PREFIXES, graph, term
from ctkg.making import texts
from ctkg.serve.access import View
from ctkg.serve.documents import downloads
from ctkg.serve.documents.arrival import arrival
from ctkg.serve.documents.kinds import KINDS
from ctkg.serve.documents.pieces import pages, stretches
from ctkg.serve.documents.statements import DECIDED, OPEN, STATED, Row, rows
from ctkg.serve.lookup import Lookup, lookup
from ctkg.serve.pages.caching import kept
from ctkg.serve.pages.rendering import page
from ctkg.serve.protocol.resources import negotiated
from ctkg.site.addresses import outside
from ctkg.site.entry import Entry
from ctkg.site.rendering import tag
from ctkg.site.view import Text

#: Rows of the table of statements on one page, and events that are listed above them.
_ROWS, _EVENTS = 500, 50
_FORMS = {"csv": ("text/csv", downloads.as_csv), "jsonl": ("application/jsonl", downloads.as_lines)}
_DCTERMS = PREFIXES["dcterms"]


def document(request: Request) -> Response:
    """The page of one document or entry."""
    name = request.path_params["name"]
    with request.app.state.access.reading() as view:
        if not _is_there(view, name):
            raise HTTPException(404, f"the store has no document {name!r}; look for it: /search?kind=document")
        return kept(request, view, lambda: _page(request, view, name))


def _is_there(view: View, name: str) -> bool:
    graphs = [graph(kind, name) for kind in ("document", "evidence")]
    return is_iri(graphs[0]) and any(map(view.store.contains_graph, graphs))


def _page(request: Request, view: View, name: str) -> Response:
    look, iri = lookup(view), ID + "document/" + name
    found = rows(look, name)
    passages = look.entities.evidence.passages(name)
    text = texts.text(view.store, name)
    known = stretches(text, passages)
    whole = bool(text) and known == [(0, text)]
    shown = pages(known, found, whole=whole, at=_number(request, "at"), number=_number(request, "part"))
    here = [row for row in found if not row.passages or _is_here(row, shown.start, shown.end)]
    label = look.reader.label(iri)
    return page(
        request,
        "document.html",
        iri=iri,
        name=name,
        title=label.text if label.iri and label.text != f"id:document/{name}" else name,
        language=tag(look.reader.text(iri, _DCTERMS + "language")),
        about=_about(look, iri),
        address=outside(look.reader.text(iri, term("sourceAddress"))),
        entering=look.reader.entering(name),
        arrival=arrival(view, name),
        kinds=[(kind, sum(row.kind is kind for row in here)) for kind in KINDS],
        reading=shown,
        is_masked=MARK in text,
        sections=_sections(here[:_ROWS]),
        many=len(found),
        cut=max(0, len(here) - _ROWS),
        elsewhere=len(found) - len(here),
        doubtful=[row for row in found if row.review],
        above=[Text(text="Home", href="/"), Text(text="Documents", href="/browse/documents")],
        events=_events(look, iri, name),
    )


def _number(request: Request, name: str) -> int:
    value = request.query_params.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 10 else 0


def _is_here(row: Row, start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in row.passages)


def _sections(found: list[Row]) -> list[tuple[str, str, str, list[Row]]]:
    """Statements by how they stand: anchor, heading, what to know, rows."""
    told = (
        (
            STATED,
            "Statements",
            "What is said of the world, with the confidence of the rule that read it, or as somebody entered it.",
        ),
        (OPEN, "Not asserted", "Planned, denied or only possible: recorded with its words, and no fact of the graph."),
        (DECIDED, "Decided otherwise", "What readers rejected or corrected: kept with the decision, and no fact."),
    )
    parts = [(name, title, about, [row for row in found if row.standing == name]) for name, title, about in told]
    return [part for part in parts if part[3]]


def _about(look: Lookup, iri: str) -> list[tuple[str, str]]:
    told = (
        ("publisher", _DCTERMS + "publisher"),
        ("published", _DCTERMS + "issued"),
        ("language", _DCTERMS + "language"),
        ("licence", _DCTERMS + "license"),
    )
    found = [(name, look.reader.text(iri, predicate)) for name, predicate in told]
    return [(name, text) for name, text in found if text]


def _events(look: Lookup, iri: str, name: str) -> list[Entry]:
    met = look.reader.nodes_to(iri, term("reportedIn"), graph("document", name))
    nodes = [node for node in met if node.startswith(ID + "event/")]
    entries = [entry for node in nodes[:_EVENTS] if (entry := look.catalogue.get(node))]
    return sorted(entries, key=lambda entry: (entry.date, entry.iri))


def download(request: Request) -> Response:
    """The facts of a document as a file."""
    name, form = request.path_params["name"], request.path_params["form"]
    if form not in _FORMS:
        raise HTTPException(404, f"facts are to be had as {' and '.join(_FORMS)}")

    def content() -> Iterator[str]:
        with request.app.state.access.reading() as view:
            found = facts.facts(view.store, documents=[name])
            yield from _FORMS[form][1](found)

    with request.app.state.access.reading() as view:
        if not _is_there(view, name):
            raise HTTPException(404, f"the store has no facts of a document {name!r}")
    headers = {"content-disposition": f'attachment; filename="facts.{form}"'}
    return StreamingResponse(content(), media_type=f"{_FORMS[form][0]}; charset=utf-8", headers=headers)


ROUTES = (
    Route("/id/document/{name}", negotiated(document), name="document"),
    Route("/facts/{name}.{form}", download, name="facts"),
)
