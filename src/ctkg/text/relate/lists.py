"""Lists of bodies, States and groups of people: "A, the B of C (D) and experts from E, F and the private sector"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ctkg.model import Link, Span
from ctkg.text.reading import Reading
from ctkg.text.relate import gaps

HOLDERS = ("organization", "state", "nationality")
MOST_ITEMS = 60
GOVERNMENT = re.compile(
    r"(?:\s+(?:and|,))?\s*(?:[Gg]overnments?|authorities|Chairmanship|Embass(?:y|ies)|embass(?:y|ies))\b"
)


_GOES_ON = re.compile(r"[ -](?!Governments?\b|Authorities\b)[A-Z]")


@dataclass(frozen=True, slots=True)
class Item:
    """A member of a list: a linked name, or the words of a group of people (``link`` is None)."""

    span: Span
    link: Link | None = None


#: ", a delegation of B visited" after "at the invitation of A" begins the clause.
_NEW_SUBJECT = re.compile(r"\s*,\s+(?:an?|the)\s+(?:\w+\s+)?(?:delegation|team|group|mission|officials|experts)\b")
#: What a body is, right before its name: "the mothers' association X", "the public foundation Y".
_KIND_BEFORE = re.compile(
    r"\s(?:the\s|an?\s)?(?:(?!(?:of|and|for|in|with|by|from|to)\s)[a-z][\w'-]*\s){0,3}(?:foundation|association|"
    r"company|airline|"
    r"charity|organi[sz]ation|think[ -]tank|institute|firm|network|NGO|NGOs|university|federation|union|bank|agency)\s$"
)
_APPOSED = re.compile(
    r"\s(?:\w+\s)?(?:foundation|association|company|airline|charity|organi[sz]ation|think[ -]tank|institute|firm|"
    r"network|NGO)\s"
)


_AND_BY = re.compile(r"^(\s*,?\s*(?:and|as well as)\s+)by\b")
_WITH = re.compile(r"^\s*,?\s*with\b")


def after(reading: Reading, start: int, end: int, *, joint: bool = False, people: bool = False) -> list[Item]:
    """Members of the list that begins at ``start``, as far as the sentence (``end``) and the words between allow.

    In a ``joint`` list ("co-organised by A with B") "with" joins as "and" does. Before a list of ``people``, any noun
    phrase may lead to it by "from" ("brought together special units from A and B").
    """
    items: list[Item] = []
    at = start
    links = reading.inside(Span(start, end), *HOLDERS)
    for link in links[:MOST_ITEMS]:
        span = link.mention.span
        if span.start < at:
            continue
        gap = reading.plain[at : span.start]
        if link.mention.kind == "organization" and (kind := _KIND_BEFORE.search(gap)) is not None:
            gap = f"{gap[: kind.start()]} "
        if items:
            gap = _AND_BY.sub(r"\1", gap)
        if items and not people and _NEW_SUBJECT.match(gap):
            break
        if joint and items:
            gap = _WITH.sub(" and", gap)
        if people and items:
            if ";" in gap and _ENDS_MEMBER.match(reading.plain, span.end, end) is None:
                break  # a new clause
            if _KIND_OF.match(gap) and items[-1].link is not None and items[-1].link.mention.kind == "organization":
                items.pop()  # "the CIS bodies - A, B": A and B are the members
                gap = ", "
            if gap == ": " and items[-1].link is not None and items[-1].link.mention.kind == "state":
                gap = ", "  # "Belgium: A; Spain: B and C"
            gap = gap.replace(";", ",")
        if not gaps.bridges(gap, first=not items) and not (
            people and (gaps.led(gap) if not items else gaps.mixed(gap))
        ):
            break
        apposed = _APPOSED.match(reading.plain, span.end, end) if link.mention.kind == "nationality" else None
        if apposed is not None and (named := reading.link_at(apposed.end())) and named.mention.kind == "organization":
            at = apposed.end()
            continue  # "the Kenyan foundation X": X is the member
        if link.mention.kind == "nationality" and not GOVERNMENT.match(past_nationalities(reading, span.end, end)):
            break
        office = OFFICE.match(reading.plain, span.end, end)
        if office is None and possessor(reading.plain, span, end):
            break
        if _MEMBER_STATE.match(reading.plain, span.end, end):
            at = span.end
            continue  # "the IMO Member State of A": A is the member
        kinds = _KINDS.match(reading.plain, span.end, end) if link.mention.kind == "organization" else None
        if kinds is not None and not people:
            at = kinds.end()
            continue  # "several UN bodies": the bodies are members, not the UN
        if link.mention.kind == "state" and goes_on(reading.plain, span):
            continue  # a name that nothing links begins with the State's
        items.append(Item(span, link))
        at = span.end if office is None else office.end()
    if len(items) > 1 and not people and _subject_of_verb(reading.plain, items, end):
        items.pop()  # "With the help of A, B held ...": B begins the clause
    return items


#: What stands for its owner: "Spain's embassy", "UNICEF's regional office", "the Union's Instrument for Peace".
OFFICE = re.compile(
    r"(?:'s|')\s(?:[A-Z][a-z]+\s)?(?:[a-z][\w-]*\s){0,2}(?:office|police|army|navy|gendarmerie|"
    r"coast guard|team|delegation|mission|secretariat|embassy|experts?|officials|"
    r"representatives?|specialists|trainers|officers|staff|field presence|authorities|[Gg]overnment|Embassy|"
    r"advis[eo]rs|instructors|mentors|consultants|branch|unit|headquarters|mission|training team)\b|"
    r"(?:'s|')\s(?:[A-Z][\w-]*\s(?:(?:for|of|on|and|the|to)\s){0,2}){0,6}(?:Fund|Instrument|Programme|Program|Facility|"
    r"Mechanism|Initiative)\b(?:\s(?:for|on|of)\s(?:[A-Z][\w-]*(?:\sand\s|\s)?){1,5})?"
)
_KINDS = re.compile(
    r"(?:\s(?!(?:and|or|of|in|for)\s)[a-z-]+)?\s(?:bodies|agencies|entities|institutions|organi[sz]ations|organs|"
    r"[Mm]ember [Ss]tates|partners|missions|structures)(?=\s*(?:,|;|\.|\)|and\b|as well as\b|$))"
)
_MEMBER_STATE = re.compile(
    r"\s(?:[Mm]ember|[Pp]articipating|[Pp]artner) (?:[Ss]tate|[Cc]ountry|[Gg]overnment)\s(?:of\s)?"
)
_ENDS_MEMBER = re.compile(r"\s*(?:\([^()]{0,80}\)\s*)*(?:[;,.]|and\b|$|:\s[A-Z]|of\s(?:the\s)?[A-Z])")
_KIND_OF = re.compile(
    r"\s(?:\w+\s)?(?:bodies|institutions|agencies|organs|organi[sz]ations|entities|structures|partners)\s*"
    r"(?:[-\u2013\u2014:]|,? namely|,? such as|,? including|,? i\.e\.)\s*(?:the\s)?$"
)


_FINITE = re.compile(
    r"(?:\s\([^()]{2,40}\))?\s(?:also\s|jointly\s|today\s|recently\s)?(?:has|have|had|is|are|was|were|will|held|"
    r"holds|ran|runs|led|met|gave|hosts|[a-z]{3,}ed|organi[sz]es|conducts|delivers|convenes|launches|trains|supports)\s"
)


def _subject_of_verb(plain: str, items: Sequence[Item], end: int) -> bool:
    """True where the last member stands behind a bare comma and before a finite verb."""
    gap = plain[items[-2].span.end : items[-1].span.start]
    bare = re.fullmatch(r"(?:\s\([^()]{2,40}\))?,\s(?:the\s)?", gap) is not None
    return bare and _FINITE.match(plain, items[-1].span.end, end) is not None


_JOINS = re.compile(
    r"\s*(?:,|and|, and|as well as)\s*(?:the\s+|\d+\s|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|\w+teen|\w+ty)\s)?"
)


def past_nationalities(reading: Reading, start: int, end: int) -> str:
    """The words after "German and French" in "German and French governments"."""
    at = start
    for link in reading.inside(Span(start, end), "nationality")[:6]:
        if _JOINS.fullmatch(reading.plain, at, link.mention.span.start) is None:
            break
        at = link.mention.span.end
    return reading.plain[at : min(end, at + 30)]


def goes_on(plain: str, span: Span) -> bool:
    """True where a capitalised word follows at once: the linked words are only the beginning of a name."""
    return _GOES_ON.match(plain[span.end : span.end + 14]) is not None


def possessor(plain: str, span: Span, end: int) -> bool:
    """True for "Spain" in "Spain's ambassador" or "Spain-led mission", which is no member of the list."""
    after = plain[span.end : min(end, span.end + 2)]
    return after == "'s" or (after[:1] == "-" and after[1:].islower())


def joined(items: Sequence[Item]) -> Span:
    """From the first member to the last."""
    return Span(items[0].span.start, items[-1].span.end)
