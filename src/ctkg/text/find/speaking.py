"""Finds who speaks: the speakers of quotations, and those whose speech is only reported."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ctkg.model import Entity, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, persons, quotations, shade
from ctkg.text.find import posts as offices
from ctkg.text.find.posts import Post
from ctkg.text.find.quotations import Quotation
from ctkg.text.find.shade import QUOTED
from ctkg.text.reading import Reading

_ADVERB = r"(?:(?:also|further|then|later|thus|therefore|and|has|had|have|who|[a-z]{2,}ly)\s){0,3}"
_LEAD = re.compile(r"[ \u00a0,.;\u2013\u2014-]{0,4}")
_ARTICLE = re.compile(r"(?:(?:the|an?|its|their|our|his|her|this)\s)?", re.IGNORECASE)
_ASIDE = r"(?:\s\([^)\n]{1,40}\))?(?:,\s[^.;:!?\n]{1,160}?,)?,?\s"
_NEXT = re.compile(
    r"(?:\s\([^)\n]{1,40}\))?(?:[,;]\s(?:and\s|as\swell\sas\s)?|\sand\s|\sas\swell\sas\s)(?:by\s|from\s|the\s|of\s){0,2}"
)
_LONG = 400
_STOPPED = re.compile(r"(?<![A-Z][a-z])(?<!Mrs)(?<!Prof)[.!?]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """That somebody says something.

    Attributes:
        speaker: a person, an office without a name (kind ``person``) or a body.
        span: words that show it.
        rule: name of the rule, without its lexicon.
        quotation: what is quoted; None where speech is only reported.
        body: the body that an office speaks for, with its words.
    """

    speaker: Entity
    span: Span
    rule: str
    quotation: Quotation | None = None
    body: Entity | None = None


@dataclass(frozen=True, slots=True)
class _Voice:
    start: int
    end: int
    thing: Entity
    kind: str
    body: Entity | None = None


@cache
def _saying() -> str:
    words = patterns.load("speech")["verbs"]
    return alternation.of(words["saying"])


@cache
def _reporting() -> re.Pattern[str]:
    words = patterns.load("speech")["verbs"]
    strong = alternation.of({*words["saying"], *words["opening"]} - {*words["weak"]})
    return re.compile(rf"{_ASIDE}{_ADVERB}(?:{strong})\b")


@cache
def _inverted() -> re.Pattern[str]:
    words = alternation.of(patterns.load("speech")["verbs"]["inverted"])
    return re.compile(rf"\b(?:{words})\s(?:the\s|an?\s)?$")


@cache
def _listed() -> re.Pattern[str]:
    cues = alternation.of(patterns.load("speech")["cues"]["listed"])
    return re.compile(rf"\b(?:{cues})\s(?:the\s|an?\s)?$", re.IGNORECASE)


@cache
def _verb_first() -> re.Pattern[str]:
    words = alternation.of(patterns.load("speech")["verbs"]["inverted"])
    return re.compile(rf"{_LEAD.pattern}{_ADVERB}(?:{words})\s(?:to\s[a-z]+\s)?")


@cache
def _verb_after() -> re.Pattern[str]:
    return re.compile(rf"(?:\s[a-z][^,.;:!?\"\n]{{0,60}}(?=,))?{_ASIDE}{_ADVERB}(?:{_saying()})\b")


@cache
def _pronoun_after() -> re.Pattern[str]:
    return re.compile(
        rf"{_LEAD.pattern}(he|she|they)\s{_ADVERB}(?:{_saying()})\b|{_LEAD.pattern}(?:said|added)\s(he|she)\b",
        re.IGNORECASE,
    )


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_saying()}|according\sto|saying|adding|stating|stressing|noting|quoted\sas)\b", re.IGNORECASE
    )


_PRONOUN_BEFORE = re.compile(rf"\b(he|she|they)\s{_ADVERB}$", re.IGNORECASE)


@shade.once
def find(reading: Reading) -> tuple[Speech, ...]:
    """Speeches in text order: quotations with their speakers first found, then reported ones."""
    return tuple(sorted(_Floor(reading).speeches(), key=lambda s: (s.span, s.rule)))


class _Floor:
    """One pass over one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.quotes = quotations.find(reading)
        self.marks = [quote.outer.start for quote in self.quotes]
        self.text = shade.cover(
            persons.masked(reading), [(quote.outer.start, quote.outer.end) for quote in self.quotes], QUOTED
        )
        self.voices = sorted(self._voices(), key=lambda v: (v.start, -v.end))
        self.starts = [voice.start for voice in self.voices]
        self.spoken: dict[int, Entity] = {}

    def _voices(self) -> Iterator[_Voice]:
        """Everybody who may speak, outside quotations: persons, offices without a name, bodies."""
        taken: list[Span] = []
        held: set[int] = set()
        for mention in persons.find(self.reading):
            held.update(post.head.start for post in mention.posts)
            if self._quoted(mention.outer.start):
                continue
            taken.append(mention.outer)
            yield _Voice(mention.outer.start, mention.outer.end, mention.person, "person")
            if mention.span.start != mention.outer.start:
                yield _Voice(mention.span.start, mention.outer.end, mention.person, "person")
        for span, post in self._offices(held):
            label = offices.spaced(self.reading.words(span))
            body = post.body if offices.is_generic(persons.shaded(self.reading), post) else None
            name = Entity(kind="person", label=label, body=post.body.label if post.body else "", type="office")
            taken.append(span)
            yield _Voice(span.start, span.end, name, "office", body)
        taken.sort()
        begins = [span.start for span in taken]
        for link in self.reading.links:
            span = link.mention.span
            near = bisect_right(begins, span.start) - 1
            inside = near >= 0 and taken[near].end > span.start
            if link.mention.kind == "organization" and not inside and not self._quoted(span.start):
                yield _Voice(span.start, span.end, link.thing, "body")

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

    def speeches(self) -> Iterator[Speech]:
        before: Quotation | None = None
        for quote in self.quotes:
            if before and self._goes_on(before, quote):
                if before.outer.start in self.spoken:
                    self.spoken[quote.outer.start] = self.spoken[before.outer.start]
                before = quote
                continue
            speech = self._attribute(quote, before)
            if speech:
                self.spoken[quote.outer.start] = speech.speaker
                yield speech
            before = quote
        yield from self._reported()

    def _goes_on(self, before: Quotation, quote: Quotation) -> bool:
        """True where ``quote`` goes on with the sentence or the open paragraph before it."""
        if before.passage.span == quote.passage.span:
            gap = self.text[before.outer.end : quote.outer.start]
            ended = self.reading.document.text[before.span.end - 1] in ".!?"
            return len(gap) < 200 and not ended and gap.rstrip().endswith(",") and not _STOPPED.search(gap)
        return not before.closed and not self.text[before.outer.end : quote.outer.start].strip()

    def _attribute(self, quote: Quotation, before: Quotation | None) -> Speech | None:
        return (
            self._close_before(quote)
            or self._after(quote)
            or self._far_before(quote)
            or self._continued(quote, before)
            or self._sentence_before(quote)
            or self._signed(quote)
        )

    def _speech(self, quote: Quotation, voice: _Voice, rule: str) -> Speech:
        span = Span(min(quote.outer.start, voice.start), max(quote.outer.end, voice.end))
        kind = voice.kind if voice.kind in ("office", "body") else rule
        return Speech(speaker=voice.thing, span=span, rule=kind, quotation=quote, body=voice.body)

    def _head(self, quote: Quotation) -> int:
        """Where the sentence of a quotation begins, or the quotation before it ends."""
        start = max(self.reading.sentence_at(quote.outer.start).span.start, quote.passage.span.start)
        at = bisect_left(self.marks, quote.outer.start) - 1
        return max(start, self.quotes[at].outer.end) if at >= 0 else start

    def _close_before(self, quote: Quotation) -> Speech | None:
        return self._before(quote, 48)

    def _far_before(self, quote: Quotation) -> Speech | None:
        return self._before(quote, 160)

    def _before(self, quote: Quotation, reach: int) -> Speech | None:
        start = self._head(quote)
        head = self.text[start : quote.outer.start]
        if head.rstrip().endswith(":"):
            voice = self._voice_before(start, quote.outer.start)
            if voice and re.fullmatch(r"(?:\s\([^)]*\))?\s?:\s*", self.text[voice.end : quote.outer.start]):
                return self._speech(quote, voice, "colon")
        verbs = [m for m in _verb().finditer(head) if len(head) - m.end() <= reach]
        for verb in reversed(verbs):
            if verb.group().lower().startswith("according"):
                voice = self._voice_at(start + verb.end() + 1)
                if voice:
                    return self._speech(quote, voice, "before")
                continue
            he = _PRONOUN_BEFORE.search(head[: verb.start()])
            if he:
                return self._by_pronoun(quote, he.group(1), start + he.start())
            voice = self._voice_before(start, start + verb.start())
            if voice:
                return self._speech(quote, voice, "before")
        return None

    def _after(self, quote: Quotation) -> Speech | None:
        end = quote.outer.end
        he = _pronoun_after().match(self.text, end)
        if he:
            return self._by_pronoun(quote, he.group(1) or he.group(2), quote.outer.start, he.end())
        verb = _verb_first().match(self.text, end)
        if verb and (voice := self._voice_at(verb.end())):
            return self._speech(quote, voice, "after")
        lead = _LEAD.match(self.text, end)
        voice = self._voice_at(lead.end() if lead else end)
        if voice and (found := _verb_after().match(self.text, voice.end)) and found.end() <= quote.passage.span.end:
            return self._speech(quote, voice, "after")
        return None

    def _by_pronoun(self, quote: Quotation, word: str, before: int, end: int = 0) -> Speech | None:
        """The last person named outside quotations before ``before``, or the one quoted last."""
        at = bisect_left(self.starts, before) - 1
        while at >= 0 and (
            self.voices[at].kind == "body" or (self.voices[at].kind == "office" and word.lower() == "they")
        ):
            at -= 1
        voice = self.voices[at] if at >= 0 else None
        if voice is None or before - voice.start > 4 * _LONG:
            return None
        span = Span(min(before, quote.outer.start), max(quote.outer.end, end))
        return Speech(speaker=voice.thing, span=span, rule="pronoun", quotation=quote, body=voice.body)

    def _continued(self, quote: Quotation, before: Quotation | None) -> Speech | None:
        """The second half of a quotation that its speaker interrupts: nobody else is named in between."""
        if not before or before.passage.span != quote.passage.span or before.outer.start not in self.spoken:
            return None
        speaker = self.spoken[before.outer.start]
        between = [v for v in self._voices_in(before.outer.end, quote.outer.start) if v.kind == "person"]
        gap = self.text[before.outer.end : quote.outer.start]
        if any(v.thing.label != speaker.label for v in between) or len(_STOPPED.findall(gap)) > 1:
            return None
        return Speech(speaker=speaker, span=quote.outer, rule="continued", quotation=quote)

    def _sentence_before(self, quote: Quotation) -> Speech | None:
        """The one who speaks in the sentence right before a quotation that stands alone."""
        if self.text[self._head(quote) : quote.outer.start].strip():
            return None
        start = self.reading.sentence_at(quote.outer.start).span.start
        if start == 0:
            return None
        sentence = self.reading.sentence_at(start - 1).span
        for voice in self._voices_in(sentence.start, sentence.end):
            if voice.kind != "body" and _reporting().match(self.text, voice.end):
                return Speech(
                    speaker=voice.thing, span=Span(sentence.start, quote.outer.end), rule="neighbour", quotation=quote
                )
        return None

    def _signed(self, quote: Quotation) -> Speech | None:
        """A name on the line after the quotation: "- Jane Roe, Director"."""
        found = re.match(r"\s{0,3}[-\u2013\u2014]\s?", self.text[quote.outer.end : quote.outer.end + 8])
        voice = self._voice_at(quote.outer.end + found.end()) if found else None
        return self._speech(quote, voice, "after") if voice and voice.kind == "person" else None

    def _reported(self) -> Iterator[Speech]:
        """Speech without quotation marks."""
        listed_until = -1
        together = self._together()
        for voice in self.voices:
            if voice.kind == "body":
                continue
            sentence = self.reading.sentence_at(voice.start).span
            head = self.text[max(sentence.start, voice.start - 60) : voice.start]
            rule = ""
            if _listed().search(head) or voice.start == listed_until:
                rule = "listed"
                following = _NEXT.match(self.text, voice.end)
                listed_until = following.end() if following else -1
            elif (
                _inverted().search(head)
                or self._reports(voice, sentence)
                or (voice.kind == "person" and voice.start in together)
            ):
                rule = "reported"
            if rule:
                rule = "office" if voice.kind == "office" else rule
                yield Speech(speaker=voice.thing, span=sentence, rule=rule, body=voice.body)

    def _together(self) -> set[int]:
        """Starts of persons who share the verb of the person named after them ("X and Y said")."""
        found: set[int] = set()
        people = [voice for voice in self.voices if voice.kind == "person"]
        for left, right in zip(reversed(people[:-1]), reversed(people[1:]), strict=True):
            gap = _NEXT.match(self.text, left.end)
            sentence = self.reading.sentence_at(right.start).span
            if gap and gap.end() == right.start and (right.start in found or self._reports(right, sentence)):
                found.add(left.start)
        return found

    def _reports(self, voice: _Voice, sentence: Span) -> bool:
        found = _reporting().match(self.text, voice.end)
        return found is not None and found.end() <= sentence.end

    def _voice_at(self, offset: int) -> _Voice | None:
        article = _ARTICLE.match(self.text, offset)
        for start in {offset, article.end() if article else offset}:
            at = bisect_left(self.starts, start)
            if at < len(self.voices) and self.voices[at].start == start:
                return self.voices[at]
        return None

    def _voices_in(self, start: int, end: int) -> list[_Voice]:
        return self.voices[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _voice_before(self, start: int, end: int) -> _Voice | None:
        """The last person or office named between, else the last body."""
        voices = [v for v in self._voices_in(start, end) if v.end <= end + 1]
        people = [v for v in voices if v.kind != "body"]
        chosen = people or voices
        return chosen[-1] if chosen else None
