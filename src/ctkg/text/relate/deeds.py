"""Which acts told by verbs, and which attacks, found an event of their own beside the main one."""

from __future__ import annotations

import re

from ctkg.model import Span
from ctkg.text.find import screening
from ctkg.text.reading import Reading
from ctkg.text.relate import doers, elsewhen, scope
from ctkg.text.relate.anchors import Anchors, next_day_told
from ctkg.text.relate.naming import Mention

_ACTORS = ("organization", "state", "nationality")
#: Main events whose attack a text goes on telling by verbs and by its towns.
_OF_ATTACKS = frozenset({"attack", "condemnation", "statement", "arrest"})
#: What is told of a person or an instrument beside an event is its history.
_MAIN_ONLY = frozenset(
    {
        "enter into force",
        "take effect",
        "takes effect",
        "came into force",
        "entered into force",
        "enters into force",
        "has entered into force",
        "was appointed",
        "were appointed",
        "has appointed",
    }
    | {"has been appointed", "established", "created", "set up"}
)
#: Verbs by which a body comes into being; with a date, that is an event.
_CREATED = frozenset({"established", "created", "set up", "founded", "stood up"})
_HAD = re.compile(r"^(?:was|were|has been|have been|has|have) ")
_BESIDE_EVENT = screening.compile(
    r"\bon (?:the|its) (?:margins?|sidelines?|fringes?|occasion)\b|\bat the (?:same )?(?:ceremony|event|"
    r"meeting)\b|\bat the (?:close|end|conclusion|opening) of the\b|\bin the margins\b|"
    r"\b(?:following|after) the (?:talks|meeting|ceremony)\b",
    re.IGNORECASE,
)
#: Acts by which texts and things come to be.
_MADE = frozenset({"adoption", "signing", "launch", "ratification"})
#: Those who take part in an event go on tours as a part of it.
_PARTICIPANTS = screening.compile(
    r"\b(?:[Pp]articipants|[Tt]hey|[Tt]rainees|[Ii]t|[Ss]tudents|[Oo]fficers|[Ee]xperts|[Dd]elegates|[Dd]elegation|"
    r"[Tt]eam|"
    r"[Gg]roup|[Mm]embers|[Aa]ttendees|[Vv]isitors|[Gg]uests?|who|and)\b[^.;:]{0,40}$"
)
_PUBLISHED = frozenset({"published", "publish", "publishes", "released", "release", "issued", "issue", "presented"})
#: What a project did over the years: "has trained 400 officers".
_RESULTS = re.compile(r"\b(?:has|have|had)\s+(?:so far\s+|already\s+|also\s+)?$|\band\s+$")
_RUNNING = re.compile(r"\b(?:[Pp]rojects?|[Pp]rogrammes?|[Pp]rograms?|[Ss]cheme|[Ii]nitiative|[Pp]hase)\b[^.;,]{0,40}$")
#: Acts told by their verbs alone, without who did them ("was sentenced", "were arrested").
_DONE = frozenset({"arrest", "other"})


#: Words before an attack that set it apart from the one that a text is about.
_AT_ANOTHER_TIME = screening.compile(
    r"\b(?:[Ll]ast (?:week|month|year)|[Ee]arlier this|[Tt]he same (?:day|night|evening)|[Ee]lsewhere|"
    r"[Ss]eparate(?:ly)?|"
    r"[Ii]n another|(?:days?|weeks?|months?|years?) (?:after|before|earlier|later|ago)|[Mm]eanwhile|[Aa]lso)\b"
)


def attack(
    reading: Reading, one: Mention, main: Mention, new_days: set[str], new_towns: set[str], anchors: Anchors
) -> bool:
    """An attack is told where it has a day; a place suffices only where the text says that it happened."""
    if any(day[:4] != day[-10:][:4] for day in new_days if "/" in day):
        return False  # years of attacks, not one
    if new_days:
        if main.type == "exercise" and not one.told:
            return False
        return one.told or any(len(day) >= 7 for day in new_days) or bool(anchors.towns(one))
    if main.type in _OF_ATTACKS and elsewhen.told(reading, one, main):
        return one.told and not one.plural
    if main.type not in _OF_ATTACKS | {"exercise"} and not one.act and _called(reading, one):
        return True
    if main.type == "exercise" or not (one.told and new_towns) or one.plural:
        return False
    if one.act and main.type in _OF_ATTACKS:
        span = reading.sentences[one.sentence].span
        return _AT_ANOTHER_TIME.search(reading.plain, span.start, one.span.start) is not None
    return one.act or one.determiner in {"a", "an", "another"}


#: A year, or a day, before the noun: "the 2019 bombings", "the 26/11 attacks".
_DATED = re.compile(r"\b(?:(?:19|20)\d\d|\d{1,2}/\d{1,2})\b")


def _called(reading: Reading, one: Mention) -> bool:
    """True for "the 2019 Riga bombings", "the Bali attacks": an attack known by its year or town."""
    before = Span(one.phrase.start, one.span.start)
    named = reading.inside(before, "place") or _DATED.search(reading.plain, before.start, before.end)
    return one.definite and bool(named)


def act(reading: Reading, one: Mention, main: Mention, new_days: set[str], placed: bool, anchors: Anchors) -> bool:
    """An act with a day or a place of its own, by a body or a State that is named before its verb; where nobody is
    named, the day must be exact ("was signed on 3 May", not "was adopted in 2012")."""
    dated, exact = bool(new_days), any(len(day) >= 10 for day in new_days)
    fine = any(len(day) >= 7 for day in new_days)  # to the month
    span = reading.sentences[one.sentence].span
    if one.kind == "creation":
        return bool(anchors.days(one))
    if one.type == "launch" and _HAD.sub("", one.noun) in _CREATED:
        return any(link.mention.span.end < one.span.start for link in anchors.dates(one))
    if one.kind == "encounter":
        return True
    if one.kind == "nominal":
        return fine or (placed and one.type == "launch")
    if one.type == "other" and main.type in _OF_ATTACKS and not dated:
        return False  # "rescued the hostages" is told of the attack
    if one.modality == "earlier" and (dated or placed):
        return True
    if one.type == "statement" or one.noun in _MAIN_ONLY or _HAD.sub("", one.noun) in _MAIN_ONLY:
        return False
    if _relative_clause(reading, one) and not fine and not (dated and one.type == "ratification"):
        return one.type == "signing" and _signed_by(reading, one)
    if one.type == "signing" and main.type in _HOSTS and _made(reading, one):
        return True
    if (
        one.type in _MADE
        and main.type != one.type
        and _BESIDE_EVENT.search(reading.plain, span.start, span.end) is not None
    ):
        return actor(reading, one) or by(reading, one) or one.type in {"launch", "signing"}
    if (
        one.type == "visit"
        and one.modality != "intended"
        and not (fine and reading.plain[max(0, one.span.start - 4) : one.span.start] == "had ")
        and (_PARTICIPANTS.search(reading.plain, max(0, one.span.start - 90), one.span.start) or not dated)
    ):
        return False
    if (one.type == "meeting" and placed) or (one.type in _MADE and next_day_told(reading, one)):
        return True
    if one.modality == "intended":
        return (dated or placed) and one.noun not in _PUBLISHED
    if (
        one.type == "training"
        and not exact
        and _RESULTS.search(reading.plain, max(0, one.span.start - 24), one.span.start)
    ):
        return False
    acted = actor(reading, one) or by(reading, one) or (placed and _made_in(reading, one))
    if one.noun in _SIGNED and acted and main.type not in _MADE and one.modality == "asserted":
        return True
    if one.type == "condemnation":
        return (acted or doers.acts(reading, span, one.span.start)) and main.type != "condemnation"
    if (
        one.type == "launch"
        and not (placed or exact or acted)
        and _RUNNING.search(reading.plain, max(span.start, one.span.start - 60), one.span.start)
    ):
        return False  # when a project began is told of the project
    apposed = one.type in {"adoption", "signing"} and reading.plain[one.span.start - 2 : one.span.start] == ", "
    return ((dated or placed) and (acted or one.type in _DONE)) or (fine and (placed or not apposed)) or exact


#: Main events at which texts are signed.
_HOSTS = frozenset({"visit", "meeting", "conference", "launch"})


def _made(reading: Reading, one: Mention) -> bool:
    """True for "an agreement was signed", "eleven documents were signed"."""
    before = reading.plain[max(0, one.span.start - 20) : one.span.start]
    return re.search(r"\b(?:was|were)\s(?:also\s|then\s)?$", before) is not None and one.modality == "asserted"


def _made_in(reading: Reading, one: Mention) -> bool:
    """True for "was signed in Riga": where a text was made is told of the act, whoever did it."""
    before = reading.plain[max(0, one.span.start - 20) : one.span.end]
    passive = re.search(r"\b(?:was|were|had been)\b", before) is not None
    return passive and one.type in _MADE_IN and reading.plain.startswith(" in ", one.span.end)


#: Verbs that tell of nothing but a signature.
_SIGNED = frozenset({"signed", "inked", "initialled", "initialed", "co-signed"})
_MADE_IN = frozenset({"signing", "adoption", "training"})


def _signed_by(reading: Reading, one: Mention) -> bool:
    """True for "the Compact that was signed by A and B"."""
    return reading.plain.startswith(" by ", one.span.end) and by(reading, one)


def by(reading: Reading, one: Mention) -> bool:
    """True where the clause goes on with "by" and a body or State ("launched in May by A")."""
    span = reading.sentences[one.sentence].span
    found = re.compile(r"[^;:.]{0,80}?\bby (?:the )?").match(reading.plain, one.span.end, span.end)
    link = reading.link_at(found.end()) if found is not None else None
    return link is not None and link.mention.kind in _ACTORS


_WHICH = re.compile(r"^,? which ")


def actor(reading: Reading, one: Mention) -> bool:
    """True where a body or State stands before the verb of an act."""
    span = reading.sentences[one.sentence].span
    start = max(span.start, one.span.start - 90)
    for link in reversed([k for k in reading.inside(Span(start, one.span.start)) if k.mention.kind in _ACTORS]):
        between = reading.plain[link.mention.span.end : one.span.start]
        if one.type in {"ratification", "signing"}:
            between = _WHICH.sub(" ", between)  # "Latvia, which acceded to"
        if re.search(r"[;:.]|\b(?:which|that|who|by|of|and)\b", between) is None:
            return not scope.within(reading.speech, link.mention.span.start)
    return False


#: After these "that" begins what somebody said, not what a noun is.
_SAID_THAT = re.compile(
    r"\b(?:said|says|recall(?:ed|s)|not(?:ed|es)|announc(?:ed|es)|add(?:ed|s)|report(?:ed|s)|stat(?:ed|es)|"
    r"confirm(?:ed|s)|declar(?:ed|es)|explain(?:ed|s)|stress(?:ed|es)|remember(?:ed|s)|pointed out|"
    r"told (?:\w+\s){1,3}|learn(?:ed|t)|"
    r"inform(?:ed|s)(?: \w+){0,3}|remind(?:ed|s)(?: \w+){1,3}|reveal(?:ed|s)|mention(?:ed|s)|indicat(?:ed|es))"
    r"(?:\s(?:on|late|early|yesterday|today|[A-Z][a-z]+day)){0,3}\s*that\s+(?:[\w'-]+\s+){0,4}$"
)


def _relative_clause(reading: Reading, one: Mention) -> bool:
    """True for an act that only tells of what its noun is ("a decision, which was adopted in 2003")."""
    span = reading.sentences[one.sentence].span
    before = reading.plain[max(span.start, one.span.start - 110) : one.span.start]
    if _SAID_THAT.search(before) is not None:
        return False
    return (
        re.search(r"\b(?:which|that|who|since|when|after|before)\s+(?:\w+\s+){0,4}$", before) is not None
        or re.search(r"\b(?:which|that) (?:was|were|is|are|has|had)\b[^,;:.]{0,90}\band\s+(?:\w+\s+)?$", before)
        is not None
    )
