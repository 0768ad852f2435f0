"""Bodies whose own meeting an event is, where nothing else says who organised it.

- "the plenary session of the Task Force", "the Committee will meet in May", "the Focus Group, whose own meeting"
- "a Europol workshop", "SEARCCT's annual conference", "the CSTO exercise \"Cobalt\""
- "the next plenary": that of the body which held the last one
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ctkg.model import Entity, Span, Statement
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Reading, say
from ctkg.text.relate import assemblies, lists
from ctkg.text.relate.assemblies import ASSEMBLY, ONLY_MEETS
from ctkg.text.relate.holding import HOSTED, hold
from ctkg.text.relate.lists import Item

_OWNED = re.compile(
    r"(?:\s(?:week|session|meeting|assembly))?(?:\sof\s(?:the\s)?(?:Representatives|Heads|Ministers|Members|Parties|"
    r"Delegates|Directors|Experts|Commanders|Chiefs)(?: of State(?: and(?: of)? Government)?)?)?\sof\s(?:the\s)?"
)
#: A second body behind the first: the meeting is one of both.
_JOINED = re.compile(r"\s*(?:\([^()]{1,20}\)\s*)?(?P<by>,|and\b)\s(?:the\s)?(?=[A-Z])")


def find(reading: Reading, events: Sequence[EventFrame], found: Sequence[Statement]) -> Iterator[Statement]:
    """Statements of organizer for events that have none."""
    held = {one.event for one in found if one.predicate == "organizer"}
    more: list[Statement] = []
    for event in events:
        if event.key in held:
            continue
        own: list[Statement] = []
        if event.type in {"meeting", "conference", "exercise"}:
            own = [
                *assemblies.meets(reading, event), *_of_body(reading, event), *_whose(reading, event),
                *assemblies.officials(reading, event), *assemblies.at_its(reading, event),
            ]  # fmt: skip
        if not own and event.type in {"workshop", "seminar", "roundtable", "training", "exercise"}:
            own = list(_of_bodies(reading, event))
        if not own and event.type in HOSTED - {"signing", "visit", "other"}:
            own = list(assemblies.its(reading, event))
        if not own and event.type in HOSTED - {"signing", "visit"}:
            own = list(_by(reading, event))
        if not own and event.type in HOSTED - {"signing"}:
            own = list(_before_noun(reading, event))
        more += own
    yield from more
    yield from _foremost(reading, events, [*found, *more])
    yield from _series(reading, events, [*found, *more])


def _of_body(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        for link in reading.inside(Span(mention.end, min(sentence.end, mention.end + 160)), "organization")[:1]:
            gap = reading.plain[mention.end : link.mention.span.start]
            joined = _JOINED.match(reading.plain, link.mention.span.end, sentence.end)
            if ONLY_MEETS.search(link.mention.text) is not None:
                return
            if _OWNED.fullmatch(gap) and not (joined and joined["by"] == "and"):
                span = Span(mention.start, link.mention.span.end)
                yield from hold(
                    reading, event, "organizer", [Item(link.mention.span, link)], span, "roles.organizer-owner"
                )
                return


_BY = re.compile(r"\s(?:held\s)?by\s(?:the\s)?")


def _by(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """ "a seminar by A": the body right behind the noun."""
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        for link in reading.inside(Span(mention.end, min(sentence.end, mention.end + 90)), "organization")[:1]:
            gap = reading.plain[mention.end : link.mention.span.start]
            if _BY.fullmatch(gap) and not ONLY_MEETS.search(link.mention.text):
                items = lists.after(reading, mention.end + 3, sentence.end)
                span = Span(mention.start, link.mention.span.end)
                bodies = [one for one in items if one.link is not None and one.link.mention.kind == "organization"]
                yield from hold(reading, event, "organizer", bodies, span, "roles.organizer-owner")
                return


_NEW = re.compile(r"\b(?:[Aa]n?|[Aa]nother|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ss]everal|[Rr]ecent)\s")
_OF = re.compile(
    r"(?:\s(?:course|session|programme))?\sof\s(?:the\s)?"
    r"(?:(?:armed forces|armies|navies|special forces|security services|special services|"
    r"police forces)\sof\s(?:the\s)?)?"
)
_COURSE = re.compile(r"(?:course|workshop|seminar|roundtable|drill)s?$", re.IGNORECASE)
_JOINT = re.compile(r"\b(?:[Jj]oint|[Bb]ilateral|[Cc]ommon)\b")


def _of_bodies(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """ "a workshop of the Academy and the Harbour Agency", "the joint exercise of Latvia and Estonia"."""
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        of = _OF.match(reading.plain, mention.end, sentence.end)
        if of is None:
            continue
        items = lists.after(reading, of.end() - 1, sentence.end)
        joint = _JOINT.search(reading.plain, max(sentence.start, mention.start - 50), mention.end) is not None
        kinds = {"organization", "state"} if joint and len(items) > 1 else {"organization"}
        bodies = [one for one in items if one.link is not None and one.link.mention.kind in kinds]
        ends = reading.plain[max(mention.start, mention.end - 12) : mention.end]
        new = joint or len(bodies) > 1 or event.type == "exercise" or _COURSE.search(ends) is not None
        new = new or _NEW.search(reading.plain, max(sentence.start, mention.start - 12), mention.end) is not None
        if new and bodies and bodies[0].span.start <= of.end() + 4:
            yield from hold(
                reading, event, "organizer", bodies, Span(mention.start, bodies[-1].span.end), "roles.organizer-owner"
            )
            return


_OWN = screening.compile(r",?\s(?:whose|which held its|which holds its)\s(?:\w+\s){0,3}$")


def _whose(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """ "the Focus Group, whose own meeting"."""
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        link = reading.inside(Span(sentence.start, mention.start), "organization")[-1:]
        if link and _OWN.fullmatch(reading.plain, link[0].mention.span.end, mention.start):
            span = Span(link[0].mention.span.start, mention.end)
            yield from hold(
                reading, event, "organizer", [Item(link[0].mention.span, link[0])], span, "roles.organizer-owner"
            )
            return


#: What may stand between a body and the noun of its event: its possessive, adjectives, a name between quotation marks.
_MODIFIES = re.compile(
    r"(?:'s?)?(?: \"[^\"]{2,40}\")?(?: (?!(?:the|a|an|said|was|is|are|its|in|of|on|for|to|at|and|by|with|as|hosts?|"
    r"holds?|from|that|which|who|has|have|had|will|experts?|officials?|officers?|trainers?|representatives?|"
    r"staff|members?|Members?|States?|officers|delegations?|chiefs?|ministers?|Ministers?|leaders?)\b)\w[\w-]*){0,4} "
)
_ARTICLE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Aa]nother|[Tt]his|[Ii]ts|[Oo]ne|[Ss]imilar|[Nn]ext|[Ff]irst|earlier|previous)\s$"
)


def _before_noun(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """ "an INTERPOL course", "SEARCCT's annual conference"."""
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        for link in reading.inside(Span(sentence.start, mention.end), "organization")[-1:]:
            span = link.mention.span
            noun = reading.plain.rfind(" ", span.end, mention.end) + 1
            if noun <= span.end or _MODIFIES.fullmatch(reading.plain, span.end, noun) is None:
                continue
            own = reading.plain.startswith(("'s ", "' "), span.end)
            if own or _ARTICLE.search(reading.plain, max(sentence.start, span.start - 12), span.start):
                clause = Span(span.start, mention.end)
                yield from hold(reading, event, "organizer", [Item(span, link)], clause, "roles.organizer-modifier")
                return


_HELD = frozenset({"workshop", "training", "seminar", "conference", "meeting", "exercise", "roundtable"})
#: Bodies of several States or of none, that hold events for others.
_COMMON = frozenset(
    {"regional-organisation", "universal-organisation", "intergovernmental-organisation", "specialised-agency",
     "agency", "entity", "secretariat-office", "institution", "field-operation", "centre-of-excellence",
     "specialised-body", "informal-group", "committee", "fatf-style-regional-body", "forum"}
)  # fmt: skip
_ATTENDS = re.compile(
    r"(?:'s)?\s(?:[\w-]+\s){0,3}(?:attend|participat|took part|takes? part|join|support|contribut|was represented|"
    r"were represented|praised|welcom|thank|as an? observer)"
)
_MANY = 3


def _foremost(reading: Reading, events: Sequence[EventFrame], found: Sequence[Statement]) -> Iterator[Statement]:
    """The body of which a text speaks most, where nothing says who held its main event."""
    main = events[0] if events else None
    if main is None or main.type not in _HELD or any(one.event == main.key for one in found):
        return
    links = reading.inside(Span(0, len(reading.plain)), "organization")
    often = Counter(link.thing.label for link in links).most_common(2)
    if not often or often[0][1] < _MANY or (len(often) > 1 and often[1][1] == often[0][1]):
        return
    body = [link for link in links if link.thing.label == often[0][0]]
    if body[0].thing.type not in _COMMON or not body[0].thing.reference or body[0].thing.state:
        return
    if any(_ATTENDS.match(reading.plain, link.mention.span.end) for link in body):
        return
    item = Item(body[0].mention.span, body[0])
    clause = reading.sentence_at(item.span.start).span
    yield from hold(reading, main, "organizer", [item], clause, "roles.organizer-foremost")


_NEXT = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir)\s(?:\w+\s){0,2}?(?:next|following|previous|last|coming|\d+(?:st|nd|rd|th)|first|"
    r"second|third|"
    r"fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+(?:teenth|tieth))\b"
)


def _series(reading: Reading, events: Sequence[EventFrame], found: Sequence[Statement]) -> Iterator[Statement]:
    """ "The next plenary will take place in May": held by the body whose plenary the main event is."""
    if not events or events[0].type not in {"meeting", "conference"}:
        return
    told = {one.event for one in found if one.predicate == "organizer"}
    owners = {
        one.object.label: one.object
        for one in found
        if one.event == events[0].key
        and one.predicate == "organizer"
        and isinstance(one.object, Entity)
        and one.object.kind == "organization"
        and ASSEMBLY.search(one.object.label)
    }
    if len(owners) != 1:
        return
    for event in events[1:]:
        if event.type != events[0].type or event.key in told:
            continue
        words = reading.plain[reading.sentence_at(event.trigger.start).span.start : event.trigger.end]
        if _NEXT.search(words[-60:]):
            for owner in owners.values():
                yield say(
                    reading, event.entity, "organizer", dataclasses.replace(owner), event=event.key,
                    span=reading.sentence_at(event.trigger.start).span, rule="roles.organizer-series",
                    stance=event.stance,
                )  # fmt: skip
