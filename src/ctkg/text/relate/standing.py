"""Which words beside the main event found an event of their own, by what they have of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctkg.model import Link, Span
from ctkg.text.find import screening
from ctkg.text.reading import Reading
from ctkg.text.relate import deeds, own
from ctkg.text.relate.anchors import IN_BRACKETS, Anchors, gatherings, next_day
from ctkg.text.relate.naming import Mention

_AT_ONCE = re.compile(rf",? (?:held |which took place )?(?:on |in |of |from |last |this )?(?:the )?|{IN_BRACKETS}")
_CALLED_OFF = screening.compile(
    r"\b(?:cancel\w+|postpone\w+|called off|was to have (?:been|taken)|were to have|put off|did not take place|"
    r"was not held)\b"
)
_SINCE_ITS = re.compile(r"\b[Ss]ince (?:its|their|the) (?:\w+ )?$")
_SINCE = screening.compile(r"\b[Ss]ince\s+(?:the\s+beginning\s+of\s+|early\s+|late\s+|then\s+)?$")

#: What is done within an event.
_WITHIN = frozenset({
    "minute of silence", "commemoration", "commemoration ceremony", "memorial ceremony", "wreath-laying ceremony",
    "award ceremony", "graduation ceremony", "handover", "sentencing",
})  # fmt: skip


_NEXT = re.compile(r"\b(?:next|following|first|second|third|\w+th|follow-up|last|final)\b")
_TALKS = frozenset({"talks", "consultations", "negotiations", "consultation"})


def alone(reading: Reading, one: Mention, main: Mention, anchors: Anchors, days: set[str], towns: set[str]) -> bool:
    """True where ``one``, no mention of the main event, is told as an event; ``days`` and ``towns`` are of others."""
    fixed = [link for link in anchors.dates(one) if not _only_since(reading.plain, one, link.mention.span)]
    new_days = {link.thing.label for link in fixed} - days
    new_towns = anchors.towns(one) - towns
    if one.type == "attack":
        return deeds.attack(reading, one, main, new_days, new_towns, anchors)
    if one.plural:
        told = one.told or one.modality == "intended"
        if one.noun == "edition":
            return bool(new_towns or new_days)
        if one.modality == "asserted" and one.type in gatherings() and (new_towns or new_days):
            return _were_held(reading, one)
        return bool((new_towns or (new_days and one.modality == "intended")) and told and _counted(reading, one))
    if one.act:
        return deeds.act(reading, one, main, new_days, bool(new_towns), anchors)
    if one.type == "project":
        return True
    if one.type == "other" and one.noun in _WITHIN:
        return False
    if one.noun == "edition":
        return bool(new_days or anchors.places(one)) or deeds.by(reading, one)
    if (
        not one.determiner
        and one.modality == "asserted"
        and not (one.noun in _TALKS and one.told and any(len(day) == 10 for day in new_days))
        and not (_named(reading, one) or own.proper(reading, one) or (new_days and new_towns and _held(reading, one)))
    ):
        return False  # "training from 2022" is a matter, not an event
    since_its = _SINCE_ITS.search(reading.plain, max(0, one.phrase.start - 12), one.span.start)
    if since_its is not None and one.modality != "earlier":
        return False  # "since its launch in 2016"
    if _called_off(reading, one):
        return False
    dated = [link for link in anchors.dates(one) if link.thing.label in new_days]
    told = one.told or one.modality != "asserted" or (main.type != "launch" and _led_to(reading, one))
    if one.type == "exercise" and main.type != "exercise" and one.determiner in {"a", "an"} and one.told:
        return " " in one.noun or "-" in one.noun  # a table-top exercise within a course is an event of its own
    if one.determiner in {"a", "an", "another"} and (dated or next_day(reading, one)):
        return True
    if one.determiner in _WHOSE and one.told and next_day(reading, one):
        return True
    if one.modality == "intended" and _NEXT.search(reading.words(one.phrase)) and own.by_somebody(reading, one):
        return True
    if one.determiner in {"a", "an", "another"} and told and _of_its_own(reading, one, main):
        return True
    if one.modality in {"asserted", "intended"} and (told or own.proper(reading, one)) and own.named(reading, one):
        return True
    if own.ordinal(reading, one) and one.type in gatherings() and (new_towns or dated):
        return True
    if (
        one.type == "visit"
        and one.determiner in _WHOSE
        and main.type != "visit"
        and _TO.match(reading.plain, one.span.end)
    ):
        return True
    if dated and (told or new_towns or _beside(reading, one, dated) or _to_come(reading, dated)):
        return True
    return bool(new_towns and told)


_WHOSE = frozenset({"a", "an", "his", "her", "their", "its", "whose", "another"})
#: "his first visit to Iran".
_TO = re.compile(r" (?:here|to (?:the )?[A-Z])")


#: Words that lead to an event and so tell that it was: "during a drill", "followed by a panel discussion".
_LED = re.compile(
    r"\b(?:[Dd]uring|[Aa]t|[Aa]fter|[Ff]ollowing|[Bb]efore|[Ii]n|(?:followed|preceded|rounded off|complemented|"
    r"accompanied) "
    r"by|includ(?:ed|es|ing)|featur(?:ed|es|ing)|(?:ended|concluded|closed|began|opened|started|"
    r"culminated) (?:with|in)|"
    r"attended|joined|addressed|visited|follows|followed|saw)\s$"
)


def _called_off(reading: Reading, one: Mention) -> bool:
    """True where the clause of ``one`` says that it did not take place."""
    span = reading.sentences[one.sentence].span
    start = reading.plain.rfind(";", span.start, one.span.start) + 1
    end = reading.plain.find(";", one.span.end, span.end)
    return _CALLED_OFF.search(reading.plain, start or span.start, span.end if end < 0 else end) is not None


def _held(reading: Reading, one: Mention) -> bool:
    return _HELD.match(reading.plain, one.span.end) is not None


#: "Negotiations had opened in Geneva": a noun without any determiner, told at once.
_HELD = re.compile(
    r"(?: on [^.;,]{3,50}?)? (?:had |have |has )?(?:been |were |was )?(?:opened|begun|began|started|concluded|"
    r"ended|held|"
    r"took place|taken place|completed|resumed)\b"
)


def _led_to(reading: Reading, one: Mention) -> bool:
    before = reading.plain[max(0, one.phrase.start - 24) : one.phrase.start]
    return one.determiner in {"a", "an", "another"} and _LED.search(before) is not None


def _of_its_own(reading: Reading, one: Mention, main: Mention) -> bool:
    """True for what somebody else runs; beside acts, visits and attacks also for what has a length or numbers."""
    if own.by_somebody(reading, one):
        return True
    return main.type not in gatherings() and own.measured(reading, one)


def _were_held(reading: Reading, one: Mention) -> bool:
    span = reading.sentences[one.sentence].span
    before = reading.plain[max(span.start, one.phrase.start - 40) : one.phrase.start]
    return _WERE_HELD.match(reading.plain, one.span.end, span.end) is not None or _HELD_THEM.search(before) is not None


_DONE = r"(?:held|organi[sz]ed|hosted|given|conducted|delivered|staged|run|carried out|completed|convened)"
_WERE_HELD = re.compile(rf"[^.;]{{0,70}}? (?:(?:was|were|been) (?:\w+ )?{_DONE}|took place|taken place)\b")
_HELD_THEM = re.compile(rf"\b(?:{_DONE}|gave|ran|holds?|organi[sz]es?|hosts?|conducts?|delivers?)\s(?:\w+ )?$")


#: A small number of events told together ("held two co-ordination meetings in The Hague").
_FEW = re.compile(r"\b(?:two|three|four|five|six|seven|eight|several|both)\b", re.IGNORECASE)


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
