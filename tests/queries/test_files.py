"""Every file of the library: its header, its SPARQL, its terms, its manners."""

from __future__ import annotations

import re
from pathlib import Path

from pyoxigraph import QuerySolutions, Store
from tests.each import for_each

from ctkg.graph import library

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "queries").rglob("*.rq"))
DECLARED = frozenset(
    name
    for file in (ROOT / "ontology").glob("*.ttl")
    for name in re.findall(r"^ct:(\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
)


def _body(file: Path) -> str:
    """The query without comments, strings and IRIs."""
    text = re.sub(r"<[^<>\s]*>|\"[^\"\n]*\"", " ", file.read_text(encoding="utf-8"))
    return re.sub(r"#.*", "", text)


def test_the_library_is_whole() -> None:
    kinds = [file.parent.name for file in FILES]
    assert kinds.count("competency") == 60
    assert kinds.count("overview") >= 10
    assert kinds.count("hygiene") >= 20


@for_each(FILES)
def test_header(file: Path) -> None:
    query = library.parse(file.read_text(encoding="utf-8"), path=str(file))
    assert query.title
    if file.parent.name == "competency":
        assert query.id == file.stem[:4].upper()
        assert query.question.endswith("?")
    assert bool(query.severity) == (file.parent.name == "hygiene")


@for_each(FILES)
def test_parses_in_oxigraph(file: Path) -> None:
    answer = Store().query(file.read_text(encoding="utf-8"))
    assert isinstance(answer, QuerySolutions)


@for_each(FILES)
def test_parses_in_rdflib(file: Path) -> None:
    from rdflib.plugins.sparql import prepareQuery

    assert prepareQuery(file.read_text(encoding="utf-8")).algebra.name == "SelectQuery"


@for_each(FILES)
def test_every_term_is_in_the_ontology(file: Path) -> None:
    used = set(re.findall(r"\bct:(\w+)", _body(file)))
    assert used <= DECLARED, f"the ontology has no {sorted(used - DECLARED)}"


@for_each(FILES)
def test_every_prefix_is_declared_and_used(file: Path) -> None:
    body = _body(file)
    declared = set(re.findall(r"PREFIX\s+([\w-]+):", body))
    used = set(re.findall(r"(?<![\w?:-])([A-Za-z][\w-]*):(?=\w)", body))
    assert used == declared


@for_each(FILES)
def test_sorted_and_plain(file: Path) -> None:
    body = _body(file)
    assert "ORDER BY" in body, "without an order the same graph gives different tables"
    assert not re.search(r"\b(SERVICE|FROM|LOAD|SAMPLE|RAND|NOW|UUID|LIMIT)\b", body)


@for_each(FILES)
def test_no_parameter_is_a_column(file: Path) -> None:
    query = library.parse(file.read_text(encoding="utf-8"), path=str(file))
    columns = re.split(r"\bWHERE\b", _body(file))[0]
    assert not [p.name for p in query.params if re.search(rf"\?{p.name}\b", columns)]


@for_each(FILES)
def test_evidence_is_told_apart(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for graph in re.findall(r"GRAPH \?(\w+)", text):
        assert f'STRSTARTS(STR(?{graph}), "https://w3id.org/ctkg/graph/evidence/")' in text


def test_hygiene_rows_begin_with_the_node_at_fault() -> None:
    for file in FILES:
        if file.parent.name == "hygiene":
            assert re.search(r"^SELECT DISTINCT \?focus\b", file.read_text(encoding="utf-8"), re.MULTILINE), file.name
