"""The commands on history as people call them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ctkg.graph.store import open_store
from ctkg.iris import ID, PREFIXES, graph, term

Run = Callable[..., subprocess.CompletedProcess[str]]
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


def test_the_list_of_moments(ctkg: Run, folder: Path) -> None:
    done = ctkg("history", "--limit", "2", cwd=folder)
    assert done.returncode == 0 and "1 earlier moment; --limit shows more" in done.stderr
    rows = [line.split() for line in done.stdout.splitlines()[2:]]
    assert rows == [
        ["@2", "2023-11-15", "22:13", "review", "A.", "Reader", "+0", "~1", "-0", "1"],
        ["@3", "2023-11-16", "22:13", "add", "A.", "Reader", "+0", "~1", "-0", "2"],
    ]
    lines = ctkg("history", "-f", "json", cwd=folder).stdout.splitlines()
    assert json.loads(lines[0])["documents"]["came"] == ["d"]


def test_the_difference_of_two_days_as_text_and_patch(ctkg: Run, folder: Path) -> None:
    done = ctkg("diff", "2023-11-14", "2023-11-15", cwd=folder)
    assert done.returncode == 0 and "rdfs:label: version 1 → version 2" in done.stdout
    patch = ctkg("diff", "@2", "-f", "patch", cwd=folder).stdout.splitlines()
    assert [line[:2] for line in patch] == ["TX", "D ", "A ", "TC"] and '"version 2"' in patch[1]
    assert "--fail-on is about two versions of an ontology" in ctkg("diff", "--fail-on", "breaking", cwd=folder).stderr


def test_a_question_to_the_graph_as_it_was(ctkg: Run, folder: Path) -> None:
    question = ("query", "-e", "SELECT ?l { ?e rdfs:label ?l }", "-f", "csv")
    for when, label in (("@1", "version 1"), ("2023-11-15", "version 2"), ("now", "version 3")):
        done = ctkg(*question, "--known-on", when, cwd=folder)
        assert done.stdout.splitlines() == ["l", label], done
    refused = ctkg(*question, "--known-on", "@7", cwd=folder)
    assert refused.returncode == 2 and "there is no moment @7; there are: @1 to @3" in refused.stderr


def test_who_stands_behind_a_statement(ctkg: Run, folder: Path) -> None:
    done = ctkg("blame", "id:event/d/1", "rdfs:label", "version 3", cwd=folder)
    assert done.returncode == 0 and "document: d" in done.stdout and "@3 2023-11-16 A. Reader" in done.stdout
    found = json.loads(ctkg("blame", "id:event/d/1", "-f", "json", cwd=folder).stdout)
    assert [(cause["property"], cause["moment"]) for cause in found["causes"]] == [("rdf:type", 1), ("rdfs:label", 3)]


def test_forgetting_and_writing_anew(ctkg: Run, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "ctkg.store", tmp_path / "ctkg.store")
    done = ctkg("history", "--forget-before", "2023-11-15", "--renew", cwd=tmp_path)
    assert done.stdout.splitlines() == [
        "1 moment before 2023-11-15 forgotten",
        "the files of ctkg.store were written anew",
    ]
    assert [json.loads(line)["number"] for line in ctkg("history", "-f", "json", cwd=tmp_path).stdout.splitlines()] == [
        2,
        3,
    ]
