"""Who carries out an arrest or an operation: "agents of A arrested", "Spain and Morocco detain", "raids by B"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Link, Span, Statement
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Events, Reading
from ctkg.text.relate import lists, preceding, presence, roster, scope, subjects
from ctkg.text.relate.holding import hold
from ctkg.text.relate.lists import Item

_ACTS = screening.compile(
    r"\b(?:arrest(?:s|ed)?|detain(?:s|ed)?|apprehend(?:s|ed)?|captur(?:es|ed)|seiz(?:es|ed)|raid(?:s|ed)?|"
    r"search(?:es|ed)?|"
    r"entered|storm(?:s|ed)|dismantl(?:es|ed)|thwart(?:s|ed)?|foil(?:s|ed)?|took (?:\w+ ){0,3}into custody|"
    r"take (?:\w+ ){0,3}into custody|rounded up|nabbed|intercept(?:s|ed)|disrupt(?:s|ed)?|"
    r"neutrali[sz]ed|eliminat(?:es|ed)|broke up|unmasked|smashed|busted|picked up|"
    r"prevent(?:s|ed)|avert(?:s|ed)|reported the (?:arrest|detention)|"
    r"announced the (?:arrest|detention)|carried out|conducted|executed|launched)\b(?! by\b)"
)
_BY = screening.compile(
    r"\b(?:arrested|detained|apprehended|captured|seized|searched|raids?|searches|operation|swoop|dismantled|"
    r"thwarted|foiled|"
    r"taken into custody|carried out|conducted|executed)\b[^.;:()\"]{0,60}?\bby\s(?:the\s|its\s)?"
    r"(?:(?:officers|agents|members|units|detectives|investigators|police|special forces|commandos)\s(?:of|"
    r"from)\s(?:the\s)?)?"
)
#: What police do by themselves; what was "carried out" may be another's.
_ARREST = screening.compile(
    r"\b(?:arrest(?:s|ed)?|detain(?:s|ed)?|apprehend(?:s|ed)?|captur(?:es|ed)|foil(?:s|ed)?|thwart(?:s|ed)?|nabbed|"
    r"dismantl(?:es|ed)|raid(?:s|ed)?|into custody|rounded up|entered|storm(?:s|ed)|neutrali[sz]ed|"
    r"eliminat(?:es|ed)|disrupt(?:s|ed)?|broke up|unmasked|smashed|busted|picked up|prevent(?:s|ed)|avert(?:s|ed))\b"
)
#: "in the UK has been foiled": the name before the verb is not its subject.
_UNDERGOES = re.compile(r"\s(?:has|have|had|was|were|is|are)\s(?:\w+ly\s)?been\b|\s(?:was|were|is|are)\s")
_WORKERS = re.compile(
    r"\s(?:[a-z-]+\s){0,2}(?:police|authorities|prosecutors|investigators|officers|agents|forces|gendarmes|troops|"
    r"detectives)\s+(?:have |has |had |also |on \w+ |yesterday )*$"
)


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Statements of participant and organizer at events of type arrest: who arrests takes part and carries it out."""
    arrests = Events(event for event in events if event.type == "arrest" and event.modality != "simulated")
    if not arrests:
        return
    quoted = scope.quotations(reading)
    for sentence in reading.sentences:
        span = sentence.span
        here = arrests.naming(span) or arrests.speaking(span)
        if not here:
            continue
        event = here[0]
        led = list(_led(reading, span, quoted))
        for items in led:
            yield from hold(reading, event, "organizer", items, span, "roles.organizer-force")
        leaders = {item.span for items in led for item in items}
        for items in _joined(reading, span, quoted):
            others = [item for item in items if item.span not in leaders]
            yield from hold(reading, event, "participant", others, span, "roles.participant-force")
        for items in (*_active(reading, span, quoted), *_passive(reading, span, quoted)):
            others = [item for item in items if item.span not in leaders]
            yield from hold(reading, event, "participant", others, span, "roles.participant-force")
            if _ARREST.search(reading.plain, span.start, span.end):
                doers = [item for item in items if item.link is not None and item.link.thing.kind == "organization"]
                doers = [item for item in doers if not _UNDERGOES.match(reading.plain, item.span.end)]
                yield from hold(reading, event, "organizer", doers, span, "roles.organizer-force")


def _active(reading: Reading, span: Span, quoted: Sequence[Span]) -> Iterator[list[Item]]:
    """The subjects of verbs of arresting and searching."""
    for match in _ACTS.finditer(reading.plain, span.start, span.end):
        if scope.within(quoted, match.start()):
            continue
        items = preceding.before(reading, span.start, match.start())
        national = _national(reading, span, match.start()) if not items else None
        yield items if national is None else [Item(national.mention.span, national)]


def _national(reading: Reading, span: Span, verb: int) -> Link | None:
    """The State of "Italian police" before a verb."""
    for link in reversed(reading.inside(Span(span.start, verb), "nationality")):
        return link if _WORKERS.fullmatch(reading.plain, link.mention.span.end, verb) else None
    return None


_JOINED = screening.compile(
    r"\b(?:involv(?:ed|es|ing)|with the (?:participation|involvement|co-?operation) of|in co-?operation with|"
    r"in (?:close )?co-?ordination with|together with|jointly with|along with|alongside|brought together|joined by|"
    r"led by|carried out (?:jointly )?(?:by|between)|co-?ordinated by|conducted by)\s(?=[A-Za-z])"
)
#: "an operation coordinated by A", "the operation by B": who leads it, not who joins it.
_LED = screening.compile(
    r"\b(?:led|headed|spearheaded|co-?ordinated|directed|organi[sz]ed|initiated|run)\s(?:jointly\s)?by\s"
    r"(?=(?:the\s)?[A-Z])|\b(?:operation|action|raids?|sweep|swoop|crackdown)\sby\s(?=(?:the\s)?[A-Z])",
    re.IGNORECASE,
)
#: "an INTERPOL-coordinated border operation": a name that a hyphen keeps from being linked.
_ITS_NAME = screening.compile(r"\b(?P<who>[A-Z]\w+)-(?:led|co-?ordinated|run)\s(?:[a-z][\w-]*\s){0,3}operations?\b")
#: "Europol's sweeping operation".
_ITS_ACTION = re.compile(
    r"(?:'s|\u2019s)?\s(?:(?!(?:and|of|in|for|to|by|with|from|the|or|at|on|as)\s)"
    r"[a-z][\w-]*\s){0,3}(?:operation|sweep|swoop|crackdown)s?\b"
)


def _led(reading: Reading, span: Span, quoted: Sequence[Span]) -> Iterator[list[Item]]:
    """Bodies that lead the action."""
    for match in _LED.finditer(reading.plain, span.start, span.end):
        if not scope.within(quoted, match.start()):
            items = lists.after(reading, match.end() - 1, span.end)
            yield [item for item in items if item.link is not None and item.link.mention.kind == "organization"]
    for link in reading.inside(span, "organization"):
        at = link.mention.span
        if _ITS_ACTION.match(reading.plain, at.end, span.end) and not scope.within(quoted, at.start):
            yield [Item(at, link)]
    for match in _ITS_NAME.finditer(reading.plain, span.start, span.end):
        same = next((one for one in reading.links if one.mention.text == match["who"]), None)
        if same is not None and same.mention.kind == "organization":
            yield [Item(Span(*match.span("who")), same)]


_TOOK_PART = screening.compile(
    r"\b(?:took part|t(?:ake|aking) part|participat(?:ed|ing)|(?:were|was|are|have been|had been) (?:also |all )?"
    r"(?:involved|engaged|deployed|mobili[sz]ed)|joined (?:forces|the (?:action|operation|raids?|investigation))|"
    r"assisted|supported the (?:action|operation|raids?|investigation)|co-?operated|contributed)\b"
)


def _joined(reading: Reading, span: Span, quoted: Sequence[Span]) -> Iterator[list[Item]]:
    """Who else takes part in the action, told by lists and by verbs of taking part."""
    acts = _ACTION.search(reading.plain, span.start, span.end)
    if acts is None:
        return
    for match in presence.LABEL.finditer(reading.plain, span.start, span.end):
        yield roster.after(reading, match.end(), span.end)
    for match in _JOINED.finditer(reading.plain, span.start, span.end):
        if not scope.within(quoted, match.start()):
            yield roster.after(reading, match.end(), span.end)
    for match in _TOOK_PART.finditer(reading.plain, span.start, span.end):
        if not scope.within(quoted, match.start()):
            yield subjects.members(reading, span.start, match.start())


#: What an action is called.
_ACTION = screening.compile(
    r"\b(?:actions?|operations?|raids?|searches|arrest\w*|detain\w*|swoops?|sweeps?|investigat\w+|officers|authorities|"
    r"[Pp]articipating)\b"
)


def _passive(reading: Reading, span: Span, quoted: Sequence[Span]) -> Iterator[list[Item]]:
    for match in _BY.finditer(reading.plain, span.start, span.end):
        if not scope.within(quoted, match.start()):
            yield lists.after(reading, match.end(), span.end)
