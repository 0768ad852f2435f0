"""YAML is taken as it is written, and what a form has no use for is refused with its place."""

from __future__ import annotations

import pytest

from ctkg import forms
from ctkg.errors import UnreadableInput
from ctkg.forms import Filled, yaml_form

HEAD = "id: entry\nkind: meeting\ntitle: Fictional\nstart: 2019\norganizers: OSCE\nsource: {title: Fictional}\n"


def read(text: str) -> Filled:
    (entry,) = forms.read(text.encode(), name="form", form="yaml")
    return entry


@pytest.mark.parametrize(
    ("line", "iri"),
    [
        ("country: NO", "territory/NO"),  # no is false in YAML 1.1
        ("country: no", ""),
        ("hosts: [NO, KZ]", "participation/entry/1/host/state.NO"),
        ("refers_to: S/RES/2341 (2017)", "instrument/unscr-2341"),
    ],
)
def test_words_that_yaml_has_other_uses_for_stay_words(line: str, iri: str) -> None:
    entry = read(f"{HEAD}{line}\n")
    said = {str(getattr(quad.object, "value", "")) for quad in entry.quads}
    assert any(each.endswith(f"/id/{iri}") for each in said) if iri else entry.problems


def test_a_title_that_looks_like_a_number_is_a_title() -> None:
    assert read(HEAD.replace("title: Fictional\n", "title: 2019\n", 1)).problems == ()


def test_a_quoted_empty_value_and_a_tilde_state_nothing() -> None:
    assert read(f"{HEAD}days: ~\ncountry: ''\npartners: []\nquotes: [{{}}]\n").problems == ()


def test_several_entries_are_parted_by_a_line() -> None:
    second = HEAD.replace("id: entry", "id: other")
    found = forms.read(f"---\n{HEAD}---\n{second}---\n".encode(), name="form", form="yaml")
    assert [(entry.id, entry.spot.line, entry.problems) for entry in found] == [("entry", 2, ()), ("other", 9, ())]


def test_columns_count_characters_and_lines_count_every_line_end() -> None:
    text = HEAD.replace("title: Fictional", "title: Fictional é𝄞", 1) + "partners: [UNODC, 𝄞, UNOCD]\r\n"
    first, second = read(text.replace("\n", "\r\n").replace("\r\r", "\r")).problems
    assert [(each.line, each.column, each.field) for each in (first, second)] == [
        (7, 19, "partners"),
        (7, 22, "partners"),
    ]


_NO_KEY = "a name is expected before the colon; put text with a colon, a brace or a bracket in quotation marks"
_NO_ALIAS = "anchors and aliases (& and *) are not taken; write the value out, or put it in quotation marks"
_NO_TAG = "tags (!) are not taken; write the value alone, or put it in quotation marks"
_OPEN = "this is not YAML: ] is missing; look at what begins in line 1"
_COLON = (
    "a colon where none is expected; put a value that holds one in quotation marks, and write a space behind each name "
    "and colon"
)
_BEHIND = "text behind a value that has ended; put the whole value in marks ', and write each ' within it twice"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "form: nothing in here; write a form with: ctkg new KIND"),
        ("# a comment\n", "form: nothing in here; write a form with: ctkg new KIND"),
        ("- a\n- b\n", "form:1:1: an entry is lines of name: value; write a form with: ctkg new KIND"),
        ("a: &x 1\nb: *x\n", f"form:1:4: {_NO_ALIAS}"),
        ("a: !!python/name:os.system 1\n", f"form:1:4: {_NO_TAG}"),
        ("<<: {a: 1}\n", f"form:1:1: {_NO_KEY}"),
        ("{a: 1}: b\n", f"form:1:1: {_NO_KEY}"),
        ("a: b: c\n", f"form:1:5: this is not YAML: {_COLON}"),
        ("a:\n\t- b\n", "form:2:1: this is not YAML: a tab; write spaces in its place"),
        ("a: @b\n", "form:1:4: this is not YAML: a value cannot begin with @; put it in quotation marks"),
        ('a: "b\n', "form:2:1: this is not YAML: a quotation mark is not closed; look at what begins in line 1"),
        ('a: "b" c\n', f"form:1:8: this is not YAML: {_BEHIND}"),
        ("a: - b\n", "form:1:4: this is not YAML: a list begins on a line of its own, below the name of its field"),
        ("a: |x\n", "form:1:5: this is not YAML: expected chomping or indentation indicators, but found 'x'"),
        ('a: "\\ud800"\n', "form:1:4: a control character, U+D800; take it out"),
        ('a: "\\0"\n', "form:1:4: a control character, U+0000; take it out"),
        ('a: "\\UFFFFFFFF"\n', "form: this is not YAML: \\U with a number that no character has"),
        ("a: [b\n", f"form:2:1: {_OPEN}"),
        ("a: b\x00\n", "form:1:5: a control character, U+0000; take it out"),
        (f"a: {'[' * 40}\n", "form:1:19: nested too deeply for a form"),
    ],
)
def test_what_is_no_form_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(UnreadableInput) as error:
        forms.read(text.encode(), name="form", form="yaml")
    assert str(error.value) == message


def test_what_is_not_utf8_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableInput, match="form:2: this is not UTF-8; save the file as UTF-8"):
        forms.read(b"id: a\ntitle: caf\xe9\n", name="form", form="yaml")


def test_a_form_has_a_size_and_so_has_a_text() -> None:
    with pytest.raises(UnreadableInput, match="the form is larger than 8 MB; give large files as CSV"):
        forms.read(b"a" * (yaml_form.LIMIT + 1), name="form", form="yaml")
    (problem,) = read(HEAD.replace("title: Fictional\n", f"title: {'x' * 100_000}\n", 1)).problems
    assert (problem.line, problem.message) == (3, "100000 characters are too many; 300 at most")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_refused(encoding: str) -> None:
    with pytest.raises(UnreadableInput, match="form:1: this is not UTF-8; save the file as UTF-8"):
        forms.read(HEAD.encode(encoding), name="form", form="yaml")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("end: ٢٠١٩", "'٢٠١٩' is no date; write year-month-day, such as 2019-11-19, or 2019-11 or 2019"),
        ("days: ３", "'３' is no whole number; write digits alone, such as 3"),
        ("speakers: {person: Ада Вымышленная@ru, post: Директор@ru}", "a language is not taken here; leave @ru out"),
        (
            "place: id:city/no-such",
            "nothing is called 'id:city/no-such' here, no place; describe what is not known as {name: ...} or "
            "{words: ...}",
        ),
    ],
)
def test_what_looks_right_and_is_not_is_told(line: str, message: str) -> None:
    assert [each.message for each in read(f"{HEAD}{line}\n").problems] == [message]


def test_the_label_of_an_event_is_english() -> None:
    for place, label in (
        ("{name: Вымысел@ru}", "meeting, 2019"),
        ("{name: Fictional Springs}", "meeting, Fictional Springs, 2019"),
    ):
        entry = read(f"{HEAD}place: {place}\n")
        assert entry.problems == ()
        assert label in {str(getattr(quad.object, "value", "")) for quad in entry.quads}
