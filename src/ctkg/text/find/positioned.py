"""Names that only their place beside a verb tells: "organised by the Islamic Community", "The Blue Hub (BH) hosted".

Whoever organises, hosts or funds is a body or a State. A name with an article, an acronym in brackets, a small word
inside or a noun that says what it is can only be a body's; two capitalised words alone may be a person's and are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Document, Entity, Link, Passage, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, headwords, screening
from ctkg.text.find.linking import link
from ctkg.text.find.screening import Screened

_WORD = r"[A-Z][\w&'-]*(?<!'s)"
_SMALL = r"(?:of|for|on|against|de|des|du|del|della|da|do|di|la|le|ya|wa|y|e|et|und|der|die|the|and)"
_NAME = rf"{_WORD}(?: {_WORD}| {_SMALL} (?:the )?{_WORD}){{0,9}}"
_SHORT = r"(?: \((?P<short>[A-Z][A-Za-z0-9&/-]{1,14}(?: [A-Z]{2,6})?)\))?"
_KIND = (
    r"(?:, (?:an?|the) (?:[a-z-]+ ){0,4}(?:foundation|organi[sz]ation|NGO|charity|association|institute|centre|"
    r"center|network|"
    r"think[- ]tank|company|agency|group|body|university|fund|trust|coalition|initiative|movement|platform)\b)"
)
_VERBS = (
    r"(?:co-?)?(?:organi[sz]ed|hosted|convened|held|arranged|conducted|delivered|funded|financed|sponsored|supported|"
    r"prepared|staged|implemented|launched|led|run|given|offered|put on|set up|carried out|coordinated)"
)
_ANY = screening.compile(rf"\b(?:{_VERBS}|organi[sz]es|hosts|holds)\b")
_BY = screening.compile(
    rf"\b{_VERBS}\b(?: (?:and|jointly|together|here|today|yesterday|in|on|at|from|to|last|this|[a-z]+ed|[A-Z][\w-]*|"
    rf"\d+)){{0,8}},? "
    rf"(?:jointly )?by (?P<article>the )?(?P<name>{_NAME}){_SHORT}(?P<kind>{_KIND})?"
)
_DID = (
    r"(?: (?:has|have|had|also|jointly|recently|today|yesterday|\w+ly|in [^.,;:]{3,60}? with [^.;:]{3,60}?,?))*"
    r" (?:co-?)?(?:organi[sz]ed|hosted|convened|held|conducted|delivered|funded|financed|organi[sz]es|hosts|holds|"
    r"launched|arranged|sponsored)\b"
)
_SUBJECT = screening.compile(
    rf"(?:^|(?<=[.,;:\n\u2013-] )|(?<=\n)|(?<= and )|(?<='s )|(?<=\) ))(?P<article>[Tt]he )?"
    rf"(?P<project>(?:[\w-]+ )?(?:project|programme|initiative|network|platform|foundation) )?"
    rf"(?P<name>{_NAME}(?: in the {_NAME})?){_SHORT}(?={_DID})"
)


def find(document: Document, plain: str, sentences: Sequence[Passage], links: Sequence[Link]) -> Iterator[Link]:
    """Links of kind ``organization`` that overlap no body, instrument or date of ``links``; a State that stands within
    such a name is the body's."""
    at: dict[int, Link] = {}
    for one in links:
        at.update(dict.fromkeys(range(one.mention.span.start, one.mention.span.end), one))
    for sentence in sentences:
        span = sentence.span
        if _ANY.search(plain, span.start, span.end) is None:
            continue
        for pattern in (_BY, _SUBJECT):
            for match in pattern.finditer(plain, span.start, span.end):
                if not _body(match, pattern is _BY):
                    continue
                found = _link(document, plain, match, at)
                if found is not None:
                    yield found


def _link(document: Document, plain: str, match: re.Match[str], at: dict[int, Link]) -> Link | None:
    short = match["short"] or ""
    start, end = match.start("name"), match.end("short") + 1 if short else match.end("name")
    state = ""
    for offset in range(start, end):
        inner = at.get(offset)
        if inner is None:
            continue
        if inner.mention.kind in {"organization", "instrument", "date"}:
            before = _JOINT.search(plain, start, inner.mention.span.start)
            if before is None or inner.mention.span.start == start:
                return None
            end, short = before.start(), ""
            break
        if inner.mention.kind in {"state", "nationality"}:
            low, high = inner.mention.span.start, inner.mention.span.end
            leads = low <= start and _GOES_ON.match(plain, high, end) is not None
            if not leads and not (high >= end and _OF.search(plain, start, low)):
                return None
            state = inner.thing.state
    name = " ".join(document.slice(Span(start, match.end("name") if short else end)).split())
    if " " not in name and not short and match["article"] is None:
        return None
    thing = Entity(kind="organization", label=name, names=(short,) if short else (), state=state, type="organisation")
    return link(document, Span(start, end), "organization", thing, "organisations.positioned", 0.6)


#: A State's name inside a body's: "Netherlands National Coordinator", "Islamic Community of Latvia".
_GOES_ON = re.compile(r" (?!Government\b|Embassy\b)[A-Z]")
_OF = re.compile(r"[a-z] of (?:the )?$")
#: Where a further body's name begins.
_JOINT = re.compile(r",?\sand\s(?:the\s)?$|,\s(?:the\s)?$")


def _body(match: re.Match[str], passive: bool) -> bool:
    """True where the name cannot be a person's or a thing's."""
    words = match["name"].split()
    lists = headwords.words()
    name = _PROGRAMME.sub("", match["name"]) if match["short"] else match["name"]
    post = any(word in lists.posts for word in name.split()) and _OFFICE.search(name) is None
    other = _other().search(name)
    if words[0] in lists.modifiers or post or other:
        return False
    if any(word in _PEOPLE for word in words):
        return False
    if match["short"] or match.groupdict().get("project"):
        return True
    small = any(word[0].islower() for word in words[1:])
    if not passive:
        return bool(match["article"]) and len(words) > 1 and words[-1] in lists.heads
    if match["kind"]:
        return True
    return len(words) > 1 and (bool(match["article"]) or small)


#: Offices that are bodies: "National Coordinator for Security", "Commissioner for Children's Rights".
_OFFICE = re.compile(
    r"\b(?:National|Federal|State|Special|Governmental|Presidential) (?:Co-?ordinator|Commissioner)\b|"
    r"\b(?:Commissioner|Ombudsman|Ombudsperson|Co-?ordinator) for [A-Z]"
)
#: Undertakings that act as bodies do where they have an acronym of their own.
_PROGRAMME = re.compile(r"\b(?:Programme|Program|Project)\b")
_PEOPLE = frozenset(
    {"Mr", "Ms", "Mrs", "Dr", "Prof", "Sheikh", "Sir", "King", "Queen", "Prince", "His", "Her", "Government"}
)


@cache
def _other() -> Screened:
    names = alternation.of(patterns.load("names")["apposed"]["not_names"])
    return screening.compile(rf"\b(?:{names})\b")
