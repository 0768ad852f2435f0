"""Tests of the W3C that are written as HTTP requests, read and carried out: Graph Store Protocol."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat
from starlette.testclient import TestClient

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
STATUSES = "http://www.w3.org/2011/http-statusCodes#"
CODES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
PLACE = "$LOCATION$"
#: What a test expects of a response: headers by name, and a body where it is told.
Message = tuple[dict[str, str], str | None]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request, and what is expected of its response."""

    method: str
    path: str
    sent: Message
    statuses: frozenset[int]
    expected: Message
    keeps_place: bool


def tests(file: Path) -> Iterator[tuple[str, list[Exchange]]]:
    """The tests of a manifest, each with its requests in order."""
    manifest = _Manifest(file)
    (entries,) = manifest.objects(None, MF + "entries")
    for test in manifest.items(entries):
        assert isinstance(test, NamedNode)
        connection = manifest.one(test, MF + "action")
        requests = manifest.items(manifest.one(connection, HT + "requests"))
        yield test.value.rpartition("#")[2], [manifest.exchange(each) for each in requests]


def problem(client: TestClient, exchanges: list[Exchange], base: str) -> str:
    """Carries a test out; empty where all is as expected, else the first difference."""
    place = ""
    for number, each in enumerate(exchanges):
        headers, body = each.sent
        path = base + each.path.removeprefix("/gsp").replace(PLACE, quote(place, safe=""))
        response = client.request(each.method, path, headers=headers, content=None if body is None else body.encode())
        if response.status_code not in each.statuses:
            return f"request {number}: {each.method} {path} gives {response.status_code}: {response.text[:200]}"
        place = response.headers.get("location", place)
        if each.keeps_place and "location" not in response.headers:
            return f"request {number}: no Location"
        wanted, content = each.expected
        for name, value in wanted.items():
            if response.headers.get(name) != value:
                return f"request {number}: {name} is {response.headers.get(name)}, not {value}"
        if content is not None and _canonical(response.content) != _canonical(content.encode()):
            return f"request {number}: another graph: {response.text[:300]}"
    return ""


def _canonical(turtle: bytes) -> list[str]:
    graph = ox.Dataset(ox.parse(turtle, RdfFormat.TURTLE, base_iri="http://www.example/"))
    graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, graph))


class _Manifest:
    def __init__(self, file: Path) -> None:
        self._store = ox.Store()
        self._store.load(path=str(file), format=RdfFormat.TURTLE, base_iri="http://www.example/manifest")

    def objects(self, subject: object, predicate: str) -> list[object]:
        return [quad.object for quad in self._store.quads_for_pattern(subject, NamedNode(predicate), None)]  # type: ignore[arg-type]

    def one(self, subject: object, predicate: str) -> NamedNode | BlankNode | Literal:
        (found,) = self.objects(subject, predicate)
        assert isinstance(found, NamedNode | BlankNode | Literal)
        return found

    def items(self, node: object) -> Iterator[object]:
        while node != NamedNode(RDF + "nil"):
            yield self.one(node, RDF + "first")
            node = self.one(node, RDF + "rest")

    def exchange(self, request: object) -> Exchange:
        response = self.one(request, HT + "resp")
        statuses = (str(getattr(each, "value", "")) for each in self.objects(response, MF + "expectedStatus"))
        return Exchange(
            method=self.one(request, HT + "methodName").value,
            path=self.one(request, HT + "absolutePath").value,
            sent=self._message(request),
            statuses=frozenset(CODES[each.removeprefix(STATUSES)] for each in statuses),
            expected=self._message(response),
            keeps_place=bool(self.objects(response, MF + "expectedLocation")),
        )

    def _message(self, node: object) -> Message:
        headers = {
            self.one(each, HT + "fieldName").value: self.one(each, HT + "fieldValue").value
            for lines in self.objects(node, HT + "headers")
            for each in self.items(lines)
        }
        body = next(iter(self.objects(node, HT + "body")), None)
        return headers, None if body is None else self.one(body, CNT + "chars").value
