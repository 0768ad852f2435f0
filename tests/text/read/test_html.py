"""Web pages: main text and stated metadata."""

from __future__ import annotations

import pytest

from ctkg.errors import UnreadableInput
from ctkg.text.read import read_bytes

PARAGRAPH = (
    "The Bureau held a two-day <b>workshop</b> on <a href='/x'>border security</a> in Tirana, with officers of the "
    "Border Police and of the Customs Administration, and with experts of five States."
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Workshop opens | Bureau</title>
<meta property="og:title" content="Workshop opens"><meta property="og:site_name" content="Fictional Bureau">
<meta property="article:published_time" content="2021-05-04T09:00:00+02:00">
<link rel="canonical" href="https://example.org/workshop"><link rel="license" href="https://example.org/licence"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/about">About us</a></li></ul></nav>
<article><h1>Workshop opens</h1><p>{PARAGRAPH}</p><h2>Topics</h2>
<ul><li>identity checks</li><li>passenger data</li></ul>
<table><tr><th>State</th><th>Officers</th></tr><tr><td>Albania</td><td>12</td></tr></table>
<p>Second paragraph with a line<br>break, which tells of the next workshop of the series.</p></article>
<footer><p>Copyright</p></footer></body></html>"""


def test_the_main_text_without_menus() -> None:
    assert read_bytes(PAGE.encode(), name="page.html").text == "\n\n".join(
        [
            "Workshop opens",
            "The Bureau held a two-day workshop on border security in Tirana, with officers of the Border Police and "
            "of the Customs Administration, and with experts of five States.",
            "Topics",
            "- identity checks\n- passenger data",
            "| State | Officers |\n| Albania | 12 |",
            "Second paragraph with a line\nbreak, which tells of the next workshop of the series.",
        ]
    )


def test_what_the_page_states_of_itself() -> None:
    source = read_bytes(PAGE.encode(), name="page.html").source
    assert (source.title, source.publisher, source.published) == ("Workshop opens", "Fictional Bureau", "2021-05-04")
    assert (source.url, source.licence) == ("https://example.org/workshop", "https://example.org/licence")
    assert (source.language, source.media_type) == ("en", "text/html")


def test_json_ld_and_time_stand_in_where_open_graph_is_silent() -> None:
    page = f"""<html><head><script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle",
    "headline": "Exercise ends", "publisher": {{"name": "Bureau"}}, "url": "https://example.org/e"}}]}}</script>
    <script type="application/ld+json">not json</script></head>
    <body><p>{PARAGRAPH}</p><time datetime="2020-02">February</time></body></html>"""
    source = read_bytes(page.encode(), name="page.html").source
    assert (source.title, source.publisher, source.url) == ("Exercise ends", "Bureau", "https://example.org/e")
    assert source.published == "2020-02"


def test_a_table_that_lays_out_the_page_is_opened() -> None:
    page = f"""<html><body><table><tr><td><a href=a>Menu</a><br><a href=b>About</a></td>
    <td><b>Course opens</b><br><br>{PARAGRAPH}<br><br>{PARAGRAPH[:60]}.<br>End of it.</td></tr></table></body></html>"""
    text = read_bytes(page.encode(), name="page.html").text
    assert text.startswith("Course opens\n\nThe Bureau held a two-day workshop")
    assert text.endswith(".\nEnd of it.")
    assert "|" not in text


def test_breaks_in_a_cell_keep_words_apart() -> None:
    table = "<table><tr><td>Border<br>Police</td><td>12</td></tr></table>"
    text = read_bytes(
        f"<html><body><p>{PARAGRAPH}</p>{table}<p>{PARAGRAPH}</p></body></html>".encode(), name="a.html"
    ).text
    assert "| Border Police | 12 |" in text


def test_a_short_page_keeps_its_parts() -> None:
    page = "<html><body><h1>Arrest</h1><p>Police in Tirana arrested two men on 3 May 2021.</p></body></html>"
    document = read_bytes(page.encode(), name="page.html")
    assert document.text == "Arrest\n\nPolice in Tirana arrested two men on 3 May 2021."


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ('<meta charset="windows-1251">', "windows-1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-5">', "iso-8859-5"),
        ('<?xml version="1.0" encoding="koi8-r"?>', "koi8-r"),
        ("", "utf-8"),
    ],
)
def test_a_declared_encoding_is_followed(head: str, codec: str) -> None:
    words = "Семинар по безопасности границ прошёл в Алматы с участием двадцати пяти экспертов из пяти государств."
    page = f"{head}<html><body><article><p>{words}</p><p>{words[:60]}.</p></article></body></html>"
    document = read_bytes(page.encode(codec), name="page.html")
    assert words in document.text
    assert document.source.language == "ru"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><nav><ul><li><a href='/'>Home</a></li><li><a href='/a'>About</a></li></ul></nav></body></html>",
        "<ul>"
        + "<li><a href='/n'>Bureau holds a workshop on border security in Tirana for officers</a></li>" * 3
        + "</ul>",
        "<html><head><title>Only a title</title></head><body></body></html>",
        "<html><body><script>var words = 'a sentence that is code.';</script></body></html>",
    ],
)
def test_a_page_of_menus_has_no_main_text(page: str) -> None:
    with pytest.raises(UnreadableInput, match="no main text"):
        read_bytes(page.encode(), name="menu.html")


@pytest.mark.parametrize("page", ["<!--", "<?xml version='1.0'?>"])
def test_not_a_page(page: str) -> None:
    with pytest.raises(UnreadableInput):
        read_bytes(page.encode(), name="page.html")


def test_a_very_deep_page_is_no_crash() -> None:
    page = "<div>" * 50_000 + "Words in the deep."
    with pytest.raises(UnreadableInput):
        read_bytes(page.encode(), name="deep.html")
