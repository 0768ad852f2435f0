"""An answer as the bytes that a client wants, within bounds: rows, triples, bytes.

Where there is more than fits, the answer is that of the same query with a lower LIMIT, whole and well-formed, and it is
told that it was cut. So nothing is parsed or mended here, and an answer within the bounds costs one run of the query.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Triple

from ctkg.errors import QueryError, UsageError
from ctkg.graph.deadline.limiting import limited
from ctkg.graph.deadline.marking import marked
from ctkg.graph.deadline.request import GraphRequest, Request
from ctkg.graph.export.formats import must_be_writable
from ctkg.graph.store import Store

#: Formats of rows and of truth values, by name.
OF_ROWS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
#: Formats of graphs, by name.
OF_GRAPHS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
}
#: What stands once in or between all rows, and how many more times than there are rows. A literal may hold it as well
#: (but for XML and TSV), so that it tells how many rows there are at most.
_MARKS = {"json": (b"},{", -1), "xml": (b"<result>", 0), "csv": (b"\n", 1), "tsv": (b"\n", 1)}


class _Full(Exception):
    """The answer does not fit."""


class Bounded(io.BytesIO):
    """What is written, up to some bytes."""

    def __init__(self, size: int | None) -> None:
        super().__init__()
        self._left = size
        self.is_full = False

    def write(self, data: Any) -> int:
        """Takes ``data``, or raises where that is too much."""
        if self._left is not None and len(data) > self._left:
            self.is_full = True
            super().write(data[: self._left])  # tells how much would fit
            raise _Full
        if self._left is not None:
            self._left -= len(data)
        return super().write(data)


def served(store: Store, request: Request) -> tuple[bytes, bool, str]:
    """The answer to a request that names a format.

    Returns:
        The bytes; whether they are a graph; and where it was cut, what it has and why: ``rows=10000`` or
        ``rows=812 bytes=1000000``, else nothing.

    Raises:
        QueryError: a syntax error, a format that cannot hold the answer, or a first row that is too large.
    """
    most, reason = request.rows, ""
    while True:
        target = Bounded(request.size)
        run = _Run(store, request, most)
        try:
            is_graph = run.write(target)
        except UsageError as error:
            raise QueryError(error.message) from None
        except Exception as error:
            if not target.is_full:
                if isinstance(error, ValueError | OSError) and run.is_graph:
                    raise _unfit(request.form, error) from None
                raise
        else:
            cut = f"rows={most}{reason}" if reason or run.has_more() else ""
            content = target.getvalue()
            return marked(request.form, content, cut) if cut else content, is_graph, cut
        held = run.taken(target.getvalue()) * 9 // 10
        most = held if most is None else min(held, most // 2) if reason else min(held, most - 1)
        reason = f" bytes={request.size}"
        if most < 1:
            raise QueryError(f"the first row alone takes more than the {request.size} bytes that an answer may have")


def whole(store: Store, request: GraphRequest) -> tuple[bytes, str]:
    """A graph as a file, sorted; or what is said of a node.

    Returns:
        The bytes, and where they were cut, as of :func:`served`; a graph is whole or refused.

    Raises:
        QueryError: it takes more bytes than the answer may, or the format cannot hold it.
    """
    from ctkg.graph.export.writing import dumps, dumps_quads
    from ctkg.graph.publishing import resource

    cut = ""
    try:
        if request.node:
            found, has_more = resource.quads(store, request.node, request.rows)
            cut = f"rows={len(found)}" if has_more else ""
            content = dumps_quads(found, request.form)
        elif request.graph:
            content = dumps_quads(store.quads(request.graph), request.form)
        else:
            content = dumps(store.union(), request.form)
    except UsageError as error:
        raise QueryError(error.message) from None
    except ValueError as error:
        raise _unfit(request.form, error) from None
    if request.size is not None and len(content) > request.size:
        raise QueryError(
            f"this takes more than the {request.size} bytes that an answer may have; ask for parts of it by queries, "
            "or write it to a file with ctkg export"
        )
    return marked(request.form, content, cut) if cut else content, cut


def _unfit(form: str, error: Exception) -> QueryError:
    return QueryError(f"{form} cannot hold this graph ({error}); ask for another format")


class _Run:
    """One attempt."""

    def __init__(self, store: Store, request: Request, most: int | None) -> None:
        self._store, self._request, self._most = store, request, most
        self._triples = 0
        self._has_more = False
        self.is_graph = False

    def write(self, target: Bounded) -> bool:
        """Writes the answer; True where it is a graph."""
        form = self._request.form
        if form in OF_GRAPHS:
            answer = self._asked(self._request.text)
            if not isinstance(answer, QueryTriples):
                raise QueryError(f"this query has rows, which {form} cannot hold")
            self.is_graph = True
            prefixes = dict(self._request.prefixes)
            ox.serialize(self._some(answer), target, format=OF_GRAPHS[form], prefixes=prefixes)
            return True
        lowered = False
        text = self._request.text
        if self._most is not None and self._request.is_select:
            text, lowered = limited(text, self._most)
        answer = self._asked(text)
        if not isinstance(answer, QuerySolutions | QueryBoolean):
            raise QueryError(f"this query has a graph for an answer, which {form} cannot hold")
        answer.serialize(target, format=OF_ROWS[form])
        if lowered and self._most is not None and self.taken(target.getvalue()) >= self._most:
            probe, _ = limited(self._request.text, 1, skip=self._most)
            self._has_more = next(iter(self._asked(probe)), None) is not None
        return False

    def has_more(self) -> bool:
        """True where the query has more than was written."""
        return self._has_more

    def taken(self, content: bytes) -> int:
        """How many triples were written; of rows, how many at most."""
        if self.is_graph:
            return self._triples
        mark, more = _MARKS[self._request.form]
        return content.count(mark) - more

    def _some(self, answer: QueryTriples) -> Iterator[Triple]:
        seen: set[Triple] = set()  # a graph has each triple once; the engine gives it for every row
        for triple in answer:
            if triple in seen:
                continue
            if self._triples == self._most:
                self._has_more = True
                return
            must_be_writable(triple.predicate.value, self._request.form)
            seen.add(triple)
            self._triples += 1
            yield triple

    def _asked(self, text: str) -> Any:
        try:
            return self._query(text)
        except QueryError:
            if text != self._request.text:  # what is told of mistakes is told of the text as it was asked
                self._query(self._request.text)
            raise

    def _query(self, text: str) -> Any:
        request = self._request
        return self._store.query(
            text,
            inference=request.inference,
            graphs=request.graphs,
            named=request.named,
            prefixes=request.prefixes,
        )
