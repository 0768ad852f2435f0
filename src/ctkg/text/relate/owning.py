"""Bodies whose own meeting an event is, where nothing else says who organised it.

- "the plenary session of the Task Force", "the Committee will meet in May", "the Focus Group, whose own meeting"
- "a Europol workshop", "SEARCCT's annual conference", "the CSTO exercise \"Cobalt\""
- "the next plenary": that of the body which held the last one
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from ctkg.model import Entity, Span, Statement
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Reading, say
from ctkg.text.relate import lists, preceding
from ctkg.text.relate.holding import HOSTED, hold
from ctkg.text.relate.lists import Item

#: Bodies that are nothing but the meeting of their members.
_MEETS = re.compile(r"\b(?:Joint|Working Group|Dialogue|Contact Group|Commission on Co-?operation|Consultations)\b")
_OWNED = re.compile(
    r"(?:\s(?:week|session|meeting|assembly))?(?:\sof\s(?:the\s)?(?:Representatives|Heads|Ministers|Members|Parties|"
    r"Delegates|Directors|Experts|Commanders|Chiefs))?\sof\s(?:the\s)?"
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
                *_meets(reading, event), *_of_body(reading, event), *_whose(reading, event),
                *_officials(reading, event), *_at_its(reading, event),
            ]  # fmt: skip
        elif event.type in {"workshop", "seminar", "roundtable", "training"}:
            own = list(_of_bodies(reading, event))
        if not own and event.type in HOSTED - {"signing", "visit"}:
            own = list(_by(reading, event))
        if not own and event.type in HOSTED - {"signing"}:
            own = list(_before_noun(reading, event))
        more += own
    yield from more
    yield from _series(reading, events, [*found, *more])


def _of_body(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        for link in reading.inside(Span(mention.end, min(sentence.end, mention.end + 160)), "organization")[:1]:
            gap = reading.plain[mention.end : link.mention.span.start]
            joined = _JOINED.match(reading.plain, link.mention.span.end, sentence.end)
            if _MEETS.search(link.mention.text) is not None:
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
            if _BY.fullmatch(gap) and not _MEETS.search(link.mention.text):
                items = lists.after(reading, mention.end + 3, sentence.end)
                span = Span(mention.start, link.mention.span.end)
                bodies = [one for one in items if one.link is not None and one.link.mention.kind == "organization"]
                yield from hold(reading, event, "organizer", bodies, span, "roles.organizer-owner")
                return


_NEW = re.compile(r"\b(?:[Aa]n?|[Aa]nother|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ss]everal|[Rr]ecent)\s")
_OF = re.compile(r"(?:\s(?:course|session|programme))?\sof\s(?:the\s)?")


def _of_bodies(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """ "a workshop of the Academy and the Harbour Agency"."""
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        of = _OF.match(reading.plain, mention.end, sentence.end)
        items = lists.after(reading, of.end() - 1, sentence.end) if of is not None else []
        bodies = [one for one in items if one.link is not None and one.link.mention.kind == "organization"]
        new = _NEW.search(reading.plain, max(sentence.start, mention.start - 12), mention.end) is not None
        if of is not None and new and bodies and bodies[0].span.start <= of.end() + 4:
            yield from hold(
                reading, event, "organizer", bodies, Span(mention.start, bodies[-1].span.end), "roles.organizer-owner"
            )
            return


#: Those who meet as members of a body: "the interior ministers of the G7", "Heads of State of IGAD".
_OFFICIALS = re.compile(
    r"\b(?:[Mm]inisters?|[Hh]eads|[Ll]eaders|[Pp]residents|[Cc]hiefs|[Dd]irectors|[Cc]oordinators|[Cc]ommissioners|"
    r"[Pp]rosecutors|[Cc]ommanders|[Dd]elegates|[Pp]arliamentarians|[Ee]nvoys|[Aa]mbassadors|[Ss]ecretaries)"
    r"(?:\s(?:of|for)\s(?:the\s)?[A-Z]?[a-z]+(?:\s(?:and|of)\s(?:the\s)?[A-Z]?[a-z]+){0,3})?\s(?:of|from)\s"
    r"(?:the\s|all\s)?(?:(?:[Mm]ember|[Pp]articipating) (?:[Ss]tates|[Cc]ountries) of (?:the\s)?|(?:[Ss]tates|"
    r"[Cc]ountries) of (?:the\s)?)?$"
)
_GATHER = re.compile(
    r"(?:[^.;:]{0,60}?\s)?(?:will\s|to\s|have\s|has\s|had\s|again\s|today\s)?(?:met|meet|meets|gathered?|convened?|"
    r"assembled?|held|hold|sat|came together|come together)\b"
)
_FORUMS = frozenset(
    {"regional-organisation", "forum", "universal-organisation", "intergovernmental-organisation", "coalition",
     "group", "informal-group", "alliance", "fatf-style-regional-body", "network", "committee", "council",
     "working-group"}
)  # fmt: skip


def _officials(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """ "The interior ministers of the G7 met"."""
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        for link in reading.inside(sentence, "organization"):
            at = link.mention.span
            if (
                link.thing.type in _FORUMS
                and _OFFICIALS.search(reading.plain, sentence.start, at.start)
                and _GATHER.match(reading.plain, at.end, sentence.end)
            ):
                yield from hold(
                    reading, event, "organizer", [Item(at, link)], Span(at.start, max(at.end, mention.end)),
                    "roles.organizer-owner",
                )  # fmt: skip
                return


#: "At its ninth meeting, held online today, the Committee discussed", "the Council, at its 36th session, adopted".
_AT_ITS = re.compile(
    r"\b(?P<first>[Aa]t|[Dd]uring|[Ii]n|[Oo]n|[Tt]hrough) (?P<whose>its|their|his|her) (?:\S+ ){0,4}?$"
)
_THEN = re.compile(r"[^.;]{0,120}?,\s(?:the\s)?")


def _at_its(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """The body whose own meeting a sentence tells by "at its meeting"."""
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        low = mention.start
        words = reading.plain[low : mention.end].split(" ", 1)
        if words[0].lower() in {"its", "their"}:
            low = mention.start + len(words[0]) + 1
        found = _AT_ITS.search(reading.plain, max(sentence.start, low - 60), low)
        if found is None:
            continue
        before = reading.inside(Span(sentence.start, found.start()), "organization")
        if before:
            body = before[-1]
            near = found.start() - body.mention.span.end < 40 or len(before) == 1
        else:
            behind = reading.inside(Span(mention.end, sentence.end), "organization")
            near = (
                bool(behind) and _THEN.fullmatch(reading.plain, mention.end, behind[0].mention.span.start) is not None
            )
            body = behind[0] if behind else None  # type: ignore[assignment]
        if near and body is not None and _ASSEMBLY.search(f"{body.thing.label} {body.mention.text}"):
            item = Item(body.mention.span, body)
            clause = Span(min(body.mention.span.start, found.start()), max(body.mention.span.end, mention.end))
            yield from hold(reading, event, "organizer", [item], clause, "roles.organizer-owner")
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


#: Bodies that hold meetings by meeting.
_ASSEMBLY = re.compile(
    r"\b(?:Committee|Council|Commission|Board|Assembly|Conference of (?:the )?Parties|Plenary|Bureau|Task Force|"
    r"Group|Forum|Network|Coalition|Assembly|Congress|Parliament|Platform|Presidium|Secretariat|Union)\b"
)
_ORGAN_OF = re.compile(
    r"\b(?:[Cc]ouncil(?: of [Mm]inisters)?|[Cc]ommittee|[Bb]oard|[Mm]inisters(?: of [A-Z]?[a-z]+)?|[Aa]ssembly|"
    r"[Ll]eaders|"
    r"[Pp]lenary|[Hh]eads of [\w ]{3,30}|[Mm]embers|[Pp]residents|[Ss]ecretaries)\sof\s(?:the\s)?$"
)
_MEET = re.compile(
    r"(?:(?:will|is to|are to|was to|were to|to) )?(?:meets?|convenes?|convened|gathers?|holds?|reconvenes?|brief)\b",
    re.IGNORECASE,
)


def _meets(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """ "The Committee will meet from 16 to 18 February"."""
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        if reading.plain[mention.start : mention.start + 3].lower() != "met" and not _MEET.match(
            reading.plain, mention.start
        ):
            continue
        items = preceding.before(reading, sentence.start, mention.start)
        if reading.plain.startswith("brief", mention.end - 5):
            yield from hold(reading, event, "organizer", items, sentence, "roles.organizer-owner")
            continue
        if items and _MEMBERS.match(reading.plain, items[-1].span.end):
            continue  # "EU Member States met"
        if len(items) > 1 and all(_is_assembly(item) for item in items):
            span = Span(items[0].span.start, mention.end)
            yield from hold(reading, event, "organizer", items, span, "roles.organizer-owner")
            continue
        body = items[0].link if len(items) == 1 else None
        if body is None or body.thing.kind != "organization" or _MEETS.search(body.mention.text):
            continue
        before = reading.plain[max(sentence.start, items[0].span.start - 60) : items[0].span.start]
        if _ASSEMBLY.search(body.thing.label) or _ORGAN_OF.search(before):
            span = Span(items[0].span.start, mention.end)
            yield from hold(reading, event, "organizer", items, span, "roles.organizer-owner")


_MEMBERS = re.compile(r"\s(?:[Mm]ember|[Pp]articipating|[Pp]artner)\b|\s[Ss]tates\b|\s[Mm]embers\b")


def _is_assembly(item: Item) -> bool:
    """True for a body that holds meetings by meeting: several of them may do so jointly."""
    link = item.link
    return link is not None and link.mention.kind == "organization" and bool(_ASSEMBLY.search(link.thing.label))


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
        and _ASSEMBLY.search(one.object.label)
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
