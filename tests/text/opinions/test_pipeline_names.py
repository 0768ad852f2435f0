"""A spaCy pipeline doubts names and proposes speakers; it is a real one, made here, that knows some invented names."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.text.opinions.endpoints import document

from ctkg.errors import UsageError
from ctkg.model import Document, Entity, OpinionTally, Statement
from ctkg.text.extract import extract
from ctkg.text.opinions import consulting
from ctkg.text.opinions.settings import OpinionSettings

spacy = pytest.importorskip("spacy", reason="the extra [model] is not installed")

NAME = "model.en_tiny_names@1.2.3"
NAMES = {
    "Halden Quorum": "ORG",
    "Mara Lindqvist Berg": "PERSON",
    "Centre for Orla Venn": "PERSON",
    "tova": "PERSON",
    "Jonas Ferrow": "PERSON",
}


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a pipeline that finds :data:`NAMES`."""
    made = spacy.blank("en", meta={"name": "tiny_names", "version": "1.2.3"})
    made.add_pipe("entity_ruler").add_patterns([{"label": kind, "pattern": name} for name, kind in NAMES.items()])
    folder = tmp_path_factory.mktemp("pipeline") / "en_tiny_names"
    made.to_disk(folder)
    return folder


def consult(note: Document, pipeline: Path, unknown: str = "") -> tuple[list[Statement], list[Statement], OpinionTally]:
    rules = [one for one in extract(note) if one.predicate != unknown]
    heard = consulting.consult(note, rules, OpinionSettings(model=str(pipeline)))
    return rules, list(heard.statements), heard.tally


def about(statements: list[Statement], name: str) -> list[Statement]:
    return [
        one
        for one in statements
        if any(isinstance(thing, Entity) and thing.label == name for thing in (one.subject, one.object))
    ]


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("said Halden Quorum in Vienna.", "Halden Quorum", "takes Halden Quorum for an organisation"),
        ("Mara Lindqvist said. Mara Lindqvist Berg ran.", "Mara Lindqvist", "reads a longer name: Mara Lindqvist Berg"),
    ],
)  # fmt: skip
def test_a_doubtful_name_lowers_confidence_and_keeps_its_label(
    pipeline: Path, text: str, name: str, reason: str
) -> None:
    rules, after, tally = consult(document(f"“We must act together now and soon,” {text}"), pipeline)
    assert about(rules, name), "the rules do not take this for a person any more; choose another name"
    assert len(rules) == len(after)
    for before, now in zip(rules, after, strict=True):
        assert (now.id, now.object, now.subject) == (before.id, before.object, before.subject)
        if before in about(rules, name):
            assert now.confidence == round(before.confidence * 0.8, 4)
            assert now.doubts == (f"{NAME}: {reason}",)
        else:
            assert now == before
    assert tally.number("doubted") == len(about(rules, name))


def test_a_body_that_is_taken_for_a_person_is_doubted(pipeline: Path) -> None:
    note = document("The workshop in Vienna was organised by the Centre for Orla Venn.")
    rules, after, _ = consult(note, pipeline)
    assert about(rules, "Centre for Orla Venn")
    for now in about(after, "Centre for Orla Venn"):
        assert now.doubts == (f"{NAME}: takes Centre for Orla Venn for a person",)


def test_a_speaker_that_the_rules_missed_fills_the_empty_slot(pipeline: Path) -> None:
    note = document("A workshop on border security took place in Tashkent. The need is great, tova said.")
    rules, after, tally = consult(note, pipeline)
    assert not [one for one in rules if one.predicate == "speaker"]
    assert after == rules and tally.number("dropped: value of the wrong kind") == 1, "a name has a capital letter"
    note = document("A workshop on border security took place in Tashkent. The need is great, Jonas Ferrow said.")
    rules = [one for one in extract(note) if not about([one], "Jonas Ferrow")]
    heard = consulting.consult(note, rules, OpinionSettings(model=str(pipeline)))
    (new,) = [one for one in heard.statements if one not in rules]
    assert isinstance(new.object, Entity)
    assert (new.predicate, new.object.kind, new.object.label) == ("speaker", "person", "Jonas Ferrow")
    assert new.evidence[0].quote == "The need is great, Jonas Ferrow said."
    assert (new.evidence[0].extractor, new.confidence) == (NAME, 0.5)


def test_who_agrees_changes_nothing(pipeline: Path) -> None:
    note = document("A workshop took place in Tashkent. The need is great, Jonas Ferrow said.")
    rules, after, tally = consult(note, pipeline)
    assert after == rules and tally.number("asked") == 1


def test_a_text_in_another_language_is_not_asked_about(pipeline: Path) -> None:
    _, _, tally = consult(document("Un atelier a eu lieu à Vienne.", language="fr"), pipeline)
    assert tally.counts == ((NAME, "not asked: the pipeline is for another language", 1),)


def test_a_pipeline_that_is_none_is_refused_with_the_way_to_one(tmp_path: Path) -> None:
    note = document("A workshop took place in Tashkent.")
    for name in ("no_such_pipeline", str(tmp_path)):
        with pytest.raises(UsageError, match="python -m spacy download"):
            consult(note, Path(name))


def test_a_pipeline_without_names_or_for_another_spacy_is_refused(tmp_path: Path) -> None:
    note = document("A workshop took place in Tashkent.")
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(UsageError, match="gives no names"):
        consult(note, tmp_path / "blank")
    old = spacy.blank("en")
    old.add_pipe("entity_ruler")
    old.to_disk(tmp_path / "old")
    meta = tmp_path / "old" / "meta.json"
    meta.write_text(meta.read_text().replace(old.meta["spacy_version"], ">=2.0.0,<2.1.0"))
    with pytest.warns(UserWarning), pytest.raises(UsageError, match="was made for spaCy"):
        consult(note, tmp_path / "old")
