"""Everybody who may speak in a text: persons, offices without a name, bodies."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ctkg.model import Entity, Span
from ctkg.text.find import persons, quotations, shade
from ctkg.text.find import posts as offices
from ctkg.text.find.posts import Post
from ctkg.text.find.shade import QUOTED
from ctkg.text.reading import Reading

_ARTICLE = re.compile(r"(?:(?:the|an?|its|their|our|his|her|this)\s)?", re.IGNORECASE)


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
        self.all = sorted(self._voices(), key=lambda v: (v.start, -v.end))
        self.starts = [voice.start for voice in self.all]

    def _voices(self) -> Iterator[Voice]:
        """Everybody who may speak, outside quotations: persons, offices without a name, bodies."""
        taken: list[Span] = []
        held: set[int] = set()
        holders: dict[str, list[tuple[int, Entity]]] = {}
        for mention in persons.find(self.reading):
            held.update(post.head.start for post in mention.posts)
            for post in mention.posts:
                holders.setdefault(self._title(post), []).append((mention.span.start, mention.person))
            if self._quoted(mention.outer.start):
                continue
            taken.append(mention.outer)
            yield Voice(mention.outer.start, mention.outer.end, mention.person, "person")
            if mention.span.start != mention.outer.start:
                yield Voice(mention.span.start, mention.outer.end, mention.person, "person")
        for span, post in self._offices(held):
            label = offices.spaced(self.reading.words(span))
            body = post.body if offices.is_generic(persons.shaded(self.reading), post) else None
            name = Entity(kind="person", label=label, body=post.body.label if post.body else "", type="office")
            taken.append(span)
            known = holders.get(self._title(post), [])
            before = bisect_left(known, span.start, key=lambda one: one[0])
            if before and post.body is None:
                yield Voice(span.start, span.end, known[before - 1][1], "person")  # "the Minister", named before
            else:
                yield Voice(span.start, span.end, name, "office", body)
        taken.sort()
        begins = [span.start for span in taken]
        for link in self.reading.links:
            span = link.mention.span
            near = bisect_right(begins, span.start) - 1
            inside = near >= 0 and taken[near].end > span.start
            if link.mention.kind == "organization" and not inside and not self._quoted(span.start):
                yield Voice(span.start, span.end, link.thing, "body")

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
