"""An event and a name of the same text, and what the words around both say of how the one belongs to the other.

A pair is not one place in the text: a name may stand there several times, and the event too. What each place says is
put together, so that the model sees the pair as a reader does who has read to the end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ctkg.model import Entity, Span
from ctkg.text import folding
from ctkg.text.learnt.places import NEARNESS, Beside, Look, Place, Sentence, key_of, known
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate import scope

#: Kinds of names that may belong to an event.
KINDS = ("organization", "state", "nationality", "place", "date", "person", "office")


@dataclass
class Pair:
    """An event and a thing that the text names.

    Attributes:
        event: the event.
        thing: what is named.
        key: :func:`key_of` its thing.
        kind: how it is named, one of :data:`KINDS`; a nationality names its State.
        near: the nearest of :data:`NEARNESS`.
        span: the place of the name where it is nearest.
        places: every place of the name that the pair rests on, each with how near the event is there.
        look: numbers of features.
        about: names of features that the pair has wherever its thing stands.
    """

    event: EventFrame
    thing: Entity
    key: str
    kind: str
    near: str
    span: Span
    look: Look
    about: tuple[str, ...] = ()
    places: list[tuple[Place, str]] = field(default_factory=list)

    @cached_property
    def features(self) -> set[int]:
        """What is true of the pair, as the caller's look-up gives it; asked for when the text has been read."""
        found = known(self.look, self.about)
        for place, near in self.places:
            found |= place.features(near)
            found |= place.towards(self.event, near)
        return found | known(self.look, _of_both(self))

    @cached_property
    def numbers(self) -> list[int]:
        """Its features in ascending order."""
        return sorted(self.features)

    @cached_property
    def mates(self) -> set[str]:
        """Keys of the things that stand in one list with it."""
        return set().union(*[place.mates for place, _ in self.places])


def find(reading: Reading, events: Sequence[EventFrame], look: Look, beside: Beside) -> list[Pair]:
    """Every pair that a reader would think of, by events and then in text order.

    A side event is paired with names only where the text speaks of it, or has just done so; names in the words of
    others are paired with none.

    Args:
        reading: the text, with persons and offices named (:func:`ctkg.text.learnt.people.named`).
        events: its events, the main one first.
        look: numbers of features.
        beside: numbers of the features of a name's own place (:func:`~ctkg.text.learnt.places.variants`).
    """
    found: dict[tuple[str, str, str], Pair] = {}
    things = _Things(reading, events)
    told = _told(reading, events)
    for index, sentence in enumerate(reading.sentences):
        links = [link for link in reading.inside(sentence.span, *KINDS) if _of_the_text(reading, link.mention.span)]
        if not links:
            continue
        here = Sentence(reading, told[index], index, sentence.span)
        for link in links:
            place = Place(here, link, look, beside)
            key = key_of(link.thing)
            for event in told[index]:
                near = here.nearness(event)
                if near == "far" and event is not events[0]:
                    continue
                pair = found.get((event.key, place.kind, key))
                if pair is None:
                    about = things.of(event, link.thing)
                    pair = Pair(event, link.thing, key, place.kind, near, link.mention.span, look, about)
                    found[event.key, place.kind, key] = pair
                elif NEARNESS.index(near) < NEARNESS.index(pair.near):
                    pair.near, pair.span = near, link.mention.span
                pair.places.append((place, near))
    order = {event.key: number for number, event in enumerate(events)}
    return sorted(found.values(), key=lambda pair: order[pair.event.key])


def _told(reading: Reading, events: Sequence[EventFrame]) -> list[list[EventFrame]]:
    """For each sentence the main event, and those that it names or speaks of or that the sentence before names.

    Found by the events' own sentences, so that a text of many events is not gone through once for each.
    """
    starts = [sentence.span.start for sentence in reading.sentences]
    keys: list[dict[str, EventFrame]] = [{event.key: event for event in events[:1]} for _ in starts]
    for event in events[1:]:
        for span in event.sentences:
            keys[max(0, bisect_right(starts, span.start) - 1)].setdefault(event.key, event)
        for mention in event.mentions:
            at = max(0, bisect_right(starts, mention.start) - 1)
            for sentence in keys[at : at + 2]:
                sentence.setdefault(event.key, event)
    return [list(each.values()) for each in keys]


def _of_the_text(reading: Reading, span: Span) -> bool:
    """False for the dateline and for what somebody is quoted with."""
    return not reading.head.holds(span) and not scope.within(reading.speech, span.start)


def _of_both(pair: Pair) -> Iterator[str]:
    yield f"kind={pair.kind}"
    yield f"event={pair.event.type}"
    yield f"side={pair.event.key != 'e1'}"
    yield f"near={pair.near}|{pair.kind}|{pair.event.key == 'e1'}"
    yield f"{pair.event.type}|{pair.kind}|{pair.near}"


class _Things:
    """What is known of a thing and an event wherever they stand."""

    def __init__(self, reading: Reading, events: Sequence[EventFrame]) -> None:
        self._events = "many" if len(events) > 3 else "several" if len(events) > 1 else "one"
        publisher = folding.canonical(reading.document.source.publisher).text
        title = reading.passages[0].span if reading.passages else Span(0, 0)
        self._title: set[str] = set()
        self._published: set[str] = set()
        often: dict[str, Counter[str]] = {"organization": Counter(), "state": Counter()}
        for link in reading.links:
            key = key_of(link.thing)
            kind = "state" if link.mention.kind in {"nationality", "place"} else link.mention.kind
            if title.covers(link.mention.span):
                self._title.add(key)
            if kind in often:
                often[kind][f"state-{link.thing.state}" if link.mention.kind == "place" else key] += 1
                if publisher and key not in self._published and folding.canonical(link.thing.label).text in publisher:
                    self._published.add(key)
        #: Key of the two things of each kind that are named most often -> 0 or 1.
        self._rank = {key: rank for count in often.values() for rank, (key, _) in enumerate(count.most_common(2))}

    def of(self, event: EventFrame, thing: Entity) -> tuple[str, ...]:
        """Names of their features."""
        key = key_of(thing)
        rank, title, published = self._rank.get(key, 2), key in self._title, key in self._published
        return (
            f"type={thing.kind}:{thing.type}",
            f"events={self._events}",
            f"modality={event.modality}",
            f"known={bool(thing.reference)}",
            f"rank={rank}",
            f"title={title}",
            f"rank={rank}|title={title}|publisher={published}",
            *(("publisher",) if published else ()),
        )
