"""The benchmark of growth measures what it says, and what it compares is equal. Nothing here is timed."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from ctkg import graph


@pytest.fixture(scope="module")
def folder(repository: Path) -> Path:
    return repository / "benchmarks" / "scale"


@pytest.fixture(scope="module")
def generate(folder: Path) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield importlib.import_module("generate")


@pytest.fixture(scope="module")
def mint(generate: ModuleType) -> Any:
    return generate.Mint(importlib.import_module("templates").templates(12))


def run(folder: Path, script: str, *words: str | Path | int) -> Any:
    done = subprocess.run(
        [sys.executable, str(folder / script), *map(str, words)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_documents_are_made_by_number_and_differ(mint: Any) -> None:
    first = list(islice(mint.documents(), 30))
    assert [document.id for document in first] == [f"scale-{number:07d}" for number in range(30)]
    assert mint.document(17) == first[17]
    assert mint.document(17, variant=1) != first[17]
    assert mint.document(17, variant=1).graphs == first[17].graphs
    bare = {document.asserted.replace(document.id, "") for document in first}
    assert len(bare) == 30
    for document in first:
        quads = list(parse(document.asserted + document.evidence, format=RdfFormat.N_QUADS))
        assert {quad.graph_name.value for quad in quads} == set(document.graphs)
        assert len(set(quads)) == document.size


def test_a_graph_has_its_size_and_conforms_and_lets_as_much_follow_as_a_true_build(
    folder: Path, generate: ModuleType, mint: Any, tmp_path: Path
) -> None:
    small, large = tmp_path / "small.nq", tmp_path / "large.nq"
    for target, size in ((small, 12_000), (large, 25_000)):
        total, documents = generate.write(target, size, mint)
        lines = target.read_text(encoding="utf-8").splitlines()
        assert len(lines) == total and size <= total < size * 1.1 and documents > 2
    store = graph.open_store(None)
    store.load(parse(path=str(large)))
    graph.close(store)
    assert [finding.focus for finding in graph.check(store).at_least("violation")] == []
    names = store.graphs()
    asserted = sum(store.count(name) for name in names if "/graph/document/" in name)
    follows = sum(store.count(name) for name in names if "/graph/inferred/scale-" in name)
    assert 0.25 < follows / asserted < 0.6  # 0.43 in the true build of all templates


@pytest.mark.long
def test_both_sides_find_the_same(folder: Path, tmp_path: Path) -> None:
    run(folder, "prepare.py", "flat", tmp_path, 5_000)
    ours, reference = (run(folder, "engines.py", side, tmp_path) for side in ("ours", "reference"))
    assert ours["triples"] == reference["triples"] > 5_000
    compared = run(folder, "engines.py", "compare", tmp_path)
    assert compared["common"] > 100
    assert compared["only_owlrl"] == compared["unexplained"] == compared["results_differ"] == 0


@pytest.mark.slow
def test_both_sides_answer_the_same(folder: Path, tmp_path: Path) -> None:
    run(folder, "prepare.py", "closed", tmp_path, 12_000)
    ours, reference = (run(folder, "questions.py", side, tmp_path) for side in ("ours", "reference"))
    answers = [{key: value for key, value in each.items() if "digest" in key} for each in (ours, reference)]
    assert answers[0] == answers[1] and len(answers[0]) == 8
    assert all(ours[key] > 0 for key in ours if key.endswith(" rows"))


@pytest.mark.slow
@pytest.mark.parametrize(("where", "quads"), [("memory", 10_000), pytest.param("disk", 10_000, marks=pytest.mark.long)])
def test_increments_come_to_what_the_whole_comes_to(folder: Path, tmp_path: Path, where: str, quads: int) -> None:
    run(folder, "prepare.py", "spare", tmp_path, quads)
    equal = run(folder, "increments.py", "equal", tmp_path, where, 4)
    assert equal["differing"] == 0, equal["first"]
    measured = run(folder, "increments.py", "small", tmp_path, where, 3)
    assert measured["documents"] == 3 and measured["document_quads"] > 50


@pytest.mark.slow
def test_what_is_loaded_on_disk_is_what_was_written(folder: Path, tmp_path: Path) -> None:
    made, _, asked = (run(folder, "bulk.py", stage, tmp_path, 20_000) for stage in ("make", "load", "ask"))
    assert made["quads"] == asked["quads"] > 20_000


@pytest.mark.long
def test_a_build_of_two_processes_is_that_of_one(folder: Path, tmp_path: Path) -> None:
    one, two = (run(folder, "building.py", tmp_path, 4, jobs) for jobs in (1, 2))
    same = ("documents", "quads", "inferred", "violations")
    assert [one[key] for key in same] == [two[key] for key in same]
    assert one["documents"] == 4 and one["violations"] == 0


def test_the_runner_goes_on_where_it_was_and_lays_out_what_there_is(folder: Path, tmp_path: Path) -> None:
    words = [sys.executable, str(folder / "run.py"), "start", "--starts", "1", "--output", str(tmp_path)]
    for said in ("about 0.2 minutes", "measured already"):
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert done.returncode == 0 and said in done.stderr, done.stderr
        assert "| `ctkg --help` |" in done.stdout
    assert (tmp_path / "figures.md").read_text(encoding="utf-8") == done.stdout.removesuffix("\n")


def test_the_committed_figures_are_those_of_the_tables(folder: Path, repository: Path, tmp_path: Path) -> None:
    if not (folder / "figures" / "figures.md").exists():
        pytest.skip("no figures are committed yet")
    for file in (folder / "figures").glob("*.json"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    words = [sys.executable, str(folder / "run.py"), "--tables", "--output", str(tmp_path)]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 0
    told = (folder / "figures" / "figures.md").read_text(encoding="utf-8")
    assert (tmp_path / "figures.md").read_text(encoding="utf-8") == told
    drawn = (repository / "docs" / "scale.svg").read_text(encoding="utf-8")
    assert (tmp_path / "scale.svg").read_text(encoding="utf-8") == drawn
    assert ET.fromstring(drawn).tag.endswith("svg")


def test_every_query_of_the_library_is_asked(folder: Path, tmp_path: Path) -> None:
    from ctkg.graph import library

    with graph.open_store(tmp_path / "small.store") as store:
        graph.prepare(store, reference=False)
    done = subprocess.run(
        [sys.executable, str(folder / "library.py"), str(tmp_path / "small.store")], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    told = {line.split("|")[1].strip(): line for line in done.stdout.splitlines()[2:]}
    assert sorted(told) == sorted(query.id for query in library.load())
    assert not any("not done" in line for line in told.values())
