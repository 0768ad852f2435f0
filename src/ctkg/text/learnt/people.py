"""Persons and offices as names among others."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from ctkg.model import Entity, Link, Mention, Span
from ctkg.text.find import persons
from ctkg.text.find.voices import Voice, Voices
from ctkg.text.reading import Reading


def named(reading: Reading) -> Reading:
    """``reading`` with links of kind ``person`` and ``office`` as well; a person's name takes the place of links that
    it overlaps, and an office ends where another name begins."""
    voices = Voices(reading).all
    people = [_link(reading, one.span, one.person, "person") for one in persons.find(reading)]
    people = _apart(people, (_of(reading, voice) for voice in voices if voice.kind == "person"))
    links = _apart(people, reading.links)
    starts = [link.mention.span.start for link in links]
    offices = []
    for voice in voices:
        if voice.kind == "office":
            at = bisect_left(starts, voice.start)
            end = min(voice.end, starts[at]) if at < len(starts) else voice.end
            if end > voice.start:
                offices.append(_link(reading, Span(voice.start, end), voice.thing, "office"))
    return dataclasses.replace(reading, links=tuple(_apart(links, offices)))


def _link(reading: Reading, span: Span, thing: Entity, kind: str) -> Link:
    words = reading.words(span)
    mention = Mention(document=reading.document.id, span=span, text=words, kind=kind, finder="learnt.people")
    return Link(mention=mention, thing=thing, score=1.0)


def _of(reading: Reading, voice: Voice) -> Link:
    return _link(reading, Span(voice.start, voice.end), voice.thing, voice.kind)


def _apart(taken: Sequence[Link], more: Iterable[Link]) -> list[Link]:
    """``taken``, which do not overlap, and those of ``more`` that overlap none of them nor each other; by place."""
    return sorted([*taken, *_free(taken, more)], key=lambda link: link.mention.span)


def _free(taken: Sequence[Link], more: Iterable[Link]) -> Iterator[Link]:
    spans = [link.mention.span for link in taken]
    at, last = 0, -1
    for link in sorted(more, key=lambda one: one.mention.span):
        span = link.mention.span
        while at < len(spans) and spans[at].end <= span.start:
            at += 1
        if span.start >= last and (at == len(spans) or spans[at].start >= span.end):
            last = span.end
            yield link
