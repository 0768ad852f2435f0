"""Dates of a text: forms, ranges, missing years, relative days."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text import folding, segment
from ctkg.text.find import dateline, dates
from ctkg.text.find.dates import Anchor
from ctkg.text.find.linking import choose

ANCHOR = Anchor(day="2016-03-09", stated=True)  # a Wednesday


def values(text: str, anchor: Anchor = ANCHOR) -> list[str]:
    document = Document(id="d", source=Source(), text=text)
    return [link.thing.label for link in choose(dates.find(document, folding.plain(text), anchor))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was held on 4 May 2017.", ["2017-05-04"]),
        ("It was held on May 4, 2017.", ["2017-05-04"]),
        ("It was held on the 4th of May 2017.", ["2017-05-04"]),
        ("It was held on Thursday, 4 May 2017.", ["2017-05-04"]),
        ("It ran from 30 May to 2 June 2017.", ["2017-05-30/2017-06-02"]),
        ("It ran from 30 December 2016 to 2 January 2017.", ["2016-12-30/2017-01-02"]),
        ("It ran from 12 to 14 November 2019.", ["2019-11-12/2019-11-14"]),
        ("It ran from November 12-14, 2019.", ["2019-11-12/2019-11-14"]),
        ("It ran on 12, 13 and 14 November 2019.", ["2019-11-12/2019-11-14"]),
        ("It ran on 12–14 November 2019.", ["2019-11-12/2019-11-14"]),
        ("Dated 2019-11-12.", ["2019-11-12"]),
        ("Dated 14.11.2019.", ["2019-11-14"]),
        ("Dated 2019.11.4.", ["2019-11-04"]),
        ("Dated 4. November 2019.", ["2019-11-04"]),
        ("Dated 11/14/2019.", ["2019-11-14"]),
        ("It opened in June 2018.", ["2018-06"]),
        ("It opened in 2018.", ["2018"]),
        ("It was held in autumn 2018.", ["2018"]),
        ("18 de abril de 2010 - It began.", ["2010-04-18"]),
        ("12 mars 2019 - It began.", ["2019-03-12"]),
    ],
)
def test_forms(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began on 12 March.", ["2016-03-12"]),
        ("It took place on 29 December.", ["2015-12-29"]),
        ("It takes place today.", ["2016-03-09"]),
        ("It took place yesterday.", ["2016-03-08"]),
        ("It took place on Monday.", ["2016-03-07"]),
        ("It takes place next Friday.", ["2016-03-11"]),
        ("It opened last October.", ["2015-10"]),
        ("It is planned for November in Riga.", ["2016-11"]),
        ("It follows next March.", ["2017-03"]),
        ("It will follow in May and July.", ["2016-05", "2016-07"]),
        ("It is foreseen for the first quarter of next year.", ["2017"]),
        ("It ended last autumn.", ["2015"]),
        ("It opens next summer.", ["2016"]),
        ("Two years ago today it began.", ["2014-03-09"]),
        ("The case of 2014 began after a raid on 3 November of that year.", ["2014", "2014-11-03"]),
        ("The November meeting was short.", ["2015-11"]),
        ("They looked forward to the meeting in Riga in November.", ["2016-11"]),
    ],
)
def test_completed_from_the_day_of_writing(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_a_year_that_nothing_tells_stays_open() -> None:
    assert values("It ran from 12 to 14 March.", Anchor()) == ["--03-12/--03-14"]
    assert values("It takes place today.", Anchor()) == []


def test_what_was_completed_keeps_its_stated_form() -> None:
    document = Document(id="d", source=Source(), text="It began on 12 March.")
    (link,) = dates.find(document, document.text, ANCHOR)
    assert link.thing.names == ("--03-12",)


@pytest.mark.parametrize("text", ["He may attend 30 of them.", "The 31/12 rule.", "Resolution 2017 (2011)"])
def test_no_dates(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A title\n\nLUMPORT, 9 March 2016 – A workshop opened here.", "2016-03-09"),
        ("A title\n\nLUMPORT, March 9 (Agency) -- A workshop opened here.", "--03-09"),
        ("A title\n\n9 March 2016\n\nA workshop opened in Lumport.", "2016-03-09"),
        ("A title\n\nA workshop opened on 9 March 2016 in Lumport, said organisers - again.", ""),
    ],
)
def test_dateline(text: str, day: str) -> None:
    document = Document(id="d", source=Source(), text=text)
    assert dateline.find(document, folding.plain(text), segment.passages(document)).anchor.day == day


def test_metadata_gives_the_year_only_as_not_stated() -> None:
    text = "A title\n\nLUMPORT, March 9 -- A workshop opened here."
    document = Document(id="d", source=Source(published="2016-03-10"), text=text)
    anchor = dateline.find(document, folding.plain(text), segment.passages(document)).anchor
    assert (anchor.day, anchor.stated) == ("2016-03-09", False)
