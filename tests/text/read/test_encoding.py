"""Bytes to text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctkg.errors import UnreadableInput
from ctkg.text.read import encoding


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_says_the_encoding(codec: str) -> None:
    assert encoding.decode("Алматы: café\r\nдень".encode(codec), name="a.txt") == "Алматы: café\nдень"


def test_text_is_nfc_with_lf_line_ends() -> None:
    assert encoding.decode("Cafe\u0301\rone\r\ntwo\x0cthree".encode(), name="a.txt") == "Café\none\ntwo\nthree"


@pytest.mark.parametrize(("data", "says"), [(b"", "empty"), (b" \n\t ", "empty"), ("\u3000".encode(), "white space")])
def test_nothing_to_read(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableInput, match=says):
        encoding.decode(data, name="a.txt")


@pytest.mark.parametrize("data", [b"\x7fELF\x02\x01\x01\0\0\0", b"word\x01\x02\x03\x04word"])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match="not a text file"):
        encoding.decode(data, name="a.txt")


def test_one_stray_control_character_becomes_a_space() -> None:
    assert encoding.decode(b"ten\x08 experts", name="a.txt") == "ten  experts"


@pytest.mark.parametrize(
    ("text", "codec", "line", "column", "hint"),
    [
        ("one\ncafé", "windows-1252", 2, 4, "WINDOWS-1252"),
        ("по-русски", "windows-1251", 1, 1, "WINDOWS-1251"),
    ],
)
def test_another_encoding_is_named_with_line_and_column(
    text: str, codec: str, line: int, column: int, hint: str
) -> None:
    with pytest.raises(UnreadableInput, match=hint) as caught:
        encoding.decode(text.encode(codec), name="a.txt")
    assert (caught.value.path, caught.value.line, caught.value.column) == ("a.txt", line, column)


@pytest.mark.parametrize("declared", ["hex", "idna", "unicode_escape", "no-such", "undefined"])
def test_a_declared_encoding_must_be_one_of_text_files(declared: str) -> None:
    with pytest.raises(UnreadableInput, match="unknown encoding"):
        encoding.decode(b"words", name="a.html", declared=declared)


@given(st.text())
def test_normalising_is_idempotent_and_nfc(text: str) -> None:
    try:
        once = encoding.normalise(text, name="a.txt")
    except UnreadableInput:
        return
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
    assert encoding.normalise(once, name="a.txt") == once.removeprefix("\ufeff")


@given(st.text(alphabet="ab\n"), st.integers(min_value=0, max_value=30))
def test_position_counts_from_one(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    line, column = encoding.position(text, offset)
    assert sum(len(part) + 1 for part in text.split("\n")[: line - 1]) + column - 1 == offset
