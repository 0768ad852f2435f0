"""Which events a text tells: the main one, attacks behind condemnations, sub-events, earlier and planned ones."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence

from ctkg.model import Entity, Passage, Span
from ctkg.text.reading import EventFrame, Events, Reading
from ctkg.text.relate import background, dates, digest, durations, elsewhen, happenings, sameness, weighing
from ctkg.text.relate import mentions as naming
from ctkg.text.relate.anchors import Anchors, gatherings
from ctkg.text.relate.naming import SAME, Mention


def find(reading: Reading) -> Events:
    """The events of the text, the main one first; empty where the text has no sentence.

    A text that names no event at all still has a main event of type ``other``, so that its facts have a subject.
    """
    if not reading.sentences:
        return Events()
    told = naming.find(reading)
    paragraphs = digest.parts(reading)
    if paragraphs and (several := _of_digest(reading, told, paragraphs)):
        return Events(several)
    lead = weighing.lead(reading)
    main = weighing.choose(told, lead)
    groups: list[list[Mention]] = []
    if main is not None:
        told = [_typed(one, main) for one in told]
        anchors = Anchors(reading, told)
        groups.append(sameness.mentions_of(reading, told, main, anchors))
        groups += _attacks(reading, told, main, anchors)
        groups += background.find(reading, told, groups[0], groups)
        groups = _taken_up(reading, groups, main)
    frames = Events(_frames(reading, main, groups))
    more = _happened(reading, told, groups, frames) if main is not None else []
    return Events(_frames(reading, main, groups + more)) if more else frames


_LONG = 5  # days that an event may last of which the end alone is told


def _happened(
    reading: Reading, told: Sequence[Mention], groups: Sequence[Sequence[Mention]], frames: Sequence[EventFrame]
) -> list[list[Mention]]:
    """What happened on the days that none of the events in ``frames`` has."""
    known: dict[str, list[str]] = {}
    bounds = set()
    for one in dates.relate(reading, frames):
        if one.predicate in {"event.start", "event.end"}:
            known.setdefault(one.event, []).append(str(one.object))
            if one.event == "e1":
                bounds.add(one.predicate)
    only_end = known.get("e1", []) if len(known.get("e1", [])) == 1 else []
    if only_end and "event.end" in bounds:
        only_end.append(durations.shift(only_end[0], -_LONG) or only_end[0])
    days = ["/".join((min(told_on), max(told_on))) for told_on in known.values()]
    taken = [one for group in groups for one in group]
    undated = {span for one in frames if not one.leads and one.key not in known for span in one.mentions}
    return [[one] for one in happenings.find(reading, told, taken, days, undated)]


def _typed(one: Mention, main: Mention) -> Mention:
    """``one``, "the next session" of the kind of the main event; beside an act, a session is a meeting."""
    if one.type != SAME:
        return one
    sits = one.noun != "edition" and main.type not in gatherings()
    return dataclasses.replace(one, type="meeting" if sits else main.type)


def _of_digest(reading: Reading, told: Sequence[Mention], paragraphs: Sequence[Passage]) -> tuple[EventFrame, ...]:
    """The events of news in brief: those of each paragraph, told apart from those of every other."""
    frames: list[EventFrame] = []
    taken: list[list[Mention]] = []
    of_sentence: dict[int, list[Mention]] = {}
    for one in told:
        of_sentence.setdefault(one.sentence, []).append(one)
    for paragraph in paragraphs:
        here = set(reading.within(paragraph.span))
        inside = [one for index in sorted(here) for one in of_sentence.get(index, ())]
        main = weighing.choose(inside, here)
        if main is None or main.generic or main.plural or main.modality == "simulated" or main.quoted:
            main = happenings.under_head(reading, paragraph.span, here)
            if main is None:
                continue
            inside = [*(one for one in inside if one.span != main.span), main]
            inside.sort(key=lambda one: one.span)
        inside = [_typed(one, main) for one in inside]
        anchors = Anchors(reading, inside)
        groups = [sameness.mentions_of(reading, inside, main, anchors)]
        groups += _attacks(reading, inside, main, anchors)
        groups += background.find(reading, inside, groups[0], groups)
        frames += _frames(reading, main, groups, len(frames), here)
        taken += groups
    for group in _happened(reading, told, taken, Events(frames)) if frames else ():
        more = _frames(reading, group[0], [group], len(frames), {group[0].sentence})
        frames += [dataclasses.replace(one, leads=False) for one in more]
    return tuple(frames)


def _taken_up(reading: Reading, groups: Sequence[Sequence[Mention]], main: Mention) -> list[list[Mention]]:
    """The groups, where "the seminar" is that of the sentence before in its paragraph, not the main event of another
    type."""
    whole = [list(groups[0])]
    sides = [list(group) for group in groups[1:]]
    starts = sorted(one.span.start for one in groups[0])
    for one in groups[0]:
        if one is main or one.title or not one.definite or one.generic or one.type == main.type:
            continue
        passage = reading.passage_at(one.span.start).span
        near = [
            (told.span.start, number)
            for number, group in enumerate(sides)
            for told in group
            if told.type == one.type and passage.start <= told.span.start < one.span.start
        ]
        at = bisect_left(starts, one.span.start)
        if near and (not at or starts[at - 1] <= max(near)[0]):  # nothing of the main event stands between
            whole[0].remove(one)
            del starts[at]
            sides[max(near)[1]].append(one)
    return [*whole, *(sorted(group, key=lambda told: told.span) for group in sides)]


def _going_on(reading: Reading, own: Sequence[set[int]], here: Collection[int]) -> list[set[int]]:
    """Those of the sentences ``here`` that name no event and go on telling the side event with which their paragraph
    opens."""
    more: list[set[int]] = [set() for _ in own]
    named: dict[int, list[int]] = {}
    for number, sentences in enumerate(own):
        for index in sentences:
            named.setdefault(index, []).append(number)
    opened: int | None = None
    passage: Span | None = None
    for index in sorted(here):
        around = reading.passage_at(reading.sentences[index].span.start).span
        events = named.get(index, [])
        if around != passage:
            passage = around
            opened = events[0] if len(events) == 1 and events[0] > 0 else None
        elif events:
            opened = events[0] if events == [opened] else None
        elif opened is not None:
            more[opened].add(index)
    return more


def _attacks(reading: Reading, told: Sequence[Mention], main: Mention, anchors: Anchors) -> list[list[Mention]]:
    """The attack behind a condemnation, a statement or an arrest."""
    if main.type not in {"condemnation", "statement", "arrest"}:
        return []
    violent = [one for one in told if one.type == "attack" and one.modality != "simulated" and not one.quoted]
    sure = [one for one in violent if not one.act and (not one.plural or one.told)]
    if not sure:
        return []
    first = sure[0].sentence
    days = next((found for one in violent if (found := anchors.days(one)) and one.sentence <= first + 4), set())
    named = {one.span for one in sure}
    told = [one for one in violent if one.span in named or (one.act and one.sentence <= first + 4)]
    month = anchors.written[:7]
    others: set[int] = set()
    group: list[Mention] = []
    for one in told:
        mine = anchors.days(one)
        past = not days and one.sentence > first + 2 and all(day[:7] < month[: len(day)] for day in mine)
        if (mine and (past or (days and not mine & days))) or elsewhen.told(reading, one, sure[0]):
            others.add(one.sentence)  # another attack; verbs beside it tell of it
        elif not (one.act and not mine and one.sentence in others):
            group.append(one)
    return [group]


def _frames(
    reading: Reading,
    main: Mention | None,
    groups: Sequence[Sequence[Mention]],
    before: int = 0,
    here: Collection[int] | None = None,
) -> tuple[EventFrame, ...]:
    """Frames of the groups, numbered after those ``before``, in the sentences ``here`` (all of them)."""
    if main is None:
        everything = tuple(sentence.span for sentence in reading.sentences)
        entity = Entity(kind="event", label="", key="e1", type="other")
        return (EventFrame("e1", "other", everything[0], everything, "asserted", entity, leads=True),)
    frames: list[EventFrame] = []
    own = [{one.sentence for one in group} for group in groups]
    here = range(len(reading.sentences)) if here is None else here
    further = _going_on(reading, own, here)
    elsewhere = set().union(*own[1:], *further) - own[0] if len(own) > 1 else set()
    for number, group in enumerate(groups, 1):
        trigger = main if number == 1 else group[0]
        kind = _type(group, trigger) if number == 1 else trigger.type
        if number == 1:
            indexes = [i for i in here if i not in elsewhere]
        else:
            indexes = sorted(own[number - 1] | further[number - 1])
        entity = Entity(
            kind="event", label=" ".join(reading.words(trigger.phrase).split()), key=f"e{before + number}", type=kind
        )
        modality = trigger.modality
        if number > 1 and modality == "asserted" and kind != "project":
            modality = _when(reading, trigger, main)
        frames.append(
            EventFrame(
                key=f"e{before + number}",
                type=kind,
                trigger=trigger.span,
                sentences=tuple(reading.sentences[i].span for i in sorted(indexes)),
                modality=modality,
                entity=entity,
                mentions=tuple(one.span for one in group),
                leads=number == 1,
                about=f"e{before + 1}" if number > 1 and _within_main(kind, modality, groups[0][0]) else "",
            )
        )
        if kind == "attack" and number == 2 and frames[0].type in {"condemnation", "statement", "arrest"}:
            frames[0].about = f"e{before + 2}"
    return tuple(frames)


def _when(reading: Reading, one: Mention, main: Mention) -> str:
    mine, theirs = sameness.days_of(reading, one), sameness.days_of(reading, main)
    today = reading.head.anchor.day
    if mine and len(today) == 10 and all(len(day) == 10 and today < day for day in mine):
        return "intended"
    return "earlier" if mine and theirs and max(mine) < min(theirs) else "asserted"


def _within_main(kind: str, modality: str, main: Mention) -> bool:
    return kind in gatherings() and main.type in gatherings() and modality == "asserted"


def _type(group: Sequence[Mention], main: Mention) -> str:
    """The type of the main event: that of its trigger, unless the text calls it otherwise again and again."""
    if main.type not in gatherings():
        return main.type
    counts = Counter(one.type for one in group if not one.generic and not one.quoted)
    top, times = counts.most_common(1)[0] if counts else (main.type, 0)
    if main.type in {"meeting", "training"} and times >= 2 * counts[main.type] + 1:
        return top
    if main.noun == "training" and counts["workshop"] >= 2:
        return "workshop"
    return main.type


def spans(events: Sequence[EventFrame]) -> list[Span]:
    """Every span that names an event, sorted."""
    return sorted(span for event in events for span in event.mentions)
