"""A text with its linked names blacked out, so that grammars of persons and posts read over them.

Every code point of a link becomes one private-use character that tells its kind; all else is the text without accents
and with plain quotation marks. Offsets stay those of the document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from typing import TypeVar

from ctkg.model import Entity, Link, Span
from ctkg.text import folding, patterns
from ctkg.text.find import alternation, gazetteer, screening
from ctkg.text.reading import Reading

ORGANIZATION, STATE, PLACE, NATIONALITY, INSTRUMENT, DATE, NUMBER = "\ue000\ue001\ue002\ue003\ue004\ue005\ue006"
POST, PERSON, QUOTED = "\ue007\ue008\ue009"
KINDS = {
    "organization": ORGANIZATION,
    "state": STATE,
    "place": PLACE,
    "nationality": NATIONALITY,
    "instrument": INSTRUMENT,
    "date": DATE,
    "number": NUMBER,
}
# A short name that the text explains and that no link covers.
_SHORT = re.compile(r"(?<![\w-])[A-Z][A-Za-z]*[A-Z](?:[/-][A-Z]+)*(?![\w-])")
# The body that a named unit is in: "the Faculty of Law at the XYZ".
_UNIT_OF = re.compile(r"\s(?:at|in|of|within)\s(?:the\s)?([A-Z][A-Za-z]*[A-Z])$")
# Bodies that States have as well as the United Nations: "the Kyrgyz Security Council".
_NATIONAL = re.compile(
    r"(?!UN|U\.N\.|United\s|the\s|The\s|ECOWAS|African|AU)[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\sSecurity\sCouncil"
)
_ACRONYM = re.compile(r"(?:the )?([A-Z][A-Za-z]*[A-Z][A-Za-z]*|EU|UN|AU)(?:'s)? ")

_NAMESAKES = ("place", "state", "nationality")
# The part of a double name before or behind a place: "Haakonsen-Lima", "Sofia-Maria".
_DOUBLE_BEFORE = re.compile(r"(?<![\w-])[A-Z][a-z']+(?:-[A-Z][a-z']+)*-$")
_DOUBLE_AFTER = re.compile(r"-[A-Z][a-z]{2,}(?![\w-]|'s?\s)")
# "Special Agent in Charge Jane Roe"
_IN_CHARGE = re.compile(r"in\sCharge\b")
_NAME_AFTER = re.compile(
    r"\s((?:(?!(?:and|or|of|in|to|for|at|on|by|with|as|the|from|is|was|has|had|are|were|who)\s)[a-z]{2,4}\s){0,2}[A-Z][a-z']+(?:-[A-Z]\w+)*)(?![\w-])"
)

Result = TypeVar("Result")


def once(function: Callable[[Reading], Result]) -> Callable[[Reading], Result]:
    """``function``, which keeps its last answer: relaters of one document ask for the same things in turn."""
    kept: list[tuple[Reading, Result]] = []

    @wraps(function)
    def ask(reading: Reading) -> Result:
        for known, result in kept:
            if known is reading:
                return result
        result = function(reading)
        kept[:] = [(reading, result)]
        return result

    return ask


@dataclass(frozen=True, slots=True)
class Shade:
    """The shaded text and what stands behind its shades.

    Attributes:
        text: same length as the document's text.
        starts: where shades start, sorted.
        ends: where they end.
        things: what they name.
        document: the text as it is.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    things: tuple[Entity, ...]
    document: str = ""

    def at(self, offset: int) -> tuple[Span, Entity] | None:
        """Span and thing of the shade at ``offset``."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0 or offset >= self.ends[index]:
            return None
        return Span(self.starts[index], self.ends[index]), self.things[index]


def cover(text: str, spans: list[tuple[int, int]], shade: str) -> str:
    """``text`` with ``spans`` (sorted) filled with ``shade``."""
    parts, last = [], 0
    for start, end in spans:
        if end > last:
            start = max(start, last)
            parts += [text[last:start], shade * (end - start)]
            last = end
    covered = "".join([*parts, text[last:]])
    screening.also(covered, of=text)
    return covered


def of(reading: Reading, office: screening.Screened) -> Shade:
    """Shade ``reading``; an organisation whose name is an office (``office`` finds a post in it) stays readable but
    for the acronym that it may start with."""
    text = folding.bare(reading.document.text)
    screening.also(text, of=reading.plain)
    named = [
        (
            start,
            end,
            thing,
            STATE if link.mention.kind == "organization" and thing.kind == "state" else KINDS[link.mention.kind],
        )
        for link in reading.links
        for start, end, thing in _parts(reading, text, link, office)
    ]
    unlinked = [
        (found.start(), found.end(), Entity(kind="organization", label=found.group()), ORGANIZATION)
        for found in _unlinked().finditer(_filled(text, named))
    ]
    named = sorted([*named, *unlinked], key=lambda part: part[0]) if unlinked else named
    shaded = _filled(text, named)
    named += [
        (found.start(), found.end(), thing, ORGANIZATION)
        for found in _SHORT.finditer(shaded)
        if (thing := reading.known.get(found.group())) is not None and thing.kind == "organization"
    ]
    named.sort(key=lambda part: part[0])
    starts, ends, things = (tuple(part[i] for part in named) for i in range(3))
    return Shade(_filled(text, named), starts, ends, things, reading.document.text)  # type: ignore[arg-type]


@cache
def _unlinked() -> screening.Screened:
    """Armed groups and media, which no link covers, but which have spokesmen and reporters."""
    names = [*patterns.load("incidents")["claims"]["groups"], *patterns.load("persons")["media"]]
    forms = {
        form
        for name in names
        if len(name) > 4
        for form in (name, re.sub(r"^Al(?=[ -])", "al", name), re.sub(r"^al(?=-)", "Al", name))
    }
    return screening.compile(rf"(?<![\w-])(?:{alternation.of(forms)})(?![\w-])")


def _filled(text: str, named: list[tuple[int, int, Entity, str]]) -> str:
    parts, last = [], 0
    for start, end, _, mark in named:
        parts += [text[last:start], mark * (end - start)]
        last = end
    filled = "".join([*parts, text[last:]])
    screening.also(filled, of=text)
    return filled


def _parts(reading: Reading, text: str, link: Link, office: screening.Screened) -> list[tuple[int, int, Entity]]:
    span = link.mention.span
    if link.mention.kind not in KINDS or (link.mention.kind in _NAMESAKES and _in_name(text, span)):
        return []
    if link.mention.kind == "organization" and _is_office(text[span.start : span.end], office):
        owner = _ACRONYM.match(text, span.start, span.end)
        thing = _body(reading, owner.group(1)) if owner else None
        if owner and thing:
            return [(owner.start(1), owner.end(1), thing)]
        tail = _OFFICE_OF.search(text, span.start, span.end)
        inside = _of_office(reading, tail["body"]) if tail else None
        return [(tail.start("body"), tail.end("body"), inside)] if tail and inside else []
    if link.mention.kind == "organization" and _NATIONAL.fullmatch(text, span.start, span.end):
        return [(span.start, span.end, Entity(kind="organization", label=" ".join(link.mention.text.split())))]
    inner = _UNIT_OF.search(text, span.start, span.end) if link.thing.reference is None else None
    if inner and link.mention.kind == "organization" and (thing := _body(reading, inner.group(1))):
        return [(span.start, inner.start(), link.thing), (inner.start(1), inner.end(1), thing)]
    if link.mention.kind == "organization" and link.thing.reference is None:
        from ctkg.text.find import trimmed  # reads the shades of this module

        shorter = trimmed.trim(text, span, link.thing)
        if shorter is not None:
            return [(shorter[0].start, shorter[0].end, shorter[1])]
    return [(span.start, span.end, link.thing)]


#: What an office is of: "Secretary General of the Organisation of X (OX)", "Federal Prosecutor of Peru".
_OFFICE_OF = re.compile(r"\sof\s(?:the\s)?(?P<body>[A-Z][^()]*?)(?:\s\([^()]*\))?$")


def _of_office(reading: Reading, name: str) -> Entity | None:
    """The body or State that an office is of."""
    known = reading.entity(name) or body_named(name) or body_named(name.replace("Organization", "Organisation"))
    return known or _states().get(name)


@cache
def _states() -> dict[str, Entity]:
    return {name: one for one in gazetteer.load().states.values() for name in (one.label, *one.names)}


def _in_name(text: str, span: Span) -> bool:
    """True where the name of a place is a part of a person's name: in a double name, behind a title, or as a given name
    with another name behind it."""
    word = text[span.start : span.end]
    if _IN_CHARGE.match(text, max(0, span.start - 3), span.end + 1):
        return True
    if " " in word:
        return False
    if _DOUBLE_BEFORE.search(text, max(0, span.start - 40), span.start):
        return True
    name = _NAME_AFTER.match(text, span.end, span.end + 40)
    following = bool(name) and name.group(1).split("-")[0].lower() not in _no_names()  # type: ignore[union-attr]
    if _DOUBLE_AFTER.match(text, span.end) and _titled().search(text, max(0, span.start - 60), span.start):
        return True
    return following and (
        word in patterns.load("persons")["given_places"]
        or _titled().search(text, max(0, span.start - 30), span.start) is not None
    )


@cache
def _no_names() -> frozenset[str]:
    """Words that are no part of a person's name, in lower case."""
    lexicon = patterns.load("persons")
    return frozenset(word.lower() for word in [*lexicon["openers"], *lexicon["not_a_name"]])


@cache
def _titled() -> screening.Screened:
    """A title and up to two names of the same person."""
    words = alternation.of(
        ["Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Professor", "Colonel", "Captain", "Major", "Judge"]
    )
    return screening.compile(rf"\b(?:{words})\.?\s(?:[A-Z][\w'.-]+\s){{0,2}}$")


def _body(reading: Reading, name: str) -> Entity | None:
    """The body that a short name stands for, in this text or in the tables."""
    return reading.entity(name) or _acronyms().get(name)


@cache
def body_named(name: str) -> Entity | None:
    """The one body of the tables that bears ``name``; None where none or several do."""
    found = [thing for thing in gazetteer.load().organisations.values() if name in (thing.label, *thing.names)]
    return found[0] if len(found) == 1 else None


@cache
def _acronyms() -> dict[str, Entity]:
    """Acronyms of the tables that stand for one body alone."""
    found: dict[str, list[Entity]] = {}
    for _, thing in sorted(gazetteer.load().organisations.items()):
        for name in {thing.label, *thing.names}:
            if " " not in name and name.upper() == name:
                found.setdefault(name, []).append(thing)
    return {name: things[0] for name, things in found.items() if len(things) == 1}


def _is_office(name: str, office: screening.Screened) -> bool:
    """True where the head of ``name`` is a post: "OSCE Secretary General", "Representative on ...", not "Office of the
    High Commissioner ..." or "Ministers' Council"."""
    found = office.search(name)
    if not found or name[found.end() :].startswith("'"):
        return False
    before = name[: found.start()].split()
    return found.end() == len(name) or (len(before) <= 3 and not any(word.islower() for word in before[1:]))
