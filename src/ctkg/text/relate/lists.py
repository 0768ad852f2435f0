"""Lists of bodies, States and groups of people: "A, the B of C (D) and experts from E, F and the private sector"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ctkg.model import Link, Span
from ctkg.text import patterns
from ctkg.text.find import screening
from ctkg.text.find.screening import Screened
from ctkg.text.reading import Reading
from ctkg.text.relate import scope

HOLDERS = ("organization", "state", "nationality")
_MOST_ITEMS = 60
_LONGEST_LEAD = 120
_BRACKET = re.compile(r"\([^()]{0,200}\)")
_GOVERNMENT = re.compile(
    r"(?:\s+(?:and|,))?\s*(?:[Gg]overnments?|authorities|Chairmanship|Embass(?:y|ies)|embass(?:y|ies))\b"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A member of a list: a linked name, or the words of a group of people (``link`` is None)."""

    span: Span
    link: Link | None = None


@cache
def _gap_words() -> frozenset[str]:
    return frozenset(patterns.load("roles")["lists"]["gap"])


#: ", a delegation of B visited" after "at the invitation of A" begins the clause.
_NEW_SUBJECT = re.compile(r"\s*,\s+(?:an?|the)\s+(?:\w+\s+)?(?:delegation|team|group|mission|officials|experts)\b")
_APPOSED = re.compile(
    r"\s(?:\w+\s)?(?:foundation|association|company|airline|charity|organi[sz]ation|think[ -]tank|institute|firm|"
    r"network|NGO)\s"
)


def after(reading: Reading, start: int, end: int, *, joint: bool = False, people: bool = False) -> list[Item]:
    """Members of the list that begins at ``start``, as far as the sentence (``end``) and the words between allow.

    In a ``joint`` list ("co-organised by A with B") "with" joins as "and" does. Before a list of ``people``, any noun
    phrase may lead to it by "from" ("brought together special units from A and B").
    """
    items: list[Item] = []
    at = start
    links = reading.inside(Span(start, end), *HOLDERS)
    for link in links[:_MOST_ITEMS]:
        span = link.mention.span
        if span.start < at:
            continue
        gap = reading.plain[at : span.start]
        if items:
            gap = re.sub(r"^(\s*,?\s*(?:and|as well as)\s+)by\b", r"\1", gap)
        if items and not people and _NEW_SUBJECT.match(gap):
            break
        if joint and items:
            gap = re.sub(r"^\s*,?\s*with\b", " and", gap)
        if people and items:
            if ";" in gap and _ENDS_MEMBER.match(reading.plain, span.end, end) is None:
                break  # a new clause
            if _KIND_OF.match(gap) and items[-1].link is not None and items[-1].link.mention.kind == "organization":
                items.pop()  # "the CIS bodies - A, B": A and B are the members
                gap = ", "
            if gap == ": " and items[-1].link is not None and items[-1].link.mention.kind == "state":
                gap = ", "  # "Belgium: A; Spain: B and C"
            gap = gap.replace(";", ",")
        if not _bridges(gap, first=not items) and not (people and (_led(gap) if not items else _mixed(gap))):
            break
        apposed = _APPOSED.match(reading.plain, span.end, end) if link.mention.kind == "nationality" else None
        if apposed is not None and (named := reading.link_at(apposed.end())) and named.mention.kind == "organization":
            at = apposed.end()
            continue  # "the Kenyan foundation X": X is the member
        if link.mention.kind == "nationality" and not _GOVERNMENT.match(_past_nationalities(reading, span.end, end)):
            break
        office = _OFFICE.match(reading.plain, span.end, end)
        if office is None and _possessor(reading.plain, span, end):
            break
        if link.mention.kind == "state" and goes_on(reading.plain, span):
            continue  # a name that nothing links begins with the State's
        items.append(Item(span, link))
        at = span.end if office is None else office.end()
    if len(items) > 1 and not people and _subject_of_verb(reading.plain, items, end):
        items.pop()  # "With the help of A, B held ...": B begins the clause
    return items


#: What stands for its owner in a list: "Spain's embassy", "UNICEF's regional office".
_OFFICE = re.compile(
    r"(?:'s|')\s(?:[a-z][\w-]*\s){0,2}(?:office|team|delegation|mission|secretariat|embassy|experts?|officials|"
    r"representatives?|specialists|trainers|officers|staff|field presence|authorities|[Gg]overnment|Embassy)\b"
)
_ENDS_MEMBER = re.compile(r"\s*(?:\([^()]{0,80}\)\s*)*(?:[;,.]|and\b|$|:\s[A-Z]|of\s(?:the\s)?[A-Z])")
_KIND_OF = re.compile(
    r"\s(?:\w+\s)?(?:bodies|institutions|agencies|organs|organi[sz]ations|entities|structures|partners)\s*"
    r"(?:[-\u2013\u2014:]|,? namely|,? such as|,? including|,? i\.e\.)\s*(?:the\s)?$"
)


_FINITE = re.compile(
    r"(?:\s\([^()]{2,40}\))?\s(?:also\s|jointly\s|today\s|recently\s)?(?:has|have|had|is|are|was|were|will|held|"
    r"holds|ran|runs|"
    r"led|met|gave|hosts|[a-z]{3,}ed|organi[sz]es|conducts|delivers|convenes|launches|trains|supports)\s"
)


def _subject_of_verb(plain: str, items: Sequence[Item], end: int) -> bool:
    """True where the last member stands behind a bare comma and before a finite verb."""
    gap = plain[items[-2].span.end : items[-1].span.start]
    bare = re.fullmatch(r"(?:\s\([^()]{2,40}\))?,\s(?:the\s)?", gap) is not None
    return bare and _FINITE.match(plain, items[-1].span.end, end) is not None


#: Words for people and bodies that may lead to a list by "of": "delegations of the competent authorities of".
_LED_BY = re.compile(
    r"\b(?:\w+(?:ials|icers|perts|atives|gates|ations|rities|ices|ants|tors|bers|sters|heads|diers|tists|yers|tices|"
    r"ents|nalists|utors|troops|staff|personnel|ages|nels|chiefs|judges|police|forces|guards|units|teams|bodies|"
    r"services|"
    r"agencies|institutions|delegation|government|authorities|troops|envoys)|troops|staff|personnel|police)$"
)


#: "eight countries: ", "the Regional Economic Communities, namely ": the names follow.
_TOLD_ONE_BY_ONE = re.compile(
    r"(?:\s(?:from|of|representing))?\s(?:[\w-]+\s){0,4}(?:[Cc]ountries|[Ss]tates|nations|jurisdictions|economies|"
    r"[Oo]rgani[sz]ations|[Bb]odies|[Aa]gencies|[Ii]nstitutions|[Mm]inistries|[Cc]ommunities|[Mm]echanisms|"
    r"administrations|partners|"
    r"authorities|members)(?:\s\([^()]{0,40}\))?"
    r"(?:\s*[:\u2013\u2014-]|,?\s(?:namely|including|such as|notably|among them|i\.e\.|especially|in particular))"
    r"\s*(?:the\s)?$"
)


def _led(gap: str) -> bool:
    """True for "elite units and instructors from the", "the delegations of the competent authorities of the"."""
    told = _TOLD_ONE_BY_ONE.search(gap)
    if told is not None:
        gap = gap[: told.start()] + " from "
    match = re.search(r"\s(?P<by>from|representing|of)\s+(?:the\s+)?$", gap)
    if match is None or len(gap) > _LONGEST_LEAD:
        return False
    who = gap[: match.start()]
    if match["by"] == "of" and _LED_BY.search(who) is None:
        return False
    return re.search(r"[^\w\s/,'-]", who) is None and _NOT_GROUP.search(who) is None


def _mixed(gap: str) -> bool:
    """True where groups in lower case stand between two names: "A, the diplomatic corps and the airline B"."""
    flat = re.sub(r"\s(?:of|from)\s+(?:the\s+)?$", " ", _BRACKET.sub(" ", gap))
    if re.match(r"\s*(?:,|and\b|as well as\b)", flat) is None or re.search(r"[.;:!?\"A-Z\d]", flat) or len(flat) > 160:
        return False
    return _NOT_GROUP.search(re.sub(r"\b(?:the|a|an)\s+", "", flat)) is None


def _past_nationalities(reading: Reading, start: int, end: int) -> str:
    """The words after "German and French" in "German and French governments"."""
    at = start
    for link in reading.inside(Span(start, end), "nationality")[:6]:
        if re.fullmatch(r"\s*(?:,|and|, and)\s*(?:the\s+)?", reading.plain[at : link.mention.span.start]) is None:
            break
        at = link.mention.span.end
    return reading.plain[at : min(end, at + 30)]


def goes_on(plain: str, span: Span) -> bool:
    """True where a capitalised word follows at once: the linked words are only the beginning of a name."""
    return re.match(r"[ -](?!Governments?\b|Authorities\b)[A-Z]", plain[span.end : span.end + 14]) is not None


def _possessor(plain: str, span: Span, end: int) -> bool:
    """True for "Spain" in "Spain's ambassador" or "Spain-led mission", which is no member of the list."""
    after = plain[span.end : min(end, span.end + 2)]
    return after == "'s" or (after[:1] == "-" and after[1:].islower())


def before(reading: Reading, start: int, end: int) -> list[Item]:
    """Members of the list that ends at ``end`` and lies after ``start``: the subject of a verb, in text order."""
    items: list[Item] = []
    aside = _ASIDE.search(reading.plain, start, end) or _ASIDE_OPEN.search(reading.plain, start, end)
    if aside is not None and (outer := before(reading, start, aside.start())):
        return outer
    at = end
    opened = _INTRODUCED.match(reading.plain, start, end) is not None
    relative = _RELATIVE.search(reading.plain, start, end)
    if relative is not None:
        at = relative.start()
    for link in reversed(reading.inside(Span(start, end), *HOLDERS)):
        span = link.mention.span
        if span.end > at or _in_brackets(reading.plain, start, span.start):
            continue
        gap = reading.plain[_whole_name(reading, link, at) : at]
        if not items and not _subject_gap(gap):
            break
        if items and not (_bridges(gap) and re.search(r",|\band\b|&|\bwith\b", gap)):
            break
        if items and opened and len(items) == 1 and not re.search(r"\band\b|&|\bas well as\b", gap):
            break  # "In partnership with A, B held": the phrase before the comma is no part of the subject
        if link.mention.kind == "nationality" and not _GOVERNMENT.match(reading.plain[span.end : span.end + 30]):
            break
        if _possessor(reading.plain, span, end):
            break
        items.append(Item(span, link))
        at = span.start
        if relative is not None:
            break
        if len(items) >= _MOST_ITEMS:
            break
    return items[::-1]


def _whole_name(reading: Reading, link: Link, end: int) -> int:
    """Where a name ends that was linked in part and is told again by its acronym: "Institute for X and Y (IXY)"."""
    for inner in reading.inside(Span(link.mention.span.end, min(end, link.mention.span.end + 60)), "organization"):
        close = inner.mention.span.end
        if inner.thing == link.thing and reading.plain.startswith(")", close):
            return close + 1
    return link.mention.span.end


#: A phrase that stands before the subject: "With the support of A, B held ...".
_INTRODUCED = re.compile(
    r"(?:In|With|Together|Jointly|At|Under|On|Thanks|Along|Alongside|Through|Following|After|Within|As|During|From|For|"
    r"Since|Upon|By|Over|Ahead|Earlier|Last|This)\s"
)


def _in_brackets(plain: str, start: int, offset: int) -> bool:
    opened = plain.rfind("(", max(start, offset - 120), offset)
    return opened >= 0 and plain.find(")", opened, offset) < 0


#: "UNODC, as part of its programme, " before a verb: the subject stands before the first comma.
_ASIDE = screening.compile(
    r"(?:, (?:which|who|whose|invited|represented|headed|led|chaired|accompanied|joined|as|in|through|under|together|"
    r"along|with|within|on behalf)\b[^,;:]{3,150}|"
    r",?\s(?:with (?:the )?(?:\w+ ){0,2}(?:support|assistance|help|co-?operation|funding)|"
    r"in (?:close )?(?:co-?operation|partnership|collaboration|co-?ordination)|"
    r"together with|jointly with)\b[^;:]{3,220}),\s*"
    r"(?:on (?:the )?(?:\w+day|\d{1,2} [A-Z][a-z]+)[\s,]+)?(?:(?:will|has|have|had|also|jointly|is|are|recently|"
    r"today|yesterday|"
    r"[a-z]+ly)\s+)*$"
)
#: The same without commas: "A in partnership with B organised".
_ASIDE_OPEN = re.compile(
    r",?\s(?:in (?:close |joint )?(?:co-?operation|partnership|collaboration|co-?ordination|conjunction|"
    r"association) with|"
    r"together with|jointly with|along with|with (?:the )?(?:\w+ ){0,2}(?:support|assistance|help|funding) (?:of|"
    r"from))\s"
    r"[^;:,]{3,160},?\s(?:(?:will|has|have|had|also|jointly|is|are|recently|[a-z]+ly)\s+)*$"
)
_RELATIVE = screening.compile(r",?\s*\b(?:which|that|who)\s+(?:has\s+|have\s+|also\s+)*$")
_DAY = re.compile(r"\b(?:on\s+)?(?:\d{1,2} [A-Z][a-z]+(?: \d{4})?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)")
_PARTNERS = re.compile(r"\band (?:\w+ ){0,2}partners\b")
#: The first of two verbs: "hosted and funded the seminar".
_FIRST_VERB = re.compile(
    r"\s(?:co-?)?(?:hosted|organi[sz]ed|funded|supported|financed|convened|planned|initiated|developed|designed)"
    r"(?:,\s(?:hosted|organi[sz]ed|funded|supported|financed))?,?\s+and\s*$"
)
_AUXILIARIES = frozenset(
    {"has", "have", "had", "is", "are", "was", "were", "will", "also", "jointly", "recently", "today", "yesterday"}
    | {"this", "successfully", "week", "both", "authorities", "government", "governments", "Government"}
    | {
        "officials",
        "experts",
        "last",
        "representatives",
        "police",
        "officers",
        "just",
        "then",
        "now",
        "already",
        "again",
    }
    | {"together", "formally", "subsequently", "officially", "consultants", "specialists", "trainers", "instructors"}
    | {"team", "staff", "personnel", "regularly", "annually", "kindly", "generously", "been", "would", "can", "may"}
    | {"each", "too", "separately"}
)


def _subject_gap(gap: str) -> bool:
    """True where nothing but auxiliaries, adverbs, dates and brackets stands between a subject and its verb."""
    if len(gap) >= 110:
        return False
    gap = _FIRST_VERB.sub(" ", gap)
    flat = _PARTNERS.sub(" ", _DAY.sub(" ", re.sub(r"\([^()]{0,60}\)", " ", gap)))
    flat = re.sub(r"^(?:\s[A-Z][\w-]+){1,4}(?=\s|$)", " ", flat)  # the rest of a name that was linked in part
    flat = re.sub(r"^\s(?:[Mm]ember|[Pp]articipating) [Ss]tates", " ", flat)
    flat = re.sub(r"^\s*,?\s(?:in|based in) (?:the )?[A-Z][\w-]+(?:,? [A-Z][\w-]+)?(?=,|\s|$)", " ", flat)
    flat = re.sub(r"^\s+for\s+(?:(?:[A-Z][\w-]*|and|the|of)\s+){1,8}", " ", flat)
    return all(word in _AUXILIARIES for word in re.findall(r"[^\s,]+", flat))


def _bridges(gap: str, first: bool = False) -> bool:
    """True where the words between two members may stand inside one list."""
    if len(gap) > 400:
        return False
    flat = re.sub(r"\b(?:along|together) with\b", "and", _BRACKET.sub(" ", gap))
    flat = flat if first else _TAIL.sub("", flat)
    if re.search(r"[.;:!?\"]", flat) and not (first and ":" in flat):
        return False
    if not first and re.match(r"\s*(?:,|and\b|&|/|as well as\b)", flat) is None:
        return False
    words = re.findall(r"[\w.'&-]+", flat.lower())
    allowed = _gap_words()
    if first:
        return (len(words) <= 8 and all(word in allowed for word in words)) or bool(groups(flat))
    if not words and "," not in flat and "/" not in flat and "-" not in flat:
        return False
    if all(word in allowed for word in words):
        return True
    return len(words) <= 14 and _grouped(flat)


@cache
def _group_heads() -> Screened:
    lists = patterns.load("roles")["groups"]
    return scope.any_of((*lists["people"], *lists["sectors"]))


#: A name that nothing links, such as a programme's.
_NAMED = re.compile(r"(?:the\s+)?[A-Z][\w'-]*(?:\s+(?:[A-Z][\w'-]*|of|for|on|the|to)){0,7}")


#: What may follow a linked name and still belong to it.
_TAIL = re.compile(
    r"^\s+(?:Programme|Program|Project|Initiative|Unit|Team|Office|Branch|Network|Secretariat|authorities|"
    r"governments?)\b"
)


#: Words at which a list of bodies is over.
_VERB = re.compile(
    r"\b(?:includes?|included|said|is|are|was|were|will|to|gather\w*|brought|brings|attend\w*|took|takes|open\w*|ended|"
    r"concluded|began|started|discuss\w*|focus\w*|aim\w*|visited|met|conducted|held|organi[sz]ed|trained|joined|"
    r"with|by|has|have|had)\b|\d"
)


def _grouped(gap: str) -> bool:
    """True where a group of people stands between two names ("A, civil society organizations and B")."""
    parts = [part.strip() for part in re.split(r",|\band\b|\bas well as\b|\balong with\b", gap) if part.strip()]
    allowed = _gap_words()
    if _VERB.search(gap):
        return False
    return bool(parts) and all(
        _NAMED.fullmatch(part)
        or _group_heads().search(part)
        or all(word in allowed for word in re.findall(r"[\w.'&-]+", part.lower()))
        for part in parts
    )


_NOT_GROUP = re.compile(
    r"\b(?:to|is|are|was|were|has|have|had|will|which|who|that|by|with|about|into|on|at|how|while|during|for|it|they|"
    r"he|she|this|these|be|been|"
    r"\w+ing|said|not|from|includes?|included)\b"
)


#: The first of two adjectives of one noun: "international and regional organizations".
_ADJECTIVE = re.compile(r"(?:\w+al|public|private|domestic|foreign|military|judicial|academic)")


def groups(words: str) -> list[str]:
    """The members of a plain list of groups in lower case ("passport services, central banks and"); empty where the
    words are anything else. A last member may end in "of" or "from" (what follows is a name)."""
    flat = re.sub(r"\s+(?:of|from|in)\s*(?:the\s*)?$", "", " ".join(words.split()))
    if not re.search(r",|\band\b|\bas well as\b", flat) or _NOT_GROUP.search(flat):
        return []
    parts = [part.strip() for part in re.split(r",\s*(?:as well as|and)?|\band\b|\bas well as\b", flat)]
    found = [
        re.sub(r"^(?:the|a|an|its|their|other|various|several)\s+", "", part)
        for part in parts
        if part and part != "the"
    ]
    found = [
        f"{part} {found[at + 1].split()[-1]}" if _ADJECTIVE.fullmatch(part) and at + 1 < len(found) else part
        for at, part in enumerate(found)
    ]
    if any(len(part.split()) > 5 or any(c.isupper() for c in part) or any(c.isdigit() for c in part) for part in found):
        return []
    return found


def joined(items: Sequence[Item]) -> Span:
    """From the first member to the last."""
    return Span(items[0].span.start, items[-1].span.end)
