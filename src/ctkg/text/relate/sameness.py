"""Which mentions name the main event: its noun again, its series, its acts; not its like of another day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctkg.model import Span
from ctkg.text.reading import Reading
from ctkg.text.relate import elsewhen, own
from ctkg.text.relate.anchors import IN_BRACKETS, Anchors, gatherings, next_day, reported
from ctkg.text.relate.naming import Mention


def _same_as_main(reading: Reading, one: Mention, main: Mention, told: Sequence[Mention]) -> bool:
    if one.span == main.span:
        return True
    if one.noun == "edition" or _of_another(reading, one, main):
        return False
    if one.modality == "intended" and one.type == main.type and not one.plural and not one.quoted:
        near = one.sentence <= main.sentence + 2
        return near and (main.modality == "intended" or main.title or (one.definite and not days_of(reading, main)))
    if one.modality in {"intended", "earlier", "simulated"} or one.determiner == "whose":
        return False
    if one.kind == "encounter" and not (main.act and one.sentence <= main.sentence + 1):
        return False
    if one.plural:
        return main.plural and one.type == main.type and one.definite
    if one.generic:
        return one.definite and not one.quoted
    if main.type == "launch" and one.type in gatherings() | {"project"}:
        return main.act and 0 <= one.span.start - main.span.end < 60  # what is launched
    if main.type == "arrest" and one.noun == "police operation":
        return True
    if (
        main.type == "arrest"
        and one.definite
        and one.noun.endswith(("action day", "action days", "day of action", "raid"))
    ):
        return True
    if main.type in gatherings():
        if one.type not in gatherings() or _counted_apart(reading, one, main):
            return False
        if one.type == main.type:
            later = one.act and one.sentence > main.sentence + (0 if main.act else 1)
            return not ((one.determiner in {"a", "an"} or later) and _own_date(reading, one, main))
        return (
            one.title
            or one.definite
            or (
                one.sentence <= main.sentence + 1
                and one.determiner in {"a", "an", ""}
                and abs(one.sentence - main.sentence) <= 1
                and not _exercise_in(one, main)
                and not (
                    one.determiner in {"a", "an"} and one.sentence > main.sentence and own.by_somebody(reading, one)
                )
                and not ((not one.definite or one.act) and _own_date(reading, one, main))
            )
        )
    if one.type != main.type or (one.determiner in {"a", "an"} and one.sentence > main.sentence + 2):
        return False
    if one.type in _TEXTS and one.sentence > main.sentence + 1 and _THAT_WAS.search(_before(reading, one)):
        return False  # "the Compact that was signed by": told of another text
    return not (one.act and main.act and one.kind != main.kind and _OF_ITS_KIND & {one.kind, main.kind})


_TEXTS = frozenset({"signing", "adoption", "ratification"})
_THAT_WAS = re.compile(r"\b(?:that|which) (?:was|were|has been|had been) (?:\w+ly )?$")
#: Sentences that begin with another thing or another incident than that of the text.
_OTHER_SUBJECT = re.compile(
    r"(?:(?:An?|The|Its|Their) (?:earlier|previous|second|third|similar|further|related|separate) |Another |"
    r"Elsewhere\b|In (?:a|another) (?:separate|similar|related|different|unrelated)\b|Separately\b|In another\b|"
    r"In the same (?:region|province|area|district|city|town)\b)"
)
_CLAUSE = re.compile(r"\b(?:which|who|whose \w+) (?:last |next |also |then )?$")


def _of_another(reading: Reading, one: Mention, main: Mention) -> bool:
    """True for acts of which the sentence, or a relative clause, says that somebody or something else is told of."""
    if not one.act or one.title or one.sentence <= main.sentence:
        return False
    if one.type == "meeting" and _CLAUSE.search(_before(reading, one)) is not None:
        return True
    return _OTHER_SUBJECT.match(reading.plain, reading.sentences[one.sentence].span.start) is not None


#: Acts that are never another way to tell one of the same type: a handover is no verdict, to present is not to set up.
_OF_ITS_KIND = frozenset({"handover", "presidency", "assessment", "presentation", "publication", "listing", "movement"})


def _counted_apart(reading: Reading, one: Mention, main: Mention) -> bool:
    """True for "the fifth plenary" beside "the fourth", and for "the exercise North Gate 2019" beside another name."""
    mine, its = own.ordinal(reading, one), own.ordinal(reading, main)
    if one.type == main.type:
        names = {own.proper(reading, one), own.proper(reading, main)}
        return (bool(mine and its) and mine != its) or (len(names) == 2 and "" not in names)
    counted = mine > 1 and not its and reading.plain[one.span.start].isupper()
    return not one.title and (counted or bool(own.proper(reading, one)))


def mentions_of(reading: Reading, told: Sequence[Mention], main: Mention, anchors: Anchors) -> list[Mention]:
    """The mentions of ``told`` that name the event of ``main``, in text order."""
    group: list[Mention] = []
    days: set[str] = set()
    for one in told:
        mine = anchors.days(one)
        same = (
            _same_as_main(reading, one, main, told)
            or _series(reading, one, main, told)
            or (
                one.act
                and one.type == "meeting"
                and main.type in gatherings()
                and not days
                and not one.quoted
                and not _of_another(reading, one, main)
            )
        )
        if not same or (one is not main and _again(reading, one, main, mine, days)):
            continue
        counted = own.ordinal(reading, one) if one.type in gatherings() else 0
        if counted and one is not main and not one.title and group and not own.ordinal(reading, main):
            numbers = {own.ordinal(reading, other) for other in group if other.type == one.type} - {0}
            if numbers and counted not in numbers:
                continue  # "the first conference", in the text on the fourth
        if one is not main and one.determiner in {"a", "an"} and _elsewhere(reading, one, main, anchors):
            continue
        if one is not main and _in_brackets(reading, one, main, anchors, days):
            continue
        if one is not main and _apart(reading, one, main, anchors, days):
            continue
        if main.type in _INCIDENTS and one.type == main.type and elsewhen.told(reading, one, main):
            continue
        group.append(one)
        days |= mine
    return group


#: What happens again and again, and is told by its like in the same text.
_INCIDENTS = frozenset({"attack", "arrest", "other"})
_LIKE = re.compile(
    r"\b(?:similar|comparable|another|(?:an )?earlier|a previous|a second|a further|a third|separate|the same)\b"
)


_EVER = re.compile(r" (?:of (?:its|this|that|the) (?:kind|type|sort|series)|since|ever|to|under|for)\b")
_SOON = 60  # characters after a noun with "the" within which its own date stands


def _apart(reading: Reading, one: Mention, main: Mention, anchors: Anchors, days: set[str]) -> bool:
    """True for words with a date of their own that is none of the main event's, and besides a town of their own, an
    ordinal, or words that say that it is another ("the conference held in Doha in 2015", "a similar agreement")."""
    mine = anchors.days(one)
    if one.title or one.sentence <= main.sentence or not mine or not mine.isdisjoint(days):
        return False
    if not days:
        first = own.ordinal(reading, one) == 1 and _EVER.match(reading.plain, one.span.end) is None
        return first and own.ordinal(reading, main) != 1
    if any(_covers(day, other) or _covers(other, day) for day in days for other in mine):
        return False
    towns, others = anchors.towns(one), anchors.towns(main)
    behind = any(0 <= link.mention.span.start - one.span.end < _SOON for link in anchors.dates(one))
    if towns and others and towns.isdisjoint(others) and (behind or not one.definite):
        return True
    around = reading.plain[max(0, one.phrase.start - 20) : one.span.end + 30]
    return bool(own.ordinal(reading, one)) or _LIKE.search(around) is not None


_BRACKET = re.compile(IN_BRACKETS)


def _in_brackets(reading: Reading, one: Mention, main: Mention, anchors: Anchors, days: set[str]) -> bool:
    """True for a noun with a date of its own in brackets right behind, that is not the main event's."""
    if one.title or one.act or one.sentence <= main.sentence or one.type not in gatherings():
        return False
    known = days | anchors.days(main)
    return bool(known) and any(
        link.thing.label not in known and _BRACKET.fullmatch(reading.plain, one.span.end, link.mention.span.start)
        for link in anchors.dates(one)
    )


_SERIES_OF = re.compile(r"\b(?:series|cycle|set|number|round) of (?:[\w-]+ ){0,6}$")


def _series(reading: Reading, one: Mention, main: Mention, told: Sequence[Mention]) -> bool:
    """ "A series of workshops", "the workshops": what a headline tells as one, where no single meeting is told."""
    if not one.plural or one.quoted or one.type not in gatherings() or main.type not in gatherings():
        return False
    if (
        main.title
        and main.act
        and not any(
            other.type in gatherings()
            and not (other.plural or other.act or other.title)
            and other.sentence <= main.sentence + 4
            for other in told
        )
    ):
        before = reading.plain[max(0, one.span.start - 70) : one.span.start]
        return one.definite or _SERIES_OF.search(before) is not None
    return False


def _elsewhere(reading: Reading, one: Mention, main: Mention, anchors: Anchors) -> bool:
    """True for a meeting in another town, or on a day told by that of the main event."""
    if one.sentence == main.sentence or one.title or one.type not in gatherings():
        return False
    towns, others = anchors.towns(one), anchors.towns(main)
    return next_day(reading, one) or bool(towns and others and towns.isdisjoint(others))


def _again(reading: Reading, one: Mention, main: Mention, mine: set[str], days: set[str]) -> bool:
    """True for a like act with a day of its own, told later ("Parliament approved the accession on ...")."""
    if one.definite:
        mine = {day for day in mine if len(day) > 4}  # "the course, based on the manual of 2007"
    if not mine and one.act and one.type == "attack" and one.sentence > main.sentence + 2:
        mine = _told_days(reading, one)
    if one.title or not mine or not days or not mine.isdisjoint(days):
        return False
    if one.kind == "nominal" or (one.type == "other" and _WHO.search(_before(reading, one))):
        return True
    if one.type in gatherings() or (one.type == "visit" and not one.act):
        sentence = reading.sentences[one.sentence].span
        return (
            one.sentence > main.sentence + (one.type == main.type)
            and not any(_covers(day, other) for day in days for other in mine)
            and _BOUND.search(reading.plain, sentence.start, sentence.end) is None
        )
    if one.type == "attack":
        return one.sentence > main.sentence
    return one.sentence > main.sentence and not any(_covers(day, other) for day in days for other in mine)


#: "who was sentenced last year": the clause tells of somebody else's trial.
_WHO = re.compile(r"\b(?:who|whose \w+|which)\s+(?:\w+\s+){0,2}$")


def _before(reading: Reading, one: Mention) -> str:
    return reading.plain[max(reading.sentences[one.sentence].span.start, one.span.start - 40) : one.span.start]


def _told_days(reading: Reading, one: Mention) -> set[str]:
    """The dates before ``one`` in its sentence on which something happened ("In September, nine people died when")."""
    span = reading.sentences[one.sentence].span
    dates = reading.inside(Span(span.start, one.span.start), "date")
    return {link.thing.label for link in dates if not reported(reading.plain, link.mention.span.start)}


#: A meeting opens on one day and closes on another, and is one.
_BOUND = re.compile(r"\b(?:open|clos|conclud|end|beg[aiu]n|start|finish|final day|last day)\w*")


def _covers(range_: str, day: str) -> bool:
    start, _, end = range_.partition("/")
    return start <= day.partition("/")[0] <= (end or f"{start}~")


def _exercise_in(one: Mention, main: Mention) -> bool:
    """An exercise within a conference is an event of its own."""
    return one.type == "exercise" and main.type != "exercise"


def _own_date(reading: Reading, one: Mention, main: Mention) -> bool:
    """True where the sentence of ``one`` gives a date that the sentence of ``main`` does not."""
    mine = days_of(reading, one)
    if main.title and not days_of(reading, main) and one.sentence <= main.sentence + 2:
        return False  # a headline has no date
    theirs = days_of(reading, main)
    if any(_covers(day, other) or _covers(other, day) for day in theirs for other in mine):
        return False
    return bool(mine) and mine.isdisjoint(theirs) and one.sentence != main.sentence


def days_of(reading: Reading, one: Mention) -> set[str]:
    """The dates that the sentence of ``one`` gives, ISO 8601."""
    span = reading.sentences[one.sentence].span
    return {link.thing.label for link in reading.inside(span, "date") if not reading.head.holds(link.mention.span)}
