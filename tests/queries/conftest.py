"""Small worlds to ask, and one way to ask them in both engines."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ctkg.iris import CONCEPT, GRAPH, ID, ONTOLOGY

if TYPE_CHECKING:
    from ctkg.graph.store import Store

HERE = Path(__file__).resolve().parent
WORLDS = {"events": ("reference.trig", "events.trig"), "fiction": ("reference.trig", "fiction.trig")}
#: Prefixes in the files of expected answers; local names there may hold slashes.
SHORT = {"id:": ID, "ct:": ONTOLOGY, "concept:": CONCEPT}

Row = tuple[str, ...]
Ask = Callable[..., set[Row]]


@dataclass(frozen=True)
class Expected:
    """One file of ``expected/``: rows made by hand, and what they are compared with.

    Attributes:
        name: id of the query, with a suffix where a query has several files.
        data: the small world to ask, empty where there is none.
        demo: how the answer over the demo documents compares: ``exact``, ``contains`` (it may hold more), ``events``
            (exact as far as the events of the file go), empty where it is not compared.
        params: values of parameters.
        columns: which columns are compared.
        rows: the rows, shortened as in :data:`SHORT`.
    """

    name: str
    data: str
    demo: str
    columns: Row
    rows: frozenset[Row]
    params: dict[str, str] = field(default_factory=dict)

    @property
    def query(self) -> str:
        return self.name.partition(".")[0]


def read_expected(file: Path) -> Expected:
    lines = file.read_text(encoding="utf-8").splitlines()
    head = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# ") and ": " in line)
    table = [tuple(line.split("\t")) for line in lines if not line.startswith("# ")]
    assert head.get("why"), f"{file.name} does not say where its rows come from"
    assert all(len(row) == len(table[0]) for row in table), f"{file.name}: rows of different length"
    assert len(set(table)) == len(table), f"{file.name}: a row stands there twice"
    return Expected(
        name=file.stem,
        data=head.get("data", "").strip(),
        demo=head.get("demo", ""),
        columns=table[0],
        rows=frozenset(table[1:]),
        params=dict(pair.split("=", 1) for pair in head.get("params", "").split()),
    )


@pytest.fixture(scope="session")
def load_expected() -> Callable[[Path], Expected]:
    """Reads one file of ``expected/``."""
    return cache(read_expected)


def shorten(value: str) -> str:
    for short, base in SHORT.items():
        if value.startswith(base):
            return short + value.removeprefix(base)
    return value


def store_of(*files: Path) -> Store:
    """The ontology and some fixtures, closed under the rules."""
    from pyoxigraph import RdfFormat, parse

    from ctkg import graph
    from ctkg.graph.assemble import ontology_quads

    store = graph.open_store(None)
    store.load(ontology_quads())
    for file in files:
        store.load(parse(path=str(file), format=RdfFormat.TRIG))
    graph.close(store)
    return store


def store_of_tables() -> Store:
    """The ontology and all reference tables, without any document, closed under the rules."""
    from ctkg import graph

    store = graph.open_store(None)
    graph.prepare(store)
    graph.close(store)
    return store


@pytest.fixture(scope="session")
def worlds() -> Callable[[str], Store]:
    """The store of a small world, made once."""

    @cache
    def world(name: str) -> Store:
        if name == "tables":
            return store_of_tables()
        return store_of(*(HERE / "fixtures" / file for file in WORLDS[name]))

    return world


@pytest.fixture(scope="session")
def fault() -> Callable[[str], Store]:
    """The store of one planted fault."""
    return lambda name: store_of(HERE / "fixtures" / "faults" / f"{name}.trig")


def ask_store(
    store: Store, name: str, columns: Row = (), params: dict[str, str] | None = None, *, inference: bool = True
) -> set[Row]:
    """Rows of a query of the library, cut down to ``columns``, shortened."""
    from ctkg.graph import library, query

    found = library.find(name)
    result = query.run(store, found.text, params=found.bind(params or {}), inference=inference)
    at = [list(result.columns).index(column) for column in columns or result.columns]
    return {tuple("" if row[i] is None else shorten(row[i].value) for i in at) for row in result.rows}


@pytest.fixture(scope="session")
def ask_of() -> Ask:
    """``ask_of(store, name, columns, params, inference=...)``."""
    return ask_store


@pytest.fixture(scope="session")
def ask(worlds: Callable[[str], Store]) -> Ask:
    """``ask(world, name, columns, params, inference=...)``: rows from the engine of the project."""

    def answer(
        world: str, name: str, columns: Row = (), params: dict[str, str] | None = None, *, inference: bool = True
    ) -> set[Row]:
        return ask_store(worlds(world), name, columns, params, inference=inference)

    return answer


@pytest.fixture(scope="session")
def ask_rdflib(worlds: Callable[[str], Store]) -> Ask:
    """The same as ``ask`` from rdflib, with values written into the text instead of bound."""
    import rdflib

    @cache
    def dataset(world: str) -> rdflib.Dataset:
        data = rdflib.Dataset(default_union=False)
        for quad in worlds(world).quads():
            graph = quad.graph_name.value
            if graph.startswith(GRAPH + "evidence/") or graph in (GRAPH + "report", GRAPH + "resolution"):
                target: Any = data.graph(rdflib.URIRef(graph))
            else:
                target = data.default_graph
            target.add((_rdflib(quad.subject), _rdflib(quad.predicate), _rdflib(quad.object)))
        return data

    def answer(world: str, name: str, columns: Row = (), params: dict[str, str] | None = None) -> set[Row]:
        from ctkg.graph import library

        found = library.find(name)
        text = with_values(found.text, found.bind(params or {}))
        result = dataset(world).query(text)
        at = [[str(v) for v in result.vars].index(column) for column in columns or [str(v) for v in result.vars]]
        return {tuple("" if row[i] is None else shorten(str(row[i])) for i in at) for row in result}

    return answer


def with_values(text: str, values: dict[str, Any]) -> str:
    """``text`` with every parameter replaced by its value."""
    for name, value in values.items():
        text = re.sub(rf"[?$]{name}\b", lambda _, value=value: str(value), text)
    return text


def _rdflib(term: Any) -> Any:
    import pyoxigraph
    import rdflib

    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value == str(rdflib.XSD.string):
        # To rdflib "a" and "a"^^xsd:string are two literals.
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
