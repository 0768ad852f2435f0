"""Organisers, partners, supporters, funders, hosts: passive, active, participle and headline forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import cache

from ctkg.model import Entity, Passage, Span, Statement
from ctkg.text import patterns
from ctkg.text.find import screening
from ctkg.text.find.screening import Screened
from ctkg.text.reading import EventFrame, Reading, event_at, placed
from ctkg.text.relate import (
    condemning,
    cues,
    doers,
    enabling,
    frames,
    hints,
    lending,
    lists,
    owning,
    preceding,
    scope,
    sums,
    support,
    titled,
    visitors,
)
from ctkg.text.relate.gatherings import GATHERINGS
from ctkg.text.relate.holding import HOSTED, hold
from ctkg.text.relate.lists import Item

#: Those who come from a body or State, not the body itself: "officers of", "watchkeepers and inspectors from".
_PEOPLE_OF = screening.compile(
    r"\b(?!(?:[Mm]inistries|[Aa]uthorities|[Gg]overnments|[Ee]mbassies|[Aa]gencies|[Oo]ffices|[Bb]ranches|"
    r"[Mm]embers)\b)(?:[a-z-]+s|staff|police|personnel|people|men|women|youth|military|delegates|troops)"
    r"(?: (?:and|or) [a-z-]+)? (?:from|of)(?: across)? (?:the )?$",
    re.IGNORECASE,
)
_ROLES = ("organizer", "coorganizer_or_partner", "supporter", "funder", "host")


@cache
def _train() -> Screened:
    return scope.any_of(tuple(patterns.load("roles")["train"]["organizer"]))


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Statements of the five roles."""
    arrests = {event.key for event in events if event.type == "arrest"}
    found = [_at_work(one, arrests) for one in _sober(reading, _all(reading, events))]
    yield from found
    more = list(hints.fallback(reading, events, found))
    yield from more
    yield from owning.find(reading, events, [*found, *more])


def _at_work(one: Statement, arrests: Set[str]) -> Statement:
    """Whoever police arrest people together with takes part; nobody is a partner in organising that."""
    if one.predicate != "coorganizer_or_partner" or one.event not in arrests:
        return one
    evidence = tuple(replace(item, extractor="roles.participant-operation") for item in one.evidence)
    return replace(one, predicate="participant", evidence=evidence)


def _sober(reading: Reading, found: Iterable[Statement]) -> Iterator[Statement]:
    """The statements without States that a headline alone calls organisers, where the text says who organised."""
    heads = scope.titles(reading)
    told = list(found)
    in_text = {one.event for one in told if one.predicate == "organizer" and not _in_heads(heads, one)}
    for one in told:
        state = isinstance(one.object, Entity) and one.object.kind == "state"
        if not (one.predicate == "organizer" and state and one.event in in_text and _in_heads(heads, one)):
            yield one


def _in_heads(heads: Sequence[Span], one: Statement) -> bool:
    return all(item.span is not None and scope.within(heads, item.span.start) for item in one.evidence)


def _all(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    quoted = scope.quotations(reading)
    for sentence in reading.sentences:
        for role in _ROLES:
            yield from _by_cue(reading, events, sentence, role, quoted)
            yield from _alone(reading, events, sentence, role, quoted)
        yield from _framed(reading, events, sentence, quoted)
        yield from _joined(reading, events, sentence, quoted)
        yield from _colon(reading, events, sentence, quoted)
        yield from _named(reading, events, sentence, quoted)
        yield from visitors.find(reading, events, sentence)
        yield from hints.participles(reading, events, sentence)
        yield from condemning.find(reading, events, sentence)
        yield from doers.find(reading, events, sentence)
        yield from hints.premises(reading, events, sentence)
        yield from hints.donors(reading, events, sentence)


def _by_cue(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, role: str, quoted: Sequence[Span]
) -> Iterator[Statement]:
    """ "the organizers were A and B", "the money came from C"."""
    for match in cues.after(role).finditer(reading.plain, sentence.span.start, sentence.span.end):
        event = frames.event_of(reading, events, sentence, Span(*match.span()))
        if event is None or scope.within(quoted, match.start()):
            continue
        if event.type not in HOSTED and not (event.type == "project" and role != "host"):
            continue
        if frames.of_other(reading, sentence.span.start, match.start(), event, role):
            continue
        items = lists.after(reading, match.end(), sentence.span.end)
        if not items and role == "host" and (office := _office(reading, match.end(), sentence.span.end)) is not None:
            items = [office]
        if "auspices" in match.group():
            items = [i for i in items if i.link is not None and i.link.thing.kind not in {"state", "territory"}]
        cue = "passive" if role == "organizer" else "cue"
        clause = Span(match.start(), sentence.span.end)
        for given, held in _hosts(role, items):
            yield from hold(reading, event, given, held, clause, f"roles.{role}-{cue}")


#: An office-holder who invites: "at the invitation of His Excellency John Doe, Minister of Ports of the Republic of A".
_INVITES = re.compile(
    r"\s(?:the\s|his\s|her\s|its\s)?(?:(?:[A-Z][\w.'-]*|[a-z]{1,3}|of|the|and|for),?\s){1,22}(?:of|to|in)\s(?:the\s)?$"
)
_OFFICE = re.compile(
    r"\b(?:Minist\w+|President|Secretary|King|Emir|Prime|Chief|Commander|Governor|Director|Chair\w*|Head)\b"
)


def _office(reading: Reading, start: int, end: int) -> lists.Item | None:
    """The State whose office-holder is named right behind ``start``."""
    for link in reading.inside(Span(start, min(end, start + 220)), "state", "nationality"):
        before = reading.plain[start : link.mention.span.start]
        if link.mention.kind == "state" and _INVITES.fullmatch(before) and _OFFICE.search(before):
            return lists.Item(link.mention.span, link)
        if link.mention.kind == "nationality" and before.strip() in {"", "the", "its", "his"}:
            office = _OFFICE.search(reading.plain, link.mention.span.end, link.mention.span.end + 40)
            return lists.Item(link.mention.span, link) if office is not None else None
    return None


#: People who are brought or gathered, behind the verb.
_PEOPLE_OBJECT = re.compile(
    r"\s(?:(?:together|for|in|on|at)\b[^,.;]{0,50}?\s)?(?:its|their|\d+|some|over|more than|around|representatives|"
    r"experts|officials|"
    r"participants|officers|prosecutors|judges|practitioners|delegates|[a-z-]+ (?:experts|officials|officers|"
    r"practitioners))\b"
)


def _framed(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]
) -> Iterator[Statement]:
    """Roles by the frames of verbs and nouns."""
    plain = reading.plain
    for role, event, items, clause in frames.passive(reading, events, sentence, quoted):
        if event.type not in HOSTED | {"project"} | ({"arrest"} if role == "supporter" else set()):
            continue
        if _TAUGHT_BY.match(plain, _by_end(plain, clause)):
            continue
        rule = "roles.organizer-passive" if role == "organizer" else f"roles.{role}-cue"
        for given, held in _hosts(role, items):
            yield from hold(reading, event, given, held, clause, rule)
    for role, event, items, clause in (
        *support.find(reading, events, sentence, quoted),
        *enabling.find(reading, events, sentence, quoted),
        *sums.find(reading, events, sentence, quoted),
    ):
        if event.type not in HOSTED | {"project", "arrest"} or (role == "host" and event.type == "project"):
            continue
        if event.type == "arrest" and role == "coorganizer_or_partner":
            yield from hold(reading, event, "participant", items, clause, "roles.participant-cue")
            continue  # those with whom people are arrested take part in it
        for given, held in _hosts(role, items):
            yield from hold(reading, event, given, held, clause, f"roles.{role}-cue")
    for role, event, items, clause in lending.find(reading, events, sentence, quoted):
        if event.type in HOSTED | {"project"}:
            for given, held in _hosts(role, items):
                lent = "supporter" if given == "organizer" else given
                yield from hold(reading, event, lent, held, clause, f"roles.{lent}-cue")
    for role, event, items, clause in (
        *frames.active(reading, events, sentence, quoted),
        *frames.taken(reading, events, sentence, quoted),
    ):
        if event.type not in HOSTED | {"project"}:
            continue
        if role in {"organizer", "host"} and _PEOPLE_OF.search(plain, sentence.span.start, items[0].span.start):
            yield from hold(reading, event, "participant", items, sentence.span, "roles.participant-subject")
            continue
        for given, held in _hosts(role, items):
            yield from hold(reading, event, given, held, clause, f"roles.{given}-active")
    for match in _TRAINED_BY.finditer(plain, sentence.span.start, sentence.span.end):
        taught = next((e for e in placed(events).speaking(sentence.span) if e.type in {"training", "workshop"}), None)
        if taught is not None and not scope.within(quoted, match.start()):
            items = lists.after(reading, match.end() - 1, sentence.span.end)
            yield from hold(reading, taught, "organizer", items, sentence.span, "roles.organizer-active")
    for match in _train().finditer(plain, sentence.span.start, sentence.span.end):
        gathers = match.group().lower().endswith(("gathered", "brought", "gathers", "brings", "assembled"))
        if gathers and not _PEOPLE_OBJECT.match(plain, match.end(), sentence.span.end):
            continue
        kinds = GATHERINGS if gathers else {"training", "workshop", "exercise"}
        event_ = next((e for e in placed(events).speaking(sentence.span) if e.type in kinds), None)
        items = preceding.before(reading, sentence.span.start, match.start())
        people = items and _PEOPLE_OF.search(plain, sentence.span.start, items[0].span.start)
        if event_ is not None and items and not people and not scope.within(quoted, match.start()):
            yield from hold(reading, event_, "organizer", items, sentence.span, "roles.organizer-active")


#: "were trained by A", "received training on passports from A", "learned from A how".
_TRAINED_BY = screening.compile(
    r"\b(?:was|were|been|being|are|is)\s(?:\w+ly\s)?(?:trained|taught|instructed|coached|"
    r"mentored)\b[^.;:,]{0,60}?\sby\s(?=the\s[A-Z]|[A-Z])|"
    r"\b(?:receiv(?:ed|es|e|ing)|underwent|undergo|got|gets)\s(?:\w+\s){0,3}?(?:training|instruction|lessons|tuition)\b"
    r"[^.;:,]{0,60}?\sfrom\s(?=the\s[A-Z]|[A-Z])|"
    r"\b(?:learn(?:ed|t|s)?)\sfrom\s(?=the\s[A-Z]|[A-Z])"
)


def _by_end(plain: str, clause: Span) -> int:
    found = re.compile(r"\bby\b").search(plain, clause.start, clause.end)
    return found.end() if found is not None else clause.end


#: Those who facilitate as experts take part; they do not support.
_TAUGHT_BY = re.compile(r"\s+(?:\w+\s+){0,2}(?:experts|trainers|instructors|facilitators|specialists|lecturers)\b")
_THANKS = screening.compile(r"\b(?:thank\w*|gratitude|grateful|appreciat\w+|praised)\b")


def _alone(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, role: str, quoted: Sequence[Span]
) -> Iterator[Statement]:
    """ "C provided the funds", "A and B co-operated in its preparation"."""
    for match in cues.alone(role).finditer(reading.plain, sentence.span.start, sentence.span.end):
        event = _not_next(reading, events, sentence, Span(*match.span()))
        items = preceding.before(reading, sentence.span.start, match.start())
        if event is None or event.type not in HOSTED | {"project", "arrest"} or scope.within(quoted, match.start()):
            continue
        if _THANKS.search(reading.plain, sentence.span.start, match.start()):
            continue
        clause = Span(items[0].span.start, match.end()) if items else sentence.span
        yield from hold(reading, event, role, items, clause, f"roles.{role}-alone")


def _not_next(reading: Reading, events: Sequence[EventFrame], sentence: Passage, cue: Span) -> EventFrame | None:
    """The event that a verb is about, not one that the next verb names ("gave advice, financed two meetings")."""
    event = event_at(events, cue)
    if event is None or event.leads or event.named_in(Span(sentence.span.start, cue.start)):
        return event
    named = event.named_in(Span(cue.end, sentence.span.end))
    if named and re.search(r", [a-z]+ed\b|\band [a-z]+ed\b", reading.plain[cue.end : named[0].start]):
        return next((one for one in events if one.leads), event)
    return event


_JOINED = screening.compile(r"\b(?:together|jointly|along|in tandem) with\b|\balongside\b")
_ORGANISES = screening.compile(
    r"\b(?:co-?)?(?P<verb>organi[sz]\w+|host\w*|held|holds?|holding|launch\w+|conven\w+|arrang\w+|stag\w+|conduct\w+|"
    r"deliver\w*|r[au]n|develop\w*|implement\w*|prepar\w+)\b(?! to\b)[^.;]{0,160}$"
)
#: "was delivered by A jointly with": both do it.
_BY_AGENT = re.compile(r"\bby\s(?:the\s)?[A-Z]")
_SHARED = ("organi", "host", "launch", "conven", "held", "hold", "stag", "arrang")


def _joined(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]
) -> Iterator[Statement]:
    """ "A organised the event together with B": those who organise jointly are organisers, the others partners."""
    for match in _JOINED.finditer(reading.plain, sentence.span.start, sentence.span.end):
        verb = _ORGANISES.search(reading.plain, sentence.span.start, match.start())
        event = frames.event_of(reading, events, sentence, Span(*match.span()))
        if (
            verb is None
            or event is None
            or event.type not in HOSTED | {"project"}
            or scope.within(quoted, match.start())
        ):
            continue
        done_by = _BY_AGENT.search(reading.plain, verb.end("verb"), match.start()) is not None
        shared = verb["verb"].lower().startswith(_SHARED) or done_by or match.group().lower().startswith("jointly")
        role = "organizer" if shared else "coorganizer_or_partner"
        items = lists.after(reading, match.end(), sentence.span.end)
        clause = Span(verb.start(), sentence.span.end)
        yield from hold(reading, event, role, items, clause, f"roles.{role}-joined")


_COLON = screening.compile(
    r"\b(?P<verb>co-?organi[sz]ed|organi[sz]ed|co-?hosted|hosted|convened|supported|funded|financed)\b"
    r"[^.;:()]{0,60}:\s+(?=the |[A-Z])"
)
_COLON_ROLES = {"supported": "supporter", "funded": "funder", "financed": "funder", "hosted": "host"}


def _colon(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]
) -> Iterator[Statement]:
    """ "Three institutions organised the workshop jointly: A, B and C"."""
    for match in _COLON.finditer(reading.plain, sentence.span.start, sentence.span.end):
        event = event_at(events, Span(*match.span()))
        if event is not None and event.type in HOSTED and not scope.within(quoted, match.start()):
            role = _COLON_ROLES.get(match["verb"], "organizer")
            items = lists.after(reading, match.end(), sentence.span.end)
            for given, held in _hosts(role, items):
                yield from hold(reading, event, given, held, sentence.span, f"roles.{role}-alone")


def _named(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]
) -> Iterator[Statement]:
    """ "with A as its partner", "B was the host": roles told by a noun for those who hold them."""
    for role, event, items, clause in titled.find(reading, events, sentence, quoted):
        if event.type in HOSTED or (event.type == "project" and role != "host"):
            for given, held in _hosts(role, items):
                yield from hold(reading, event, given, held, clause, f"roles.{given}-alone")


#: Types of bodies that only States have.
_NATIONAL = frozenset(
    {"field-operation", "ministry", "police", "parliament", "prosecution-service", "diplomatic-mission"}
)


def _hosts(role: str, items: Sequence[Item]) -> Iterator[tuple[str, list[Item]]]:
    """A State or its body hosts; an international body that "hosts" a meeting organises it."""
    if role != "host":
        yield role, list(items)
        return
    at_home = [item for item in items if item.link is None or _at_home(item.link.thing)]
    if at_home:
        yield "host", at_home
    if abroad := [item for item in items if item not in at_home]:
        yield "organizer", abroad


def _at_home(thing: Entity) -> bool:
    return bool(thing.state) or not thing.reference or thing.type in _NATIONAL
