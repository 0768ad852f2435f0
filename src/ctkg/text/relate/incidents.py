"""Attacks: victims, who claims them or is said to be behind them, means and targets; who condemns them.

A perpetrator is always somebody's statement: ``detail`` is ``claimed`` or ``attributed``, ``representing`` who says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Entity, Span, Statement
from ctkg.text import folding, patterns
from ctkg.text.find import alternation, quotations, screening
from ctkg.text.reading import EventFrame, Events, Reading, event_at, placed, say
from ctkg.text.relate import casualties, means, perpetrators, targets

_CONDEMN = re.compile(
    r"(?:,[^,.]{1,80},)?\s(?:has\s|have\s|today\s|on\s\w+\s)?(?:also\s|[a-z]+ly\s)?condemn(?:s|ed)?\b"
)


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """What the text says of its attacks; simulated ones are none."""
    attacks = Events(event for event in events if event.type == "attack" and event.modality in ("asserted", "earlier"))
    if attacks:
        quotes = [quote.outer for quote in quotations.find(reading)]
        told = [one for s in reading.sentences for one in _sentence(reading, attacks, s.span, quotes)]
        finer = {one.event for one in told if one.predicate == "weapon" and _bomb(one) not in ("", _VAGUE)}
        yield from (one for one in told if not (one.event in finer and _bomb(one) == _VAGUE))
    condemned = [event for event in events if event.type == "condemnation"]
    if condemned:
        yield from _condemners(reading, condemned)


_VAGUE = "explosive device"
_FEW = 4  # condemnations of one text that are taken for those of the same bodies


def _bomb(one: Statement) -> str:
    """What kind of bomb a statement of weapon tells; empty for all others."""
    label = one.object.label if one.predicate == "weapon" and isinstance(one.object, Entity) else ""
    return label if "bomb" in label or "explosive" in label else ""


def _sentence(reading: Reading, attacks: Events, sentence: Span, quotes: list[Span]) -> Iterator[Statement]:
    words = folding.lower(reading.plain[sentence.start : sentence.end])
    told = bool(attacks.speaking(sentence)) or (len(attacks) == 1 and _violent().search(words))
    away = casualties.elsewhere(words)
    named = attacks.naming(sentence)
    if away is not None and len(named) == 1 and (len(attacks) > 1 or named[0].key != "e1"):
        attacks, away = Events(named), None  # the sentence tells of the one attack that it names, whenever that was
    yield from targets.before_noun(reading, named, sentence)
    yield from perpetrators.relate(reading, attacks, sentence, len(words) if away is None else away)
    if away is not None:
        return
    for victims in casualties.find(words):
        span = Span(sentence.start + victims.start, sentence.start + victims.end)
        if _unreal(reading, span) or _LONG.search(words, 0, victims.start):
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
        for span, thing in means.find(reading, sentence, words):
            attack = _attack_at(attacks, span)
            yield say(reading, attack.entity, "weapon", thing, event=attack.key, span=sentence, rule="incidents.means")
        yield from targets.relate(reading, attacks, sentence)


#: What kills that is no attack, or is many: "the conflict has killed more than 40,000", "an earthquake that killed".
_LONG = re.compile(
    r"\b(?:earthquake|tsunami|floods?|cyclone|hurricane|typhoon|landslide|wildfires?|epidemic|pandemic|virus|disease|"
    r"cholera|drought|famine|avalanche|(?:road|traffic) accident|(?:the|an?|this|that|decades of|years of|whose|of|in) "
    r"(?:\w+[ -]){0,3}?(?:violence|conflict|insurgency|insurrection|rebellion|civil war|war|unrest|uprising|campaign|"
    r"militancy))\b[^.;]{0,80}$"
)


def _unreal(reading: Reading, span: Span) -> bool:
    """True where quotation marks say that the victims are played or a figure of speech ("four 'passengers'")."""
    return reading.plain[span.start : span.end].count('"') == 2


@cache
def _violent() -> screening.Screened:
    """A verb of attacking."""
    return screening.compile(rf"\b(?:{alternation.of(patterns.load('incidents')['targets']['verbs'])})\b")


def _attack_at(attacks: Events, span: Span) -> EventFrame:
    return event_at(attacks, span) or attacks[0]


def _condemners(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """The bodies that condemn: they stand before the verb. All condemn at each of a few condemnations; in a text of
    many, each has those of its own sentences."""
    for link in reading.links:
        if link.mention.kind not in ("organization", "state") or not _CONDEMN.match(
            reading.plain, link.mention.span.end
        ):
            continue
        sentence = reading.sentence_at(link.mention.span.start).span
        for event in events if len(events) <= _FEW else placed(events).speaking(sentence):
            yield say(
                reading, event.entity, "organizer", link.thing, event=event.key, span=sentence,
                rule="incidents.condemner",
            )  # fmt: skip
