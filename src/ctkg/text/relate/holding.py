"""Who holds a role, at which event: agents, and the event named in a verb's object."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ctkg.model import Entity, Link, Span, Statement
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Reading, event_at, placed, say
from ctkg.text.relate.lists import Item

HOSTED = frozenset(
    {
        "workshop",
        "roundtable",
        "seminar",
        "conference",
        "meeting",
        "training",
        "exercise",
        "launch",
        "other",
        "visit",
        "signing",
    }
)


def hold(
    reading: Reading, event: EventFrame, role: str, items: Iterable[Item], clause: Span, rule: str
) -> Iterator[Statement]:
    """One statement for each member of a list that holds ``role`` at ``event``."""
    from ctkg.text.relate.spread import spread

    for item in spread(reading, items):
        if item.link is None:
            continue
        thing = holder(item.link)
        end = max(clause.end if clause.end - clause.start < 400 else item.span.end, item.span.end)
        span = Span(min(clause.start, item.span.start), end)
        yield say(reading, event.entity, role, thing, event=event.key, span=span, rule=rule, stance=event.stance)


def holder(link: Link) -> Entity:
    """The agent that a link names; a State named by its adjective or its government is the State."""
    thing = link.thing
    return state_as_holder(thing) if thing.kind in {"state", "territory"} else thing


@lru_cache(1024)
def state_as_holder(state: Entity) -> Entity:
    """A State as an agent, which its government is another name of."""
    names = tuple(dict.fromkeys([f"Government of {state.label}", *state.names]))[:6]
    return dataclasses.replace(state, names=names)


_IT = re.compile(r"\s+(?:it|them)\b(?!s)")
_OBJECT_REACH = 160


_LEAVES_OBJECT = screening.compile(
    r"[;:]|, (?:which|who|where|while|said)\b|"
    r"\b(?:that|is|are|was|were|during|after|before|which|at|following|through)\b"
)


def event_in(plain: str, events: Sequence[EventFrame], start: int, end: int) -> EventFrame | None:
    """The event named within the object of a verb that ends at ``start``."""
    if _IT.match(plain, start):
        return event_at(events, Span(start, start + 1))
    best: tuple[int, EventFrame] | None = None
    reach = Span(start, max(start, min(end, start + _OBJECT_REACH)))
    for event in placed(events).naming(reach):
        for mention in event.named_in(reach):
            if _LEAVES_OBJECT.search(plain, start, mention.start) is None and (best is None or mention.start < best[0]):
                best = (mention.start, event)
    return best[1] if best else None
