"""The dates and places of each word that names an event: those that stand nearer to it than to any other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ctkg.model import Link
from ctkg.text import patterns
from ctkg.text.find import screening
from ctkg.text.reading import Reading
from ctkg.text.relate import projects
from ctkg.text.relate.naming import Mention, distance

_IN = re.compile(r"\b(?:in|at|near|off|outside|between|to)\s+(?:the\s+)?(?:[\w'-]+\s+){0,4}$")
#: Between a noun and its own date in brackets, as a pattern: "the meeting of Senior Officials (1-2 April)".
IN_BRACKETS = r"(?: (?:of|on|for) [^().;:,]{2,60})? \((?:from |on )?"
#: Between a day and the noun of another event: "on 16 July ahead of the plenary".
NOT_ITS_OWN = re.compile(
    r",? (?:ahead of|prior to|before|after|following|on the (?:margins|sidelines|eve|fringes) of|in the run-up to|"
    r"in parallel "
    r"(?:with|to)|in preparation (?:for|of)|in advance of|upon|at the (?:end|close|beginning) of|to (?:prepare|"
    r"discuss)|for) "
)
_REPORTED = screening.compile(
    r"\b(?:said|says|announced|confirmed|reported|told (?:\w+ ){1,2}|stated|according to (?:\w+ ){1,3}|"
    r"(?:rose|risen|climbed|increased) to (?:\w+ ){1,2}?)\s*(?:late |early )?(?:on )?$"
)


@cache
def gatherings() -> frozenset[str]:
    """Types whose nouns may all name one event."""
    return frozenset(patterns.load("events")["compatible"]["gathering"])


def reported(plain: str, start: int) -> bool:
    """True for a day on which something was said, or a toll rose ("the army said on Monday")."""
    return _REPORTED.search(plain, max(0, start - 60), start) is not None


_HAPPENED = re.compile(
    r"\b(?:perpetrated|carried out|committed|occurred|took place|happened|staged|launched)\s+(?:\w+\s+){0,3}(?:on\s+)?"
    r"(?:\w+day,?\s+)?$"
)


def happened(plain: str, start: int) -> bool:
    """True for a day on which the words before it say that an attack was done."""
    return _HAPPENED.search(plain, max(0, start - 60), start) is not None


#: A day told by that of another event.
_NEXT_DAY = screening.compile(
    r"\b(?:(?:the|that) (?:following|next|previous|preceding|same) (?:day|morning|afternoon|evening)|"
    r"the (?:day|evening) (?:before|after)|a day (?:later|earlier|before|after)|"
    r"(?:a|two|three|four|five|six|\d+) (?:day|week|month)s? (?:later|earlier|before|after|beforehand)|"
    r"on (?:the|its|their) (?:first|second|third|fourth|opening|last|final|closing) (?:day|morning|afternoon|"
    r"evening))\b",
    re.IGNORECASE,
)


def next_day_told(reading: Reading, one: Mention) -> bool:
    """True where such words open the sentence or follow ``one`` at once ("signed on the first day")."""
    span = reading.sentences[one.sentence].span
    found = _NEXT_DAY.search(reading.plain, span.start, span.end)
    return found is not None and (found.start() - span.start < 4 or 0 <= found.start() - one.span.end < 24)


def next_day(reading: Reading, one: Mention) -> bool:
    """True where the sentence dates ``one`` by the day of another event ("a seminar was held the following day")."""
    span = reading.sentences[one.sentence].span
    return _NEXT_DAY.search(reading.plain, span.start, span.end) is not None


_HELD = re.compile(
    r"[^.;:]{0,40}? (?:was|were|will be|is|are|been) (?:\w+ )?(?:held|organi[sz]ed|hosted|marked|unveiled)\b"
)


class Anchors:
    """The dates and places of each mention: those of its sentence that are nearer to it than to any other."""

    def __init__(self, reading: Reading, told: Sequence[Mention]) -> None:
        self._reading = reading
        self._by_sentence: dict[int, list[Mention]] = {}
        for one in told:
            self._by_sentence.setdefault(one.sentence, []).append(one)
        self._dates: dict[int, list[tuple[Mention, Link]]] = {}
        self._places: dict[int, list[tuple[Mention, Link]]] = {}

    @property
    def written(self) -> str:
        """The day of writing, ISO 8601; empty where it is not known."""
        return self._reading.head.anchor.day

    def dates(self, one: Mention) -> list[Link]:
        """Dates of ``one``, in text order."""
        return self._of(one, self._dates, ("date",))

    def places(self, one: Mention) -> list[Link]:
        """Places and States after "in" that are of ``one``, in text order."""
        return [link for link in self._of(one, self._places, ("place", "state")) if self._is_in(link)]

    def days(self, one: Mention) -> set[str]:
        """Labels of :meth:`dates`."""
        return {link.thing.label for link in self.dates(one)}

    def towns(self, one: Mention) -> set[str]:
        """Labels of :meth:`places`."""
        return {link.thing.label for link in self.places(one)}

    def _is_in(self, link: Link) -> bool:
        start = link.mention.span.start
        return _IN.search(self._reading.plain[max(0, start - 60) : start]) is not None

    def _of(self, one: Mention, cache_: dict[int, list[tuple[Mention, Link]]], kinds: tuple[str, ...]) -> list[Link]:
        if one.sentence not in cache_:
            cache_[one.sentence] = self._assigned(one.sentence, kinds)
        return [link for owner, link in cache_[one.sentence] if owner.span == one.span]

    def _assigned(self, sentence: int, kinds: tuple[str, ...]) -> list[tuple[Mention, Link]]:
        span = self._reading.sentences[sentence].span
        near = self._by_sentence[sentence]
        links = [
            k
            for k in self._reading.inside(span, *kinds)
            if not self._reading.head.holds(k.mention.span) and not reported(self._reading.plain, k.mention.span.start)
        ]
        return [(self._nearest(near, link), link) for link in links]

    def _only_near(self, one: Mention, link: Link) -> bool:
        """True for "held on 16 July ahead of the plenary": the day is not that of the plenary."""
        end = link.mention.span.end
        if one.span.start <= end:
            return False
        return NOT_ITS_OWN.match(self._reading.plain, end, one.span.start) is not None

    def _commemorated(self, one: Mention, link: Link) -> bool:
        """True for "the victims of the attack was held on 3 May": what is held is no attack."""
        if one.type != "attack" or one.act or link.mention.span.start < one.span.end:
            return False
        return _HELD.match(self._reading.plain, one.span.end, link.mention.span.start) is not None

    def _nearest(self, near: Sequence[Mention], link: Link) -> Mention:
        """The day of writing is that of the condemnation, not of the attack named beside it."""
        if link.thing.label == self._reading.head.anchor.day and not happened(
            self._reading.plain, link.mention.span.start
        ):
            said = [one for one in near if one.type in {"condemnation", "statement"}]
            near = said or near
        start = link.mention.span.start
        if start > 0 and self._reading.plain[start - 1] == "(" and any(one.title for one in near):
            near = [one for one in near if one.type in {"condemnation", "statement"}] or near
        possessive = self._reading.plain.startswith("'s ", link.mention.span.end)
        near = [one for one in near if not self._only_near(one, link)] or near
        near = [one for one in near if not self._commemorated(one, link)] or near
        near = [
            one
            for one in near
            if one.type != "project"
            or (link.mention.kind == "date" and projects.dates_it(self._reading.plain, one.span.end, start))
        ] or near
        return min(near, key=lambda one: _gap(self._reading.plain, one, link, possessive))


def _gap(plain: str, one: Mention, link: Link, possessive: bool) -> tuple[int, int]:
    where = link.mention.span
    if possessive:  # "Sunday's attack"
        return (0 if one.span.start >= where.end else 1000, abs(one.span.start - where.end))
    return distance(plain, one.span, where), one.span.start
