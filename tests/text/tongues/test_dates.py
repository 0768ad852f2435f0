"""Dates in French and Russian: forms, ranges, missing years, words that count from the day of writing."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text import folding
from ctkg.text.find.dates import Anchor
from ctkg.text.tongues import dates


def found(tag: str, text: str, anchor: str = "") -> list[tuple[str, str]]:
    """Longest dates of ``text``: words and ISO value."""
    document = Document(id="d", source=Source(), text=text)
    links = list(dates.find(document, folding.plain(text), Anchor(day=anchor), tag))
    kept = [
        one
        for one in links
        if not any(other is not one and other.mention.span.covers(one.mention.span) for other in links)
    ]
    return [(one.mention.text, one.thing.label) for one in sorted(kept, key=lambda one: one.mention.span)]


@pytest.mark.parametrize(
    ("tag", "text", "value"),
    [
        ("fr", "un atelier tenu du 12 au 14 mars 2019 à Dakar", "2019-03-12/2019-03-14"),
        ("fr", "les 3 et 4 mai 2018", "2018-05-03/2018-05-04"),
        ("fr", "du lundi 28 février au mercredi 2 mars 2022", "2022-02-28/2022-03-02"),
        ("fr", "du 30 décembre 2019 au 2 janvier 2020", "2019-12-30/2020-01-02"),
        ("fr", "du 30 décembre au 2 janvier 2020", "2019-12-30/2020-01-02"),
        ("fr", "le 1er juin 2020", "2020-06-01"),
        ("fr", "le mardi 9 août 2016", "2016-08-09"),
        ("fr", "en février 2015", "2015-02"),
        ("fr", "le 12/03/2019", "2019-03-12"),
        ("ru", "12–14 марта 2019 года", "2019-03-12/2019-03-14"),
        ("ru", "с 28 февраля по 2 марта 2022 г.", "2022-02-28/2022-03-02"),
        ("ru", "3 и 4 мая 2018 года", "2018-05-03/2018-05-04"),
        ("ru", "в марте 2019 года", "2019-03"),
        ("ru", "12.03.2019", "2019-03-12"),
        ("ru", "5 апреля 2021 года", "2021-04-05"),
    ],
)
def test_whole_dates(tag: str, text: str, value: str) -> None:
    assert [label for _, label in found(tag, text)] == [value]


@pytest.mark.parametrize(
    ("tag", "text", "without", "with_day"),
    [
        ("fr", "le 1er juin", "--06-01", "2020-06-01"),
        ("fr", "les 3 et 4 mai", "--05-03/--05-04", "2020-05-03/2020-05-04"),
        ("fr", "le 28 décembre", "--12-28", "2019-12-28"),
        ("ru", "3 и 4 мая", "--05-03/--05-04", "2020-05-03/2020-05-04"),
        ("ru", "28 декабря", "--12-28", "2019-12-28"),
    ],
)
def test_a_missing_year_is_that_of_the_document_or_stays_open(tag: str, text: str, without: str, with_day: str) -> None:
    assert [label for _, label in found(tag, text)] == [without]
    assert [label for _, label in found(tag, text, "2020-06-03")] == [with_day]


def test_what_is_completed_keeps_what_is_stated() -> None:
    document = Document(id="d", source=Source(), text="le 1er juin")
    (link,) = dates.find(document, document.text, Anchor(day="2020-06-03"), "fr")
    assert (link.thing.label, link.thing.names) == ("2020-06-01", ("--06-01",))


@pytest.mark.parametrize(
    ("tag", "text", "value"),
    [
        ("fr", "ouvert aujourd'hui", "2019-03-14"),
        ("fr", "s'est achevé mardi", "2019-03-12"),
        ("ru", "завершился вчера", "2019-03-13"),
        ("ru", "прошло в среду", "2019-03-13"),
    ],
)
def test_words_that_count_from_the_day_of_writing(tag: str, text: str, value: str) -> None:
    assert [label for _, label in found(tag, text, "2019-03-14")] == [value]
    assert found(tag, text) == []


@pytest.mark.parametrize(
    ("tag", "text"), [("fr", "le 31 février 2019"), ("fr", "la résolution 2341"), ("ru", "32 мая"), ("ru", "№ 12-14")]
)
def test_what_is_no_date(tag: str, text: str) -> None:
    assert not [label for _, label in found(tag, text) if len(label) > 7]


def test_the_span_is_that_of_the_words() -> None:
    assert found("fr", "Tenu du 12 au 14 mars 2019 à Dakar") == [("12 au 14 mars 2019", "2019-03-12/2019-03-14")]
