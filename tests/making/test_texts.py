"""The texts of documents are kept in step with their graphs, unless store or document say otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ctkg
from ctkg import pipeline
from ctkg.errors import UnreadableInput
from ctkg.graph.store import backup
from ctkg.iris import graph, term
from ctkg.making import extract, texts
from ctkg.removal import remove

#: Bodies are real, the events are fictional.
HELD = "VIENNA, 4 March 2021 - The OSCE and UNODC organized a workshop on border security in Tashkent."
MORE = "The weather was fine, which no statement rests on."
OPTIONS = pipeline.Options(reference=False, validation=False)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_comes_back(text: str) -> None:
    assert texts.loads(texts.dumps(text)) == text


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "held.md"
    file.write_text(f"---\ntitle: Ödön's “workshop” 🙂\n---\n{HELD} {MORE}\n", "utf-8")
    return file


def passages(store: ctkg.api.KnowledgeGraph) -> list[tuple[int, int, str]]:
    found = []
    for quad in store.store.quads(graph("evidence", "held")):
        if quad.predicate.value == term("startOffset"):
            said = {q.predicate.value: q.object.value for q in store.store.match(quad.subject)}  # type: ignore[union-attr]
            found.append(tuple(said[term(name)] for name in ("startOffset", "endOffset", "quotationText")))
    return [(int(start), int(end), str(text)) for start, end, text in found]


def test_the_text_is_what_the_offsets_of_its_passages_count(report: Path) -> None:
    with ctkg.open(None) as kg:
        kg.build([report], options=OPTIONS)
        text = texts.text(kg.store, "held")
        assert text == extract(report)[0].text and MORE in text
        found = passages(kg)
        assert found and all(text[start:end] == words for start, end, words in found)
        assert not any(MORE in str(quad) for quad in kg.store.quads())


def test_it_changes_and_goes_with_its_document_and_is_in_a_backup(report: Path, tmp_path: Path) -> None:
    with ctkg.open(tmp_path / "x.store") as kg:
        kg.build([report], options=OPTIONS)
        report.write_text(report.read_text("utf-8").replace("fine", "bad"), "utf-8")
        kg.build([report], options=OPTIONS)
        assert "weather was bad" in texts.text(kg.store, "held")
        kg.backup(tmp_path / "x.backup")
        remove(kg.store, kg.review(by="A. Reader").log, ["held"], by="A. Reader", options=OPTIONS)
        assert kg.store.note(texts.NOTE, "held") is None
    backup.restore(tmp_path / "x.backup", tmp_path / "y.store")
    with ctkg.open(tmp_path / "y.store", read_only=True) as kg:
        assert "weather was bad" in texts.text(kg.store, "held")


def test_a_store_may_keep_none_and_change_its_mind(report: Path) -> None:
    with ctkg.open(None) as kg:
        kg.build([report], options=OPTIONS)
        kg.build([report], options=replace(OPTIONS, texts=False))
        assert not texts.keeps(kg.store) and not kg.store.notes(texts.NOTE)
        kg.build([report], options=OPTIONS)
        assert texts.text(kg.store, "held") == ""
        assert kg.build([report], options=replace(OPTIONS, texts=True)).unchanged == 1
        assert MORE in texts.text(kg.store, "held")


def test_what_was_built_before_texts_were_kept_gets_them_with_the_next_build(report: Path) -> None:
    with ctkg.open(None) as kg:
        kg.build([report], options=OPTIONS)
        kg.store.set_notes(texts.NOTE, {"held": None})
        revision = kg.store.revision()
        kg.build([report], options=OPTIONS)
        assert MORE in texts.text(kg.store, "held") and kg.store.revision() == revision


def test_a_document_may_ask_not_to_be_kept(report: Path) -> None:
    report.write_text(report.read_text("utf-8").replace("---\ntitle", "---\nkeep-text: no\ntitle"), "utf-8")
    with ctkg.open(None) as kg:
        kg.build([report], options=OPTIONS)
        assert kg.store.note(texts.NOTE, "held") == "" and texts.text(kg.store, "held") == ""
        assert passages(kg)
    report.write_text(report.read_text("utf-8").replace("keep-text: no", "keep-text: perhaps"), "utf-8")
    with pytest.raises(UnreadableInput, match="keep-text: 'perhaps' is not yes or no"):
        extract(report)
