"""Instruments and guides that events speak of, and the role that each instrument plays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Link, Span, Statement
from ctkg.text import patterns
from ctkg.text.reading import EventFrame, Reading, event_at, placed, say
from ctkg.text.relate import agreed, described, guides, scope
from ctkg.text.relate.instrument_roles import ACT, ALSO, role_of

_STRENGTH = {"adopted": 5, "signed": 5, "ratified": 5, "implemented": 4, "promoted": 3, "referred": 1}


@cache
def _types() -> tuple[frozenset[str], frozenset[str]]:
    types = patterns.load("instruments")["types"]
    return frozenset(types["named"]), frozenset(types["acted"])


#: Plans of the work that a body does anyway.
_ROUTINE = re.compile(r"(?:Biannual|Biennial|Annual|Yearly|Quarterly|Monthly|Six-Month)\s(?:Action |Work )?Pl")


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Statements of instrument, guidance and instrument.role."""
    named, acted = _types()
    best: dict[tuple[str | None, str], tuple[str, Link, Span]] = {}
    last: tuple[int, str] = (-1, "")
    for link in reading.links:
        if link.mention.kind != "instrument" or not events:
            continue
        kind = link.thing.type
        sentence = reading.sentence_at(link.mention.span.start).span
        near = event_at(events, link.mention.span) or events[0]
        role = role_of(reading, events, link.mention.span, sentence)
        if (
            role == "referred"
            and kind not in _RESOLUTIONS
            and near is not events[0]
            and _beside(reading, near, link.mention.span, sentence)
        ):
            role = _ROLE[near.type]  # "the Convention, signed in Oslo in 2001": told as an act of its own
        event = near if _of(near, role, sentence) or _charged(near, kind, sentence) else events[0]
        if kind == "guidance":
            yield _guidance(reading, near, link, sentence)
            if role not in ACT and "Memorandum" not in link.thing.label:
                continue
        gap = reading.plain[last[0] : link.mention.span.start] if last[0] >= sentence.start else "."
        if role == "referred" and ALSO.fullmatch(gap):
            role = last[1]
        last = (link.mention.span.end, role)
        if kind == "collective" and not _carried_out(reading, link, sentence, role, events[0]):
            continue
        if kind not in named and kind not in acted and kind not in {"guidance", "collective"}:
            continue
        if kind == "declaration" and _itself(reading, link):
            continue
        if kind == "plan" and _ROUTINE.match(link.thing.label) and role not in ACT:
            continue
        rule = "instruments.named" if kind in named else "instruments.acted"
        beside = near if event is events[0] else events[0]
        if (
            beside is not event
            and near.type in _ACTS
            and near.named_in(sentence)
            and (beside is near or near.type == "adoption")
            and role not in _CARRIED  # what an act carries out or asks for is not what it brings about
        ):
            yield say(
                reading, beside.entity, "instrument", link.thing, event=beside.key, span=sentence, rule=rule,
                stance=beside.stance,
            )  # fmt: skip
        yield say(
            reading,
            event.entity,
            "instrument",
            link.thing,
            event=event.key,
            span=sentence,
            rule=rule,
            stance=event.stance,
        )
        if role in {"adopted", "signed"} and (not _tells(events, role) or event.type == ACT[role]):
            told = placed(events).first(ACT[role]) or event
            yield say(
                reading,
                told.entity,
                "output",
                link.thing,
                event=told.key,
                span=sentence,
                rule="instruments.output",
                stance=told.stance,
            )
        if kind == "collective":
            role = "implemented"
        key = (link.thing.reference, "" if link.thing.reference else link.thing.label)
        if key not in best or _STRENGTH[role] > _STRENGTH[best[key][0]]:
            best[key] = (role, link, sentence)
    yield from _guides(reading, events)
    untitled = list(_untitled(reading, events))
    yield from untitled
    yield from _described(
        reading,
        events,
        [where for one in untitled if one.predicate == "instrument" and (where := one.evidence[0].span)],
    )
    ratified = events[:1] and events[0].type == "ratification" and all(one[0] != "ratified" for one in best.values())
    for role, link, sentence in best.values():
        if ratified and link.thing.type == "treaty" and role == "referred":
            role = "ratified"  # "acceded to five conventions": those that the text goes on to name
        yield say(
            reading, link.thing, "instrument.role", role, event=events[0].key, span=sentence, rule=f"instruments.{role}"
        )


_NO_PROGRAMME = frozenset({"condemnation", "attack", "arrest", "statement"})


def _carried_out(reading: Reading, link: Link, sentence: Span, role: str, event: EventFrame) -> bool:
    """True where texts named together are what an event helps to carry out, and none of them is named beside them."""
    if event.type in _NO_PROGRAMME or scope.within(scope.quotations(reading), link.mention.span.start):
        return False
    beside = [one for one in reading.inside(sentence, "instrument") if one.thing.type == "security-council-resolution"]
    return not beside and (role == "implemented" or link.thing.label.endswith("sanctions"))


_CARRIED = frozenset({"implemented", "promoted"})
#: Texts that are the document itself where its title begins with their name.
_ITSELF = re.compile(
    r"(?:Joint|Chair's|Concluding|Final)\s(?:Statement|Communiqu[eé]|Conclusions|Declaration)\b|Conclusions\b"
)


def _itself(reading: Reading, link: Link) -> bool:
    """True for the name of the document in its own title: "Joint Statement of the third meeting"."""
    start = link.mention.span.start
    return _ITSELF.match(link.thing.label) is not None and any(head.start == start for head in scope.titles(reading))


#: Events that bring a text about.
_ACTS = frozenset(ACT.values())
_ROLE = {kind: role for role, kind in ACT.items()}


#: Texts whose adoption is told to say which they are.
_RESOLUTIONS = frozenset({"security-council-resolution", "general-assembly-resolution"})
_ASIDE = re.compile(r"(?:\s\([^()]{1,60}\))?,?\s(?:(?:which|that)\s(?:was|were|had been)\s)?(?:first\s|newly\s)?")


def _beside(reading: Reading, event: EventFrame, span: Span, sentence: Span) -> bool:
    """True where the act that ``event`` is stands right behind a name: "the Convention, adopted in Oslo"."""
    return event.type in _ACTS and any(
        _ASIDE.fullmatch(reading.plain[span.end : one.start])
        for one in event.named_in(sentence)
        if one.start >= span.end
    )


def _of(event: EventFrame, role: str, sentence: Span) -> bool:
    """True where an instrument belongs to ``event``, not to the main one: to the act that brings it about."""
    return event.type == ACT.get(role) and bool(event.named_in(sentence))


def _charged(event: EventFrame, kind: str, sentence: Span) -> bool:
    """True for the act under which somebody is arrested: "two men were arrested under the Terrorism Act"."""
    return kind == "act" and event.type == "arrest" and bool(event.named_in(sentence))


def _untitled(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """ "A and B signed a protocol on ...": texts that the act makes, without a title."""
    named = [link.thing for link in reading.links if link.mention.kind == "instrument"]
    told: set[str] = {name.lower() for one in named if one.type == "agreement" for name in (one.label, *one.names)}
    for event, role in agreed.acts(events, ACT):
        for sentence in event.named_sentences():
            for thing, span in agreed.find(reading, event, sentence):
                if thing.label.lower() in told or (thing.names and thing.names[0].lower() in told):
                    continue
                told.update(name.lower() for name in (thing.label, *thing.names))
                yield say(
                    reading, event.entity, "instrument", thing, event=event.key, span=span, rule="instruments.untitled",
                    stance=event.stance,
                )  # fmt: skip
                yield say(
                    reading, thing, "instrument.role", role, event=event.key, span=sentence,
                    rule="instruments.untitled",
                )  # fmt: skip


def _guides(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Guides without a title in the tables or in capitals."""
    told: set[str] = set()
    for passage in reading.sentences if events else ():
        for thing, span in guides.find(reading, passage.span):
            if thing.label.lower() not in told:
                told.add(thing.label.lower())
                event = event_at(events, span) or events[0]
                yield say(
                    reading, event.entity, "guidance", thing, event=event.key, span=passage.span,
                    rule="instruments.guide", stance=event.stance,
                )  # fmt: skip


def _described(reading: Reading, events: Sequence[EventFrame], taken: Sequence[Span]) -> Iterator[Statement]:
    """Texts named in lower case, outside the acts that the events are."""
    told: set[str] = set()
    for passage in reading.sentences if events else ():
        sentence = passage.span
        if any(head.covers(sentence) for head in scope.titles(reading)):
            continue
        for one in described.find(reading, sentence):
            label = one.thing.label.lower()
            if label in told or any(span.start < one.span.end and one.span.start < span.end for span in taken):
                continue
            role = role_of(reading, events, one.span, sentence)
            if one.acted and role not in {"adopted", "signed", "ratified"}:
                continue
            told.add(label)
            event = event_at(events, one.span) or events[0]
            event = event if event.type == ACT.get(role) else events[0]
            rule = "instruments.acted" if role in ACT else "instruments.described"
            yield say(
                reading, event.entity, "instrument", one.thing, event=event.key, span=sentence, rule=rule,
                stance=event.stance,
            )  # fmt: skip
            yield say(
                reading, one.thing, "instrument.role", role, event=event.key, span=sentence, rule=rule,
            )  # fmt: skip


def _guidance(reading: Reading, event: EventFrame, link: Link, sentence: Span) -> Statement:
    return say(
        reading, event.entity, "guidance", link.thing, event=event.key, span=sentence, rule="instruments.guidance",
        stance=event.stance,
    )  # fmt: skip


def _tells(events: Sequence[EventFrame], role: str) -> bool:
    return placed(events).first(ACT[role]) is not None
