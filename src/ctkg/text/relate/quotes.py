"""Who is quoted and who speaks: ``quote`` and ``speaker``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Span, Statement
from ctkg.text.find import speaking
from ctkg.text.reading import EventFrame, Reading, placed, say
from ctkg.text.relate import digest
from ctkg.text.relate.gatherings import GATHERINGS

_GATHERINGS = (GATHERINGS - {"other"}) | {"adoption", "ratification"}
#: Gatherings at which people speak for as long as a paragraph tells of them.
_SITTINGS = frozenset({"meeting", "conference", "workshop", "seminar", "training", "roundtable"})


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Quotations with who said them, and the speakers of the events; who is only met or named speaks not."""
    if not events:
        return
    spoken: dict[tuple[str, str], Statement] = {}
    placed: set[str] = set()
    for speech in speaking.find(reading):
        event = _event(reading, events, speech.span)
        quotation = speech.quotation
        if quotation:
            yield say(
                reading,
                event.entity,
                "quote",
                speech.speaker,
                event=event.key,
                span=_with(speech.span, quotation.outer),
                rule=f"quotes.{speech.rule}",
                quote=reading.words(quotation.span),
                quote_span=quotation.span,
            )
        rule = speech.rule if not quotation or speech.rule in ("office", "body") else "quoted"
        speaker = say(
            reading, event.entity, "speaker", speech.speaker, event=event.key, span=speech.span, rule=f"speech.{rule}"
        )
        key = (event.key, speech.speaker.label)
        if key not in spoken or spoken[key].confidence < speaker.confidence:
            spoken[key] = speaker
        if speech.body and speech.body.kind == "organization" and speech.speaker.label not in placed:
            placed.add(speech.speaker.label)
            yield say(
                reading,
                speech.speaker,
                "person.affiliation",
                speech.body,
                event=events[0].key,
                span=speech.span,
                rule="posts.office",
            )
    yield from spoken.values()


def _event(reading: Reading, events: Sequence[EventFrame], span: Span) -> EventFrame:
    """The gathering that the sentence names, the main event where it names it or none."""
    sentence = reading.sentence_at(span.start).span
    named = [
        event
        for event in placed(events).naming(sentence)
        if event.type in _GATHERINGS
        and (event is events[0] or any(_at(reading, sentence, words) for words in event.named_in(sentence)))
    ]
    if len(named) == 1 and named[0].modality == "asserted":
        return named[0]
    there = placed(events).speaking(span)
    if named or len(there) != 1 or there[0].modality != "asserted":
        return events[0]
    return there[0] if there[0].type in _SITTINGS or digest.within(reading, span) else events[0]


#: Before the gathering at which somebody speaks.
_VENUE = re.compile(
    r"\b(?:at|in|during|to|open\w*|clos\w+|address\w*|inaugurat\w+|moderat\w+|attend\w*|begin\w*|began|launch\w*|lectur\w+|"
    r"conclud\w+|kick\w+ off)\s(?:[\w'-]+\s){0,8}$",
    re.IGNORECASE,
)


def _at(reading: Reading, sentence: Span, words: Span) -> bool:
    """True where the words before a gathering say that it is where somebody speaks, not what is spoken of."""
    return _VENUE.search(reading.plain, max(sentence.start, words.start - 70), words.start) is not None


def _with(span: Span, words: Span) -> Span:
    return Span(min(span.start, words.start), max(span.end, words.end))
