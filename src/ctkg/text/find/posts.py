"""Finds posts: "Deputy Head", "Kazakh Foreign Minister", "Director of the Europe Programme of the ICJ"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from ctkg.model import Entity, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, shade
from ctkg.text.find.shade import INSTRUMENT, NATIONALITY, ORGANIZATION, PLACE, STATE, Shade

_BODY = f"{ORGANIZATION}{STATE}"
_ANY = f"{_BODY}{PLACE}{NATIONALITY}{INSTRUMENT}"
_OWNER = re.compile(rf"([{_BODY}{NATIONALITY}{PLACE}]+)(?:'s|'|s')?\s$")
_ACRONYM_AFTER = re.compile(rf"\s?\(\s?(?:[{ORGANIZATION}]+|[A-Z][\w/&.-]{{1,14}})\s?\)")
_UNIT = "Unit|Section|Department|Division|Faculty|Branch|Sector|Directorate|Bureau|Desk|Team|Cell|Laboratory"
_OUTER = (
    "Ministry|Directorate|Agency|Police|Office|Academy|University|Centre|Center|Committee|Council|Service|Institute"
)
_UNIT_IN = re.compile(
    rf"(.*?\b(?:{_UNIT}))\s(?:of|at|in|within)\s(?:the\s)?(?=.*\b(?:{_OUTER}|Mission|Department|[A-Z]{{3,}})\b)"
)
_SHORT_BODY = re.compile(r"\s(?:of|at|in|with)\s(?:the\s)?([A-Z]{2,8})$")
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
    words = alternation.of(word.lower() for word in _grammar("heads"))
    bodies = (
        "Office|Council|Committee|Corps|Forum|Training|Centre|Center|Meeting|Conference|Board|Academy|School|Service"
    )
    return re.compile(
        rf"(?<![\w-])(?i:{words})(?![\w-])(?!'s?\s)(?!\s(?:{bodies})\b)"
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
    return alternation.of([*lexicon["honorifics"], *lexicon["ranks"], "Ambassador"])


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
    bracket = rf"\((?:[A-Z][\w/&-]{{1,9}}|[{ORGANIZATION}{INSTRUMENT}]+)\)"
    joint = rf"(?:\s{bracket})?\s(?:(?:and|&|of|for|on|the|in|to)\s){{0,2}}"
    comma = rf"(?:,\s{word}(?=(?:\s{word}){{0,3}}(?:,\s|\sand\s){word}))"
    return re.compile(
        rf"{part}(?:{joint}{part}|{comma}){{0,9}}(?:\s[{STATE}{PLACE}]+(?!'))?(?:\s{bracket})?(?:\saffairs|\sissues)?"
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
        start, owner = _before(shaded, match.start(), found[-1].head.end if found else -1)
        if found and start <= found[-1].head.start:
            found.pop()  # "Chief" in "Chief Legal Officer"
        if found and start < found[-1].core.end:
            continue
        if not _stands(shaded.text, match, start, owner is not None):
            continue
        if found and owner and found[-1].body_span == owner[0]:
            found[-1] = _of_office(found[-1], _complete(shaded, match, start, owner))
        else:
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


def _of_office(post: Post, other: Post) -> Post:
    """A post that is another post's: "Special Representative of the Secretary General"."""
    return replace(post, span=Span(post.span.start, other.span.end), cuts=(*post.cuts, other.span.end))


def _before(shaded: Shade, start: int, last: int) -> tuple[int, tuple[Span, Entity] | None]:
    """Where the words of a post begin that has its head at ``start``, and whose post it is.

    ``last`` is where the head before ended: an "and" after it joins two posts.
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
        if word == "and" and begin - 1 != last and _modifies(text, begin, floor):
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
    wording = _Wording(shaded, match, owner)
    for _ in range(_MAX_COMPLEMENTS):
        if not wording.grow():
            break
    wording.close()
    first = owner[0].start if owner else start
    return Post(
        span=Span(first, wording.end),
        core=Span(start, wording.core),
        head=Span(match.start(), match.end()),
        cuts=tuple(dict.fromkeys([*wording.cuts, wording.end])),
        body=wording.body[1] if wording.body else None,
        body_span=wording.body[0] if wording.body else None,
    )


class _Wording:
    """The words behind the head of a post, taken up one complement at a time."""

    def __init__(self, shaded: Shade, head: re.Match[str], owner: tuple[Span, Entity] | None) -> None:
        self.shaded, self.text, self.head = shaded, shaded.text, head
        self.end = self.core = head.end()
        self.cuts = [self.end]
        self.body = owner if owner and self.text[owner[0].start] != PLACE else None
        self.owned = self.body is not None
        self.direct = self.weak = False
        if acronym := re.match(r"\s[A-Z]{3,}\b(?!\s[A-Z])", self.text[self.end : self.end + 24]):
            self.end += acronym.end()  # "Director ACSRT"
            self.cuts.append(self.end)

    def grow(self) -> bool:
        """Take up the next complement; False where there is none."""
        link = _link().match(self.text, self.end)
        at = link.end() if link else self.end + 1
        if not link and self.text[self.end : self.end + 1] + self.text[at : at + 1] != f" {ORGANIZATION}":
            return False
        word = link.group(1) if link else ""
        thing = self.shaded.at(at)
        if thing and self.text[at] in _ANY:
            return self._name(at, word, thing)
        return self._topic(at, word)

    def _name(self, at: int, word: str, thing: tuple[Span, Entity]) -> bool:
        text = self.text
        possessor = re.match(r"'s?\s", text[thing[0].end : thing[0].end + 3])
        following = self.shaded.at(thing[0].end + possessor.end()) if possessor else None
        if following and text[following[0].start] == ORGANIZATION:
            thing = following
        elif possessor:
            return self._owned_body(thing, thing[0].end + possessor.end())
        elif text[thing[0].start] in (NATIONALITY, INSTRUMENT):
            return self._topic(at, word)
        kind = text[thing[0].start]
        if self.body is None and kind in _BODY and not (kind == STATE and word == "to"):
            self.body, self.direct = thing, kind == ORGANIZATION and word == "of"
            self._outside(thing, word)
            self.weak = word == "for" and self.head.group().lower() not in _lowered("speaking_for")
        elif self._parent(kind, word, thing):
            self.body, self.core, self.weak = thing, self.end, False
        elif self.body is None and word in _lowered("topical"):
            self.core = thing[0].end
        acronym = _ACRONYM_AFTER.match(text, thing[0].end)
        self.end = acronym.end() if acronym else thing[0].end
        self.cuts.append(self.end)
        if kind == ORGANIZATION and (more := re.compile(rf"\s(?={_topic().pattern})").match(text, self.end)):
            tail = _topic().match(text, more.end())
            self.end = tail.end() if tail else self.end
        return True

    def _outside(self, thing: tuple[Span, Entity], word: str) -> None:
        """Put the head of a unit, whose name is told with the body around it, into that body."""
        span, unit = thing
        if unit.reference is not None or word != "of" or self.head.group().lower() not in _lowered("unit_heads"):
            return
        words = self.shaded.document[span.start : span.end]
        found = _UNIT_IN.match(words)
        if found:
            body = _named_only(self.shaded, Span(span.start + found.end(), span.end))
            inner = _UNIT_IN.match(body[1].label)
            label = inner.group(1) if inner else body[1].label
            names = (body[1].label,) if inner else ()
            self.body = body[0], replace(body[1], label=label, names=names, state=unit.state)
            self.core = span.start + found.end(1)
            self.cuts.append(self.core)

    def _owned_body(self, owner: tuple[Span, Entity], at: int) -> bool:
        """A body that is told by its State alone: "Director of Kenya's Gendarmerie"."""
        topic = _topic().match(self.text, at)
        if not topic:
            return False
        self.end = topic.end()
        self.cuts.append(self.end)
        if self.body is None:
            span, body = _named_only(self.shaded, Span(at, self.end))
            self.body = span, replace(body, state=owner[1].state)
        return True

    def _parent(self, kind: str, word: str, thing: tuple[Span, Entity]) -> bool:
        """True where a unit's head belongs to what the unit is in ("Head of the Fuel Unit at the Agency")."""
        if self.weak and kind == ORGANIZATION and word in ("of", "at", "in", "within"):
            return True
        return (
            self.direct
            and kind == ORGANIZATION
            and word in ("of", "at", "in", "within")
            and self.head.group().lower() in _lowered("unit_heads")
            and self.body is not None
            and self.body[1].reference is None
        )

    def _topic(self, at: int, word: str) -> bool:
        topical = word in _lowered("topical")
        topic = _topic().match(self.text, at) or (_low_topic().match(self.text, at) if topical else None)
        if not topic:
            return False
        self.end = topic.end()
        short = _SHORT_BODY.search(self.text, at, self.end) if self.body is None else None
        if short:
            self.body = _named_only(self.shaded, Span(short.start(1), short.end(1)))
            self.cuts.append(short.start())
        elif self.body is None and self.head.group().lower() in _lowered("speaking_for") and topic.group()[0].isupper():
            named = re.sub(r"\s\(.*$", "", topic.group())
            self.body = _named_only(self.shaded, Span(at, at + len(named)))
            self.cuts.append(self.end)
            return True
        self.cuts.append(self.end)
        if topical and (short or self.body is None or self.owned):
            self.core = short.start() if short else self.end
        return True

    def close(self) -> None:
        """Look for a body between commas, where none was found."""
        if self.body is None:
            self.body = _after_comma(self.shaded, self.end)
            self.end = self.body[0].end if self.body else self.end


def _named_only(shaded: Shade, span: Span) -> tuple[Span, Entity]:
    """A body that no link knows: named by these words alone."""
    return span, Entity(kind="organization", label=spaced(shaded.document[span.start : span.end]))


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
