"""The answer of a worker, as the bytes that came through the pipe."""

from __future__ import annotations

from typing import IO

import pyoxigraph as ox
from pyoxigraph import QueryBoolean, QuerySolutions, Triple


class Triples(list[Triple]):
    """The answer to CONSTRUCT or DESCRIBE."""


class Reply:
    """A whole answer; it can be read any number of times.

    Attributes:
        is_graph: True for CONSTRUCT and DESCRIBE.
    """

    def __init__(self, content: IO[bytes], *, is_graph: bool) -> None:
        self._content = content
        self.is_graph = is_graph

    def answer(self) -> QuerySolutions | QueryBoolean | Triples:
        """The answer as objects of the engine; only one of them may be read at a time."""
        self._content.seek(0)
        if self.is_graph:
            return Triples(quad.triple for quad in ox.parse(self._content, ox.RdfFormat.N_TRIPLES))
        return ox.parse_query_results(self._content, format=ox.QueryResultsFormat.JSON)
