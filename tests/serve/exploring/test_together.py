"""Who works with whom: pairs as counted by a query, filters, and the events behind a line."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient

from ctkg.iris import ID, ONTOLOGY
from ctkg.serve.exploring import together
from ctkg.serve.exploring.together import ROLES, Bodies, network

ORGANIZATION = ID + "organization/"
EVENTS = st.dictionaries(st.integers(0, 9), st.sets(st.sampled_from("abcdefg"), max_size=5), max_size=10)


@given(EVENTS, st.integers(1, 4))
def test_a_pair_has_the_events_that_both_brought_about(events: dict[int, set[str]], least: int) -> None:
    bodies = Bodies({number: dict.fromkeys(names, ("hasOrganizer",)) for number, names in events.items()}, ())
    expected = nx.Graph()
    for number, names in events.items():
        for one, other in combinations(sorted(names), 2):
            expected.add_edge(
                one, other, events={*expected.get_edge_data(one, other, {"events": ()})["events"], number}
            )
    found = network(bodies, sorted(events), least=least)
    kept = {(one, other): told for one, other, told in expected.edges(data="events") if len(told) >= least}
    assert {frozenset((pair.one, pair.other)): set(pair.events) for pair in found.pairs} == {
        frozenset(pair): told for pair, told in kept.items()
    }
    assert found.left_out == expected.number_of_edges() - len(kept)
    assert found.joint == sum(len(names) > 1 for names in events.values())
    for body, number in found.bodies.items():
        assert number == len({event for pair, told in kept.items() if body in pair for event in told})


def test_a_crowd_makes_no_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "CROWD", 2)
    bodies = Bodies({1: dict.fromkeys("abc", ("hasPartner",)), 2: dict.fromkeys("ab", ("hasPartner",))}, ())
    found = network(bodies, [1, 2])
    assert [(pair.one, pair.other, pair.events) for pair in found.pairs] == [("a", "b", (2,))]
    assert (found.joint, found.crowded) == (2, 1)


def counted(client: TestClient) -> dict[frozenset[str], int]:
    roles = " ".join(f"<{ONTOLOGY}{role}>" for role in ROLES)
    text = f"""SELECT ?a ?b (COUNT(DISTINCT ?e) AS ?n) WHERE {{ VALUES ?p {{ {roles} }} VALUES ?q {{ {roles} }}
        ?e ?p ?a ; ?q ?b . FILTER(STR(?a) < STR(?b)) }} GROUP BY ?a ?b"""
    with client.app.state.access.reading() as view:  # type: ignore[attr-defined]
        return {frozenset((a.value, b.value)): int(n.value) for a, b, n in view.store.query(text)}


def rows(page: Any) -> list[tuple[frozenset[str], int]]:
    return [
        (
            frozenset("https://w3id.org/ctkg" + href for href in row.xpath("td[position() < 3]/a/@href")),
            int(row.xpath("string(td[3]/a/text()[1])")),
        )
        for row in page.xpath("//table/tbody/tr")
    ]


def plain(client: TestClient, address: str) -> Any:
    answer = client.get(address, headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def test_the_table_has_the_pairs_that_a_query_counts(client: TestClient) -> None:
    found, page = [], plain(client, "/network")
    found += rows(page)
    while further := page.xpath("//nav[@aria-label='Pages of the pairs']//a[text()='next']/@href"):
        page = plain(client, further[0])
        found += rows(page)
    assert len(found) > 50 and dict(found) == counted(client) and len(dict(found)) == len(found)
    assert [number for _, number in found] == sorted((number for _, number in found), reverse=True)


def test_filters_leave_pairs_out(client: TestClient) -> None:
    every = dict(rows(plain(client, "/network?least=2")))
    assert every == {pair: number for pair, number in counted(client).items() if number > 1}
    late = plain(client, f"/network?from=2019&region={ID}region/m49-europe")
    assert 0 < len(rows(late)) < 50
    (address,) = late.xpath("//table/tbody/tr[1]/td[3]/a/@href")
    assert "from=2019" in address and "region=" in address
    behind = plain(client, address)
    whens = [each.text for each in behind.xpath("//section[@id='behind']//span[@class='when']")]
    assert whens and all(when >= "2019" for when in whens)


def test_the_events_behind_a_line(client: TestClient) -> None:
    pair = max(counted(client).items(), key=lambda each: (each[1], sorted(each[0])))
    one, other = sorted(pair[0])
    told = client.get("/api/v1/graph/together", params={"a": other, "b": one}).json()
    assert told["total"] == len(told["events"]) == pair[1]
    assert all(set(event["roles"]) == {one, other} and all(event["roles"].values()) for event in told["events"])
    assert client.get("/api/v1/graph/together", params={"a": one, "b": "x"}).json() == {"total": 0, "events": []}
    assert client.get("/api/v1/graph/together", params={"a": one}).status_code == 400
    assert client.get("/network?least=0").status_code == 400


def test_the_picture_of_the_network(server: Any, tab: Any) -> None:
    page = tab.page
    page.goto(f"{server.address}/network?least=2")
    page.get_by_role("button", name="Picture (SVG)").wait_for()  # the picture stands
    with page.expect_response("**/together?*least=2*"):
        page.evaluate("void window.networkView.cy.edges()[0].select()")
    page.locator(".told .when").first.wait_for()
    assert page.evaluate("window.networkView.cy.edges().length") == len(page.locator("table.pairs tbody tr").all())
    assert tab.axe() == []
