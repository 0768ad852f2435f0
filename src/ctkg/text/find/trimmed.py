"""Names of bodies that took in words of the post or the person beside them: "Ministry of Defence Joint" (Secretary)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from ctkg.model import Entity, Span
from ctkg.text.find import alternation, gazetteer, postwords

_TAIL = re.compile(r"(?P<body>.*[^\s,]) (?P<name>[A-Z][\w'.-]*(?: (?:[a-z]{2,4} )?[A-Z][\w'-]+){1,3})$")
_MODIFIERS = [
    "Joint",
    "Deputy",
    "Assistant",
    "Principal",
    "Acting",
    "Senior",
    "Chief",
    "First",
    "Second",
    "Permanent",
    "Vice",
    "Special",
    "Executive",
    "Interim",
    "Associate",
    "Additional",
    "Under",
    "Former",
    "Junior",
    "Managing",
]
_OF = re.compile(r"\sof\s(?:the\s)?(?:[\w.-]+'s\s)?")


@cache
def _modifying() -> re.Pattern[str]:
    return re.compile(rf"(?:\s(?:{alternation.of(_MODIFIERS)}))+$")


def trim(text: str, span: Span, thing: Entity) -> tuple[Span, Entity] | None:
    """The words of ``span`` that are the name of a body, with the body under that name; None where all of them are.

    Args:
        text: the text without accents, nothing shaded.
        span: where a name stands that no table knows.
    """
    words = text[span.start : span.end]
    extra = _modifying().search(words)
    if extra and extra.start() and postwords.heads().match(text, span.end + 1) and text[span.end : span.end + 1] == " ":
        return _shorter(span, thing, extra.start())
    rank = _RANK.search(words)
    if rank and rank.start() and re.match(r"\s(?:[A-Z]\.\s)?[A-Z][a-z]", text[span.end : span.end + 6]):
        return _shorter(span, thing, rank.start())  # "Defence Forces of Kenya General" Jane Roe
    tail = _TAIL.match(words)
    if tail and _is_name(tail) and tail["name"] not in _states() and not tail["body"].endswith((" of", " the", " for")):
        floor = max(0, span.start - 60)
        heads = postwords.heads().finditer(text, floor, span.start)
        if any(_OF.fullmatch(text, found.end(), span.start) for found in heads):
            inner = _RANK.search(tail["body"])
            return _shorter(span, thing, inner.start() if inner else tail.end("body"))
    return None


_RANK = re.compile(
    r"\s(?:(?:Lieutenant|Lt\.?|Major|Maj\.?|Brigadier|Colonel|Vice|Rear|Air|Chief)\s)?(?:General|Gen\.?|Colonel|Col\.?|"
    r"Major|Maj\.?|Captain|Capt\.?|Brigadier|Admiral|Commodore|Lieutenant|Inspector|Dr\.?|Mr\.?|Ms\.?|Mrs\.?|"
    r"Professor|Prof\.?|Marshal)$"
)


@cache
def _states() -> frozenset[str]:
    return frozenset(name for one in gazetteer.load().states.values() for name in (one.label, *one.names))


def _is_name(tail: re.Match[str]) -> bool:
    """True where a word that no person bears comes before words that are in no name of a body that we know."""
    known = postwords.name_words()
    last = tail["body"].rsplit(" ", 1)[-1].lower()
    return last in known and not any(word.lower().strip(".") in known for word in tail["name"].split())


def _shorter(span: Span, thing: Entity, length: int) -> tuple[Span, Entity]:
    label = " ".join(thing.label.split()) if len(thing.label) < length else thing.label[:length]
    return Span(span.start, span.start + length), replace(thing, label=label.strip(), names=())
