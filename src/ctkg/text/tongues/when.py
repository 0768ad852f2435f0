"""When the events of a text begin and end."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from ctkg.model import Link, Span, Statement
from ctkg.text.reading import EventFrame, Reading, say
from ctkg.text.tongues import lexicon

_FAR = 1 << 20
_BEFORE = 45


def relate(reading: Reading, events: Sequence[EventFrame], tag: str) -> Iterator[Statement]:
    """Statements of event.start and event.end."""
    for number, event in enumerate(events):
        start, end = _period(reading, event, events, tag)
        days = _days(reading, event, tag)
        rules = ("tongues.start", "tongues.end") if not number else ("tongues.background-date",) * 2
        if start is not None:
            yield _say(reading, event, "event.start", start, start.thing.label.partition("/")[0], rules[0])
            last = start.thing.label.partition("/")[2]
            if last and end is None:
                yield _say(reading, event, "event.end", start, last, rules[1])
            elif end is None and days and (value := _shifted(start.thing.label, days - 1)):
                yield _say(reading, event, "event.end", start, value, rules[1], derived=True)
        if end is not None:
            value = end.thing.label.rpartition("/")[2]
            yield _say(reading, event, "event.end", end, value, rules[1])
            if start is None and days and (first := _shifted(value, 1 - days)):
                yield _say(reading, event, "event.start", end, first, rules[0], derived=True)


def _days(reading: Reading, event: EventFrame, tag: str) -> int:
    """How many days the event lasts, where its sentences say so ("de trois jours"); else 0."""
    words: dict[str, int] = lexicon.load(tag, "events")["durations"]
    for sentence in event.named_sentences()[:3]:
        for written, days in words.items():
            if lexicon.pattern(tag, [written]).search(reading.plain, sentence.start, sentence.end):
                return days
    return 0


def _shifted(day: str, days: int) -> str:
    """``day`` moved by ``days``; empty where it is not known to the day."""
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()
    except ValueError:
        return ""


def _say(
    reading: Reading, event: EventFrame, relation: str, link: Link, value: str, rule: str, *, derived: bool = False
) -> Statement:
    stated = link.thing.names[0] if link.thing.names else ""
    span = reading.sentence_at(link.mention.span.start).span
    derived = derived or (bool(stated) and not reading.head.anchor.stated)
    return say(
        reading, event.entity, relation, value, event=event.key, span=span, rule=rule, stance=event.stance,
        stated=stated, derived=derived,
    )  # fmt: skip


def _period(
    reading: Reading, event: EventFrame, events: Sequence[EventFrame], tag: str
) -> tuple[Link | None, Link | None]:
    opens = lexicon.cues(tag, "events", "bounds", "opens")
    closes = lexicon.cues(tag, "events", "bounds", "closes")
    apart = lexicon.cues(tag, "events", "bounds", "apart", after=r"\s*(?:\S+\s+){0,2}$")
    best: tuple[tuple[int, int, int], Link] | None = None
    first: Link | None = None
    last: Link | None = None
    for rank, sentence in enumerate(event.named_sentences()):
        for link in reading.inside(sentence, "date"):
            span = link.mention.span
            if reading.head.holds(span) or _in_other(reading, span, event, events, sentence):
                continue
            before = reading.plain[max(sentence.start, span.start - _BEFORE) : span.start]
            if apart.search(before) or reading.plain[span.start - 1 : span.start] == "(":
                continue
            if link.thing.type != "year" and "/" not in link.thing.label:
                if closes.search(before) and len(before) - closes.search(before).end() < 25:  # type: ignore[union-attr]
                    last = last or link
                    continue
                if opens.search(before):
                    first = first or link
            key = (rank, _coarse(link), _distance(event, sentence, span))
            if best is None or key < best[0]:
                best = (key, link)
    start = first if first is not None and (best is None or "/" not in best[1].thing.label) else best and best[1]
    if last is not None and (start is None or last.thing.label < start.thing.label or last is start):
        last = None if start is not None else last
    return start or None, last


def _in_other(reading: Reading, span: Span, event: EventFrame, events: Sequence[EventFrame], sentence: Span) -> bool:
    """True where another event is named nearer to the date in the same sentence."""
    mine = _distance(event, sentence, span)
    return any(other is not event and _distance(other, sentence, span) < mine for other in events)


def _distance(event: EventFrame, sentence: Span, span: Span) -> int:
    return min((max(m.start - span.end, span.start - m.end, 0) for m in event.named_in(sentence)), default=_FAR)


def _coarse(link: Link) -> int:
    if "/" in link.thing.label:
        return 0
    return {"day": 1, "relative": 1, "month": 2}.get(link.thing.type, 3)
