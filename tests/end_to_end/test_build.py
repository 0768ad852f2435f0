"""The demo build: the same bytes always, nothing that the shapes forbid, every fact a claim and every claim a fact."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ctkg as package

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_bytes_depend_on_nothing_but_the_documents(ctkg: Run, demo: Path, repository: Path, tmp_path: Path) -> None:
    """Neither on order, hash seed, locale or time zone, nor on what the store held before."""
    variables = {"PYTHONHASHSEED": "4242", "TZ": "America/Lima", "LC_ALL": "C"}
    files = sorted((repository / "data" / "documents").glob("*.md"))
    random.Random(4242).shuffle(files)
    assert ctkg("build", *files[:5], cwd=tmp_path).returncode == 0
    done = ctkg("build", *files, "-o", "again.nq", cwd=tmp_path, **variables)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "again.nq").read_bytes() == (demo / "demo.nq").read_bytes()


def test_no_violation(ctkg: Run, demo: Path) -> None:
    done = ctkg("validate", "--severity", "violation", "-f", "json", cwd=demo)
    assert done.returncode == 0, done.stdout[:2000]


@pytest.fixture(scope="module")
def stated(ctkg: Run, demo: Path, repository: Path) -> list[dict[str, Any]]:
    """What ``ctkg facts`` says of the demo's documents."""
    done = ctkg("facts", repository / "data" / "documents", "-f", "jsonl", cwd=demo)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_facts_of_the_text_and_claims_of_the_graph_are_the_same(demo: Path, stated: list[dict[str, Any]]) -> None:
    with package.open(demo / "ctkg.store", read_only=True) as kg:
        claimed = list(kg.facts())
    assert len(stated) > 500
    assert sorted(map(_plain, stated)) == sorted(map(_plain, claimed))


def _plain(row: dict[str, Any]) -> str:
    """A row as text; the order of names and of passages says nothing."""
    names, passages = sorted(row.get("labels", [])), sorted(row["evidence"], key=lambda e: (e["start"], e["end"]))
    return json.dumps({**row, "labels": names, "evidence": passages}, sort_keys=True, ensure_ascii=False)


def test_every_fact_has_evidence_that_stands_in_the_text(stated: list[dict[str, Any]], repository: Path) -> None:
    from ctkg.text.read import read

    texts = {path.stem: read(path).text for path in (repository / "data" / "documents").glob("*.md")}
    for row in stated:
        assert row["evidence"], row
        for part in row["evidence"]:
            assert texts[row["document"]][part["start"] : part["end"]] == part["text"]


def test_a_graph_without_reference_is_judged_with_it(ctkg: Run, repository: Path, tmp_path: Path) -> None:
    files = sorted((repository / "data" / "documents").glob("osce-*.md"))[:4]
    done = ctkg("build", *files, "--no-reference", "-o", "few.nq", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "graph/reference" not in (tmp_path / "few.nq").read_text(encoding="utf-8")
    assert ctkg("validate", cwd=tmp_path).returncode == 0
