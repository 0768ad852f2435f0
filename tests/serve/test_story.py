"""The whole story in a browser: a document, its evidence, a question, an entry that is refused and mended, a review.

The document, the events and the bodies without an abbreviation are fictional.
"""

from __future__ import annotations

import re

from playwright.sync_api import expect
from tests.serve.conftest import Server, Tab

TEXT = """VIENNA, 4 March 2031 - The OSCE and UNODC organized a fictional two-day workshop on border security in \
Tashkent on 2 and 3 March 2031. Some 30 experts from Uzbekistan took part."""


def test_a_day_at_the_workbench(writable: Server, tab: Tab) -> None:
    page, address = tab.page, writable.address
    page.goto(f"{address}/login?token={writable.token}")
    assert "token" not in page.url

    # A document: seen before it is kept.
    page.goto(address + "/add/document")
    page.get_by_label("Text", exact=False).first.fill(TEXT)
    page.get_by_label("Title", exact=False).first.fill("Fictional workshop in Tashkent")
    page.get_by_label("Short name").first.fill("fictional-tashkent")
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("main")).to_contain_text("Tashkent")
    assert page.request.get(f"{address}/id/document/fictional-tashkent").status == 404
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Keep")).first.click()

    # Its evidence.
    page.goto(f"{address}/id/document/fictional-tashkent")
    expect(page.locator("main")).to_contain_text("organized a fictional two-day workshop")
    marks = page.locator("main a.seg")
    assert marks.count() > 3
    marks.first.focus()
    expect(page.locator(".card:visible, [role=tooltip]:visible, aside:visible").first).to_contain_text("0.")
    assert tab.axe() == []

    # A question about it.
    page.goto(
        address
        + "/query?query=SELECT%20%3Fo%20WHERE%20%7B%20%3Ce%3E%20ct%3AhasOrganizer%20%3Fo%20%7D".replace(
            "%3Ce%3E", "id%3Aevent%2Ffictional-tashkent%2F1"
        )
    )
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("link", name=re.compile("United Nations Office on Drugs and Crime")).first).to_be_visible()

    # An entry that is refused, with the reason at its field, and mended.
    page.goto(address + "/add/entry/workshop")
    page.get_by_label(re.compile("^Title")).first.fill("Fictional workshop on port security")
    page.get_by_label(re.compile("^Short name")).fill("fictional-ports")
    page.get_by_label(re.compile("^Start")).fill("soon")
    page.get_by_label(re.compile("^Organizers")).first.fill("OSCE")
    page.get_by_role("group", name=re.compile("^Source")).get_by_label(re.compile("^Title")).fill("A fictional letter")
    page.get_by_role("button", name="Check").first.click()
    start = page.get_by_label(re.compile("^Start"))
    expect(start).to_have_attribute("aria-invalid", "true")
    expect(start).to_have_value("soon")
    assert tab.axe() == []
    start.fill("2031-05-06")
    page.get_by_role("button", name="Check").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Add")).last.click()
    expect(page.locator("main")).to_contain_text("fictional-ports")
    assert page.request.get(f"{address}/id/document/fictional-ports").status == 200

    # A doubtful statement, by one key.
    page.goto(address + "/review?kind=doubtful")
    before = page.locator("main").inner_text()
    waiting = int(re.search(r"(\d+) items? wait", before)[1])  # type: ignore[index]
    page.wait_for_timeout(300)  # nobody reads an item sooner, so an earlier key is taken for one pressed twice
    page.keyboard.press("a")
    expect(page.locator("main")).to_contain_text(f"{waiting - 1} item")

    page.wait_for_load_state("networkidle")

    # All of it can be told and taken back.
    page.goto(address + "/acts")
    expect(page.locator("main ol > li, main ul > li").filter(has=page.locator("time")).first).to_contain_text("accept")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("Undo|Take back")).first.click()
    expect(page.locator("main")).to_contain_text("undo")
    page.goto(address + "/review?kind=doubtful")
    expect(page.locator("main")).to_contain_text(f"{waiting} item")
