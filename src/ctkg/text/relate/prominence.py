"""How prominently a text tells something: in its title, its first sentences, where it states an aim, or in passing."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from ctkg.model import Span
from ctkg.text import folding, patterns
from ctkg.text.find import alternation, quotations, screening
from ctkg.text.reading import Reading

_LEAD_SENTENCES = 2


class Places:
    """How prominent the places of a text are."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.low = folding.lower(reading.plain)
        self.titles = [p.span for p in reading.passages if p.kind in ("title", "heading")]
        body = [s.span for s in reading.sentences if not any(t.covers(s.span) for t in self.titles[:1])]
        body = [span for span in body if len(span) > 60 or span.end - span.start > 60] or body
        self.lead_end = body[min(_LEAD_SENTENCES, len(body)) - 1].end if body else 0
        self.title = self.titles[0] if self.titles else Span(0, 0)
        self.quotes = quotations.find(reading)
        self.quote_starts = [quote.outer.start for quote in self.quotes]
        self.known: dict[int, str] = {}

    def of(self, span: Span) -> str:
        """``title``, ``lead``, ``aim``, ``body``, ``quoted`` or ``background``."""
        if self.title.covers(span):
            return "title"
        at = bisect_right(self.quote_starts, span.start) - 1
        if at >= 0 and self.quotes[at].outer.covers(span):
            around = self.reading.sentence_at(span.start).span
            return "quoted-aim" if _cue("aim").search(self.low, around.start, around.end) else "quoted"
        sentence = self.reading.sentence_at(span.start).span
        if sentence.start not in self.known:
            self.known[sentence.start] = self._sentence(sentence)
        return self.known[sentence.start]

    def _sentence(self, sentence: Span) -> str:
        words = self.low[sentence.start : sentence.end]
        if _cue("background").search(words) or words.startswith("about the "):
            return "background"
        if sentence.end <= self.lead_end:
            return "lead"
        return "aim" if _cue("aim").search(words) else "body"


@cache
def _cue(key: str) -> screening.Screened:
    return screening.compile(rf"\b(?:{alternation.of(patterns.load('themes')['cues'][key])})\b")
