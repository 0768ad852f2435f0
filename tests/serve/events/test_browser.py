"""Timeline and map in a browser: zoom, keyboard, sliders, marks for places together; nothing is fetched elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: Groups of random points for several sizes: what clustering must keep, as JSON.
CLUSTERS = """async () => {
  const { clustered } = await import('/static/map-clusters.js');
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const found = [];
  for (const [many, size] of [[0, 30], [1, 30], [40, 30], [400, 34], [400, 3]]) {
    const points = Array.from({ length: many }, (_, item) => (
      { x: random() * 600 - 300, y: random() * 300, count: 1 + Math.floor(random() * 4), item }));
    const groups = clustered(points, size);
    const again = clustered([...points].reverse(), size);
    const at = (each) => points[each.items[0]];
    const near = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
    found.push({
      many, size,
      members: groups.flatMap((each) => each.items).sort((a, b) => a - b).join() === points.map((_, i) => i).join(),
      counts: groups.every((each) => each.count === each.items.reduce((sum, i) => sum + points[i].count, 0)),
      centres: groups.every((each) => each.x === at(each).x && each.y === at(each).y),
      most: groups.every((each) => each.items.every((i) => points[i].count <= at(each).count)),
      within: groups.every((each) => each.items.every((i) => near(each, points[i]) < size)),
      apart: groups.every((a, i) => groups.every((b, j) => i === j || near(a, b) >= size)),
      same: JSON.stringify(again.map((each) => [each.x, each.y, each.count]))
        === JSON.stringify(groups.map((each) => [each.x, each.y, each.count])),
      fewer: groups.length < many || many < 40 || size < 30,
    });
  }
  return found;
}"""

TICKS = """async () => {
  const { ticks, day } = await import('/static/timeline-layout.js');
  return [['1997-02-08', '2025-09-17', 9], ['2017-01-20', '2018-03-01', 8], ['2019-11-03', '2019-11-29', 6]]
    .map(([from, to, most]) => ticks(day(from), day(to), most).map((each) => each.text));
}"""


#: Charts and a small map of hostile words, drawn in the page that is open.
DRAWN = """async () => {
  const { show, levels, places } = await import('/static/chart-view.js');
  const hostile = '</text><img src=x onerror=alert(1)>';
  const main = document.querySelector('main');
  main.replaceChildren();
  for (const kind of ['bars', 'lines']) {
    const box = document.createElement('div');
    main.append(box);
    show(box, { columns: [hostile, 'events', 'parties'], rows: [[hostile, 3, -1], ['2018', null, 4], ['', 2, 'x']] },
      { kind, title: hostile });
  }
  const small = document.createElement('div');
  const point = (x, y) => ({ type: 'Feature', geometry: { type: 'Point', coordinates: [x, y] },
    properties: { name: hostile, href: 'javascript:alert(1)', note: hostile } });
  small.dataset.features = JSON.stringify([point(16, 48), point(71, 51), point(null, 3)]);
  main.append(small);
  await import('/static/map-here.js');
  main.querySelector('.spot').click();
  return {
    images: main.querySelectorAll('img').length,
    scripts: [...main.querySelectorAll('a')].filter((a) => a.protocol === 'javascript:').length,
    titles: [...main.querySelectorAll('svg.plot > title')].map((each) => each.textContent === hostile),
    bars: main.querySelectorAll('.bar').length,
    points: main.querySelectorAll('circle').length,
    rows: main.querySelectorAll('tbody tr').length,
    spots: main.querySelectorAll('.spot').length,
    levels: [levels(0, 9), levels(-3, 1234), levels(0, 0)],
    places: [places(['2001', '2001-02']), places(['3', '1.5']), places(['a', 'b'])],
  };
}"""


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"))


def test_the_timeline_zooms_and_goes_from_event_to_event(tab: Any, server: Any) -> None:
    page = tab.page
    page.goto(f"{server.address}/timeline?kind=Meeting")
    told = page.locator(".tools output")
    told.wait_for()
    whole = told.inner_text()
    assert whole.endswith("24 of 24 events")
    assert tab.axe() == []
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
    nearer = told.inner_text()
    assert int(nearer.rpartition(" of ")[0].rpartition(" ")[2]) < 25
    assert page.locator(".stage-svg .label").count() > 0
    page.locator(".stage-svg a[tabindex='0']").focus()
    page.keyboard.press("End")
    assert focused(page).startswith("2024-10-21")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Home")
    assert focused(page).startswith("2004-01-20")
    page.get_by_role("button", name="Whole span").click()
    assert told.inner_text() == whole
    assert page.evaluate(TICKS) == [
        ["2000", "2005", "2010", "2015", "2020", "2025"],
        ["Mar 2017", "May 2017", "Jul 2017", "Sep 2017", "Nov 2017", "Jan 2018", "Mar 2018"],
        ["2019-11-05", "2019-11-10", "2019-11-15", "2019-11-20", "2019-11-25"],
    ]
    box = page.locator("#overview").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 60)
    page.mouse.move(box["x"] + box["width"] * 0.72, box["y"] + 60)
    with page.expect_navigation():
        page.mouse.up()
    assert "from=2014&to=2019" in page.url and "kind=Meeting" in page.url


def test_the_map_shows_places_and_its_list_opens_them(tab: Any, server: Any) -> None:
    page = tab.page
    page.goto(f"{server.address}/map")
    page.locator(".mapped-list button").first.wait_for()
    assert page.locator(".spot.leaflet-marker-icon").count() > 5
    assert page.locator("path.land").count() > 150 and page.locator("path[class*='level']").count() > 5
    assert tab.axe() == []
    page.get_by_role("button", name="Vienna").focus()
    page.keyboard.press("Enter")
    page.locator(".mapped-popup li").first.wait_for()
    assert focused(page) == "Vienna"
    assert page.locator(".mapped-popup li").count() == 5
    page.keyboard.press("Escape")
    assert focused(page).startswith("Vienna")
    first = page.get_by_label("first year")
    first.focus()
    page.keyboard.press("End")
    assert page.locator(".years output").inner_text() == "2024"
    listed = page.locator(".mapped-list button").all_inner_texts()
    assert listed and "Vienna" not in " ".join(listed)
    assert all(found for each in page.evaluate(CLUSTERS) for found in each.values() if isinstance(found, bool))
    assert page.evaluate(DRAWN) == {
        "images": 0,
        "scripts": 0,
        "titles": [True, True],
        "bars": 4,
        "points": 4,
        "rows": 6,
        "spots": 2,
        "levels": [[0, 2.5, 5, 7.5], [0, 500, 1000], []],
        "places": [[978307200000, 980985600000], [3, 1.5], [0, 1]],
    }
    assert tab.axe() == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", ["/timeline", "/map"])
def test_the_same_without_scripts(browser: Any, server: Any, path: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    try:
        page = context.new_page()
        page.goto(f"{server.address}{path}")
        page.get_by_label("Country", exact=True).select_option(value="KZ")
        page.get_by_role("button", name="Show").click()
        assert "country=KZ" in page.url
        assert page.locator("#found strong").inner_text() == "4"
        assert page.locator("main a[href^='/id/']").count() >= 3
    finally:
        context.close()
