"""The three services of a server, in terms of graphs and texts."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from pyoxigraph import QuerySolutions, QueryTriples, Triple

from ctkg.errors import QueryError
from ctkg.graph.store.port import Answer
from ctkg.graph.store.remote.address import Address
from ctkg.graph.store.remote.answers import ROWS, TRIPLES, answer, strange
from ctkg.graph.store.remote.client import Client
from ctkg.graph.store.remote.failures import Refused
from ctkg.graph.store.remote.terms import parsed

#: Statuses with which a server says that a query, not the request, is wrong.
_OF_QUERY = (400,)
#: From so many triples on, an answer may be one that a limit has cut.
_SUSPECT = 1_000


class Server:
    """Query, update and graph store of one server."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.where = address.name
        self._client = Client(address)
        #: Seconds that one query may take; None: as long as the limits of the address allow.
        self.patience: float | None = None

    @property
    def is_atomic(self) -> bool:
        """True where the server carries out an update request in one step, as the standard says that it should."""
        return not self._is_virtuoso

    @property
    def takes_many_names(self) -> bool:
        """True where a query may name any number of graphs; else ``GRAPH`` sees all where it names none."""
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
            DeadlineError: it took longer than :attr:`patience`.
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
                limit=self.patience,
            )
        except Refused as error:
            if error.status in _OF_QUERY or error.is_lasting:
                said = error.said.partition(" SPARQL query:")[0]
                raise QueryError(f"the server does not take this query: {said}") from None
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
        """All triples of a graph; nothing where it is absent.

        Raises:
            Refused: no answer, or the server does not give all of it.
        """
        reply = self._client.send(
            "GET", self.address.graph_store, params={"graph": graph}, headers={"Accept": TRIPLES}, absent=(404,)
        )
        if reply is None:
            return set()
        try:
            found = parsed(reply.body)
        except SyntaxError:
            raise strange(reply, self.where) from None
        # Some servers leave out in silence what is beyond a limit of theirs.
        if len(found) >= _SUSPECT and len(found) < (wanted := self.size(graph)):
            found = self._in_parts(graph, wanted, len(found))
        return found

    def size(self, graph: str) -> int:
        """Number of triples in a graph, counted by the server."""
        answer = self.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", graph=False)
        assert isinstance(answer, QuerySolutions)
        return sum(int(row["n"].value) for row in answer)

    def _in_parts(self, graph: str, wanted: int, limit: int) -> set[Triple]:
        """The triples of a graph, in parts by a hash of subject and object, of half of ``limit`` each or less."""
        digits = 1
        while wanted > 16**digits * limit / 2:
            digits += 1
        found: set[Triple] = set()
        for number in range(16**digits):
            part = f'STRSTARTS(MD5(CONCAT(STR(?s), STR(?o))), "{number:0{digits}x}")'
            text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} FILTER({part}) }}"
            answer = self.query(text, graph=True)
            assert isinstance(answer, QueryTriples)
            found.update(answer)
        if len(found) < wanted:
            said = f"the server gives {len(found)} of the {wanted} triples of a graph; raise its limit of rows"
            raise Refused(said, path=self.where)
        return found

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
