"""What an event is about: ``threat``, ``topic`` and ``target.sector``, one statement per idea."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from ctkg.model import Entity, Span, Statement
from ctkg.text import folding, patterns
from ctkg.text.find import agenda, alternation, concepts, quotations
from ctkg.text.find.concepts import Hit, Idea
from ctkg.text.reading import EventFrame, Reading, say

_BESIDE = re.compile(
    r"(?:,|,?\s(?:and|or|as well as|including)|\s?/)\s?(?:[a-z]+ing\s(?:and\s[a-z]+ing\s)?)?(?:the\s)?", re.IGNORECASE
)
_SUBJECTS = ("subject", "listed-subject", "used-by", "composed")
_MEANS = re.compile(r"means-|act-(?!incitement|recruitment|training|travel|cyberattack|infrastructure)")
#: A report of an attack tells of it as a threat as well; a condemnation speaks of terrorism.
_SUICIDE = ("attack", "act-suicide-bombing")
_LEAD_SENTENCES = 2
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
    kept = _chosen(_themes(reading, events), room, events[0].type)
    for theme in kept:
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
_WITH_SUBJECTS = frozenset(["workshop", "roundtable", "seminar", "conference", "meeting", "training", "exercise"])


def _home(events: Sequence[EventFrame], sentence: Span) -> EventFrame:
    """The event whose subject a sentence tells: another than the main one only where it names that one alone."""
    if len(events) > 1 and not events[0].named_in(sentence):
        named = [event for event in events[1:] if event.named_in(sentence)]
        if len(named) == 1 and named[0].type in _WITH_SUBJECTS and named[0].about != events[0].key:
            return named[0]
    return events[0]


def _themes(reading: Reading, events: Sequence[EventFrame]) -> list[_Theme]:
    places = _Places(reading)
    found: dict[tuple[str, str], _Theme] = {}
    hits = concepts.find(reading)
    listed = _listed(reading, hits)
    for relation, thing, general, hit in [*_ideas(hits), *_subjects(reading, hits)]:
        key = (relation, _measure(thing.label) if hit.rule == "composed" else thing.label.lower())
        theme = found.setdefault(key, _Theme(relation, thing, general))
        place = places.of(hit.span)
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
    return list(found.values())


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


class _Places:
    """How prominent the places of a text are."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.low = folding.lower(reading.plain)
        self.titles = [p.span for p in reading.passages if p.kind in ("title", "heading")]
        body = [s.span for s in reading.sentences if not any(t.covers(s.span) for t in self.titles[:1])]
        body = [span for span in body if len(span) > 60 or span.end - span.start > 60] or body
        self.lead_end = body[min(_LEAD_SENTENCES, len(body)) - 1].end if body else 0
        self.title = self.titles[0] if self.titles else Span(0, 0)
        self.quotes = quotations.find(reading)
        self.quote_starts = [quote.outer.start for quote in self.quotes]
        self.known: dict[int, str] = {}

    def of(self, span: Span) -> str:
        """``title``, ``lead``, ``aim``, ``body``, ``quoted`` or ``background``."""
        if self.title.covers(span):
            return "title"
        at = bisect_right(self.quote_starts, span.start) - 1
        if at >= 0 and self.quotes[at].outer.covers(span):
            around = self.reading.sentence_at(span.start).span
            return "quoted-aim" if _cue("aim").search(self.low, around.start, around.end) else "quoted"
        sentence = self.reading.sentence_at(span.start).span
        if sentence.start not in self.known:
            self.known[sentence.start] = self._sentence(sentence)
        return self.known[sentence.start]

    def _sentence(self, sentence: Span) -> str:
        words = self.low[sentence.start : sentence.end]
        if _cue("background").search(words) or words.startswith("about the "):
            return "background"
        if sentence.end <= self.lead_end:
            return "lead"
        return "aim" if _cue("aim").search(words) else "body"


@cache
def _cue(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation.of(patterns.load('themes')['cues'][key])})\b")
