"""PDF, written by the tests themselves."""

from __future__ import annotations

import sys
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.text.read.pdf_file import Put, escaped, lines, pdf, stream

from ctkg.errors import CtkgError, MissingExtra, UnreadableInput
from ctkg.model import Document
from ctkg.text import segment
from ctkg.text.read import pdf as reader
from ctkg.text.read import read_bytes

pytest.importorskip("pypdf", reason="the extra [read] is not installed")

BODY = """VIENNA, 19 November 2019 - The Bureau of Border Affairs and the Mini-
stry of Interior organized a two-day workshop on the protection of infra-
structure in Tirana on 19 and 20 November. It gathered forty experts of counter-
terrorism from the whole region.
The workshop was part of a project."""

ENCRYPTED = b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (
    b"41" * 32,
    b"42" * 32,
)


def read(pages: list[list[Put] | bytes], **more: bytes | list[bytes]) -> Document:
    return read_bytes(pdf(pages, **more), name="a report.pdf")  # type: ignore[arg-type]


def test_lines_become_paragraphs_and_broken_words_are_whole() -> None:
    document = read([lines(BODY)])
    assert document.id == "a-report"
    first, second = document.text.split("\n\n")
    assert "and the Ministry of Interior organized" in first
    assert "infrastructure in Tirana" in first
    assert "experts of counter-terrorism from the whole region." in first
    assert second == "The workshop was part of a project."


def test_a_hyphen_is_judged_by_how_the_word_stands_elsewhere() -> None:
    text = "Law-enforcement officers met on cooperation, where they spoke of law-\nenforcement and co-\noperation."
    assert read([lines(text)]).text.endswith("spoke of law-enforcement and cooperation.")


def test_headers_footers_and_page_numbers_are_no_text() -> None:
    pages = [
        [Put(72, 760, "A Bureau"), *lines(f"{word} page tells of A Bureau."), Put(300, 30, f"Page {number} of 3")]
        for number, word in enumerate(("One", "Another", "The last"), 1)
    ]
    pages[2].append(Put(72, 400, "A Bureau"))
    assert read(list(pages)).text.split("\n\n") == [
        "One page tells of A Bureau.",
        "Another page tells of A Bureau.",
        "The last page tells of A Bureau.",
        "A Bureau",
    ]


def test_a_paragraph_goes_on_over_the_page() -> None:
    text = read(
        [lines("The Director thanked the experts for", top=90), lines("their work in the region.", top=720)]
    ).text
    assert text == "The Director thanked the experts for their work in the region."


def test_lines_that_stand_apart_stay_apart() -> None:
    text = read([lines("The experts came from\npolice\nprosecution\ncourts", pitch=2.5)]).text
    assert text == "The experts came from\n\npolice\n\nprosecution\n\ncourts"


def test_headings_items_and_rows_are_told_apart() -> None:
    puts = [
        Put(72, 720, "Workshop on borders", 16, True),
        *lines("The Bureau held a workshop on border security in Tirana on 4 May 2021 for\ntwenty officers.", top=690),
        Put(72, 640, "Results", 11, True),
        *lines("They agreed on three things.", top=626),
        Put(72, 600, "•"),
        *lines("that plans are made for every crossing point, whoever it\nbelongs to", x=90, top=600),
        Put(72, 570, "•"),
        Put(90, 570, "a second thing"),
        *[Put(x, 530, word) for x, word in ((72, "State"), (200, "Officers"), (300, "Remarks"))],
        *[Put(x, 512, word) for x, word in ((72, "Albania"), (200, "12"), (300, "from two"))],
        Put(300, 499, "ministries"),
        *[Put(x, 480, word) for x, word in ((72, "Serbia"), (200, "8"), (300, "police"))],
    ]
    document = read([puts])
    assert document.text.split("\n\n") == [
        "Workshop on borders",
        "The Bureau held a workshop on border security in Tirana on 4 May 2021 for twenty officers.",
        "Results",
        "They agreed on three things.",
        "- that plans are made for every crossing point, whoever it belongs to\n- a second thing",
        "| State | Officers | Remarks |\n| Albania | 12 | from two ministries |\n| Serbia | 8 | police |",
    ]
    kinds = [passage.kind for passage in segment.passages(document)]
    assert kinds == ["title", "paragraph", "heading", "paragraph", "item", "item", "row", "row", "row"]
    assert document.source.title == "Workshop on borders"


def test_numbers_that_hang_stand_before_their_paragraph() -> None:
    puts = [Put(72, 700, "1."), *lines("Decides to extend the mandate of the Executive\nDirectorate;", x=100)]
    puts += [Put(72, 660, "2."), *lines("Requests a report.", x=100, top=660)]
    assert read([puts]).text == "1. Decides to extend the mandate of the Executive Directorate;\n2. Requests a report."


def test_columns_are_read_one_after_the_other() -> None:
    column = (
        "The Bureau held a workshop on the\nsecurity of borders for twenty\nofficers of all the services that\n" * 3
    )
    left = lines(column + "guard them in the", x=72, top=700)
    right = lines("region of the sea. " + column.strip(), x=320, top=700)
    text = read([[*left, *right]]).text
    assert "|" not in text
    assert "guard them in the region of the sea." in text


def test_letters_placed_one_by_one_make_words() -> None:
    content = b"BT /F1 11 Tf 72 700 Td [(W) 80 (ork) -30 (shop) -300 (in) -278 (T) 120 (irana)] TJ ET"
    assert read([content]).text == "Workshop in Tirana"


def test_text_of_forms_is_read_and_a_form_that_draws_itself_ends() -> None:
    form = stream(
        b"BT /F1 11 Tf 72 700 Td (Words in a form.) Tj ET /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
    )
    assert "Words in a form." in read([b"/X Do"], more=[form]).text


def test_forms_that_multiply_are_refused() -> None:
    form = stream(
        b"/X Do " * 40, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    )
    with pytest.raises(UnreadableInput, match="too intricate"):
        read([b"/X Do"], more=[form])


def test_turned_pages_are_read_upright() -> None:
    content = b"BT /F1 11 Tf 0 1 -1 0 %d 72 Tm (%s) Tj ET"
    page = content % (100, b"A first line that") + content % (114, b"goes on here.")
    assert read([page], page=b"/Rotate 90").text == "A first line that goes on here."
    with pytest.raises(UnreadableInput, match="no text"):
        read([page])


def test_letters_printed_twice_to_look_bold_stand_once() -> None:
    assert read([[Put(72, 700, "Bold words."), Put(72.3, 700, "Bold words.")]]).text == "Bold words."


@pytest.mark.parametrize(
    ("info", "title", "published"),
    [
        (b"/Title (Workshop on borders) /CreationDate (D:20210505120000Z)", "Workshop on borders", "2021-05-05"),
        (b"/Title (Microsoft Word - x.doc) /CreationDate (D:20250101)", "", ""),
        (b"/Title 5 /CreationDate (yesterday)", "", ""),
    ],
)
def test_properties_count_where_the_text_bears_them_out(info: bytes, title: str, published: str) -> None:
    text = "Workshop on borders\nA workshop was held in Tirana on 4 May 2021."
    source = read([lines(text, pitch=3)], info=info).source
    assert (source.title, source.published, source.media_type) == (title, published, "application/pdf")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"no PDF at all", "not a well-formed PDF"),
        (pdf([b""]), "ocrmypdf"),
        (pdf([[Put(300, 30, "Page 1")]]), "headers and page numbers"),
        (pdf([]), "no page"),
        (pdf([lines(BODY)], font=b"<< /Subtype /Type3 /CharProcs << /glyph_1x 3 0 R >> >>"), "fonts of this PDF"),
        (pdf([lines(BODY)], font=b"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H >>"), "fonts of this PDF"),
        (pdf([lines(BODY)], trailer=ENCRYPTED), "needs a password"),
        (pdf([b"BT /F1 11 Tf 72 700 Td (word) Tj ET " + b"0 0 m " * 6_000_000]), "no page of this PDF can be read"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_said_in_words(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableInput, match=says) as caught:
        read_bytes(data, name="a.pdf")
    assert caught.value.path == "a.pdf"


def test_a_file_with_an_empty_password_is_read() -> None:
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf([lines(BODY)]))))
    for algorithm in ("RC4-128", "AES-256"):
        writer.encrypt(user_password="", owner_password="owner", algorithm=algorithm)
        out = BytesIO()
        writer.write(out)
        assert "two-day workshop" in read_bytes(out.getvalue(), name="a.pdf").text


def test_a_stream_that_unpacks_without_end_is_refused() -> None:
    bomb = zlib.compress(b" " * 100_000_000, 9)
    data = pdf(
        [lines(BODY)], more=[b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(bomb), bomb)]
    )
    with pytest.raises(UnreadableInput, match="no page of this PDF can be read"):
        read_bytes(data.replace(b"/Contents 8 0 R", b"/Contents 6 0 R"), name="a.pdf")


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PAGES", 2)
    with pytest.raises(UnreadableInput, match="3 pages are too many"):
        read([lines(BODY)] * 3)


def test_what_is_left_out_is_noticed() -> None:
    document = read([lines(BODY), b"", lines("The end of it.")])
    assert document.notices == ("pages without text (pictures?): 2",)


def test_a_missing_extra_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(MissingExtra, match=r'pip install "ctkg\[read\]"') as caught:
        read([lines(BODY)])
    assert caught.value.path == "a report.pdf"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_gives_a_document_or_a_clear_error(data: st.DataObject) -> None:
    written = bytearray(pdf([lines(BODY), b"BT /F1 9 Tf " + escaped("x") + b" Tj /X Do ET"]))
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(written) - 1))
        written[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    try:
        assert read_bytes(bytes(written), name="a.pdf").text.strip()
    except CtkgError as error:
        assert error.message


OPERATORS = """BT|ET|q|/F1 9 Tf|/F9 Tf|(word) Tj|[(a) -9999999999 (b)] TJ|[] TJ|T*|Tj|1 0 0 1 72 700 Tm|0 0 0 0 0 0 cm
|Q|1e30 0 0 1e30 0 0 cm|(x) '|1 2 (y) "|/X Do|9 TL|/N Tc|0 -12 Td|72 Td|(\\377\\376\\000) Tj|BI ID EI|<</A|]"""


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(OPERATORS.split("|")), max_size=40))
def test_any_operators_give_a_document_or_a_clear_error(operators: list[str]) -> None:
    try:
        assert read(["\n".join(operators).encode()]).text.strip()
    except CtkgError as error:
        assert error.message
