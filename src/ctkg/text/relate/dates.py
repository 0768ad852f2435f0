"""When events begin and end, and how long they last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Evidence, Span, Statement
from ctkg.text.find import numbers, screening
from ctkg.text.reading import EventFrame, Reading, say
from ctkg.text.relate import dated, digest, durations
from ctkg.text.relate import reckoned as reckoning
from ctkg.text.relate.dated import When
from ctkg.text.relate.durations import shift
from ctkg.text.relate.gatherings import GATHERINGS
from ctkg.text.relate.reckoned import Reckoned

_HELD = screening.compile(
    r"\b(?:today|yesterday|held|took place|takes place|from|[Oo]n|organi[sz]ed|[Bb]etween|this (?:week|morning)|"
    r"last night|(?:[Ll]ast|this) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Statements of event.start, event.end and event.durationDays."""
    known_days: dict[str, tuple[str, str]] = {}
    for event in events:
        length = durations.of(reading, event)
        if length is not None:
            days, where = length
            yield say(
                reading, event.entity, "event.durationDays", days, event=event.key, span=where, rule="events.duration",
                stance=event.stance, stated=reading.words(where),
            )  # fmt: skip
        reckoned = reckoning.apart(reading, event, known_days)
        found = _when(reading, events, event) if reckoned is None else None
        if found is None and reckoned is None:
            reckoned = reckoning.of(reading, event, known_days)
        if reckoned is not None:
            yield from _reckoned(reading, event, reckoned)
        elif found is not None:
            told = list(_bounds(reading, event, *_paired(reading, events, event, found), length))
            known = sorted(str(one.object) for one in told)
            known_days[event.key] = known[0], known[-1]
            yield from told
        elif event.key == "e1" and event.type in {"condemnation", "statement"}:
            yield from _said_on(reading, event)


def _reckoned(reading: Reading, event: EventFrame, found: Reckoned) -> Iterator[Statement]:
    """The day that is told by that of another event."""
    for relation in (
        ("event.start", "event.end") if len(found.day) == 10 and event.type in GATHERINGS else ("event.start",)
    ):
        yield say(
            reading, event.entity, relation, found.day, event=event.key, span=found.span, rule="events.reckoned",
            stance=event.stance, stated=reading.words(found.words), derived=True,
        )  # fmt: skip


def _said_on(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """The day of a statement that gives none: that of its writing."""
    anchor, published = reading.head.anchor, reading.document.source.published[:10]
    if anchor.date is None:
        return
    statement = say(
        reading, event.entity, "event.start", anchor.day, event=event.key, rule="events.start-of-writing",
        span=anchor.span or reading.sentence_at(event.trigger.start).span, stance=event.stance, derived=True,
    )  # fmt: skip
    yield statement if (anchor.span is not None and anchor.stated) or not published else _with_year(reading, statement)


def _when(reading: Reading, events: Sequence[EventFrame], event: EventFrame) -> When | None:
    """The date of an event: in the sentences that name it, nearest to it; for the main event also beside them."""
    named = _telling(reading, event)
    best: tuple[float, When] | None = None
    for order, sentence in enumerate(named):
        for found in dated.in_sentence(reading, events, event, sentence):
            score = _worth(found, order)
            if best is None or score > best[0]:
                best = (score, found)
    if (
        (best is None or best[1].link.thing.type in {"month", "year"})
        and event.leads
        and event.type not in {"condemnation", "statement", "project"}
    ):
        for order, sentence in enumerate(event.sentences[:6]):
            for found in dated.in_sentence(reading, events, event, sentence):
                held = _HELD.search(reading.plain, sentence.start, sentence.end)
                score = _worth(found, order + 3)
                if held and (best is None or score > best[0]):
                    best = (score, found)
    if event.leads and (best is None or best[1].link.thing.type in {"month", "year"}):
        labelled = _labelled(reading)
        if labelled is not None:
            return labelled
    apart = best is None or best[1].link.mention.span.start > reading.sentence_at(event.trigger.start).span.end
    if apart and event.type != "project" and (head := digest.day(reading, event.trigger)) is not None:
        return When(head, "both", reading.sentence_at(event.trigger.start).span)
    return _whole(reading, events, event, best[1]) if best else None


_LABEL = re.compile(r"(?:When|Dates?(?: and (?:time|place|venue))?)\s?:\s")


def _labelled(reading: Reading) -> When | None:
    """The date of a line "When: 28-30 June 2022"."""
    for passage in reading.passages:
        if _LABEL.match(reading.plain, passage.span.start) is None:
            continue
        for link in reading.inside(passage.span, "date"):
            if link.thing.type in {"day", "range"} and not reading.head.holds(link.mention.span):
                return When(link, "both", passage.span)
    return None


def _whole(reading: Reading, events: Sequence[EventFrame], event: EventFrame, found: When) -> When:
    """The range of days, told in another sentence of the lead, that begins or ends with the day found."""
    if found.link.thing.type not in {"day", "relative"} or not event.leads or event.type not in GATHERINGS:
        return found
    for sentence in event.sentences[:6]:
        for other in dated.in_sentence(reading, events, event, sentence):
            first, _, last = other.link.thing.label.partition("/")
            if other.link.thing.type == "range" and found.link.thing.label in {first, last}:
                return other
    return found


def _paired(reading: Reading, events: Sequence[EventFrame], event: EventFrame, found: When) -> tuple[When, When | None]:
    """The date of the beginning and that of the end, where the text gives them apart ("opened on ... closed on")."""
    if found.link.thing.type not in {"day", "relative"}:
        return found, None
    want = "start" if found.bound == "end" else "end"
    for sentence in _telling(reading, event):
        for other in dated.in_sentence(reading, events, event, sentence):
            if other.bound != want or other.link.thing.type not in {"day", "relative"}:
                continue
            first, last = (other, found) if want == "start" else (found, other)
            if first.link.thing.label < last.link.thing.label:
                return first, last
    return found, None


_IT = re.compile(
    r"It\s+(?:also\s+)?(?:began|opened|started|ended|closed|concluded|lasted|ran|took place|was held|runs)\b"
)


def _telling(reading: Reading, event: EventFrame) -> list[Span]:
    """Sentences that name the event, and those that take it up by "it" ("It began on ...")."""
    named = event.named_sentences()
    if event.leads:
        named = sorted({*named, *(span for span in event.sentences if _IT.match(reading.plain, span.start))})
    return named


def _worth(found: When, order: int) -> float:
    precise = {"range": 3.0, "day": 2.0, "relative": 1.8, "month": 0.6, "year": -2.0}[found.link.thing.type]
    return precise - 0.9 * min(order, 6) + (0.3 if found.bound != "both" else 0)


def _bounds(
    reading: Reading, event: EventFrame, when: When, last: When | None, length: tuple[int, Span] | None
) -> Iterator[Statement]:
    start, _, end = when.link.thing.label.partition("/")
    kind = when.link.thing.type
    completed = bool(when.link.thing.names) and kind != "relative"
    stated = reading.words(when.link.mention.span)
    days = length[0] if length else 0
    first_rule, last_rule = ("events.start", "events.end") if event.key == "e1" else ("events.background-date",) * 2

    def tell(relation: str, value: str, rule: str, derived: bool, at: When = when) -> Statement:
        words = stated if at is when else reading.words(at.link.mention.span)
        statement = say(
            reading, event.entity, relation, value, event=event.key, span=at.span, rule=rule,
            stance=event.stance, stated=words, derived=derived or completed,
        )  # fmt: skip
        return _with_year(reading, statement) if completed else statement

    if when.bound == "end" and not end:
        yield tell("event.end", start, last_rule, False)
        begin = shift(start, 1 - days) if days else ""
        if begin:
            yield tell("event.start", begin, "events.start-derived", True)
        return
    yield tell("event.start", start, first_rule, False)
    if last is not None:
        yield tell("event.end", last.link.thing.label, last_rule, False, last)
    elif end:
        yield tell("event.end", end, last_rule, False)
    elif later := _ends_later(reading, event, start):
        yield tell("event.end", later, "events.end-derived", True)
    elif days and (finish := shift(start, days - 1)):
        yield tell("event.end", finish, "events.end-derived", True)
    elif kind in {"day", "relative"} and when.bound == "both" and event.type in GATHERINGS and not days:
        yield tell("event.end", start, "events.end-derived", True)


_LATER = screening.compile(
    r"\b(?:ended|concluded|closed|wrapped up|finished|was closed|came to an end|wound up)\b[^.;]{0,40}?\b"
    r"(?:(?P<n>a|one|two|three|four|five|six|seven|ten) (?P<unit>day|week)s? later|"
    r"the (?:following|next) (?P<next>day))\b"
)


def _ends_later(reading: Reading, event: EventFrame, start: str) -> str:
    """The last day, told by how long after the first it was ("and ended two days later"); empty where it is not."""
    for sentence in event.named_sentences():
        found = _LATER.search(reading.plain, sentence.start, sentence.end)
        if found is not None:
            count = 1 if found["next"] or found["n"] in {"a", "one"} else numbers.value(found["n"]) or 0
            return shift(start, count * (7 if found["unit"] == "week" else 1))
    return ""


def _with_year(reading: Reading, statement: Statement) -> Statement:
    """Adds what completed the year: the dateline, or the metadata's day of publication."""
    import dataclasses

    anchor = reading.head.anchor
    published = reading.document.source.published
    if anchor.span is not None and anchor.stated:
        more = reading.evidence(anchor.span, "events.year-of-dateline", 0.9)
    elif published:
        more = Evidence(
            document=reading.document.id, span=None, quote=published, extractor="events.year-of-metadata", score=0.9,
            kind="metadata",
        )  # fmt: skip
    else:
        return statement
    return dataclasses.replace(statement, evidence=(*statement.evidence, more))
