"""What weights add to the statements of rules, and what they take away."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctkg import resources
from ctkg.errors import ResourceError
from ctkg.model import RELATIONS, Document, Source, Statement
from ctkg.text import extract
from ctkg.text.learnt import candidates, deciding, pairs, people, weights
from ctkg.text.learnt.weights import Weights

TEXT = (
    "A seminar on harbour safety was held in Riga on 3 May 2021. Malta liked the seminar. Togo left it on 4 May 2021."
)


def model(
    words: Mapping[str, Mapping[str, float]],
    second: Mapping[str, float],
    add: Mapping[str, float] | None = None,
    drop: Mapping[str, float] | None = None,
    bias: float = -2.0,
) -> Weights:
    relations = ["organizer", "event.country", "event.start", "event.place"]
    held = {
        "relations": relations,
        "bias": dict.fromkeys(relations, bias),
        "words": {
            name: {str(relations.index(relation)): weight for relation, weight in each.items()}
            for name, each in words.items()
        },
        "second": dict(second),
        "add": dict(add or {}),
        "drop": dict(drop or {}),
    }
    return weights.of(held)


def decided(held: Weights, text: str = TEXT) -> tuple[list[Statement], list[Statement]]:
    told = extract.by_rules(Document(id="d", source=Source(), text=text))
    return told.statements, deciding.decide(told.reading, told.events, told.statements, held)


LIKED = {"<liked": {"organizer": 4.0}}


def test_what_is_likely_is_added_with_its_sentence() -> None:
    before, after = decided(model(LIKED, {"odds new": 1.0}, {"organizer": 0.8}))
    (new,) = [one for one in after if one not in before]
    assert (new.predicate, new.event, getattr(new.object, "label", "")) == ("organizer", "e1", "Malta")
    assert "Government of Malta" in new.object.names  # type: ignore[union-attr]
    (evidence,) = new.evidence
    assert evidence.quote == "Malta liked the seminar."
    assert evidence.extractor == "learnt.organizer"
    assert new.confidence == evidence.score == pytest.approx(0.88, abs=0.01)


def test_what_is_less_likely_than_asked_is_not() -> None:
    before, after = decided(model(LIKED, {"odds new": 1.0}, {"organizer": 0.9}))
    assert after == before
    before, after = decided(model(LIKED, {"odds new": 1.0}))
    assert after == before


def test_what_the_words_speak_against_is_not_said_whatever_stands_beside_it() -> None:
    before, after = decided(model({}, {"new organizer": 9.0}, {"organizer": 0.5}, bias=-5.0))
    assert after == before


def test_what_is_unlikely_is_dropped_and_nothing_else() -> None:
    before, after = decided(model({}, {"said event.country": -3.0}, drop={"event.country": 0.3}))
    assert {one.predicate for one in before if one not in after} == {"event.country"}
    assert [one for one in after if one not in before] == []


def test_the_parent_of_a_unit_is_not_added_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    parent = model({"<c<organization> EVENT": {"organizer": 0.0}}, {"new organizer": 3.0}, {"organizer": 0.5}, bias=0.0)
    monkeypatch.setattr(weights, "load", lambda: parent)
    text = "OSCE seminar on ports\n\nThe OSCE Transnational Threats Department organized a seminar in Riga. Malta came."
    said = {
        getattr(one.object, "reference", "")
        for one in extract.extract(Document(id="d", source=Source(), text=text))
        if one.predicate == "organizer"
    }
    assert "osce-tntd" in said and "osce" not in said and len(said) > 1


def test_of_relations_that_are_not_sought_only_what_rules_say_is_judged() -> None:
    before, after = decided(model({}, {"new event.start": 9.0, "new": 9.0}, {"event.start": 0.5}, bias=0.0))
    assert after == before
    told = extract.by_rules(Document(id="d", source=Source(), text=TEXT))
    found = pairs.find(people.named(told.reading), told.events, dict.fromkeys(()).get, dict.fromkeys(()).get)
    said = {candidates.place(one) for one in told.statements}
    relations = {one.relation for one in candidates.of(found, said) if one.place not in said}
    assert relations and relations <= candidates.SOUGHT


def test_the_weights_that_ctkg_brings_are_of_relations_that_there_are() -> None:
    held = weights.load()
    judged = held.columns.keys() | held.add.keys() | held.drop.keys()
    assert judged <= {relation for each in candidates.RELATIONS.values() for relation in each} <= RELATIONS.keys()
    assert held.add and held.words and all(0.4 <= bound <= 1 for bound in held.add.values())
    assert {len(column) for column in held.columns.values()} == {len(held.words)}


@pytest.mark.parametrize("text", ["", "[]", '{"relations": []}', '{"relations": ["a"], "words": {"b": {"3": 1}}}'])
def test_a_file_that_holds_no_weights_says_so(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "pairs.json"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(resources, "path", lambda *parts: file)
    weights.load.cache_clear()
    try:
        with pytest.raises(ResourceError, match="not the weights of pairs"):
            weights.load()
    finally:
        weights.load.cache_clear()


def test_the_shipped_file_is_sorted_and_says_what_it_was_made_of() -> None:
    held = json.loads(resources.path("data", "patterns", "pairs.json").read_text(encoding="utf-8"))
    assert list(held["words"]) == sorted(held["words"])
    assert 0 < held["made"]["clean_documents"] < held["made"]["documents"]


def _words() -> Iterator[str]:
    yield from ("Malta", "Togo", "Europol", "the OSCE", "Riga", "on 3 May 2021", "a seminar", "the seminar", "and", ",")
    yield from ("organized", "was held", "in", "by", "attended", ".", "\n\n", "for officers of", "an attack", "will")


@settings(deadline=None)
@given(st.lists(st.sampled_from(list(_words())), max_size=60).map(" ".join))
def test_whatever_the_text_evidence_is_verbatim_and_the_answer_the_same_again(text: str) -> None:
    document = Document(id="d", source=Source(), text=text)
    told = extract.by_rules(document)
    bold = model({}, {"new": 2.0}, dict.fromkeys(candidates.SOUGHT, 0.5), bias=0.0)
    after = deciding.decide(told.reading, told.events, told.statements, bold)
    assert after == deciding.decide(told.reading, told.events, told.statements, bold)
    for one in after:
        for evidence in one.evidence:
            assert evidence.span is None or document.slice(evidence.span) == evidence.quote
