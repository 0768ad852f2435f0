"""When events begin and end, and how long they last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ctkg.model import Evidence, Link, Span, Statement
from ctkg.text.find import numbers, screening
from ctkg.text.reading import EventFrame, Reading, say
from ctkg.text.relate import anchors, digest, durations, projects, scope, within
from ctkg.text.relate import reckoned as reckoning
from ctkg.text.relate.durations import shift
from ctkg.text.relate.gatherings import GATHERINGS
from ctkg.text.relate.naming import distance
from ctkg.text.relate.reckoned import Reckoned

_START = re.compile(
    r"\b(?:open(?:ed|s|ing)?|commenc(?:ed?|es|ing)|beg[aiu]n|begins|beginning|start(?:ed|s|ing)?|"
    r"kick(?:ed|s)? off|from|"
    r"inaugurated|launched)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:conclud(?:ed|es|ing)|ended|ends|ending|closed|closes|closing|wrapped up|wound up|finished|finishing|"
    r"completed|(?:runs?|ran|lasts?|continues?|continued|goes on|went on) (?:through|to|until|till)|"
    r"(?:expected|due) to (?:end|close)|award(?:ed|"
    r"s) (?:certificates|diplomas)|closing (?:ceremony|"
    r"session|day)|culminated|until|came to (?:an end|a close)|drew to a close)\b[^.;]{0,200}$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:since|established|founded|adopted|signed|created|entered into force|set up|launched|approved|dated|born|"
    r"resolution|decision|deadline|by the end of|until the end of|previous|last held|first held|elected|appointed|"
    r"ratified|scheduled for|announced (?:here )?for|"
    r"(?:[Oo]riginally |[Ff]irst )?(?:published|posted|updated|modified)|as (?:from|of)|with effect from|"
    r"valid (?:from|until)|in force (?:from|since)|(?:[Pp]resident|[Cc]hair\w*|[Pp]residency) (?:as )?from|"
    r"(?:originally|initially|first) (?:planned|foreseen|scheduled)|recommendations of|"
    r"plans? for|strategy for)\b[^,;]{0,40}$",
    re.IGNORECASE,
)
_HELD = screening.compile(
    r"\b(?:today|yesterday|held|took place|takes place|from|[Oo]n|organi[sz]ed|[Bb]etween|this (?:week|morning)|"
    r"last night|(?:[Ll]ast|this) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_MODAL_FUTURE = re.compile(r"\b(?:plans? to|will|next|future|additional|upcoming|intends? to)\b", re.IGNORECASE)
_AT_HEAD = re.compile(r"(?:On|Last|This)?\s*")
_VERB = screening.compile(
    r"\b(?:(?P<end>concluded|ended|closed|wrapped up|drew to a close|came to an end)|(?P<held>held|"
    r"took place|met|gathered|opened|began|signed|adopted|launched|started))\b"
)


@dataclass(frozen=True, slots=True)
class _When:
    """A date that an event is given: its link, what it bounds (``start end both``), and its clause."""

    link: Link
    bound: str
    span: Span


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Statements of event.start, event.end and event.durationDays."""
    dated: dict[str, tuple[str, str]] = {}
    for event in events:
        length = durations.of(reading, event)
        if length is not None:
            days, where = length
            yield say(
                reading, event.entity, "event.durationDays", days, event=event.key, span=where, rule="events.duration",
                stance=event.stance, stated=reading.words(where),
            )  # fmt: skip
        reckoned = reckoning.apart(reading, event, dated)
        found = _when(reading, events, event) if reckoned is None else None
        if found is None and reckoned is None:
            reckoned = reckoning.of(reading, event, dated)
        if reckoned is not None:
            yield from _reckoned(reading, event, reckoned)
        elif found is not None:
            told = list(_bounds(reading, event, *_paired(reading, events, event, found), length))
            known = sorted(str(one.object) for one in told)
            dated[event.key] = known[0], known[-1]
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


def _when(reading: Reading, events: Sequence[EventFrame], event: EventFrame) -> _When | None:
    """The date of an event: in the sentences that name it, nearest to it; for the main event also beside them."""
    named = _telling(reading, event)
    best: tuple[float, _When] | None = None
    for order, sentence in enumerate(named):
        for found in _dates_in(reading, events, event, sentence):
            score = _worth(found, order)
            if best is None or score > best[0]:
                best = (score, found)
    if (
        (best is None or best[1].link.thing.type in {"month", "year"})
        and event.leads
        and event.type not in {"condemnation", "statement", "project"}
    ):
        for order, sentence in enumerate(event.sentences[:6]):
            for found in _dates_in(reading, events, event, sentence):
                held = _HELD.search(reading.plain, sentence.start, sentence.end)
                score = _worth(found, order + 3)
                if held and (best is None or score > best[0]):
                    best = (score, found)
    if event.leads and (best is None or best[1].link.thing.type in {"month", "year"}):
        labelled = _labelled(reading)
        if labelled is not None:
            return labelled
    apart = best is None or best[1].link.mention.span.start > reading.sentence_at(event.trigger.start).span.end
    if apart and (head := digest.day(reading, event.trigger)) is not None:
        return _When(head, "both", reading.sentence_at(event.trigger.start).span)
    return _whole(reading, events, event, best[1]) if best else None


_LABEL = re.compile(r"(?:When|Dates?(?: and (?:time|place|venue))?)\s?:\s")


def _labelled(reading: Reading) -> _When | None:
    """The date of a line "When: 28-30 June 2022"."""
    for passage in reading.passages:
        if _LABEL.match(reading.plain, passage.span.start) is None:
            continue
        for link in reading.inside(passage.span, "date"):
            if link.thing.type in {"day", "range"} and not reading.head.holds(link.mention.span):
                return _When(link, "both", passage.span)
    return None


def _whole(reading: Reading, events: Sequence[EventFrame], event: EventFrame, found: _When) -> _When:
    """The range of days, told in another sentence of the lead, that begins or ends with the day found."""
    if found.link.thing.type not in {"day", "relative"} or not event.leads or event.type not in GATHERINGS:
        return found
    for sentence in event.sentences[:6]:
        for other in _dates_in(reading, events, event, sentence):
            first, _, last = other.link.thing.label.partition("/")
            if other.link.thing.type == "range" and found.link.thing.label in {first, last}:
                return other
    return found


def _paired(
    reading: Reading, events: Sequence[EventFrame], event: EventFrame, found: _When
) -> tuple[_When, _When | None]:
    """The date of the beginning and that of the end, where the text gives them apart ("opened on ... closed on")."""
    if found.link.thing.type not in {"day", "relative"}:
        return found, None
    want = "start" if found.bound == "end" else "end"
    for sentence in _telling(reading, event):
        for other in _dates_in(reading, events, event, sentence):
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


def _worth(found: _When, order: int) -> float:
    precise = {"range": 3.0, "day": 2.0, "relative": 1.8, "month": 0.6, "year": -2.0}[found.link.thing.type]
    return precise - 0.9 * min(order, 6) + (0.3 if found.bound != "both" else 0)


def _dates_in(reading: Reading, events: Sequence[EventFrame], event: EventFrame, sentence: Span) -> Iterator[_When]:
    quoted = scope.quotations(reading)
    for link in reading.inside(sentence, "date"):
        span = link.mention.span
        if reading.head.holds(span) or scope.within(quoted, span.start):
            continue
        if event.type in {"attack", "arrest"} and anchors.reported(reading.plain, span.start):
            continue
        before = reading.plain[sentence.start : span.start]
        if _of_instrument(reading, event, link) or _only_todays(reading, event, link) or _too_long(event, link):
            continue
        if event.type in _PUNCTUAL and _LIMIT.search(before):
            continue
        project = event.type == "project"
        told = event.key != "e1" and event.modality in {"intended", "earlier"}
        if (
            not told
            and (other := _OTHER.search(before)) is not None
            and not any(
                one.overlaps(Span(sentence.start + other.start(), span.start)) for one in event.named_in(sentence)
            )
            and event.type not in {"adoption", "signing", "launch", "ratification", "project"}
        ):
            continue
        today = link.thing.label == reading.head.anchor.day and any(
            one.type in {"condemnation", "statement"} and one.named_in(sentence) for one in events
        )
        today = today and not anchors.happened(reading.plain, span.start)
        if event.type == "other" and _had_been(reading.plain, event, sentence, span):
            continue
        owner = _nearest(reading.plain, events, sentence, span, today)
        if owner is None and project:
            continue
        if owner is not None and owner is not event and not within.takes_place(reading.plain, event, owner, sentence):
            continue
        if (
            not project
            and not any(0 <= mention.start - span.end <= 2 for mention in event.named_in(sentence))
            and not _named_since(event, sentence, before)
            and link.thing.type in {"year", "month"}
            and re.search(r"\b(?:that|which|who|when|since)\b[^,]*$", before)
        ):
            continue
        if (
            not project
            and event.modality == "asserted"
            and event.key == "e1"
            and _MODAL_FUTURE.search(before[-80:])
            and link.thing.type in {"year", "month"}
        ):
            continue
        verb = (
            _VERB.search(reading.plain, span.end, min(sentence.end, span.end + 240))
            if _AT_HEAD.fullmatch(before)
            else None
        )
        bound = (
            "end"
            if (_END.search(before) and _ends(event, link)) or (verb is not None and verb.lastgroup == "end")
            else "start"
            if _START.search(before) and link.thing.type != "range"
            else "both"
        )
        yield _When(link, bound, _clause(sentence, event, span))


_ITS_DATE = re.compile(
    r"(?:,? of|,? dated|,? from| \(|,? (?:adopted|signed|concluded|done|opened for signature)(?: in [A-Z]\w+,?)? "
    r"(?:on|in)) (?:the )?"
)


def _of_instrument(reading: Reading, event: EventFrame, link: Link) -> bool:
    """True for "resolution 1373 of 28 September 2001": the day of a text, not of what is told in its light."""
    if event.type in {"adoption", "signing", "launch"} and event.key != "e1":
        return False
    start = link.mention.span.start
    for one in reading.inside(Span(max(0, start - 400), start), "instrument")[-1:]:
        gap = reading.plain[one.mention.span.end : start]
        if _ITS_DATE.fullmatch(gap) is not None:
            return event.type not in {"adoption", "signing", "launch"}
    return False


#: What happens on one day, and words before the day on which something ends, begins to bind or was made.
_PUNCTUAL = frozenset({"adoption", "signing", "ratification", "condemnation", "statement", "arrest", "attack"})
_LIMIT = re.compile(
    r"\b(?:until|till|through to|no later than|expir\w+(?: on)?|(?:Protocol|Convention|Agreement|Treaty|Law|Decree|Act|"
    r"Directive|Regulation|Charter|Memorandum) of)\s(?:the\s)?$"
)
_MOST_MONTHS = 8  # that an event lasts which is no project


def _too_long(event: EventFrame, link: Link) -> bool:
    """True for years in which many things happened ("between March 2003 and May 2013")."""
    first, _, last = link.thing.label.removeprefix("--").partition("/")
    if event.type == "project" or not (first[:4].isdigit() and last[:4].isdigit() and len(first) >= 7 <= len(last)):
        return False
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) > _MOST_MONTHS


def _only_todays(reading: Reading, event: EventFrame, link: Link) -> bool:
    """True for "today's standards" where no event follows at once."""
    end = link.mention.span.end
    if not reading.plain.startswith("'s ", end):
        return False
    return link.thing.type == "relative" and not any(
        0 <= mention.start - end <= 40 for mention in event.named_in(Span(end, min(len(reading.plain), end + 60)))
    )


def _had_been(plain: str, event: EventFrame, sentence: Span, date: Span) -> bool:
    """True for "had pleaded guilty on 4 March": what went before the sentence that is told."""
    before = [mention for mention in event.named_in(sentence) if mention.end <= date.start]
    return (
        bool(before)
        and re.search(r"\bhad\s(?:\w+\s)?$", plain[max(0, before[-1].start - 16) : before[-1].start]) is not None
    )


def _ends(event: EventFrame, link: Link) -> bool:
    """False for "arrangements concluded in 2009" and "completed in May": only a day ends what lasts for days."""
    return link.thing.type not in {"month", "year"} and event.type not in {"signing", "adoption", "ratification"}


def _named_since(event: EventFrame, sentence: Span, before: str) -> bool:
    """True for "which will host the next edition in 2024": the clause tells of the event itself."""
    found = list(re.finditer(r"\b(?:that|which|who|when|since)\b", before))
    last = sentence.start + found[-1].end() if found else sentence.start
    return event.key != "e1" and any(
        mention.start >= last for mention in event.named_in(Span(last, sentence.start + len(before)))
    )


def _nearest(plain: str, events: Sequence[EventFrame], sentence: Span, span: Span, today: bool) -> EventFrame | None:
    """The event whose mention is nearest to a date in its sentence, before the date rather than after it.

    The day of writing (``today``) is that of the condemnation, not of the attack named beside it.
    """
    near = []
    for one in events:
        if today and one.type == "attack":
            continue
        for mention in one.named_in(sentence):
            if one.type == "project" and not projects.dates_it(plain, mention.end, span.start):
                continue
            if plain.startswith("'s ", span.end) and mention.end <= span.start:
                continue  # "condemned Sunday's attack"
            if _names(plain, mention, span):
                return one
            near.append((distance(plain, mention, span), one.key, one))
    return min(near, key=lambda item: item[:2])[2] if near else None


_BEFORE_NOUN = re.compile(
    r"\s(?:(?!(?:of|in|on|at|to|for|by|and|the|a|an|its|was|were|is|has|had)\b)[a-z][\w-]*\s){0,3}"
)
_DETERMINED = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Tt]heir|[Ii]ts|[Tt]his|[Ll]ast)\s+$")


def _names(plain: str, mention: Span, date: Span) -> bool:
    """True for "the 11 January terrorist attacks": the day names the event."""
    gap = plain[date.end : mention.start]
    return (
        date.end < mention.start
        and len(gap) < 40
        and _BEFORE_NOUN.fullmatch(gap) is not None
        and (
            plain.startswith("the ", date.start)
            or _DETERMINED.search(plain, max(0, date.start - 6), date.start) is not None
        )
    )


def _clause(sentence: Span, event: EventFrame, span: Span) -> Span:
    """From the event's nearest mention to the date; the date alone where the sentence names no event."""
    inside = event.named_in(sentence)
    if not inside or len(sentence) <= 320:
        return sentence
    near = min(inside, key=lambda mention: abs(mention.start - span.start))
    return Span(min(near.start, span.start), max(near.end, span.end))


def _bounds(
    reading: Reading, event: EventFrame, when: _When, last: _When | None, length: tuple[int, Span] | None
) -> Iterator[Statement]:
    start, _, end = when.link.thing.label.partition("/")
    kind = when.link.thing.type
    completed = bool(when.link.thing.names) and kind != "relative"
    stated = reading.words(when.link.mention.span)
    days = length[0] if length else 0
    first_rule, last_rule = ("events.start", "events.end") if event.key == "e1" else ("events.background-date",) * 2

    def tell(relation: str, value: str, rule: str, derived: bool, at: _When = when) -> Statement:
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
