"""Word documents, written by python-docx and by hand."""

from __future__ import annotations

import datetime
import io
import sys
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctkg.errors import CtkgError, MissingExtra, UnreadableInput
from ctkg.model import Document
from ctkg.text import segment
from ctkg.text.read import archives, read_bytes

docx = pytest.importorskip("docx", reason="the extra [read] is not installed")
parse_xml = pytest.importorskip("docx.oxml").parse_xml
nsdecls = pytest.importorskip("docx.oxml.ns").nsdecls

SENTENCE = "The Bureau held a workshop on border security in Tirana on 4 May 2021 for twenty officers."


def written(fill: Callable[[Any], object]) -> bytes:
    made = docx.Document()
    fill(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(fill: Callable[[Any], object]) -> Document:
    return read_bytes(written(fill), name="a report.docx")


def paragraph(inner: str) -> Callable[[Any], object]:
    xml = f"<w:p {nsdecls('w')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>{inner}</w:p>"
    return lambda made: made.element.body.insert(0, parse_xml(xml))


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """``data`` with one part of the package changed, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        for part in package.namelist():
            if part != name:
                changed.writestr(part, package.read(part))
        changed.writestr(name, change(package.read(name) if name in package.namelist() else b""))
    return out.getvalue()


def test_titles_headings_items_and_rows_are_told_apart() -> None:
    def fill(made: Any) -> None:
        made.add_heading("Workshop on borders", 0)
        made.add_paragraph(SENTENCE)
        made.add_heading("Results", 1)
        for words in ("First thing", "Second thing"):
            made.add_paragraph(words, style="List Number")
        made.add_paragraph("A dot", style="List Bullet")
        made.add_paragraph("")
        table = made.add_table(2, 2)
        for at, words in enumerate(("State", "Officers", "Albania", "12")):
            table.cell(at // 2, at % 2).text = words
        made.core_properties.title = "Template of the Bureau"
        made.core_properties.created = datetime.datetime(2021, 5, 5, 12)

    document = read(fill)
    assert document.text == (
        f"Workshop on borders\n\n{SENTENCE}\n\nResults\n\n1. First thing\n2. Second thing\n- A dot\n\n"
        "| State | Officers |\n| Albania | 12 |"
    )
    kinds = [passage.kind for passage in segment.passages(document)]
    assert kinds == ["title", "paragraph", "heading", "item", "item", "item", "row", "row"]
    assert (document.id, document.source.title, document.source.published) == (
        "a-report",
        "Workshop on borders",
        "2021-05-05",
    )


def test_a_document_that_is_a_table() -> None:
    def fill(made: Any) -> None:
        table = made.add_table(3, 3)
        for at in range(9):
            table.cell(at // 3, at % 3).text = f"cell {at}"

    text = read(fill).text
    assert text == "| cell 0 | cell 1 | cell 2 |\n| cell 3 | cell 4 | cell 5 |\n| cell 6 | cell 7 | cell 8 |"


def test_a_table_that_lays_out_the_page_is_opened() -> None:
    def fill(made: Any) -> None:
        table = made.add_table(1, 2)
        table.cell(0, 0).text = SENTENCE * 3
        table.cell(0, 1).text = "Contact"

    assert read(fill).text == f"{SENTENCE * 3}\n\nContact"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:r><w:t>kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", "kept"),
        ("<w:r><w:t>was </w:t></w:r><w:ins><w:r><w:t>put in</w:t></w:r></w:ins>", "was put in"),
        ("<w:r><w:t>seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>", "seen"),
        ("<w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink>", "a link"),
        ("<w:sdt><w:sdtContent><w:r><w:t>a field</w:t></w:r></w:sdtContent></w:sdt>", "a field"),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a b\nc"),
        ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>ope\u00adration</w:t><w:softHyphen/></w:r>", "co-operation"),
        (
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:t>once</w:t></mc:Choice>"
            "<mc:Fallback><w:t>twice</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            "once",
        ),
        (
            "<w:r><w:t>anchor</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent>"
            "</w:pict></w:r>",
            "anchor\n\nin a box",
        ),
    ],
)
def test_what_a_reader_of_the_page_sees_is_read(inner: str, text: str) -> None:
    assert read(paragraph(inner)).text == text


def test_footnotes_are_left_out_with_a_notice() -> None:
    assert read(paragraph("<w:r><w:t>word</w:t><w:footnoteReference w:id='2'/></w:r>")).notices == (
        "one footnote is left out",
    )


def test_numbers_of_lists_follow_their_definition() -> None:
    levels = (
        f"<w:abstractNum {nsdecls('w')} w:abstractNumId='77'>"
        "<w:lvl w:ilvl='0'><w:start w:val='3'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>"
        "<w:lvl w:ilvl='1'><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='(%2)'/></w:lvl>"
        "<w:lvl w:ilvl='2'><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1.%2.%3'/></w:lvl></w:abstractNum>"
    )

    def fill(made: Any) -> None:
        numbering = made.part.numbering_part.element
        numbering.insert(0, parse_xml(levels))
        numbering.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='77'><w:abstractNumId w:val='77'/></w:num>"))
        for level in (0, 1, 1, 2, 0, 1):
            one = made.add_paragraph("word")
            one._p.get_or_add_pPr().append(
                parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{level}'/><w:numId w:val='77'/></w:numPr>")
            )

    assert read(fill).text.split("\n") == [
        "3. word",
        "(a) word",
        "(b) word",
        "3.b.I word",
        "4. word",
        "(a) word",
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"words", "not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 word", r"old Word file \(.doc\)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (written(lambda made: None), "no text"),
        (with_part(written(lambda made: None), "word/document.xml", lambda _: b"<w:broken"), "not a well-formed"),
        (with_part(written(lambda made: None), "word/document.xml", lambda _: b"<d>" * 100_000), "not a well-formed"),
        (with_part(written(lambda made: None), "[Content_Types].xml", lambda _: b"<a/>"), "not a well-formed"),
        (with_part(written(lambda made: None), "word/media/a.png", lambda _: b"\0" * 30_000_000), "times its size"),
    ],
)
def test_what_is_no_document_is_said_in_words(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableInput, match=says) as caught:
        read_bytes(data, name="a.docx")
    assert caught.value.path == "a.docx"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_grow_are_refused_before_they_are_read(encoding: str) -> None:
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    data = with_part(
        written(lambda made: made.add_paragraph("word")), "word/document.xml", lambda _: bomb.encode(encoding)
    )
    with pytest.raises(UnreadableInput, match=r"word/document\.xml has a document type"):
        read_bytes(data, name="a.docx")


@pytest.mark.parametrize(
    ("limit", "says"), [("MOST_BYTES", "too large"), ("MOST_XML", "too large"), ("MOST_PARTS", "too many")]
)
def test_sizes_are_looked_up_before_anything_is_unpacked(
    limit: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = written(lambda made: made.add_paragraph("word"))
    monkeypatch.setattr(archives, limit, 3)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("a part was unpacked"))
    with pytest.raises(UnreadableInput, match=says):
        read_bytes(data, name="a.docx")


def test_a_missing_extra_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    data = written(lambda made: made.add_paragraph("word"))
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtra, match=r'pip install "ctkg\[read\]"'):
        read_bytes(data, name="a.docx")


WHOLE = written(lambda made: made.add_paragraph(SENTENCE, style="List Number"))
TAGS = [
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "sdtContent",
    "del",
    "ins",
    "br",
    "pPr",
    "numPr",
    "numId",
    "ilvl",
    "pStyle",
]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_package_gives_a_document_or_a_clear_error(data: st.DataObject) -> None:
    damaged = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    try:
        assert read_bytes(bytes(damaged), name="a.docx").text.strip()
    except CtkgError as error:
        assert error.message


@settings(max_examples=100, deadline=None)
@given(st.recursive(
    st.just("words &#173; "),
    lambda inner: st.builds(
        lambda tag, value, parts: f"<w:{tag} w:val='{value}'>{''.join(parts)}</w:{tag}>",
        st.sampled_from(TAGS), st.sampled_from(["", "0", "1", "9", "x", "ListNumber"]), st.lists(inner, max_size=4)),
    max_leaves=30))  # fmt: skip
def test_any_nesting_gives_a_document_or_a_clear_error(inner: str) -> None:
    xml = f"<w:document {nsdecls('w')}><w:body>{inner}</w:body></w:document>".encode()
    try:
        assert read_bytes(with_part(WHOLE, "word/document.xml", lambda _: xml), name="a.docx").text.strip()
    except CtkgError as error:
        assert error.message
