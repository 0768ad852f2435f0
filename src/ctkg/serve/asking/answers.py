"""Answers: a question asked of the processes that answer queries, within the bounds of the server."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from ctkg.errors import DeadlineError, QueryError, UsageError
from ctkg.graph.deadline.request import Request
from ctkg.serve.protocol.preparing import moved, prepared

if TYPE_CHECKING:
    from starlette.datastructures import State

    from ctkg.graph.deadline.stop import Stop
    from ctkg.serve.access import Access
    from ctkg.serve.asking.questions import Question

#: Formats to download, by the form of the answer: name, and what it is called on a page.
OF_ROWS = {"csv": "CSV", "tsv": "TSV", "json": "JSON", "xml": "XML", "sheet": "CSV for spreadsheets"}
OF_GRAPHS = {"ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD", "rdfxml": "RDF/XML"}
OF_TRUTH = {"json": "JSON", "xml": "XML"}
#: What a format is made from where no engine writes it.
_MADE_FROM = {"sheet": "tsv"}
#: Bytes of an answer that goes on a page, at most; files may be as large as the server lets them.
_ON_PAGE = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer.

    Attributes:
        kind: ``rows``, ``boolean`` or ``graph``.
        form: format of ``content``, as :mod:`ctkg.graph.deadline.serving` calls it.
        content: SPARQL results, or a graph.
        cut: empty where it is whole; else what it has and why: ``rows=10000``, ``rows=812 bytes=1000000``.
        notices: doubts about the query.
        seconds: how long it took, the waiting for a free process included.
        query: as it was asked, with the values of its parameters.
    """

    kind: str
    form: str
    content: bytes
    cut: str
    notices: tuple[str, ...]
    seconds: float
    query: str

    @property
    def formats(self) -> dict[str, str]:
        """Formats in which the answer can be had."""
        return {"rows": OF_ROWS, "boolean": OF_TRUTH, "graph": OF_GRAPHS}[self.kind]

    def parsed(self) -> dict[str, Any]:
        """The answer as values of JSON; triples as lists of three terms, sorted, where it is a graph."""
        if self.kind != "graph":
            found: dict[str, Any] = json.loads(self.content)
            return found
        triples = {quad.triple for quad in ox.parse(self.content, ox.RdfFormat.N_TRIPLES)}
        ordered = sorted(triples, key=lambda triple: (str(triple.subject), str(triple.predicate), str(triple.object)))
        return {"triples": [[_term(each) for each in triple] for triple in ordered]}

    def packed(self) -> bytes:
        """The answer with all that is known of it, as JSON; the results are as the engine wrote them."""
        said = {"kind": self.kind, "seconds": round(self.seconds, 3), "cut": self.cut, "notices": self.notices}
        said |= {"query": self.query, "formats": self.formats}
        head = json.dumps(said, ensure_ascii=False).encode()
        content = self.content if self.kind != "graph" else json.dumps(self.parsed(), ensure_ascii=False).encode()
        return head[:-1] + b', "result": ' + content + b"}"


def answer(
    state: State, question: Question, seconds: float, stop: Stop, *, base: str, form: str = "", whole: bool = False
) -> Answer:
    """Asks a question, and counts how that ended; for a thread, since it waits.

    Args:
        state: of the application: its store and processes, settings and figures.
        question: what is asked.
        seconds: how long it may take, up to what the server gives.
        stop: ends it from another thread.
        base: what relative IRIs in the query are relative to.
        form: one of the formats to download; else one that :meth:`Answer.parsed` reads.
        whole: rows are not bounded, and bytes only as the server says: for a file.

    Raises:
        QueryError: the query is wrong; with line and column where that is known.
        UsageError: the library has no such query, or the answer cannot have this format.
        DeadlineError: it was not done in time.
        Stopped: it was given up.
    """
    outcome = "failed"
    try:
        with state.figures.at_work.track_inprogress():
            found = _answered(state.access, question, seconds, stop, base, form, whole)
        outcome = "truncated" if found.cut else "answered"
    except (QueryError, UsageError):
        outcome = "refused"
        raise
    except DeadlineError:
        outcome = "late"
        raise
    finally:
        state.figures.queries.labels(outcome).inc()
    return found


def _answered(
    access: Access, question: Question, seconds: float, stop: Stop, base: str, form: str, whole: bool
) -> Answer:
    began = time.monotonic()
    settings = access.settings
    text = question.filled()
    with access.reading() as view:
        ready = prepared(view, text, base)
    offered = OF_GRAPHS if ready.is_graph else OF_ROWS if ready.form == "SELECT" else OF_TRUTH
    if form and form not in offered:
        raise UsageError(f"the answer to {ready.form} cannot be had as {form}; choose among {', '.join(offered)}")
    wanted = _MADE_FROM.get(form, form) or ("nt" if ready.is_graph else "json")
    asked = Request(
        text=ready.text,
        inference=question.inference,
        graphs=ready.graphs,
        named=ready.named,
        prefixes=ready.prefixes,
        form=wanted,
        is_select=ready.form == "SELECT",
        rows=None if whole else settings.rows,
        size=settings.answer if whole else min(settings.answer, _ON_PAGE),
    )
    try:
        reply = access.pool.answer(asked, timeout=seconds, stop=stop)
    except QueryError as error:
        raise moved(error, ready.head) from None
    return Answer(
        kind="graph" if ready.is_graph else "rows" if ready.form == "SELECT" else "boolean",
        form=wanted,
        content=reply.content(),
        cut=reply.told,
        notices=ready.notices,
        seconds=time.monotonic() - began,
        query=text,
    )


def _term(term: Any) -> dict[str, str]:
    """A term as SPARQL results in JSON have it."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, ox.Literal):
        return {"type": "literal", "value": str(term)}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != "http://www.w3.org/2001/XMLSchema#string":
        found["datatype"] = term.datatype.value
    return found
