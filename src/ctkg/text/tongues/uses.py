"""Instruments that events speak of, and the role that each plays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Link, Span, Statement
from ctkg.text.reading import EventFrame, Reading, event_at, say
from ctkg.text.tongues import lexicon

_ROLES = ("adopted", "ratified", "signed", "promoted", "implemented")
_STRENGTH = {"adopted": 5, "ratified": 5, "signed": 5, "implemented": 4, "promoted": 3, "referred": 1}
_ACTS = {"adopted": "adoption", "ratified": "ratification", "signed": "signing"}
_REACH = 90
_ALSO = re.compile(r"[\s,;]*(?:\([^()]{0,40}\))?[\s,;]*(?:\w{1,7}\s*'?\s*){0,3}")


@cache
def _cues(tag: str, role: str) -> re.Pattern[str]:
    return lexicon.cues(tag, "instruments", "roles", role)


def relate(reading: Reading, events: Sequence[EventFrame], tag: str) -> Iterator[Statement]:
    """Statements of instrument, guidance and instrument.role."""
    best: dict[str, tuple[str, Link, Span]] = {}
    last: tuple[int, str] = (-1, "referred")
    for link in reading.links:
        if link.mention.kind != "instrument":
            continue
        sentence = reading.sentence_at(link.mention.span.start).span
        event = event_at(events, link.mention.span) or events[0]
        if link.thing.type == "guidance":
            yield say(
                reading, event.entity, "guidance", link.thing, event=event.key, span=sentence,
                rule="tongues.guidance", stance=event.stance,
            )  # fmt: skip
            continue
        role = _role(reading, events, link, sentence, tag)
        gap = reading.plain[last[0] : link.mention.span.start] if last[0] >= sentence.start else "."
        if role == "referred" and _ALSO.fullmatch(gap):
            role = last[1]
        last = (link.mention.span.end, role)
        yield say(
            reading, event.entity, "instrument", link.thing, event=event.key, span=sentence,
            rule="tongues.instrument", stance=event.stance,
        )  # fmt: skip
        key = link.thing.reference or link.thing.label
        if key not in best or _STRENGTH[role] > _STRENGTH[best[key][0]]:
            best[key] = (role, link, sentence)
    for role, link, sentence in best.values():
        yield say(
            reading, link.thing, "instrument.role", role, event=events[0].key, span=sentence, rule=f"tongues.{role}"
        )


def _role(reading: Reading, events: Sequence[EventFrame], link: Link, sentence: Span, tag: str) -> str:
    """The role that the nearest cue before the instrument in its clause gives."""
    start = max(sentence.start, link.mention.span.start - _REACH)
    words = reading.plain[start : link.mention.span.start]
    words = words[max(words.rfind(";"), words.rfind(". ")) + 1 :]
    near: list[tuple[int, int, str]] = []
    for rank, role in enumerate(_ROLES):
        if role in _ACTS and not any(event.type == _ACTS[role] for event in events):
            continue
        for match in _cues(tag, role).finditer(words):
            near.append((match.end(), -rank, role))
    return max(near)[2] if near else "referred"
