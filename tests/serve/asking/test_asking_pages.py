"""The pages that ask, in the browser: typed, run, sorted, cut off, called off, by the keyboard alone."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect
from tests.serve.conftest import Server, Tab, serving

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LONG = 20_000


@pytest.fixture(scope="module")
def narrow(demo_store: Path) -> Iterator[Server]:
    """A server with one process for queries that gives few rows."""
    with serving(demo_store, "--workers", "1", "--rows", "120") as made:
        yield made


def editor(page: Page, address: str) -> Locator:
    page.goto(f"{address}/query")
    field = page.get_by_role("textbox", name="Query SPARQL")
    page.wait_for_selector("#ask[data-ready]")
    return field


def ask(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Query SPARQL").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")


def test_a_query_is_typed_with_completion_run_sorted_and_filtered(server: Server, tab: Tab) -> None:
    page = tab.page
    editor(page, server.address).click()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?event ?start WHERE { ?event a roundt")
    expect(page.get_by_role("option").first).to_contain_text("ct:RoundTable")
    page.wait_for_timeout(400)  # what has just appeared is not taken by a key that was meant for the line
    page.keyboard.press("Enter")
    page.keyboard.type(" ; ct:startDate ?start ; ct:heldIn id:kazakh")
    option = page.get_by_role("option").filter(has_text="Kazakhstan").filter(has_text="place")
    expect(option).to_be_visible()
    option.click()
    expect(page.locator("#query")).to_have_value(re.compile("a ct:RoundTable ; .* ct:heldIn id:territory/KZ ?}$"))
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("link", name="roundtable, Astana, 2014-06-10")).to_have_attribute(
        "href", "/id/event/osce-2014-astana-explosives/1"
    )

    ask(page, "SELECT ?event ?n { ?event a ct:Event OPTIONAL { ?event ct:durationDays ?n } }")
    head = page.get_by_role("columnheader", name="n", exact=True)
    head.get_by_role("button").click()
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    numbers = [int(each) for each in page.locator("table.answer td.number").all_inner_texts()]
    assert len(numbers) > 3
    assert numbers == sorted(numbers, reverse=True)
    page.get_by_label("Only rows with").fill("skopje")
    expect(page.get_by_text(re.compile(r"^\d+ of \d+$"))).to_be_visible()
    assert all("skopje" in row.lower() for row in page.locator("table.answer tbody tr").all_inner_texts())
    assert tab.axe() == []


def test_a_mistake_is_shown_where_it_is_and_stays(server: Server, tab: Tab) -> None:
    page = tab.page
    editor(page, server.address)
    ask(page, "SELECT ?event {\n  ?event a ct:Workshp }")
    expect(page.get_by_role("alert")).to_contain_text("Line 2, column 12: the ontology has no ct:Workshp")
    expect(page.locator(".cm-fault")).to_have_text("ct:Workshp")
    page.get_by_role("button", name="Go to line 2").click()
    page.keyboard.type("#")
    expect(page.locator("#query")).to_have_value(re.compile("a #ct:Workshp"))
    expect(page.get_by_role("alert")).to_be_visible()
    ask(page, "ASK { ?event a ct:Workshop }")
    expect(page.get_by_text("Yes in")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("alert")).to_contain_text("the ontology has no ct:Workshp")
    expect(page.locator("#query")).to_have_value("SELECT ?event {\n  ?event a ct:Workshp }")
    page.go_back()
    expect(page.locator("#answer")).to_be_empty()
    page.go_forward()
    expect(page.get_by_role("alert")).to_be_visible()


def test_what_is_cut_off_is_told_and_links_ask_the_same(narrow: Server, tab: Tab) -> None:
    page = tab.page
    editor(page, narrow.address)
    ask(page, "SELECT ?s ?p ?o { ?s ?p ?o }")
    expect(page.get_by_text("only the first 120 are shown")).to_be_visible()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("rows 51 to 100 of 120")).to_be_visible()
    page.get_by_role("button", name="Raw").click()
    expect(page.locator("#answer pre")).to_contain_text('"bindings"')
    short = page.get_by_role("link", name="Link to this").get_attribute("href")
    ask(page, f"ASK {{ ?s ?p 'x' }} # {'x' * LONG}")
    expect(page.get_by_text("No in")).to_be_visible()
    long = page.get_by_role("link", name="Link to this").get_attribute("href")
    assert short
    assert long
    assert short.startswith("/query?query=SELECT")
    assert long.startswith("/query#query=ASK")
    page.goto("about:blank")
    page.goto(narrow.address + long)
    expect(page.get_by_text("No in")).to_be_visible()
    page.goto(narrow.address + short)
    expect(page.locator("#answer pre")).to_contain_text('"bindings"')
    assert page.locator("#query").input_value() == "SELECT ?s ?p ?o { ?s ?p ?o }"
    page.get_by_text("Your last queries").click()
    expect(page.locator("#history li")).to_have_count(1)
    page.get_by_role("button", name="Forget them").click()
    expect(page.locator("#history li")).to_have_count(0)


def test_a_runaway_is_called_off_and_its_process_is_free(narrow: Server, tab: Tab) -> None:
    page = tab.page
    editor(page, narrow.address)
    ask(page, RUNAWAY)
    expect(page.get_by_text("Asking …")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("alert")).to_contain_text("Cancelled.")
    expect(page.get_by_role("button", name="Cancel")).to_be_hidden()
    began = time.monotonic()
    said = httpx.post(f"{narrow.address}/api/v1/answers", json={"query": "ASK { ?a ?b ?c }"}, timeout=20)
    assert said.json()["result"]["boolean"] is True
    # The runaway would hold the only process for 30 s, its deadline.
    assert time.monotonic() - began < LONG / 1_000


def test_the_library_by_the_keyboard_alone(server: Server, tab: Tab) -> None:
    page = tab.page
    page.goto(f"{server.address}/queries")
    assert tab.axe() == []
    page.get_by_role("link", name="Whether a State was bound by a treaty on a date").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kazakhstan", exact=True)).to_be_visible()
    page.wait_for_selector("#ask[data-ready]")
    for label in ("state", "instrument", "date"):
        while not page.evaluate("document.activeElement.id").startswith("p-"):
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == label
        if label == "state":
            page.keyboard.press("Control+a")
            page.keyboard.type("uzbek")
            expect(page.locator("#n-state option[value='id:state/UZ']")).to_have_count(1)
            page.keyboard.press("Control+a")
            page.keyboard.type("id:state/UZ")
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("table.answer")).to_contain_text("ratification")
    assert "state=id%3Astate%2FUZ" in page.url
    assert tab.axe() == []


def test_tab_leaves_the_editor_and_the_page_fits_a_phone(server: Server, tab: Tab) -> None:
    page = tab.page
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark")
    editor(page, server.address).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" ")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"
    page.keyboard.press("Enter")
    expect(page.locator("table.answer")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert tab.axe() == []


def test_views_are_offered_where_they_fit(server: Server, tab: Tab) -> None:
    page = tab.page
    page.goto(f"{server.address}/queries/events-by-country?view=chart")
    expect(page.locator("#answer svg.plot")).to_be_visible()
    expect(page.get_by_text("No graph: a row needs two nodes.")).to_be_visible()
    page.get_by_role("button", name="Map").click()
    expect(page.locator("#answer .mapped path.land").first).to_be_visible()
    assert page.url.endswith("view=map")
    page.goto(f"{server.address}/queries/co-organisers?view=graph")
    expect(page.locator("#answer .answer-graph canvas").first).to_be_visible()
    page.goto(f"{server.address}/queries/CQ45?view=graph")
    expect(page.locator("table.answer")).to_be_visible()
    expect(page.get_by_text("No map: no column has places")).to_be_visible()
