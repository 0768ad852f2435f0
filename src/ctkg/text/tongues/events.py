"""Which events a text tells: the main one, the attack behind a condemnation, and those that it says are others."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from ctkg.model import Entity
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate.gatherings import GATHERINGS
from ctkg.text.tongues import lexicon, mentions
from ctkg.text.tongues.mentions import Mention

_LEAD = 3
_MOST_OTHERS = 6
_NEAR = 80


def find(reading: Reading, tag: str) -> tuple[EventFrame, ...]:
    """The events of the text, the main one first; empty where it names none."""
    told = mentions.find(reading, tag)
    main = _main(reading, told, tag)
    if main is None:
        return ()
    groups = [[one for one in told if _same(one, main, reading)] or [main]]
    if main.type in {"condemnation", "arrest", "statement"}:
        attacks = [one for one in told if one.type == "attack" and (one.real or main.type == "condemnation")]
        if attacks:
            groups.append(attacks)
    taken = {one.span for group in groups for one in group}
    groups += _others(reading, [one for one in told if one.span not in taken], main, groups[0])
    return _frames(reading, main, groups)


def _main(reading: Reading, told: Sequence[Mention], tag: str) -> Mention | None:
    titles = {one.sentence for one in told if one.title}
    body = next((i for i, s in enumerate(reading.sentences) if i not in titles and not reading.head.holds(s.span)), 0)
    lead = [one for one in told if one.title or one.sentence < body + _LEAD] or list(told)
    lead = [one for one in lead if not (one.type == "attack" and not one.real and not one.title)]
    if not lead:
        return None
    best = max(lead, key=lambda one: (_score(one, body, lead), -one.span.start))
    said = lexicon.cues(tag, "events", "said", "words")
    title = reading.sentences[0].span if reading.sentences else None
    if best.type == "attack" and title is not None and said.search(reading.plain, title.start, title.end):
        condemned = next((one for one in told if one.type == "condemnation"), None)
        return condemned or dataclasses.replace(best, type="statement", span=best.span)
    if best.type in GATHERINGS and (best.title or best.generic):
        exact = [
            one for one in lead if one.type in GATHERINGS and not (one.generic or one.title or one.act or one.other)
        ]
        if exact and (best.generic or all(one.type != best.type for one in lead if not one.title)):
            return exact[0]
        again = next((one for one in lead if one.type == best.type and not one.title and not one.other), None)
        return again or best
    return best


def _score(one: Mention, body: int, lead: Sequence[Mention]) -> float:
    score = 60.0 if one.title else 50.0 - 12.0 * max(0, one.sentence - body)
    score -= 12 * one.generic
    if one.type == "condemnation":
        score += 25
    if one.act and one.type in {"adoption", "ratification", "signing", "arrest"}:
        score += 8 if one.title else -18
    if one.type == "launch":
        score += 12 if one.title else -6
    if one.type == "attack":
        score -= 30 if any(other.type in {"condemnation", "arrest"} for other in lead) else 5
        score -= 40 * (not one.real)
    score -= 10 * bool(one.other) + 15 * one.plural
    return score


def _same(one: Mention, main: Mention, reading: Reading) -> bool:
    if one.span == main.span:
        return True
    if (one.other or one.plural != main.plural) and not one.title and one.sentence > main.sentence:
        return False
    if main.type in GATHERINGS and main.type != "launch":
        return (
            one.type in GATHERINGS - {"signing", "launch"}
            and not one.act
            and not (one.ahead and not main.ahead and one.sentence > main.sentence + 1)
        )
    if main.type in {"adoption", "ratification", "signing", "launch"} and one.sentence > main.sentence + 3:
        return False
    return one.type == main.type


def _others(reading: Reading, told: Sequence[Mention], main: Mention, group: Sequence[Mention]) -> list[list[Mention]]:
    """Events with a day of their own that the words tell apart from the main one."""
    found: list[list[Mention]] = []
    mine = {day for one in group for day in _days(reading, one)}
    seen: set[int] = set()
    for one in told:
        if (
            one.title
            or one.sentence in seen
            or one.type == main.type == "condemnation"
            or (one.generic and not one.other)
        ):
            continue
        days = _days(reading, one)
        if not days or not days.isdisjoint(mine) or (one.type == "attack" and not one.real):
            continue
        if not (one.other or one.ahead or one.act or one.type == "attack"):
            continue
        seen.add(one.sentence)
        found.append([one])
    return found[:_MOST_OTHERS]


def _days(reading: Reading, one: Mention) -> set[str]:
    """Days told near ``one`` in its sentence."""
    sentence = reading.sentences[one.sentence].span
    return {
        link.thing.label
        for link in reading.inside(sentence, "date")
        if not reading.head.holds(link.mention.span)
        and max(link.mention.span.start - one.span.end, one.span.start - link.mention.span.end) < _NEAR
    }


def _frames(reading: Reading, main: Mention, groups: Sequence[Sequence[Mention]]) -> tuple[EventFrame, ...]:
    frames = []
    own = [{one.sentence for one in group} for group in groups]
    elsewhere = set().union(*own[1:]) - own[0] if len(own) > 1 else set()
    today = reading.head.anchor.day
    for number, group in enumerate(groups, 1):
        trigger = main if number == 1 else group[0]
        indexes = (
            [i for i in range(len(reading.sentences)) if i not in elsewhere] if number == 1 else sorted(own[number - 1])
        )
        days = _days(reading, trigger)
        coming = trigger.ahead and (not days or not today or min(days) > today[: len(min(days))])
        modality = "intended" if coming else "earlier" if trigger.other == "earlier" and number > 1 else "asserted"
        label = " ".join(reading.words(trigger.span).split())
        frames.append(
            EventFrame(
                key=f"e{number}",
                type=trigger.type,
                trigger=trigger.span,
                sentences=tuple(reading.sentences[i].span for i in indexes),
                modality=modality,
                entity=Entity(kind="event", label=label, key=f"e{number}", type=trigger.type),
                mentions=tuple(one.span for one in group),
                about="e2" if number == 1 and len(groups) > 1 and groups[1][0].type == "attack" else "",
            )
        )
    return tuple(frames)
