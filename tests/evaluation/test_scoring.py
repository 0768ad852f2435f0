"""Verdicts: what is right, wrong, neither, and missed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ctkg.errors import UnreadableInput
from ctkg.evaluation import Figures, Judgement, judge
from ctkg.evaluation import gold as golden
from ctkg.evaluation.predictions import of_row

Facts = list[dict[str, Any]]


def judged(folder: Path, facts: Facts, said: Facts, traps: str = "") -> Judgement:
    (folder / "facts").mkdir(exist_ok=True)
    (folder / "facts" / "d.jsonl").write_text("".join(json.dumps(fact) + "\n" for fact in facts), encoding="utf-8")
    if traps:
        (folder / "traps.tsv").write_text(f"id\trel\twrong_value\tof\twhy\n{traps}\n", encoding="utf-8")
    (gold,) = golden.load(folder)
    return judge(gold, [of_row({"document": "d", "event": "e1", **row}) for row in said])


def words(judgement: Judgement) -> list[str]:
    return [verdict.word for verdict in judgement.verdicts]


def gold(rel: str, value: object, of: str = "e1", **more: object) -> dict[str, Any]:
    return {"rel": rel, "value": value, "of": of, **more}


def said(relation: str, value: object, **more: object) -> dict[str, Any]:
    return {"relation": relation, "value": value, "confidence": 0.95, **more}


def test_right_wrong_and_missed(tmp_path: Path) -> None:
    found = judged(
        tmp_path,
        [gold("organizer", "OSCE"), gold("organizer", "Spain"), gold("host", "Italy", optional=True)],
        [said("organizer", "osce"), said("organizer", "France"), said("host", "Italy"), said("organizer", "The OSCE")],
    )
    # The same words said twice are one statement.
    assert words(found) == ["right", "wrong", "optional"]
    assert [fact.value for fact in found.missed] == ["Spain"]


def test_another_name_of_what_was_found_is_neither_right_nor_wrong(tmp_path: Path) -> None:
    found = judged(
        tmp_path,
        [gold("organizer", "OSCE", aliases=["Organization for Security and Co-operation in Europe"])],
        [said("organizer", "OSCE"), said("organizer", "Organisation for Security and Cooperation in Europe")],
    )
    assert words(found) == ["right", "neither"]


def test_events_are_paired_by_what_they_share_whatever_their_names(tmp_path: Path) -> None:
    facts = [
        gold("event.type", "workshop"), gold("event.place", "Vienna"), gold("organizer", "OSCE"),
        gold("event.type", "attack", "e2"), gold("event.place", "Paris", "e2"),
    ]  # fmt: skip
    given = [
        said("event.type", "attack", event="first"), said("event.place", "Paris", event="first"),
        said("event.type", "workshop", event="other"), said("organizer", "OSCE", event="first"),
    ]  # fmt: skip
    found = judged(tmp_path, facts, given)
    assert words(found) == ["right", "right", "right", "wrong"]
    assert found.verdicts[3].elsewhere
    assert {fact.value for fact in found.missed} == {"Vienna", "OSCE"}


def test_the_end_of_a_one_day_event_may_be_said_or_left_out(tmp_path: Path) -> None:
    start = gold("event.start", "2021-05-03")
    one = said("event.start", "2021-05-03")
    same = said("event.end", "2021-05-03")
    assert words(judged(tmp_path, [start], [one, same])) == ["right", "neither"]
    left_out = judged(tmp_path, [start, gold("event.end", "2021-05-03")], [one])
    assert not left_out.missed and len(left_out.asked) == 1


def test_a_date_without_year_agrees_with_any_year(tmp_path: Path) -> None:
    assert words(judged(tmp_path, [gold("event.start", "--05-03")], [said("event.start", "2021-05-03")])) == ["right"]
    assert words(judged(tmp_path, [gold("event.start", "2020-05-03")], [said("event.start", "2021-05-03")])) == [
        "wrong"
    ]


def test_counts_agree_in_number_and_in_what_is_counted(tmp_path: Path) -> None:
    facts = [gold("participant.count", 40, "experts", event="e1", approx="over")]
    found = judged(tmp_path, facts, [said("participant.count", 40, of="participants", approx=True)])
    assert words(found) == ["right"]
    figures = Figures()
    figures.add(found)
    assert figures.approx == 0.0
    assert words(judged(tmp_path, facts, [said("participant.count", 40, of="ships")])) == ["wrong"]


def test_a_role_finds_its_instrument_by_any_name_that_text_or_gold_gives(tmp_path: Path) -> None:
    facts = [
        gold("instrument", "UNSCR 2341", aliases=["resolution on infrastructure"]),
        gold("instrument.role", "implemented", "UNSCR 2341"),
    ]
    given = [
        said("instrument", "resolution on infrastructure", labels=["UNSCR 2341", "the Resolution of 2017"]),
        said("instrument.role", "implemented", of="Resolution of 2017"),
    ]
    assert words(judged(tmp_path, facts, given)) == ["right", "right"]


def test_relations_that_nobody_annotated_are_left_out(tmp_path: Path) -> None:
    facts = [{"rel": "_skip", "value": "organizer"}, gold("host", "Italy")]
    found = judged(tmp_path, facts, [said("organizer", "OSCE"), said("host", "Italy")])
    assert words(found) == ["right"]


def test_a_trap_is_sprung_at_its_event_only(tmp_path: Path) -> None:
    facts = [gold("event.type", "workshop"), gold("event.place", "Vienna"), gold("event.place", "Astana", "e2")]
    trap = "d\tevent.place\tAstana\te1\tdateline"
    event = said("event.type", "workshop")
    assert judged(tmp_path, facts, [event, said("event.place", "Astana")], trap).trapped
    apart = judged(tmp_path, facts, [event, said("event.place", "Astana", event="e9")], trap)
    assert len(apart.traps) == 1 and not apart.trapped


def test_only_some_relations(tmp_path: Path) -> None:
    found = judged(tmp_path, [gold("host", "Italy"), gold("funder", "Spain")], [said("funder", "France")])
    part = found.only({"host"})
    assert (words(part), len(part.asked)) == ([], 1)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "not JSON"),
        ("[1]", "JSON object"),
        ('{"rel": "organiser", "value": "x"}', "organiser"),
        ('{"rel": "organizer"}', "value"),
        ('{"rel": "organizer", "value": "x", "alias": "y"}', "alias"),
        ('{"rel": "state.count", "value": "many"}', "many"),
    ],
)
def test_gold_that_is_not_gold_is_told_with_its_line(tmp_path: Path, line: str, complaint: str) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "d.jsonl").write_text(f'{{"rel": "host", "value": "Italy"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(UnreadableInput) as error:
        golden.load(tmp_path)
    assert (error.value.line, complaint in error.value.message) == (2, True)


def test_a_trap_without_its_event_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as error:
        judged(tmp_path, [gold("host", "Italy")], [], "d\thost\tSpain")
    assert error.value.line == 2
