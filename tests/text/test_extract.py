"""The whole text half: properties for any text, and facts of short reports written for the purpose."""

from __future__ import annotations

import cProfile
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ctkg.model import RELATIONS, Document, Source
from ctkg.text import facts
from ctkg.text.extract import extract

WORDS = [
    "The",
    "OSCE",
    "and",
    "Europol",
    "organized",
    "a",
    "three-day",
    "workshop",
    "on",
    "terrorist",
    "use",
    "of",
    "drones",
    "“soft”",
    "targets,",
    "said",
    "Ms.",
    "Ada",
    "Lund",
    ",",
    ".",
    ":",
    ";",
    "(",
    ")",
    "from",
    "12",
    "to",
    "14",
    "November",
    "2019",
    "in",
    "Vienna.",
    "\n\n",
    "condemned",
    "attack",
    "killed",
    "8",
    "injured",
    "with",
    "the",
    "support",
    "of",
    "Spain’s",
    "Ministry",
    "of",
    "Interior",
    "resolution",
    "2341",
    "(2017)",
    "adopted",
    "signed",
    "more",
    "than",
    "40",
    "experts",
    "participating",
    "States",
    "will",
    "plans",
    "to",
    "today",
    "-",
    "–",
    '"',
    "'",
    "Minister",
    "of",
]


def rows(text: str, published: str = "") -> list[dict[str, Any]]:
    document = Document(id="d", source=Source(published=published), text=text)
    return list(facts.rows(document, extract(document)))


def values(text: str, relation: str) -> set[Any]:
    return {row["value"] for row in rows(text) if row["relation"] == relation and row["event"] == "e1"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join)
    | st.text(alphabet=st.characters(codec="utf-8"), max_size=300)
)
@example("")
@example("\u202eworkshop in Vienna\u0000 on 12 May")
@example('"' * 300)
def test_any_text_gives_verbatim_evidence_and_no_error(text: str) -> None:
    document = Document(id="d", source=Source(), text=text)
    for statement in extract(document):
        assert statement.predicate in RELATIONS
        assert 0 < statement.confidence <= 1
        for evidence in statement.evidence:
            assert evidence.span is None or document.slice(evidence.span) == evidence.quote


def test_twice_the_same() -> None:
    text = REPORT
    assert rows(text) == rows(text)


@pytest.mark.slow
def test_work_grows_with_the_text_only() -> None:
    def calls(copies: int) -> int:
        document = Document(id="d", source=Source(), text="\n\n".join([REPORT] * copies))
        counted = cProfile.Profile()
        counted.runcall(extract, document)
        return sum(entry.callcount for entry in counted.getstats())

    for _ in range(2):
        extract(
            Document(id="d", source=Source(), text="\n\n".join([REPORT] * 50))
        )  # tables, patterns and screens are made
    assert calls(40) < 9 * calls(5)


REPORT = """Guild of Pilots and Frontex train harbour officers in Lumport

LUMPORT, 9 March 2016 – A two-day training course on the detection of forged seafarers' documents ended today in Riga.

The course was organized by Frontex and the Coastal Crime Research Institute (CCRI), hosted
by the Latvian Ministry of Interior and funded by Norway.
It brought together some 30 border guards and prosecutors from Estonia, Latvia and Lithuania.

Participants agreed on a list of recommendations. In 2017 the CCRI plans to hold a further seminar for judges.
"""


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        ("event.type", {"training"}),
        ("event.start", {"2016-03-08"}),
        ("event.end", {"2016-03-09"}),
        ("event.durationDays", {2}),
        ("event.place", {"Riga"}),
        ("event.country", {"LV"}),
        ("funder", {"Norway"}),
        ("host", {"Ministry of Interior of Latvia"}),
        ("participant", {"Estonia", "Latvia", "Lithuania"}),
        ("participant.count", {30}),
        ("output", {"list of recommendations"}),
        ("follow_up", {"further seminar"}),
    ],
)
def test_report(relation: str, expected: set[Any]) -> None:
    assert values(REPORT, relation) == expected


def test_report_organisers() -> None:
    assert {row["value"] for row in rows(REPORT) if row["relation"] == "organizer"} == {
        "Coastal Crime Research Institute",
        "European Border and Coast Guard Agency",
    }


def test_what_is_planned_is_not_asserted() -> None:
    assert {row["stance"] for row in rows(REPORT) if row["relation"] == "follow_up"} == {"intended"}
    assert {row["stance"] for row in rows(REPORT) if row["value"] == "2017"} == {"intended"}


def test_derived_start_is_marked() -> None:
    document = Document(id="d", source=Source(), text=REPORT)
    (start,) = [one for one in extract(document) if one.predicate == "event.start" and one.event == "e1"]
    assert start.derived


def test_year_of_the_metadata_is_evidence_without_offsets() -> None:
    text = "A seminar on ports\n\nA seminar on port security was held on 4 May in Riga."
    document = Document(id="d", source=Source(published="2018-05-07"), text=text)
    (start,) = [one for one in extract(document) if one.predicate == "event.start"]
    assert (start.object, start.derived) == ("2018-05-04", True)
    assert [e.quote for e in start.evidence if e.kind == "metadata"] == ["2018-05-07"]


def test_rows_have_the_documented_keys() -> None:
    allowed = {"document", "event", "relation", "value", "labels", "of", "approx", "quote", "evidence"}
    allowed |= {"confidence", "rule", "stance"}
    for row in rows(REPORT):
        assert set(row) <= allowed
        assert len(row.get("labels", [])) <= 6
        assert row["evidence"] and all(REPORT[e["start"] : e["end"]] == e["text"] for e in row["evidence"])
