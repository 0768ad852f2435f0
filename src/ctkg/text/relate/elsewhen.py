"""Words that set a clause apart from the event of the text: "in August", "last month", "in another attack"."""

from __future__ import annotations

import re

from ctkg.model import Span
from ctkg.text.find import screening
from ctkg.text.reading import Reading
from ctkg.text.relate import scope
from ctkg.text.relate.naming import Mention

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SOME = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|several|a few|\d{1,2})"
_OTHER = screening.compile(
    rf"\b(?:(?:[Ii]n|[Ll]ast|[Ss]ince) (?:early |late |mid-)?(?:{_MONTHS})\b|"
    r"[Ll]ast (?:week|month|year|summer|autumn|spring|winter)|[Ee]arlier (?:this|in the|that) (?:week|month|year)|"
    r"[Tt]he (?:previous|preceding|same) (?:day|night|week|month|year|evening)|[Tt]h(?:at|is) same (?:day|week|month)|"
    rf"{_SOME} (?:day|week|month|year)s? (?:after|before|earlier|ago|later|previously)|"
    r"(?:days|weeks|months|years) (?:after|before|earlier|ago|later)|[Ii]n (?:19|20)\d\d\b|"
    r"[Ee]lsewhere|[Ii]n (?:another|a (?:separate|similar|related|different|second|third|previous|further|earlier))|"
    r"[Ss]eparately)\b"
)
#: Another of its kind, by the word before the noun.
_ANOTHER = re.compile(r"\b(?:another|separate|similar|earlier|previous|second|further|unrelated)\b", re.IGNORECASE)
#: What is done by the event's own words may be taken up by "the": "the attack", "this raid".
_BARE = re.compile(r"(?:the|this|that) [\w-]+", re.IGNORECASE)
_AFTER = 70  # characters after the mention within which such words stand


def told(reading: Reading, one: Mention, main: Mention) -> bool:
    """True where the words around ``one`` say that it is not the event of ``main``, which is told before it."""
    if one.title or one.quoted or one.sentence <= main.sentence + 1 or one.span == main.span:
        return False
    words = reading.words(one.phrase)
    if not one.act and _ANOTHER.search(words) is not None:
        return True
    if _BARE.fullmatch(words) is not None:
        return False
    span = reading.sentences[one.sentence].span
    lead = reading.plain[: reading.sentences[min(main.sentence + 1, len(reading.sentences) - 1)].span.end]
    for match in _OTHER.finditer(reading.plain, span.start, min(span.end, one.span.end + _AFTER)):
        if match.group().lower() not in lead.lower() and not scope.within(reading.speech, match.start()):
            return not _within(one, Span(*match.span()))
    return False


def _within(one: Mention, words: Span) -> bool:
    return one.phrase.start <= words.start < one.phrase.end
