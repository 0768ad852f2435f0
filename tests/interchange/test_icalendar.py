"""iCalendar: what the package icalendar reads is what was written, with lines of RFC 5545."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from pyoxigraph import Literal, NamedNode, Quad

from ctkg import interchange
from ctkg.errors import UsageError
from ctkg.graph.store import MemoryStore
from ctkg.iris import ID, PREFIXES, graph, term


def entries(data: bytes) -> dict[str, object]:
    return {str(each["UID"]).removeprefix(ID): each for each in Calendar.from_ical(data).walk("VEVENT")}


def test_it_is_as_it_was(written: Callable[[str], str], golden: Callable[[str, str], None]) -> None:
    golden("fictional.ics", written("ics"))


def test_days_are_whole_and_the_end_is_the_day_after(written: Callable[[str], str]) -> None:
    found = entries(written("ics").encode())
    workshop = found["event/release/1"]
    assert workshop["DTSTART"].dt == date(2021, 3, 4) and workshop["DTEND"].dt == date(2021, 3, 6)
    assert found["event/wire/1"]["DTEND"].dt == date(2021, 2, 4)
    assert workshop["DTSTAMP"].dt == datetime(2021, 3, 6, tzinfo=UTC)  # of the last report
    assert workshop["SUMMARY"] == "=SUM(1;2), a title like a formula (fictional)"
    assert workshop["LOCATION"] == "Port Example (fictional), Examplia (fictional)"
    assert workshop["GEO"].to_ical() == "-12.5;45.25"
    assert "organiser: Fictional Counter-Terrorism Unit\n" in workshop["DESCRIPTION"]
    assert workshop["URL"] == "https://example.org/release"


def test_a_month_is_no_day(written: Callable[[str], str]) -> None:
    assert sorted(entries(written("ics").encode())) == ["event/release/1", "event/wire/1", "event/wire/2"]
    with pytest.raises(UsageError, match="calendar would be empty"):
        interchange.export(MemoryStore(), io.BytesIO(), "ics")


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.sampled_from('\n,;\\:"'),
    max_size=120,
)


@settings(max_examples=80, deadline=None)
@given(TEXT)
def test_any_text_comes_back_from_lines_of_75_octets(text: str) -> None:
    store, name, node = MemoryStore(), NamedNode(graph("document", "x")), NamedNode(ID + "event/x/1")
    day = Literal("2021-03-04", datatype=NamedNode(PREFIXES["xsd"] + "date"))
    store.load(
        [
            Quad(node, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["ct"] + "Event"), name),
            Quad(node, NamedNode(PREFIXES["ct"] + "startDate"), day, name),
            Quad(node, NamedNode(PREFIXES["dcterms"] + "title"), Literal(f"_{text}_"), name),
        ]
    )
    stream = io.BytesIO()
    interchange.export(store, stream, "ics")
    lines = stream.getvalue().split(b"\r\n")
    assert lines.pop() == b"" and all(len(line) <= 75 for line in lines)
    assert all(line.decode() is not None for line in lines)  # no character is cut in two
    assert entries(stream.getvalue())["event/x/1"]["SUMMARY"] == f"_{text}_"


@pytest.mark.parametrize(
    ("start", "end"), [("0001-01-01", "9999-12-31"), ("9999-12-31", ""), ("2021-03-04", "2021-02-30")]
)
def test_the_ends_of_the_calendar_and_days_that_are_none(start: str, end: str) -> None:
    name, node = NamedNode(graph("document", "x")), NamedNode(ID + "event/x/1")
    store = MemoryStore()
    said = [(PREFIXES["rdf"] + "type", NamedNode(term("Event")))]
    said += [
        (term(f"{each}Date"), Literal(day, datatype=NamedNode(PREFIXES["xsd"] + "date")))
        for each, day in (("start", start), ("end", end))
        if day
    ]
    store.load([Quad(node, NamedNode(path), value, name) for path, value in said])
    written = io.BytesIO()
    interchange.export(store, written, "ics")
    found = entries(written.getvalue())["event/x/1"]
    assert found["DTSTART"].dt == date.fromisoformat(start)
    assert ("DTEND" in found) == (start == "2021-03-04")
