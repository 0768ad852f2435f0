"""YAML front matter."""

from __future__ import annotations

import pytest

from ctkg.errors import UnreadableInput
from ctkg.text.read import front_matter


def test_values_are_kept_as_written() -> None:
    stated, body = front_matter.split(
        "---\nlanguage: no\ndate: 2019-11\ntags: [a, b]\nempty:\n---\n\nBody.", name="a.md"
    )
    assert stated.values == {"language": "no", "date": "2019-11", "tags": "a; b", "empty": ""}
    assert stated.lines == {"language": 2, "date": 3, "tags": 4, "empty": 5}
    assert body == "Body."


def test_the_first_stated_key_counts() -> None:
    stated, _ = front_matter.split("---\nurl:\nsource: https://example.org/\n---\nBody.", name="a.md")
    assert stated.get("url", "source") == ("https://example.org/", 3)
    assert stated.get("title") == ("", 0)


def test_a_text_without_front_matter_is_all_body() -> None:
    assert front_matter.split("Words\n---\nmore", name="a.md")[1] == "Words\n---\nmore"


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("---\ntitle: a: b\n---\nBody", 2, 9, "mapping values"),
        ("---\nid: x\ntitle: 'open\n---\nBody", 3, None, "scanning|end of stream"),
        ("---\n- a\n---\nBody", 2, None, "key: value"),
        ("---\nid: a\nid: b\n---\nBody", 3, None, "twice"),
        ("---\nid: a\nBody", 1, None, "not closed"),
        ("---\na: " + "[" * 6000 + "\n---\nBody", 2, None, "nested|not YAML"),
        ("---\na: " + "b" * 70_000 + "\n---\nBody", 1, None, "longer"),
        ("---\na: \x07\n---\nBody", 2, None, "not YAML"),
    ],
)
def test_broken_front_matter_says_where(text: str, line: int, column: int | None, says: str) -> None:
    with pytest.raises(UnreadableInput, match=says) as caught:
        front_matter.split(text, name="a.md")
    assert caught.value.path == "a.md"
    assert caught.value.line is not None and caught.value.line >= line
    if column is not None:
        assert (caught.value.line, caught.value.column) == (line, column)
