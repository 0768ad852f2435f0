"""Input that is hostile or odd, from bytes to facts: a clear word or nothing, and nothing made up."""

from __future__ import annotations

from pathlib import Path

import pytest

import ctkg
from ctkg import pipeline
from ctkg.cli.app import run
from ctkg.errors import UnreadableInput
from ctkg.text import segment
from ctkg.text.extract import extract
from ctkg.text.read import read_bytes

LEAD = "VIENNA, 4 March 2021 - The OSCE and UNODC organized a workshop on border security in Tashkent on 2 March 2021."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "عقدت ورشة العمل في عمّان يوم 5 مايو 2021 بمشاركة خبراء من المنطقة."),
        ("a.txt", "\u202ewords\u202c \u2066of\u2069 \u200fעמאן on 5 May"),
        ("a.txt", "| State | Officers |\n| Albania | 12 |\n| Serbia | 8 |\n"),
        ("a.txt", "12;13;14\n15;16;17\n"),
        ("a.md", "| Year | Number |\n|---|---|\n| 2019 | 5 |\n"),
        ("a.html", "<table><tr><th>Year<th>Number<tr><td>2019<td>5<tr><td>2020<td>7</table>"),
        ("a.txt", "word\x01 " + "word " * 300),
        ("a.txt", "\ufffd\ufffd ???? \u2028 \u2029 \u0085"),
    ],
)
def test_nothing_is_made_up_of_what_tells_nothing(name: str, text: str) -> None:
    document = read_bytes(text.encode(), name=name)
    assert extract(document) == ()


def test_a_page_that_is_a_table_is_read_as_rows() -> None:
    page = "<html><body><table><tr><th>Year<th>Number<tr><td>2019<td>5<tr><td>2020<td>7</table></body></html>"
    document = read_bytes(page.encode(), name="a.html")
    assert document.text == "| Year | Number |\n| 2019 | 5 |\n| 2020 | 7 |"
    assert {passage.kind for passage in segment.passages(document)} == {"row"}


@pytest.mark.parametrize("mark", ["\u202e", "\x08", "\u200b", "\ufeff", "\u0301"])
def test_odd_characters_between_words_move_no_offset(mark: str) -> None:
    document = read_bytes(LEAD.replace(" and ", f" {mark} and ").encode(), name="a.txt")
    found = [evidence for statement in extract(document) for evidence in statement.evidence if evidence.span]
    assert found
    assert all(document.slice(evidence.span) == evidence.quote for evidence in found if evidence.span)


def test_two_encodings_in_one_file_are_refused_with_their_place() -> None:
    data = "Семинар в Алматы\n".encode() + "Семинар в Алматы".encode("windows-1251")
    with pytest.raises(UnreadableInput, match="not UTF-8") as caught:
        read_bytes(data, name="a.txt")
    assert (caught.value.line, caught.value.column) == (2, 1)


def test_entities_that_grow_do_not_grow_in_pages_and_front_matter() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    page = (
        f'<!DOCTYPE html [<!ENTITY a0 "ha">{entities}]><html><body><p>{LEAD}</p><p>&a11; is a word.</p></body></html>'
    )
    assert len(read_bytes(page.encode(), name="a.html").text) < 2 * len(page)
    anchors = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 30))
    assert read_bytes(f"---\n{anchors}---\n{LEAD}".encode(), name="a.md").text == LEAD


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"word " * 1_000_000),
        ("a.md", b"word " * 1_000_000),
        ("a.html", b"<p>" + b"word " * 1_000_000 + b"end.</p>"),
        ("a.eml", b"Subject: x\n\n" + b"word " * 1_000_000),
    ],
)
def test_five_megabytes_of_one_line(name: str, data: bytes) -> None:
    assert 5_000_000 - 1 <= len(read_bytes(data, name=name).text) <= len(data)


def test_what_is_left_out_is_said_by_commands_and_summaries(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mail = tmp_path / "a.eml"
    mail.write_text(f"Subject: Workshop\nFrom: a@example.org\n\n{LEAD}\n\n> quoted\n> words\n", encoding="utf-8")
    assert run(["facts", str(mail)]) == 0
    assert f"ctkg: {mail}: 2 quoted lines" in capsys.readouterr().err
    options = pipeline.Options(reference=False, inference=False, validation=False)
    with ctkg.open(None) as kg:
        assert kg.build([mail], options=options).notices == (f"{mail}: 2 quoted lines of another mail are left out",)
