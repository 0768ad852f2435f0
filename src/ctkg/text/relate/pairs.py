"""Two sides of one meeting: "the Peru-Malta Joint Working Group", "Peru and Malta hold talks"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Entity, Span, Statement
from ctkg.text.find import gazetteer, screening
from ctkg.text.reading import EventFrame, Reading, event_at, say
from ctkg.text.relate import lists, preceding, scope
from ctkg.text.relate.holding import hold

_MEETINGS = frozenset({"meeting", "conference", "roundtable", "visit", "signing", "exercise", "other", "training"})
_SIDE = r"[A-Z][\w.]+(?: (?:[A-Z][\w.]+|and [A-Z]\w+)){0,2}"
_DYAD = screening.compile(
    rf"\b(?P<left>{_SIDE})\s?[-\u2013\u2014/]\s?(?P<right>{_SIDE}?)(?P<rest>(?: [A-Z][\w-]*| on| for| of| the| and|"
    rf" senior| joint|"
    r" bilateral| annual| strategic| security| foreign| ministerial| high-level| counter-?terrorism){0,7}?)"
    r" (?:Working Group|Dialogue|Commission|Committee|Consultations?|Meeting|Summit|Forum|Task Force|Partnership|"
    r"Talks|Exercise|"
    r"dialogue|consultations?|meeting|summit|talks|exercise|working group)\b"
)
_TALKS = re.compile(
    r"\s(?:to\s)?(?:(?:hold|held|conclude|open|start|resume|convene)\s(?:\w+\s){0,3}(?:talks|consultations|dialogue|"
    r"meetings?|rounds?|sessions?|exercises?|drills?|summit|discussions|negotiations|working group|review)|"
    r"meet|met|discuss|sign|signed|agree|agreed|deepen|strengthen|boost|enhance|exchange|review|pledge|vow|step up|"
    r"stress|call for|"
    r"co-?operate|join forces|reaffirm|expand|intensify|train together|exercise together)\b"
)


#: What States do together they take part in; bodies that hold an event organise it.
_HOLD = re.compile(
    r"\s(?:to\s)?(?:hold|held|convene|conclude|conduct|stage|open|start|begin|complete|wrap up|launch)\b"
)


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Statements of participant that names of joint bodies and headlines give."""
    quoted = scope.quotations(reading)
    for sentence in reading.sentences:
        for match in _DYAD.finditer(reading.plain, sentence.span.start, sentence.span.end):
            event = event_at(events, Span(*match.span()))
            if event is None or event.type not in _MEETINGS or scope.within(quoted, match.start()):
                continue
            sides = [_state(match["left"], last=True), _state(match["right"], last=False)]
            if all(side is not None for side in sides):
                for side in sides:
                    if side is not None:
                        yield say(
                            reading, event.entity, "participant", side, event=event.key, span=Span(*match.span()),
                            rule="roles.participant-dyad", stance=event.stance,
                        )  # fmt: skip
        yield from _talks(reading, events, sentence.span, quoted)
    yield from _headline(reading, events)


#: States hold talks with each other: both are there, and nobody is their host or guest.
_HELD = screening.compile(
    r"\b(?:held|hold|holds|conducted|concluded|opened|resumed|had|began|convened|"
    r"completed)\s(?:(?!with\b)[\w-]+\s){0,7}?"
    r"(?:talks|consultations?|dialogue|discussions|negotiations|working group|meetings?|rounds?|exchange of views|"
    r"[Cc]onsultations|[Dd]ialogue|[Mm]eeting|[Ww]orking [Gg]roup)\b"
)


def _talks(
    reading: Reading, events: Sequence[EventFrame], sentence: Span, quoted: Sequence[Span]
) -> Iterator[Statement]:
    """ "Peru and Malta held consultations": both sides of a meeting, where States alone are the subject."""
    for match in _HELD.finditer(reading.plain, sentence.start, sentence.end):
        event = event_at(events, Span(*match.span()))
        if event is None or event.type != "meeting" or scope.within(quoted, match.start()):
            continue
        items = preceding.before(reading, sentence.start, match.start())
        if len(items) == 2 and all(item.link is not None and item.link.mention.kind == "state" for item in items):
            yield from hold(reading, event, "participant", items, sentence, "roles.participant-dyad")


def _state(words: str, *, last: bool) -> Entity | None:
    """The State or body that the last (or the first) of ``words`` name."""
    parts = words.split(" ")
    for size in (3, 2, 1):
        name = " ".join(parts[-size:] if last else parts[:size]).strip()
        for entry in gazetteer.load().exact_by_form.get(name, ()):
            if entry.kind in {"state", "organization", "nationality"} and not entry.needs:
                return entry.thing
    return None


def _headline(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """ "Peru, Malta to deepen co-operation": the sides of the main event, where the title names two."""
    if not events or events[0].type not in _MEETINGS - {"training", "other"}:
        return
    for title in scope.titles(reading)[:1]:
        names = reading.inside(title, "organization", "state")[:4]
        if len(names) < 2 or names[0].mention.span.start - title.start > 4:
            return
        at = names[0].mention.span.end
        items = [lists.Item(names[0].mention.span, names[0])]
        for one in names[1:]:
            if re.fullmatch(r"(?:,|,? and| &)\s(?:the\s)?", reading.plain[at : one.mention.span.start]) is None:
                break
            items.append(lists.Item(one.mention.span, one))
            at = one.mention.span.end
        states = all(item.link is not None and item.link.mention.kind == "state" for item in items)
        verb = _TALKS.match(reading.plain, at, title.end) or (states and _HOLD.match(reading.plain, at, title.end))
        if len(items) > 1 and verb:
            yield from hold(reading, events[0], "participant", items, title, "roles.participant-headline")
