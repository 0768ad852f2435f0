"""One place of a name in a text: what stands beside it, how near an event is, and what lies between the two."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ctkg.model import Entity, Link, Span
from ctkg.text import folding
from ctkg.text.find.tokens import Token, tokens
from ctkg.text.learnt import shapes
from ctkg.text.reading import EventFrame, Reading

#: How near a name is to an event, the nearest first: the event is named in its sentence, spoken of there, named in the
#: sentence before, or none of these.
NEARNESS = ("in", "speaks", "next", "far")
#: Gives the number of a feature, or None where nobody wants to know of it.
Look = Callable[[str], int | None]
#: Gives, of a feature of what stands beside a name, how near an event is -> its numbers there.
Beside = Callable[[str], Mapping[str, Sequence[int]] | None]
_LONGEST = 140  # words of a sentence that are looked at
_BETWEEN = 12
#: Words between the names of one list, and how many of them there may be.
_JOINING = frozenset([",", "and", "the", "or", ";", "&", "as", "well", "of", "its", "'s", "also", "both", "with"])
_SEPARATING = frozenset([",", "and", ";"])
_MOST_JOINING = 4
_DISTANCES = (2, 5, 9, 17, 30)
_START, _END = "^", "$"


def variants(name: str) -> Iterator[tuple[str, str]]:
    """What a feature of a name's own place is called: by itself, and for each nearness together with it."""
    for near in NEARNESS:
        yield near, name
        if near != "far":
            yield near, f"{near}|{name}"


def key_of(thing: Entity) -> str:
    """What makes two names of a text the same thing."""
    return thing.reference or f"{folding.canonical(thing.label).text}|{thing.state}"


def known(look: Look, names: Iterable[str]) -> set[int]:
    """Numbers of those of the features ``names`` that somebody wants to know of."""
    return {found for name in names if (found := look(name)) is not None}


class Sentence:
    """One sentence: its words, the names in it, and those of ``events`` that it names.

    Its words are looked at when one of the names in it is asked for features, which most dates and places never are.

    Attributes:
        links: the names in it; this and all below are empty before :meth:`look`.
        words: its words, those at the end of a very long sentence left out.
        owners: the name that each word is of.
        shapes: its words as the models see them.
        classes: their classes.
        common: features of all names in it.
    """

    links: tuple[Link, ...] = ()
    words: tuple[Token, ...] = ()
    owners: Sequence[Link | None] = ()
    shapes: Sequence[str] = ()
    classes: Sequence[str] = ()
    common: Sequence[str] = ()

    def __init__(self, reading: Reading, events: Sequence[EventFrame], index: int, span: Span) -> None:
        self.reading = reading
        self.span = span
        self._index = index
        self.named = [(mention, event) for event in events for mention in event.named_in(span)]
        before = reading.sentences[index - 1].span if index else None
        self._nearness = {}
        for event in events:
            if any(other is event for _, other in self.named):
                near = "in"
            elif event.speaks(span):
                near = "speaks"
            else:
                near = "next" if before is not None and event.named_in(before) else "far"
            self._nearness[event.key] = near

    def look(self) -> None:
        """Looks at its words, unless that has been done."""
        if self.words:
            return
        reading, span = self.reading, self.span
        self.links = reading.inside(span)
        self.words = tokens(reading.plain, span.start, span.end)[:_LONGEST]
        self._starts = [word.start for word in self.words]
        self.owners = _owners(reading, self.words)
        self.shapes = [_shape(word, link) for word, link in zip(self.words, self.owners, strict=True)]
        self.classes = [shapes.of(shape) for shape in self.shapes]
        passage = reading.passage_at(span.start)
        place = "title" if passage.kind == "title" else min(self._index, 6)
        self.common = [f"place={place}", f"passage={passage.kind}"]
        if len(self.named) > 1:
            self.common.append("events here=several")

    def nearness(self, event: EventFrame) -> str:
        """How near one of the events is, one of :data:`NEARNESS`."""
        return self._nearness[event.key]

    def at(self, offset: int) -> int:
        """Number of the first word at or behind ``offset``."""
        return bisect_left(self._starts, offset)

    def head_of_list(self, first: int) -> tuple[int, int]:
        """Where the list of names begins in which the name at word ``first`` stands, and how many go before it."""
        at = first
        for listed in range(len(self.words)):
            back = at - 1
            while back >= 0 and at - back <= _MOST_JOINING and self.shapes[back] in _JOINING:
                back -= 1
            joined = back >= 0 and self._names(back) and not _SEPARATING.isdisjoint(self.shapes[back + 1 : at])
            if not joined:
                return at, listed
            while back > 0 and self.owners[back - 1] is self.owners[back]:
                back -= 1
            at = back
        return at, 0

    def tail_of_list(self, last: int) -> int:
        """The word behind the list of names in which the name stands that ends before word ``last``."""
        at, end = last, len(self.words)
        while at < end:
            on = at
            while on < end and on - at < _MOST_JOINING and self.shapes[on] in _JOINING:
                on += 1
            if on == at or on >= end or not self._names(on):
                return at
            owner = self.owners[on]
            while on < end and self.owners[on] is owner:
                on += 1
            at = on
        return at

    def _names(self, word: int) -> bool:
        return self.owners[word] is not None and self.shapes[word] != "<n>"


def _owners(reading: Reading, words: Sequence[Token]) -> list[Link | None]:
    """The link of each word: words are in text order, so one link is asked for all its words."""
    found: list[Link | None] = []
    link: Link | None = None
    for word in words:
        if link is None or word.start >= link.mention.span.end:
            link = reading.link_at(word.start)
        found.append(link)
    return found


def _shape(word: Token, link: Link | None) -> str:
    if link is not None and link.mention.kind != "number":
        return f"<{link.mention.kind}>"
    return "<n>" if word.text[0].isdigit() else word.text.lower()


class Place:
    """One place of a name: what stands beside it, and what lies between it and an event."""

    def __init__(self, sentence: Sentence, link: Link, look: Look, beside: Beside) -> None:
        self._sentence = sentence
        self._look = look
        self._ask = beside
        self._link = link
        self._span = link.mention.span
        self.kind = "state" if link.mention.kind == "nationality" else link.mention.kind
        self._first = self._last = self._head = self._tail = self._listed = 0  # before it is looked around
        self._local: Sequence[Mapping[str, Sequence[int]]] = ()
        self._features: dict[str, set[int]] = {}

    def _look_around(self) -> None:
        """Finds the list of names that it stands in, and what stands beside that, unless this has been done."""
        if self._tail:
            return
        sentence, span = self._sentence, self._span
        sentence.look()
        self._first, self._last = sentence.at(span.start), sentence.at(span.end)
        self._head, self._listed = sentence.head_of_list(self._first)
        self._tail = sentence.tail_of_list(self._last)
        self._local = [found for name in self._beside() if (found := self._ask(name)) is not None]

    @property
    def mates(self) -> set[str]:
        """Keys of the things that stand in one list with it."""
        self._look_around()
        sentence, head, tail = self._sentence, self._head, self._tail
        low = sentence.words[head].start if head < len(sentence.words) else self._span.start
        high = sentence.words[tail - 1].end if 0 < tail <= len(sentence.words) else self._span.end
        mine = key_of(self._link.thing)
        return {
            key
            for other in sentence.links
            if low <= other.mention.span.start < high and (key := key_of(other.thing)) != mine
        }

    def features(self, near: str) -> set[int]:
        """What stands beside the name, by itself and together with how near the event is."""
        self._look_around()
        if near not in self._features:
            self._features[near] = set().union(*[found[near] for found in self._local if near in found])
        return self._features[near]

    def _beside(self) -> Iterator[str]:
        words, kinds, head, tail = self._sentence.shapes, self._sentence.classes, self._head, self._tail
        b3, b2, b1 = [_START, _START, _START, *words[max(0, head - 3) : head]][-3:]
        a1, a2 = [*words[tail : tail + 2], _END, _END][:2]
        yield f"b1={b1}"
        yield f"b2={b2} {b1}"
        yield f"b3={b3} {b2} {b1}"
        yield f"a1={a1}"
        yield f"a2={a1} {a2}"
        yield f"o1={words[self._first - 1] if self._first else _START}"
        yield f"ba={b1}|{a1}"
        yield f"{self.kind}|b1={b1}"
        yield f"list={min(self._listed, 3)}"
        for word in dict.fromkeys(words[max(0, head - 7) : head]):
            if word[0].isalpha():
                yield f"bw={word}"
        for word in dict.fromkeys(words[tail : tail + 6]):
            if word[0].isalpha():
                yield f"aw={word}"
        c4, c3, c2, c1 = [_START, _START, _START, _START, *kinds[max(0, head - 4) : head]][-4:]
        d1, d2, d3 = [*kinds[tail : tail + 3], _END, _END, _END][:3]
        yield f"cb2={c2} {c1}"
        yield f"cb3={c3} {c2} {c1}"
        yield f"cb4={c4} {c3} {c2} {c1}"
        yield f"ca1={d1}"
        yield f"ca2={d1} {d2}"
        yield f"ca3={d1} {d2} {d3}"
        yield f"cba={c1}|{d1}"
        yield f"cba2={c2} {c1}|{d1} {d2}"
        yield f"{self.kind}|cb2={c2} {c1}"
        yield f"{self.kind}|ca2={d1} {d2}"
        for kind in dict.fromkeys(kinds[max(0, head - 8) : head]):
            if shapes.telling(kind):
                yield f"cbw={kind}"
        for kind in dict.fromkeys(kinds[tail : tail + 8]):
            if shapes.telling(kind):
                yield f"caw={kind}"
        if head <= 2:
            yield "opens"
            for kind in dict.fromkeys(kinds[tail : tail + 5]):
                yield f"opens|c{kind}"
            for word in dict.fromkeys(words[tail : tail + 4]):
                if word[0].isalpha():
                    yield f"opens|{word}"
        yield from self._sentence.common

    def towards(self, event: EventFrame, near: str) -> set[int]:
        """How the name stands to ``event``: how near, and the words between."""
        if near != "in":
            named = bool(self._sentence.named)
            return known(self._look, (f"where={near}", f"where={near}|others={named}"))
        self._look_around()
        return known(self._look, self._between(event))

    def _gap(self, mention: Span) -> int:
        """Words between the name and a mention of an event, and one; negative where the name stands before it."""
        if mention.end <= self._span.start:
            return self._first - self._sentence.at(mention.end) + 1
        return -(self._sentence.at(mention.start) - self._last + 1)

    def _between(self, event: EventFrame) -> Iterator[str]:
        named = self._sentence.named
        mention = min((span for span, other in named if other is event), key=lambda span: abs(self._gap(span)))
        gap = self._gap(mention)
        nearest = all(abs(gap) <= abs(self._gap(span)) for span, other in named if other is not event)
        yield "where=in"
        yield f"where=in|nearest={nearest}"
        after = mention.end <= self._span.start
        distance = f"{'after' if after else 'before'}{next((n for n in _DISTANCES if abs(gap) < n), 'more')}"
        yield f"gap={distance}"
        yield f"gap={distance}|{self.kind}"
        at = self._sentence.at
        low, high = (at(mention.end), self._first) if after else (self._last, at(mention.start))
        words, kinds = self._sentence.shapes[low:high], self._sentence.classes[low:high]
        near = slice(-_BETWEEN, None) if after else slice(_BETWEEN)
        side = ">" if after else "<"
        for word in dict.fromkeys(words[near]):
            yield f"{side}{word}"
        for kind in dict.fromkeys(kinds[near]):
            yield f"{side}c{kind}"
        if len(words) <= 5:
            yield f"{side}={' '.join(words)}"
            yield f"{side}c={' '.join(kinds)}"
        told = [kind for kind in kinds if shapes.telling(kind)]
        yield f"{side}verbs={' '.join(told[:3])}"
        if any(low <= at(span.start) < high for span, other in named if other is not event):
            yield f"{side}other event"
