"""Finds what a text is about: threats, measures and other topics, and what is attacked or protected.

"Attack on", "protection of" and the like are composed with the target that they stand by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ctkg.model import Span
from ctkg.text import folding
from ctkg.text.find import distributed, persons
from ctkg.text.find.ideas import Idea, longest, openings, sector, words
from ctkg.text.find.shade import ORGANIZATION, once
from ctkg.text.reading import Reading

__all__ = ["Hit", "Idea", "find", "sector", "targets"]

_ATTACK = frozenset(["attack", "assault", "strike", "bombing", "threat", "attacked", "attacking", "raid", "blast"])
_ON = frozenset(["on", "against", "at", "to", "targeting", "outside", "near", "in"])
_PROTECT = frozenset(
    [
        "protect",
        "protecting",
        "protection",
        "safeguard",
        "safeguarding",
        "secure",
        "securing",
        "resilience",
        "security",
        "strengthen",
        "strengthening",
        "protected",
        "vulnerability",
        "harden",
    ]
)
_TOLD = frozenset(["the", "this", "that", "foiled", "thwarted", "failed", "deadly", "recent", "yesterday", "last"])
_NEEDS_OF = frozenset(["protection", "security", "resilience", "vulnerability"])
_SMALL = frozenset(
    [
        "the",
        "of",
        "a",
        "an",
        "their",
        "its",
        "our",
        "and",
        "or",
        "so",
        "called",
        "critical",
        "such",
        "these",
        "both",
        "particularly",
        "including",
        "civilian",
        "major",
        "crowded",
        "local",
    ]
)


@dataclass(frozen=True, slots=True)
class Hit:
    """An idea that the words at ``span`` name, by rule ``rule`` (empty for a plain phrase).

    ``surface`` are words that are themselves a name of it.
    """

    idea: Idea
    span: Span
    rule: str = ""
    surface: Span | None = None


_MATTER = re.compile(r"(?<=\s)(?:on|against|concerning|regarding|for|to)\s[^A-Z]+\Z")


@once
def find(reading: Reading) -> tuple[Hit, ...]:
    """What the words name, in text order; names of bodies, instruments, persons and posts are left out."""
    tokens = [*words(folding.lower(_readable(reading)))]
    stems = [token for token, _, _ in tokens]
    hits: list[Hit] = []
    at = topic_end = 0
    opening = openings()
    while at < len(tokens):
        length, ideas = longest(stems, at) if opening is None or stems[at] in opening else (0, [])
        if not ideas:
            at += 1
            continue
        if any(idea.relation == "none" for idea in ideas):
            at += length
            continue
        first, last = at, at + length
        span = Span(tokens[first][1], tokens[last - 1][2])
        for idea in ideas:
            if idea.relation == "target":
                hits += _composed(idea, stems, tokens, first, last)
            else:
                if idea.relation != "topic" or last > topic_end:
                    hits.append(Hit(idea, span, "", span))
        if all(idea.relation == "topic" for idea in ideas):
            topic_end = max(topic_end, last)
            at += 1  # the threat that a measure is against is a fact of its own
        else:
            at += max(1, length - 1)
    hits += [Hit(idea, span, "", span) for idea, span in distributed.find(tokens)]
    return tuple(dict.fromkeys(sorted(hits, key=lambda hit: hit.span.start)))


def _readable(reading: Reading) -> str:
    """The shaded text; bodies of one word stay readable, as phrases such as "INTERPOL databases" hold them, and so does
    the matter in small letters that ends the title of a text ("an Action Plan on counter-terrorism measures")."""
    text, plain = persons.masked(reading), folding.bare(reading.document.text)
    parts, last = [], 0
    for link in reading.links:
        span = link.mention.span
        start = span.end
        if link.mention.kind == "organization" and text[span.start] == ORGANIZATION and " " not in link.mention.text:
            start = span.start
        elif link.mention.kind == "instrument" and link.thing.reference is None:
            matter = _MATTER.search(plain, span.start, span.end)
            start = matter.start() if matter is not None else start
        if last <= start < span.end:
            parts += [text[last:start], plain[start : span.end]]
            last = span.end
    return "".join([*parts, text[last:]])


def targets(reading: Reading, span: Span) -> Iterator[tuple[Idea, Span]]:
    """Words for things that may be attacked, inside ``span``."""
    low = folding.lower(folding.bare(reading.document.text[span.start : span.end]))
    tokens = [*words(low)]
    stems = [token for token, _, _ in tokens]
    at = 0
    opening = openings()
    while at < len(tokens):
        length, ideas = longest(stems, at) if opening is None or stems[at] in opening else (0, [])
        for idea in ideas:
            if idea.relation == "target":
                yield idea, Span(span.start + tokens[at][1], span.start + tokens[at + length - 1][2])
        at += max(1, length)


def _composed(idea: Idea, stems: list[str], tokens: list[tuple[str, int, int]], first: int, last: int) -> Iterator[Hit]:
    """Attacks on a target and its protection, where the words around it say so."""
    attacked = protected = False
    start, end = first, last
    at, on, steps = first - 1, False, 0
    while at >= 0 and steps < 8 and stems[at][0] not in ".;:!?\n":
        word = stems[at]
        if word in _ON:
            on = True
        elif word in _ATTACK and (on or word in ("attack", "threat")):
            attacked, start = on or (at == first - 1 and word == "attacked"), at
            told = (
                word == "attack"
                and tokens[at][2] - tokens[at][1] == len(word)
                and not _TOLD.isdisjoint(stems[max(0, at - 3) : at])
            )
            if told:
                return  # "the 2013 attack on ..." is an event
            break
        elif word in _PROTECT:
            protected = word not in _NEEDS_OF or stems[at + 1] in ("of", "for")
            start = at if protected else start
            break
        elif word not in _SMALL and (on or steps > 3):
            break
        at, steps = at - 1, steps + 1
    following = stems[last : last + 8]
    if following[:1] and following[0] in ("protection", "security", "resilience"):
        protected, end = True, last + 1
    if following[:1] == ["attack"]:
        attacked, end = True, last + 1
    if not attacked:
        stop = next((i for i, word in enumerate(following) if word[0] in ".;:!?\n"), len(following))
        for i in range(min(stop, 6)):
            if following[i] in ("against", "from") and any(
                word in ("attack", "terrorism", "terrorist", "threat") for word in following[i : i + 4]
            ):
                attacked, end = True, last + i + 1
                break
    span = Span(tokens[start][1], tokens[end - 1][2])
    if (attacked or idea.get("bare")) and idea.get("attack"):
        threat = Idea(relation="threat", label=idea.get("attack"), concept=idea.concept)
        named = span if stems[start] in _ATTACK or end == last + 1 else None
        if not attacked:
            named = Span(tokens[first][1], tokens[last - 1][2])
        yield Hit(threat, span, "attack-on", named)
    if protected and idea.get("topic"):
        topic = Idea(relation="topic", label=idea.get("topic"), concept=idea.get("measure"), names=idea.names)
        named = Span(tokens[start][1], tokens[max(last, end if end == last + 1 and not attacked else last) - 1][2])
        yield Hit(topic, span, "protection-of", named)
    if attacked or protected or idea.get("bare_sector"):
        yield Hit(idea, span, "sector-protected" if protected else "sector")
