"""Words that name events: nouns ("a three-day workshop") and acts told by verbs ("condemned the attack")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Span
from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.find.screening import Screened
from ctkg.text.reading import Reading
from ctkg.text.relate import acts, creations, editions, encounters, nominal, projects, scope, several, violence
from ctkg.text.relate.naming import SAME, Mention, cue_words, noun_phrase

_MEETINGS = frozenset({"workshop", "roundtable", "seminar", "conference", "meeting", "training"})
_ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+(?:teenth|tieth)|\w+ty-\w+th|"
    r"\w+ty-first|\d+(?:st|nd|rd|th)|next|previous|regular|special|emergency|extraordinary|annual)\b",
    re.IGNORECASE,
)
#: Another event, though its noun is "event" alone.
_FURTHER = re.compile(
    r"\b(?:follow-up|next|second|third|previous|similar|earlier|later|further|another|subsequent)\s+$"
)
_PART = re.compile(r"\b(?:opening|closing|final|plenary|panel|morning|afternoon|working|training)\b", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:next|previous|following)\b", re.IGNORECASE)
_VERBAL = re.compile(r"\s+(?:the|their|its|his|her|all|these|those|our|with|up)\b")
_COMPOUND = re.compile(
    r"\s+(?:materials?|needs|centres?|centers?|institutions?|teams?|capacit\w+|curricul\w+|modules?|providers?|"
    r"methods?|methodolog\w+|manuals?|plans?|facilit\w+|tools?|techniques?|package|academ\w+|room|rooms|opportunit\w+|"
    r"participants|programmes?|programs?|grounds?|kits?|purposes|assistance|support|institutes?|officers?|host|hosts)\b"
)


@cache
def _lexicon() -> tuple[Screened, dict[str, str], frozenset[str]]:
    data = patterns.load("events")
    types: dict[str, str] = dict(data["nouns"])
    generic = frozenset(data["generic"]["words"])
    body = alternation.of({*types, *generic}).replace(r"\-", r"[-\s]?").replace(r"\ ", r"\s+")
    pattern = rf"(?<!\w)(?P<noun>{body})(?P<plural>s|es)?(?![\w]|-\w)"
    return screening.compile(pattern, re.IGNORECASE), types, generic


@cache
def _title_nouns() -> tuple[Screened, dict[str, str]]:
    types: dict[str, str] = dict(patterns.load("events")["title_nouns"])
    return scope.any_of(tuple(types)), types


@cache
def _singular() -> frozenset[str]:
    return frozenset(patterns.load("events")["singular"]["words"])


def find(reading: Reading) -> list[Mention]:
    """Every mention, in text order."""
    quoted = scope.quotations(reading)
    heads = scope.titles(reading)
    last_head = heads[-1].end if heads else 0
    found: list[Mention] = []
    for index, sentence in enumerate(reading.sentences):
        title = sentence.span.start < last_head
        before = len(found)
        found += _nouns(reading, index, sentence.span, quoted, title)
        found += editions.find(reading, index, sentence.span, quoted)
        if not title:
            found += projects.find(reading, index, sentence.span, quoted)
            found += creations.find(reading, index, sentence.span, quoted)
        found += _operations(reading, index, sentence.span, quoted, title)
        if title:
            found += _headed(reading, index, sentence.span)
        found += violence.find(reading, index, sentence.span, quoted, title)
        found += acts.find(reading, index, sentence.span, quoted, title)
        if not title:
            found += nominal.find(reading, index, sentence.span, quoted, found)
            met = [one.span for one in found[before:] if one.type == "meeting" and one.act]
            meetings = encounters.find(reading, index, sentence.span, quoted)
            found += [one for one in meetings if not any(one.span.overlaps(span) for span in met)]
    found += projects.again(reading, [one for one in found if one.type == "project"])
    projected = {one.span for one in found if one.type == "project"}
    found = [one for one in found if not (one.generic and one.span in projected)]
    return several.find(reading, sorted(_plain(found), key=lambda one: (one.span, one.type)))


def _plain(found: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions without "met" where the sentence names the meeting by a noun as well."""
    named = {one.sentence for one in found if not (one.act or one.generic or one.plural) and one.type in _MEETINGS}
    for one in found:
        if not (one.act and one.type == "meeting" and not one.title and one.sentence in named):
            yield one


def _nouns(reading: Reading, index: int, span: Span, quoted: Sequence[Span], title: bool) -> Iterator[Mention]:
    pattern, types, generic = _lexicon()
    plain = reading.plain
    told = cue_words("held").search(plain, span.start, span.end) is not None
    for match in pattern.finditer(plain, span.start, span.end):
        noun = " ".join(match["noun"].lower().split())
        noun = noun if noun in types or noun in generic else _spelled(noun, types)
        where = Span(*match.span())
        link = reading.link_at(where.start)
        if link is not None and link.mention.kind in {"organization", "instrument"}:
            continue
        if cue_words("never").search(plain, max(span.start, where.start - 12), min(span.end, where.end + 8)):
            continue
        determiner, start = noun_phrase(plain, span.start, where.start)
        if title and _COMPOUND.match(plain, where.end):
            continue
        if not title and not _nominal(plain, noun, where, determiner, start):
            continue
        ordinal = _ORDINAL.search(plain[start : where.start]) is not None
        if (
            noun == "session"
            and (determiner in {"a", "an"} or ordinal)
            and not _PART.search(plain[start : where.start])
        ):
            again = _AGAIN.search(plain[start : where.start]) is not None
            kind, common = SAME if again else "meeting", False
        else:
            kind, common = types.get(noun, "other"), noun in generic
        if common and not title and _FURTHER.search(plain, start, where.start):
            kind, common, noun = SAME, False, "edition"
        clause = _clause(span, where)
        yield Mention(
            span=where,
            phrase=Span(start, where.end),
            type=kind,
            noun=noun,
            sentence=index,
            determiner=determiner,
            plural=bool(match["plural"]) and match.group().lower() not in _singular(),
            told=told,
            modality=_modality(plain, Span(start, where.end), clause),
            quoted=scope.within(quoted, where.start),
            title=title,
            generic=common,
        )


_OPERATION = screening.compile(r"\b(?:[Jj]oint )?Operation\s(?=[\"A-Z])")


#: Gatherings by their names alone: "the Counter-Terrorism Week took place", "the Dushanbe Days will be held".
_WEEK = screening.compile(
    r"\b(?:[A-Z][\w-]+ (?:on |of |for |and )?){1,5}(?P<noun>Week|Days|Assises|Convention Days)"
    r"(?= (?:was|were|will be|is|are|took place|takes place|will take place|in [A-Z]|at |held)\b)"
)
_POLICE = screening.compile(
    r"\b[Aa]n? (?:(?:joint|co-?ordinated|police|international|cross-border|large-scale|law enforcement|customs|"
    r"maritime|separate|similar|earlier|nationwide|regional) )*operation(?= (?:against|targeting|in (?:which|[A-Z])|"
    r"on \d|led by))"
)


def _operations(reading: Reading, index: int, span: Span, quoted: Sequence[Span], title: bool) -> Iterator[Mention]:
    """ "Operation Blue Pike": an undertaking by its name."""
    for match in _OPERATION.finditer(reading.plain, span.start, span.end):
        if scope.within(quoted, match.start()) or reading.link_at(match.start()) is not None:
            continue
        where = Span(match.start(), match.end() - 1)
        clause = _clause(span, where)
        modality = _modality(reading.plain, Span(where.start, where.start), clause)
        yield Mention(where, where, "other", "operation", index, "the", False, True, modality, False, title)
    for match in _WEEK.finditer(reading.plain, span.start, span.end):
        if not title and not scope.within(quoted, match.start()):
            where = Span(*match.span("noun"))
            phrase = Span(match.start(), where.end)
            clause = _clause(span, where)
            modality = _modality(reading.plain, phrase, clause)
            yield Mention(phrase, phrase, "conference", "week", index, "the", False, True, modality, False, title)
    for match in _POLICE.finditer(reading.plain, span.start, span.end):
        if title or scope.within(quoted, match.start()):
            continue
        where = Span(*match.span())
        yield Mention(where, where, "other", "police operation", index, "a", False, True, "asserted", False, title)


def _headed(reading: Reading, index: int, span: Span) -> Iterator[Mention]:
    """Nouns that name the main event in a title ("Statement by the Spokesperson on ...")."""
    pattern, types = _title_nouns()
    for match in pattern.finditer(reading.plain, span.start, span.end):
        link = reading.link_at(match.start())
        if link is not None and link.mention.kind in {"organization", "instrument"}:
            continue
        where = Span(*match.span())
        noun = match.group().lower()
        yield Mention(where, where, types[noun], noun, index, "", False, True, "asserted", False, True)


def _spelled(noun: str, types: dict[str, str]) -> str:
    flat = noun.replace("-", " ").replace(" ", "")
    return next((known for known in types if known.replace("-", " ").replace(" ", "") == flat), noun)


_DRILL = re.compile(
    r"\b(?:joint|field|final|annual|live|naval|military|next|first|second|third|simulation|training)\s+$"
)


def _nominal(plain: str, noun: str, where: Span, determiner: str, start: int) -> bool:
    """False for verbs and for nouns that only modify the next one ("meeting the needs", "training materials")."""
    after = plain[where.end : where.end + 24]
    before = plain[max(0, where.start - 16) : where.start].lower()
    if noun in {"training", "exercise", "course", "workshop"} and _COMPOUND.match(after):
        return False
    if (
        noun == "exercise"
        and after.startswith(" of ")
        and not (determiner in {"a", "an"} or _DRILL.search(plain, start, where.start))
    ):
        return False  # "the exercise of rights"
    if noun in {"exercise", "drill", "simulation", "simulation exercise"} and re.match(r"\s[\"A-Z]", after):
        return True  # "exercise Iron Gate 2021"
    if noun in {"meeting", "training", "exercise", "visit"} and not determiner:
        if _VERBAL.match(after) or before.endswith(("to ", "for ", "and ", "of ")):
            return False
        return start < where.start
    if noun == "course":
        return not before.endswith(("of ", "in the ", "over the "))
    if noun in {"dialogue", "talks", "consultation", "simulation", "drill"}:
        return bool(determiner) or start < where.start or before.endswith(("held ", "hold ", "holds ", "in ", "for "))
    return True


#: What is agreed, proposed or offered is not yet held.
_AGREED = re.compile(
    r"\b(?:agreed|decided|proposed|offered|resolved|undertook|promised|pledged|announced (?:their |"
    r"its )?(?:intention|plans?)|"
    r"expressed (?:their |its )?(?:readiness|willingness|intention)|invited \w+|ready|willing|hopes?|wish(?:es)?|"
    r"aims?|intends?)"
    r"(?: in principle| also)? to (?:\w+ly )?(?:jointly )?(?:hold|organi[sz]e|co-?organi[sz]e|convene|host|conduct|"
    r"launch|run|stage|arrange|attend|visit)\b|\b(?:follow|follows) (?:in|on|up)\b"
)


#: "since their last meeting", "the last conference, held in Oslo".
_LAST = re.compile(
    r"(?:the|its|their|our|his|her) (?:last|inaugural) (?!day|week|month|year|session|part|phase)", re.IGNORECASE
)
_SINCE = re.compile(
    r"\b(?:[Ss]ince|from|of) (?:the|its|their|our|his|her) (?:last|inaugural)\b|"
    r"\b(?:last|inaugural) [^.;]{3,70}?,? (?:(?:which )?(?:was )?held|which took place|took place|in [A-Z\d]|on \d)"
)


_PREVIOUS = re.compile(r"\b(?:previous|earlier|past|last year's|preceding)\b", re.IGNORECASE)
_FUTURE = re.compile(r"\b(?:future|upcoming|forthcoming|next|planned)\b", re.IGNORECASE)
_WILL = re.compile(
    r"\b(?:plans? to|intends? to|will (?:also )?(?:be )?(?:also )?(?:hold|held|organi[sz]ed?|meet|attend|convene|"
    r"run|offer|host(?:ed)?|conduct(?:ed)?|take place|launch(?:ed)?|follow|repeated|"
    r"(?:co-)?chair(?:ed)?|preside|open|staged?|deliver(?:ed)?|arrange(?:d)?|receive|welcome|lead|devoted|dedicated|continue|gather|address)|"
    r"scheduled|(?:is|are) (?:due|expected|likely) to|(?:is|are) (?:planned|foreseen|envisaged)|"
    r"(?:is|are) to (?:be (?:held|organi[sz]ed|repeated)|take place|follow|meet))\b",
    re.IGNORECASE,
)


#: Begins as any word may that ends so: what no pattern of these can find is seen sooner.
_AHEAD = screening.compile(rf"{_AGREED.pattern}|{_WILL.pattern}".replace(r"\b(?:", "(?:"), re.IGNORECASE)


def _clause(sentence: Span, where: Span) -> Span:
    """The words around a mention that tell whether it is still to come."""
    return Span(max(sentence.start, where.start - 90), min(sentence.end, where.end + 60))


def _modality(plain: str, phrase: Span, clause: Span) -> str:
    words = plain[phrase.start : phrase.end]
    if _PREVIOUS.search(words):
        return "earlier"
    if _LAST.match(words) and _SINCE.search(plain[clause.start : clause.end]):
        return "earlier"
    if _FUTURE.search(words):
        return "intended"
    if _AHEAD.search(plain, clause.start, clause.end) is None:
        return "asserted"
    around = plain[clause.start : clause.end]
    if _AGREED.search(around) or _WILL.search(around):
        return "intended"
    return "asserted"
