"""Charts: well formed and escaped, readable without seeing, and right to the number."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctkg.serve.charts import Bar, Chart, Mark, Period, bars, by_year, cumulative, lanes, periods, stacked
from ctkg.serve.charts.axis import Axis, days
from ctkg.serve.charts.bars import levels
from ctkg.serve.charts.lanes import packed

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title><script>alert(1)</script>\" onload='x' \x00\x0b\ud800 &amp; ]]>"


CALMLY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def parsed(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(chart.svg)


def filled(chart: Chart) -> list[ElementTree.Element]:
    return [each for each in parsed(chart).iter(f"{SVG}rect") if "bar" in str(each.get("class"))]


def one_of_each(name: str, href: str = "") -> list[Chart]:
    return [
        bars([Bar(name, 3, href), Bar("b", 1)], id="c1", title=name, what=name),
        by_year({2001: 2, 2004: 5}, id="c2", title=name, href=(lambda year: href) if href else None),
        stacked([(name, (1, 2)), ("b", (0, 1))], (name, "z"), id="c3", title=name, href=lambda _: href),
        periods([Period(label=name, note=name, start="2001", end="2003-02", href=href)], id="c4", title=name),
        cumulative(["2001-02-03", "2002"], id="c5", title=name, column=name),
    ]


@pytest.mark.parametrize("chart", one_of_each(HOSTILE, "/id/x?a='\"<&"), ids=lambda chart: chart.id)
def test_hostile_words_stay_words(chart: Chart) -> None:
    root = parsed(chart)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "g", "a", "rect", "line", "path", "text", "circle"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or name in ("style", "src")}


@pytest.mark.parametrize("chart", [*one_of_each("a", "/x"), *one_of_each("a")], ids=lambda chart: chart.id)
def test_a_chart_has_a_title_a_description_and_a_table(chart: Chart) -> None:
    root = parsed(chart)
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    assert named[str(root.get("aria-labelledby"))].text == chart.title
    assert named[str(root.get("aria-describedby"))].text == chart.description != ""
    links = root.findall(f".//{SVG}a")
    # Children of an image are lost to who does not see it; so it is none where it has links, which the table has too.
    assert root.get("role") == ("group" if links else "img")
    assert all(link.get("tabindex") == "-1" and link.get("aria-hidden") == "true" for link in links)
    assert {link.get("href") for link in links} <= {cell.href for row in chart.rows for cell in row}
    assert chart.rows and all(len(row) == len(chart.columns) for row in chart.rows)


@pytest.mark.parametrize("chart", [bars([], id="a", title="t"), by_year({}, id="a", title="t")])
def test_nothing_is_an_empty_drawing(chart: Chart) -> None:
    assert "Nothing is counted" in chart.description and not parsed(chart).findall(f".//{SVG}rect")


def test_no_period_and_no_step_without_a_date() -> None:
    assert periods([Period(label="x")], id="a", title="t").description == "No date is known."
    assert cumulative(["--04-01", "soon"], id="a", title="t").rows == ()


@CALMLY
@given(st.dictionaries(st.integers(1980, 2030), st.integers(0, 5000), min_size=1, max_size=40))
def test_bars_are_as_high_as_their_numbers(counts: dict[int, int]) -> None:
    chart = by_year(counts, id="c", title="t")
    assert [int(row[0].text) for row in chart.rows] == list(range(min(counts), max(counts) + 1))
    told = [int(row[1].text.replace(",", "")) for row in chart.rows]
    assert told == [counts.get(year, 0) for year in range(min(counts), max(counts) + 1)]
    drawn = [
        float(str(each.get("height"))) for each in parsed(chart).iter(f"{SVG}rect") if "bar" in str(each.get("class"))
    ]
    some, most = [value for value in told if value], max(told)
    assert len(drawn) == len(some)
    for height, value in zip(drawn, some, strict=True):
        assert height == pytest.approx(128 * value / most, abs=0.01)


def test_one_wrong_year_makes_no_endless_chart() -> None:
    chart = by_year({1: 1, 2019: 3, 2021: 4, 9999: 2}, id="c", title="t", href=str)
    told = {row[0].text: row[1].text for row in chart.rows if row[1].text != "0"}
    assert told == {"0–99": "1", "2000–2099": "7", "9900–9999": "2"}
    assert len(chart.rows) == 100 and not any(row[0].href for row in chart.rows)


def test_parts_of_a_bar_stand_on_each_other() -> None:
    chart = stacked([("2001", (1, 3)), ("2002", (2, 0))], ("a", "b"), id="c", title="t")
    found = filled(chart)
    low, high = found[0], found[1]
    assert float(str(low.get("y"))) == pytest.approx(float(str(high.get("y"))) + float(str(high.get("height"))))
    assert [each.get("class") for each in found] == ["bar s0", "bar s1", "bar s0"]
    with pytest.raises(ValueError, match="one number for each"):
        stacked([("2001", (1,))], ("a", "b"), id="c", title="t")


@CALMLY
@given(st.integers(0, 10**7))
def test_levels_are_few_and_within(most: int) -> None:
    found = levels(most)
    assert found == sorted(set(found)) and all(0 < each <= most for each in found)
    assert len(found) <= 5 and (len(found) >= 2 or most < 2)


def test_what_is_not_known_of_a_period_is_drawn_as_such() -> None:
    full = periods([Period(label="a", start="2010-03-01", end="2012-05-01")], id="c", title="t")
    vague = periods([Period(label="a", start="2010", end="2012")], id="c", title="t")
    still = periods([Period(label="a", start="2010-03-01")], id="c", title="t")
    once = periods([Period(label="a", on=("2010-03-01",))], id="c", title="t")

    def looks(chart: Chart) -> list[str]:
        return [
            str(each.get("class")) for each in parsed(chart).iter() if each.tag != f"{SVG}text" and each.get("class")
        ]

    assert [each for each in looks(full) if each == "open"] == []
    assert looks(vague).count("maybe") == 1 and looks(vague).count("bar s0") == 1
    assert looks(still).count("open") == 1
    assert looks(once).count("open") == 2 and "moment" in looks(once) and "bar s0" not in looks(once)

    (maybe,) = [each for each in parsed(vague).iter() if each.get("class") == "maybe"]
    (sure,) = [each for each in parsed(vague).iter() if each.get("class") == "bar s0"]

    def edges(rect: ElementTree.Element) -> tuple[float, float]:
        begin = float(str(rect.get("x")).rstrip("%"))
        return begin, begin + float(str(rect.get("width")).rstrip("%"))

    assert edges(maybe)[0] < edges(sure)[0] < edges(sure)[1] < edges(maybe)[1]


def test_steps_count_up() -> None:
    chart = cumulative(["2003-01-01", "2001", "2001-05-02", "unknown"], id="c", title="t")
    assert [[cell.text for cell in row] for row in chart.rows] == [["2001", "2", "2"], ["2003", "1", "3"]]
    assert "1 without a date" in chart.description


@CALMLY
@given(st.dates(date(1, 2, 1)), st.dates(date(1, 2, 1)))
def test_an_axis_keeps_the_order_of_days(one: date, other: date) -> None:
    first, last = sorted((one.toordinal(), other.toordinal()))
    axis = Axis(first, last)
    assert axis.share(first) == 0 and axis.share(last + 1) == 1
    shares = [share for share, _ in axis.years()]
    assert shares == sorted(shares) and all(0 <= share <= 1 for share in shares) and len(shares) <= 13


def test_days_that_a_date_allows() -> None:
    assert days("2024-02") == (date(2024, 2, 1).toordinal(), date(2024, 2, 29).toordinal())
    assert days("2023") == (date(2023, 1, 1).toordinal(), date(2023, 12, 31).toordinal())
    for nothing in ("2023-02-30", "--05-01", "", "0000", "soon", "2023-13"):
        assert days(nothing) is None


@CALMLY
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.5)), max_size=30))
def test_lanes_keep_events_apart_and_are_few(given_: list[tuple[float, float]]) -> None:
    extents = sorted((begin, begin + width) for begin, width in given_)
    placed = packed(extents)
    for lane in set(placed):
        mine = [extent for extent, its in zip(extents, placed, strict=True) if its == lane]
        assert all(one[1] <= other[0] for one, other in pairwise(mine))
    # As many as overlap at some point, and no more.
    depth = [sum(begin <= at < max(end, begin + 1e-12) for begin, end in extents) for at, _ in extents]
    assert len(set(placed)) <= max(depth, default=0)


def test_days_that_are_not_certain_are_drawn_light() -> None:
    day, month = date(2020, 3, 4).toordinal(), date(2020, 3, 1).toordinal()

    def looks(**told: int | None) -> list[str]:
        mark = Mark(name=HOSTILE, href="/id/x", **told)  # type: ignore[arg-type]
        svg = lanes([mark], Axis(month - 60, month + 60), id="l", title="t", description="d")
        found = ElementTree.fromstring(svg)
        assert found.findall(f".//{SVG}a/{SVG}title")[0].text
        return [str(each.get("class")) for each in found.iter(f"{SVG}rect")]

    assert looks(first=day, begun=day, ended=None, last=day) == ["bar s0"]
    assert looks(first=day, begun=day, ended=day + 2, last=day + 2) == ["bar s0"]
    assert looks(first=month, begun=month + 30, ended=None, last=month + 30) == ["maybe"]
    assert looks(first=month, begun=month + 30, ended=month + 40, last=month + 50) == ["maybe", "bar s0"]


def test_one_is_not_many() -> None:
    drawn = bars([Bar("2017", 1), Bar("2018", 2)], id="c", title="Events", what="year", column="events").svg
    assert "2017: 1 event" in drawn and "1 events" not in drawn and "2018: 2 events" in drawn
