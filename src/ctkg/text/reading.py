"""What is known of one document before relations are drawn: the port between finders and relaters.

Finders give a :class:`Reading`; events are found in it; relaters are functions
``(reading, events) -> Iterable[Statement]``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ctkg.model import Document, Entity, Evidence, Link, Passage, Span, Statement
from ctkg.text import folding, patterns, segment
from ctkg.text.find.dateline import Dateline

_QUOTED = re.compile(r'"[^"\n]{1,3000}"')

MODALITIES = ("asserted", "intended", "simulated", "earlier")


@dataclass(slots=True)
class Reading:
    """One document, cut and linked.

    Attributes:
        document: the document.
        passages: title, headings, paragraphs, items and rows, in text order.
        sentences: their sentences, in text order; a quotation lies in one sentence.
        head: the dateline and what else stands at the head; names there belong to no event.
        links: names of organisations, States, places, nationalities, instruments, dates and numbers; sorted by span,
            never overlapping. Kinds (``link.mention.kind``): ``organization state place nationality instrument date
            number``. A nationality ("Kazakh") has the State as its thing.
        known: short names and acronyms that the text itself defines, and full names, folded (:func:`name_key`).
        plain: the text with plain quotation marks, dashes and spaces; same offsets.
        speech: spans between double quotation marks that hold at least five words.
    """

    document: Document
    passages: tuple[Passage, ...]
    sentences: tuple[Passage, ...]
    head: Dateline = field(default_factory=Dateline)
    links: tuple[Link, ...] = ()
    known: dict[str, Entity] = field(default_factory=dict)
    plain: str = ""
    speech: list[Span] = field(init=False, repr=False)
    _link_starts: list[int] = field(init=False, repr=False)
    _sentence_starts: list[int] = field(init=False, repr=False)
    _passage_starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.plain = self.plain or folding.plain(self.document.text)
        self.speech = [Span(*m.span()) for m in _QUOTED.finditer(self.plain) if len(m.group().split()) >= 5]
        self._link_starts = [link.mention.span.start for link in self.links]
        self._sentence_starts = [sentence.span.start for sentence in self.sentences]
        self._passage_starts = [passage.span.start for passage in self.passages]

    def words(self, span: Span) -> str:
        """The words at ``span``, verbatim."""
        return self.document.text[span.start : span.end]

    def inside(self, span: Span, *kinds: str) -> tuple[Link, ...]:
        """Links wholly inside ``span``, in text order; of ``kinds`` only, where some are given."""
        starts = self._link_starts
        first = bisect_left(starts, span.start)
        last = bisect_left(starts, span.end, first)
        if first == last:
            return ()
        if self.links[last - 1].mention.span.end > span.end:  # of links that never overlap, the last alone may
            last -= 1
        near = self.links[first:last]
        return tuple([link for link in near if link.mention.kind in kinds]) if kinds else near

    def link_at(self, offset: int) -> Link | None:
        """The link that covers ``offset``."""
        at = bisect_right(self._link_starts, offset) - 1
        return self.links[at] if at >= 0 and offset < self.links[at].mention.span.end else None

    def sentence_at(self, offset: int) -> Passage:
        """The sentence at ``offset``, or the last one before it (the first where there is none before).

        Raises:
            LookupError: the document has no sentence.
        """
        return _at(self.sentences, self._sentence_starts, offset)

    def within(self, span: Span) -> range:
        """Numbers of the sentences wholly inside ``span``."""
        first = bisect_left(self._sentence_starts, span.start)
        last = bisect_left(self._sentence_starts, span.end)
        while last > first and self.sentences[last - 1].span.end > span.end:
            last -= 1
        return range(first, last)

    def passage_at(self, offset: int) -> Passage:
        """The passage at ``offset``, or the last one before it (the first where there is none before).

        Raises:
            LookupError: the document has no passage.
        """
        return _at(self.passages, self._passage_starts, offset)

    def entity(self, name: str) -> Entity | None:
        """What a short name, acronym or full name means in this text; None where the text does not say."""
        return self.known.get(name_key(name))

    def evidence(self, span: Span, rule: str, score: float | None = None) -> Evidence:
        """Evidence of kind ``text`` for what ``rule`` found at ``span``; the score is the rule's weight by default."""
        return Evidence(
            document=self.document.id,
            span=span,
            quote=self.words(span),
            extractor=rule,
            score=patterns.weight(rule) if score is None else score,
        )


@dataclass(slots=True)
class EventFrame:
    """One event of the text.

    Attributes:
        key: ``e1`` for the main event, ``e2`` ...
        type: a value of ``event.type``.
        trigger: the words that name it first.
        sentences: spans of the sentences that speak of it, in text order; a sentence may speak of several events.
        modality: one of :data:`MODALITIES`.
        entity: the subject of its statements.
        mentions: every span of words that names it, the trigger included, in text order.
        about: key of the event it is about (a condemnation's attack) or part of (a session's conference), or empty.
        leads: what its sentences tell without naming an event is told of it: the main event, and that of each
            paragraph of a digest.
    """

    key: str
    type: str
    trigger: Span
    sentences: tuple[Span, ...]
    modality: str
    entity: Entity
    mentions: tuple[Span, ...] = ()
    about: str = ""
    leads: bool = False
    _named: list[int] = field(init=False, repr=False, compare=False)
    _spoken: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._named = [span.start for span in self.mentions]
        self._spoken = [span.start for span in self.sentences]

    @property
    def stance(self) -> str:
        """Stance of statements about it: planned events are intended."""
        return "intended" if self.modality == "intended" else "asserted"

    def speaks(self, span: Span) -> bool:
        """True where ``span`` lies in one of its sentences."""
        return self.sentence_with(span) is not None

    def sentence_with(self, span: Span) -> Span | None:
        """The one of its sentences that holds ``span``."""
        at = bisect_right(self._spoken, span.start) - 1
        return self.sentences[at] if at >= 0 and self.sentences[at].covers(span) else None

    def named_in(self, span: Span) -> tuple[Span, ...]:
        """Its mentions that lie wholly inside ``span``, in text order."""
        first = bisect_left(self._named, span.start)
        last = bisect_left(self._named, span.end, first)
        if first == last:
            return ()
        return tuple([mention for mention in self.mentions[first:last] if mention.end <= span.end])

    def named_sentences(self) -> list[Span]:
        """Those of its sentences that name it, in text order."""
        return list(dict.fromkeys(s for m in self.mentions if (s := self.sentence_with(m)) is not None))


_FEW = 3  # events that are asked one by one faster than found by place


class Events(tuple[EventFrame, ...]):
    """The events of a text, the main one first, found by place: a text of a thousand events is not gone through
    for each of its sentences. Their sentences and mentions stay as they are."""

    @cached_property
    def _mentions(self) -> tuple[list[int], list[int]]:
        """Where mentions begin, ascending, and the number of the event that each of them names."""
        found = sorted((mention.start, number) for number, event in enumerate(self) for mention in event.mentions)
        return [start for start, _ in found], [number for _, number in found]

    @cached_property
    def _sentences(self) -> tuple[list[int], list[list[int]]]:
        """Where sentences begin, ascending, and the numbers of the events that each of them speaks of."""
        found: dict[int, list[int]] = {}
        for number, event in enumerate(self):
            for sentence in event.sentences:
                found.setdefault(sentence.start, []).append(number)
        starts = sorted(found)
        return starts, [found[start] for start in starts]

    @cached_property
    def _first(self) -> dict[str, int]:
        """The number of the first event of each type."""
        return {event.type: number for number, event in reversed(list(enumerate(self)))}

    def naming(self, span: Span) -> list[EventFrame]:
        """Those with a mention wholly inside ``span``."""
        return [self[number] for number in self._naming(span)]

    def speaking(self, span: Span) -> list[EventFrame]:
        """Those with a sentence that holds ``span``."""
        return [self[number] for number in self._speaking(span)]

    def around(self, span: Span) -> list[EventFrame]:
        """Those of :meth:`naming` and of :meth:`speaking`."""
        return [self[number] for number in sorted({*self._naming(span), *self._speaking(span)})]

    def first(self, *types: str) -> EventFrame | None:
        """The first of one of ``types``."""
        numbers = [self._first[kind] for kind in types if kind in self._first]
        return self[min(numbers)] if numbers else None

    def _naming(self, span: Span) -> list[int]:
        if len(self) <= _FEW:
            return [number for number, event in enumerate(self) if event.named_in(span)]
        starts, numbers = self._mentions
        near = numbers[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        return [number for number in sorted({*near}) if self[number].named_in(span)]

    def _speaking(self, span: Span) -> list[int]:
        if len(self) <= _FEW:
            return [number for number, event in enumerate(self) if event.speaks(span)]
        starts, numbers = self._sentences
        at = bisect_right(starts, span.start) - 1
        return [number for number in numbers[at] if self[number].speaks(span)] if at >= 0 else []


def placed(events: Sequence[EventFrame]) -> Events:
    """``events``, to be found by place."""
    return events if isinstance(events, Events) else Events(events)


def event_at(events: Sequence[EventFrame], span: Span) -> EventFrame | None:
    """The event that the words at ``span`` are about: nearest mention in the same sentence, else the first event that
    speaks there, else the main event; None where there are no events."""
    there = placed(events).speaking(span)
    if len(there) > 1:
        return min(there, key=lambda event: (_distance(event, span), event.key))
    return there[0] if there else (events[0] if events else None)


def _distance(event: EventFrame, span: Span) -> int:
    around = event.sentence_with(span)
    mentions = event.named_in(around) if around is not None else ()
    return min((max(m.start - span.end, span.start - m.end, 0) for m in mentions), default=1 << 30)


def name_key(name: str) -> str:
    """Key of :attr:`Reading.known`: acronyms keep their case, other names are folded; no leading article."""
    flat = " ".join(folding.bare(name).split())
    if flat.isupper() and " " not in flat:
        return flat
    low = folding.lower(flat)
    return low.removeprefix("the ")


def say(
    reading: Reading,
    subject: Entity,
    relation: str,
    value: Entity | str | int,
    *,
    event: str,
    span: Span,
    rule: str,
    **more: object,
) -> Statement:
    """A statement with one piece of textual evidence: the words at ``span``; confidence is the weight of ``rule``."""
    evidence = reading.evidence(span, rule)
    return Statement(
        subject=subject,
        predicate=relation,
        object=value,
        event=event,
        evidence=(evidence,),
        confidence=evidence.score,
        **more,  # type: ignore[arg-type]
    )


def read(document: Document) -> Reading:
    """Cut ``document`` into passages and sentences and link the names in it."""
    from ctkg.text.find import dateline, names, screening

    plain = folding.plain(document.text)
    screening.prepare(plain)
    parts = segment.passages(document)
    cut = segment.sentences(document, parts)
    head = dateline.find(document, plain, parts)
    links, known = names.find(document, plain, cut, head)
    short = {name_key(name): thing for name, thing in known.items()}
    for link in links:
        if link.mention.kind == "organization":
            short.setdefault(name_key(link.mention.text), link.thing)
    return Reading(document=document, passages=parts, sentences=cut, head=head, links=links, known=short, plain=plain)


def _at(parts: tuple[Passage, ...], starts: list[int], offset: int) -> Passage:
    if not parts:
        raise LookupError("the document has no text")
    return parts[max(0, bisect_right(starts, offset) - 1)]
