"""The pages that write, in a browser: by keyboard, with mistakes, without a mouse; and what axe says of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.serve.conftest import Server, Tab

import ctkg

if TYPE_CHECKING:
    from playwright.sync_api import Page

NOTE = "The OSCE opened a fictional workshop on border security in Skopje on 19 November 2031. 40 experts took part.\n"


def test_a_day_at_the_workbench(writable: Server, tab: Tab, tmp_path: Path) -> None:
    page = tab.page
    page.goto(f"{writable.address}/login?token={writable.token}")
    form_with_a_mistake(writable, tab, page)
    review_by_keyboard(writable, tab, page)
    upload(writable, tab, page, tmp_path)
    for path in ("/add", "/add/entry", "/acts"):
        page.goto(writable.address + path, wait_until="domcontentloaded")
        assert tab.axe() == []
    with ctkg.open(writable.store, read_only=True) as graph:
        log = graph.review().log
        assert sorted(log.read(name).kind for name in log.names()) == ["add", "reject", "undo"]


def form_with_a_mistake(server: Server, tab: Tab, page: Page) -> None:
    page.goto(f"{server.address}/add/entry/workshop")
    page.fill("#f-title-1", "Fictional workshop in a browser")
    page.fill("#f-start-1", "2031-13-01")
    # A name is completed by keyboard.
    page.focus("#f-organizers-1")
    page.keyboard.type("osce")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#f-organizers-1", "aria-activedescendant")
    page.keyboard.press("Enter")
    assert page.input_value("#f-organizers-1") == "Organization for Security and Co-operation in Europe"
    # A value that is described in place comes without a new page, and the focus is in it.
    page.click("button[value='add speakers person']")
    page.wait_for_selector("#f-speakers-1--person-1")
    page.keyboard.type("Ada Fictional")
    assert page.input_value("#f-speakers-1--person-1") == "Ada Fictional"
    page.click("button[value='remove speakers:1']")
    page.wait_for_selector("#f-speakers-1--person-1", state="detached")
    page.fill("#f-source-1--title-1", "Fictional note")
    page.fill("#f-source-1--publisher-1", "OSCE")
    page.click(".buttons .main")
    page.wait_for_selector("#summary")
    assert page.evaluate("document.activeElement.id") == "summary"
    assert "1 thing to mend" in page.inner_text("#summary") and tab.axe() == []
    page.click("#summary a >> nth=0")
    assert page.evaluate("document.activeElement.id") == "f-start-1"
    page.fill("#f-start-1", "2031-12-01")
    page.click(".buttons .main")
    page.wait_for_selector("#summary.good")
    page.click("button[value=enter]")
    page.wait_for_selector("#done")


def review_by_keyboard(server: Server, tab: Tab, page: Page) -> None:
    page.goto(f"{server.address}/review?kind=doubtful")
    assert tab.axe() == []
    first = page.get_attribute("#item", "data-item")
    before = int(page.get_attribute("#left", "data-left") or 0)
    with page.expect_response(lambda answer: f"/review/{first}" in answer.url):
        page.keyboard.press("r")
        page.keyboard.press("r")  # twice by mistake
    page.wait_for_selector("#told:has-text('rejected')")
    page.keyboard.press("u")
    page.wait_for_selector("#told:has-text('took back: rejected')")
    assert page.get_attribute("#item", "data-item") == first
    # What is refused is told of, and its item is shown again with what was typed.
    page.keyboard.press("c")
    page.keyboard.type("Nobody known here")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.focus("#value")
    page.keyboard.press("Enter")
    page.wait_for_selector("#told:has-text('Not done')")
    assert page.get_attribute("#item", "data-item") == first and page.input_value("#value") == "Nobody known here"
    page.wait_for_selector(f"#left:has-text('{before} ')")  # the count follows when the item has come back
    # A server that is gone is told of with what to do.
    page.route("**/review/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.click("#item button[value=reject]")
    page.wait_for_selector("#told:has-text('Start it again with: ctkg serve')")
    assert page.get_attribute("#item", "data-item") == first
    page.unroute("**/review/*")
    page.uncheck("#keys")
    page.focus("#item")
    page.keyboard.press("r")
    page.wait_for_timeout(100)
    assert page.get_attribute("#item", "data-item") == first


def upload(server: Server, tab: Tab, page: Page, folder: Path) -> None:
    file = folder / "fictional-note.txt"
    file.write_text(NOTE)
    page.goto(f"{server.address}/add/document")
    assert tab.axe() == []
    page.set_input_files("#files", file)
    page.click("text=Look at them")
    page.wait_for_selector("#decide", timeout=60_000)
    assert "Not kept yet" in page.inner_text("#summary") and page.locator(".seg").count() > 3
    assert tab.axe() == []
    page.click("button[value=keep] >> nth=0")
    page.wait_for_selector("text=Kept:")
