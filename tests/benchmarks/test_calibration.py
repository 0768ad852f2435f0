"""The fit of confidence: effects that are there are found, held at zero where little is known, and written as read."""

from __future__ import annotations

import sys
import tomllib
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from ctkg.text.confidence import Model, Signs

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks" / "extraction"


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    monkeypatch.syspath_prepend(str(FOLDER))
    names = ("fitting", "reliability", "calibrate")
    loaded = {name: import_module(name) for name in names}
    for name in names:
        monkeypatch.delitem(sys.modules, name)
    return loaded


def test_a_fit_finds_the_share_of_each_group_and_holds_back_where_it_saw_little(load: dict[str, ModuleType]) -> None:
    fitting = load["fitting"]

    def rows(name: str, right: int, wrong: int) -> list[object]:
        made = {"base": 1.0, name: 1.0}
        return [fitting.Row(features=made, right=float(true)) for true in [True] * right + [False] * wrong]

    data = [*rows("good", 180, 20), *rows("bad", 60, 140), *rows("seen once", 0, 1)]
    fitted = fitting.fit(data, {"base": 0.01, "good": 0.1, "bad": 0.1, "seen once": 5.0}, {})
    shares = {name: fitting.probability(fitted["base"] + fitted[name]) for name in ("good", "bad", "seen once")}
    assert shares["good"] == pytest.approx(0.9, abs=0.02)
    assert shares["bad"] == pytest.approx(0.3, abs=0.02)
    assert 0.3 < shares["seen once"] < 0.9


def test_an_effect_against_its_direction_is_none(load: dict[str, ModuleType]) -> None:
    fitting = load["fitting"]
    rows = [fitting.Row(features={"agree": 1.0}, right=0.0)] * 9 + [fitting.Row(features={"base": 1.0}, right=1.0)] * 9
    assert fitting.fit(rows, {}, {"agree": 1})["agree"] == 0.0
    assert fitting.fit(rows, {}, {})["agree"] < 0


def cases(load: dict[str, ModuleType], relation: str, right: int, wrong: int) -> list[object]:
    told = Signs(relation=relation, rule="a.b", weight=1.0, signs=())
    return [
        load["calibrate"].Case(document=f"d{number}", told=told, right=number < right, learnt=False)
        for number in range(right + wrong)
    ]


def test_what_gold_lacks_is_wrong_only_where_gold_is_complete(load: dict[str, ModuleType]) -> None:
    made = load["calibrate"].rows
    complete = made(cases(load, "organizer", 6, 4), frozenset())
    assert sum(row.right for row in complete) == 6
    themes = made(cases(load, "topic", 6, 4), frozenset())
    assert sum(row.right for row in themes) == pytest.approx(6 / 0.75)


def test_the_threshold_is_where_enough_are_right(load: dict[str, ModuleType]) -> None:
    good, bad = cases(load, "host", 100, 0), cases(load, "host", 0, 30)
    ranked = [(case, 0.97) for case in good] + [(case, 0.92) for case in bad]
    assert load["calibrate"].threshold(ranked) == 0.97
    assert (
        load["calibrate"].threshold([(case, 0.95) for case in good[:20]] * 3 + [(case, 0.93) for case in bad]) == 0.95
    )


def test_the_data_file_reads_back_as_the_model(load: dict[str, ModuleType]) -> None:
    reliability = load["reliability"]
    effects = {"base": 1.0, "weight": 0.5, "rare": -0.2, "learnt": 0.4, "relation host": -0.3, "rule a.b": 0.25,
               "sign side event: roles": -0.7}  # fmt: skip
    model = reliability.model(effects, 0.1, 0.8, 0.93, {"a.b"})
    read = Model(**tomllib.loads(reliability.toml(model, {"documents": 3}))["model"])
    assert read == model
    assert read.base == pytest.approx(0.9) and read.signs["side event: roles"] == pytest.approx(-0.56)


def test_the_page_tells_stated_and_measured(load: dict[str, ModuleType]) -> None:
    reliability = load["reliability"]
    told = [reliability.Told("host", 0.95, number > 1, True) for number in range(100)]
    counts = dict.fromkeys(("documents", "statements", "held_out_documents", "held_out_statements"), 100)
    page = reliability.page(told, counts, "Hundred documents.")
    assert "| 0.95 to 1.00 | 100 | 98 | 0.950 | 0.980 |" in page
    assert "98 of 100 are right: **0.980**" in page and "Hundred documents." in page
