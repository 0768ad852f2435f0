"""Answers of the competency questions on small worlds, judged by rows that were made by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
FILES = sorted((HERE / "expected").glob("*.tsv"))
SMALL = [file for file in FILES if "\n# data: \n" not in file.read_text(encoding="utf-8")]
IDS = [f"CQ{number:02}" for number in range(1, 61)]

Ask = Callable[..., set[tuple[str, ...]]]


@pytest.fixture
def expected(request: pytest.FixtureRequest, load_expected: Callable[[Path], Any]) -> Any:
    return load_expected(request.param)


def test_every_question_has_rows_or_a_table_to_judge_it() -> None:
    judged = {file.name[:4] for file in SMALL}
    tables = (HERE / "test_tables.py").read_text(encoding="utf-8")
    assert [name for name in IDS if name not in judged and f'"{name}"' not in tables] == []


@pytest.mark.parametrize("expected", SMALL, indirect=True, ids=lambda file: file.stem)
def test_answer(expected: Any, ask: Ask) -> None:
    assert ask(expected.data, expected.query, expected.columns, expected.params) == expected.rows


@pytest.mark.parametrize("expected", SMALL, indirect=True, ids=lambda file: file.stem)
def test_answer_in_rdflib(expected: Any, ask_rdflib: Ask) -> None:
    assert ask_rdflib(expected.data, expected.query, expected.columns, expected.params) == expected.rows


#: Questions whose answer needs what follows from the statements.
NEED_INFERENCE = tuple(
    f"CQ{number:02}" for number in (1, 7, 9, 11, 12, 14, 15, 23, 24, 26, 27, 28, 29, 34, 35, 37, 39, 42, 47, 54, 60)
)


@pytest.mark.parametrize("name", NEED_INFERENCE)
def test_answer_differs_without_inference(name: str, ask: Ask) -> None:
    whole, stated = ask("events", name), ask("events", name, inference=False)
    assert whole != stated
    assert whole, "an answer that is empty either way shows nothing"


@pytest.mark.parametrize("name", ["CQ02", "CQ03", "CQ04", "CQ10", "CQ13", "CQ46", "CQ48", "CQ58"])
def test_what_is_stated_does_not_need_inference(name: str, ask: Ask) -> None:
    assert ask("events", name) == ask("events", name, inference=False) != set()


def test_chain_of_units_is_nothing_without_inference(ask: Ask) -> None:
    assert ask("events", "CQ09", inference=False) == set()
    assert len(ask("events", "CQ09")) == 3
