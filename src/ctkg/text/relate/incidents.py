"""Attacks: victims, who claims them or is said to be behind them, means and targets; who condemns them.

A perpetrator is always somebody's statement: ``detail`` is ``claimed`` or ``attributed``, ``representing`` who says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from ctkg.model import Entity, Link, Span, Statement
from ctkg.text import folding, patterns
from ctkg.text.find import alternation, quotations
from ctkg.text.reading import EventFrame, Reading, event_at, say
from ctkg.text.relate import casualties, targets

_NAME = r"(?:[A-Z][\w'-]*|al-[A-Z][\w'-]*)(?:[ -](?:[A-Z][\w'-]*|e|al|ul|of|in|the|for))*"
_GROUP = re.compile(
    r"(?:[Tt]he\s|[Aa]n?\s)?(?:outlawed\s|banned\s|so-called\s|(?:militant|terrorist|extremist)\sgroup\s|group\s)?"
    rf"({_NAME}(?<!\sof)(?<!\sin)(?<!\sthe)(?<!\sfor))(?:\s\(([A-Z][\w'-]{{1,12}})\))?"
)
_CONDEMN = re.compile(
    r"(?:,[^,.]{1,80},)?\s(?:has\s|have\s|today\s|on\s\w+\s)?(?:also\s|[a-z]+ly\s)?condemn(?:s|ed)?\b"
)


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """What the text says of its attacks; simulated ones are none."""
    attacks = [event for event in events if event.type == "attack" and event.modality in ("asserted", "earlier")]
    if attacks:
        quotes = [quote.outer for quote in quotations.find(reading)]
        for sentence in reading.sentences:
            yield from _sentence(reading, attacks, sentence.span, quotes)
    for event in events:
        if event.type == "condemnation":
            yield from _condemners(reading, event)


def _sentence(reading: Reading, attacks: list[EventFrame], sentence: Span, quotes: list[Span]) -> Iterator[Statement]:
    words = folding.lower(reading.plain[sentence.start : sentence.end])
    told = any(attack.speaks(sentence) for attack in attacks) or (len(attacks) == 1 and _violent().search(words))
    away = casualties.elsewhere(words)
    named = [attack for attack in attacks if attack.named_in(sentence)]
    if away is not None and len(named) == 1 and len(attacks) > 1:
        attacks, away = named, None  # the sentence tells of the one attack that it names, whenever that was
    yield from _perpetrators(reading, attacks, sentence, len(words) if away is None else away)
    if away is not None:
        return
    for victims in casualties.find(words):
        span = Span(sentence.start + victims.start, sentence.start + victims.end)
        if _unreal(reading, span):
            continue
        attack = _attack_at(attacks, span)
        yield say(
            reading,
            attack.entity,
            "victim.count",
            victims.number,
            event=attack.key,
            span=sentence,
            rule=f"incidents.{victims.rule}",
            counted=victims.counted,
            approx=victims.approx,
            stated=reading.words(Span(span.start, span.end)),
        )
    if told and not any(quote.overlaps(sentence) for quote in quotes):
        yield from _means(reading, attacks, sentence, words)
        yield from targets.relate(reading, attacks, sentence)


def _unreal(reading: Reading, span: Span) -> bool:
    """True where quotation marks say that the victims are played or a figure of speech ("four 'passengers'")."""
    return reading.plain[span.start : span.end].count('"') == 2


@cache
def _violent() -> re.Pattern[str]:
    """A verb of attacking."""
    return re.compile(rf"\b(?:{alternation.of(patterns.load('incidents')['targets']['verbs'])})\b")


def _attack_at(attacks: list[EventFrame], span: Span) -> EventFrame:
    return event_at(attacks, span) or attacks[0]


def _perpetrators(reading: Reading, attacks: list[EventFrame], sentence: Span, reach: int) -> Iterator[Statement]:
    words = reading.plain[sentence.start : sentence.start + reach]
    for detail, cue in (("claimed", "claimed_by"), ("attributed", "attributed_to")):
        for found in _cues(cue).finditer(words):
            named = _group_at(reading, sentence.start + found.end())
            if named:
                yield _perpetrator(reading, attacks, sentence, named, detail)
    here = any(attack.named_in(sentence) for attack in attacks)
    for detail, told in (("claimed", _WHICH), ("attributed", _by_name())):
        for found in told.finditer(words) if here else ():
            span = Span(sentence.start + found.start("name"), sentence.start + found.end("name"))
            named = None if found["name"].split()[0] in _never() else _group(reading, span)
            if named:
                yield _perpetrator(reading, attacks, sentence, named, detail)
    for detail, cue in (("claimed", "claims"), ("attributed", "attributed")):
        for found in _cues(cue).finditer(words):
            named = _group_before(reading, sentence, sentence.start + found.start())
            if named:
                yield _perpetrator(reading, attacks, sentence, named, detail)


def _perpetrator(
    reading: Reading, attacks: list[EventFrame], sentence: Span, named: tuple[Entity, Span], detail: str
) -> Statement:
    thing, span = named
    attack = _attack_at(attacks, span)
    return say(
        reading,
        attack.entity,
        "perpetrator",
        thing,
        event=attack.key,
        span=sentence,
        rule=f"incidents.{detail}",
        detail=detail,
        representing=thing if detail == "claimed" else None,
        stance="asserted",
    )


@cache
def _cues(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation.of(patterns.load('incidents')['claims'][key])})\b\s?", re.IGNORECASE)


#: "... which A claimed": whose claim it is stands before the verb.
_WHICH = re.compile(rf"\b(?:which|that)\s(?P<name>{_NAME})\s(?:has\s|have\s|had\s|later\s)?(?:claimed|acknowledged)\b")


@cache
def _by_name() -> re.Pattern[str]:
    """An armed group that a text says did it: "when A stormed their post"."""
    data = patterns.load("incidents")
    groups, verbs = alternation.of(data["claims"]["groups"]), alternation.of(data["targets"]["verbs"])
    return re.compile(
        rf"\b(?P<name>{groups})(?:\s\([A-Z][\w-]+\))?(?:\s(?:militants|fighters|gunmen|insurgents|terrorists|group|members))?"
        rf"\s(?:has\s|have\s|had\s|then\s|again\s)?(?:{verbs}|killed|ambushed|kidnapped|abducted|seized|overran)\b"
    )


@cache
def _never() -> frozenset[str]:
    return frozenset(patterns.load("incidents")["claims"]["never"])


def _group_at(reading: Reading, offset: int) -> tuple[Entity, Span] | None:
    """The group named at ``offset``: a body that is linked, or a capitalised name."""
    found = _GROUP.match(reading.plain, offset)
    if not found or found.group(1).split()[0] in _never():
        return None
    return _group(reading, Span(found.start(1), found.end(1)), found.group(2) or "")


def _group(reading: Reading, span: Span, acronym: str = "") -> tuple[Entity, Span] | None:
    link = reading.link_at(span.start)
    if link and link.mention.kind == "organization":
        return link.thing, link.mention.span
    if (link and link.mention.span.end >= span.end) or (
        not any(c.islower() for c in reading.words(span)) and len(span) > 12
    ):
        return None
    label = " ".join(reading.words(span).split())
    names = (acronym,) if acronym else ()
    return Entity(kind="organization", label=label, names=names, type="armed-group"), span


def _group_before(reading: Reading, sentence: Span, offset: int) -> tuple[Entity, Span] | None:
    """The group whose claim is told at ``offset``: the last body or capitalised name before it in the sentence."""
    subject = _subject().search(reading.plain, max(sentence.start, offset - 160), offset)
    if subject and subject.group(1).split()[0] not in _never():
        named = _group(reading, Span(subject.start(1), subject.end(1)), subject.group(2) or "")
        if named:
            return named
    links: tuple[Link, ...] = reading.inside(Span(sentence.start, offset), "organization")
    if links and offset - links[-1].mention.span.end < 60:
        return links[-1].thing, links[-1].mention.span
    names = [
        m for m in _GROUP.finditer(reading.plain, max(sentence.start, offset - 80), offset) if m.end() >= offset - 12
    ]
    if not names or names[-1].group(1).split()[0] in _never():
        return None
    return _group(reading, Span(names[-1].start(1), names[-1].end(1)), names[-1].group(2) or "")


@cache
def _subject() -> re.Pattern[str]:
    """A name that is the subject of what follows, a clause between commas aside."""
    aside = r"(?:,\s[^,.;\n]{3,90},)?"
    kind = (
        r"(?:\s(?:(?:terrorist|militant|extremist|jihadist|armed|rebel|separatist|insurgent)\s)?"
        r"(?:group|organi[sz]ation|network|movement|militants|fighters|cell|insurgents|branch|affiliate|faction))?"
    )
    return re.compile(rf"{_GROUP.pattern}{kind}{aside}\s(?:(?:has|have|had|later|also|since|[a-z]+ly)\s){{0,2}}$")


@cache
def _means_phrases() -> tuple[re.Pattern[str], dict[str, dict[str, Any]]]:
    by_phrase = {phrase: entry for entry in patterns.load("incidents")["means"] for phrase in entry["phrases"]}
    return re.compile(rf"(?<![\w-])(?:{alternation.of(by_phrase)})(?![\w-])"), by_phrase


def _means(reading: Reading, attacks: list[EventFrame], sentence: Span, words: str) -> Iterator[Statement]:
    pattern, by_phrase = _means_phrases()
    special = False
    found = [(match, by_phrase[match.group()]) for match in pattern.finditer(words)]
    special = any(
        entry["label"] != "explosive device"
        for _, entry in found
        if "bomb" in entry["label"] or "explosive" in entry["label"]
    )
    for match, entry in found:
        if special and entry["label"] == "explosive device":
            continue
        span = Span(sentence.start + match.start(), sentence.start + match.end())
        attack = _attack_at(attacks, span)
        thing = Entity(
            kind="concept",
            label=entry["label"],
            reference=entry.get("concept"),
            names=(reading.words(span),) if reading.words(span).lower() != entry["label"] else (),
            type="means",
        )
        yield say(reading, attack.entity, "weapon", thing, event=attack.key, span=sentence, rule="incidents.means")


def _condemners(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """The bodies that condemn: they stand before the verb."""
    for link in reading.links:
        if link.mention.kind not in ("organization", "state"):
            continue
        if _CONDEMN.match(reading.plain, link.mention.span.end):
            sentence = reading.sentence_at(link.mention.span.start).span
            yield say(
                reading,
                event.entity,
                "organizer",
                link.thing,
                event=event.key,
                span=sentence,
                rule="incidents.condemner",
            )
