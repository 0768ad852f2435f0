"""Mails."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctkg.errors import CtkgError, UnreadableInput
from ctkg.text.read import mail_text, read_bytes

WORDS = "The Bureau held a workshop on border security in Tirana on 4 May 2021 for twenty officers."


def mail(text: str | None = WORDS, html: str | None = None, **headers: str) -> EmailMessage:
    made = EmailMessage()
    fields = {
        "From": "Press Office <press@example.org>",
        "Subject": "Workshop opens",
        "Date": "Wed, 5 May 2021 23:30:00 +0200",
    }
    for key, value in {**fields, **{key.replace("_", "-"): value for key, value in headers.items()}}.items():
        if value:
            made[key] = value
    if text is not None:
        made.set_content(text)
    if html is not None:
        if text is None:
            made.set_content(html, subtype="html")
        else:
            made.add_alternative(html, subtype="html")
    return made


def test_subject_date_and_sender_become_title_day_and_publisher() -> None:
    document = read_bytes(mail(Archived_At="<https://example.org/m/1>").as_bytes(), name="m 1.eml")
    assert document.text == f"Workshop opens\n\n{WORDS}"
    source = document.source
    assert (source.title, source.published, source.publisher) == ("Workshop opens", "2021-05-05", "Press Office")
    assert (source.url, source.media_type, document.id) == ("https://example.org/m/1", "message/rfc822", "m-1")


@pytest.mark.parametrize(
    ("headers", "publisher"),
    [
        ({"From": "Jane Doe <jane.doe@example.org>"}, ""),
        ({"From": "Jane Doe <jane.doe@example.org>", "Organization": "The Bureau"}, "The Bureau"),
        ({"From": "The Bureau <jane@example.org>", "List_Id": "<news.example.org>"}, "The Bureau"),
        ({"From": "newsletter@example.org"}, ""),
        ({"From": "The Bureau <no-reply@example.org>"}, "The Bureau"),
        ({"From": ""}, ""),
    ],
)
def test_a_person_is_no_publisher(headers: dict[str, str], publisher: str) -> None:
    assert read_bytes(mail(**headers).as_bytes(), name="a.eml").source.publisher == publisher


@pytest.mark.parametrize(
    "subject", ["Re: Workshop opens", "FW: Re: Workshop opens", "=?koi8-r?B?UmU6?= Workshop opens"]
)
def test_marks_of_answers_are_no_part_of_the_title(subject: str) -> None:
    data = mail().as_bytes().replace(b"Subject: Workshop opens", b"Subject: " + subject.encode())
    assert read_bytes(data, name="a.eml").source.title == "Workshop opens"


def test_the_html_part_gives_paragraphs_and_rows() -> None:
    table = "<table><tr><td>Albania<td>12</tr><tr><td>Serbia<td>8</tr></table>"
    page = f"<p>{WORDS}</p>{table}<p>It was the first of its kind.</p>"
    text = read_bytes(mail(WORDS, page).as_bytes(), name="a.eml").text
    assert text == f"Workshop opens\n\n{WORDS}\n\n| Albania | 12 |\n| Serbia | 8 |\n\nIt was the first of its kind."


def test_the_text_part_stands_in_where_the_page_says_less() -> None:
    text = read_bytes(
        mail(f"{WORDS}\n\n{WORDS}\n\nThe end.", "<p>View this mail in a browser, please.</p>").as_bytes(), name="a.eml"
    ).text
    assert text.endswith("The end.")
    assert read_bytes(mail(None, f"<p>{WORDS}</p>").as_bytes(), name="a.eml").text.endswith(WORDS)


def test_attachments_and_quoted_lines_are_named() -> None:
    made = mail(f"{WORDS}\n\n> an earlier mail\n> of somebody else\n-- \nJane\n")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="annex.pdf")
    made.add_attachment("words", filename="note.txt")
    made.add_attachment(mail("forwarded"))
    document = read_bytes(made.as_bytes(), name="a.eml")
    assert document.text == f"Workshop opens\n\n{WORDS}"
    assert document.notices == (
        "attachments are not read: annex.pdf, note.txt, one without a name (message/rfc822); give them as files",
        "2 quoted lines of another mail are left out",
    )


@pytest.mark.parametrize(
    ("charset", "declared"),
    [("utf-8", "us-ascii"), ("windows-1251", "windows-1251"), ("koi8-r", "KOI8-R"), ("utf-8", "")],
)
def test_the_declared_character_set_is_followed(charset: str, declared: str) -> None:
    kind = f"Content-Type: text/plain; charset={declared}\n" if declared else ""
    data = f"Subject: x\n{kind}\nСеминар в Алматы".encode(charset)
    assert read_bytes(data, name="a.eml").text == "x\n\nСеминар в Алматы"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"words of no mail", "not a mail"),
        (b"From: a@example.org\n\n", "no text"),
        (b"Subject: x\n\n> only\n> quoted", "no text"),
        ("Subject: x\n\nбуквы".encode("windows-1251"), "not UTF-8"),
        (b"Subject: x\nContent-Type: text/plain; charset=hex\n\nwords", "unknown encoding"),
        (b"Subject: x\nContent-Type: application/pkcs7-mime; name=smime.p7m\n\nMIIB", "encrypted"),
        (mail(None, "<ul><li><a href=/>Home</a></ul>").as_bytes(), "no main text"),
    ],
)
def test_what_is_no_document_is_said_in_words(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableInput, match=says) as caught:
        read_bytes(data, name="a.eml")
    assert caught.value.path == "a.eml"


def test_lines_broken_at_a_width_are_joined() -> None:
    text = (
        "VIENNA, 4 March 2021 - The Bureau of Border Affairs and the Ministry of\n"
        "Interior held a workshop.\n"
        "Contact: Jane Doe\n\n"
        "- one item that is short\n"
        "- another one that goes on for so long that it must be broken before\n"
        "  its end\n"
    )
    found, _ = mail_text.blocks_of(text)
    assert [block.text for block in found] == [
        "VIENNA, 4 March 2021 - The Bureau of Border Affairs and the Ministry of Interior held a workshop.",
        "Contact: Jane Doe",
        "- one item that is short",
        "- another one that goes on for so long that it must be broken before its end",
    ]


@pytest.mark.parametrize(("glued", "words"), [(False, "one two\nthree"), (True, "onetwo\nthree")])
def test_flowed_lines_go_on_where_they_end_in_a_space(glued: bool, words: str) -> None:
    found, _ = mail_text.blocks_of("one \ntwo\nthree", flowed=True, glued=glued)
    assert "\n".join(block.text for block in found) == words


PIECES = """
Subject: |From: |Date: |=?utf-8?q?=FF?=|<p>|\xff|words |> |a@[|\0|Wed, 99 May|--b|--b--
Content-Type: multipart/mixed; boundary=b|Content-Type: text/html; charset=x|Content-Type: message/rfc822
Content-Transfer-Encoding: base64|; format=flowed|Content-Disposition: attachment; filename*=utf-8''%FF
""".replace("\n", "|\n|").split("|")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(lambda parts: "".join(parts).encode("latin-1")))
def test_any_mail_gives_a_document_or_a_clear_error(data: bytes) -> None:
    try:
        assert read_bytes(b"Subject: x\n" + data, name="a.eml").text.strip()
    except CtkgError as error:
        assert error.message
