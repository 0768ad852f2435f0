"""What Jupyter shows is escaped, bounded, well formed, and the same everywhere."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

import ctkg
from ctkg.api import KnowledgeGraph
from ctkg.errors import MissingExtra, UsageError
from ctkg.iris import PREFIXES
from ctkg.model import Finding, Report
from ctkg.notebook import Cell, Edge, Node, Table, graph, section, tree
from ctkg.notebook.drawing import layout

HOSTILE = "</td></svg><script>alert(1)</script><img src=x onerror=alert(1)>\"' \x00\u202e]]>&amp;"
ALLOWED = {
    "a", "circle", "g", "li", "line", "p", "polygon", "span", "strong", "svg", "table", "tbody", "td", "text", "th",
    "thead", "title", "tr", "ul",
}  # fmt: skip
EVENT, OSCE = PREFIXES["id"] + "event/fictional/1", PREFIXES["id"] + "organization/osce"


class Read(HTMLParser):
    """Tags, attributes and addresses of some HTML; fails where tags do not match."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.addresses: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._open.append(tag)
        for name, value in attrs:
            self.names.add(name)
            if name in ("href", "src"):
                self.addresses.append(str(value))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


def html_of(shown: Any) -> str:
    return str(shown._repr_mimebundle_()["text/html"])


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    """Fictional statements with hostile words."""
    made = ctkg.open(None)

    def triple(subject: str, predicate: str, object_: Literal | NamedNode) -> Triple:
        prefix, name = predicate.split(":")
        return Triple(NamedNode(subject), NamedNode(PREFIXES[prefix] + name), object_)

    made.store.replace_graph(
        PREFIXES["graph"] + "document/fictional",
        [
            triple(EVENT, "rdf:type", NamedNode(PREFIXES["ct"] + "Workshop")),
            triple(EVENT, "rdfs:label", Literal(HOSTILE.replace("\x00", ""), language="en")),
            triple(EVENT, "ct:topicText", Literal(HOSTILE.replace("\x00", "") * 40)),
            triple(EVENT, "ct:startDate", Literal("2020-01-01", datatype=NamedNode(PREFIXES["xsd"] + "date"))),
            triple(EVENT, "ct:hasOrganizer", NamedNode(OSCE)),
            triple(EVENT, "ct:sourceAddress", NamedNode("javascript:alert(1)")),
            triple(OSCE, "rdfs:label", Literal("A <b>body</b>")),
        ],
    )
    return made


def everything(kg: KnowledgeGraph) -> list[Any]:
    finding = Finding(check=HOSTILE, severity="violation", focus=HOSTILE, message=HOSTILE, value=HOSTILE, quote=HOSTILE)
    return [
        kg.query("SELECT * WHERE { ?s ?p ?o }"),
        kg.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"),
        kg.query("ASK { ?s ?p ?o }"),
        kg.query("SELECT * WHERE { ?none a ct:Meeting }"),
        kg.show(EVENT),
        kg.neighbourhood(EVENT),
        kg.explain(EVENT, "ct:hasOrganizer", OSCE),
        kg.search("body"),
        Report(findings=(finding,)),
        Report(),
    ]


def test_hostile_words_stay_words(kg: KnowledgeGraph) -> None:
    for shown in everything(kg):
        read = Read(html_of(shown))
        assert read.tags <= ALLOWED
        assert not {name for name in read.names if name.startswith("on")}
        assert all(address.startswith(("https://", "http://")) for address in read.addresses)
        assert "\u202e" not in html_of(shown) and "\x00" not in html_of(shown)
        assert shown._repr_mimebundle_()["text/plain"]


def test_a_table_is_bounded_and_says_so(kg: KnowledgeGraph) -> None:
    rows = [(Cell(str(number)),) for number in range(1234)]
    table = Table(columns=("n",), rows=rows)
    assert table.html.count("<tr>") == 51 and "50 of 1,234 rows" in table.html and "50 of 1,234" in table.plain
    assert "3 of 9 hits" in Table(columns=("n",), rows=rows[:3], total=9, what="hits").html
    assert max(len(line) for line in html_of(kg.show(EVENT)).split("<td")) < 6_000


def test_cells_say_language_and_type(kg: KnowledgeGraph) -> None:
    shown = html_of(kg.query("SELECT ?l ?d ?e WHERE { ?e a ct:Workshop ; rdfs:label ?l ; ct:startDate ?d }"))
    assert ">en</span>" in shown and ">date</span>" in shown
    assert f'<a href="{EVENT}" rel="noopener noreferrer">id:event/fictional/1</a>' in shown
    assert "1 row<" in shown


def test_lists_follow_the_indent() -> None:
    assert Read(tree(["a", "  b", "      c", "  d", "e"])).tags == {"ul", "li"}
    assert tree(["a", "  b", "e"]) == "<ul><li>a<ul><li>b</li></ul></li><li>e</li></ul>"
    assert section(HOSTILE, "", href="javascript:alert(1)").count("<a ") == 0


NAMES = st.lists(st.text(max_size=8), unique=True, max_size=12)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NAMES, st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20))
def test_a_picture_is_well_formed_whatever_the_words(names: list[str], pairs: list[tuple[int, int]]) -> None:
    edges = [(names[a], names[b]) for a, b in pairs if a < len(names) and b < len(names)]
    nodes = [Node(name, name, name, name) for name in names]
    svg = graph(nodes, [Edge(a, b, a + b) for a, b in edges], title="".join(names))
    root = ElementTree.fromstring(svg)
    assert len(root.findall(".//{*}line")) == sum(1 for a, b in edges if a != b)
    places = layout(names, edges)
    assert all(0 <= x <= 860 and 0 <= y <= 520 for x, y in places.values())
    if len(names) > 1:
        assert len(set(places.values())) == len(names)


def test_a_picture_is_the_same_everywhere() -> None:
    star = layout([*"abcdef"], [("a", other) for other in "bcdef"])
    # To the digit: what is committed or compared must not depend on the machine.
    assert star == {
        "a": (450.7, 269.6),
        "b": (386.2, 60.0),
        "c": (800.0, 169.6),
        "d": (60.0, 237.8),
        "e": (278.4, 460.0),
        "f": (738.0, 418.7),
    }


def test_neighbours_are_bounded_and_stated_ones_first(kg: KnowledgeGraph) -> None:
    found = kg.neighbourhood(EVENT)
    assert [iri for iri, _ in found.nodes] == [EVENT, OSCE] and found.total == 1
    assert [(each.source, each.target) for each in found.links] == [(EVENT, OSCE)]
    assert [iri for iri, _ in kg.neighbourhood(EVENT, most=1).nodes] == [EVENT]
    assert kg.neighbourhood(EVENT, most=1).total == 1


def test_rows_become_a_data_frame(kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = kg.query("SELECT ?d WHERE { ?e ct:startDate ?d }")
    monkeypatch.setitem(sys.modules, "pandas", SimpleNamespace(DataFrame=lambda rows, columns: (rows, columns)))
    assert answer.to_pandas() == ([("2020-01-01",)], ["d"])
    with pytest.raises(UsageError, match="only SELECT"):
        kg.query("ASK { ?s ?p ?o }").to_pandas()
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match="pip install pandas"):
        answer.to_pandas()


def test_triples_become_a_graph_of_rdflib(kg: KnowledgeGraph) -> None:
    made = kg.query("CONSTRUCT { ?s ct:hasOrganizer ?o } WHERE { ?s ct:hasOrganizer ?o }").to_rdflib()
    assert [tuple(map(str, each)) for each in made] == [(EVENT, PREFIXES["ct"] + "hasOrganizer", OSCE)]
    with pytest.raises(UsageError, match="only CONSTRUCT"):
        kg.query("ASK { ?s ?p ?o }").to_rdflib()
