"""The dataset card tells the truth: every table is there, with its number of rows and its terms."""

from __future__ import annotations

import re
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ctkg import tables

DATA = Path(__file__).resolve().parents[2] / "data"
VOID = "http://rdfs.org/ns/void#"
DCTERMS = "http://purl.org/dc/terms/"
DCAT = "http://www.w3.org/ns/dcat#"
TABLE = "https://w3id.org/ctkg/dataset/reference/"
BASE = "https://w3id.org/ctkg/data/void.ttl"


def rows() -> dict[str, int]:
    return {table: len(tables.rows(table)) for table in tables.names()}


def card(predicate: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in parse(path=str(DATA / "void.ttl"), format=RdfFormat.TURTLE, base_iri=BASE):
        if quad.predicate.value == predicate and isinstance(quad.subject, NamedNode):
            assert isinstance(quad.object, NamedNode | Literal) or predicate == DCAT + "distribution"
            found.setdefault(quad.subject.value.removeprefix(TABLE), set()).add(str(getattr(quad.object, "value", "")))
    return found


def test_readme_counts_every_table() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    told = {name: int(count) for name, count in re.findall(r"^\| `(\w+)` \| (\d+) \|", text, re.MULTILINE)}
    assert told == rows()
    assert f"{len(told)} tables" in text


def test_void_counts_every_table() -> None:
    told = {name: int(count) for name, values in card(VOID + "entities").items() for count in values}
    assert told == rows()
    subsets = card(VOID + "subset")["https://w3id.org/ctkg/dataset/reference"]
    assert {subset.removeprefix(TABLE) for subset in subsets} == set(rows())


def test_every_table_has_its_terms() -> None:
    known = set(card(DCTERMS + "license")) | set(card(DCTERMS + "rights"))
    assert set(rows()) <= known


def test_every_table_can_be_fetched() -> None:
    urls = {
        quad.object.value.rpartition("/")[2]
        for quad in parse(path=str(DATA / "void.ttl"), format=RdfFormat.TURTLE, base_iri=BASE)
        if quad.predicate.value == DCAT + "downloadURL" and isinstance(quad.object, NamedNode)
    }
    assert urls == {f"{table}.csv" for table in rows()}
