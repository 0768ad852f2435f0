"""Finds posts: "Deputy Head", "Kazakh Foreign Minister", "Director of the Europe Programme of the ICJ"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from ctkg.model import Entity, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, postwords, shade, speechwords
from ctkg.text.find.postwords import BODY
from ctkg.text.find.shade import NATIONALITY, NUMBER, ORGANIZATION, PLACE, STATE, Shade
from ctkg.text.find.wording import Wording

_OWNER = re.compile(
    rf"([{BODY}{NATIONALITY}{PLACE}]+)(?:'s?|,? whose|,? and its|, its)?(?:\s\([^()\n]{{2,16}}\))?[ \u00a0]$"
)
# "Deputy British High Commissioner", "former Indian ambassador"
_DEPUTY = re.compile(r"(?<![\w-])(?:Deputy|Assistant|Acting|Vice)\s$")
# "the party's foreign affairs spokesman": everything from the owner on is the post
_OWNED_WORDS = re.compile(
    rf"[{BODY}{NATIONALITY}{PLACE}]'s?\s(?P<words>(?!own\b|first\b|new\b)(?:(?!(?:of|in|on|at|and|for|from|to|with|by|the|a|is|was|has|had|as|said|told)\s)[a-z][a-z-]*\s){{1,4}})$"
)
_SPEAKS_FOR = re.compile(r"(?i:spokes(?:man|woman|person))$")
_OWNED_BY_NOUN = re.compile(r"\b[Tt]he\s[a-z]+'s?\s$")
_OWNED = re.compile(r"\b(?:his|her|its|their|whose)\s$", re.IGNORECASE)
# What joins a post to another's: "Adviser to the Minister".
_OF_ANOTHER = re.compile(r" (?:of|to|for)(?: the)? ")
# "defence counsel Jane Roe": a noun right before two names is a post in any case.
_NAME = (
    r"(?:(?:Mr|Ms|Mrs|Dr|Prof|Sir|Dame)\.?\s(?:[A-Z][\w.'-]*\s){0,3}[A-Z][\w'-]+"
    r"|[A-Z][a-z']+(?:-[A-Z][a-z]+)?(?:\s[A-Z]\.)?(?:\s[a-z]{2,4})?\s[A-Z][a-z']+(?:[A-Z][a-z]+)?(?:-[A-Z][a-z]+)*)"
)
_NAME_AFTER = re.compile(rf"\s{_NAME}(?=[\s,.;:)\n\"]|$)")
# "A lawyer for two of the men, Jane Roe, said": the holder follows between commas.
_HELD_BY = re.compile(
    rf"(?:\s(?:of|from|at|for|with|in|on|to)\s[^.,;:\n()]{{2,70}}?)?,\s(?:[A-Z][\w.-]+\s(?:of\s(?:the\s)?[A-Z]\w+\s)?){{0,4}}{_NAME}(?=[,.;:)\n]|$)"
)
# "Jane Roe, a secondary school teacher": everything from the article on is the post.
_APPOSED = re.compile(
    r"[A-Z][\w'-]+,\s(?:an?|another|one)\s(?P<words>(?!(?:of|in|on|at|and|for|from|to|with|by|few|lot|total)\s)(?:[a-z][\w-]*\s){0,4})$|[A-Z][\w'-]+,\s(?:an?)\s(?:[a-z][\w-]*\s){1,3}and\s(?P<more>(?:[a-z][\w-]*\s){1,3})$"
)
_FROM_SOMEWHERE = re.compile(rf"\sfrom\s(?:the\s)?[{BODY}{PLACE}{NATIONALITY}A-Z]")
# "Emir Roe-Hall", "Sultan Al-Roe": a given name, where no article goes before.
# "Hotel Ambassador", "Port Prince": things named after a post.
_NAMESAKE = re.compile(r"\b(?:Hotel|Camp|Fort|Port|Mount|Villa|Cafe|Plaza|Cinema|Operation|Exercise)\s$")
_GIVEN = re.compile(r"\s(?!of\b)(?:[Aa]l-)?[A-Z][\w'-]+(?!\s[A-Z])")
_THE = re.compile(rf"(?:\b[Tt]he|[{NATIONALITY}{BODY}]|'s)\s$")
# "A hotel manager from Cebu"
_SOMEBODY = re.compile(r"\b(?:[Aa]n?|[Oo]ne)\s(?P<words>(?:(?!of\b|in\b|from\b|by\b)[a-z][\w-]*\s){1,4})$")
_WHO_IS = re.compile(r"\bwho\s(?:also\s)?(?:is|was|has\sbeen)\s(?:[\w']+\s){0,5}$")

_ARTICLE = re.compile(rf"(?:\b(?:[Aa]n?|[Oo]ne|[Tt]he|another|Another)|[{NUMBER}]{{3}})\s$")
_TELLS = [
    "said",
    "says",
    "told",
    "added",
    "explained",
    "noted",
    "remarked",
    "stated",
    "recalled",
    "commented",
    "asked",
    "spoke",
    "welcomed",
    "stressed",
    "emphasized",
    "emphasised",
    "underlined",
    "underscored",
    "highlighted",
    "thanked",
    "urged",
    "warned",
    "announced",
    "confirmed",
    "reaffirmed",
    "reiterated",
]
_SPACED = re.compile(r"\s")
_MAX_MODIFIERS = 6
_MAX_COMPLEMENTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post that the text words.

    Attributes:
        span: its whole wording, the body it is in included.
        core: the words of the post itself, up to the body.
        head: its head noun.
        cuts: where its wording may end, from the shortest to the whole.
        body: what it is a post in, where the words say so; a State for its ministers and ambassadors.
        body_span: the words of ``body``.
        noun: the post, where the words are a verb ("who heads the Unit").
    """

    span: Span
    core: Span
    head: Span
    cuts: tuple[int, ...] = ()
    body: Entity | None = None
    body_span: Span | None = None
    noun: str = ""


def find(shaded: Shade) -> tuple[Post, ...]:
    """Posts in text order; none overlaps the core of another."""
    found: list[Post] = []
    for match in postwords.heads().finditer(shaded.text):
        start, owner = _before(shaded, match.start(), (found[-1].head.end, found[-1].span.end) if found else ())
        if owner is None and _FROM_SOMEWHERE.match(shaded.text, match.end()):
            somebody = _SOMEBODY.search(shaded.text, max(0, start - 60), start)
            start = somebody.start("words") if somebody else start
        if found and start <= found[-1].head.start:
            found.pop()  # "Chief" in "Chief Legal Officer"
        if found and start < found[-1].core.end:
            continue
        if not _stands(shaded.text, match, start, owner is not None):
            continue
        joint = shaded.text[found[-1].span.end : start] if found and start - found[-1].span.end < 10 else ""
        another = found and not owner and _OF_ANOTHER.fullmatch(joint) and match.group()[0].isupper()
        speaks = found and _SPEAKS_FOR.search(shaded.text, found[-1].head.start, found[-1].head.end)
        if (speaks or (another and "the" not in joint)) and _NAME_AFTER.match(shaded.text, match.end()):
            # "spokesman for UN Secretary-General Jane Roe", "Envoy of President Jane Roe": another's post
            found.append(_complete(shaded, match, start, owner))
        elif found and (another or (owner and found[-1].body_span == owner[0])):
            found[-1] = _of_office(found[-1], _complete(shaded, match, start, owner))
        else:
            found.append(_complete(shaded, match, start, owner))
    return tuple(found)


def _stands(text: str, match: re.Match[str], start: int, owned: bool) -> bool:
    """True where the words are a post: capitalised, or a noun that is nothing else, or an apposition."""
    word = match.group()
    if word.lower() == "member" and not re.match(r"\s(?:of|for|from)\s", text[match.end() : match.end() + 6]):
        return False
    if (
        word in ("Emir", "Sultan", "Wali")
        and _GIVEN.match(text, match.end())
        and not _THE.search(text, max(0, start - 5), start)
    ):
        return False
    if _NAMESAKE.search(text, max(0, start - 10), start):
        return False
    if word[0].isupper() or word.lower() not in postwords.lowered("capital"):
        return True
    owned = owned or _OWNED_BY_NOUN.search(text, max(0, start - 40), start) is not None
    if owned and word.lower() in postwords.lowered("generic") | {"chair", "head", "envoy", "analyst", "researcher"}:
        return True
    if _NAME_AFTER.match(text, match.end()) or (
        _OWNED.search(text, max(0, start - 8), start) and re.match(r",? [A-Z]", text[match.end() : match.end() + 3])
    ):
        return True
    if _APPOSED.search(text, max(0, start - 70), start) or _WHO_IS.search(text, max(0, start - 60), start):
        return True
    article = _ARTICLE.search(text, max(0, start - 30), start)
    if article and article.group().lower() in ("a ", "an ", "one ") and _FROM_SOMEWHERE.match(text, match.end()):
        return True
    if _HELD_BY.match(text, match.end(), match.end() + 140) and (owned or not text[max(0, start - 2) : start].strip()):
        return True
    if article and (
        speechwords.inverted().search(text, max(0, article.start() - 30), article.start())
        or _speaks().match(text, match.end(), match.end() + 120)
        or _HELD_BY.match(text, match.end(), match.end() + 140)
    ):
        return True
    return bool(re.search(r"[,(]\s(?:an?\s|the\s|another\s)?$", text[max(0, start - 10) : start])) and bool(
        re.match(
            rf"\s(?:of|at|for|with|in|on|from|to)\s|[,)]|\s[{ORGANIZATION}]|\s\([a-zA-Z][a-z]",
            text[match.end() : match.end() + 8],
        )
    )


@cache
def _speaks() -> re.Pattern[str]:
    """Behind somebody without a name who says something: "an official of the regional government told ..."."""
    return re.compile(rf"(?:\s(?:of|from|at|for|with|in)\s[^.,;:\n]{{2,60}}?)?\s(?:{alternation.of(_TELLS)})\b")


def _of_office(post: Post, other: Post) -> Post:
    """A post that is another post's: "Special Representative of the Secretary General"."""
    core = post.core if post.body else Span(post.core.start, other.core.end)
    body, span = (post.body, post.body_span) if post.body else (other.body, other.body_span)
    cuts = (*post.cuts, *other.cuts, other.span.end)
    return replace(post, span=Span(post.span.start, other.span.end), core=core, cuts=cuts, body=body, body_span=span)


def _before(shaded: Shade, start: int, last: tuple[int, ...]) -> tuple[int, tuple[Span, Entity] | None]:
    """Where the words of a post begin that has its head at ``start``, and whose post it is.

    ``last`` is where the head and the words of the post before ended: an "and" after it joins two posts.
    """
    text = shaded.text
    floor = max(0, start - 120)
    for _ in range(_MAX_MODIFIERS):
        gap = start - 1
        if gap <= floor or text[gap] not in " \u00a0":
            break
        begin = max(text.rfind(" ", floor, gap), text.rfind("\n", floor, gap)) + 1
        if begin <= floor and floor:
            break
        word = text[begin:gap].lstrip("(\"'/")
        begin = gap - len(word)
        if word == "and" and begin - 1 not in last and _modifies(text, begin, floor):
            start = begin
            continue
        if not _modifier(word):
            break
        start = begin
    while text.startswith("and ", start):
        start += 4
    apposed = _APPOSED.search(text, floor, start)
    if (
        apposed
        and (words := "words" if apposed["words"] else "more")
        and max(last[:1], default=-1) <= apposed.start(words) >= 0
    ):
        start = apposed.start(words)
    if owned := _OWNED_WORDS.search(text, floor, start):
        start = owned.start("words")
    owner = _OWNER.search(text, floor, start)
    if (
        owner
        and text[owner.start(1)] in (NATIONALITY, STATE)
        and (deputy := _DEPUTY.search(text, floor, owner.start(1)))
    ):
        start = deputy.start()
    return start, shaded.at(owner.start(1)) if owner else None


def _modifier(word: str) -> bool:
    low = word.lower()
    if low in postwords.openers() and low not in postwords.lowered("modifiers"):
        return False
    if not word or word.endswith((",", ".", ";", ":", ")", "/")) or not word[0].isalpha():
        return False
    if ")" in word or word in _headline_verbs():
        return False  # "Jane Roe meets President ...", "(Daily Roe)- Colombo Magistrate"
    return low in postwords.lowered("modifiers") or (
        word[0].isascii() and word[0].isupper() and not word.endswith("'s")
    )


@cache
def _headline_verbs() -> frozenset[str]:
    return frozenset(patterns.load("persons")["headline_verbs"])


def _modifies(text: str, at: int, floor: int) -> bool:
    """True where the word before the "and" at ``at`` belongs to a post as well ("Border and Customs Adviser")."""
    before = text[max(floor, at - 30) : at].split()
    return (
        bool(before)
        and before[-1].lower() in (postwords.name_words() | postwords.lowered("modifiers")) - postwords.openers()
    )


def _complete(shaded: Shade, match: re.Match[str], start: int, owner: tuple[Span, Entity] | None) -> Post:
    """The post with what it is of."""
    wording = Wording(shaded, match, owner)
    for _ in range(_MAX_COMPLEMENTS):
        if not wording.grow():
            break
    wording.close()
    first = min(owner[0].start, start) if owner else start
    return Post(
        span=Span(first, wording.end),
        core=Span(start, wording.core),
        head=Span(match.start(), match.end()),
        cuts=tuple(dict.fromkeys([*wording.cuts, wording.end])),
        body=wording.body[1] if wording.body else None,
        body_span=wording.body[0] if wording.body else None,
    )


def shades(text: str, posts: tuple[Post, ...]) -> str:
    """``text`` with the cores of posts, up to their heads, shaded as well."""
    return shade.cover(text, [(post.core.start, post.head.end) for post in posts], shade.POST)


def is_generic(shaded: Shade, post: Post) -> bool:
    """True where the head only says that somebody speaks for a body ("a spokesperson")."""
    return shaded.text[post.head.start : post.head.end].lower() in postwords.lowered("generic")


def spaced(text: str) -> str:
    """``text`` on one line."""
    return _SPACED.sub(" ", text)


def shortened(post: Post, end: int) -> Post:
    """``post`` cut off before ``end``."""
    last = end - 1
    if post.body and post.body_span and post.body_span.end > last > post.body_span.start:
        label = post.body.label[: last - post.body_span.start]
        post = replace(post, body=replace(post.body, label=label), body_span=Span(post.body_span.start, last))
    cuts = tuple(cut for cut in post.cuts if cut < last)
    return replace(
        post,
        span=Span(post.span.start, last),
        core=Span(post.core.start, max(post.head.end, min(post.core.end, last))),
        cuts=(*cuts, last),
    )
