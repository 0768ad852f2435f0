"""Markdown: front matter, and plain text without the marks."""

from __future__ import annotations

import hashlib

import pytest

from ctkg.errors import UnreadableInput
from ctkg.model import Document
from ctkg.text.read import read_bytes

FRONT = """---
id: tirana-2021
title: Seminar on border security
date: 2021-05-04
publisher: Fictional Bureau
source: https://example.org/seminar
language: en-gb
licence: CC-BY-4.0
---
"""


def markdown(text: str, name: str = "folder/a report.md") -> Document:
    return read_bytes(text.encode(), name=name)


def test_front_matter_becomes_the_source() -> None:
    document = markdown(FRONT + "\nThe seminar opened on Tuesday.\n")
    assert document.id == "tirana-2021"
    assert document.text == "Seminar on border security\n\nThe seminar opened on Tuesday."
    source = document.source
    assert (source.title, source.published, source.publisher) == (
        "Seminar on border security",
        "2021-05-04",
        "Fictional Bureau",
    )
    assert (source.url, source.licence, source.language) == ("https://example.org/seminar", "CC-BY-4.0", "en-gb")
    assert source.media_type == "text/markdown"
    assert source.sha256 == hashlib.sha256(document.text.encode()).hexdigest()


def test_the_title_stands_once() -> None:
    assert markdown(FRONT + "# Seminar on  border security\n\nIt opened.").text == (
        "Seminar on border security\n\nIt opened."
    )


def test_without_front_matter_the_first_heading_is_the_title_and_the_stem_the_id() -> None:
    document = markdown("# Seminar opens\n\nIt opened today.")
    assert (document.id, document.source.title) == ("a-report", "Seminar opens")
    assert document.text == "Seminar opens\n\nIt opened today."


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("**Bold** and *soft* `code`", "Bold and soft code"),
        (
            "the [OSCE Mission](https://example.org) and <https://example.org/a>",
            "the OSCE Mission and https://example.org/a",
        ),
        ("a line\nthat goes on", "a line that goes on"),
        ("a hard break  \nhere", "a hard break\nhere"),
        ("R&amp;D \\*star\\*", "R&D *star*"),
        ("Topics\n------\n\nText", "Topics\n\nText"),
        ("- one\n- two\n  - deep\n\nText", "- one\n- two\n- deep\n\nText"),
        ("3. three\n4. four", "3. three\n4. four"),
        ("| a | b |\n|---|---|\n| 1 | **2** |", "| a | b |\n| 1 | 2 |"),
        ("> quoted\n> words", "quoted words"),
        ("    indented  words", "indented words"),
        ("<div>Raw <b>words</b><script>x()</script></div>", "Raw words"),
        ("![a map](map.png) shows", "a map shows"),
        ("first <!-- hidden --> last", "first last"),
    ],
)
def test_marks_leave_their_words(written: str, text: str) -> None:
    assert markdown(written).text == text


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("id: two words", "id"),
        ("id: ../up", "id"),
        ("date: 4 May 2021", "date"),
        ("date: 2021-02-30", "date"),
        ("url: the website", "url"),
        ("url: https://example.org/a b", "url"),
        ("language: English language", "language"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_its_line(line: str, key: str) -> None:
    with pytest.raises(UnreadableInput, match=f"front matter: {key}") as caught:
        markdown(f"---\ntitle: x\n{line}\n---\nBody.")
    assert caught.value.line == 3


@pytest.mark.parametrize(
    ("stated", "published"), [("2019", "2019"), ("2019-11", "2019-11"), ("2019-11-19T10:00:00Z", "2019-11-19")]
)
def test_dates_are_as_precise_as_stated(stated: str, published: str) -> None:
    assert markdown(f"---\ndate: {stated}\n---\nBody.").source.published == published


@pytest.mark.parametrize("body", ["", "\n\n", "<!-- nothing -->"])
def test_front_matter_alone_is_no_document(body: str) -> None:
    with pytest.raises(UnreadableInput, match="no text"):
        markdown("---\ntitle: x\n---\n" + body)
