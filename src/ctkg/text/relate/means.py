"""With what an attack was carried out: things that do harm, under the words that name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ctkg.model import Entity, Span
from ctkg.text import patterns
from ctkg.text.find import alternation
from ctkg.text.reading import Reading

#: "was shot dead by police": the attackers' end, not what they attacked with.
_OF_POLICE = re.compile(
    r"\s(?:\w+\s)?(?:at the scene |on the spot )?by (?:the |an? |armed |local |\w+ )?(?:police|officers?|gendarmes|"
    r"soldiers|troops|guards?|security forces|special forces|marksmen|snipers?)\b"
)
#: Before a thing that somebody acts with ("armed with guns and assault rifles").
_WIELDED = re.compile(
    r"\b(?:with|using|used|wielding|brandishing|carrying|firing|fired|launched|by|by means of)\s(?:[\w'-]+,?\s){0,7}$"
)
#: Before one that police find with somebody, or that is looked for.
_FOUND = re.compile(r"\b(?:seiz|confiscat|recover|found|caught|arrest|detain|traffick|smuggl|trad)[a-z]*\b[^.;]*$")
#: What is before the noun is a part of the name ("roadside bomb"), unless it is one of these or a past tense.
_NO_PART = re.compile(
    r"an?|the|this|that|these|those|his|her|its|their|of|in|on|at|by|with|and|or|to|from|for|when|after|as|was|were|is|"
    r"be|been|had|has|have|one|two|three|four|five|six|seven|eight|nine|ten|twin|several|many|more|first|second|third|"
    r"another|other|no|not|each|every|some|deadly|new|same|\w*\d\w*|\w+ly|\w+ed"
)
_HEAD = re.compile(r"([\w-]+) attacks?$")


def find(reading: Reading, sentence: Span, words: str) -> Iterator[tuple[Span, Entity]]:
    """The means that a sentence names, each with its place; ``words`` are those of the sentence in lower case."""
    pattern, by_phrase, wielded = _phrases()
    for match in pattern.finditer(words):
        entry, before = by_phrase[match.group()], words[: match.start()]
        if match.group() in wielded and (not _WIELDED.search(before) or _FOUND.search(before)):
            continue
        if _OF_POLICE.match(words, match.end()):
            continue
        span = Span(sentence.start + match.start(), sentence.start + match.end())
        yield (
            span,
            Entity(
                kind="concept",
                label=entry["label"],
                reference=entry.get("concept"),
                names=tuple(name for name in _names(reading, span, before) if name.lower() != entry["label"]),
                type="means",
            ),
        )


def _names(reading: Reading, span: Span, before: str) -> Iterator[str]:
    """The thing as the text calls it: alone, with the word that narrows it, and without "attack"."""
    said = reading.words(span)
    yield said
    if head := _HEAD.fullmatch(said):
        yield head[1]
    if before.endswith(" ") and (part := re.search(r"[a-z-]+$", before[:-1])) and not _NO_PART.fullmatch(part[0]):
        yield f"{part[0]} {said}"


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, dict[str, Any]], frozenset[str]]:
    entries = patterns.load("incidents")["means"]
    wielded = frozenset(phrase for entry in entries for phrase in entry.get("wielded", ()))
    by_phrase = {phrase: entry for entry in entries for phrase in (*entry["phrases"], *entry.get("wielded", ()))}
    return re.compile(rf"(?<![\w-])(?:{alternation.of(by_phrase)})(?![\w-])"), by_phrase, wielded
