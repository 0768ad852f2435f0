"""SPARQL on a store: guarded, with our prefixes, with parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from ctkg.errors import QueryError, UsageError
from ctkg.graph import guard, parameters, shorthand
from ctkg.graph.deadline.reply import Triples
from ctkg.graph.deadline.request import Request
from ctkg.graph.store import Answer, Store, Term
from ctkg.graph.store.faults import asking
from ctkg.graph.tokens import spelled
from ctkg.iris import PREFIXES, compact

if TYPE_CHECKING:
    from ctkg.graph.deadline.pool import Pool

#: Cells are terms (named node, literal, blank node) or None; typed loosely, since a query decides which.
Row = tuple[Any, ...]
#: What a result is made of: an answer of the engine, or triples that a worker sent.
Given = Answer | Triples

#: What an error in the middle of an answer is said of.
_WHERE = "the store"
_FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_NUMBERS: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "decimal": float,
    "double": float,
    "float": float,
    "boolean": lambda text: text in ("true", "1"),
}


class Result:
    """The answer to a query; usable while its store is open.

    Attributes:
        columns: names of the columns of a SELECT, without question mark; empty for the other forms.
        notices: doubts about the query, such as an id that the store does not know.
    """

    def __init__(self, ask: Callable[[], Given], notices: tuple[str, ...] = ()) -> None:
        self._ask = ask
        self._first: Given | None = ask()
        self._kind = type(self._first)
        self.notices = notices
        self.columns: tuple[str, ...] = ()
        if isinstance(self._first, QuerySolutions):
            self.columns = tuple(variable.value for variable in self._first.variables)

    @property
    def is_graph(self) -> bool:
        """True for CONSTRUCT and DESCRIBE."""
        return self._kind in (QueryTriples, Triples)

    @property
    def _is_ask(self) -> bool:
        return self._kind is QueryBoolean

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Rows of a SELECT; a cell is None where its variable is unbound. Order is that of the query."""
        answer = self._answer()
        if not isinstance(answer, QuerySolutions):
            return ()
        with asking(_WHERE):
            return tuple(map(tuple, answer))

    @cached_property
    def boolean(self) -> bool:
        """The answer to ASK.

        Raises:
            UsageError: the query was no ASK.
        """
        answer = self._answer()
        if not isinstance(answer, QueryBoolean):
            raise UsageError("only ASK is answered by yes or no")
        return bool(answer)

    @cached_property
    def triples(self) -> tuple[Triple, ...]:
        """The triples of CONSTRUCT or DESCRIBE, sorted, each once."""
        answer = self._answer()
        with asking(_WHERE):
            return tuple(sorted(set(answer), key=str)) if isinstance(answer, QueryTriples | Triples) else ()

    def values(self) -> list[tuple[Any, ...]]:
        """Rows as Python values: IRIs and other literals as str, numbers and truth values as such, None for unbound."""
        return [tuple(map(_value, row)) for row in self.rows]

    def texts(self) -> list[tuple[str, ...]]:
        """Rows as readable text: IRIs as prefixed names, literals without type, empty for unbound."""
        return [tuple(map(_text, row)) for row in self.rows]

    def serialize(self, form: str) -> bytes:
        """The answer as ``csv``, ``tsv``, ``json``, ``xml`` (SELECT, ASK), ``ttl``, ``nt`` (CONSTRUCT), or ``table``.

        ``sheet`` is CSV for spreadsheets, in which no cell is run as a formula; ``csv`` is that of the standard.

        Raises:
            UsageError: the format does not fit the form of the query.
        """
        if self.is_graph:
            return self._graph(form)
        if form == "table":
            rows = [("true" if self.boolean else "false",)] if self._is_ask else [self.columns, *self.texts()]
            return "".join("\t".join(row) + "\n" for row in rows).encode()
        if form != "sheet" and form not in _FORMATS:
            raise UsageError(f"{form} is for CONSTRUCT; for rows there are table, sheet, {', '.join(_FORMATS)}")
        if self._is_ask and form in ("csv", "tsv", "sheet"):
            return b"true\n" if self.boolean else b"false\n"
        if form == "sheet":
            from ctkg.graph.export.spreadsheet import sheet

            return sheet(self.columns, [["" if cell is None else _plain(cell) for cell in row] for row in self.rows])
        answer = self._answer()
        assert isinstance(answer, QuerySolutions | QueryBoolean)
        with asking(_WHERE):
            return answer.serialize(format=_FORMATS[form]) or b""

    def to_pandas(self) -> Any:
        """The rows of a SELECT as a ``pandas.DataFrame`` of Python values (see :meth:`values`).

        Raises:
            UsageError: the query was no SELECT.
            MissingExtra: pandas is not installed.
        """
        from ctkg.graph import interop

        if not self.columns:
            raise UsageError("a table has rows: only SELECT gives some")
        return interop.to_pandas(self.columns, self.values())

    def to_rdflib(self) -> Any:
        """The triples of CONSTRUCT or DESCRIBE as an ``rdflib.Graph``.

        Raises:
            UsageError: the query gave no graph.
        """
        from ctkg.graph import interop

        if not self.is_graph:
            raise UsageError("only CONSTRUCT and DESCRIBE give a graph")
        return interop.to_rdflib(self.triples)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        from ctkg.graph import display

        return display.result(self)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def _graph(self, form: str) -> bytes:
        from ctkg.graph.export import dumps

        if form not in ("ttl", "nt", "table"):
            raise UsageError(f"CONSTRUCT gives a graph, which {form} cannot hold; use ttl or nt")
        return dumps(self.triples, "ttl" if form == "table" else form)

    def _answer(self) -> Given:
        answer = self._ask() if self._first is None else self._first
        self._first = None  # an answer can be read only once
        return answer


def run(
    store: Store,
    text: str,
    *,
    params: Mapping[str, str | Term] | None = None,
    inference: bool = True,
    timeout: float | None = None,
    pool: Pool | None = None,
) -> Result:
    """Answers a query.

    Args:
        store: what to ask.
        text: SPARQL 1.1 query; the prefixes of :data:`ctkg.iris.PREFIXES` need no declaration, and
            ``id:state/KZ`` may be written as ctkg prints it. ``?node search:matches "words"`` asks the search index
            (:mod:`ctkg.graph.search.sparql`).
        params: values of variables, by name; a string is read as IRI, number, date or text by its form.
        inference: False leaves the inferred graphs out.
        timeout: seconds after which the query is ended; it runs in a process of its own then. None lets it run here,
            for as long as it takes.
        pool: processes to run it in, instead of one made for this query.

    Raises:
        QueryError: it cannot be parsed, is refused, or names an unknown prefix, term or parameter.
        DeadlineError: it was not done in time.
    """
    text = shorthand.expand(spelled(text))
    checked = guard.check(text, store)
    values = {name: _term(value) for name, value in (params or {}).items()}
    notices = (*checked.notices, *guard.unknown_nodes(values.values(), store))
    filled = parameters.insert(text, values) if values else text
    if "search" in filled:
        from ctkg.graph.search import sparql

        filled, found = sparql.expand(filled, store)
        notices += found

    request = Request(text=filled, inference=inference, graphs=checked.graphs, named=checked.named, prefixes=PREFIXES)
    return Result(_asking(store, request, timeout, pool), tuple(dict.fromkeys(notices)))


def _asking(store: Store, request: Request, timeout: float | None, pool: Pool | None) -> Callable[[], Given]:
    if pool is not None:
        return pool.answer(request, timeout=timeout).answer
    if timeout is not None:
        from ctkg.graph.deadline.pool import Pool

        with Pool(store) as own:
            return own.answer(request, timeout=timeout).answer
    return lambda: store.query(
        request.text,
        inference=request.inference,
        graphs=request.graphs,
        named=request.named,
        prefixes=request.prefixes,
    )


def select(store: Store, text: str, **options: Any) -> tuple[Row, ...]:
    """Rows of a SELECT; see :func:`run`."""
    return run(store, text, **options).rows


def ask(store: Store, text: str, **options: Any) -> bool:
    """The answer to an ASK; see :func:`run`."""
    return run(store, text, **options).boolean


def construct(store: Store, text: str, **options: Any) -> tuple[Triple, ...]:
    """Triples of a CONSTRUCT; see :func:`run`."""
    return run(store, text, **options).triples


def _term(value: str | Term) -> NamedNode | Literal:
    if isinstance(value, BlankNode | Triple):
        raise QueryError(f"a parameter is an IRI or a literal, not {value}")
    return parameters.guessed(value) if isinstance(value, str) else value


def _value(term: Term | None) -> Any:
    if term is None or isinstance(term, Triple):
        return None if term is None else str(term)
    if isinstance(term, Literal):
        return _NUMBERS.get(term.datatype.value.removeprefix(PREFIXES["xsd"]), str)(term.value)
    return term.value


def _plain(term: Term) -> str:
    return str(term) if isinstance(term, BlankNode | Triple) else term.value


def _text(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return compact(term.value)
    return term.value if isinstance(term, Literal) else str(term)
