"""The body that a person belongs to, where the words beside the name say so: "X of the Ministry", "UNODC's X"."""

from __future__ import annotations

import re

from ctkg.model import Entity, Span
from ctkg.text.find import postwords, speechwords
from ctkg.text.find.candidates import Candidate
from ctkg.text.find.shade import NATIONALITY, ORGANIZATION, STATE, Shade

_OF_BODY = re.compile(rf",?\s(?:of|from|representing|with|on\sbehalf\sof|for)\s(?:the\s)?(?=[{ORGANIZATION}{STATE}])")
# "X, who works in the Ministry,", "X, who represents the African Union,"
_WHO_WORKS = re.compile(
    r",?\swho\s(?:also\s|now\s|currently\s|then\s)?(?:(?:works|worked|has\sworked|serves|served|is\semployed|teaches|taught|is\sbased)"
    rf"\s(?:in|for|at|with)|represents|represented)\s(?:the\s)?(?=[{ORGANIZATION}{STATE}])"
)
_OF_SHORT = re.compile(
    r",?\s(?:of|from|representing|with|on\sbehalf\sof)\s(?:the\s)?(?P<short>[A-Z]{3,8})(?=[\s.,;)])(?!\s[A-Z])"
)
# "Mr. X (BKA)", not "Col. X (RTD)"
_BRACKET_SHORT = re.compile(r"\s\((?P<short>(?!(?:RTD|RET|RETD|OBE|MBE|CBE|PHD|MSC|LLM)\))[A-Z]{3,8})\)")
_IN_BRACKETS = re.compile(
    rf"\s\((?:the\s)?(?=[{ORGANIZATION}{STATE}]+(?:\s[-\u2013\u2014]\s?[A-Z{ORGANIZATION}]{{2,12}})?\s?\))"
)
_BRACKET_NAME = re.compile(r"\s\((?P<name>[A-Z][\w'&-]+(?:\s(?:of|for|on|and|the|de|[A-Z][\w'&-]*)){1,7})\)")
# "Col. X of the Gendarmerie", "Inspector X, of Counter Terrorism Policing North,"
_OF_SERVICE = re.compile(
    r",?\s(?:of|from|at|with)\s(?:the\s)?(?P<name>(?:[A-Z][\w'&-]+\s(?:of\s|for\s|and\s|on\s|the\s)*){0,7}"
    r"(?:Gendarmerie|Police|Policing|Customs|Navy|Army|Carabinieri|Guard|Force|Forces|Prosecution|Prosecutor's\sOffice|"
    r"Office|Service|Services|Agency|Institute|Centre|Center|University|Academy|College|Association|Foundation|Network|"
    r"Department|Directorate|Division|Unit|Bureau|Board|Council|Committee|Commission|Court|Tribunal|Initiative|Programme|"
    r"Group|Society|Union|Federation|Alliance|Trust|Fund|Bank|Administration|Authority|Secretariat|Command|Staff|Party|"
    r"Movement|School|Hospital|Museum|Company|Observatory|Laboratory|Ministry|Embassy|Mission)"
    r"(?:\s(?:of|for|on|against)\s(?:the\s)?[A-Z][\w'-]+(?:\s(?:and\s)?[A-Z][\w'-]+){0,4})?"
    r"(?:\s(?:North|South|East|West|Wales|London)(?:\s?[A-Z][a-z]+)?)?)(?=[\s,.;:)]|$)"
)
_COMMA_BODY = re.compile(rf",\s(?:the\s)?(?=[{ORGANIZATION}]+(?:[.;)]|\n|$))")
_OWNED = re.compile(rf"(?P<body>[{ORGANIZATION}]+)'s?\s$")
# "For UNODC, Programme Officer Jane Roe stressed ..."
_FOR = re.compile(
    rf"(?:^|[.!?;\n\"]\s?)(?:[Ff]or|[Oo]n\sbehalf\sof|[Ss]peaking\s(?:for|on\sbehalf\sof)|[Rr]epresenting)\s(?:the\s)?(?P<body>[{ORGANIZATION}]+),\s"
    r"(?:the\s)?[^,.;:\n\"]{0,80}$"
)
_BY = re.compile(
    r"\b(?:led|headed|chaired|moderated|facilitated|opened|closed|given|delivered|said|added|by)\s(?:by\s)?(?:the\s)?$"
)
# "the Indian delegation was led by X"
_DELEGATION = re.compile(
    rf"(?P<state>[{NATIONALITY}{STATE}]+)(?:'s?)?\s(?:(?:side|delegation|team|party|contingent|representation)\s|(?:side|delegation|team)\s(?:was|is|will\sbe|were)\s"
    r"(?:jointly\s)?)?(?:(?:was|is|will\sbe|were)\s)?(?:led|headed|co-chaired|chaired|represented)\sby\s(?:the\s)?[^,.;:\n\"]{0,60}$"
)
_COUNTERPART = re.compile(rf"(?P<state>[{NATIONALITY}]+)\s(?:counterpart|colleague|homologue),?\s$")
_LED_DELEGATION = re.compile(
    rf"[^.;:\n\"]{{0,120}}?\s(?:led|headed|heads|leads)\s(?:the\s)?(?P<state>[{NATIONALITY}{STATE}]+)(?:'s?)?\s(?:side|delegation|team)\b"
)


def find(shaded: Shade, text: str, candidate: Candidate, placed: bool) -> list[tuple[Entity, Span]]:
    """The body beside a name, with the words that name it; empty where there is none.

    Args:
        text: the shaded text, posts shaded too.
        placed: True where a post shows that the name is a person's.
    """
    if candidate.words < 2 and not candidate.titled:
        return []
    return _behind(shaded, text, candidate, placed) or _before(shaded, text, candidate, placed)


def _behind(shaded: Shade, text: str, candidate: Candidate, placed: bool) -> list[tuple[Entity, Span]]:
    found = _OF_BODY.match(text, candidate.end) or _IN_BRACKETS.match(text, candidate.end)
    works = _WHO_WORKS.match(text, candidate.end) if not found else None
    if (
        works
        and (worked := shaded.at(works.end()))
        and not ("represent" not in works.group() and text[worked[0].start] == STATE)
    ):
        return [(worked[1], worked[0])]
    if not found and candidate.titled:
        found = _COMMA_BODY.match(text, candidate.end)
        if found and (body := shaded.at(found.end())) and postwords.heads().search(shaded.document, *_ends(body[0])):
            found = None  # an office is no body
    thing = shaded.at(found.end()) if found else None
    if found and " for " in found.group() and thing and text[thing[0].start] == STATE:
        return []
    before = text[max(0, candidate.outer - 40) : candidate.outer]
    if thing and (
        placed
        or candidate.titled
        or speechwords.said_before().search(before)
        or speechwords.said_after().match(text, thing[0].end)
    ):
        return [(thing[1], thing[0])]
    short = None
    if placed or candidate.titled:
        short = _OF_SHORT.match(text, candidate.end) or _BRACKET_SHORT.match(text, candidate.end)
    if short:
        return [(Entity(kind="organization", label=short["short"]), Span(*short.span("short")))]
    service = _OF_SERVICE.match(text, candidate.end) if placed or candidate.titled else None
    if service:
        label = " ".join(shaded.document[service.start("name") : service.end("name")].split())
        return [(Entity(kind="organization", label=label), Span(*service.span("name")))]
    named = _BRACKET_NAME.match(text, candidate.end) if placed or candidate.titled else None
    if named and any(word.lower() in postwords.name_words() for word in named["name"].split()):
        label = " ".join(shaded.document[named.start("name") : named.end("name")].split())
        return [(Entity(kind="organization", label=label), Span(*named.span("name")))]
    return []


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _before(shaded: Shade, text: str, candidate: Candidate, placed: bool) -> list[tuple[Entity, Span]]:
    floor = max(0, candidate.outer - 160)
    owner = _OWNED.search(text, floor, candidate.outer)
    if (
        owner
        and candidate.words > 1
        and (thing := shaded.at(owner.start("body")))
        and (
            placed
            or candidate.titled
            or speechwords.said_after().match(text, candidate.end)
            or speechwords.reporting().match(text, candidate.end, candidate.end + 120)
            or _BY.search(text, max(0, owner.start() - 24), owner.start())
        )
    ):
        return [(thing[1], thing[0])]
    spoken = _FOR.search(text, floor, candidate.outer)
    if spoken and (thing := shaded.at(spoken.start("body"))):
        return [(thing[1], thing[0])]
    other = _COUNTERPART.search(text, floor, candidate.outer)
    if other and (thing := shaded.at(other.start("state"))):
        return [(thing[1], thing[0])]
    led = _DELEGATION.search(text, floor, candidate.outer) or _LED_DELEGATION.match(text, candidate.end)
    thing = shaded.at(led.start("state")) if led else None
    if thing is None:
        return []
    return [(thing[1], thing[0])]
