"""What an event is about: ``threat``, ``topic`` and ``target.sector``, one statement per idea."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from ctkg.model import Entity, Span, Statement
from ctkg.text import patterns
from ctkg.text.find import agenda, concepts
from ctkg.text.find.concepts import Hit, Idea
from ctkg.text.reading import EventFrame, Reading, placed, say
from ctkg.text.relate.prominence import Places

_BESIDE = re.compile(
    r"(?:,|,?\s(?:and|or|as well as|including)|\s?/)\s?(?:[a-z]+ing\s(?:and\s[a-z]+ing\s)?)?(?:the\s)?", re.IGNORECASE
)
_SUBJECTS = ("subject", "listed-subject", "used-by", "composed")
_MEANS = re.compile(r"means-|act-(?!incitement|recruitment|training|travel|cyberattack|infrastructure)")
#: A report of an attack tells of it as a threat as well; a condemnation speaks of terrorism.
_SUICIDE = ("attack", "act-suicide-bombing")
_LONGEST_SURFACE = 90


@dataclass(slots=True)
class _Theme:
    """One idea and where the text speaks of it."""

    relation: str
    thing: Entity
    general: bool
    score: float = 0.0
    best: float = -1.0
    rule: str = ""
    span: Span = field(default_factory=lambda: Span(0, 0))
    surfaces: dict[str, None] = field(default_factory=dict)
    homes: dict[str, EventFrame] = field(default_factory=dict)


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Threats, topics and sectors of the main event, the most prominent first; passing mentions of wide ideas, and what
    only describes an issuer, are left out."""
    if not events or not reading.sentences:
        return
    room = len(reading.document.text) / _salience()["letters_a_theme"]
    themes, beside = _themes(reading, events)
    kept = _chosen(themes, room, events[0].type)
    for theme in [*kept, *beside]:
        names = [*theme.surfaces, *theme.thing.names]
        distinct = dict.fromkeys(name for name in names if name.lower() != theme.thing.label.lower())
        thing = Entity(
            kind="concept",
            label=theme.thing.label,
            reference=theme.thing.reference,
            names=tuple(distinct)[:6],
            type=theme.thing.type,
        )
        event = next(iter(theme.homes.values())) if len(theme.homes) == 1 else events[0]
        yield say(
            reading, event.entity, theme.relation, thing, event=event.key, span=theme.span, rule=f"themes.{theme.rule}",
            stance=event.stance,
        )  # fmt: skip


@cache
def _salience() -> dict[str, float]:
    return {key: float(value) for key, value in patterns.load("themes")["salience"].items()}


#: Events that have subjects of their own, beside the main one.
_WITH_SUBJECTS = frozenset(
    [
        "workshop",
        "roundtable",
        "seminar",
        "conference",
        "meeting",
        "training",
        "exercise",
        "visit",
        "signing",
        "launch",
        "project",
    ]
)
#: What stands between the noun of an event and its subject: "a course (10-12 May) for judges on the screening of ...".
_ITS_SUBJECT = re.compile(
    r"(?:\s\([^()]{1,40}\))?(?:\s(?:for|of|with|in|at)\s[^.;:,\n]{1,40}?)?\s?,?\s(?:on|about|concerning|regarding|dealing\swith|"
    r"(?:devoted|dedicated|relating|related)\sto|to\s(?:discuss|address|examine|counter|combat|prevent))\s[^.;:\n]*"
)
_NEAR = 140


def _told_of(reading: Reading, events: Sequence[EventFrame], span: Span) -> EventFrame | None:
    """The event beside the main one whose noun the words at ``span`` complement: "a seminar on ..."."""
    sentence = reading.sentence_at(span.start).span
    best: tuple[int, EventFrame] | None = None
    for event in placed(events).naming(sentence):
        for mention in event.named_in(sentence):
            if mention.end <= span.start and (best is None or mention.end > best[0]):
                best = mention.end, event
    if best is None or best[1] is events[0] or best[1].type not in _WITH_SUBJECTS or span.start - best[0] > _NEAR:
        return None
    return (
        best[1]
        if _ITS_SUBJECT.fullmatch(reading.plain, best[0], span.start)
        or _ITS_SUBJECT.fullmatch(reading.plain, best[0], span.end)
        else None
    )


def _home(events: Sequence[EventFrame], sentence: Span) -> EventFrame:
    """The event whose subject a sentence tells: another than the main one only where it names that one alone, or where
    the paragraph tells of it alone."""
    if len(events) > 1 and not events[0].named_in(sentence):
        named = placed(events).naming(sentence)
        if not named and not events[0].speaks(sentence):
            named = placed(events).speaking(sentence)
        if len(named) == 1 and named[0].type in _WITH_SUBJECTS and named[0].about != events[0].key:
            return named[0]
    return events[0]


def _themes(reading: Reading, events: Sequence[EventFrame]) -> tuple[list[_Theme], list[_Theme]]:
    """Themes to choose from, and those that an event beside the main one names as its subject."""
    beside: _Beside = {}
    places = Places(reading)
    found: dict[tuple[str, str], _Theme] = {}
    hits = concepts.find(reading)
    listed = _listed(reading, hits)
    for relation, thing, general, hit in [*_ideas(hits), *_subjects(reading, hits)]:
        key = (relation, _measure(thing.label) if hit.rule == "composed" else thing.label.lower())
        place = places.of(hit.span)
        if len(events) > 1 and place != "title" and (its := _told_of(reading, events, hit.span)) is not None:
            _tell(beside, its, _Theme(relation, thing, general), hit, reading)
            continue
        theme = found.setdefault(key, _Theme(relation, thing, general))
        if hit.rule in _SUBJECTS and place in ("background", "quoted", "quoted-aim"):
            continue
        if hit.rule == "composed" and place == "body":
            continue
        if hit.rule == "sector-named" and place not in ("title", "lead"):
            continue
        home = events[0] if place == "title" else _home(events, reading.sentence_at(hit.span.start).span)
        theme.homes[home.key] = home
        weight = _salience()[place]
        theme.score += weight
        if hit in listed and theme.general:
            theme.general = False
            place = "listed"
        if weight > theme.best:
            theme.best, theme.span = weight, reading.sentence_at(hit.span.start).span
            special = (
                hit.rule in ("attack-on", "sector", "sector-named", "sector-protected", *_SUBJECTS)
                and place != "background"
            )
            theme.rule = hit.rule if special else place
        surface = " ".join(reading.words(hit.surface).split()) if hit.surface else ""
        if 0 < len(surface) <= _LONGEST_SURFACE:
            theme.surfaces.setdefault(surface)
    for (relation, label), words in _worded(reading, hits):
        if (known := found.get((relation, label.lower()))) is not None:
            known.surfaces = {words: None, **known.surfaces}
    return list(found.values()), _beside(beside)


_Beside = dict[tuple[str, str, str], _Theme]


def _tell(beside: _Beside, event: EventFrame, theme: _Theme, hit: Hit, reading: Reading) -> None:
    """Note that ``theme`` is the subject of an event beside the main one."""
    theme = beside.setdefault((event.key, theme.relation, theme.thing.label.lower()), theme)
    theme.homes[event.key] = event
    theme.span = reading.sentence_at(hit.span.start).span
    theme.rule = theme.rule or hit.rule or "beside"
    surface = " ".join(reading.words(hit.surface).split()) if hit.surface else ""
    if 0 < len(surface) <= _LONGEST_SURFACE:
        theme.surfaces.setdefault(surface)


def _beside(themes: _Beside) -> list[_Theme]:
    """What events beside the main one are about; a wide idea only where nothing else is told."""
    special = {key for (key, _, _), theme in themes.items() if not theme.general}
    return [theme for (key, _, _), theme in themes.items() if not theme.general or key not in special]


def _measure(label: str) -> str:
    """One key for the ways of telling one measure: "identifying X", "identification of potential X"."""
    words = label.lower().split()
    objects = [word.rstrip("s") for word in words[1:] if word not in {"of", "the", "a", "an", "potential", "possible"}]
    return " ".join([words[0][:5], *objects[-2:]])


def _fact(hit: Hit) -> tuple[str, Entity | None]:
    if hit.idea.relation == "target":
        return "target.sector", concepts.sector(hit.idea)
    return hit.idea.relation, hit.idea.entity()


def _ideas(hits: Sequence[Hit]) -> Iterator[tuple[str, Entity, bool, Hit]]:
    """What the lexicon knows, with the words that name it."""
    for hit in hits:
        relation, thing = _fact(hit)
        if thing is not None and (relation != "target.sector" or _is_sector(thing) or hit.rule == "sector-protected"):
            yield relation, thing, hit.idea.general, hit
        # security of aviation in a title tells the sector as well
        if hit.idea.relation == "topic" and (thing := concepts.sector(hit.idea)) is not None:
            yield "target.sector", thing, False, replace(hit, rule="sector-named")


def _is_sector(thing: Entity) -> bool:
    """True for a sector of infrastructure or the like; a place that is only hit by an attack is a target."""
    return thing.reference is None or thing.reference.startswith("sector-")


def _subjects(reading: Reading, hits: Sequence[Hit]) -> Iterator[tuple[str, Entity, bool, Hit]]:
    """Subjects that the text lists and that the lexicon does not know, in the words of the text."""
    starts = [hit.span.start for hit in hits]
    for subject in agenda.find(reading):
        words = " ".join(reading.words(subject.span).split())
        around = hits[max(0, bisect_left(starts, subject.span.start) - 4) : bisect_right(starts, subject.span.end)]
        near = [hit for hit in around if hit.span.overlaps(subject.span) and not hit.idea.general and _fact(hit)[1]]
        used = subject.rule == "used-by"
        if subject.rule == "composed":
            near = [hit for hit in near if hit.idea.relation == "topic" or hit.rule]
        if any(hit.idea.relation != "target" and (not used or hit.span.start < subject.span.start) for hit in near):
            continue
        label = f"terrorist use of {words}" if used else words
        kind = "threat" if subject.relation == "threat" else "measure"
        thing = Entity(kind="concept", label=label, names=(words,) if used else (), type=kind)
        idea = Idea(relation=subject.relation, label=label)
        yield subject.relation, thing, False, Hit(idea, subject.span, subject.rule, subject.span)


def _worded(reading: Reading, hits: Sequence[Hit]) -> Iterator[tuple[tuple[str, str], str]]:
    """In which words a list of subjects tells an idea that the lexicon knows: "the role of village elders"."""
    starts = [hit.span.start for hit in hits]
    for subject in agenda.find(reading):
        if subject.rule not in ("subject", "listed-subject"):
            continue
        around = hits[max(0, bisect_left(starts, subject.span.start) - 4) : bisect_right(starts, subject.span.end)]
        told = {
            (relation, thing.label)
            for hit in around
            if subject.span.overlaps(hit.span) and not hit.idea.general
            for relation, thing in [_fact(hit)]
            if thing is not None and relation == subject.relation
        }
        words = " ".join(reading.words(subject.span).split())
        if len(told) == 1 and len(words) <= _LONGEST_SURFACE:
            yield told.pop(), words


def _listed(reading: Reading, hits: Sequence[Hit]) -> set[Hit]:
    """General ideas that stand in a list beside a special threat ("terrorism and cybercrime")."""
    found: set[Hit] = set()
    threats = [hit for hit in hits if hit.idea.relation == "threat" and not hit.rule]
    for left, right in pairwise(threats):
        gap = reading.plain[left.span.end : right.span.start]
        if len(gap) < 40 and left.idea != right.idea and _BESIDE.fullmatch(_without_acronym(gap)):
            found |= {left, right}
    return found


def _without_acronym(gap: str) -> str:
    return re.sub(r"^\s?\([A-Z]{2,6}s?\)", "", gap)


def _chosen(themes: list[_Theme], room: float, kind: str) -> list[_Theme]:
    """The themes that an event of type ``kind`` is about, most prominent first; a short text (``room``) has few; any
    mention of terrorism makes it a theme of a condemnation or an attack."""
    levels = _salience()
    violent = kind in ("condemnation", "attack")
    special = any(t.relation == "threat" and not t.general and t.best >= levels["lead"] for t in themes)
    kept = []
    for theme in themes:
        if violent and (
            theme.rule in ("attack-on", "sector", "sector-protected")
            or (_MEANS.match(theme.thing.reference or "") and (kind, theme.thing.reference) != _SUICIDE)
        ):
            continue  # what was done is an event and no theme
        if theme.general:
            passing = theme.score < levels["keep_general"] or theme.best < levels["aim"]
            condemned = violent and theme.thing.reference == "ph-terrorism"
            if violent and not condemned:
                continue
            if not (condemned and theme.score >= levels["quoted"]) and (
                passing or (special and theme.relation == "threat")
            ):
                continue
            theme.rule = "general"
        elif theme.score < levels["keep"]:
            continue
        kept.append(theme)
    kept.sort(key=lambda theme: (-theme.score, theme.relation, theme.thing.label))
    return _without_wider(kept)[: int(min(levels["most"], levels["fewest"] + room))]


def _without_wider(themes: list[_Theme]) -> list[_Theme]:
    """Without ideas that a more special kept one already says: "critical infrastructure" beside "... energy ..."."""
    labels = {(theme.relation, theme.thing.label) for theme in themes}
    return [
        theme
        for theme in themes
        if not any(
            relation == theme.relation
            and label != theme.thing.label
            and label.replace("energy ", "") == theme.thing.label
            for relation, label in labels
        )
    ]
