"""Passages and sentences."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctkg.model import Document, Source
from ctkg.text import segment


def document(text: str) -> Document:
    return Document(id="d", source=Source(), text=text)


def sentences(text: str) -> list[str]:
    it = document(text)
    return [it.slice(sentence.span) for sentence in segment.sentences(it, segment.passages(it))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. A. B. Cord spoke. Ms. Dell left.", 2),
        ("The U.S. Department of Energy met St. John's police. It closed.", 2),
        ("See No. 4 of 2017. It was good.", 2),
        ("“We came. We saw.” They left.", 2),
        ("“We came. We saw,” said Ms. Dell. She left.", 2),
        ("“A “soft” target. And more,” he said.", 1),
        ("He asked “why?” and left.", 1),
        ("It ended on 4 May. The next one follows.", 2),
        ("They met at 5 p.m. in Lumport.", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count, sentences(text)


def test_kinds_of_passages() -> None:
    text = "A workshop\n\nIt opened today.\n\nWhat follows\n\n- one item\n- another\n\n| a | b |\n\nThe end came."
    it = document(text)
    kinds = [passage.kind for passage in segment.passages(it)]
    assert kinds == ["title", "paragraph", "heading", "item", "item", "row", "paragraph"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = "Title of it\n\nThe workshop that was held in the port of Lumport\nof pilots ended with a visit.\n"
    assert [len(sentences(text)), sentences(text)[1].endswith("visit.")] == [2, True]


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=400) | st.text(alphabet="Ab. \"“”'\n!?-,1", max_size=400)
)
def test_any_text_is_covered_and_cut_in_order(text: str) -> None:
    it = document(text)
    passages = segment.passages(it)
    covered = {offset for passage in passages for offset in range(passage.span.start, passage.span.end)}
    assert all(character.isspace() for offset, character in enumerate(text) if offset not in covered)
    cut = segment.sentences(it, passages)
    for left, right in itertools.pairwise(cut):
        assert left.span.end <= right.span.start
    assert all(any(passage.span.covers(sentence.span) for passage in passages) for sentence in cut)
