"""What comes of an event, told in the passive: "a road map was agreed upon"; certificates, recommendations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Span, Statement
from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.reading import EventFrame, Reading, event_at, say
from ctkg.text.relate import scope

_EVENTS = frozenset(
    [
        "workshop", "roundtable", "seminar", "conference", "meeting", "training", "exercise", "visit", "launch",
        "adoption", "other",
    ]
)  # fmt: skip
_RECEIVED = screening.compile(
    r"\b(?:received|were awarded|were presented with|were handed|remittance of the|presentation of) (?:the )?"
    r"(?P<words>certificates|diplomas)\b"
)
_RECOMMENDED = screening.compile(
    r"\b(?:[Pp]articipants|[Ee]xperts|[Dd]elegates|[Tt]hey|[Tt]he (?:meeting|workshop|conference)) recommended that\b"
)


@cache
def _made() -> screening.Screened:
    data = patterns.load("outcomes")["result"]
    heads = alternation.of(data["heads"])
    return screening.compile(
        rf"(?P<words>(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s+)?(?:[A-Za-z][\w-]*\s+){{0,3}}(?:{heads})\b"
        r"(?:\s(?:of|for|on|with|to|and)\s[^.;:,]{2,70}?)?)"
        rf",?\s(?:which\s)?(?P<when>was|were|is|are|has been|have been|will be|is to be|are to be|would be)?\s?"
        rf"(?:also\s|then\s)?"
        rf"(?:{alternation.of(data['verbs'])})\b(?!\s+(?:in|on) (?:19|20)\d\d)",
        re.IGNORECASE,
    )


@cache
def _parts() -> tuple[screening.Screened, screening.Screened, screening.Screened]:
    """The heads alone, as whole words and within words, and the verbs alone."""
    data = patterns.load("outcomes")["result"]
    heads, verbs = alternation.of(data["heads"]), alternation.of(data["verbs"])
    return (
        screening.compile(rf"\b(?:{heads})\b", re.IGNORECASE),
        screening.compile(rf"(?:{heads})\b", re.IGNORECASE),
        screening.compile(rf"(?:{verbs})\b", re.IGNORECASE),
    )


def _may_be_made(plain: str, span: Span) -> bool:
    """False where a sentence has no head, or no verb behind it: most have not, which is seen sooner."""
    whole, within, verbs = _parts()
    if whole.search(plain, span.start, span.end) is None:
        return False
    head = within.search(plain, span.start, span.end)
    return head is not None and verbs.search(plain, head.start(), span.end) is not None


def relate(reading: Reading, events: Sequence[EventFrame], span: Span, quoted: Sequence[Span]) -> Iterator[Statement]:
    """Statements of output."""
    plain = reading.plain
    made = _made().finditer(plain, span.start, span.end) if _may_be_made(plain, span) else ()
    for match in made:
        bare = match["when"] is None
        if scope.within(quoted, match.start()) or (bare and plain[match.end("words")] != ","):
            continue
        yield from _tell(
            reading, events, Span(*match.span("words")), span, bool(match["when"]) and "be" in match["when"].split()
        )
        return
    for pattern, words in ((_RECEIVED, ""), (_RECOMMENDED, "recommendations")):
        found = pattern.search(plain, span.start, span.end)
        if found is not None and not scope.within(quoted, found.start()):
            where = Span(*(found.span("words") if not words else found.span()))
            yield from _tell(reading, events, where, span, False, words)


def _tell(
    reading: Reading, events: Sequence[EventFrame], where: Span, span: Span, planned: bool, words: str = ""
) -> Iterator[Statement]:
    event = event_at(events, where)
    words = words or re.sub(
        r"^(?:the|an?|its|their|all)\s+", "", " ".join(reading.words(where).split()), flags=re.IGNORECASE
    )
    if event is not None and event.type in _EVENTS and event.modality != "earlier" and words:
        yield say(
            reading, event.entity, "output", words, event=event.key, span=span, rule="outcomes.result",
            stance="intended" if planned else event.stance,
        )  # fmt: skip
