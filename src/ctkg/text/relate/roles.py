"""Organisers, partners, supporters, funders, hosts: passive, active, participle and headline forms."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ctkg.model import Entity, Link, Passage, Span, Statement
from ctkg.text import patterns
from ctkg.text.reading import EventFrame, Reading, event_at, say
from ctkg.text.relate import lists, scope
from ctkg.text.relate.lists import Item

_PEOPLE_OF = re.compile(
    r"\b(?:officials|experts|representatives|officers|delegates|delegations|specialists|members|staff|prosecutors|judges|"
    r"leaders|participants|heads|ministers|soldiers|troops) (?:from|of) (?:the )?$",
    re.IGNORECASE,
)
_OBJECT_REACH = 160
_LEAVES_OBJECT = re.compile(
    r"[;:]|, (?:which|who|where|while|said)\b|"
    r"\b(?:that|is|are|was|were|during|after|before|which|at|following|through)\b"
)
_HOSTED = frozenset(
    {
        "workshop",
        "roundtable",
        "seminar",
        "conference",
        "meeting",
        "training",
        "exercise",
        "launch",
        "other",
        "visit",
        "signing",
    }
)
_ROLES = ("organizer", "coorganizer_or_partner", "supporter", "funder", "host")
#: What a project is funded by is not the event's.
_OF_PROJECT = re.compile(r"\b(?:[Pp]roject|[Pp]rogramme|[Pp]rogram|[Ii]nitiative)\b[^,.;]{0,25}$")
_DONORS = re.compile(r"\b(?:donors|funders|sponsors)\s*$", re.IGNORECASE)
_MODIFIED = re.compile(r"-(supported|led|organi[sz]ed|funded|hosted|sponsored|backed|facilitated|run)\b")
_PARTICIPLE = {
    "supported": "supporter",
    "backed": "supporter",
    "facilitated": "supporter",
    "led": "organizer",
    "organized": "organizer",
    "organised": "organizer",
    "run": "organizer",
    "funded": "funder",
    "sponsored": "funder",
    "hosted": "host",
}


@cache
def _after(role: str) -> re.Pattern[str]:
    return scope.any_of(tuple(patterns.load("roles")["after"][role]))


@cache
def _active(role: str) -> re.Pattern[str]:
    return scope.any_of(tuple(patterns.load("roles")["active"][role]))


@cache
def _train() -> re.Pattern[str]:
    return scope.any_of(tuple(patterns.load("roles")["train"]["organizer"]))


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Statements of the five roles."""
    found = list(_all(reading, events))
    yield from found
    yield from _fallback(reading, events, found)


def _all(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    quoted = scope.quotations(reading)
    for sentence in reading.sentences:
        for role in _ROLES:
            yield from _by_cue(reading, events, sentence, role, quoted)
            yield from _by_verb(reading, events, sentence, role, quoted)
        yield from _by_cue_apart(reading, events, sentence, quoted)
        yield from _by_participle(reading, events, sentence)
        yield from _condemners(reading, events, sentence)
        yield from _premises(reading, events, sentence)
        yield from _donors(reading, events, sentence)


_APART = re.compile(
    r"\b(?P<verb>co-organi[sz]ed|organi[sz]ed|held|hosted|conducted|convened|delivered|funded|financed|supported|sponsored)"
    r"(?= (?:in|on|at|from|today|yesterday|this|last|for|jointly|together|online|virtually)\b)[^.;:()]{2,70}?\bby\b"
)
_APART_ROLES = {
    "hosted": "host",
    "funded": "funder",
    "financed": "funder",
    "sponsored": "funder",
    "supported": "supporter",
}


def _by_cue_apart(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]
) -> Iterator[Statement]:
    """ "held in Riga on 4 May by A": place and date between participle and "by"."""
    for match in _APART.finditer(reading.plain, sentence.span.start, sentence.span.end):
        if scope.within(quoted, match.start()) or re.search(
            r"\w(?:ed|held|run)\b", match.group()[len(match["verb"]) :]
        ):
            continue
        event = _event_of(reading, events, sentence, Span(*match.span()))
        items = lists.after(reading, match.end(), sentence.span.end, joint=True)
        if event is not None and event.type in _HOSTED:
            role = _APART_ROLES.get(match["verb"], "organizer")
            rule = "roles.organizer-apart" if role == "organizer" else f"roles.{role}-cue"
            clause = Span(match.start(), sentence.span.end)
            yield from _hold(reading, event, _role(role, items), items, clause, rule)


def _by_cue(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, role: str, quoted: Sequence[Span]
) -> Iterator[Statement]:
    """ "organised by A and B", "with the support of C"."""
    for match in _after(role).finditer(reading.plain, sentence.span.start, sentence.span.end):
        if scope.within(quoted, match.start()) or _longer_cue(role, match, reading.plain):
            continue
        if _OF_PROJECT.search(reading.plain, sentence.span.start, match.start()):
            continue
        event = _event_of(reading, events, sentence, Span(*match.span()))
        if event is None or (event.type not in _HOSTED and not (event.type == "project" or role != "host")):
            continue
        joint = re.search(r"co-?org|jointly|co-host", match.group(), re.IGNORECASE) is not None
        items = lists.after(reading, match.end(), sentence.span.end, joint=joint)
        cue = "passive" if role == "organizer" else "cue"
        if "auspices" in match.group():
            items = [
                item for item in items if item.link is not None and item.link.thing.kind not in {"state", "territory"}
            ]
        yield from _hold(
            reading, event, _role(role, items), items, Span(match.start(), sentence.span.end), f"roles.{role}-{cue}"
        )


@cache
def _longest() -> re.Pattern[str]:
    return scope.any_of(tuple(cue for cues in patterns.load("roles")["after"].values() for cue in cues))


def _longer_cue(role: str, match: re.Match[str], plain: str) -> bool:
    """True where the cue is part of a longer one of another role ("supported by" in "financially supported by")."""
    for found in _longest().finditer(plain, max(0, match.start() - 40), match.end() + 1):
        if found.start() <= match.start() < found.end():
            longer = re.sub(r"\s+", " ", found.group().lower())
            return longer not in patterns.load("roles")["after"][role]
    return False


def _event_of(reading: Reading, events: Sequence[EventFrame], sentence: Passage, cue: Span) -> EventFrame | None:
    """The event whose role a cue gives: the last one named before it in its sentence, else the one that speaks there."""
    near = [
        (mention, event)
        for event in events
        for mention in event.named_in(Span(sentence.span.start, max(sentence.span.start, cue.start)))
    ]
    if near:
        return max(near, key=lambda pair: pair[0])[1]
    return event_at(events, cue)


def _by_verb(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, role: str, quoted: Sequence[Span]
) -> Iterator[Statement]:
    """ "A and B organised a workshop", "C hosts seminar"."""
    plain = reading.plain
    for match in _active(role).finditer(plain, sentence.span.start, sentence.span.end):
        if scope.within(quoted, match.start()) or re.match(r"\s+by\b", plain[match.end() : match.end() + 8]):
            continue
        event = _object(plain, events, match.end(), sentence.span.end)
        if event is None:
            continue
        items = lists.before(reading, sentence.span.start, match.start())
        if not items:
            continue
        given = _role(role, items)
        if role in {"organizer", "host"} and _PEOPLE_OF.search(reading.plain, sentence.span.start, items[0].span.start):
            yield from _hold(reading, event, "participant", items, sentence.span, "roles.participant-subject")
            continue
        named = event.named_in(Span(match.end(), sentence.span.end))
        clause = Span(items[0].span.start, named[-1].end if named else sentence.span.end)
        if role == "supporter" and event.type in {"training", "workshop"} and "facilitat" in match.group().lower():
            continue
        yield from _hold(reading, event, given, items, clause, f"roles.{given}-active")
    if role == "organizer":
        for match in _train().finditer(plain, sentence.span.start, sentence.span.end):
            event = next(
                (e for e in events if e.type in {"training", "workshop", "exercise"} and e.speaks(sentence.span)), None
            )
            items = lists.before(reading, sentence.span.start, match.start())
            if event is not None and items and not scope.within(quoted, match.start()):
                yield from _hold(reading, event, role, items, sentence.span, "roles.organizer-active")


def _object(plain: str, events: Sequence[EventFrame], start: int, end: int) -> EventFrame | None:
    """The event named within the object of a verb that ends at ``start``."""
    best: tuple[int, EventFrame] | None = None
    for event in events:
        for mention in event.named_in(Span(start, max(start, min(end, start + _OBJECT_REACH)))):
            if _LEAVES_OBJECT.search(plain, start, mention.start) is None and (best is None or mention.start < best[0]):
                best = (mention.start, event)
    return best[1] if best else None


def _role(role: str, items: Sequence[Item]) -> str:
    """A State or its body hosts; an international body that "hosts" a meeting organises it."""
    if role != "host" or not items:
        return role
    things = [item.link.thing for item in items if item.link is not None]
    return "host" if any(thing.state or thing.kind == "state" for thing in things) else "organizer"


def _hold(
    reading: Reading, event: EventFrame, role: str, items: Iterable[Item], clause: Span, rule: str
) -> Iterator[Statement]:
    for item in items:
        if item.link is None:
            continue
        thing = holder(item.link)
        end = max(clause.end if clause.end - clause.start < 400 else item.span.end, item.span.end)
        span = Span(min(clause.start, item.span.start), end)
        yield say(reading, event.entity, role, thing, event=event.key, span=span, rule=rule, stance=event.stance)


def holder(link: Link) -> Entity:
    """The agent that a link names; a State named by its adjective or its government is the State."""
    thing = link.thing
    if thing.kind in {"state", "territory"}:
        names = tuple(dict.fromkeys([f"Government of {thing.label}", *thing.names]))[:6]
        return dataclasses.replace(thing, names=names)
    return thing


def _by_participle(reading: Reading, events: Sequence[EventFrame], sentence: Passage) -> Iterator[Statement]:
    """ "An OSCE-supported roundtable"."""
    for link in reading.inside(sentence.span, "organization", "state", "nationality"):
        match = _MODIFIED.match(reading.plain, link.mention.span.end)
        if match is None:
            continue
        event = _object(reading.plain, events, match.end(), sentence.span.end)
        if event is None:
            continue
        role = _PARTICIPLE[match.group(1)]
        rule = f"roles.{role}-cue" if role != "organizer" else "roles.organizer-passive"
        mention = event.named_in(Span(match.end(), sentence.span.end))[0]
        span = Span(link.mention.span.start, mention.end)
        yield say(reading, event.entity, role, holder(link), event=event.key, span=span, rule=rule, stance=event.stance)


def _premises(reading: Reading, events: Sequence[EventFrame], sentence: Passage) -> Iterator[Statement]:
    """ "at the premises of A", "at A's headquarters"."""
    for link in reading.inside(sentence.span, "organization"):
        span = link.mention.span
        before, after = (
            reading.plain[max(sentence.span.start, span.start - 40) : span.start],
            reading.plain[span.end : span.end + 20],
        )
        if re.match(r"(?:'s|') (?:premises|headquarters|offices|seat)\b", after) and re.search(
            r"\bat (?:the )?$", before
        ):
            event = event_at(events, span)
            if event is not None and event.type in _HOSTED:
                yield from _hold(reading, event, "host", [Item(span, link)], sentence.span, "roles.host-premises")


def _donors(reading: Reading, events: Sequence[EventFrame], sentence: Passage) -> Iterator[Statement]:
    """ "donors (A, B)"."""
    for bracket in re.finditer(r"\(([^()]{2,200})\)", reading.plain[sentence.span.start : sentence.span.end]):
        start = sentence.span.start + bracket.start()
        if _DONORS.search(reading.plain[sentence.span.start : start]):
            inside = Span(start, sentence.span.start + bracket.end())
            event = event_at(events, inside)
            named = reading.inside(inside, "organization", "state")
            items = [Item(one.mention.span, one) for one in named if not lists.goes_on(reading.plain, one.mention.span)]
            if event is not None:
                yield from _hold(reading, event, "funder", items, sentence.span, "roles.funder-bracket")


def _condemners(reading: Reading, events: Sequence[EventFrame], sentence: Passage) -> Iterator[Statement]:
    """Who condemned: the organiser of a condemnation or a statement."""
    for event in events:
        if event.type not in {"condemnation", "statement"}:
            continue
        for mention in event.named_in(sentence.span):
            items = lists.before(reading, sentence.span.start, mention.start)
            rule = "roles.condemner"
            yield from _hold(reading, event, "organizer", items, sentence.span, rule)


def _fallback(reading: Reading, events: Sequence[EventFrame], found: Sequence[Statement]) -> Iterator[Statement]:
    """ "OSCE workshop": the body before the noun, where nothing else says who organised it."""
    for event in events[:1]:
        if event.type not in _HOSTED - {"signing"} or any(
            s.event == event.key and s.predicate in {"organizer", "supporter"} for s in found
        ):
            continue
        for mention in event.mentions:
            sentence = reading.sentence_at(mention.start)
            for link in reversed(reading.inside(Span(sentence.span.start, mention.start), "organization")):
                gap = reading.plain[link.mention.span.end : mention.start]
                if re.fullmatch(r"(?:'s)?(?: [\w-]+){0,5} ", gap) and not re.search(
                    r" (?:in|of|on|for|to|at|and|by|with|hosts?|holds?|from) ", gap
                ):
                    yield say(
                        reading, event.entity, "organizer", link.thing, event=event.key,
                        span=Span(link.mention.span.start, mention.end), rule="roles.organizer-modifier", stance=event.stance,
                    )  # fmt: skip
                    return
                break
