"""What the pages say, and that all of them are good HTML whose links all lead somewhere."""

from __future__ import annotations

import posixpath
import re
from itertools import pairwise
from pathlib import Path

import html5rdf
import pytest
from tests.site.conftest import Visit
from tests.site.reading import Page, read

ATU = "id/organization/fictional-watch.html"
EVENT = "id/event/first/1.html"


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, Page]:
    return {
        file.relative_to(folder).as_posix(): read(file.read_text(encoding="utf-8"))
        for file in sorted(folder.rglob("*.html"))
    }


def test_every_link_leads_to_a_page_and_a_place_on_it(folder: Path, pages: dict[str, Page]) -> None:
    anchors = {path: {each.attributes.get("id", "") for each in page.elements} for path, page in pages.items()}
    reached = {"index.html"}
    for path, page in pages.items():
        for element in page.elements:
            for name in ("href", "src", "action"):
                target = element.attributes.get(name)
                if target is None or target.startswith(("https://", "http://")):
                    continue
                file, _, fragment = target.partition("#")
                full = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
                assert not full.startswith("..") and (folder / full).is_file(), f"{path}: {target}"
                assert not fragment or fragment in anchors[full], f"{path}: {target}"
                reached.add(full)
    assert set(pages) <= reached


def test_the_html_is_valid(folder: Path, pages: dict[str, Page]) -> None:
    for path in pages:
        if path.startswith("class/") and path != "class/workshop.html":
            continue  # as this one
        parser = html5rdf.HTMLParser()
        parser.parse((folder / path).read_text(encoding="utf-8"))
        assert parser.errors == [], path


def test_every_page_has_its_landmarks_and_headings_in_order(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        assert [each.attributes["lang"] for each in page.all("html")] == ["en"], path
        for landmark in ("main", "footer"):
            assert len(page.all(landmark)) == 1, path
        assert all(each.attributes.get("aria-label") for each in page.all("nav")), path
        levels = [int(each.tag[1]) for each in page.all("h1", "h2", "h3", "h4")]
        assert levels[0] == 1 and levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), path
        ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
        assert len(ids) == len(set(ids)), path
        labelled = {each.attributes.get("for") for each in page.all("label")}
        assert all(each.attributes["id"] in labelled for each in page.all("input")), path
        assert all("alt" in each.attributes for each in page.all("img")), path
        named = {word for each in page.elements for word in each.attributes.get("aria-labelledby", "").split()}
        assert named <= set(ids), path
        assert all(each.attributes.get("scope") for each in page.all("th")), path


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs_inline(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        [policy] = [each for each in page.all("meta") if "http-equiv" in each.attributes]
        rules = policy.attributes["content"]
        assert rules.startswith("default-src 'none'; style-src 'self'; img-src 'self'; ")
        assert "unsafe" not in rules and "http" not in rules
        assert ("script-src 'self'" in rules) == (path == "search.html")
        assert not page.all("style", "iframe", "object", "embed", "base")
        assert all(each.attributes.get("src") and path == "search.html" for each in page.all("script"))
        for element in page.elements:
            assert not any(name.startswith("on") or name == "style" for name in element.attributes), path
            if element.tag in ("link", "script", "img"):
                assert "//" not in element.attributes.get("href", "") + element.attributes.get("src", "")
            if element.tag == "a" and element.attributes["href"].startswith("http"):
                assert {"noopener", "noreferrer", "external"} <= set(element.attributes["rel"].split())


def test_a_line_has_its_sentence_its_confidence_its_document_and_its_address(visit: Visit) -> None:
    text = visit(EVENT)
    assert "On 2 May 2024 <mark>Fictional Border Watch</mark> held a workshop for 30 officers in Nowhere." in text
    assert "On <mark>2 May 2024</mark> Fictional Border Watch held" in text
    assert 'href="../../../id/document/first.html#p0-80"' in text
    assert 'href="https://example.org/first"' in text
    words = read(text).words
    assert "confidence 0.91" in words and "derived, not stated" in words and "roles.active" in words


def section(text: str, name: str) -> str:
    """The words of a section of a page."""
    found = re.search(rf'<section class="part {name}".*?</section>', text, re.DOTALL)
    assert found, name
    return read(found.group()).words


def test_what_is_planned_or_rejected_is_apart(visit: Visit) -> None:
    text = visit(EVENT)
    said, apart = section(text, "said"), section(text, "open")
    assert "handbook" in apart and "planned, not yet done" in apart
    assert "Elsewhere" in apart and "rejected by a fictional reader on 2024-06-01: the sentence names no place" in apart
    assert "handbook" not in said and "Elsewhere" not in said


def test_what_follows_is_marked(visit: Visit) -> None:
    text = visit(EVENT)
    assert "Fictional Border Watch inferred" in section(text, "said")
    assert "involves agent Fictional Border Watch" in section(text, "follows")
    assert "involves agent" not in section(text, "said")


def test_reports_that_differ_stand_side_by_side(visit: Visit) -> None:
    words = section(visit(EVENT), "differ")
    assert words.index("30") < words.index("First fictional report") < words.index("45") < words.index("Second")


def test_merged_nodes_tell_their_members(visit: Visit) -> None:
    words = section(visit("id/person/ann-example/fictional-watch.html"), "one")
    assert "Ann B. Example" in words and "the same name (+0.60)" in words and "merged" in words


def test_relations_without_a_page_are_told_on_those_of_their_ends(visit: Visit, folder: Path) -> None:
    assert "Fictional Convention" in section(visit("id/state/qx~" + hash_of(folder, "id/state/qx~")), "others")
    assert "30 officers" in section(visit(EVENT), "said")
    assert "Head" in section(visit("id/person/ann-example/fictional-watch.html"), "others")
    assert not any((folder / "id" / kind).exists() for kind in ("treaty-action", "group", "tenure", "participation"))


def hash_of(folder: Path, start: str) -> str:
    return next(str(each.relative_to(folder))[len(start) :] for each in folder.glob(start + "*.html"))


def test_names_have_their_language_and_their_period(visit: Visit) -> None:
    text = visit(ATU)
    assert '<bdi lang="ru">Вымышленный дозор</bdi>' in text
    assert (
        '<bdi lang="en">Fictional Watch</bdi> <span class="note">en</span> <span class="note">1990–1999</span>' in text
    )


def test_an_entry_says_who_entered_it(visit: Visit) -> None:
    words = section(visit("id/document/desk-7.html"), "entered")
    assert "entered by Bob Example" in words and "from entry.ttl" in words and "because seen on a" in words
    assert "Note 7" in visit("entries.html") and "Note 7" not in visit("documents.html")


def test_a_document_shows_what_was_read_from_each_sentence(visit: Visit) -> None:
    text = visit("id/document/first.html")
    assert 'id="p0-80"' in text and 'id="p81-112"' in text and 'id="p14-36"' not in text
    assert "<mark>2 May 2024</mark> <mark>Fictional Border Watch</mark>" in text
    assert "has organizer Fictional Border Watch" in read(text).words


def test_an_address_that_is_none_is_no_link(visit: Visit) -> None:
    text = visit("id/document/second.html")
    assert "javascript:alert(1)" in text and 'href="javascript' not in text


def test_cities_have_a_page_where_something_is_said_of_them(folder: Path, visit: Visit) -> None:
    assert (folder / "id/city/1.html").is_file() and not (folder / "id/city/2.html").exists()
    assert "1 more" in visit("places.html")


def test_the_timeline_is_by_year(visit: Visit) -> None:
    page = read(visit("timeline.html"))
    assert [each.attributes["id"] for each in page.all("h2")] == ["y2023", "y2024"]
    assert [each.attributes["href"] for each in page.all("a") if "svg" in each.inside] == [
        "timeline.html#y2023",
        "timeline.html#y2024",
    ]


def test_lists_count_what_they_hold(visit: Visit) -> None:
    assert "workshop 2" in read(visit("classes.html")).words
    assert "2 pages" in read(visit("class/workshop.html")).words


def test_the_pages_say_what_they_are(visit: Visit) -> None:
    about = read(visit("about.html")).words
    assert "A designation is always a statement of the body that made it" in about
    assert "newest document 2024-05-06" in about and "version 1.0.0" in about and "CC BY 4.0" in about
    assert "A designation as terrorist is always somebody’s statement." in read(visit(EVENT)).words


def test_colours_can_be_read(visit: Visit) -> None:
    """Contrast of text by WCAG 2.1, 4.5 to 1, in both schemes."""

    def shine(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        r, g, b = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    sheet = visit("assets/site.css")
    schemes = [
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)
    ]
    for colours in schemes[:2]:
        pairs = [
            (ink, ground)
            for ink in ("ink", "soft", "link", "flag", "high", "medium", "low")
            for ground in ("paper", "card")
        ]
        for ink, ground in [*pairs, ("mark-ink", "mark"), ("link", "chip"), ("ink", "warn"), ("soft", "warn")]:
            dark, light = sorted((shine(colours[ink]), shine(colours[ground])))
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)
    assert len(schemes) == 3 and "@media print" in sheet and "prefers-color-scheme: dark" in sheet
    assert "url(" not in sheet and "@import" not in sheet
