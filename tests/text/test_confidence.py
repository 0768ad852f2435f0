"""Confidence: what is known of a statement, and what is made of it."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

import pytest

from ctkg.model import RELATIONS, Document, Evidence, Source, Span, Statement
from ctkg.model.mention import Entity
from ctkg.text import confidence
from ctkg.text.confidence import ITSELF, Model, Signs, signs
from ctkg.text.extract import Taught, extract
from ctkg.text.learnt import weights

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
    assert {"known", "main event of several", "event without day", "event: "} <= main
    assert {"not known", "side event", "main event: "} <= side


def test_the_words_beside_a_value() -> None:
    body = Entity(kind="organization", label="Organization for Security", names=("OSCE",), type="agency")
    named, dated, elsewhere = known(
        statement("organizer", body, "The OSCE organised a workshop in Vienna on 3 May 2021."),
        statement("event.start", "2021-05-03", "in Vienna on 3 May 2021", stated="3 May 2021"),
        statement("event.country", "AT", "in Vienna"),
    )
    assert {"before: the", "behind: organised", "right behind: organised a", "thing: agency"} <= named
    assert {"before: on", "right before: vienna on"} <= dated
    assert not [sign for sign in elsewhere if sign.startswith(("before", "behind", "right"))]


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


def test_rivals_and_side_events_make_a_statement_less_sure() -> None:
    fitted = confidence.model()

    def told(*names: str) -> float:
        return fitted.odds(Signs(relation="event.start", rule="events.start", weight=2.0, signs=names))

    assert told("rivals") < told()
    assert told("side event") < told()


def test_a_rule_without_an_effect_is_rare_and_its_own_weight_counts() -> None:
    model = Model(weight=0.5, rare=-1.0, rules={"a.known": {ITSELF: 0.5}, "a.plain": {}})
    rules = ("a.known", "a.plain", "a.new")
    odds = [model.odds(Signs(relation="host", rule=rule, weight=2.0, signs=())) for rule in rules]
    assert odds == [1.5, 1.0, 0.0]


def test_a_sign_counts_for_all_for_a_relation_and_for_a_rule() -> None:
    model = Model(
        weight=0.0,
        signs={"title": 1.0},
        relations={"host": {"title": 0.5, ITSELF: 0.25}},
        rules={"a.b": {"title": 2.0}},
    )
    odds = [
        model.odds(Signs(relation=relation, rule=rule, weight=1.0, signs=("title", "lead")))
        for relation, rule in (("host", "a.b"), ("funder", "a.b"), ("host", "a.c"))
    ]
    assert odds == [3.75, 3.0, 1.75]


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
    data = tomllib.loads(file.read_text(encoding="utf-8"))["model"]
    assert data["relations"].keys() <= RELATIONS.keys()
    assert 0.9 <= data["sure"] <= 1 and 0 < data["least"] < 0.5
    code = Path(confidence.__file__).read_text(encoding="utf-8")
    of_some = (sign for kind in ("relations", "rules") for effects in data[kind].values() for sign in effects)
    for sign in {*data["signs"], *of_some} - {ITSELF}:
        name, colon, _ = sign.partition(":")
        assert f'"{name}{colon}' in code, f"{sign} is no sign; run benchmarks/extraction/teach.py"


def test_statements_of_a_text_are_calibrated_and_keep_their_order() -> None:
    document = Document(id="d", source=Source(), text=TEXT)
    every = Taught(pairs=weights.load(), sure=dataclasses.replace(confidence.model(), least=0.0))
    found = extract(document, every)
    assert found
    told = signs(document, found)
    assert [one.confidence for one in found] == [confidence.model().confidence(each) for each in told]


def test_what_is_far_more_likely_wrong_than_right_is_not_told_but_what_an_event_is_and_when() -> None:
    document = Document(id="d", source=Source(), text=TEXT)
    nothing = Taught(pairs=weights.load(), sure=dataclasses.replace(confidence.model(), least=1.0))
    assert {one.predicate for one in extract(document, nothing)} == {"event.type", "event.start"}
    least = confidence.model().least
    rest = [one for one in extract(document) if one.predicate not in {"event.type", "event.start"}]
    assert rest and all(one.confidence >= least for one in rest)
