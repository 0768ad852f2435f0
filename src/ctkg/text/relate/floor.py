"""States and bodies at a meeting: those whose office-holders came together, and those who took the floor.

- "the Ministers of the Interior of Malta, Peru and Togo, having met in Riga", "the Presidents of Niger and Benin"
- "In the discussion Malta recalled ...; Peru announced ...; and China and Japan pleaded for ..."
- "Kenya informed the Group about its fund", "heard Malta on its new law, and Peru on its own"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Passage, Span, Statement
from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.find.screening import Screened
from ctkg.text.reading import EventFrame, Reading, say
from ctkg.text.relate import preceding, roster, scope, verbs
from ctkg.text.relate.holding import hold
from ctkg.text.relate.lists import Item

_HEARD = screening.compile(r"(?:^|\s|\()(?:[Hh]eard|[Ll]istened to)\s(?=[A-Z])")
_ON = re.compile(r"\s(?:on|about|regarding|report on|present)\s")
_AND_ON = re.compile(r"[^.;]{0,160}?,?\sand\s(?:the\s)?$")
#: To whom it is said: those who meet.
_TO_THEM = re.compile(
    r"\s(?:the|this)\s(?:[A-Z]?[a-z-]+\s)?(?:[Gg]roup|[Cc]ommittee|[Mm]eeting|[Cc]onference|[Pp]lenary|[Cc]ouncil|"
    r"[Ff]orum|[Ww]orkshop|[Pp]articipants|[Dd]elegates|[Aa]udience|[Cc]ommission|[Ss]ummit|[Ss]ession|[Rr]oundtable|"
    r"others|members)\b"
)
_DISCUSSED = screening.compile(
    r"\b(?:[Ii]n|[Dd]uring) (?:the|their|its|a|an) (?:ensuing |following |subsequent |general |interactive |lively |"
    r"open )?(?:discussions?|debate|exchange(?: of views)?|tour de table|deliberations)\b|\b[Ff]rom the floor\b"
)
_MEETINGS = frozenset({"meeting", "conference", "workshop", "seminar", "roundtable"})


@cache
def _verbs() -> Screened:
    lexicon = patterns.load("roles")
    forms = verbs.those(lexicon["floor"]["verbs"], lexicon["irregular"], "past", "present")
    return screening.compile(rf"(?<![\w-])(?:also\s|each\s|all\s|both\s)?(?:{forms})(?![\w-])")


@cache
def _offices() -> Screened:
    """Holders of the same office in several States, up to the first State."""
    offices = patterns.load("roles")["floor"]["offices"]
    words = alternation.of([*offices, *(word.capitalize() for word in offices)])
    return screening.compile(
        rf"\b(?:{words})(?:[- ][A-Z][a-z]+)?(?:\s(?:(?:of|for|in charge of|responsible for|and)\s)?"
        r"(?!(?:[a-z]+ed|from|of|said|met|were|was|are|is|have|had|who|which|that|to|by|with|on|at)\b)[\w-]+){0,6}?"
        r"\s(?:of|from)\s(?:the\s)?(?=[A-Z])"
    )


def relate(reading: Reading, event: EventFrame, sentence: Passage, quoted: Sequence[Span]) -> Iterator[Statement]:
    """Statements of participant that one sentence gives; ``event`` is the event that it speaks of."""
    if event.type not in _MEETINGS and event.type != "adoption":
        return
    span = sentence.span
    for match in _offices().finditer(reading.plain, span.start, span.end):
        items = roster.after(reading, match.end(), span.end)
        states = [one for one in items if one.link is not None and one.link.mention.kind == "state"]
        near = bool(states) and states[0].span.start - match.end() <= 4
        if len(states) > 1 and near and not _away(reading.plain, span, match.start(), quoted):
            yield from hold(reading, event, "participant", states, span, "roles.participant-sent")
    if event.type not in _MEETINGS:
        return
    for words in dict.fromkeys(_groups(reading, event, span, quoted)):
        yield say(
            reading, event.entity, "participant.group", words, event=event.key, span=span, rule="roles.group-told",
            stance=event.stance,
        )  # fmt: skip
    told = list(_spoke(reading, span, quoted))
    discussed = _DISCUSSED.search(reading.plain, span.start, span.end) is not None
    for end, items in told:
        if len(told) > 1 or discussed or _TO_THEM.match(reading.plain, end, span.end):
            yield from hold(reading, event, "participant", items, span, "roles.participant-speaks")
    for match in _HEARD.finditer(reading.plain, span.start, span.end):
        items = list(_one_by_one(reading, match.end(), span.end))
        if items and not scope.within(quoted, match.start()):
            yield from hold(reading, event, "participant", items, span, "roles.participant-speaks")


@cache
def _together() -> tuple[Screened, Screened]:
    """Office-holders who come together: as those of a meeting, and as the subject of what is done there."""
    offices = patterns.load("roles")["floor"]["offices"]
    words = alternation.of([*offices, *(word.title().replace(" Of ", " of ") for word in offices), "coordinators"])
    first = r"(?:[Nn]ational|[Ss]ecurity|[Ii]nterior|[Ff]oreign|[Dd]efen[cs]e|[Jj]ustice|[Hh]ome|[Ff]inance|[Dd]eputy|"
    first += r"[Pp]olice|[Aa]rmy|[Nn]avy|[Cc]ustoms|[Bb]order|[Ii]ntelligence|[Cc]ounter-?terrorism|[Pp]rime|[Ss]enior)"
    rest = (
        r"(?:\s(?:of|for)\s(?:the\s)?(?:[Ss]tates?|[Gg]overnments?|[Ii]nterior|[Jj]ustice|[Hh]ome [Aa]ffairs|"
        r"[Dd]efen[cs]e|"
        r"[Ff]oreign [Aa]ffairs|[Ff]inance|[Cc]ustoms|[Pp]olice|[Ss]taff|[Dd]efen[cs]e [Ss]taff|[Ii]ntelligence|"
        r"[Ss]ecurity|[Bb]order [a-z]+|[Ii]nternal [Ss]ecurity|[Dd]elegations?)(?:\sand\s(?:of\s)?(?:[Gg]overnments?|"
        r"[Hh]ome [Aa]ffairs|[Jj]ustice|[Dd]efen[cs]e))?)?"
    )
    who = rf"(?P<who>(?:{first}\s(?:and\s{first}\s)?(?:{first}\s)?)?(?:{words}){rest})"
    meets = (
        r"met|meet|gathered|gather|convened|assembled|came together|discussed|debated|deliberated|agreed|reviewed|"
        r"adopted|endorsed|underlined|stressed|reaffirmed|exchanged|examined|considered|took stock|held talks|attended|"
        r"took part|participated|declared|decided|pledged|approved|acknowledged|welcomed|committed"
    )
    aside = (
        r"(?:\s\([^()]{1,40}\))?(?:\s(?:of|from|in)\s[^.;:]{2,140}?)?(?:\s\([^()]{1,40}\))?"
        r"(?:,?\s(?:and|as well as)\s[^.;:]{2,120}?)?"
    )
    return (
        screening.compile(
            r"\b(?:[Mm]eetings?|[Cc]onferences?|[Ss]ummits?|[Ss]essions?|[Gg]athering|[Tt]alks|[Cc]onsultations|"
            r"[Rr]ound-?table|"
            r"[Dd]ialogue|[Ff]orum|attended by|brought together|brings together|gathered|addressed|welcomed|before)\s"
            rf"(?:of |between |among |with )?(?:the |their |our |all )?{who}\b"
        ),
        screening.compile(
            rf"(?<![\w-]){who}\b(?={aside},?\s(?:(?:also|today|both|have|had|who)\s){{0,2}}(?:{meets})\b)"
        ),
    )


_COLLEGE = re.compile(
    r"\b(?:[Cc]ouncil|[Cc]ommittee|[Cc]abinet|[Cc]onference|former|by|to|with|their|[Dd]eputy) of (?:the )?$|"
    r"['\"]$"
)


def _groups(reading: Reading, event: EventFrame, span: Span, quoted: Sequence[Span]) -> Iterator[str]:
    """ "the interior ministers met", "a meeting of heads of State"."""
    if not event.speaks(span):
        return
    for pattern in _together():
        for match in pattern.finditer(reading.plain, span.start, span.end):
            start = match.start("who")
            link = reading.link_at(start)
            named = link is not None and link.mention.kind in {"organization", "instrument"}
            college = _COLLEGE.search(reading.plain, max(span.start, start - 30), start)
            if not named and college is None and not scope.within(quoted, start):
                yield " ".join(reading.words(Span(*match.span("who"))).split())


_PAST = re.compile(
    r"\b(?:attack\w*|visit\w*|thank\w*|condolences|letters?|messages?|against|told|wrote|called on|urged|invited|"
    r"between|signed by)\s(?:[\w-]+\s){0,3}$"
)


def _away(plain: str, sentence: Span, start: int, quoted: Sequence[Span]) -> bool:
    return scope.within(quoted, start) or _PAST.search(plain, max(sentence.start, start - 60), start) is not None


def _spoke(reading: Reading, span: Span, quoted: Sequence[Span]) -> Iterator[tuple[int, list[Item]]]:
    """Where the verb ends, and the States and bodies that are its subject."""
    start = span.start
    for match in _verbs().finditer(reading.plain, span.start, span.end):
        items = preceding.before(reading, start, match.start())
        if items and not scope.within(quoted, match.start()):
            yield match.end(), items
            start = match.end()


def _one_by_one(reading: Reading, start: int, end: int) -> Iterator[Item]:
    """ "Malta on its new law, and Peru on its own"."""
    at = start
    for link in reading.inside(Span(start, end), "organization", "state"):
        span = link.mention.span
        gap = reading.plain[at : span.start]
        if (at == start and gap not in {"", "the "}) or (at > start and _AND_ON.fullmatch(gap) is None):
            if at == start:
                return
            continue
        if _ON.match(reading.plain, span.end, end) is None:
            if at == start:
                return
            continue
        yield Item(span, link)
        at = span.end
