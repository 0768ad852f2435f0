"""The first page and the lists: numbers of the graph, small, at once, and whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest
from lxml import html  # type: ignore[import-untyped]
from starlette.testclient import TestClient

import ctkg
from ctkg import graph
from ctkg.decisions import Act, log_of, next_time
from ctkg.graph.ranking import sorting
from ctkg.serve import Settings, application

if TYPE_CHECKING:
    from tests.serve.conftest import Server, Tab


def shown(client: TestClient, path: str) -> Any:
    answer = client.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return html.document_fromstring(answer.text)


@pytest.fixture
def home(client: TestClient) -> Any:
    assert client.app.state.overview.wait(60)  # type: ignore[attr-defined]
    return shown(client, "/")


def numbers(page: Any, section: str) -> dict[str, int]:
    items = page.xpath(f"//section[@aria-labelledby='{section}']/ul[1]/li[span[@class='number']]")
    return {
        " ".join(item.text_content().split()[1:]): int(item.xpath("span")[0].text.replace(",", "")) for item in items
    }


def test_numbers_are_those_of_the_graph(home: Any, demo_store: Path) -> None:
    with ctkg.open(demo_store, read_only=True) as kg:
        facts = list(kg.facts())
        events = len(kg.query("SELECT DISTINCT ?e WHERE { ?e a/rdfs:subClassOf* ct:Event }").values())
        publishers = Counter(
            str(row[0])
            for row in kg.query("SELECT ?p ?d WHERE { ?d a ct:SourceDocument ; dcterms:publisher ?p }").values()
        )
        report = Counter(finding.severity for finding in graph.recorded(kg.store).findings)
    (card,) = home.xpath("//li[@class='card'][.//a[@href='/browse/events']]//span[@class='number']")
    assert int(card.text) == events
    assert f"{len(facts):,} statements" in home.text_content()
    read = {name.split()[1]: number for name, number in numbers(home, "read").items()}
    relations = Counter(fact["relation"] for fact in facts)
    assert read["Where"] == relations["event.place"] + relations["event.country"]
    told = numbers(home, "publishers")
    assert told and all(publishers[name] == number for name, number in told.items())
    problems = numbers(home, "problems")
    assert problems["findings of the last validation (warning)"] == report["warning"]
    assert home.xpath("//a[@href='/graph/report?severity=warning']")
    assert problems["statements less sure than 0.7"] == sum(fact["confidence"] < 0.7 for fact in facts)


def test_the_page_is_small_in_all(home: Any, client: TestClient) -> None:
    size = len(client.get("/", headers={"accept": "text/html"}).content)
    found = home.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src | //img/@src")
    size += sum(len(client.get(urljoin("/", path)).content) for path in set(found))
    assert len(found) >= 5 and size < 200_000


def test_nobody_waits_for_numbers(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    overview = client.app.state.overview  # type: ignore[attr-defined]
    monkeypatch.setattr(overview, "figures", lambda view: (None, True))
    page = shown(client, "/")
    assert "Counting" in page.xpath("//*[@data-counting]")[0].text_content()
    assert page.xpath("//form[@data-suggest]//input[@name='q']") and page.xpath("//a[@href='/timeline']")


def test_acts_of_people_are_shown_and_what_is_new_is_counted(own_store: Path) -> None:
    with ctkg.open(own_store) as kg:
        log = log_of(kg.store)
        log.write(Act(kind="remove", by="A. <b>Reader", on=next_time(log), reason="a test", documents=("x",)))
    with TestClient(
        application(Settings(store=own_store, write=True, token="t" * 20)), base_url="http://127.0.0.1"
    ) as c:
        page = shown(c, "/")
        (act,) = page.xpath("//section[@aria-labelledby='acts']//li")
        assert "A. <b>Reader removed" in " ".join(act.text_content().split()) and "a test" in act.text_content()
        assert page.xpath("//a[@href='/add']")


@pytest.mark.parametrize("kind", ["places", "events", "organisations"])
def test_lists_hold_everything_once_and_jumps_lead_there(client: TestClient, kind: str) -> None:
    path, links, pages = f"/browse/{kind}", [], 0
    while path and pages < 3:
        page = shown(client, path)
        links += page.xpath("//main//ul[contains(@class, 'list')]//a/@href")
        path = next(iter(page.xpath("//a[@rel='next']/@href")), "")
        pages += 1
    assert len(links) == len(set(links)) and len(links) == (pages * 200 if path else len(links)) > 50
    assert path or f"· {len(links):,}" in page.text_content()
    jumps = shown(client, f"/browse/{kind}").xpath("//nav[@aria-label='Jump']//a")
    for jump in jumps[3:5]:
        first = shown(client, jump.get("href")).xpath("//main//ul[contains(@class, 'list')]//a")[0]
        assert sorting(first.text_content().strip()).startswith(jump.text.lower())
    names = shown(client, f"/browse/{kind}").xpath("//nav/@aria-label")
    assert len(names) == len(set(names))
    assert client.get("/browse/nothing").status_code == 404
    assert client.get(f"/browse/{kind}?start=999999").status_code == 200


def test_the_first_page_is_for_everybody(server: Server, tab: Tab) -> None:
    tab.page.goto(server.address)
    assert tab.axe() == []
    tab.page.set_viewport_size({"width": 360, "height": 700})
    assert tab.page.evaluate("document.documentElement.scrollWidth") == 360
