"""What kind of event each event is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctkg.model import Statement
from ctkg.text.reading import EventFrame, Reading, say


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Statements of event.type; a text that names no event states none."""
    for event in events:
        if not event.mentions:
            continue
        rule = "events.type" if event.key == "e1" else "events.type-background"
        span = reading.sentence_at(event.trigger.start).span
        yield say(
            reading, event.entity, "event.type", event.type, event=event.key, span=span, rule=rule, stance=event.stance
        )
