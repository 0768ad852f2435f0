"""The answer of a worker, as the bytes that came through the pipe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import QueryBoolean, QuerySolutions, Triple

if TYPE_CHECKING:
    from ctkg.graph.updating import Change


class Triples(list[Triple]):
    """The answer to CONSTRUCT or DESCRIBE."""


class Reply:
    """A whole answer; it can be read any number of times.

    Attributes:
        is_graph: True for CONSTRUCT and DESCRIBE.
        told: of an answer in a format, where it was cut (:func:`ctkg.graph.deadline.serving.served`).
    """

    def __init__(self, content: IO[bytes], *, is_graph: bool, told: str = "") -> None:
        self._content = content
        self.is_graph = is_graph
        self.told = told

    def pieces(self, size: int) -> Iterator[bytes]:
        """The bytes of an answer in a format, ``size`` at a time."""
        self._content.seek(0)
        while piece := self._content.read(size):
            yield piece

    def content(self) -> bytes:
        """The bytes of an answer in a format, all of them."""
        self._content.seek(0)
        return self._content.read()

    def change(self) -> Change:
        """What an update changes."""
        from ctkg.graph import updating

        content, end = self.content(), int(self.told)
        return updating.unpacked(content[:end], content[end:])

    def answer(self) -> QuerySolutions | QueryBoolean | Triples:
        """The answer as objects of the engine; only one of them may be read at a time."""
        self._content.seek(0)
        if self.is_graph:
            return Triples(quad.triple for quad in ox.parse(self._content, ox.RdfFormat.N_TRIPLES))
        return ox.parse_query_results(self._content, format=ox.QueryResultsFormat.JSON)
