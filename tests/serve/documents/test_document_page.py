"""The page of a document: its text as it is, evidence in place, statements below; by reading HTML, and in a browser."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html  # type: ignore[import-untyped]
from starlette.testclient import TestClient

import ctkg
from ctkg import pipeline
from ctkg.making import statements as packed
from ctkg.making import texts
from ctkg.model.statement import RELATIONS
from ctkg.serve import Settings, application
from ctkg.serve.documents import downloads
from ctkg.serve.documents.kinds import KINDS
from ctkg.serve.documents.pieces import pages
from ctkg.serve.documents.statements import rows, words_in
from ctkg.serve.lookup import Lookup
from ctkg.serve.pages.giving import looking
from ctkg.site.words import Learnt

if TYPE_CHECKING:
    from tests.serve.conftest import Server, Tab

SKOPJE = "osce-2019-skopje-critical-infrastructure"
#: Fictional reports, in the directions and scripts that documents have.
REPORTS = {
    "arabic": ("ar", "عقد مكتب الأمم المتحدة ورشة عمل في تونس.\n\nشارك فيها ٤٠ خبيرا 🙂."),
    "russian": ("ru", "ВЕНА, 4 марта 2021 г. – ОБСЕ провела в Ташкенте семинар по безопасности границ."),
    "french": (
        "fr",
        "VIENNE, le 4 mars 2021 – L’OSCE a organisé à Tachkent un atelier sur la sécurité des frontières.",
    ),
}
OPTIONS = pipeline.Options(reference=False, validation=False)


def shown(client: TestClient, path: str) -> html.HtmlElement:
    answer = client.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return html.document_fromstring(answer.text)


def read(page: html.HtmlElement) -> list[str]:
    return [str(found.text_content()) for found in each(page, "//*[@id='words']//p[not(@class='gap')]")]


def each(page: html.HtmlElement, path: str) -> list[Any]:
    found: list[Any] = page.xpath(path)
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the fictional reports; the text of one is not kept."""
    folder = tmp_path_factory.mktemp("texts")
    for name, (language, text) in REPORTS.items():
        (folder / f"{name}.md").write_text(f"---\nlanguage: {language}\n---\n{text}\n", "utf-8")
    body = "VIENNA, 4 March 2021 - The OSCE held a workshop in Vienna. Fine weather.\n\nIt closed. UNODC took part."
    (folder / "withheld.md").write_text(f"---\nkeep-text: no\n---\n{body}\n", "utf-8")
    with ctkg.open(folder / "x.store") as kg:
        kg.build([folder], options=OPTIONS)
    return folder / "x.store"


def test_every_relation_has_a_kind() -> None:
    assert sorted(relation for kind in KINDS for relation in kind.relations) == sorted(RELATIONS)


def test_the_text_is_there_as_it_is_and_each_mark_leads_to_a_statement(client: TestClient, demo_store: Path) -> None:
    page = shown(client, f"/id/document/{SKOPJE}")
    with ctkg.open(demo_store, read_only=True) as kg:
        text = texts.text(kg.store, SKOPJE)
        facts = list(kg.facts(documents=[SKOPJE]))
    assert "\n\n".join(read(page)) == text
    marks = each(page, "//*[@id='words']//a[contains(@class, 'seg')]")
    for mark in marks:
        at = int(mark.get("id").removeprefix("c"))
        assert text[at : at + len(mark.text)] == mark.text
        for number in mark.get("data-s").split():
            assert each(page, f"//tr[@id='s{number}']")
    assert {n for mark in marks for n in mark.get("data-s").split()} == {
        row.get("id")[1:] for row in each(page, "//tr[@data-at]") if row.get("data-at").strip()
    }
    assert len(each(page, "//table[contains(@class, 'statements')]/tbody/tr")) == len(facts)
    assert "planned" in each(page, "//h2[@id='open']/..")[0].text_content()
    ids = each(page, "//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in each(page, "//a[@class='place']/@href")} <= set(ids)


def test_the_words_that_are_marked_are_those_of_the_preview(demo_store: Path) -> None:
    with ctkg.open(demo_store, read_only=True) as kg:
        look = Lookup(kg.store, Learnt())
        for name in (SKOPJE, "unsc-2016-cairo-condemnation"):
            text, note = texts.text(kg.store, name), kg.store.note(packed.NOTE, name)
            assert text and note
            before = {row.claim: row.words for row in looking.rows(text, packed.loads(note)[1])}
            shown = {row.claim.rpartition("/")[2]: row for row in rows(look, name)}
            kept = {claim: row.words for claim, row in shown.items()}
            assert kept == before
            assert any(kept[claim] != row.passages for claim, row in shown.items())


def test_each_is_marked_by_its_own_words_and_only_else_by_the_whole_passage() -> None:
    title, body = "OSCE and Kazakhstan hold a workshop", "in co-operation with the Office of Kazakhstan and UNODC"
    passages = [(40, body), (0, title), (0, title)]

    def marked(*phrases: str) -> list[str]:
        text = f"{title:40}{body}"
        return [text[start:end] for start, end in words_in(passages, phrases)]

    assert marked("", "Kazakhstan") == ["Kazakhstan", "Kazakhstan"]
    assert marked("United Nations Office on Drugs and Crime", "UNODC", "OSCE") == ["OSCE", "UNODC"]
    assert marked("OSCE") == ["OSCE", body] and marked("KZ", "Kazakh") == [title, body]


@pytest.mark.parametrize("name", REPORTS)
def test_texts_of_any_script_are_whole_and_say_their_language(made: Path, name: str) -> None:
    with TestClient(application(Settings(store=made)), base_url="http://127.0.0.1") as client:
        page = shown(client, f"/id/document/{name}")
    assert "\n\n".join(read(page)) == REPORTS[name][1]
    assert each(page, "//*[@id='words']/@lang") == [REPORTS[name][0]]
    assert set(each(page, "//*[@id='words']//p/@dir")) == {"auto"}


def test_where_the_text_is_not_kept_its_passages_are_shown_with_the_gaps(made: Path) -> None:
    with TestClient(application(Settings(store=made)), base_url="http://127.0.0.1") as client:
        page = shown(client, "/id/document/withheld")
    assert "does not keep the text" in page.text_content()
    assert "Fine weather" not in page.text_content()
    assert each(page, "//p[@class='gap']") and each(page, "//*[@id='words']//a")


def test_a_long_text_has_parts_and_an_offset_finds_its_part() -> None:
    text = "\n".join(f"{n:05} " + "word " * 30 for n in range(900))

    def part(**wanted: int) -> list[str]:
        made = pages([(0, text)], (), whole=True, **wanted)
        return ["".join(run.text for run in block.runs) for block in made.blocks]

    parts = [part(number=n) for n in (1, 2, 3)]
    assert [line for each in parts for line in each] == text.split("\n")
    assert part(at=text.index("00500")) == parts[1] and part(number=9) == part(at=10**9) == parts[2]
    wide = pages([(0, "x" * 130_000)], (), whole=True)
    assert wide.total == 3 and wide.end == 60_000


def test_facts_come_as_files_and_no_cell_is_a_formula(client: TestClient, demo_store: Path) -> None:
    with ctkg.open(demo_store, read_only=True) as kg:
        facts = list(kg.facts(documents=[SKOPJE]))
    lines = client.get(f"/facts/{SKOPJE}.jsonl").text.splitlines()
    assert [json.loads(line) for line in lines] == facts
    answer = client.get(f"/facts/{SKOPJE}.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="facts.csv"'
    assert len(list(csv.DictReader(io.StringIO(answer.text)))) == len(facts)
    wicked = {**facts[0], "value": '=HYPERLINK("x")', "of": "@sum"}
    (row,) = csv.DictReader(io.StringIO("".join(downloads.as_csv([wicked]))))
    assert (row["value"], row["of"]) == ('\'=HYPERLINK("x")', "'@sum")
    turtle = client.get(f"/id/document/{SKOPJE}", headers={"accept": "text/turtle"})
    assert turtle.headers["content-type"].startswith("text/turtle") and "SourceDocument" in turtle.text
    for path in (
        "/facts/nothing.csv",
        f"/facts/{SKOPJE}.xlsx",
        "/id/document/nothing",
        "/id/document/%3C%22%20%5C",
        "/facts/%3Ca.csv",
    ):
        assert client.get(path, headers={"accept": "text/html"}).status_code == 404


def test_marks_are_read_by_keyboard_and_kinds_are_switched(server: Server, tab: Tab) -> None:
    page = tab.page
    page.goto(f"{server.address}/id/document/{SKOPJE}")
    page.locator("#words a.seg", has_text="19 November 2019").focus()
    card = page.locator("#card")
    assert "start date" in card.inner_text() and re.search(r"confidence\s+0\.\d+ events\.", card.inner_text())
    page.keyboard.press("Tab")
    assert "duration in days" in card.inner_text() and card.count() == 1
    assert tab.axe() == []
    page.keyboard.press("Escape")
    assert card.count() == 0
    page.get_by_label("Where").uncheck()
    assert "off" in (page.locator("#words a.seg", has_text="Skopje").first.get_attribute("class") or "")
    # Pages of things lead to a passage by its offset.
    page.goto(f"{server.address}/id/document/{SKOPJE}#c1192")
    called = page.locator("#words .called").all_inner_texts()
    assert "".join(called) == "The experts use the UN's Compendium of Good Practices as guidance."
    link = page.locator("tr", has_text="guidance").locator("a.page").first.get_attribute("href") or ""
    assert link.startswith(f"/id/event/{SKOPJE}/1#")
