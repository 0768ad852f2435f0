"""The commands on history as people call them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ctkg.cli.app import run
from ctkg.graph.store import open_store
from ctkg.iris import ID, PREFIXES, graph, term

Call = Callable[..., tuple[int, str, str]]
LABEL, TYPE = NamedNode(PREFIXES["rdfs"] + "label"), NamedNode(PREFIXES["rdf"] + "type")


def workshop(label: str) -> list[Triple]:
    node = NamedNode(ID + "event/d/1")
    return [Triple(node, LABEL, Literal(label)), Triple(node, TYPE, NamedNode(term("Workshop")))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``ctkg.store`` of three moments, on three days."""
    folder = tmp_path_factory.mktemp("commands")
    with pytest.MonkeyPatch.context() as patch, open_store(folder / "ctkg.store") as store:
        for number, what in enumerate(("build", "review", "add")):
            patch.setenv("SOURCE_DATE_EPOCH", str(1_700_000_000 + number * 86_400))
            with store.moment(what, by="A. Reader" if number else "", acts=["a"] * number):
                store.replace_graph(graph("document", "d"), workshop(f"version {number + 1}"))
    return folder


@pytest.fixture
def call(folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Runs the command in this process, beside the store; gives exit code, stdout and stderr."""
    monkeypatch.setenv("COLUMNS", "120")

    def called(*words: str, within: Path = folder) -> tuple[int, str, str]:
        monkeypatch.chdir(within)
        code = run(list(words))
        out, err = capfd.readouterr()
        return code, out, err

    return called


def test_the_list_of_moments(call: Call) -> None:
    code, out, err = call("history", "--limit", "2")
    assert code == 0 and "1 earlier moment; --limit shows more" in err
    assert [line.split() for line in out.splitlines()[2:]] == [
        ["@2", "2023-11-15", "22:13", "review", "A.", "Reader", "+0", "~1", "-0", "1"],
        ["@3", "2023-11-16", "22:13", "add", "A.", "Reader", "+0", "~1", "-0", "2"],
    ]
    assert json.loads(call("history", "-f", "json")[1].splitlines()[0])["documents"]["came"] == ["d"]


def test_the_difference_of_two_days_as_text_and_patch(call: Call) -> None:
    code, out, _ = call("diff", "2023-11-14", "2023-11-15")
    assert code == 0 and "rdfs:label: version 1 → version 2" in out
    patch = call("diff", "@2", "-f", "patch")[1].splitlines()
    assert [line[:2] for line in patch] == ["TX", "D ", "A ", "TC"] and '"version 2"' in patch[1]
    code, _, err = call("diff", "--fail-on", "breaking")
    assert code == 2 and "--fail-on is about two versions of an ontology" in err


@pytest.mark.parametrize(("when", "label"), [("@1", "version 1"), ("2023-11-15", "version 2"), ("now", "version 3")])
def test_a_question_to_the_graph_as_it_was(call: Call, when: str, label: str) -> None:
    question = ("query", "-e", "SELECT ?l { ?e rdfs:label ?l }", "-f", "csv", "--timeout", "0", "--memory", "0")
    assert call(*question, "--known-on", when)[1].splitlines() == ["l", label]


def test_a_point_that_is_none(call: Call) -> None:
    code, _, err = call("query", "-e", "ASK { ?s ?p ?o }", "--known-on", "@7")
    assert code == 2 and "there is no moment @7; there are: @1 to @3" in err


def test_who_stands_behind_a_statement(call: Call) -> None:
    code, out, _ = call("blame", "id:event/d/1", "rdfs:label", "version 3")
    assert code == 0 and "document: d" in out and "@3 2023-11-16 A. Reader" in out
    found = json.loads(call("blame", "id:event/d/1", "-f", "json")[1])
    assert [(cause["property"], cause["moment"]) for cause in found["causes"]] == [("rdf:type", 1), ("rdfs:label", 3)]


def test_forgetting_and_writing_anew(call: Call, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "ctkg.store", tmp_path / "ctkg.store")
    _, out, _ = call("history", "--forget-before", "2023-11-15", "--renew", within=tmp_path)
    assert out.splitlines() == ["1 moment before 2023-11-15 forgotten", "the files of ctkg.store were written anew"]
    lines = call("history", "-f", "json", within=tmp_path)[1].splitlines()
    assert [json.loads(line)["number"] for line in lines] == [2, 3]
