"""Searching on a server: with words and facets, without scripts, by keyboard, and while there is no index."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import html  # type: ignore[import-untyped]
from pyoxigraph import Literal, NamedNode, Triple
from starlette.testclient import TestClient

from ctkg.graph.search.keeping import FILE
from ctkg.graph.store import open_store
from ctkg.iris import PREFIXES, graph, instance
from ctkg.serve import Settings, application

if TYPE_CHECKING:
    from tests.serve.conftest import Server, Tab


def shown(client: TestClient, path: str) -> Any:
    answer = client.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return html.document_fromstring(answer.text)


def test_finds_lead_to_things_and_to_sentences_in_their_place(client: TestClient) -> None:
    page = shown(client, "/search?q=border+security")
    links = page.xpath("//ol[@class='found']//p[@class='name']/a/@href")
    assert "/id/organization/osce-bsmu" in links
    (place,) = [link for link in links if link.startswith("/id/document/osce-2023-vienna")]
    text = shown(client, place.partition("#")[0])
    assert text.xpath(f"//*[@id='{place.partition('#')[2]}']")
    assert page.xpath("//p[contains(@class, 'spoken')]/mark/text()")[:2] == ["Border", "Security"]


def test_a_facet_is_a_link_that_narrows_and_its_number_is_what_it_gives(client: TestClient) -> None:
    page = shown(client, "/search?q=workshop")
    for item in page.xpath("//aside//li[.//span[@class='number']]")[:12]:
        number = int(item.xpath(".//span[@class='number']")[0].text)
        narrowed = shown(client, item.xpath("./a/@href")[0])
        told = " ".join(narrowed.xpath("//p[@class='count']")[0].text_content().split())
        assert told.startswith(f"{number} find"), (item.text_content(), told)
        assert narrowed.xpath("//p[@class='chips']/a")
        again = narrowed.xpath("//aside//a[@aria-current]/@href")
        assert again == ["/search?q=workshop"]


def test_no_find_and_no_words_help(client: TestClient) -> None:
    page = shown(client, "/search?q=bordr+securty&country=AT")
    assert page.xpath("//a[@href='/search?q=border+security&country=AT']")
    assert "Nothing found" in page.text_content()
    assert "Examples" in shown(client, "/search").text_content()
    for wild in (
        "/search?q=%01%22*&page=99999&kind=nothing&year=x",
        "/search?q=" + "a" * 3000,
        "/search?page=0&q=osce",
    ):
        shown(client, wild)
    hostile = client.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E&country=%22%3E%3Cb%3E").text
    assert "<script>alert" not in hostile and "<b>" not in hostile


def test_pages_follow_each_other(client: TestClient) -> None:
    page = shown(client, "/search?q=security")
    first = page.xpath("//ol[@class='found']//p[@class='name']/a/@href")
    after = shown(client, page.xpath("//a[@rel='next']/@href")[0])
    assert len(first) == 20 and after.xpath("//a[@rel='prev']")
    assert first != after.xpath("//ol[@class='found']//p[@class='name']/a/@href")


def test_a_missing_or_broken_index_is_made_in_the_background(tmp_path: Path) -> None:
    label = Triple(NamedNode(instance("place", "x")), NamedNode(PREFIXES["rdfs"] + "label"), Literal("village"))
    with open_store(tmp_path / "s") as store:
        store.replace_graph(graph("document", "x"), [label])
    file = tmp_path / "s" / FILE
    for content in (b"", b"SQLite format 3\0" + b"\xff" * 8000):
        file.unlink(missing_ok=True)
        if content:
            file.write_bytes(content)
        app = application(Settings(store=tmp_path / "s"))
        with TestClient(app, base_url="http://127.0.0.1") as client:
            page = shown(client, "/search?q=village")
            assert "being made" in page.text_content() or page.xpath("//ol[@class='found']/li")
            assert client.get("/api/v1/suggest?q=village").status_code == 200
            assert app.state.finding.wait(60)
            assert shown(client, "/search?q=village").xpath("//ol[@class='found']/li")
            assert client.get("/api/v1/suggest?q=vill").json()["names"][0]["href"] == "/id/place/x"


def test_names_are_suggested_by_keyboard(server: Server, tab: Tab) -> None:
    page = tab.page
    page.goto(f"{server.address}/search?q=border+security")
    assert tab.axe() == []
    field = page.locator("#words")
    field.fill("kazakhst")
    page.get_by_role("option", name="Kazakhstan state").wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert page.locator("[aria-selected=true]").get_attribute("id") == field.get_attribute("aria-activedescendant")
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false" and field.input_value() == "kazakhst"
    page.keyboard.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/state/KZ")
