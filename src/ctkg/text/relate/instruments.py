"""Instruments and guides that events speak of, and the role that each instrument plays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Link, Span, Statement
from ctkg.text import patterns
from ctkg.text.find.screening import Screened
from ctkg.text.reading import EventFrame, Reading, event_at, say
from ctkg.text.relate import agreed, scope

_ROLES = ("adopted", "signed", "ratified", "implemented", "promoted")
_ACT = {"adopted": "adoption", "signed": "signing", "ratified": "ratification"}
_STRENGTH = {"adopted": 5, "signed": 5, "ratified": 5, "implemented": 4, "promoted": 3, "referred": 1}


@cache
def _cues(role: str) -> tuple[Screened, Screened]:
    lists = patterns.load("instruments")["roles"][role]
    return scope.any_of(tuple(lists["before"])), scope.any_of(tuple(lists["after"]))


#: A sentence that begins with what it is done under.
_UNDER = re.compile(r"\W*(?:Under|As part of|Within)\s(?:the\s)?(?:[a-z]+\s){0,2}")


@cache
def _types() -> tuple[frozenset[str], frozenset[str]]:
    types = patterns.load("instruments")["types"]
    return frozenset(types["named"]), frozenset(types["acted"])


#: A plan or strategy told by its whole title.
_ENTITLED = re.compile(
    r"^[A-Z].* (?:on|for|to|against|of) [A-Z]\w+ing\b|^[A-Z].* (?:on|for|against|to) (?:the )?[A-Z][\w-]+ \S"
)
#: What joins two instruments of one list: "the Convention and of the Protocol".
_ALSO = re.compile(
    r"(?:\s*\([^()]{0,40}\))?\s*(?:,|;|and|, and|as well as|, as well as|&)\s+(?:(?:of|to|with|by|the|its)\s+)*"
)


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
        role = _role(reading, events, link, sentence)
        event = near if _of(near, role, sentence) else events[0]
        if kind == "guidance":
            yield _guidance(reading, near, link, sentence)
            if role not in _ACT:
                continue
        gap = reading.plain[last[0] : link.mention.span.start] if last[0] >= sentence.start else "."
        if role == "referred" and _ALSO.fullmatch(gap):
            role = last[1]
        last = (link.mention.span.end, role)
        if (
            kind in acted
            and _ENTITLED.search(link.thing.label) is None
            and (role not in _ACT or not _tells(events, role))
        ):
            continue
        if kind == "collective" and not _carried_out(reading, link, sentence, role, events[0]):
            continue
        if kind not in named and kind not in acted and kind not in {"guidance", "collective"}:
            continue
        rule = "instruments.named" if kind in named else "instruments.acted"
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
        if role in {"adopted", "signed"} and (not _tells(events, role) or event.type == _ACT[role]):
            told = next((e for e in events if e.type == _ACT[role]), event)
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
    yield from _untitled(reading, events)
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


def _of(event: EventFrame, role: str, sentence: Span) -> bool:
    """True where an instrument belongs to ``event``, not to the main one: to the act that brings it about."""
    return event.type == _ACT.get(role) and bool(event.named_in(sentence))


def _untitled(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """ "A and B signed a protocol on ...": texts that the act makes, without a title."""
    named = [link.thing for link in reading.links if link.mention.kind == "instrument"]
    told: set[str] = {name.lower() for one in named if one.type == "agreement" for name in (one.label, *one.names)}
    for event, role in agreed.acts(events, _ACT):
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


def _guidance(reading: Reading, event: EventFrame, link: Link, sentence: Span) -> Statement:
    return say(
        reading, event.entity, "guidance", link.thing, event=event.key, span=sentence, rule="instruments.guidance",
        stance=event.stance,
    )  # fmt: skip


def _tells(events: Sequence[EventFrame], role: str) -> bool:
    return any(event.type == _ACT[role] for event in events)


def _role(reading: Reading, events: Sequence[EventFrame], link: Link, sentence: Span) -> str:
    """The role whose cue stands nearest before the name, or right after it; ``referred`` where none does."""
    span = link.mention.span
    if _in_title(reading, span):
        return "referred"
    before = reading.plain[max(sentence.start, span.start - 110) : span.start]
    after = reading.plain[span.end : min(sentence.end, span.end + 60)]
    near: list[tuple[int, str, str]] = []
    if _UNDER.fullmatch(reading.plain[sentence.start : span.start]):
        near.append((1, "implemented", "under"))
    for role in _ROLES:
        cue, tail = _cues(role)
        for match in cue.finditer(before):
            gap = before[match.end() :]
            if match.group().lower() in _OWN_WORDS and _TEXT_SPEAKS.search(before[: match.start()]):
                continue  # "the Convention builds on": what one text owes another
            if role == "ratified" and _NOT_YET.search(before[: match.start()]):
                continue  # "is studying accession to"
            if (
                role == "promoted"
                and before[: match.start()].endswith("'s ")
                and match.group().endswith((" of", " to"))
            ):
                continue  # "Ukraine's ratification of": told, not asked for
            if not re.search(r"[;:]|\b(?:which|who|that|said|adopted by)\b", gap) and _reaches(gap):
                near.append((len(gap), role, match.group().lower()))
        following = tail.match(after.lstrip())
        if following is not None or _late(tail, after):
            near.append((-1, role, ""))
    for distance, role, cue_words in sorted(
        near, key=lambda one: (one[0], not _acts(reading, events, one[1], sentence), one[1])
    ):
        active = (
            distance >= 0
            and not cue_words.endswith(" of")
            and role == "adopted"
            and event_at(events, span) is events[0]
            and not _past(reading, events, sentence)
        )
        if role in _ACT and not active and not _acts(reading, events, role, sentence):
            continue
        return role
    return "referred"


#: Cues that tell what is carried out where people do it, and what a text rests on where a text does.
_OWN_WORDS = frozenset({"builds on", "build on", "building on", "provisions of", "based on", "consistent with"})
_TEXT_SPEAKS = re.compile(
    r"(?:Convention|Treaty|Protocol|Charter|Declaration|Agreement|Memorandum|MoU|Strategy|Plan|[Rr]esolution|Decision|"
    r"Law|Act|Directive|Regulation)(?:\s\([^()]{1,40}\))?\s(?:also\s|therefore\s|further\s|largely\s|itself\s|is\s|"
    r"was\s)*"
    r"(?:(?:builds?|draws?|rests?|relies|built|drew|rested|expands?|elaborates?)\son\s(?:the\s|many\s|several\s)?"
    r"|(?:supplements?|complements?|amends?|replaces?|repeats?|reproduces?|recalls?|echoes)\s(?:the\s)?)?$"
)


_NOT_YET = re.compile(
    r"\b(?:stud\w+|consider\w*|possible|towards?|future|prepar\w+|examin\w+|plann?\w*|encourag\w+|discuss\w*|"
    r"call\w* for|urg\w+|"
    r"speed\w* up|accelerat\w+|awaiting|favou?r of|importance of|need for|status of|benefits of)\s(?:(?:the|its|"
    r"their|early|swift|universal|full)\s)*$"
)


def _late(tail: Screened, after: str) -> bool:
    """True where the act follows the rest of the name: "on countering terrorism was signed"."""
    match = tail.search(after)
    return match is not None and (
        match.end() <= 30
        or re.fullmatch(r"\s(?:on|for|between|of|with)\b[^,;:()]*", after[: match.start()]) is not None
    )


def _past(reading: Reading, events: Sequence[EventFrame], sentence: Span) -> bool:
    """True where the sentence tells history: a year in it that the main event's sentences do not name."""
    dates = [one for one in reading.inside(sentence, "date") if not reading.head.holds(one.mention.span)]
    own = reading.sentence_at(events[0].trigger.start).span if events else sentence
    if sentence == own:
        return False
    return any(
        one.thing.type in {"year", "month"} or not one.thing.names for one in dates if one.thing.type != "relative"
    )


def _reaches(gap: str) -> bool:
    """True where the cue governs the name: articles, adjectives and other instruments between, no new clause."""
    words = re.findall(r"[a-z][\w-]*", gap)
    verbs = [
        word
        for word in words
        if word in {"to", "outlined", "is", "are", "was", "were", "has", "have", "while", "by", "with", "at", "through"}
    ]
    return len(words) <= 12 and len(verbs) <= 0


def _acts(reading: Reading, events: Sequence[EventFrame], role: str, sentence: Span) -> bool:
    if role not in _ACT:
        return False
    """True where the act is told here as an event of the text, not only as the instrument's history."""
    return any(event.type in {_ACT[role]} and event.speaks(sentence) for event in events) or any(
        event.type == _ACT[role] for event in events[:1]
    )


def _in_title(reading: Reading, span: Span) -> bool:
    return any(head.covers(span) for head in scope.titles(reading)) and len(reading.sentences) > 3
