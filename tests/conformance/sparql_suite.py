"""The SPARQL 1.1 test suite of the W3C, read: what is to be done in each test, and what should come of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryResultsFormat, QuerySolutions, RdfFormat, Triple

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
MANIFESTS = ("query", "results", "fed", "update")
#: A graph of a store: its triples by IRI; "" is the default graph.
Graphs = dict[str, list[Triple]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A test.

    Attributes:
        name: folder and name within it.
        kind: its class, without namespace.
        text: the query or update.
        base: what relative IRIs in it are relative to.
        given: the graphs before.
        result: for queries, the file of the answer.
        after: for updates, the graphs afterwards.
    """

    name: str
    kind: str
    text: str
    base: str
    given: Graphs
    result: Path | None
    after: Graphs


def cases(suite: Path) -> Iterator[Case]:
    """All tests that the manifests of queries, results, federation and updates name."""
    for part in MANIFESTS:
        for file in _included(suite / f"manifest-sparql11-{part}.ttl"):
            yield from _Manifest(file).cases()


def _included(file: Path) -> Iterator[Path]:
    manifest = _Manifest(file)
    for node in manifest.objects(None, MF + "include"):
        yield from (local(item) for item in manifest.items(node))


class _Manifest:
    def __init__(self, file: Path) -> None:
        self._folder = file.parent.name
        self._store = ox.Store()
        self._store.load(path=str(file), format=RdfFormat.TURTLE, base_iri=file.as_uri())

    def objects(self, subject: object, predicate: str) -> list[object]:
        found = self._store.quads_for_pattern(subject, NamedNode(predicate), None)  # type: ignore[arg-type]
        return sorted((quad.object for quad in found), key=str)

    def one(self, subject: object, predicate: str) -> object:
        return next(iter(self.objects(subject, predicate)), None)

    def items(self, node: object) -> Iterator[object]:
        while node != NamedNode(RDF + "nil"):
            yield self.one(node, RDF + "first")
            node = self.one(node, RDF + "rest")

    def cases(self) -> Iterator[Case]:
        for entries in self.objects(None, MF + "entries"):
            yield from map(self._case, self.items(entries))

    def _case(self, test: object) -> Case:
        assert isinstance(test, NamedNode)
        action, result = self.one(test, MF + "action"), self.one(test, MF + "result")
        kind = str(getattr(self.one(test, RDF + "type"), "value", "")).removeprefix(MF)
        query = action if isinstance(action, NamedNode) else self.one(action, QT + "query") or self.one(
            action, UT + "request"
        )  # fmt: skip
        file = local(query)
        return Case(
            name=f"{self._folder}/{test.value.rpartition('#')[2]}",
            kind=kind,
            text=file.read_text("utf-8"),
            base=file.as_uri(),
            given=self._graphs(action, QT) | self._graphs(action, UT),
            result=local(result) if isinstance(result, NamedNode) else None,
            after=self._graphs(result, UT) if isinstance(result, BlankNode) else {},
        )

    def _graphs(self, node: object, vocabulary: str) -> Graphs:
        found: Graphs = {}
        for data in self.objects(node, vocabulary + "data"):
            found.setdefault("", []).extend(triples(local(data)))
        for data in self.objects(node, vocabulary + "graphData"):
            if isinstance(data, NamedNode):
                found[data.value] = triples(local(data))
            else:
                label = self.one(data, RDFS + "label")
                assert isinstance(label, Literal)
                found[label.value] = triples(local(self.one(data, vocabulary + "graph")))
        return found


def local(iri: object) -> Path:
    assert isinstance(iri, NamedNode)
    return Path(unquote(urlsplit(iri.value).path))


def triples(file: Path) -> list[Triple]:
    form = {".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES}.get(file.suffix, RdfFormat.TURTLE)
    return [quad.triple for quad in ox.parse(path=str(file), format=form, base_iri=file.as_uri())]


def shape(rows: list[dict[str, object]]) -> list[str]:
    """Rows, or the lines of a graph, as text that is the same where they differ in names of blank nodes only.

    The engine keeps numbers by value (``01`` is ``1``), so both sides go through it.
    """
    store = ox.Store()
    for number, row in enumerate(rows):
        node = BlankNode(f"row{number}")
        for name, term in (row or {"nothing": Literal("")}).items():
            store.add(Quad(node, NamedNode(f"urn:column:{name}"), term))  # type: ignore[arg-type]
    dataset = ox.Dataset(store)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))


def graph_shape(graph: list[Triple]) -> list[str]:
    """The same for a graph."""
    store = ox.Store()
    store.extend(Quad(each.subject, each.predicate, each.object) for each in graph)
    dataset = ox.Dataset(store)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))


def rows_of(data: bytes, suffix: str) -> bool | list[dict[str, object]]:
    """Rows of an answer in the format of a file with this suffix; or yes or no."""
    if suffix == ".csv":  # which has no types: cells as text
        header, *lines = csv.reader(io.StringIO(data.decode(), newline=""))
        return [{name: _cell(cell) for name, cell in zip(header, line, strict=True)} for line in lines]
    form = {".srx": QueryResultsFormat.XML, ".srj": QueryResultsFormat.JSON, ".tsv": QueryResultsFormat.TSV}[suffix]
    found = ox.parse_query_results(data, format=form)
    if not isinstance(found, QuerySolutions):
        return bool(found)
    names = [variable.value for variable in found.variables]
    return [{name: row[name] for name in names if row[name] is not None} for row in found]


def _cell(cell: str) -> BlankNode | Literal:
    return BlankNode(cell[2:]) if cell.startswith("_:") else Literal(cell)


def rows_of_graph(graph: list[Triple]) -> list[dict[str, object]] | None:
    """Rows of an answer that is told as a graph (``rs:ResultSet``); None where it tells none."""
    by_subject: dict[object, dict[str, list[object]]] = {}
    for triple in graph:
        by_subject.setdefault(triple.subject, {}).setdefault(triple.predicate.value, []).append(triple.object)
    for properties in by_subject.values():
        if NamedNode(RS + "ResultSet") in properties.get(RDF + "type", []):
            rows = [by_subject[node] for node in properties.get(RS + "solution", [])]
            return [
                {
                    by_subject[each][RS + "variable"][0].value: by_subject[each][RS + "value"][0]  # type: ignore[attr-defined]
                    for each in row.get(RS + "binding", [])
                }
                for row in rows
            ]
    return None
