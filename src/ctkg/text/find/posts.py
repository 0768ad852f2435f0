"""Finds posts: "Deputy Head", "Kazakh Foreign Minister", "Director of the Europe Programme of the ICJ"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ctkg.model import Entity, Span
from ctkg.text import patterns
from ctkg.text.find import shade
from ctkg.text.find.shade import INSTRUMENT, NATIONALITY, ORGANIZATION, PLACE, STATE, Shade

_BODY = f"{ORGANIZATION}{STATE}"
_ANY = f"{_BODY}{PLACE}{NATIONALITY}{INSTRUMENT}"
_OWNER = re.compile(rf"([{_BODY}{NATIONALITY}{PLACE}]+)(?:'s|'|s')?\s$")
_ACRONYM_AFTER = re.compile(rf"\s?\(\s?(?:[{ORGANIZATION}]+|[A-Z][\w/&.-]{{1,14}})\s?\)")
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
    """

    span: Span
    core: Span
    head: Span
    cuts: tuple[int, ...] = ()
    body: Entity | None = None
    body_span: Span | None = None


@cache
def heads() -> re.Pattern[str]:
    """Heads of posts in any case; never a plural, never the owner of something ("Prosecutor's Office")."""
    words = sorted(_grammar("heads"), key=lambda word: (-len(word), word))
    bodies = (
        "Office|Council|Committee|Corps|Forum|Training|Centre|Center|Meeting|Conference|Board|Academy|School|Service"
    )
    return re.compile(
        rf"(?<![\w-])(?i:{'|'.join(re.escape(word) for word in words)})(?![\w-])(?!'s?\s)(?!\s(?:{bodies})\b)"
        r"(?!\sof\s(?:State|Government)s?\b)"
    )


def _grammar(key: str) -> list[str]:
    return list(patterns.load("posts")["grammar"][key])


@cache
def _lowered(key: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _grammar(key))


@cache
def name_words() -> frozenset[str]:
    """Words that are no part of a person's name, in lower case."""
    lexicon = patterns.load("persons")
    return frozenset(word.lower() for word in [*lexicon["openers"], *lexicon["not_a_name"]])


@cache
def openers() -> frozenset[str]:
    """Words that open sentences and clauses, in lower case."""
    return frozenset(word.lower() for word in patterns.load("persons")["openers"])


@cache
def _titles() -> str:
    lexicon = patterns.load("persons")
    words = sorted([*lexicon["honorifics"], *lexicon["ranks"], "Ambassador"], key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in words)


@cache
def _link() -> re.Pattern[str]:
    plain = r"(?!(?:of|for|on|at|in|to|with|from|and|by|who|that)\b)[a-z-]+"
    known = "|".join(_grammar("adjectives"))
    return re.compile(
        rf"\s({'|'.join(_grammar('links'))})(?:\s(?:the|its|their|an?|all))*(?:\s(?:{known})|\s{plain}(?=\s[{ORGANIZATION}]))?\s"
    )


@cache
def _topic() -> re.Pattern[str]:
    word = rf"(?!(?:{_titles()})\b|{heads().pattern})[A-Z][\w'&-]*(?:/[A-Z]\w+)*"
    # a nationality or an instrument inside a topic is a part of it
    part = rf"(?:{word}|[{NATIONALITY}{INSTRUMENT}]+)"
    joint = r"(?:\s\([A-Z][\w/&-]{1,9}\))?\s(?:(?:and|&|of|for|on|the|in|to)\s){0,2}"
    comma = rf"(?:,\s{word}(?=(?:\s{word}){{0,3}}(?:,\s|\sand\s){word}))"
    return re.compile(
        rf"{part}(?:{joint}{part}|{comma}){{0,9}}(?:\s[{STATE}{PLACE}]+(?!'))?(?:\s\([A-Z][\w/&-]{{1,9}}\))?(?:\saffairs|\sissues)?"
    )


@cache
def _low_topic() -> re.Pattern[str]:
    stop = r"(?!(?:who|that|which|said|says|told|and|was|is|has|had|will|to|in|at|the|as|added|noted)\b)"
    word = rf"{stop}[a-z][\w-]*"
    end = rf"(?=\s?[,.;:)]|\s?$|\s(?:of|at|in)\s(?:the\s)?[{_ANY}]|\s(?:said|says|told|added|noted|stressed)\b)"
    return re.compile(rf"{word}(?:\s(?:and\s)?{word}){{0,4}}{end}")


def find(shaded: Shade) -> tuple[Post, ...]:
    """Posts in text order; none overlaps the core of another."""
    found: list[Post] = []
    for match in heads().finditer(shaded.text):
        start, owner = _before(shaded, match.start())
        if found and start <= found[-1].head.start:
            found.pop()  # "Chief" in "Chief Legal Officer"
        if found and start < found[-1].core.end:
            continue
        if not _stands(shaded.text, match, start, owner is not None):
            continue
        found.append(_complete(shaded, match, start, owner))
    return tuple(found)


def _stands(text: str, match: re.Match[str], start: int, owned: bool) -> bool:
    """True where the words are a post: capitalised, or a noun that is nothing else, or an apposition."""
    word = match.group()
    if word[0].isupper() or word.lower() not in _lowered("capital"):
        return True
    if owned and word.lower() in _lowered("generic") | {"chair", "head", "envoy", "analyst", "researcher"}:
        return True
    return bool(re.search(r"[,(]\s(?:an?\s|the\s)?$", text[max(0, start - 8) : start])) and bool(
        re.match(rf"\s(?:of|at|for|with|in|on|from)\s|[,)]|\s[{ORGANIZATION}]", text[match.end() : match.end() + 8])
    )


def _before(shaded: Shade, start: int) -> tuple[int, tuple[Span, Entity] | None]:
    """Where the words of a post begin that has its head at ``start``, and whose post it is."""
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
        if word == "and" and _modifies(text, begin, floor):
            start = begin
            continue
        if not _modifier(word):
            break
        start = begin
    while text.startswith("and ", start):
        start += 4
    owner = _OWNER.search(text, floor, start)
    return start, shaded.at(owner.start(1)) if owner else None


def _modifier(word: str) -> bool:
    low = word.lower()
    if low in openers() and low not in _lowered("modifiers"):
        return False
    if not word or word.endswith((",", ".", ";", ":", ")", "/")) or not word[0].isalpha():
        return False
    return low in _lowered("modifiers") or (word[0].isascii() and word[0].isupper() and not word.endswith("'s"))


def _modifies(text: str, at: int, floor: int) -> bool:
    """True where the word before the "and" at ``at`` belongs to a post as well ("Border and Customs Adviser")."""
    before = text[max(floor, at - 30) : at].split()
    return bool(before) and before[-1].lower() in (name_words() | _lowered("modifiers")) - openers()


def _complete(shaded: Shade, match: re.Match[str], start: int, owner: tuple[Span, Entity] | None) -> Post:
    """The post with what it is of."""
    text = shaded.text
    end = core = match.end()
    cuts = [end]
    if acronym := re.match(r"\s[A-Z]{3,}\b(?!\s[A-Z])", text[end : end + 24]):
        end += acronym.end()  # "Director ACSRT"
        cuts.append(end)
    body = owner if owner and text[owner[0].start] != PLACE else None
    owned = body is not None
    for _ in range(_MAX_COMPLEMENTS):
        link = _link().match(text, end)
        at = link.end() if link else end + 1
        if not link and not (text[end : end + 1] == " " and text[at : at + 1] == ORGANIZATION):
            break
        thing = shaded.at(at)
        if thing and text[at] in _ANY:
            possessor = re.match(r"'s?\s", text[thing[0].end : thing[0].end + 3])
            following = shaded.at(thing[0].end + possessor.end()) if possessor else None
            if following and text[following[0].start] == ORGANIZATION:
                thing = following
            if text[thing[0].start] in (NATIONALITY, INSTRUMENT) or (possessor and thing is not following):
                topic = _topic().match(text, at) if text[thing[0].start] in (NATIONALITY, INSTRUMENT) else None
                if not topic:
                    break
                end = topic.end()
                cuts.append(end)
                if body is None:
                    core = end
                continue
            to_state = link is not None and link.group(1) == "to"
            if body is None and text[thing[0].start] in _BODY and not to_state:
                body = thing
            elif body is None and link is not None and link.group(1) in _lowered("topical"):
                core = thing[0].end
            end = thing[0].end
            acronym = _ACRONYM_AFTER.match(text, end)
            end = acronym.end() if acronym else end
            cuts.append(end)
            continue
        topical = link is not None and link.group(1) in _lowered("topical")
        topic = _topic().match(text, at) or (_low_topic().match(text, at) if topical else None)
        if not topic:
            break
        end = topic.end()
        cuts.append(end)
        if topical and (body is None or owned):
            core = end
    first = owner[0].start if owner else start
    if body is None:
        body = _after_comma(shaded, end)
        end = body[0].end if body else end
    return Post(
        span=Span(first, end),
        core=Span(start, core),
        head=Span(match.start(), match.end()),
        cuts=tuple(dict.fromkeys([*cuts, end])),
        body=body[1] if body else None,
        body_span=body[0] if body else None,
    )


def _after_comma(shaded: Shade, end: int) -> tuple[Span, Entity] | None:
    """The body in "Legal Officer, Ministry of Justice, said": between commas, right after the post."""
    found = re.match(rf",\s(?:the\s)?(?=[{ORGANIZATION}])", shaded.text[end : end + 8])
    thing = shaded.at(end + found.end()) if found else None
    if thing and re.match(r"\s?(?:[,.;:)]|\([^)]*\)[,.;:]|$|\n)", shaded.text[thing[0].end : thing[0].end + 30]):
        return thing
    return None


def shades(text: str, posts: tuple[Post, ...]) -> str:
    """``text`` with the cores of posts, up to their heads, shaded as well."""
    return shade.cover(text, [(post.core.start, post.head.end) for post in posts], shade.POST)


def is_generic(shaded: Shade, post: Post) -> bool:
    """True where the head only says that somebody speaks for a body ("a spokesperson")."""
    return shaded.text[post.head.start : post.head.end].lower() in _lowered("generic")


def spaced(text: str) -> str:
    """``text`` on one line."""
    return _SPACED.sub(" ", text)
