"""Bodies that hold meetings by meeting, and what a body does to an event of its own.

- "the Committee will meet in May", "the interior ministers of the G7 met", "G7 ministers gathered"
- "at its ninth meeting the Committee discussed", "had its third meeting", "has completed its courses"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctkg.model import Span, Statement
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate import preceding
from ctkg.text.relate.holding import hold
from ctkg.text.relate.lists import Item

#: Bodies that are nothing but the meeting of their members.
ONLY_MEETS = re.compile(r"\b(?:Joint|Working Group|Dialogue|Contact Group|Commission on Co-?operation|Consultations)\b")

#: Bodies that hold meetings by meeting.
ASSEMBLY = re.compile(
    r"\b(?:Committee|Council|Commission|Board|Assembly|Conference of (?:the )?Parties|Plenary|Bureau|Task Force|"
    r"Group|Forum|Network|Coalition|Congress|Parliament|Platform|Presidium|Secretariat|Union)\b"
)
_ORGAN_OF = re.compile(
    r"\b(?:[Cc]ouncil(?: of [Mm]inisters)?|[Cc]ommittee|[Bb]oard|[Mm]inisters(?: of [A-Z]?[a-z]+)?|[Aa]ssembly|"
    r"[Ll]eaders|"
    r"[Pp]lenary|[Hh]eads of [\w ]{3,30}|[Mm]embers|[Pp]residents|[Ss]ecretaries)\sof\s(?:the\s)?$"
)
_MEET = re.compile(
    r"(?:(?:will|is to|are to|was to|were to|to) )?(?:meets?|convenes?|convened|gathers?|holds?|reconvenes?|brief)\b",
    re.IGNORECASE,
)


def meets(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """ "The Committee will meet from 16 to 18 February"."""
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        if reading.plain[mention.start : mention.start + 3].lower() != "met" and not _MEET.match(
            reading.plain, mention.start
        ):
            continue
        items = preceding.before(reading, sentence.start, mention.start)
        if reading.plain.startswith("brief", mention.end - 5):
            yield from hold(reading, event, "organizer", items, sentence, "roles.organizer-owner")
            continue
        if items and _MEMBERS.match(reading.plain, items[-1].span.end):
            continue  # "EU Member States met"
        if len(items) > 1 and all(_is_assembly(item) for item in items):
            span = Span(items[0].span.start, mention.end)
            yield from hold(reading, event, "organizer", items, span, "roles.organizer-owner")
            continue
        body = items[0].link if len(items) == 1 else None
        if body is None or body.thing.kind != "organization" or ONLY_MEETS.search(body.mention.text):
            continue
        before = reading.plain[max(sentence.start, items[0].span.start - 60) : items[0].span.start]
        if ASSEMBLY.search(body.thing.label) or _ORGAN_OF.search(before):
            span = Span(items[0].span.start, mention.end)
            yield from hold(reading, event, "organizer", items, span, "roles.organizer-owner")


_MEMBERS = re.compile(r"\s(?:[Mm]ember|[Pp]articipating|[Pp]artner)\b|\s[Ss]tates\b|\s[Mm]embers\b")


def _is_assembly(item: Item) -> bool:
    """True for a body that holds meetings by meeting: several of them may do so jointly."""
    link = item.link
    return link is not None and link.mention.kind == "organization" and bool(ASSEMBLY.search(link.thing.label))


#: "had its third meeting", "has completed its courses": what a body does to an event that is its own.
_ITS = re.compile(
    r"\b(?:ha(?:s|ve|d)|h[eo]lds?|(?:completed?|concluded?|finishe[ds]|closed|opened|started|began|begun|continue[ds]?|"
    r"resumed|end(?:ed|s)|extended|widened|expanded|devoted|dedicated|carried on(?: with)?|went on with|"
    r"came to the end of|brought to (?:an|its) (?:end|close)|gave|taught)(?:\s(?:today|yesterday|here|successfully))?)"
    r"\s(?P<whose>its|their)\s(?:[\w-]+\s){0,4}?$"
)


def its(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """ "The Committee had its third meeting", "the Mission has completed its courses for guards"."""
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        low = mention.start
        if (first := _WHOSE.match(reading.plain, low, mention.end)) is not None:
            low = first.end()
        found = _ITS.search(reading.plain, max(sentence.start, low - 80), low)
        items = preceding.before(reading, sentence.start, found.start()) if found is not None else []
        bodies = [one for one in items if one.link is not None and one.link.mention.kind == "organization"]
        if found is None or not bodies or len(bodies) < len(items):
            continue
        if event.type == "meeting" and not all(_is_assembly(one) for one in bodies):
            continue
        span = Span(bodies[0].span.start, mention.end)
        yield from hold(reading, event, "organizer", bodies, span, "roles.organizer-owner")
        return


_WHOSE = re.compile(r"(?:its|their|Its|Their)\s")
#: Those who meet as members of a body: "the interior ministers of the G7", "Heads of State of IGAD".
_OFFICIALS = re.compile(
    r"\b(?:[Mm]inisters?|[Hh]eads|[Ll]eaders|[Pp]residents|[Cc]hiefs|[Dd]irectors|[Cc]oordinators|[Cc]ommissioners|"
    r"[Pp]rosecutors|[Cc]ommanders|[Dd]elegates|[Pp]arliamentarians|[Ee]nvoys|[Aa]mbassadors|[Ss]ecretaries)"
    r"(?:\s(?:of|for)\s(?:the\s)?[A-Z]?[a-z]+(?:\s(?:and|of)\s(?:the\s)?[A-Z]?[a-z]+){0,3})?\s(?:of|from)\s"
    r"(?:the\s|all\s)?(?:(?:[Mm]ember|[Pp]articipating) (?:[Ss]tates|[Cc]ountries) of (?:the\s)?|(?:[Ss]tates|"
    r"[Cc]ountries) of (?:the\s)?)?$"
)
#: "G7 interior ministers", "NATO's heads of State".
_OWN_OFFICIALS = re.compile(
    r"(?:'s?)?\s(?:[a-z]+\s){0,2}(?:[Mm]inisters|[Ll]eaders|[Hh]eads of [Ss]tate|[Cc]hiefs of \w+|[Cc]ommanders|"
    r"[Cc]oordinators)\b"
)
_GATHER = re.compile(
    r"(?:[^.;:]{0,60}?\s)?(?:will\s|to\s|have\s|has\s|had\s|again\s|today\s)?(?:met|meet|meets|gathered?|convened?|"
    r"assembled?|held|hold|sat|came together|come together)\b"
)
_FORUMS = frozenset(
    {"regional-organisation", "forum", "universal-organisation", "intergovernmental-organisation", "coalition",
     "group", "informal-group", "alliance", "fatf-style-regional-body", "network", "committee", "council",
     "working-group"}
)  # fmt: skip


def officials(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """ "The interior ministers of the G7 met"."""
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        for link in reading.inside(sentence, "organization"):
            at = link.mention.span
            if link.thing.type not in _FORUMS:
                continue
            own = _OWN_OFFICIALS.match(reading.plain, at.end, sentence.end)
            if own is None and _OFFICIALS.search(reading.plain, sentence.start, at.start) is None:
                continue
            if _GATHER.match(reading.plain, own.end() if own is not None else at.end, sentence.end):
                yield from hold(
                    reading, event, "organizer", [Item(at, link)], Span(at.start, max(at.end, mention.end)),
                    "roles.organizer-owner",
                )  # fmt: skip
                return


#: "At its ninth meeting, held online today, the Committee discussed", "the Council, at its 36th session, adopted".
_AT_ITS = re.compile(
    r"\b(?P<first>[Aa]t|[Dd]uring|[Ii]n|[Oo]n|[Tt]hrough) (?P<whose>its|their|his|her) (?:\S+ ){0,4}?$"
)
_THEN = re.compile(r"[^.;]{0,120}?,\s(?:the\s)?")


def at_its(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """The body whose own meeting a sentence tells by "at its meeting"."""
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        low = mention.start
        if (first := _WHOSE.match(reading.plain, low, mention.end)) is not None:
            low = first.end()
        found = _AT_ITS.search(reading.plain, max(sentence.start, low - 60), low)
        if found is None:
            continue
        before = reading.inside(Span(sentence.start, found.start()), "organization")
        if before:
            body = before[-1]
            near = found.start() - body.mention.span.end < 40 or len(before) == 1
        else:
            behind = reading.inside(Span(mention.end, sentence.end), "organization")
            near = (
                bool(behind) and _THEN.fullmatch(reading.plain, mention.end, behind[0].mention.span.start) is not None
            )
            body = behind[0] if behind else None  # type: ignore[assignment]
        if near and body is not None and ASSEMBLY.search(f"{body.thing.label} {body.mention.text}"):
            item = Item(body.mention.span, body)
            clause = Span(min(body.mention.span.start, found.start()), max(body.mention.span.end, mention.end))
            yield from hold(reading, event, "organizer", [item], clause, "roles.organizer-owner")
            return
