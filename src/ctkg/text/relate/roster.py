"""Long lists of those who take part, of which some names are unknown: everybody told up to where the list ends.

A list of people holds names that nothing links, groups in lower case and asides. It goes on until a verb, a purpose or
a new clause says that it is over: what is named up to there is a member of it.
"""

from __future__ import annotations

import re

from ctkg.model import Link, Span
from ctkg.text.reading import Reading
from ctkg.text.relate import lists

_LONGEST = 1600

#: Words at which a list of people is over.
_OVER = re.compile(
    r"[.!?;\"\u201c\u201d]|\s[\u2013\u2014]\s|"
    r"\b(?:to|which|that|who|whom|whose|where|when|while|whereas|because|since|until|than|how|why|if|but|"
    r"is|are|was|were|be|been|being|has|have|had|will|would|can|could|may|might|shall|should|must|did|does|do|not|"
    r"they|he|she|it|we|this|these|those|"
    r"took|takes?|taking|gather(?:ed)?|met|meet|attend(?:s|ed|ing)?|participat(?:e|es|ed|ing)(?! (?:[Ss]tates|"
    r"countries|"
    r"organi[sz]ations))|join(?:s|ed)|discuss\w*|shar(?:e|es|ed)|exchang\w+|agree[ds]?|"
    r"present(?:s|ed)(?! by)|provid(?:e|ed|es|ing)|"
    r"deliver\w*|spoke|speak|said|says|told|stress\w*|highlight\w*|emphasi[sz]\w+|address(?:es|ed)|brief(?:s|ed)|"
    r"learn\w*|"
    r"complet(?:e|es|ed)|receiv\w+|examin\w+|review\w*|explor\w+|analy[sz](?:es?|ed|ing)|"
    r"focus\w*|aim(?:ed|s|ing)?|deal(?:s|ing)|"
    r"sent|hold|held|came|comes?|made|gave|visit(?:s|ed)|signed|adopted|organi[sz](?:e|es|ed|ing)|hosted|convened|"
    r"for|during|after|before|about|over|under the (?:theme|title|motto|slogan|auspices|leadership|chairmanship|aegis|"
    r"project|"
    r"programme|program|framework)|through|throughout|towards?|into|within|without|against|upon|via|"
    r"on (?!(?:behalf|the part)\b)|(?<!such )as (?!well\b)|by(?! the (?:side|way))|with(?! (?:observers|guests|"
    r"those)\b)|"
    r"closed|opens?|opened|ended|began|started|conclud(?:e|ed|es)|led(?! by)|continued|followed|help(?:s|ed)|resulted|"
    r"created|"
    r"established|launched|announced|calls?|called|urged?|reaffirmed|welcom(?:ed|es)|recalled|condemned|expressed|"
    r"noted|"
    r"underlined|underscored|pointed|thanked|praised|worked|tested|practi[sc]ed|rehearsed|carried|conducted|developed|"
    r"prepared|drafted|produced|approved|endorsed|decided|pledged|committed|considered|identified|recommended|"
    r"assessed|"
    r"raised|answered|asked|toured|travell?ed|arrived|returned|showed|demonstrated|explained|described|outlined|saw|"
    r"found|"
    r"in order|responsible|(?:so|in the) far)\b"
)
_TOGETHER = re.compile(r"\b(?:together|along|jointly)\s$")
#: What makes a name the property of another, a place or a kind, so that it is no member of the list.
_PLACED = re.compile(
    r"\b(?:in|at|near|outside|to|on|with|by|against|under|across|throughout|for|on behalf of)\s+(?:the\s+)?$"
)
_IN_PLACE = re.compile(r"\b(?:in|at|near|outside)\s(?:the\s)?(?:[A-Z][\w'-]+,?\s)?$")
_KIND = re.compile(
    r"(?:'s|\u2019s|'|\u2019)(?!\w)|-[a-z]|[ -](?:[Mm]ember|[Pp]articipating|[Pp]artner|[Oo]bserver|[Ss]tates|"
    r"countries|"
    r"members?\b|nations|partners?\b|region|areas?\b|"
    r"headquarters|funded|project|programme|citizens|nationals|border|territory|soil|dialogue partners)"
)
_POST = re.compile(
    r"\b(?:[Mm]ayor|[Gg]overnor|[Ff]riends?|[Cc]apital|[Pp]eople|[Cc]ities|[Cc]ity|[Tt]owns?|[Pp]rovinces?|"
    r"[Rr]egions?|"
    r"parts|north|south|east|west|centre|center|borders?|districts?|victims|survivors|nationals|citizens)"
    r"(?:\s[\w-]+){0,3}\s(?:of|for|to|from)\s(?:the\s)?$"
)


def after(reading: Reading, start: int, end: int) -> list[lists.Item]:
    """Members of the list of people that begins at ``start``: the longer of the plain list and the tolerant one."""
    plain = [
        item
        for item in lists.after(reading, start, end, people=True)
        if item.link is None or not belongs(reading.plain, item.link, end)
    ]
    whole = members(reading, start, end)
    return whole if len(whole) > len(plain) else plain


def region(reading: Reading, start: int, end: int) -> Span:
    """From ``start`` to where the list is over; words inside linked names do not end it."""
    at = start
    end = min(end, start + _LONGEST)
    plain = reading.plain
    while (over := _OVER.search(plain, at, end)) is not None:
        link = reading.link_at(over.start())
        if link is not None and link.mention.kind in {"organization", "state"}:
            at = max(link.mention.span.end, over.start() + 1)
        elif _inside(plain, start, over, end):
            at = over.end()
        else:
            return Span(start, over.start())
    return Span(start, end)


def _inside(plain: str, start: int, over: re.Match[str], end: int) -> bool:
    """True for words that end a list elsewhere but not here: in brackets, in a name, before another member."""
    word, at = over.group(), over.start()
    if word == ";":
        return _goes_on(plain, over.end(), end)
    if word == ".":
        return _ABBREVIATED.search(plain, max(start, at - 6), at + 1) is not None
    if word[0].isspace():  # a dash: who they are follows
        return _WHO.search(plain, max(start, at - 40), at) is not None
    if word == "with" and _TOGETHER.search(plain, start, at):
        return True
    if word in {"for", "on ", "against"} and _in_name(plain, at, over.end()):
        return True
    return _bracketed(plain, start, at, end)


_WHO = re.compile(
    r"\b(?:bodies|institutions|agencies|organs|organi[sz]ations|structures|partners|countries|[Ss]tates|nations|"
    r"economies|jurisdictions|services|ministries|members|region|Asia|Africa|Europe|Balkans|Caucasus|America|"
    r"Caribbean|"
    r"Pacific|Gulf|Sahel|participants|delegations|authorities)$"
)
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|St|H\.E|U\.S|U\.K|U\.N)\.$")


def _goes_on(plain: str, start: int, end: int) -> bool:
    """True where another member follows a semicolon, not a clause."""
    stop = _NEXT.search(plain, start, end)
    return _OVER.search(plain, start, stop.start() if stop is not None else end) is None


_NEXT = re.compile(r"[;.!?]")


def _in_name(plain: str, start: int, end: int) -> bool:
    """True for "for" in "Office for Harbours", a name that nothing links."""
    return (
        re.search(r"\b[A-Z][\w-]+\s$", plain[max(0, start - 30) : start]) is not None
        and re.match(r"\s*(?:the )?[A-Z]", plain[end : end + 8]) is not None
    )


def _bracketed(plain: str, start: int, offset: int, end: int) -> bool:
    opened = plain.rfind("(", max(start, offset - 160), offset)
    return opened >= 0 and plain.find(")", opened, offset) < 0 and plain.find(")", offset, min(end, offset + 160)) > 0


def members(reading: Reading, start: int, end: int) -> list[lists.Item]:
    """Bodies and States of the list that begins at ``start``, in text order."""
    span = region(reading, start, end)
    plain = reading.plain
    found: list[lists.Item] = []
    for link in reading.inside(span, "organization", "state"):
        at = link.mention.span
        before = plain[span.start : at.start]
        if _PLACED.search(before) or _POST.search(before) or belongs(plain, link, end):
            continue
        if link.mention.kind == "state" and (lists.goes_on(plain, at) or _IN_PLACE.search(before)):
            continue
        if _shut(plain, span.start, at.start) and _acronym_of(found, link):
            continue
        found.append(lists.Item(at, link))
    return found[: lists.MOST_ITEMS]


def belongs(plain: str, link: Link, end: int) -> bool:
    """True for "EU" in "EU Member States" and "Malta" in "Malta's ports": what follows is told, not the name."""
    at = link.mention.span
    return _KIND.match(plain, at.end, end) is not None


def _shut(plain: str, start: int, offset: int) -> bool:
    """True inside brackets."""
    opened = plain.rfind("(", max(start, offset - 120), offset)
    return opened >= 0 and plain.find(")", opened, offset) < 0


def _acronym_of(found: list[lists.Item], link: Link) -> bool:
    return any(item.link is not None and item.link.thing == link.thing for item in found)
