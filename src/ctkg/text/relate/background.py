"""Events beside the main one: each has a date, a place or an actor of its own; where there is doubt there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ctkg.model import Link, Span
from ctkg.text import patterns
from ctkg.text.find import screening
from ctkg.text.reading import Reading
from ctkg.text.relate import projects, scope
from ctkg.text.relate.naming import Mention, distance

_MOST = 7
_IN = re.compile(r"\b(?:in|at|near|off|outside|between|to)\s+(?:the\s+)?(?:[\w'-]+\s+){0,4}$")
_AT_ONCE = re.compile(r",? (?:held |which took place )?(?:on |in |of |from |last |this )?(?:the )?")
_NOT_ITS_OWN = re.compile(
    r",? (?:ahead of|prior to|before|after|following|on the (?:margins|sidelines|eve|fringes) of|in the run-up to|"
    r"in parallel "
    r"(?:with|to)|in preparation (?:for|of)|in advance of|upon|at the (?:end|close|beginning) of|to (?:prepare|"
    r"discuss)|for) "
)
#: A day told by that of another event.
_NEXT_DAY = screening.compile(
    r"\b(?:(?:the|that) (?:following|next|previous|preceding|same) (?:day|morning|afternoon|evening)|"
    r"the (?:day|evening) (?:before|after)|a day (?:later|earlier|before|after)|"
    r"(?:a|two|three|four|five|six|\d+) (?:day|week|month)s? (?:later|earlier|before|after|beforehand)|"
    r"on (?:the|its|their) (?:first|second|third|fourth|opening|last|final|closing) (?:day|morning|afternoon|"
    r"evening))\b",
    re.IGNORECASE,
)
_CALLED_OFF = screening.compile(
    r"\b(?:cancel\w+|postpone\w+|called off|was to have (?:been|taken)|were to have|put off|did not take place|"
    r"was not held)\b"
)
_REPORTED = screening.compile(
    r"\b(?:said|says|announced|confirmed|reported|told (?:\w+ ){1,2}|stated|according to (?:\w+ ){1,3}|"
    r"(?:rose|risen|climbed|increased) to (?:\w+ ){1,2}?)\s*(?:late |early )?(?:on )?$"
)
_SINCE = screening.compile(r"\b[Ss]ince\s+(?:the\s+beginning\s+of\s+|early\s+|late\s+|then\s+)?$")
_ACTORS = ("organization", "state", "nationality")


@cache
def gatherings() -> frozenset[str]:
    """Types whose nouns may all name one event."""
    return frozenset(patterns.load("events")["compatible"]["gathering"])


def reported(plain: str, start: int) -> bool:
    """True for a day on which something was said, or a toll rose ("the army said on Monday")."""
    return _REPORTED.search(plain, max(0, start - 60), start) is not None


_HAPPENED = re.compile(
    r"\b(?:perpetrated|carried out|committed|occurred|took place|happened|staged|launched)\s+(?:\w+\s+){0,3}(?:on\s+)?"
    r"(?:\w+day,?\s+)?$"
)


def happened(plain: str, start: int) -> bool:
    """True for a day on which the words before it say that an attack was done."""
    return _HAPPENED.search(plain, max(0, start - 60), start) is not None


class Anchors:
    """The dates and places of each mention: those of its sentence that are nearer to it than to any other."""

    def __init__(self, reading: Reading, told: Sequence[Mention]) -> None:
        self._reading = reading
        self._by_sentence: dict[int, list[Mention]] = {}
        for one in told:
            self._by_sentence.setdefault(one.sentence, []).append(one)
        self._dates: dict[int, list[tuple[Mention, Link]]] = {}
        self._places: dict[int, list[tuple[Mention, Link]]] = {}

    def dates(self, one: Mention) -> list[Link]:
        """Dates of ``one``, in text order."""
        return self._of(one, self._dates, ("date",))

    def places(self, one: Mention) -> list[Link]:
        """Places and States after "in" that are of ``one``, in text order."""
        return [link for link in self._of(one, self._places, ("place", "state")) if self._is_in(link)]

    def days(self, one: Mention) -> set[str]:
        """Labels of :meth:`dates`."""
        return {link.thing.label for link in self.dates(one)}

    def towns(self, one: Mention) -> set[str]:
        """Labels of :meth:`places`."""
        return {link.thing.label for link in self.places(one)}

    def _is_in(self, link: Link) -> bool:
        start = link.mention.span.start
        return _IN.search(self._reading.plain[max(0, start - 60) : start]) is not None

    def _of(self, one: Mention, cache_: dict[int, list[tuple[Mention, Link]]], kinds: tuple[str, ...]) -> list[Link]:
        if one.sentence not in cache_:
            cache_[one.sentence] = self._assigned(one.sentence, kinds)
        return [link for owner, link in cache_[one.sentence] if owner.span == one.span]

    def _assigned(self, sentence: int, kinds: tuple[str, ...]) -> list[tuple[Mention, Link]]:
        span = self._reading.sentences[sentence].span
        near = self._by_sentence[sentence]
        links = [
            k
            for k in self._reading.inside(span, *kinds)
            if not self._reading.head.holds(k.mention.span) and not reported(self._reading.plain, k.mention.span.start)
        ]
        return [(self._nearest(near, link), link) for link in links]

    def _only_near(self, one: Mention, link: Link) -> bool:
        """True for "held on 16 July ahead of the plenary": the day is not that of the plenary."""
        end = link.mention.span.end
        if one.span.start <= end:
            return False
        return _NOT_ITS_OWN.match(self._reading.plain, end, one.span.start) is not None

    def _nearest(self, near: Sequence[Mention], link: Link) -> Mention:
        """The day of writing is that of the condemnation, not of the attack named beside it."""
        if link.thing.label == self._reading.head.anchor.day and not happened(
            self._reading.plain, link.mention.span.start
        ):
            said = [one for one in near if one.type in {"condemnation", "statement"}]
            near = said or near
        start = link.mention.span.start
        possessive = self._reading.plain.startswith("'s ", link.mention.span.end)
        near = [one for one in near if not self._only_near(one, link)] or near
        near = [
            one
            for one in near
            if one.type != "project"
            or (link.mention.kind == "date" and projects.dates_it(self._reading.plain, one.span.end, start))
        ] or near
        return min(near, key=lambda one: _gap(self._reading.plain, one, link, possessive))


def _gap(plain: str, one: Mention, link: Link, possessive: bool) -> tuple[int, int]:
    where = link.mention.span
    if possessive:  # "Sunday's attack"
        return (0 if one.span.start >= where.end else 1000, abs(one.span.start - where.end))
    return distance(plain, one.span, where), one.span.start


def find(
    reading: Reading, told: Sequence[Mention], main: Sequence[Mention], taken: Sequence[Sequence[Mention]]
) -> list[list[Mention]]:
    """Mentions of each further event, in text order."""
    used = {one.span for group in taken for one in group}
    anchors = Anchors(reading, told)
    days = {label for group in taken for one in group for label in anchors.days(one)}
    towns = {label for one in main for label in anchors.towns(one)}
    found: list[list[Mention]] = []
    told_by = {(one.sentence, one.phrase) for group in taken for one in group}  # words that tell an event
    of_group: list[set[str]] = []  # the days of each group of found, so that a long one is not gone through again
    for one in told:
        if one.span in used or one.quoted or one.generic or one.title or one.modality == "simulated":
            continue
        at = None if one.further else _group_of(reading, one, found, anchors, of_group)
        if at is not None:
            found[at].append(one)
            of_group[at] |= anchors.days(one)
            told_by.add((one.sentence, one.phrase))
        elif one.further:
            if (one.sentence, one.phrase) in told_by:
                found.append([one])
                of_group.append(anchors.days(one))
        elif len(found) < _MOST and _stands_alone(reading, one, main[0], anchors, days, towns):
            found.append([one])
            of_group.append(anchors.days(one))
            told_by.add((one.sentence, one.phrase))
    return found


def _group_of(
    reading: Reading, one: Mention, found: Sequence[list[Mention]], anchors: Anchors, days: Sequence[set[str]]
) -> int | None:
    """The number of the event told before that ``one`` takes up; ``days`` are those of each."""
    for at in reversed(range(len(found))):
        group = found[at]
        if one.type == "project" == group[0].type:
            if one.definite or reading.words(one.phrase) == reading.words(group[0].phrase):
                return at
            continue
        if group[0].type != one.type or one.plural:
            continue
        first, mine, theirs = group[0], anchors.days(one), days[at]
        if mine and theirs and mine.isdisjoint(theirs):
            continue
        if one.sentence == group[-1].sentence or (one.definite and one.sentence <= group[-1].sentence + 2):
            return at
        if mine and mine & theirs and first.type == one.type:
            return at
    return None


def _stands_alone(
    reading: Reading, one: Mention, main: Mention, anchors: Anchors, days: set[str], towns: set[str]
) -> bool:
    fixed = [link for link in anchors.dates(one) if not _only_since(reading.plain, one, link.mention.span)]
    new_days = {link.thing.label for link in fixed} - days
    new_towns = anchors.towns(one) - towns
    if one.type == "attack":
        return _attack(one, main, new_days, new_towns, anchors)
    if one.plural:
        told = one.told or one.modality == "intended"
        return bool((new_towns or (new_days and one.modality == "intended")) and told and _counted(reading, one))
    if one.act:
        return _act(reading, one, main, new_days, bool(new_towns))
    if one.type == "project":
        return True
    if one.type == "other" and one.noun in _WITHIN:
        return False
    if one.noun == "edition":
        return bool(new_days or anchors.places(one)) or _by(reading, one)
    if not one.determiner and one.modality == "asserted" and not _named(reading, one):
        return False  # "training from 2022" is a matter, not an event
    sentence = reading.sentences[one.sentence].span
    if _CALLED_OFF.search(reading.plain, sentence.start, sentence.end):
        return False
    dated = [link for link in anchors.dates(one) if link.thing.label in new_days]
    told = one.told or one.modality != "asserted"
    if one.type == "exercise" and main.type != "exercise" and one.determiner in {"a", "an"} and one.told:
        return " " in one.noun or "-" in one.noun  # a table-top exercise within a course is an event of its own
    if one.determiner in {"a", "an", "another"} and (dated or (told and next_day(reading, one))):
        return True
    if dated and (told or new_towns or _beside(reading, one, dated) or _to_come(reading, dated)):
        return True
    return bool(new_towns and told)


def next_day(reading: Reading, one: Mention) -> bool:
    """True where the sentence dates ``one`` by the day of another event ("a seminar was held the following day")."""
    span = reading.sentences[one.sentence].span
    return _NEXT_DAY.search(reading.plain, span.start, span.end) is not None


#: A small number of events told together ("held two co-ordination meetings in The Hague").
_FEW = re.compile(r"\b(?:two|three|four|five|several|both)\b", re.IGNORECASE)


def _counted(reading: Reading, one: Mention) -> bool:
    return _FEW.search(reading.words(one.phrase)) is not None


def _only_since(plain: str, one: Mention, date: Span) -> bool:
    """True for "since 2015", which dates no single event; not for "since May 2015, when ..."."""
    if one.type == "attack" and plain.startswith(", when", date.end):
        return False
    return _SINCE.search(plain, max(0, date.start - 40), date.start) is not None


def _named(reading: Reading, one: Mention) -> bool:
    """True for nouns with a capital letter that a name or an ordinal goes before."""
    words = reading.words(one.phrase)
    return one.span.start > one.phrase.start and (reading.plain[one.span.start].isupper() or words[0].isdigit())


def _beside(reading: Reading, one: Mention, dated: Sequence[Link]) -> bool:
    """True where the date follows the noun at once ("a visit in April")."""
    gaps = [reading.plain[one.span.end : link.mention.span.start] for link in dated]
    return any(_AT_ONCE.fullmatch(gap) is not None for gap in gaps)


def _to_come(reading: Reading, dated: Sequence[Link]) -> bool:
    """True for dates after the day of writing."""
    today = reading.head.anchor.day
    return bool(today) and all(link.thing.label[: len(today)] > today[: len(link.thing.label)] for link in dated)


def _attack(one: Mention, main: Mention, new_days: set[str], new_towns: set[str], anchors: Anchors) -> bool:
    """An attack is told where it has a day; a place suffices only where the text says that it happened."""
    if any(day[:4] != day[-10:][:4] for day in new_days if "/" in day):
        return False  # years of attacks, not one
    if new_days:
        if main.type == "exercise" and not one.told:
            return False
        return one.told or any(len(day) >= 7 for day in new_days) or bool(anchors.towns(one))
    if main.type == "exercise" or not (one.told and new_towns) or one.plural:
        return False
    return main.type not in _OF_ATTACKS if one.act else one.determiner in {"a", "an", "another"}


#: What is done within an event.
_WITHIN = frozenset({
    "minute of silence", "commemoration", "commemoration ceremony", "memorial ceremony", "wreath-laying ceremony",
    "award ceremony", "graduation ceremony", "handover", "sentencing",
})  # fmt: skip
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
_HAD = re.compile(r"^(?:was|were|has been|have been|has|have) ")
_BESIDE_EVENT = screening.compile(
    r"\bon (?:the|its) (?:margins?|sidelines?|fringes?|occasion)\b|\bat the (?:same )?(?:ceremony|event|"
    r"meeting)\b",
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


def _act(reading: Reading, one: Mention, main: Mention, new_days: set[str], placed: bool) -> bool:
    """An act with a day or a place of its own, by a body or a State that is named before its verb; where nobody is
    named, the day must be exact ("was signed on 3 May", not "was adopted in 2012")."""
    dated, exact = bool(new_days), any(len(day) >= 10 for day in new_days)
    fine = any(len(day) >= 7 for day in new_days)  # to the month
    span = reading.sentences[one.sentence].span
    if one.type == "statement" or _HAD.sub("", one.noun) in _MAIN_ONLY:
        return False
    if _relative_clause(reading, one) and not fine:
        return False
    if one.type == "signing" and main.type != "signing" and _BESIDE_EVENT.search(reading.plain, span.start, span.end):
        return _actor(reading, one) or _by(reading, one)
    if (
        one.type == "visit"
        and one.modality != "intended"
        and (_PARTICIPANTS.search(reading.plain, max(0, one.span.start - 90), one.span.start) or not dated)
    ):
        return False
    if one.modality == "intended":
        return (dated or placed) and one.noun not in _PUBLISHED
    if (
        one.type == "training"
        and not exact
        and _RESULTS.search(reading.plain, max(0, one.span.start - 24), one.span.start)
    ):
        return False
    acted = _actor(reading, one) or _by(reading, one) or (placed and _made_in(reading, one))
    if one.type == "condemnation":
        return acted and main.type != "condemnation"
    if (
        one.type == "launch"
        and not (placed or exact or acted)
        and _RUNNING.search(reading.plain, max(span.start, one.span.start - 60), one.span.start)
    ):
        return False  # when a project began is told of the project
    apposed = one.type in {"adoption", "signing"} and reading.plain[one.span.start - 2 : one.span.start] == ", "
    return ((dated or placed) and (acted or one.type in _DONE)) or (fine and (placed or not apposed)) or exact


def _made_in(reading: Reading, one: Mention) -> bool:
    """True for "was signed in Riga": where a text was made is told of the act, whoever did it."""
    before = reading.plain[max(0, one.span.start - 20) : one.span.end]
    passive = re.search(r"\b(?:was|were|had been)\b", before) is not None
    return passive and one.type in {"signing", "adoption"} and reading.plain.startswith(" in ", one.span.end)


def _by(reading: Reading, one: Mention) -> bool:
    """True where the clause goes on with "by" and a body or State ("launched in May by A")."""
    span = reading.sentences[one.sentence].span
    found = re.compile(r"[^;:.]{0,80}?\bby (?:the )?").match(reading.plain, one.span.end, span.end)
    link = reading.link_at(found.end()) if found is not None else None
    return link is not None and link.mention.kind in _ACTORS


def _actor(reading: Reading, one: Mention) -> bool:
    span = reading.sentences[one.sentence].span
    start = max(span.start, one.span.start - 90)
    for link in reversed([k for k in reading.inside(Span(start, one.span.start)) if k.mention.kind in _ACTORS]):
        between = reading.plain[link.mention.span.end : one.span.start]
        if re.search(r"[;:.]|\b(?:which|that|who|by|of|and)\b", between) is None:
            return not scope.within(reading.speech, link.mention.span.start)
    return False


#: After these "that" begins what somebody said, not what a noun is.
_NOT_SAID = (
    r"(?<!\bsaid )(?<!recalled )(?<!noted )(?<!announced )(?<!added )(?<!reported )(?<!stated )(?<!confirmed )"
    r"(?<!declared )(?<!explained )(?<!stressed )(?<!remembered )(?<!out )"
)


def _relative_clause(reading: Reading, one: Mention) -> bool:
    """True for an act that only tells of what its noun is ("a decision, which was adopted in 2003")."""
    span = reading.sentences[one.sentence].span
    before = reading.plain[max(span.start, one.span.start - 110) : one.span.start]
    return (
        re.search(rf"{_NOT_SAID}\b(?:which|that|who|since|when|after|before)\s+(?:\w+\s+){{0,4}}$", before) is not None
        or re.search(r"\b(?:which|that) (?:was|were|is|are|has|had)\b[^,;:.]{0,90}\band\s+(?:\w+\s+)?$", before)
        is not None
    )
