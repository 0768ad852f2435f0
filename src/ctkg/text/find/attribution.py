"""Finds who is quoted: the speaker of every quotation, by the words before, after and around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ctkg.model import Entity, Span
from ctkg.text.find import issuers, speechwords
from ctkg.text.find.quotations import Quotation
from ctkg.text.find.voices import Voice, Voices
from ctkg.text.reading import Reading

_QUOTED_AS = re.compile(r"\b(?:quoted|quotes|quoting|cited|citing)\s(?:the\s|an?\s)?$")
_AS_SAYING = re.compile(
    r"(?:,[^.;:\n\"]{2,80},)?\sas\s(?:saying|stating|noting|adding|telling|describing|calling|declaring|warning)\b"
)
# Before a block quotation: "His statement reads as follows:"
_HIS_WORDS = re.compile(r"\b(?P<who>[Hh]is|[Hh]er|[Hh]e|[Ss]he)\s[^.!?]*:\s*$")
_SOMEBODY = re.compile(r"(?:A|An|One|Another)\s[a-z]")
# "the minister's spokesman X said"
_OWNER = re.compile(r"(?:the\s)?[^\s,.;:\"]+(?:\s[^\s,.;:\"]+){0,2}'s\s", re.IGNORECASE)
_LONG = 400
_NEAR = 48
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


class Attribution:
    """The quotations of one reading with their speakers."""

    def __init__(self, reading: Reading, voices: Voices) -> None:
        self.reading = reading
        self.voices = voices
        self.quotes, self.marks, self.text = self.voices.quotes, self.voices.marks, self.voices.text
        self.spoken: dict[int, Entity] = {}

    def speeches(self) -> Iterator[Speech]:
        """Speeches of the quotations whose speaker the text tells, in text order."""
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
            or self._he_before(quote)
            or self._block(quote)
            or self._signed(quote)
        )

    def _speech(self, quote: Quotation, voice: Voice, rule: str) -> Speech:
        span = Span(min(quote.outer.start, voice.start), max(quote.outer.end, voice.end))
        kind = voice.kind if voice.kind in ("office", "body") else rule
        return Speech(speaker=voice.thing, span=span, rule=kind, quotation=quote, body=voice.body)

    def _head(self, quote: Quotation) -> int:
        """Where the sentence of a quotation begins, or the quotation before it ends."""
        start = max(self.reading.sentence_at(quote.outer.start).span.start, quote.passage.span.start)
        at = bisect_left(self.marks, quote.outer.start) - 1
        return max(start, self.quotes[at].outer.end) if at >= 0 else start

    def _close_before(self, quote: Quotation) -> Speech | None:
        return self._before(quote, _NEAR)

    def _far_before(self, quote: Quotation) -> Speech | None:
        return self._before(quote, 160)

    def _before(self, quote: Quotation, reach: int) -> Speech | None:
        start = self._head(quote)
        head = self.text[start : quote.outer.start]
        if head.rstrip().endswith(":"):
            voice = self.voices.before(start, quote.outer.start)
            if voice and re.fullmatch(r"(?:\s\([^)]*\))?\s?:\s*", self.text[voice.end : quote.outer.start]):
                return self._speech(quote, voice, "colon")
            told = self.voices.between(start, quote.outer.start)
            alone = {v.thing.label: v for v in told if v.kind == "person"} or {
                v.thing.label: v for v in told if v.kind == "office"
            }
            if len(alone) == 1:
                return self._speech(quote, next(iter(alone.values())), "alone")
        if voice := self._for(start, head) or self._passed_on(start, quote.outer.start):
            return self._speech(quote, voice, "before")
        verbs = [m for m in speechwords.verb().finditer(head) if len(head) - m.end() <= reach]
        for verb in reversed(verbs):
            if verb.group().lower().startswith("according"):
                voice = self.voices.at(start + verb.end() + 1)
                if voice:
                    return self._speech(quote, voice, "before")
                continue
            he = speechwords.PRONOUN_BEFORE.search(head[: verb.start()])
            if he:
                return self._by_pronoun(quote, he.group(1), start + he.start())
            voice = self.voices.before(start, start + verb.start())
            if voice:
                return self._speech(quote, voice, "before")
        return None

    def _passed_on(self, start: int, end: int) -> Voice | None:
        """The one in "the agency quoted X as saying"."""
        for voice in self.voices.between(start, end):
            if _AS_SAYING.match(self.text, voice.end) and _QUOTED_AS.search(
                self.text, max(0, voice.start - 16), voice.start
            ):
                return voice
        return None

    def _for(self, start: int, head: str) -> Voice | None:
        """The person in "For X, who leads the unit, '...'"."""
        found = re.match(r"\s*For\s", head)
        voice = self.voices.at(start + found.end()) if found else None
        if not voice or voice.kind != "person":
            return None
        return voice if re.fullmatch(r"(?:,?\s[^.;:]{3,120})?,\s?", self.text[voice.end : start + len(head)]) else None

    def _after(self, quote: Quotation) -> Speech | None:
        end = quote.outer.end
        he = speechwords.pronoun_after().match(self.text, end)
        if he:
            return self._by_pronoun(quote, he.group(1) or he.group(2) or he.group(3), quote.outer.start, he.end())
        stated = issuers.SAYS.match(self.text, end)
        if stated and (voice := issuers.issuer(self.reading, self.voices, quote.outer.start)):
            return self._speech(quote, voice, "continued")
        told = speechwords.ACCORDING.match(self.text, end)
        if told and (voice := self.voices.at(told.end())):
            return self._speech(quote, voice, "after")
        verb = speechwords.verb_first().match(self.text, end)
        if verb and (voice := self.voices.at(verb.end())):
            return self._speech(quote, voice, "after")
        lead = speechwords.LEAD.match(self.text, end)
        voice = self.voices.at(lead.end() if lead else end)
        if voice is None and (owner := _OWNER.match(self.text, lead.end() if lead else end)):
            voice = self.voices.at(owner.end())
        if (
            voice
            and (found := speechwords.verb_after().match(self.text, voice.end))
            and found.end() <= quote.passage.span.end
        ):
            return self._speech(quote, voice, "after")
        return None

    def _by_pronoun(self, quote: Quotation, word: str, before: int, end: int = 0) -> Speech | None:
        """The last person named outside quotations before ``before``, or the one quoted last."""
        at = bisect_left(self.voices.starts, before) - 1
        while at >= 0 and (
            self.voices.all[at].kind == "body" or (self.voices.all[at].kind == "office" and word.lower() == "they")
        ):
            at -= 1
        voice = self.voices.all[at] if at >= 0 else None
        if voice is None or before - voice.start > 4 * _LONG:
            return None
        span = Span(min(before, quote.outer.start), max(quote.outer.end, end))
        return Speech(speaker=voice.thing, span=span, rule="pronoun", quotation=quote, body=voice.body)

    def _continued(self, quote: Quotation, before: Quotation | None) -> Speech | None:
        """The second half of a quotation that its speaker interrupts: nobody else is named in between."""
        if not before or before.passage.span != quote.passage.span or before.outer.start not in self.spoken:
            return None
        speaker = self.spoken[before.outer.start]
        between = [v for v in self.voices.between(before.outer.end, quote.outer.start) if v.kind == "person"]
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
        for voice in self.voices.between(sentence.start, sentence.end):
            if voice.kind != "body" and speechwords.reporting().match(self.text, voice.end):
                return Speech(
                    speaker=voice.thing, span=Span(sentence.start, quote.outer.end), rule="neighbour", quotation=quote
                )
        opening = self.voices.at(sentence.start)
        if opening and opening.kind != "body":
            return Speech(
                speaker=opening.thing, span=Span(sentence.start, quote.outer.end), rule="neighbour", quotation=quote
            )
        return None

    def _he_before(self, quote: Quotation) -> Speech | None:
        """The one whom a pronoun names with a verb of saying in the sentence right before a quotation."""
        if self.text[self._head(quote) : quote.outer.start].strip():
            return None
        start = self.reading.sentence_at(quote.outer.start).span.start
        if start == 0 or start == quote.passage.span.start:
            return None
        sentence = self.reading.sentence_at(start - 1).span
        he = speechwords.pronoun_says().search(self.text, sentence.start, sentence.end)
        earlier = self.reading.sentence_at(sentence.start - 1).span if sentence.start else sentence
        if he and any(_SOMEBODY.match(self.text, one.start) for one in (earlier, sentence)):
            return None  # "A colleague had lost a brother. It had been hard, he said."
        return self._by_pronoun(quote, he.group(1), he.start(), quote.outer.end) if he else None

    def _block(self, quote: Quotation) -> Speech | None:
        """The one whom the paragraph before announces with a colon: "The Minister's statement reads:"."""
        if quote.outer.start != quote.passage.span.start or quote.outer.start == 0:
            return None
        at = len(self.text[: quote.outer.start].rstrip())
        if not at or self.text[at - 1] != ":":
            return None
        sentence = self.reading.sentence_at(at - 1).span
        told = self.voices.between(sentence.start, sentence.end)
        for kind in ("person", "office", "body"):
            alone = {v.thing.label: v for v in told if v.kind == kind}
            if len(alone) == 1:
                return self._speech(quote, next(iter(alone.values())), "alone")
            if alone:
                return None
        his = _HIS_WORDS.search(self.text, sentence.start, quote.outer.start)
        return self._by_pronoun(quote, his["who"], sentence.start, quote.outer.end) if his else None

    def _signed(self, quote: Quotation) -> Speech | None:
        """A name on the line after the quotation: "- Jane Roe, Director"."""
        found = re.match(r"\s{0,3}[-\u2013\u2014]\s?", self.text[quote.outer.end : quote.outer.end + 8])
        voice = self.voices.at(quote.outer.end + found.end()) if found else None
        return self._speech(quote, voice, "after") if voice and voice.kind == "person" else None
