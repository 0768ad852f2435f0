"""Everybody who may speak in a text: persons, offices without a name, bodies."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ctkg.model import Entity, Span
from ctkg.text import patterns
from ctkg.text.find import antecedents, persons, quotations, screening, shade
from ctkg.text.find import posts as offices
from ctkg.text.find.posts import Post
from ctkg.text.find.shade import NUMBER, ORGANIZATION, PLACE, QUOTED, STATE
from ctkg.text.reading import Reading

_RANK = re.compile(
    r"\b(General|Colonel|Admiral|Captain|Major|Commodore|Ambassador|Judge|Professor|Lieutenant|Brigadier|Superintendent|Inspector|Imam|Senator)\b"
)
_THE_RANK = screening.compile(
    r"\b[Tt]he\s(General|Colonel|Admiral|Captain|Major|Commodore|Lieutenant|Brigadier|Professor|Imam)(?=,?\s[a-z])"
)
# Where somebody without a name comes from: "a prosecutor from Tunisia".
_ORIGIN = re.compile(
    rf"\s(?:from|of|at|with)\s(?:the\s|an?\s)?(?:[{STATE}{PLACE}{ORGANIZATION}]+|[a-z]+(?:\s[a-z]+){{0,2}}(?=\s?[.,;]))"
)
_BODY_SAYS = screening.compile(
    rf"{antecedents.TAKEN_UP.pattern}(?=\s(?:also\s|further\s|[a-z]+ly\s)?(?:said|says|added|stated|noted|stressed|told|announced|explained|confirmed|warned)\b)"
)
_SHORT_SAYS = re.compile(r"\b[Tt]he\s(?P<short>[A-Z][A-Za-z]{1,6})(?=\s(?:also\s)?(?:said|added|stated|noted|told)\b)")
_DEPUTY = re.compile(r"\b(?:deputy|vice|assistant|under|former|acting|first|special)\b")
_ARTICLE = re.compile(rf"(?:(?:[{NUMBER}]+|the|an?|one|another|its|their|our|his|her|this)\s)?", re.IGNORECASE)


@cache
def _armed() -> frozenset[str]:
    """Names of armed groups, as texts write them."""
    names = patterns.load("incidents")["claims"]["groups"]
    return frozenset(form for name in names for form in (name, name.replace("Al-", "al-"), name.replace("al-", "Al-")))


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody or something who may speak; ``kind`` is ``person``, ``office`` or ``body``."""

    start: int
    end: int
    thing: Entity
    kind: str
    body: Entity | None = None


class Voices:
    """The voices of one reading, in text order; those inside quotations are left out.

    Attributes:
        text: the shaded text, quotations, persons and posts shaded as well.
        quotes: its quotations.
        marks: where they start.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.quotes = quotations.find(reading)
        self.marks = [quote.outer.start for quote in self.quotes]
        self.text = shade.cover(
            persons.masked(reading), [(quote.outer.start, quote.outer.end) for quote in self.quotes], QUOTED
        )
        first = reading.passages[0].span if reading.passages else Span(0, 0)
        self.headed = first.end
        self.all = sorted(self._voices(), key=lambda v: (v.start, -v.end))
        self.starts = [voice.start for voice in self.all]

    def _voices(self) -> Iterator[Voice]:
        """Everybody who may speak, outside quotations: persons, offices without a name, bodies."""
        taken: list[Span] = []
        held: set[int] = set()
        holders: dict[str, list[tuple[int, Entity]]] = {}
        placed: dict[tuple[str, bool, str], set[Entity]] = {}
        self.names: dict[str, str] = {}
        for mention in persons.find(self.reading):
            held.update(post.head.start for post in mention.posts)
            for post in mention.posts:
                holders.setdefault(self._title(post), []).append((mention.span.start, mention.person))
                for within in [post.body] if post.body else [one for one, _ in mention.bodies]:
                    self.names[within.reference or within.label] = within.label
                    placed.setdefault((*self._office_key(post), within.reference or within.label), set()).add(
                        mention.person
                    )
            for rank in _RANK.findall(self.reading.plain[mention.outer.start : mention.span.start]):
                holders.setdefault(rank.lower(), []).append((mention.span.start, mention.person))
            if self._quoted(mention.outer.start):
                continue
            taken.append(mention.outer)
            taken.extend(words for _, words in mention.bodies if words.start >= mention.outer.end)
            yield Voice(mention.outer.start, mention.outer.end, mention.person, "person")
            if mention.span.start != mention.outer.start:
                yield Voice(mention.span.start, mention.outer.end, mention.person, "person")
        told: dict[str, Voice] = {}
        for span, post in self._offices(held):
            label = offices.spaced(self.reading.words(span))
            body = post.body if offices.is_generic(persons.shaded(self.reading), post) else None
            name = Entity(kind="person", label=label, body=post.body.label if post.body else "", type="office")
            taken.append(span)
            known = holders.get(self._title(post), [])
            if post.body is not None and (one := self._holder(post, placed)) is not None:
                yield Voice(span.start, span.end, one, "person")  # "the AU Commission chairperson", named elsewhere
                continue
            before = bisect_left(known, span.start, key=lambda one: one[0])
            people = {person.label for _, person in known}
            if before and post.body is None:
                yield Voice(span.start, span.end, known[before - 1][1], "person")  # "the Minister", named before
            elif len(people) == 1 and post.body is None and span.start < self.headed:
                yield Voice(span.start, span.end, known[0][1], "person")  # a title, before the text names the holder
            else:
                yield self._office(span, post, name, body, told)
        for found in _THE_RANK.finditer(self.text):
            known = [one for one in holders.get(found.group(1).lower(), []) if one[0] < found.start()]
            if known and not self._quoted(found.start()):
                yield Voice(found.start(1), found.end(1), known[-1][1], "person")
        for found in _BODY_SAYS.finditer(self.text):
            at = found.start("noun")
            meant = None if self._quoted(at) else antecedents.body(self.reading, found["noun"], at)
            if meant is not None:
                yield Voice(at, found.end("noun"), meant, "body")  # "the ministry said"
        for found in _SHORT_SAYS.finditer(self.text):
            meant = antecedents.by_initials(self.reading, found["short"], found.start())
            if meant is not None:
                yield Voice(found.start("short"), found.end("short"), meant, "body")  # "the MFA said", not explained
        yield from self._groups(taken)
        taken.sort()
        begins = [span.start for span in taken]
        for link in self.reading.links:
            span = link.mention.span
            near = bisect_right(begins, span.start) - 1
            inside = near >= 0 and taken[near].end > span.start
            if link.mention.kind == "organization" and not inside and not self._quoted(span.start):
                yield Voice(span.start, span.end, link.thing, "body")

    def _groups(self, taken: list[Span]) -> Iterator[Voice]:
        """Armed groups, which no link covers."""
        shaded = persons.shaded(self.reading)
        for start, end, thing in zip(shaded.starts, shaded.ends, shaded.things, strict=True):
            if (
                thing.kind == "organization"
                and thing.reference is None
                and thing.label in _armed()
                and self.reading.link_at(start) is None
                and not self._quoted(start)
                and not any(span.start <= start < span.end for span in taken)
            ):
                yield Voice(start, end, thing, "body")

    def _office(self, span: Span, post: Post, name: Entity, body: Entity | None, told: dict[str, Voice]) -> Voice:
        """An office without a name; "the prosecutor" is the one told of before ("a prosecutor from X")."""
        title = self._title(post)
        definite = self.text[max(0, span.start - 4) : span.start].lower() == "the "
        if definite and span.end == post.head.end and title in told:
            before = told[title]
            return Voice(span.start, span.end, before.thing, "office", before.body)
        origin = _ORIGIN.match(self.text, span.end)
        if origin and not definite:
            name = replace(name, label=offices.spaced(self.reading.document.text[span.start : origin.end()]))
        voice = Voice(span.start, span.end, name, "office", body)
        if not definite:
            told[title] = voice
        return voice

    def _holder(self, post: Post, placed: dict[tuple[str, bool, str], set[Entity]]) -> Entity | None:
        """The one person who holds an office in the body that is named with it."""
        if post.body is None:
            return None
        title, deputy = self._office_key(post)
        body = post.body.reference or post.body.label
        people = placed.get((title, deputy, body), set())
        if not people:
            # "the AU Commission chairperson" heads the African Union Commission
            near = [held for held in placed if held[:2] == (title, deputy) and self._part(held[2], post.body.label)]
            people = placed[near[0]] if len(near) == 1 else set()
        return next(iter(people)) if len({person.label for person in people}) == 1 else None

    def _part(self, held: str, label: str) -> bool:
        """True where one name begins with the other."""
        name = self.names.get(held, held)
        return name.startswith(label) or label.startswith(name)

    def _office_key(self, post: Post) -> tuple[str, bool]:
        """The head of a post, and whether it is a deputy's or a former one's."""
        words = self.reading.plain[post.core.start : post.core.end].lower()
        return self._title(post), _DEPUTY.search(words) is not None

    def _title(self, post: Post) -> str:
        """The last word of the head of a post."""
        return self.reading.plain[post.head.start : post.head.end].lower().split()[-1]

    def _offices(self, held: set[int]) -> Iterator[tuple[Span, Post]]:
        """Posts that no named person holds; posts joined by "and" are one office."""
        free = [p for p in persons.posts(self.reading) if p.head.start not in held and not self._quoted(p.span.start)]
        at = 0
        while at < len(free):
            first = last = free[at]
            while at + 1 < len(free) and self.text[last.span.end : free[at + 1].span.start] in (" and ", " and the "):
                at += 1
                last = free[at]
            at += 1
            yield Span(first.span.start, last.span.end), first

    def _quoted(self, offset: int) -> bool:
        at = bisect_right(self.marks, offset) - 1
        return at >= 0 and offset < self.quotes[at].outer.end

    def at(self, offset: int) -> Voice | None:
        """The voice that starts at ``offset``, an article before it aside."""
        article = _ARTICLE.match(self.text, offset)
        for start in (offset, article.end() if article else offset):
            at = bisect_left(self.starts, start)
            if at < len(self.all) and self.all[at].start == start:
                return self.all[at]
        return None

    def between(self, start: int, end: int) -> list[Voice]:
        """Voices that start between two offsets."""
        return self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def before(self, start: int, end: int) -> Voice | None:
        """The last person or office named between, else the last body."""
        voices = [v for v in self.between(start, end) if v.end <= end + 1]
        people = [v for v in voices if v.kind != "body"]
        chosen = people or voices
        return chosen[-1] if chosen else None
