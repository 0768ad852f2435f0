"""The graph explorer as people use it: with scripts and without, by pointer and by keyboard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree, html
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from ctkg.iris import ID, ONTOLOGY

if TYPE_CHECKING:
    from playwright.sync_api import Page

EVENT = ID + "event/osce-2014-astana-explosives/1"
OSCE, CTED, KZ = ID + "organization/osce", ID + "organization/un-cted", ID + "state/KZ"
SVG = "{http://www.w3.org/2000/svg}"


def plain(client: TestClient, address: str) -> Any:
    answer = client.get(address, headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def test_without_scripts_neighbours_are_lists_with_links(client: TestClient) -> None:
    page = plain(client, f"/explore?node={OSCE}")
    told = [each.text_content().split() for each in page.xpath("//dl[@class='facts']//li")]
    assert len(told) == 20
    assert page.xpath("//dl//a[starts-with(@href, '/explore?node=')]") and page.xpath("//dl//a[text()='its page']")
    (further,) = page.xpath("//a[@rel='next']/@href")
    others = plain(client, further)
    first, second = (set(each.xpath("//dl//a[starts-with(@href, '/explore')]/@href")) for each in (page, others))
    assert first and second and not first & second
    assert plain(client, min(first)).xpath("//dl//li")


def test_without_scripts_ways_are_told_in_words(client: TestClient) -> None:
    page = plain(client, f"/explore?from={KZ}&to={OSCE}")
    (way,) = page.xpath("//ol[@class='ways']/li")
    assert " ".join(way.text_content().split()).startswith("Kazakhstan member of (participating State, 1992-01-30–…)")


def test_without_scripts_one_begins_with_a_search(client: TestClient) -> None:
    assert len(plain(client, "/explore").xpath("//ul/li/a[starts-with(@href, '/explore?node=')]")) == 8
    found = plain(client, "/explore?q=kazakhstan").xpath("//ul[@class='list one']/li/a/@href")
    assert f"/explore?node={KZ.replace(':', '%3A').replace('/', '%2F')}" in found or any(
        "state" in each for each in found
    )


def test_the_routes_of_the_explorer(client: TestClient) -> None:
    told = client.get("/api/v1/graph/neighbours", params={"node": EVENT, "limit": 5}).json()
    assert told["nodes"][0]["id"] == EVENT and len(told["nodes"]) == 6 and told["total"] > 30
    joined = client.post("/api/v1/graph/neighbours", params={"node": OSCE, "limit": 0}, json={"shown": [EVENT]}).json()
    assert [{edge["source"], edge["target"]} for edge in joined["edges"]] == [{EVENT, OSCE}]
    part = client.get("/api/v1/graph/part", params={"node": [KZ, OSCE, ID + "state/ZZ"]}).json()
    assert [node["id"] for node in part["nodes"]] == [KZ, OSCE] and len(part["edges"]) == 1
    ways = client.get("/api/v1/graph/paths", params={"from": KZ, "to": OSCE}).json()
    assert (ways["ways"], ways["complete"]) == ([[KZ, OSCE]], True)
    file = client.post(
        "/api/v1/graph/export", params={"format": "graphml"}, json={"nodes": [KZ, OSCE], "edges": [[KZ, OSCE]]}
    )
    assert file.headers["content-disposition"] == 'attachment; filename="graph.graphml"' and b"<edge " in file.content
    assert client.get("/api/v1/graph/find", params={"q": "Kazakhst"}).json()["nodes"]


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/graph/neighbours",
        "/api/v1/graph/neighbours?node=x%20y",
        f"/api/v1/graph/neighbours?node={KZ}&limit=-1",
        f"/api/v1/graph/neighbours?node={KZ}&limit=201",
        f"/api/v1/graph/paths?from={KZ}",
        f"/api/v1/graph/evidence?subject={KZ}&relation={ONTOLOGY.replace('#', '%23')}hasHost&object={OSCE}",
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("application/problem+json") and answer.json()["detail"]


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"shown": [1]}', b'{"shown": "x"}', b"\xff"])
def test_a_body_that_is_none_is_told(client: TestClient, body: bytes) -> None:
    assert client.post(f"/api/v1/graph/neighbours?node={KZ}", content=body).status_code == 400


def test_what_is_no_iri_is_no_node_that_is_shown(client: TestClient) -> None:
    asked = {"shown": ["", "x y", "no iri", "<>", "\ud800", EVENT], "nodes": ["x y", "\ud800", KZ]}
    told = client.post("/api/v1/graph/neighbours", params={"node": OSCE, "limit": 0}, content=json.dumps(asked))
    assert told.status_code == 200 and len(told.json()["edges"]) == 1
    part = client.post("/api/v1/graph/part", content=json.dumps(asked))
    assert [node["id"] for node in part.json()["nodes"]] == [KZ]


def saved(page: Page, name: str, folder: Path) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target.read_bytes()


def test_a_node_is_expanded_filtered_joined_and_saved(server: Any, tab: Any, tmp_path: Path) -> None:
    page: Page = tab.page
    page.goto(f"{server.address}/explore?node={EVENT}")
    count = page.locator("#graph-count")
    page.get_by_text("21 nodes").wait_for()
    # Expand: one request, what was left out comes.
    with page.expect_response("**/neighbours?*") as asked:
        page.get_by_role("button", name="Expand further").click()
    assert asked.value.request.method == "POST"
    page.get_by_text("40 nodes").wait_for()
    # Filter by kind and by what only follows; the picture and the list say the same.
    page.get_by_role("checkbox", name="Threats").uncheck()
    page.get_by_role("checkbox", name="show what only follows").uncheck()
    fewer = count.text_content() or ""
    assert "not shown" in fewer
    page.get_by_text("List of nodes and edges").click()
    assert f"Nodes ({fewer.split()[0]})" in page.locator(".list h3").first.text_content()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("40 nodes").wait_for()
    # In the picture the node that stands for the rest does what the button did.
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("21 nodes").wait_for()
    page.evaluate("void graphExplorer.view.cy.nodes().filter((node) => node.id().startsWith('more ')).select()")
    page.get_by_text("40 nodes").wait_for()
    # Files of what is shown.
    page.get_by_text("Save or share").click()
    assert saved(page, "Picture (PNG)", tmp_path).startswith(b"\x89PNG")
    drawing = etree.fromstring(saved(page, "Picture (SVG)", tmp_path))
    assert drawing.tag == SVG + "svg"
    assert "Anti-Terrorism Centre" in " ".join(drawing.itertext()) and len(drawing.findall(f".//{SVG}line")) > 90
    assert len(list(parse(saved(page, "Data (Turtle)", tmp_path), format=RdfFormat.TURTLE))) > 100
    assert b"<graphml" in saved(page, "Graph (GraphML)", tmp_path)
    assert tab.axe() == []
    # The address shares what is seen, places included.
    page.wait_for_url("**#s=*")
    places = "Object.fromEntries([...window.graphExplorer.where].filter(([id]) => !id.startsWith('more ')))"
    before, address = page.evaluate(places), page.evaluate("window.graphExplorer.address()")
    page.goto("about:blank")
    page.goto(address)
    page.get_by_text("40 nodes").wait_for()
    assert page.evaluate(places) == before


def test_the_explorer_by_keyboard_alone(server: Any, tab: Any) -> None:
    page: Page = tab.page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{server.address}/explore?from={ID}organization/osce-fo-astana&to={CTED}")
    page.get_by_text("there is no shorter one").wait_for()
    page.locator(".ways details summary").first.press("Enter")
    page.locator(".ways .steps .evidence").first.wait_for()
    field = page.get_by_label("Add a thing by its name")
    field.fill("Kazakhs")
    page.locator(".found button").first.wait_for()
    field.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator(".status").get_by_text("was added").wait_for()
    canvas = page.locator(".canvas")
    canvas.focus()
    page.keyboard.press("e")
    page.locator(".status").get_by_text("more node").wait_for()
    page.keyboard.press("c")
    page.locator(".status").get_by_text("taken away").wait_for()
    page.keyboard.press("z")
    page.locator(".status").get_by_text("Undone: collapse").wait_for()
    page.keyboard.press("h")
    page.locator(".status").get_by_text("is hidden").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert tab.axe() == []


def test_two_thousand_nodes_stand_apart_and_take_more(server: Any, tab: Any) -> None:
    page: Page = tab.page
    page.goto(f"{server.address}/explore")
    told = page.evaluate(
        """async () => {
            const { show } = await import("/static/graph-view.js");
            const name = (at) => ({ id: `n${at}`, label: `thing ${at}`, kind: "events" });
            const nodes = Array.from({ length: 2000 }, (_, at) => name(at));
            // A tree whose inner nodes have ten leaves each: what a fast layout puts upon each other.
            const edges = nodes.slice(1).map((node, at) => ({ source: `n${Math.floor(at / 10)}`, target: node.id }));
            const box = document.createElement("div");
            box.style.height = "600px";
            document.querySelector("main").append(box);
            const view = await show(box, { nodes, edges });
            const where = view.where();
            // Nodes are 34 wide: those nearer than that to another lie upon it.
            const all = [...where.values()].sort((one, other) => one.x - other.x);
            let upon = 0;
            for (let at = 0; at < all.length; at += 1) {
                for (let next = at + 1; next < all.length && all[next].x - all[at].x < 34; next += 1) {
                    if (Math.hypot(all[next].x - all[at].x, all[next].y - all[at].y) < 34) upon += 1;
                }
            }
            edges.push({ source: "n0", target: "nmore" });
            await view.update({ nodes: [...nodes, name("more")], edges });
            const now = view.where();
            const still = [...where].every(([id, at]) => at.x === now.get(id).x && at.y === now.get(id).y);
            return { upon, still, nodes: view.cy.nodes().length };
        }"""
    )
    assert told == {"upon": 0, "still": True, "nodes": 2001}
