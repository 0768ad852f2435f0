"""What every store offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Protocol, Self

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)

Term = NamedNode | BlankNode | Literal | Triple
Answer = QuerySolutions | QueryBoolean | QueryTriples
Bindings = Mapping[str, Term]
#: Quads or triples; the graph of a quad is not looked at where the graph is named apart.
Triples = Iterable[Quad] | Iterable[Triple]
#: Texts by kind and name; None removes one.
Notes = Mapping[str, Mapping[str, str | None]]


class Store(Protocol):
    """A set of named graphs.

    Every write is atomic: after an error or a kill the store holds what it held before. Graphs are named by IRI
    strings. Order of iteration is not fixed; whoever prints sorts.
    """

    @property
    def read_only(self) -> bool:
        """True where writing raises."""
        ...

    def replace_graph(self, graph: str, triples: Triples) -> None:
        """Makes ``graph`` hold exactly ``triples``; an empty one is removed."""
        ...

    def replace_graphs(self, graphs: Mapping[str, Triples], *, notes: Notes | None = None) -> None:
        """Replaces several graphs, and writes notes, in one atomic step."""
        ...

    def change_graphs(
        self, added: Mapping[str, Triples], removed: Mapping[str, Triples], *, notes: Notes | None = None
    ) -> None:
        """Adds triples to graphs and takes others away, and writes notes, in one atomic step.

        The rest of the graphs is not read, so the cost follows the change. What is there already is not added, what is
        not there is not taken away; a triple that is both is there afterwards. Blank nodes keep their labels here.
        """
        ...

    def load(self, quads: Iterable[Quad]) -> None:
        """Replaces every graph that is named in ``quads`` by its quads there; quads without a graph are refused.

        Into an empty store ``quads`` are a stream: memory does not grow with their number. All graphs but the inferred
        ones are then written in one atomic step, and the inferred ones after them in some more.
        """
        ...

    def remove_graph(self, graph: str) -> None:
        """Removes ``graph``; nothing happens where it is absent."""
        ...

    def remove_graphs(self, graphs: Iterable[str]) -> None:
        """Removes several graphs in one atomic step."""
        ...

    def graphs(self) -> list[str]:
        """IRIs of all graphs that hold something, sorted."""
        ...

    def contains_graph(self, graph: str) -> bool:
        """True where ``graph`` holds something; what is no IRI names none."""
        ...

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """The quads of one graph, or of all named graphs."""
        ...

    def match(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: str | None = None,
    ) -> Iterator[Quad]:
        """Quads of the named graphs that match; None matches everything."""
        ...

    def union(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        *,
        inference: bool = True,
    ) -> Iterator[Triple]:
        """Every triple of the default graph of a query that matches, once; None matches everything."""
        ...

    def count(self, graph: str | None = None) -> int:
        """Number of quads in one graph, or in all named graphs."""
        ...

    def query(
        self,
        text: str,
        *,
        inference: bool = True,
        bindings: Bindings | None = None,
        graphs: Sequence[str] | None = None,
        named: Sequence[str] | None = None,
        prefixes: Mapping[str, str] | None = None,
    ) -> Answer:
        """Runs a SPARQL query as it is; :func:`ctkg.graph.query.run` is the guarded way.

        Args:
            text: the query.
            inference: False leaves the inferred graphs out, of the default graph and of ``GRAPH``.
            bindings: values of projected variables, by name without question mark.
            graphs: IRIs whose union is the default graph instead of the usual one (FROM).
            named: IRIs that ``GRAPH`` sees instead of all (FROM NAMED). Where one of the two is given, the other is
                empty if it is None.
            prefixes: prefixes that the query may use without declaring them.

        Raises:
            QueryError: a syntax error.
        """
        ...

    def beside(self, text: str) -> Answer:
        """Runs a query of ctkg's own, in which parts may stand that :meth:`asserted` gives."""
        ...

    def asserted(self, pattern: str) -> str:
        """SPARQL for :meth:`beside`: one triple pattern, of what is asserted alone, each triple once."""
        ...

    def revision(self) -> int:
        """Number of the last write that changed a graph; 0 where none did."""
        ...

    def touched(self, since: int) -> dict[str, int]:
        """Graphs that a write after revision ``since`` changed, those that are gone included, and their last revision.

        By revision, then by IRI.

        Whoever keeps something that is derived from the store remembers the revision that it has seen, and catches up
        from there.
        """
        ...

    def notes(self, kind: str) -> dict[str, str]:
        """Texts that ctkg keeps for itself beside the data, by name; no query, dump or count sees them."""
        ...

    def note(self, kind: str, name: str) -> str | None:
        """One note, or None, without a look at the others."""
        ...

    def note_kinds(self, beginning: str) -> list[str]:
        """Kinds of notes that begin so, sorted; every note is looked at."""
        ...

    def set_notes(self, kind: str, values: Mapping[str, str | None]) -> None:
        """Writes some notes of one kind in one atomic step; None removes one. Names are parts of an IRI."""
        ...

    def moment(self, what: str, *, by: str = "", acts: Sequence[str] = ()) -> AbstractContextManager[None]:
        """Makes one moment of the store's history of all writes inside; within another moment it does nothing.

        A write outside of any is a moment of its own. A store on a server keeps no history.

        Args:
            what: the command, or what else runs.
            by: who runs it, as far as that is known.
            acts: ids of the acts that are carried out.
        """
        ...

    def metadata(self) -> dict[str, Any]:
        """What is written beside the data: ``format`` and what callers added; JSON values."""
        ...

    def set_metadata(self, values: Mapping[str, Any]) -> None:
        """Replaces the metadata (``format`` is kept by the store)."""
        ...

    def close(self) -> None:
        """Lets go of the files; the store cannot be used afterwards."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
