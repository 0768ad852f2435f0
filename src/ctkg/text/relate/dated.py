"""Which dates of a sentence are those of an event, and whether they begin or end it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ctkg.model import Link, Span
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Reading, placed
from ctkg.text.relate import anchors, dates_apart, projects, scope, within
from ctkg.text.relate.naming import distance

_START = screening.compile(
    r"\b(?:open(?:ed|s|ing)?|commenc(?:ed?|es|ing)|beg[aiu]n|begins|beginning|start(?:ed|s|ing)?|"
    r"kick(?:ed|s)? off|from|inaugurated|launched)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_END = screening.compile(
    r"\b(?:conclud(?:ed|es|ing)|ended|ends|ending|closed|closes|closing|wrapped up|wound up|finished|finishing|"
    r"completed|(?:runs?|ran|lasts?|continues?|continued|goes on|went on) (?:through|to|until|till)|"
    r"(?:expected|due) to (?:end|close)|award(?:ed|"
    r"s) (?:certificates|diplomas)|closing (?:ceremony|"
    r"session|day)|culminated|until|rounds? off|rounded off|"
    r"c[ao]mes? to (?:an?|its|their|the) (?:\w+ )?(?:end|close|conclusion)|"
    r"(?:brought|brings) to (?:an?|its) (?:\w+ )?(?:end|close|conclusion)|dr[ae]ws? to (?:a|its) (?:\w+ )?close|"
    r"(?:saw|marked|sees|marks) the (?:end|close|conclusion|completion))\b[^.;]{0,200}$",
    re.IGNORECASE,
)
_OTHER = screening.compile(
    r"\b(?:since|established|founded|adopted|signed|created|entered into force|set up|launched|approved|dated|born|"
    r"resolution|decision|deadline|by the end of|until the end of|previous|last held|first held|elected|appointed|"
    r"ratified|scheduled for|announced (?:here )?for|"
    r"(?:[Oo]riginally |[Ff]irst )?(?:published|posted|updated|modified)|as (?:from|of)|with effect from|"
    r"valid (?:from|until)|in force (?:from|since)|(?:[Pp]resident|[Cc]hair\w*|[Pp]residency) (?:as )?from|"
    r"(?:originally|initially|first) (?:planned|foreseen|scheduled)|recommendations of|"
    r"plans? for|strategy for)\b[^,;]{0,40}$",
    re.IGNORECASE,
)
_MODAL_FUTURE = re.compile(r"\b(?:plans? to|will|next|future|additional|upcoming|intends? to)\b", re.IGNORECASE)
_AT_HEAD = re.compile(
    r"(?:[A-Z][^.;]{0,60} [-\u2013\u2014]+ )?(?:(?:On|Last|This)?\s*|(?:With|After|By|Having|As)\s[^.;]*)"
)
#: Right behind a day: "today rounds off the exercise".
_AT_ONCE = re.compile(
    r" (?:\w+ly |has |have |had )?(?:rounds? off|rounded off|concluded|ended|closed|wrapped up|wound up|concludes|"
    r"ends|brought to|came to|drew to|saw the|marked the)\b"
)
_VERB = screening.compile(
    r"\b(?:(?P<end>concluded|ended|closed|wrapped up|wound up|rounds? off|rounded off|concludes|ends|"
    r"drew to (?:a|its) (?:\w+ )?close|came to (?:an?|its|their) (?:\w+ )?(?:end|close|conclusion)|"
    r"brought to (?:an?|its) (?:\w+ )?(?:end|close|conclusion)|"
    r"(?:saw|marked) the (?:end|close|conclusion|completion))|(?P<held>held|"
    r"took place|met|gathered|opened|began|signed|adopted|launched|started))\b"
)


@dataclass(frozen=True, slots=True)
class When:
    """A date that an event is given: its link, what it bounds (``start end both``), and its clause."""

    link: Link
    bound: str
    span: Span


def in_sentence(reading: Reading, events: Sequence[EventFrame], event: EventFrame, sentence: Span) -> Iterator[When]:
    """Dates of ``event`` in one of its sentences, in text order."""
    quoted = scope.quotations(reading)
    for link in reading.inside(sentence, "date"):
        span = link.mention.span
        if reading.head.holds(span) or scope.within(quoted, span.start):
            continue
        if event.type in {"attack", "arrest"} and anchors.reported(reading.plain, span.start):
            continue
        if event.type == "attack" and _of_title(reading, span):
            continue
        before = reading.plain[sentence.start : span.start]
        if _of_instrument(reading, event, link) or _only_todays(reading, event, link) or _too_long(event, link):
            continue
        if event.type in _PUNCTUAL and _LIMIT.search(reading.plain, sentence.start, span.start):
            continue
        if dates_apart.another(reading.plain, event, sentence, span.start, not link.thing.names):
            continue
        project = event.type == "project"
        told = event.key != "e1" and event.modality in {"intended", "earlier"}
        if (
            not told
            and (other := _OTHER.search(reading.plain, sentence.start, span.start)) is not None
            and not any(one.overlaps(Span(other.start(), span.start)) for one in event.named_in(sentence))
            and event.type not in {"adoption", "signing", "launch", "ratification", "project"}
        ):
            continue
        today = link.thing.label == reading.head.anchor.day and any(
            one.type in {"condemnation", "statement"} for one in placed(events).naming(sentence)
        )
        today = today and not anchors.happened(reading.plain, span.start)
        if event.type == "other" and event.modality != "earlier" and _had_been(reading.plain, event, sentence, span):
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
            and _IN_CLAUSE.search(before)
            and not _held_by(event, sentence, before)
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
            if _AT_HEAD.fullmatch(before) or _AT_ONCE.match(reading.plain, span.end, sentence.end)
            else None
        )
        bound = _bound(reading.plain, event, sentence, link, verb)
        yield When(link, bound, _clause(sentence, event, span))


def _bound(plain: str, event: EventFrame, sentence: Span, link: Link, verb: re.Match[str] | None) -> str:
    """What the date bounds (``start end both``), by the words before it and the ``verb`` behind it."""
    at = link.mention.span.start
    if verb is not None and verb.lastgroup == "end":
        return "end"
    if _ends(event, link) and _END.search(plain, sentence.start, at):
        return "end"
    return "start" if link.thing.type != "range" and _START.search(plain, sentence.start, at) else "both"


#: "the exercise that the two had held on the island": a clause that says who held it, and when.
_THAT_HELD = re.compile(
    r"[^,;.]{0,90}? (?:that|which) [^,;.]{2,70}?\b(?:held|organi[sz]ed|conducted|staged|hosted|ran|convened|arranged|"
    r"carried out)\b[^,;.]*"
)


#: What opens a clause, and a clause that goes on.
_CLAUSE = re.compile(r"\b(?:that|which|who|when|since)\b")
_IN_CLAUSE = re.compile(rf"{_CLAUSE.pattern}[^,]*$")


def _held_by(event: EventFrame, sentence: Span, before: str) -> bool:
    return any(
        _THAT_HELD.fullmatch(before, mention.end - sentence.start) is not None for mention in event.named_in(sentence)
    )


_ITS_DATE = re.compile(
    r"(?:,? of|,? dated|,? from| \(|,? (?:adopted|signed|concluded|done|opened for signature)(?: in [A-Z]\w+,?)? "
    r"(?:on|in)) (?:the )?"
)


def _of_title(reading: Reading, span: Span) -> bool:
    """True for the day in brackets behind a headline ("Statement on Attack in Riga (22 May)"): that of writing."""
    bracket = span.start > 0 and reading.plain[span.start - 1] == "("
    return bracket and any(head.covers(span) for head in scope.titles(reading)[:1])


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
_LIMIT = screening.compile(
    r"\b(?:(?:will|shall|to|would) (?:enter into (?:force|effect)|come into (?:force|effect)|take effect)\b[^,;]{0,50}?"
    r" on|until|till|through to|no later than|expir\w+(?: on)?|(?:Protocol|Convention|Agreement|Treaty|Law|Decree|Act|"
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
    if event.key == "e1":
        return False
    found = list(_CLAUSE.finditer(before))
    last = sentence.start + found[-1].end() if found else sentence.start
    return any(mention.start >= last for mention in event.named_in(Span(last, sentence.start + len(before))))


def _nearest(plain: str, events: Sequence[EventFrame], sentence: Span, span: Span, today: bool) -> EventFrame | None:
    """The event whose mention is nearest to a date in its sentence, before the date rather than after it.

    The day of writing (``today``) is that of the condemnation, not of the attack named beside it.
    """
    near = []
    for one in placed(events).naming(sentence):
        if today and one.type == "attack":
            continue
        for mention in one.named_in(sentence):
            if one.type == "project" and not projects.dates_it(plain, mention.end, span.start):
                continue
            if plain.startswith("'s ", span.end) and mention.end <= span.start:
                continue  # "condemned Sunday's attack"
            if mention.start > span.end and anchors.NOT_ITS_OWN.match(plain, span.end, mention.start):
                continue  # "was held on 16 July ahead of the plenary"
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
