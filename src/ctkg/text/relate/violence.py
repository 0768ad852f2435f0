"""Nouns of violence that name an event: with an incident told beside them, not as a topic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Span
from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.find.screening import Screened
from ctkg.text.reading import Reading
from ctkg.text.relate import scope
from ctkg.text.relate.naming import Mention, cue_words, noun_phrase

_COMMEMORATED = re.compile(
    r"\b(?:anniversary of|(?:in )?(?:memory|remembrance) of|victims of|survivors of|years after|commemorat\w+)\s+"
    r"(?:the\s+)?(?:[\w-]+\s+){0,3}$"
)


#: What was only meant to happen: "on suspicion of planning an attack".
_PLANNED = re.compile(
    r"\b(?:plan\w*|plot\w*|prepar\w*|carry(?:ing)? out|commit\w*|suspicion|suspect\w*|charg\w*|accus\w*|intend\w*|"
    r"want\w*|attempt\w*|stag\w*|conspir\w*|incit\w*|train\w*|threat\w*|simulat\w*|case)\b[^.;:]{0,40}$"
)
_ARM = re.compile(r"\s(?:rifles?|weapons?|teams?|troops?|charges?)\b")


@cache
def _attacks() -> tuple[Screened, Screened, Screened]:
    data = patterns.load("events")["attacks"]
    body = alternation.of(data["nouns"]).replace(r"\ ", r"\s+")
    return (
        screening.compile(rf"(?<![\w-])(?P<noun>{body})(?P<plural>s|es)?(?![\w])", re.IGNORECASE),
        scope.any_of(tuple(data["cues"])),
        scope.any_of(tuple(data["topical"])),
    )


def find(reading: Reading, index: int, span: Span, quoted: Sequence[Span], title: bool) -> Iterator[Mention]:
    """Mentions by nouns of violence in the sentence at ``span``."""
    nouns, cues, topical = _attacks()
    plain = reading.plain
    cued = cues.search(plain, span.start, span.end) is not None or _condemns(plain, span)
    for match in nouns.finditer(plain, span.start, span.end):
        where = Span(*match.span())
        link = reading.link_at(where.start)
        if link is not None and link.mention.kind in {"organization", "instrument"}:
            continue
        determiner, start = noun_phrase(plain, span.start, where.start)
        if plain[max(span.start, where.start - 3) : where.start] == "to " or _ARM.match(plain, where.end):
            continue  # "planned to attack", "an assault rifle"
        before = plain[max(span.start, where.start - 60) : where.start]
        if topical.search(before) and not _condemns(plain, span):
            continue
        dated = bool(reading.inside(Span(where.end, min(span.end, where.end + 120)), "date", "place"))
        days = reading.inside(Span(span.start, min(span.end, where.end + 60)), "date")
        when = _PLANNED.search(before) is None and len(days) == 1 and len(days[0].thing.label) >= 4
        when = when and (not match["plural"] or 0 <= days[0].mention.span.start - where.end <= 9)
        if (
            not cued
            and not when
            and not (determiner in {"the", "this"} and not match["plural"])
            and not (title and dated)
        ):
            continue
        simulated = cue_words("simulated").search(before) is not None
        yield Mention(
            span=where,
            phrase=Span(start, where.end),
            type="attack",
            noun=match["noun"].lower(),
            sentence=index,
            determiner=determiner,
            plural=bool(match["plural"]),
            told=cued,
            modality="simulated" if simulated else "earlier" if _COMMEMORATED.search(before) else "asserted",
            quoted=scope.within(quoted, where.start),
            title=title,
        )


_CONDEMNS = screening.compile(r"\b(?:condemn|denounc|deplor)", re.IGNORECASE)


def _condemns(plain: str, span: Span) -> bool:
    return _CONDEMNS.search(plain, span.start, span.end) is not None
