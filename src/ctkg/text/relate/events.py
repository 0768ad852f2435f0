"""Which events a text tells: the main one, attacks behind condemnations, sub-events, earlier and planned ones."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Collection, Sequence

from ctkg.model import Entity, Passage, Span
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate import background, digest
from ctkg.text.relate import mentions as naming
from ctkg.text.relate.background import Anchors, gatherings
from ctkg.text.relate.naming import Mention

_LEAD = 3  # sentences after the title in which a report tells its subject
_MOST_WEIGHED = 120  # mentions weighed against each other as the main event


def find(reading: Reading) -> tuple[EventFrame, ...]:
    """The events of the text, the main one first; empty where the text has no sentence.

    A text that names no event at all still has a main event of type ``other``, so that its facts have a subject.
    """
    if not reading.sentences:
        return ()
    told = naming.find(reading)
    paragraphs = digest.parts(reading)
    if paragraphs and (several := _of_digest(reading, told, paragraphs)):
        return several
    lead = _lead(reading)
    main = _main(told, lead)
    groups: list[list[Mention]] = []
    if main is not None:
        told = [dataclasses.replace(one, type=main.type) if one.type == naming.SAME else one for one in told]
        anchors = Anchors(reading, told)
        groups.append(_of_main(reading, told, main, anchors))
        groups += _attacks(told, main, anchors)
        groups += background.find(reading, told, groups[0], groups)
        groups = _taken_up(reading, groups, main)
    return _frames(reading, main, groups)


def _of_digest(reading: Reading, told: Sequence[Mention], paragraphs: Sequence[Passage]) -> tuple[EventFrame, ...]:
    """The events of news in brief: those of each paragraph, told apart from those of every other."""
    frames: list[EventFrame] = []
    for paragraph in paragraphs:
        here = {i for i, one in enumerate(reading.sentences) if paragraph.span.covers(one.span)}
        inside = [one for one in told if one.sentence in here]
        main = _main(inside, here)
        if main is None or main.generic or main.plural or main.modality == "simulated" or main.quoted:
            continue
        inside = [dataclasses.replace(one, type=main.type) if one.type == naming.SAME else one for one in inside]
        anchors = Anchors(reading, inside)
        groups = [_of_main(reading, inside, main, anchors)]
        groups += _attacks(inside, main, anchors)
        groups += background.find(reading, inside, groups[0], groups)
        frames += _frames(reading, main, groups, len(frames), here)
    return tuple(frames)


def _taken_up(reading: Reading, groups: Sequence[Sequence[Mention]], main: Mention) -> list[list[Mention]]:
    """The groups, where "the seminar" is that of the sentence before in its paragraph, not the main event of another
    type."""
    whole = [list(groups[0])]
    sides = [list(group) for group in groups[1:]]
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
        if near and not any(max(near)[0] < other.span.start < one.span.start for other in whole[0]):
            whole[0].remove(one)
            sides[max(near)[1]].append(one)
    return [*whole, *(sorted(group, key=lambda told: told.span) for group in sides)]


def _going_on(reading: Reading, own: Sequence[set[int]]) -> list[set[int]]:
    """Sentences that name no event and go on telling the side event with which their paragraph opens."""
    more: list[set[int]] = [set() for _ in own]
    named: dict[int, list[int]] = {}
    for number, sentences in enumerate(own):
        for index in sentences:
            named.setdefault(index, []).append(number)
    opened: int | None = None
    passage: Span | None = None
    for index, sentence in enumerate(reading.sentences):
        here = reading.passage_at(sentence.span.start).span
        events = named.get(index, [])
        if here != passage:
            passage = here
            opened = events[0] if len(events) == 1 and events[0] > 0 else None
        elif events:
            opened = events[0] if events == [opened] else None
        elif opened is not None:
            more[opened].add(index)
    return more


def _lead(reading: Reading) -> set[int]:
    """Indexes of the title's sentences and of the first sentences of the body."""
    from ctkg.text.relate import scope

    heads = scope.titles(reading)
    last = heads[-1].end if heads else 0
    after = [i for i, sentence in enumerate(reading.sentences) if sentence.span.start >= last]
    return {i for i, sentence in enumerate(reading.sentences) if sentence.span.start < last} | set(after[:_LEAD])


def _main(told: Sequence[Mention], lead: set[int]) -> Mention | None:
    told = [one for one in told if one.type not in {naming.SAME, "project"}]
    candidates = [one for one in told if one.sentence in lead and not one.generic] or [
        one for one in told if not one.generic and not one.quoted
    ]
    if not candidates:
        return next((one for one in told if one.generic), None)
    first_body = min((one.sentence for one in told if not one.title), default=0)
    candidates = candidates[:_MOST_WEIGHED]
    best = max(candidates, key=lambda one: (_score(one, first_body, candidates), -one.span.start))
    if best.type in {"statement", "attack"} and any(one.title and one.noun in _SAID for one in told):
        condemned = (one for one in told if one.type == "condemnation" and one.sentence <= first_body + 8)
        return next(condemned, next((one for one in told if one.title and one.type == "statement"), best))
    if (best.title or best.act) and best.type in gatherings() | {"visit"}:
        return _in_body(best, candidates) or best
    return best


#: Nouns of a title by which a report is somebody's statement.
_SAID = frozenset({"statement", "press statement", "remarks", "message of condolence"})


def _in_body(best: Mention, candidates: Sequence[Mention]) -> Mention | None:
    """The noun by which the lead names the meeting, more exact than a headline or "met"; None where there is none."""
    kinds = gatherings() - {"meeting", "exercise"} if best.act and best.type == "training" else gatherings()
    kinds |= {"visit"} if best.act or best.noun in {"talks", "meeting"} else frozenset({best.type})
    for one in candidates:
        if one.title or one.act or one.plural or one.quoted or one.modality != "asserted" or one.type not in kinds:
            continue
        if (one.told or one.determiner in {"a", "an", "the"}) and (best.title or one.sentence == best.sentence):
            return one
    near = [one for one in candidates if one.modality == "intended" and not (one.title or one.act or one.plural)]
    return next((one for one in near if one.type == best.type and one.sentence <= best.sentence + 1), None)


#: Verbs that tell of much else besides what a report is about: "presented the handbook at a round table".
_WEAK = frozenset(
    {"presented", "opened", "started", "issued", "released", "published", "publishes", "releases", "set up", "created"}
    | {"established", "visited", "concluded", "seized", "donated", "targeted", "shot", "hit by", "handed over to"}
)


def _score(one: Mention, first_body: int, candidates: Sequence[Mention]) -> float:
    score = 100.0 if one.title else 95.0 - 12.0 * max(0, one.sentence - first_body)
    score += 15 * one.told
    if one.title and one.act:
        score += 18
    if one.act and not one.title:
        named = any(c.title and c.type == one.type for c in candidates)
        score += 6 if named else 0 if one.type in {"attack", "arrest", "condemnation"} else -14
    if one.type == "statement":
        score -= 30
    if one.act and one.noun in _WEAK and not one.title:
        score -= 30
    if one.noun == "operation":  # often the name of an exercise or of what led to arrests
        score -= 60
    if one.type == "attack":
        if any(c.type == "exercise" and (c.title or c.sentence <= first_body + 2) for c in candidates):
            score -= 60
        score += -25 if one.modality == "simulated" else -10 if one.modality == "earlier" else 0
        score -= 20 * (one.plural and not one.act)
        if any(c.type == "condemnation" for c in candidates):
            score -= 40
    if one.type == "launch" and any(
        c.type in gatherings() and not c.plural and not 0 <= c.span.start - one.span.end < 60 for c in candidates
    ):
        score -= 20
    if one.type in gatherings() and any(
        c.type == "launch" and 0 <= one.span.start - c.span.end < 60 for c in candidates
    ):
        score -= 40  # what is launched is not what is held
    score -= 25 * one.plural
    score -= 35 * (one.modality == "intended") + 35 * (one.modality == "earlier")
    score -= 60 * one.quoted
    if one.determiner in {"a", "an"}:
        score += 6
    if any(c is not one and c.title and c.type == one.type for c in candidates):
        score += 8
    return score


def _same_as_main(reading: Reading, one: Mention, main: Mention, told: Sequence[Mention]) -> bool:
    if one.span == main.span:
        return True
    if one.modality == "intended" and one.type == main.type and not one.plural and not one.quoted:
        near = one.sentence <= main.sentence + 2
        return near and (main.modality == "intended" or main.title or (one.definite and not _days(reading, main)))
    if one.modality in {"intended", "earlier", "simulated"} or one.determiner == "whose":
        return False
    if one.plural:
        return main.plural and one.type == main.type and one.definite
    if one.generic:
        return one.definite and not one.quoted
    if main.type == "launch" and one.type in gatherings() | {"project"}:
        return main.act and 0 <= one.span.start - main.span.end < 60  # what is launched
    if main.type in gatherings():
        if one.type not in gatherings():
            return False
        if one.type == main.type:
            return not (one.determiner in {"a", "an"} and _own_date(reading, one, main))
        return (
            one.title
            or one.definite
            or (
                one.sentence <= main.sentence + 1
                and one.determiner in {"a", "an", ""}
                and abs(one.sentence - main.sentence) <= 1
                and not _exercise_in(one, main)
                and not (one.determiner in {"a", "an"} and _own_date(reading, one, main))
            )
        )
    return one.type == main.type and not (one.determiner in {"a", "an"} and one.sentence > main.sentence + 2)


def _of_main(reading: Reading, told: Sequence[Mention], main: Mention, anchors: Anchors) -> list[Mention]:
    group: list[Mention] = []
    days: set[str] = set()
    for one in told:
        mine = anchors.days(one)
        same = (
            _same_as_main(reading, one, main, told)
            or _series(reading, one, main, told)
            or (one.act and one.type == "meeting" and main.type in gatherings() and not days and not one.quoted)
        )
        if not same or (one is not main and _again(reading, one, main, mine, days)):
            continue
        if one is not main and one.determiner in {"a", "an"} and _elsewhere(reading, one, main, anchors):
            continue
        group.append(one)
        days |= mine
    return group


_SERIES_OF = re.compile(r"\b(?:series|cycle|set|number|round) of (?:[\w-]+ ){0,6}$")


def _series(reading: Reading, one: Mention, main: Mention, told: Sequence[Mention]) -> bool:
    """ "A series of workshops", "the workshops": what a headline tells as one, where no single meeting is told."""
    if not one.plural or one.quoted or one.type not in gatherings() or main.type not in gatherings():
        return False
    if (
        main.title
        and main.act
        and not any(
            other.type in gatherings()
            and not (other.plural or other.act or other.title)
            and other.sentence <= main.sentence + 4
            for other in told
        )
    ):
        before = reading.plain[max(0, one.span.start - 70) : one.span.start]
        return one.definite or _SERIES_OF.search(before) is not None
    return False


def _elsewhere(reading: Reading, one: Mention, main: Mention, anchors: Anchors) -> bool:
    """True for a meeting in another town, or on a day told by that of the main event."""
    if one.sentence == main.sentence or one.title or one.type not in gatherings():
        return False
    towns, others = anchors.towns(one), anchors.towns(main)
    return background.next_day(reading, one) or bool(towns and others and towns.isdisjoint(others))


def _again(reading: Reading, one: Mention, main: Mention, mine: set[str], days: set[str]) -> bool:
    """True for a like act with a day of its own, told later ("Parliament approved the accession on ...")."""
    if one.definite:
        mine = {day for day in mine if len(day) > 4}  # "the course, based on the manual of 2007"
    if one.title or not mine or not days or not mine.isdisjoint(days):
        return False
    if one.type in gatherings():
        sentence = reading.sentences[one.sentence].span
        return (
            one.sentence > main.sentence + 1
            and not any(_covers(day, other) for day in days for other in mine)
            and _BOUND.search(reading.plain, sentence.start, sentence.end) is None
        )
    if one.type == "attack":
        return one.sentence > main.sentence
    return one.act and one.sentence > main.sentence + 2


#: A meeting opens on one day and closes on another, and is one.
_BOUND = re.compile(r"\b(?:open|clos|conclud|end|beg[aiu]n|start|finish|final day|last day)\w*")


def _covers(range_: str, day: str) -> bool:
    start, _, end = range_.partition("/")
    return start <= day.partition("/")[0] <= (end or f"{start}~")


def _exercise_in(one: Mention, main: Mention) -> bool:
    """An exercise within a conference is an event of its own."""
    return one.type == "exercise" and main.type != "exercise"


def _own_date(reading: Reading, one: Mention, main: Mention) -> bool:
    """True where the sentence of ``one`` gives a date that the sentence of ``main`` does not."""
    mine = _days(reading, one)
    if main.title and not _days(reading, main) and one.sentence <= main.sentence + 2:
        return False  # a headline has no date
    return bool(mine) and mine.isdisjoint(_days(reading, main)) and one.sentence != main.sentence


def _days(reading: Reading, one: Mention) -> set[str]:
    span = reading.sentences[one.sentence].span
    return {link.thing.label for link in reading.inside(span, "date") if not reading.head.holds(link.mention.span)}


def _attacks(told: Sequence[Mention], main: Mention, anchors: Anchors) -> list[list[Mention]]:
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
    return [[one for one in told if not (mine := anchors.days(one)) or not days or mine & days]]


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
    further = _going_on(reading, own)
    elsewhere = set().union(*own[1:], *further) - own[0] if len(own) > 1 else set()
    for number, group in enumerate(groups, 1):
        trigger = main if number == 1 else group[0]
        kind = _type(group, trigger) if number == 1 else trigger.type
        if number == 1:
            indexes = [i for i in here or range(len(reading.sentences)) if i not in elsewhere]
        else:
            indexes = sorted(own[number - 1] | further[number - 1])
        entity = Entity(
            kind="event", label=" ".join(reading.words(trigger.phrase).split()), key=f"e{before + number}", type=kind
        )
        modality = trigger.modality
        if number > 1 and modality == "asserted" and kind in gatherings():
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
    mine, theirs = _days(reading, one), _days(reading, main)
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
