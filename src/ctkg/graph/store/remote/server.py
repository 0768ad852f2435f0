"""The three services of a server, in terms of graphs and texts."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from pyoxigraph import Triple

from ctkg.errors import QueryError
from ctkg.graph.store.port import Answer
from ctkg.graph.store.remote.address import Address
from ctkg.graph.store.remote.answers import ROWS, TRIPLES, answer, strange
from ctkg.graph.store.remote.client import Client
from ctkg.graph.store.remote.failures import Refused
from ctkg.graph.store.remote.terms import parsed

#: Statuses with which a server says that a query, not the request, is wrong.
_OF_QUERY = (400,)


class Server:
    """Query, update and graph store of one server."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.where = address.name
        self._client = Client(address)

    @property
    def is_atomic(self) -> bool:
        """True where the server carries out an update request in one step, as the standard says that it should."""
        return not self._is_virtuoso

    @property
    def most(self) -> int:
        """Triples that one operation of an update may name."""
        return 200 if self._is_virtuoso else 100_000

    @property
    def most_inline(self) -> int:
        """Triples that an update may carry; more are loaded first."""
        return 200 if self._is_virtuoso else 20_000

    @property
    def _is_virtuoso(self) -> bool:
        return "virtuoso" in self._client.server.casefold()

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def query(self, text: str, *, graph: bool, default: Sequence[str] = (), named: Sequence[str] = ()) -> Answer:
        """The answer to a query.

        Args:
            text: SPARQL, with its prefixes.
            graph: it is CONSTRUCT or DESCRIBE.
            default: graphs whose union is the default graph; with ``named`` empty, too: whatever the server has.
            named: graphs that ``GRAPH`` may see.

        Raises:
            QueryError: the server does not take the query.
            Refused: no answer, or not all of it.
        """
        fields = [("query", text)]
        fields += [("default-graph-uri", name) for name in default]
        fields += [("named-graph-uri", name) for name in named]
        try:
            reply = self._client.send(
                "POST",
                self.address.query,
                content=urlencode(fields).encode(),
                headers={"Content-Type": "application/x-www-form-urlencoded", "Accept": TRIPLES if graph else ROWS},
                patient=False,
            )
        except Refused as error:
            if error.status in _OF_QUERY:
                raise QueryError(f"the server does not take this query: {error.said}") from None
            raise
        assert reply is not None
        return answer(reply, graph=graph, where=self.where)

    def update(self, text: str) -> None:
        """Carries an update out."""
        self._client.send(
            "POST",
            self.address.update,
            content=text.encode(),
            headers={"Content-Type": "application/sparql-update", "Accept": "*/*"},
        )

    def get(self, graph: str) -> set[Triple]:
        """All triples of a graph; nothing where it is absent."""
        reply = self._client.send(
            "GET", self.address.graph_store, params={"graph": graph}, headers={"Accept": TRIPLES}, absent=(404,)
        )
        if reply is None:
            return set()
        try:
            return parsed(reply.body)
        except SyntaxError:
            raise strange(reply, self.where) from None

    def put(self, graph: str, lines: str) -> None:
        """Makes a graph hold exactly the N-Triples ``lines``."""
        self._load("PUT", graph, lines)

    def add(self, graph: str, lines: str) -> None:
        """Adds the N-Triples ``lines`` to a graph."""
        self._load("POST", graph, lines)

    def _load(self, method: str, graph: str, lines: str) -> None:
        self._client.send(
            method,
            self.address.graph_store,
            params={"graph": graph},
            content=lines.encode(),
            headers={"Content-Type": TRIPLES, "Accept": "*/*"},
        )
