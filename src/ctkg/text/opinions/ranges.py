"""Checks of values: each must stand in the words quoted for it, and be of the kind that its relation takes.

A check takes a reading, the span of the quotation and the value as the model wrote it; it gives what the statement will
say, or raises :class:`Dropped`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from ctkg.model import Entity, Link, Span
from ctkg.text.find import numbers, persons, speechwords
from ctkg.text.opinions import lexicon
from ctkg.text.reading import Reading

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_TOKEN = re.compile(r"\d[\d,]*|[A-Za-z]+")
_NUMBER = re.compile(r"\d{1,7}")
_MOST_DAYS = 366


class Dropped(Exception):
    """A proposal that fails a check; the message is the reason under which it is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A value that passed: what a statement says, and for counts how exact it is and how it was worded."""

    value: Entity | str | int
    approx: bool | str | None = None
    stated: str = ""


Check = Callable[[Reading, Span, str], Checked]


def check(name: str) -> Check:
    """The check that ``range`` of a relation names."""
    return _CHECKS[name]


def words_in(reading: Reading, quote: Span, words: str) -> Span:
    """Where ``words`` stand first in the quotation, as words of their own.

    Raises:
        Dropped: nowhere.
    """
    if words.strip():
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", reading.words(quote))
        if found:
            return Span(quote.start + found.start(), quote.start + found.end())
    raise Dropped("value not in the quote")


def _type(reading: Reading, quote: Span, value: str) -> Checked:
    if value not in lexicon.event_types():
        raise Dropped("value of the wrong kind")
    return Checked(value=value)


def _date(reading: Reading, quote: Span, value: str) -> Checked:
    if not _DATE.fullmatch(value):
        raise Dropped("value of the wrong kind")
    year, month, day = (*map(int, value.split("-")), 1, 1)[:3]
    try:
        datetime.date(year, month, day)
    except ValueError:
        raise Dropped("value of the wrong kind") from None
    for link in reading.inside(quote, "date"):
        if any(one.startswith(value) for one in link.thing.label.split("/")):
            return Checked(value=value, stated=link.mention.text)
    raise Dropped("value not in the quote")


def _country(reading: Reading, quote: Span, value: str) -> Checked:
    if not re.fullmatch(r"[A-Z]{2}", value):
        raise Dropped("value of the wrong kind")
    if any(link.thing.state == value for link in reading.inside(quote, "state", "nationality", "place")):
        return Checked(value=value)
    raise Dropped("value not in the quote")


def _place(reading: Reading, quote: Span, value: str) -> Checked:
    span = words_in(reading, quote, value)
    link = _exactly(reading, span)
    if link is not None:
        if link.mention.kind not in ("place", "state"):
            raise Dropped("value of the wrong kind")
        return Checked(value=link.thing)
    return Checked(value=Entity(kind="place", label=_label(value), type="place"))


def _body(reading: Reading, quote: Span, value: str) -> Checked:
    span = words_in(reading, quote, value)
    link = _exactly(reading, span)
    if link is not None:
        if link.mention.kind not in ("organization", "state"):
            raise Dropped("value of the wrong kind")
        return Checked(value=link.thing)
    if any(mention.span.overlaps(span) for mention in persons.find(reading)):
        raise Dropped("value of the wrong kind")
    return Checked(value=Entity(kind="organization", label=_label(value)))


def _speaker(reading: Reading, quote: Span, value: str) -> Checked:
    span = words_in(reading, quote, value)
    if not speechwords.verb().search(reading.words(quote)):
        raise Dropped("value of the wrong kind")
    for mention in persons.find(reading):
        if mention.span == span:
            return Checked(value=mention.person)
    link = reading.link_at(span.start)
    if link is not None:
        return _body(reading, quote, value)
    return Checked(value=Entity(kind="person", label=_label(value)))


def _days(reading: Reading, quote: Span, value: str) -> Checked:
    number = _whole(value)
    if not 1 <= number <= _MOST_DAYS:
        raise Dropped("value of the wrong kind")
    if all(numbers.value(token) != number for token in _TOKEN.findall(reading.words(quote))):
        raise Dropped("value not in the quote")
    return Checked(value=number)


def _count(reading: Reading, quote: Span, value: str) -> Checked:
    number = _whole(value)
    if number < 1:
        raise Dropped("value of the wrong kind")
    exactness: dict[str, bool | str] = {"exact": False, "about": True, "over": "over", "at least": "at least"}
    for link in reading.inside(quote, "number"):
        if link.thing.label == str(number):
            return Checked(value=number, approx=exactness[link.thing.type], stated=link.mention.text)
    raise Dropped("value not in the quote")


def _post(reading: Reading, quote: Span, value: str) -> Checked:
    span = words_in(reading, quote, value)
    if any(mention.span.overlaps(span) for mention in persons.find(reading)):
        raise Dropped("value of the wrong kind")
    return Checked(value=Entity(kind="post", label=_label(value, capital=False)))


def _whole(value: str) -> int:
    if not _NUMBER.fullmatch(value):
        raise Dropped("value of the wrong kind")
    return int(value)


def _label(value: str, *, capital: bool = True) -> str:
    """``value`` in one line; names have a capital letter."""
    flat = " ".join(value.split())
    if len(flat) > lexicon.limit("value") or (capital and not any(letter.isupper() for letter in flat)):
        raise Dropped("value of the wrong kind")
    return flat


def _exactly(reading: Reading, span: Span) -> Link | None:
    """The link of just these words, an article before them left out; None where ``span`` holds more or less."""
    for link in reading.inside(span):
        if link.mention.span.end == span.end and reading.words(Span(span.start, link.mention.span.start)).lower() in (
            "",
            "the ",
        ):
            return link
    covering = reading.link_at(span.start)
    if covering is not None and covering.mention.span.covers(span) and covering.mention.span != span:
        # A part of a longer name is another thing, or a piece cut out of it.
        raise Dropped("value cut out of a longer name")
    return None


_CHECKS: dict[str, Check] = {
    "type": _type,
    "date": _date,
    "country": _country,
    "place": _place,
    "body": _body,
    "speaker": _speaker,
    "days": _days,
    "count": _count,
    "post": _post,
}
