"""Lists before a verb: its subject, past asides, dates, adverbs and the rest of names that were linked in part."""

from __future__ import annotations

import re

from ctkg.model import Link, Span
from ctkg.text.find import screening
from ctkg.text.reading import Reading
from ctkg.text.relate.gaps import bridges
from ctkg.text.relate.lists import GOVERNMENT, HOLDERS, MOST_ITEMS, OFFICE, Item, possessor


def before(reading: Reading, start: int, end: int) -> list[Item]:
    """Members of the list that ends at ``end`` and lies after ``start``: the subject of a verb, in text order."""
    items: list[Item] = []
    aside = _ASIDE.search(reading.plain, start, end) or _ASIDE_OPEN.search(reading.plain, start, end)
    if aside is not None:
        outer = before(reading, start, aside.start())
        if outer or _HELPED.match(aside.group()) or _NAMED.search(reading.plain, start, aside.start()):
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
        if (
            link.mention.kind == "nationality"
            and not items
            and _NATIONAL_OFFICE.match(reading.plain, span.end, end)
            and _AND_BEFORE.search(reading.plain, start, span.start)
        ):
            continue  # "A and the Maltese Commissioner for Harbours held": the office is told by its words alone
        whose = OFFICE.match(reading.plain, span.end, at) if not items else None
        gap = reading.plain[whose.end() if whose is not None else _whole_name(reading, link, at) : at]
        if link.mention.kind == "state" and (office := _COUNTRY_OFFICE.search(reading.plain, start, span.start)):
            if items or _subject_gap(gap):  # "UNODC Country Office Pakistan": UNODC is the subject
                inner = reading.link_at(span.start - 2)
                whole = inner is not None and inner.mention.span.start < office.start()
                at = inner.mention.span.end if inner is not None and whole else office.start()
            continue
        if not items and not _subject_gap(gap):
            break
        if items and not (bridges(gap) and _JOINS.search(gap)):
            break
        if items and opened and len(items) == 1 and not _ADDS.search(gap):
            break  # "In partnership with A, B held": the phrase before the comma is no part of the subject
        if link.mention.kind == "nationality" and not GOVERNMENT.match(reading.plain[span.end : span.end + 30]):
            break
        if whose is None and possessor(reading.plain, span, end):
            break
        if link.mention.kind == "state" and not items and (seat := _SEATED.search(reading.plain, start, span.start)):
            at = seat.start()  # "the Centre of Ankara, Turkey, is conducting": where it has its seat
            if any(one.mention.span.end == at for one in reading.inside(Span(start, at), "organization")):
                continue
            at = end
        if link.mention.kind == "state" and (
            placed := _PLACED.search(reading.plain, max(start, span.start - 12), span.start)
        ):
            if placed.group().startswith("from") and _is_list_of_states(reading, span, items):
                return []  # "officials from Jordan, Malta and Chad ended": none of them is the subject
            break  # "for guards in Jordan, ICMPD held", "the UN mission in Somalia deplored"
        items.append(Item(span, link))
        at = span.start
        if relative is not None:
            break
        if len(items) >= MOST_ITEMS:
            break
    return items[::-1]


def _is_list_of_states(reading: Reading, first: Span, items: list[Item]) -> bool:
    """True where ``items``, from the last to the first, are States that go on from the one at ``first`` with "and"."""
    states = all(one.link is not None and one.link.mention.kind == "state" for one in items)
    return bool(items) and states and " and " in reading.plain[first.end : items[0].span.start]


def shared(reading: Reading, start: int, end: int) -> list[Item]:
    """The subject that the verb at ``end`` shares with an earlier one: "A devised the scenario and directed it"."""
    if _SECOND_VERB.search(reading.plain, max(start, end - 24), end) is None:
        return []
    first = max(start, reading.plain.rfind(";", start, end) + 1)
    for count, verb in enumerate(_FIRST_FINITE.finditer(reading.plain, first, end)):
        if items := before(reading, first, verb.start()):
            between = reading.plain[verb.end() : end]
            return [] if _OTHER_CLAUSE.search(between) else items
        if count >= 2:
            break
    return []


_SECOND_VERB = re.compile(r"\band\s(?:(?:then|also|later|subsequently|jointly|will|has|have|had|\w+ly)\s)*$")
_FIRST_FINITE = screening.compile(
    r"\b(?:[a-z]{3,}ed|held|holds|ran|runs|led|leads|gave|gives|met|meets|took|takes|put|puts|brought|brings|wrote|"
    r"drew|"
    r"sent|sends|set|sets|made|makes|began|begins|chose|built|lent|spent|paid|pays|has|have|had|is|was|are|were|will|"
    r"hosts|supports|funds|organi[sz]es|prepares|plans|co-?ordinates|trains|helps|provides)\b"
)
_JOINS = re.compile(r",|\band\b|&|\bwith\b")
_ADDS = re.compile(r"\band\b|&|\bas well as\b")
_OTHER_CLAUSE = re.compile(r"[;:\"]|\b(?:which|who|that|where|when|while|after|before|because|as|if|but)\b")


def _whole_name(reading: Reading, link: Link, end: int) -> int:
    """Where a name ends that was linked in part and is told again by its acronym: "Institute for X and Y (IXY)"."""
    for inner in reading.inside(Span(link.mention.span.end, min(end, link.mention.span.end + 60)), "organization"):
        close = inner.mention.span.end
        if inner.thing == link.thing and reading.plain.startswith(")", close):
            return close + 1
    return link.mention.span.end


#: An aside whose names are never the subject.
_HELPED = re.compile(
    r", (?:working with|supported|assisted|backed|aided|helped|funded|financed|sponsored|facilitated|advised|guided)\b"
)
#: A name with its acronym right before an aside: the subject, though nothing links it.
_NAMED = re.compile(r"\b[A-Z][\w'-]+ (?:[\w'-]+ )*\([A-Z][\w&/-]{1,14}\),?$")
#: A phrase that stands before the subject: "With the support of A, B held ...".
_INTRODUCED = re.compile(
    r"(?:In|With|Together|Jointly|At|Under|On|Thanks|Along|Alongside|Through|Following|After|Within|As|During|From|For|"
    r"Since|Upon|By|Over|Ahead|Earlier|Last|This)\s"
)


_NATIONAL_OFFICE = re.compile(
    r"\s(?!(?:[Gg]overnments?|[Aa]uthorities|[Ee]mbass))[A-Z][\w'-]+(?:\s(?:of |for |the |and )*[A-Z][\w'-]+){0,6}\s"
)
_AND_BEFORE = re.compile(r"\band\s(?:the\s)?$")
_SEATED = screening.compile(r",?\s(?:of|in|based in|from|at)\s[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?,\s$")
_PLACED = re.compile(r"\b(?:in|at|near|from|to)\s(?:the\s)?$")
_COUNTRY_OFFICE = re.compile(
    r"\s(?:Country|Regional|Field|Programme|Liaison|Sub-regional) (?:Office|Team)(?: (?:in|for|to) (?:the )?| )$"
)


def _in_brackets(plain: str, start: int, offset: int) -> bool:
    opened = plain.rfind("(", max(start, offset - 120), offset)
    return opened >= 0 and plain.find(")", opened, offset) < 0


#: "UNODC, as part of its programme, " before a verb: the subject stands before the first comma.
_ASIDE = screening.compile(
    r"(?:, (?:which|who|to which|of which|in which|whose|both of|all of|some of|"
    r"invited|represented|headed|led|chaired|accompanied|joined|"
    r"supported|assisted|"
    r"working|acting|backed|aided|helped|funded|financed|sponsored|facilitated|advised|guided|as|in|through|under|"
    r"together|"
    r"along|with|within|on behalf|at its|at their|at the|during|meeting|acting|following|speaking|gathered|sitting|"
    r"based)\b(?:[^,;:]|(?<=\d),(?=\d)){3,150}|"
    r",?\s(?:with (?:the )?(?:\w+ ){0,2}(?:support|assistance|help|co-?operation|funding)|"
    r"in (?:close )?(?:co-?operation|partnership|collaboration|co-?ordination)|"
    r"together with|jointly with)\b[^;:]{3,220}),\s*"
    r"(?:on (?:the )?(?:\w+day|\d{1,2} [A-Z][a-z]+)[\s,]+)?(?:(?:will|has|have|had|also|jointly|is|are|recently|"
    r"today|yesterday|[a-z]+ly)\s+)*$"
)
#: The same without commas: "A in partnership with B organised".
_ASIDE_OPEN = re.compile(
    r",?\s(?:in (?:close |joint )?(?:co-?operation|partnership|collaboration|co-?ordination|conjunction|"
    r"association) with|"
    r"together with|jointly with|along with|with (?:the )?(?:\w+ ){0,2}(?:support|assistance|help|funding) (?:of|"
    r"from))\s[^;:,]{3,160},?\s(?:(?:will|has|have|had|also|jointly|is|are|recently|[a-z]+ly)\s+)*$"
)
_RELATIVE = screening.compile(r",?\s*\b(?:which|that|who)\s+(?:has\s+|have\s+|also\s+)*$")
_DAY = re.compile(r"\b(?:on\s+)?(?:\d{1,2} [A-Z][a-z]+(?: \d{4})?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)")
#: Where a body says it: "in a statement on Tuesday", "through its spokesperson".
_STATED = re.compile(
    r",?\s(?:in|through|via|by) (?:an?|its|the) (?:[a-z]+ )?(?:statement|communiqu[ée]|press release|message|tweet|"
    r"post|release|declaration|spokes\w+|embassy)(?: (?:on|issued|released|made|published) [^,]{3,30}?)?,?(?=\s)"
)
_PARTNERS = re.compile(
    r"\band (?:\w+ ){0,2}partners\b|"
    r"^(?:\s\([^()]{1,30}\))?,? and (?:the|its|a|an|local|several|other) (?:[a-z-]+ ){0,2}(?:municipality|ministry|"
    r"university|"
    r"police|authorities|embassy|city|chamber|foundation|association|NGOs?|diocese|town|council|government|company|"
    r"school|institute|prosecution|administration)\b|"
    r"^(?:\s\([^()]{1,30}\))?,? and (?:the )?[A-Z][\w'-]+(?: (?:of |for |de |the )?[A-Z][\w'-]+){1,5}(?= )"
)
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
    | {"each", "too", "separately", "first", "finally", "later", "once"}
)


_BRACKETS = re.compile(r"\([^()]{0,60}\)")
#: What may follow a subject at once, in this order: the rest of a name that was linked in part, what is of the name.
_OPENINGS = (
    re.compile(r"^(?:\s[A-Z][\w-]+){1,4}(?=\s|$)"),
    re.compile(r"^\s(?:[Mm]ember|[Pp]articipating) [Ss]tates"),
    re.compile(r"^\s*,?\s(?:in|based in) (?:the )?[A-Z][\w-]+(?:,? [A-Z][\w-]+)?(?=,|\s|$)"),
    re.compile(r"^\s+for\s+(?:(?:[A-Z][\w-]*|and|the|of)\s+){1,8}"),
)


def _subject_gap(gap: str) -> bool:
    """True where nothing but auxiliaries, adverbs, dates and brackets stands between a subject and its verb."""
    if len(gap) >= 110:
        return False
    gap = _FIRST_VERB.sub(" ", gap)
    gap = _STATED.sub(" ", gap)
    flat = _PARTNERS.sub(" ", _DAY.sub(" ", _BRACKETS.sub(" ", gap)))
    for opening in _OPENINGS:
        flat = opening.sub(" ", flat)
    return all(word in _AUXILIARIES for word in flat.replace(",", " ").split())
