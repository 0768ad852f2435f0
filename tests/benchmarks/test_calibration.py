"""The fit of confidence: effects that are there are found, held at zero where little is known, and written as read."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ctkg.text import confidence
from ctkg.text.confidence import ITSELF, Signs

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks" / "extraction"


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    monkeypatch.syspath_prepend(str(FOLDER))
    names = ("parts", "reliability", "calibrate")
    loaded = {name: import_module(name) for name in names}
    for name in names:
        monkeypatch.delitem(sys.modules, name)
    return loaded


def test_a_fit_finds_what_is_right_and_holds_back_where_it_saw_little(load: dict[str, ModuleType]) -> None:
    calibrate = load["calibrate"]
    data = [
        *cases(load, "host", 360, 40, "title"),
        *cases(load, "host", 120, 280, "lead"),
        *cases(load, "host", 0, 1, "seen once"),
    ]
    fitted = calibrate.Fit(data)
    chances = {
        sign: calibrate.probability(fitted.odds(cases(load, "host", 1, 0, sign))[0])
        for sign in ("title", "lead", "seen once")
    }
    assert chances["title"] == pytest.approx(0.9, abs=0.03)
    assert chances["lead"] == pytest.approx(0.3, abs=0.03)
    assert chances["lead"] < chances["seen once"] < chances["title"]
    assert not [name for name in fitted.effects() if "seen once" in name]


def cases(load: dict[str, ModuleType], relation: str, right: int, wrong: int, *signs: str) -> list[Any]:
    told = Signs(relation=relation, rule="a.b", weight=1.0, signs=signs)
    return [
        load["calibrate"].Case(document=f"d{number}", told=told, right=number < right)
        for number in range(right + wrong)
    ]


def test_what_gold_lacks_is_wrong_only_where_gold_is_complete(load: dict[str, ModuleType]) -> None:
    rightness = load["calibrate"].rightness
    assert sum(rightness(cases(load, "organizer", 6, 4))) == 6
    assert sum(rightness(cases(load, "topic", 6, 4))) == pytest.approx(6 / 0.75)


def test_the_threshold_is_where_enough_are_surely_right(load: dict[str, ModuleType]) -> None:
    good, bad = cases(load, "host", 400, 0), cases(load, "host", 0, 30)
    ranked = [(case, 0.97) for case in good] + [(case, 0.92) for case in bad]
    threshold = load["calibrate"].threshold
    assert threshold(ranked) == 0.97
    assert threshold([(case, 0.95) for case in good[:20]] * 20 + [(case, 0.93) for case in bad]) == 0.95
    few = [(case, 0.97) for case in good[:80]] + [(case, 0.92) for case in bad]
    assert threshold(few) == 0.97  # none is surely right often enough: the surest tenth
    low, high = load["reliability"].interval(98, 100)
    assert low < 0.98 < high and high - low < 0.1


def test_the_data_file_reads_back_as_the_model(load: dict[str, ModuleType], tmp_path: Path) -> None:
    reliability = load["reliability"]
    effects = {"base": 1.0, "weight": 0.5, "rare": -0.2, f"relation|host|{ITSELF}": -0.3, f"rule|a.b|{ITSELF}": 0.25,
               "sign|side event": -0.7, 'rule|a.b|before: "': 0.5, "relation|host|title": 0.0}  # fmt: skip
    model = reliability.model(effects, 0.1, 0.8, 0.93, 0.33, {"a.b", "a.c"})
    file = tmp_path / "confidence.toml"
    file.write_text(reliability.toml(model, {"documents": 3}), encoding="utf-8")
    assert confidence.read(file) == model
    assert model.base == pytest.approx(0.9) and model.signs == {"side event": pytest.approx(-0.56)}
    assert model.rules == {"a.b": {ITSELF: pytest.approx(0.2), 'before: "': pytest.approx(0.4)}, "a.c": {}}
    assert model.relations == {"host": {ITSELF: pytest.approx(-0.24)}} and model.least == 0.33


def test_parts_are_all_of_a_set_and_stay_as_they_are(load: dict[str, ModuleType]) -> None:
    names = [f"d{number}" for number in range(200)]
    parts = [load["parts"].part(name, 3) for name in names]
    assert {*parts} == {0, 1, 2} and parts == [load["parts"].part(name, 3) for name in names]


def test_the_page_tells_stated_and_measured(load: dict[str, ModuleType]) -> None:
    reliability = load["reliability"]
    told = [reliability.Told("host", 0.95, number > 1, True) for number in range(100)]
    counts = dict.fromkeys(("documents", "statements", "effects"), 100)
    page = reliability.page(told, counts, "Hundred documents.")
    assert "| 0.95 to 1.00 | 100 | 98 | 0.950 | 0.980 |" in page
    assert "98 of 100 are right: **0.980**" in page and "Hundred documents." in page
