"""Organisers, partners, supporters, funders, hosts: passive, active, participle and headline forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Passage, Span, Statement
from ctkg.text import patterns
from ctkg.text.reading import EventFrame, Reading, event_at
from ctkg.text.relate import cues, hints, lists, scope
from ctkg.text.relate.holding import HOSTED, event_in, hold
from ctkg.text.relate.lists import Item

_PEOPLE_OF = re.compile(
    r"\b(?:officials|experts|representatives|officers|delegates|delegations|specialists|members|staff|prosecutors|judges|"
    r"leaders|participants|heads|ministers|soldiers|troops|units|forces|police|services|teams|trainers|instructors|"
    r"authorities|investigators|practitioners|students|guards) (?:from|of) (?:the )?$",
    re.IGNORECASE,
)
_ROLES = ("organizer", "coorganizer_or_partner", "supporter", "funder", "host")
#: What a project is funded by is not the event's.
_OF_PROJECT = re.compile(
    r"\b(?:[Pp]roject|[Pp]rogramme?|[Ii]nitiative)\b(?! (?:Office|Co-?ordinat|Manager|Officer|Director))"
    r"(?:[^,.;]{0,25}|\s+\"[^\"]{3,90}\"[^.;]{0,25}|\s+[A-Z][^,.;]{0,60},?(?:\s+(?:which|that))?[^,.;]{0,25})$"
)


@cache
def _train() -> re.Pattern[str]:
    return scope.any_of(tuple(patterns.load("roles")["train"]["organizer"]))


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Statements of the five roles."""
    found = list(_all(reading, events))
    yield from found
    more = list(hints.fallback(reading, events, found))
    yield from more
    yield from _owned(reading, events, [*found, *more])


def _all(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    quoted = scope.quotations(reading)
    for sentence in reading.sentences:
        for role in _ROLES:
            yield from _by_cue(reading, events, sentence, role, quoted)
            yield from _by_verb(reading, events, sentence, role, quoted)
            yield from _alone(reading, events, sentence, role, quoted)
        yield from _joined(reading, events, sentence, quoted)
        yield from _colon(reading, events, sentence, quoted)
        yield from _by_cue_apart(reading, events, sentence, quoted)
        yield from hints.participles(reading, events, sentence)
        yield from hints.condemners(reading, events, sentence)
        yield from hints.premises(reading, events, sentence)
        yield from hints.donors(reading, events, sentence)


_APART = re.compile(
    r"\b(?P<verb>co-organi[sz]ed|organi[sz]ed|held|hosted|conducted|convened|delivered|launched|inaugurated|funded|financed|supported|sponsored)"
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
        if event is not None and event.type in HOSTED:
            role = _APART_ROLES.get(match["verb"], "organizer")
            rule = "roles.organizer-apart" if role == "organizer" else f"roles.{role}-cue"
            clause = Span(match.start(), sentence.span.end)
            yield from hold(reading, event, _role(role, items), items, clause, rule)


def _by_cue(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, role: str, quoted: Sequence[Span]
) -> Iterator[Statement]:
    """ "organised by A and B", "with the support of C"."""
    for match in cues.after(role).finditer(reading.plain, sentence.span.start, sentence.span.end):
        if scope.within(quoted, match.start()) or _longer_cue(role, match, reading.plain):
            continue
        if role == "supporter" and (cues.money().search(match.group()) or _TAUGHT_BY.match(reading.plain, match.end())):
            continue
        event = _event_of(reading, events, sentence, Span(*match.span()))
        told = _OF_PROJECT.search(reading.plain, sentence.span.start, match.start())
        if told is not None and event is not None and event.type != "project":
            link = reading.link_at(told.start())
            if link is None or link.mention.kind != "organization":
                continue
        if event is None or (event.type not in HOSTED and not (event.type == "project" or role != "host")):
            continue
        joint = re.search(r"co-?org|jointly|co-host", match.group(), re.IGNORECASE) is not None
        items = lists.after(reading, match.end(), sentence.span.end, joint=joint)
        cue = "passive" if role == "organizer" else "cue"
        if "auspices" in match.group():
            items = [
                item for item in items if item.link is not None and item.link.thing.kind not in {"state", "territory"}
            ]
        yield from hold(
            reading, event, _role(role, items), items, Span(match.start(), sentence.span.end), f"roles.{role}-{cue}"
        )


def _longer_cue(role: str, match: re.Match[str], plain: str) -> bool:
    """True where the cue is part of a longer one of another role ("supported by" in "financially supported by")."""
    for found in cues.all_after().finditer(plain, max(0, match.start() - 60), match.end() + 1):
        if found.start() <= match.start() < found.end():
            return len(found.group()) > len(match.group()) and cues.after(role).fullmatch(found.group()) is None
    return False


def _event_of(reading: Reading, events: Sequence[EventFrame], sentence: Passage, cue: Span) -> EventFrame | None:
    """The event whose role a cue gives: the last one named before it in its sentence, else the one told there."""
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
    for match in cues.active(role).finditer(plain, sentence.span.start, sentence.span.end):
        if scope.within(quoted, match.start()) or re.match(r"\s+by\b", plain[match.end() : match.end() + 8]):
            continue
        if re.search(
            r"\b(?:the|its|their|his|her|of|for|an?|such|this)\s+$", plain[max(0, match.start() - 8) : match.start()]
        ):
            continue  # "for the support"
        event = event_in(plain, events, match.end(), sentence.span.end)
        if event is None:
            continue
        items = lists.before(reading, sentence.span.start, match.start())
        if not items:
            continue
        given = _role(role, items)
        if role in {"organizer", "host"} and _PEOPLE_OF.search(reading.plain, sentence.span.start, items[0].span.start):
            yield from hold(reading, event, "participant", items, sentence.span, "roles.participant-subject")
            continue
        named = event.named_in(Span(match.end(), sentence.span.end))
        clause = Span(items[0].span.start, named[-1].end if named else sentence.span.end)
        if role == "supporter" and event.type in {"training", "workshop"} and "facilitat" in match.group().lower():
            continue
        yield from hold(reading, event, given, items, clause, f"roles.{given}-active")
    if role == "organizer":
        for match in _train().finditer(plain, sentence.span.start, sentence.span.end):
            event = next(
                (e for e in events if e.type in {"training", "workshop", "exercise"} and e.speaks(sentence.span)), None
            )
            items = lists.before(reading, sentence.span.start, match.start())
            people = items and _PEOPLE_OF.search(reading.plain, sentence.span.start, items[0].span.start)
            if event is not None and items and not people and not scope.within(quoted, match.start()):
                yield from hold(reading, event, role, items, sentence.span, "roles.organizer-active")


#: Those who facilitate as experts take part; they do not support.
_TAUGHT_BY = re.compile(r"\s+(?:\w+\s+){0,2}(?:experts|trainers|instructors|facilitators|specialists|lecturers)\b")
_THANKS = re.compile(r"\b(?:thank\w*|gratitude|grateful|appreciat\w+|praised)\b")


def _alone(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, role: str, quoted: Sequence[Span]
) -> Iterator[Statement]:
    """ "C provided the funds", "A and B co-operated in its preparation"."""
    for match in cues.alone(role).finditer(reading.plain, sentence.span.start, sentence.span.end):
        event = event_at(events, Span(*match.span()))
        items = lists.before(reading, sentence.span.start, match.start())
        if event is None or event.type not in HOSTED | {"project", "arrest"} or scope.within(quoted, match.start()):
            continue
        if _THANKS.search(reading.plain, sentence.span.start, match.start()):
            continue
        clause = Span(items[0].span.start, match.end()) if items else sentence.span
        yield from hold(reading, event, role, items, clause, f"roles.{role}-alone")


_JOINED = re.compile(r"\b(?:together|jointly|along|in tandem) with\b|\balongside\b")
_ORGANISES = re.compile(
    r"\b(?:co-?)?(?P<verb>organi[sz]\w+|host\w*|held|holds?|holding|launch\w+|conven\w+|arrang\w+|stag\w+|conduct\w+|"
    r"deliver\w*|r[au]n|develop\w*|implement\w*|prepar\w+)\b(?! to\b)[^.;]{0,160}$"
)
_SHARED = ("organi", "host", "launch", "conven", "held", "hold", "stag", "arrang")


def _joined(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]
) -> Iterator[Statement]:
    """ "A organised the event together with B": those who organise jointly are organisers, the others partners."""
    for match in _JOINED.finditer(reading.plain, sentence.span.start, sentence.span.end):
        verb = _ORGANISES.search(reading.plain, sentence.span.start, match.start())
        event = _event_of(reading, events, sentence, Span(*match.span()))
        if (
            verb is None
            or event is None
            or event.type not in HOSTED | {"project"}
            or scope.within(quoted, match.start())
        ):
            continue
        role = "organizer" if verb["verb"].lower().startswith(_SHARED) else "coorganizer_or_partner"
        items = lists.after(reading, match.end(), sentence.span.end)
        clause = Span(verb.start(), sentence.span.end)
        yield from hold(reading, event, role, items, clause, f"roles.{role}-joined")


_COLON = re.compile(
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
            yield from hold(reading, event, _role(role, items), items, sentence.span, f"roles.{role}-alone")


_OWNED = re.compile(r"(?:\s(?:week|session|meeting|assembly))?\sof\s(?:the\s)?")


def _owned(reading: Reading, events: Sequence[EventFrame], found: Sequence[Statement]) -> Iterator[Statement]:
    """ "The plenary session of the Task Force": the body that meets organises, where nobody else does."""
    for event in events:
        if event.type not in {"meeting", "conference", "exercise"}:
            continue
        if any(one.event == event.key and one.predicate in {"organizer", "host"} for one in found):
            continue
        for mention in event.mentions:
            sentence = reading.sentence_at(mention.start).span
            for link in reading.inside(Span(mention.end, min(sentence.end, mention.end + 160)), "organization")[:1]:
                gap = reading.plain[mention.end : link.mention.span.start]
                joined = re.match(r"\s*(?:,|and\b)", reading.plain[link.mention.span.end : link.mention.span.end + 6])
                if _OWNED.fullmatch(gap) and not (joined and "," not in joined.group()):
                    span = Span(mention.start, link.mention.span.end)
                    yield from hold(
                        reading, event, "organizer", [Item(link.mention.span, link)], span, "roles.organizer-owner"
                    )
                    break
            else:
                continue
            break


#: Types of bodies that only States have.
_NATIONAL = frozenset({"ministry", "police", "parliament", "prosecution-service", "diplomatic-mission"})


def _role(role: str, items: Sequence[Item]) -> str:
    """A State or its body hosts; an international body that "hosts" a meeting organises it."""
    if role != "host" or not items:
        return role
    things = [item.link.thing for item in items if item.link is not None]
    return (
        "host"
        if any(thing.state or thing.kind == "state" or thing.type in _NATIONAL for thing in things)
        else "organizer"
    )
