"""Confidence: what is known of a statement, and what is made of it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ctkg.model import RELATIONS, Document, Evidence, Source, Span, Statement
from ctkg.model.mention import Entity
from ctkg.text import confidence
from ctkg.text.confidence import Model, Signs, signs
from ctkg.text.extract import extract

SAID = "We want the ministries of all our partner States to share what they know of forged documents."
TEXT = f"""Workshop on border security opens in Vienna

The OSCE organised a workshop in Vienna on 3 May 2021. Maria Lindqvist, director of the Border Agency, said: "{SAID}"
"""
EVENT = Entity(kind="event", label="e1")


def statement(relation: str, value: str | int | Entity, words: str, rule: str = "a.b", **more: object) -> Statement:
    start = TEXT.index(words)
    evidence = Evidence(document="d", span=Span(start, start + len(words)), quote=words, extractor=rule, score=0.9)
    given: dict[str, object] = {"event": "e1", "confidence": 0.9, "evidence": (evidence,), **more}
    return Statement(subject=EVENT, predicate=relation, object=value, **given)  # type: ignore[arg-type]


def known(*statements: Statement) -> list[set[str]]:
    document = Document(id="d", source=Source(), text=TEXT)
    return [set(one.signs) for one in signs(document, statements)]


def test_where_a_statement_stands() -> None:
    title, lead, speech = known(
        statement("topic", "border security", "Workshop on border security"),
        statement("organizer", "OSCE", "The OSCE organised a workshop in Vienna on 3 May 2021."),
        statement("topic", "forged documents", "forged documents"),
    )
    assert {"title", "few words"} <= title and "in speech" not in title
    assert "lead" in lead and "title" not in lead
    assert "in speech" in speech


def test_rivals_are_other_values_for_what_has_one() -> None:
    found = known(
        statement("event.start", "2021-05-03", "3 May 2021"),
        statement("event.start", "2021-05-04", "3 May 2021"),
        statement("organizer", "OSCE", "The OSCE"),
        statement("organizer", "UN", "The OSCE"),
        statement("participant.count", 3, "partner", counted="States"),
        statement("participant.count", 4, "partner", counted="ministries"),
    )
    assert ["rivals" in each for each in found] == [True, True, False, False, False, False]


def test_events_and_things() -> None:
    body = Entity(kind="organization", label="OSCE", reference="osce")
    main, side = known(
        statement("organizer", body, "The OSCE"),
        statement("organizer", Entity(kind="organization", label="Border Agency"), "Border Agency", event="e2"),
    )
    assert {"known", "main event of several", "main event of several: roles", "event without day"} <= main
    assert {"not known", "side event", "side event: roles"} <= side


def test_how_fine_a_value_is_and_where_its_event_is_told() -> None:
    person, surname = (Entity(kind="person", label=name) for name in ("Maria Lindqvist", "Lindqvist"))
    found = known(
        statement("event.type", "workshop", "The OSCE organised a workshop in Vienna on 3 May 2021."),
        statement("event.type", "workshop", "border security", event="e2"),
        statement("event.start", "2021-05-03", "3 May 2021"),
        statement("event.start", "2021-05", "border security", event="e2"),
        statement("event.country", "AT", "Maria Lindqvist"),
        statement("speaker", person, "Maria Lindqvist"),
        statement("speaker", surname, "Lindqvist"),
    )
    assert all("several of its type" in each for each in found[:5])
    assert {"day", "beside its event"} <= found[2] and {"month only", "beside its event"} <= found[3]
    assert "away from its event" in found[4] and "day" not in found[4]
    assert "whole name" in found[5] and "one name" in found[6]


def test_two_rules_that_agree_make_a_statement_surer_and_rivals_less_sure() -> None:
    fitted = confidence.model()
    plain = Signs(relation="organizer", rule="roles.organizer-passive", weight=2.0, signs=())

    def told(*names: str) -> float:
        return fitted.odds(Signs(relation=plain.relation, rule=plain.rule, weight=plain.weight, signs=names))

    assert told("rules agree") >= told() >= told("rivals")
    assert told("side event") <= told()


def test_a_rule_without_an_effect_is_rare_and_its_own_weight_counts() -> None:
    model = Model(weight=0.5, rare=-1.0, rules={"a.known": 0.5})
    odds = [model.odds(Signs(relation="host", rule=rule, weight=2.0, signs=())) for rule in ("a.known", "a.new")]
    assert odds == [1.5, 0.0]


@pytest.mark.parametrize(
    ("chance", "stated"), [(0.5, 0.5), (0.8, 0.8), (0.9, 0.86), (0.949, 0.89), (0.96, 0.96), (1.0, 0.99)]
)
def test_what_does_not_reach_the_threshold_is_not_sure(chance: float, stated: float) -> None:
    assert Model(sure=0.95).stated(chance) == stated


def test_stated_confidence_never_falls_while_the_probability_grows() -> None:
    stated = [Model(sure=0.93).stated(number / 1000) for number in range(1001)]
    assert stated == sorted(stated) and stated[0] > 0 and stated[-1] < 1


def test_the_data_name_relations_and_signs_that_exist(repository: Path) -> None:
    file = repository / "data" / "patterns" / "confidence.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    assert data["model"]["relations"].keys() <= RELATIONS.keys()
    assert 0.9 <= data["model"]["sure"] <= 1
    code = Path(confidence.__file__).read_text(encoding="utf-8")
    for sign in data["model"]["signs"]:
        assert f'"{sign.partition(":")[0]}' in code, f"{sign} is no sign; run benchmarks/extraction/calibrate.py"


def test_statements_of_a_text_are_calibrated_and_keep_their_order() -> None:
    document = Document(id="d", source=Source(), text=TEXT)
    found = extract(document)
    assert found
    told = signs(document, found)
    assert [one.confidence for one in found] == [confidence.model().confidence(each) for each in told]
