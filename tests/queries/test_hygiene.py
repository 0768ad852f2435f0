"""Hygiene queries: each finds the fault that is planted for it, and nothing where all is well."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from ctkg.graph.store import Store

HERE = Path(__file__).resolve().parent
QUERIES = sorted((HERE.parent.parent / "queries" / "hygiene").glob("*.rq"))
Ask = Callable[..., set[tuple[str, ...]]]


@pytest.mark.parametrize("file", QUERIES, ids=lambda file: file.stem)
def test_finds_its_planted_fault(file: Path, fault: Callable[[str], Store], ask_of: Ask) -> None:
    planted = (HERE / "fixtures" / "faults" / f"{file.stem}.trig").read_text(encoding="utf-8")
    wanted = re.search(r"^# finds: (.+)$", planted, re.MULTILINE)
    assert wanted
    found = {row[0] for row in ask_of(fault(file.stem), file.stem, ("focus",))}
    assert found == set(wanted[1].split())


@pytest.mark.parametrize("file", QUERIES, ids=lambda file: file.stem)
def test_finds_nothing_where_all_is_well(file: Path, ask: Ask, ask_rdflib: Ask) -> None:
    if file.stem == "duplicate-label":
        # Two EU regulations on precursors really bear the same title: one repealed the other.
        pair = ("id:instrument/eu-reg-2019-1148", "id:instrument/eu-reg-98-2013")
        assert ask("events", file.stem, ("focus", "other")) == {pair}
        return
    assert ask("events", file.stem) == set()
    assert ask_rdflib("events", file.stem) == set()


def test_every_fault_has_its_query() -> None:
    faults = {file.stem for file in (HERE / "fixtures" / "faults").glob("*.trig")}
    assert faults == {file.stem for file in QUERIES}


def test_faults_say_that_they_are_fiction() -> None:
    for file in (HERE / "fixtures").rglob("*.trig"):
        text = file.read_text(encoding="utf-8")
        if file.parent.name == "faults" or file.stem == "fiction":
            assert text.startswith("# FICTION"), file.name
