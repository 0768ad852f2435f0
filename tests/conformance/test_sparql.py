"""The SPARQL 1.1 test suite of the W3C through our own path: guard, shorthand, store, result and update.

Data and expectations stay outside the repository (see tests/conftest.py). Every failure stands in
``sparql_failures.tsv`` with its reason; one that is not there fails, and so does one that stands there and passes.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from pyoxigraph import Literal, NamedNode, Triple
from tests.conformance import sparql_suite as suite
from tests.conformance.sparql_suite import Case

from ctkg.errors import CtkgError
from ctkg.graph import query, updating
from ctkg.graph.store import MemoryStore
from ctkg.graph.tokens import tokens
from ctkg.iris import graph

#: The test's default graph: the one graph of the store that belongs to the union.
DEFAULT = graph("document", "test")
FORMS = {".srx": "xml", ".srj": "json", ".tsv": "tsv", ".csv": "csv"}
FAILURES = Path(__file__).with_name("sparql_failures.tsv")


def filled(given: suite.Graphs) -> MemoryStore:
    store = MemoryStore()
    store.replace_graphs({name or DEFAULT: triples for name, triples in given.items()})
    return store


def evaluated(case: Case) -> str:
    """Empty where the answer is the expected one, else the difference."""
    store = filled(case.given)
    result = query.run(store, f"BASE <{case.base}>\n{case.text}")
    assert case.result is not None
    if case.result.suffix in FORMS:
        wanted = suite.rows_of(case.result.read_bytes(), case.result.suffix)
        found = suite.rows_of(result.serialize(FORMS[case.result.suffix]), case.result.suffix)
        if isinstance(wanted, bool) or isinstance(found, bool):
            return "" if wanted == found else f"{found} instead of {wanted}"
        return difference(suite.shape(found), suite.shape(wanted))
    triples = suite.triples(case.result)
    rows = suite.rows_of_graph(triples)
    if rows is None:
        return difference(suite.graph_shape(list(result.triples)), suite.graph_shape(triples))
    named = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
    found = [{name: term for name, term in row.items() if term is not None} for row in named]
    return difference(suite.shape(found), suite.shape(rows))


def difference(found: list[str], wanted: list[str]) -> str:
    if found == wanted:
        return ""
    return f"missing {sorted(set(wanted) - set(found))}, too many {sorted(set(found) - set(wanted))}"


def updated(case: Case) -> str:
    """Empty where an update leaves what is expected, else the difference."""
    store = filled(case.given)
    updating.run(store, f"BASE <{case.base}>\n{case.text}", default=DEFAULT)
    names = {DEFAULT if name == "" else name: name for name in case.after} | {
        name: "" if name == DEFAULT else name for name in store.graphs()
    }
    for iri, name in sorted(names.items()):
        found = [quad.triple for quad in store.quads(iri)]
        if problem := difference(suite.graph_shape(found), suite.graph_shape(case.after.get(name, []))):
            return f"{iri}: {problem}"
    return ""


def accepted(case: Case) -> str:
    text = f"BASE <{case.base}>\n{case.text}"
    if "Update" in case.kind:
        updating.run(with_sources(case), text, default=DEFAULT)
    else:
        query.run(with_sources(case), text)
    return ""


def refused(case: Case) -> str:
    try:
        accepted(case)
    except CtkgError:
        return ""
    return "was accepted"


def with_sources(case: Case) -> MemoryStore:
    """A store that has the graphs that FROM, CLEAR and DROP name: what is judged is the syntax."""
    found = tokens(case.text)
    sources = {
        urljoin(case.base, token.text[1:-1])
        for index, token in enumerate(found)
        if token.kind == "iri"
        and index > 1
        and (found[index - 1].is_word("FROM", "NAMED") or found[index - 2].is_word("CLEAR", "DROP"))
    }
    node = NamedNode("urn:x")
    return filled({name: [Triple(node, node, Literal(1))] for name in sources})


#: What each kind of test asks for.
JUDGES: dict[str, Callable[[Case], str]] = {
    "QueryEvaluationTest": evaluated,
    "CSVResultFormatTest": evaluated,
    "PositiveSyntaxTest11": accepted,
    "NegativeSyntaxTest11": refused,
    "UpdateEvaluationTest": updated,
    "PositiveUpdateSyntaxTest11": accepted,
    "NegativeUpdateSyntaxTest11": refused,
}


def judged(case: Case) -> str:
    try:
        return JUDGES[case.kind](case)
    except CtkgError as error:
        return f"{type(error).__name__}: {error}"


def known() -> dict[str, str]:
    with FAILURES.open(encoding="utf-8", newline="") as file:
        return dict(csv.reader(file, delimiter="\t"))


def test_w3c_suite(shared: Path) -> None:
    failures: dict[str, str] = {}
    count = 0
    for case in suite.cases(shared / "suites" / "w3c-sparql11"):
        if case.kind in JUDGES:
            count += 1
            if problem := judged(case):
                failures[case.name] = problem
    assert count > 400
    expected = known()
    assert {name: why for name, why in failures.items() if name not in expected} == {}
    assert sorted(expected.keys() - failures.keys()) == []
