"""Timeline and map without scripts, and their answers for programs: the same events, bounded, and escaped."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from ctkg.serve.pages.timeline import LISTED


class Links(HTMLParser):
    """Addresses of the links of a page, and whether a script could hide in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        self.inline += [name for name in found if name.startswith("on") or name == "style"]
        self.links += [str(found["href"])] if tag == "a" and found.get("href") else []


def events(client: TestClient, query: str) -> list[str]:
    told = client.get(f"/api/v1/events?limit=1000&{query}").json()
    assert told["total"] == len(told["events"])
    return [event["href"] for event in told["events"]]


@pytest.mark.parametrize("query", ["", "from=2017&to=2019", "kind=Workshop", "country=KZ&threat=ph", "organiser=osce"])
def test_the_timeline_lists_what_the_answer_has(client: TestClient, query: str) -> None:
    page = client.get(f"/timeline?{query}")
    assert page.status_code == 200
    read = Links(page.text)
    wanted = events(client, query)
    more = [Links(client.get(f"/timeline?{query}&page={1 + n}").text) for n in range(1, -(-len(wanted) // LISTED))]
    links = [link for one in (read, *more) for link in one.links]
    assert wanted and set(wanted) <= set(links)
    assert [link for link in links if link.startswith("/id/event/") and link not in wanted] == []
    assert read.inline == []
    drawn = page.text.count('aria-hidden="true" tabindex="-1"') + page.text.count('tabindex="-1" aria-hidden="true"')
    assert drawn > 0


def test_pages_of_the_list_have_every_event_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctkg.serve.pages.timeline.LISTED", 30)
    found: list[str] = []
    address = "/timeline?kind=Event&few=1"
    while address:
        page = client.get(address).text
        found += [link for link in Links(page[page.index('<h2 id="list">') :]).links if link.startswith("/id/event/")]
        later = re.search(r'<a href="([^"]+)">later</a>', page)
        address = html.unescape(later[1]) if later else ""
    assert found == events(client, "")


def test_too_many_events_are_counted_and_not_drawn(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctkg.serve.pages.timeline.DRAWN", 5)
    page = client.get("/timeline?from=2017&to=2019&few=1").text
    assert 'id="stage"' not in page and 'id="months"' in page and "are drawn one by one" in page
    assert 'id="months"' not in client.get("/timeline?few=1").text


def test_the_map_has_the_same_as_a_table(client: TestClient) -> None:
    page = client.get("/map?kind=Event").text
    places = client.get("/api/v1/events/places?limit=1000").json()
    countries = client.get("/api/v1/events/countries?limit=1000").json()
    links = set(Links(page).links)
    assert {each["properties"]["href"] for each in places["features"]} <= links
    assert {each["href"] for each in countries["countries"]} <= links
    assert "no request" not in page and "takes no side" in page


def test_numbers_of_places_and_countries_are_those_of_their_events(client: TestClient) -> None:
    for feature in client.get("/api/v1/events/places").json()["features"]:
        told = client.get(f"/api/v1/events?limit=1000&place={feature['id']}").json()
        assert feature["properties"]["count"] == sum(feature["properties"]["years"].values()) == told["total"]
        assert -180 <= feature["geometry"]["coordinates"][0] <= 180
    for country in client.get("/api/v1/events/countries").json()["countries"]:
        features = client.get(f"/api/v1/events/features?limit=1000&country={country['code']}").json()["features"]
        assert country["total"] == len(features)
        assert country["count"] == sum(1 for each in features if each["geometry"] is None)


def test_years_are_those_of_the_events(client: TestClient) -> None:
    told = client.get("/api/v1/events/years?kind=Meeting").json()
    dates = [each["earliestStart"] for each in client.get("/api/v1/events?limit=1000&kind=Meeting").json()["events"]]
    counted = {each["year"]: each["count"] for each in told["years"]}
    assert counted == {int(year): sum(d[:4] == year for d in dates if d) for year in {d[:4] for d in dates if d}}
    assert told["undated"] == dates.count(None)


def test_answers_are_bounded_and_name_the_next(client: TestClient) -> None:
    first = client.get("/api/v1/events?limit=2&kind=Meeting").json()
    second = client.get(first["next"]).json()
    assert (second["offset"], first["total"]) == (2, second["total"])
    assert not {each["iri"] for each in first["events"]} & {each["iri"] for each in second["events"]}
    for wrong in ("limit=0", "limit=1001", "limit=x", "offset=-1", "from=yesterday", "from=2020&to=2019", "limit=٣"):
        answer = client.get(f"/api/v1/events?{wrong}")
        assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


def test_geojson_is_served_as_such(client: TestClient) -> None:
    for path in ("/api/v1/events/features", "/api/v1/events/places", "/map/countries.json"):
        answer = client.get(path)
        assert answer.headers["content-type"].startswith("application/geo+json")
        assert json.loads(answer.content)["type"] == "FeatureCollection"


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


@pytest.mark.parametrize("path", ["/timeline", "/map"])
@pytest.mark.parametrize("name", ["from", "to", "kind", "country", "instrument", "organiser", "place"])
def test_what_an_address_says_stays_words(client: TestClient, path: str, name: str) -> None:
    page = client.get(path, params={name: HOSTILE})
    assert page.status_code == 200
    assert "<script>alert" not in page.text and "<img src=x" not in page.text
    if name in ("from", "to"):
        assert 'role="alert"' in page.text
