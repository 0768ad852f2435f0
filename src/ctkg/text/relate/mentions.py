"""Words that name events: nouns ("a three-day workshop") and acts told by verbs ("condemned the attack")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ctkg.model import Span
from ctkg.text import patterns
from ctkg.text.reading import Reading
from ctkg.text.relate import scope

_WORD_BACK = re.compile(r"([^\s,;:()\"]+)\s*$")
_BRACKET_BACK = re.compile(r"\([^()]{1,50}\)\s*$")
_DETERMINERS = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "our",
        "one",
        "each",
        "another",
        "both",
    ]
)
_STOP = frozenset(
    [
        "of",
        "in",
        "on",
        "at",
        "by",
        "with",
        "to",
        "for",
        "from",
        "and",
        "or",
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "will",
        "would",
        "that",
        "which",
        "who",
        "as",
        "into",
        "during",
        "after",
        "before",
        "through",
        "held",
        "organized",
        "organised",
        "hosts",
        "hosted",
        "holds",
        "attended",
        "supports",
        "supported",
        "conducts",
        "conducted",
        "opens",
    ]
)
_VERBAL = re.compile(r"\s+(?:the|their|its|his|her|all|these|those|our|with|up)\b")
_COMPOUND = re.compile(
    r"\s+(?:materials?|needs|centres?|centers?|institutions?|teams?|capacit\w+|curricul\w+|modules?|providers?|methods?|"
    r"methodolog\w+|manuals?|plans?|facilit\w+|tools?|techniques?|package|academ\w+|room|rooms|opportunit\w+|participants|"
    r"programmes?|programs?|grounds?|kits?|purposes|assistance|support|institutes?|officers?|host|hosts)\b"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an event.

    Attributes:
        span: the noun (or verb) itself.
        phrase: the noun with its determiner and modifiers.
        type: a value of ``event.type``.
        noun: lower case, singular.
        sentence: index of its sentence.
        determiner: ``a``, ``the`` ..., or empty.
        plural: more than one event.
        told: the sentence says that it was held, or that the act was done.
        modality: ``asserted intended earlier simulated``.
        quoted: inside somebody's words.
        title: in the title or a heading before the text.
        act: told by a verb.
        generic: takes up an event told before ("the event").
    """

    span: Span
    phrase: Span
    type: str
    noun: str
    sentence: int
    determiner: str
    plural: bool
    told: bool
    modality: str
    quoted: bool
    title: bool
    act: bool = False
    generic: bool = False

    @property
    def definite(self) -> bool:
        """True where the words point at an event already told."""
        return self.determiner in {"the", "this", "that"}


@cache
def _lexicon() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    data = patterns.load("events")
    types: dict[str, str] = {noun: kind for noun, kind in data["nouns"].items()}
    generic = frozenset(data["generic"]["words"])
    nouns = sorted({*types, *generic}, key=len, reverse=True)
    body = "|".join(noun.replace("-", r"[-\s]?").replace(" ", r"\s+") for noun in nouns)
    return re.compile(rf"(?<!\w)(?P<noun>{body})(?P<plural>s|es)?(?![\w]|-\w)", re.IGNORECASE), types, generic


@cache
def _cues(name: str) -> re.Pattern[str]:
    return scope.any_of(tuple(patterns.load("events")[name]["words"]))


@cache
def _attacks() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = patterns.load("events")["attacks"]
    nouns = sorted(data["nouns"], key=len, reverse=True)
    body = "|".join(noun.replace(" ", r"\s+") for noun in nouns)
    return (
        re.compile(rf"(?<![\w-])(?P<noun>{body})(?P<plural>s|es)?(?![\w])", re.IGNORECASE),
        scope.any_of(tuple(data["cues"])),
        scope.any_of(tuple(data["topical"])),
    )


def find(reading: Reading) -> list[Mention]:
    """Every mention, in text order."""
    quoted = scope.quotations(reading)
    heads = scope.titles(reading)
    last_head = heads[-1].end if heads else 0
    found: list[Mention] = []
    for index, sentence in enumerate(reading.sentences):
        title = sentence.span.start < last_head
        found += _nouns(reading, index, sentence.span, quoted, title)
        found += _violence(reading, index, sentence.span, quoted, title)
        found += _acts(reading, index, sentence.span, quoted, title)
    return sorted(found, key=lambda one: (one.span, one.type))


def _nouns(reading: Reading, index: int, span: Span, quoted: Sequence[Span], title: bool) -> Iterator[Mention]:
    pattern, types, generic = _lexicon()
    plain = reading.plain
    told = _cues("held").search(plain, span.start, span.end) is not None
    for match in pattern.finditer(plain, span.start, span.end):
        noun = re.sub(r"\s+", " ", match["noun"].lower())
        noun = noun if noun in types or noun in generic else _spelled(noun, types)
        where = Span(*match.span())
        link = reading.link_at(where.start)
        if link is not None and link.mention.kind in {"organization", "instrument"}:
            continue
        determiner, start = _phrase(plain, span.start, where.start)
        if not title and not _nominal(plain, noun, where, determiner, start):
            continue
        kind = types.get(noun, "other")
        clause = plain[max(span.start, where.start - 90) : min(span.end, where.end + 60)]
        yield Mention(
            span=where,
            phrase=Span(start, where.end),
            type=kind,
            noun=noun,
            sentence=index,
            determiner=determiner,
            plural=bool(match["plural"]),
            told=told,
            modality=_modality(plain[start : where.end], clause, determiner),
            quoted=scope.within(quoted, where.start),
            title=title,
            generic=noun in generic,
        )


def _spelled(noun: str, types: dict[str, str]) -> str:
    flat = noun.replace("-", " ").replace(" ", "")
    return next((known for known in types if known.replace("-", " ").replace(" ", "") == flat), noun)


def _nominal(plain: str, noun: str, where: Span, determiner: str, start: int) -> bool:
    """False for verbs and for nouns that only modify the next one ("meeting the needs", "training materials")."""
    after = plain[where.end : where.end + 24]
    before = plain[max(0, where.start - 16) : where.start].lower()
    if noun in {"training", "exercise", "course", "workshop"} and _COMPOUND.match(after):
        return False
    if noun in {"meeting", "training", "exercise", "visit"} and not determiner:
        if _VERBAL.match(after) or before.endswith(("to ", "for ", "and ", "of ")):
            return False
        return start < where.start
    if noun == "course":
        return not before.endswith(("of ", "in the ", "over the "))
    if noun in {"dialogue", "talks", "consultation", "simulation", "drill"}:
        return bool(determiner) or start < where.start
    return True


def _phrase(plain: str, floor: int, noun: int) -> tuple[str, int]:
    """Determiner (lower case, empty where there is none) and start of the noun phrase whose noun begins at ``noun``."""
    start, position = noun, noun
    for _ in range(9):
        bracket = _BRACKET_BACK.search(plain, max(floor, position - 60), position)
        if bracket is not None:
            position = bracket.start()
        match = _WORD_BACK.search(plain, max(floor, position - 40), position)
        if match is None:
            break
        word = match.group(1).lower()
        if word in _DETERMINERS:
            return word, match.start(1)
        if word in _STOP or (
            word.endswith(("ed", "es"))
            and "-" not in word
            and word not in {"advanced", "specialized", "specialised", "united", "states", "joint", "dedicated"}
        ):
            break
        start = position = match.start(1)
    return "", start


def _modality(phrase: str, clause: str, determiner: str) -> str:
    if re.search(r"\b(?:previous|earlier|past|last year's|preceding)\b", phrase, re.IGNORECASE):
        return "earlier"
    if re.search(
        r"\b(?:additional|future|upcoming|forthcoming|further|next|follow-up|planned)\b", phrase, re.IGNORECASE
    ):
        return (
            "intended"
            if determiner != "the" or re.search(r"\b(?:future|upcoming|next)\b", phrase, re.IGNORECASE)
            else "asserted"
        )
    if re.search(
        r"\b(?:plans? to|intends? to|will (?:be )?(?:also )?(?:be )?(?:hold|held|organi[sz]ed?|host(?:ed)?|conduct(?:ed)?|take place|launch(?:ed)?|follow)|scheduled|is due to|are due to)\b",
        clause,
        re.IGNORECASE,
    ):
        return "intended"
    return "asserted"


def _violence(reading: Reading, index: int, span: Span, quoted: Sequence[Span], title: bool) -> Iterator[Mention]:
    nouns, cues, topical = _attacks()
    plain = reading.plain
    cued = cues.search(plain, span.start, span.end) is not None or _condemns(plain, span)
    for match in nouns.finditer(plain, span.start, span.end):
        where = Span(*match.span())
        link = reading.link_at(where.start)
        if link is not None and link.mention.kind in {"organization", "instrument"}:
            continue
        determiner, start = _phrase(plain, span.start, where.start)
        before = plain[max(span.start, where.start - 60) : where.start]
        if topical.search(before) and not _condemns(plain, span):
            continue
        dated = bool(reading.inside(Span(where.end, min(span.end, where.end + 120)), "date", "place"))
        if not cued and not (determiner in {"the", "this"} and not match["plural"]) and not (title and dated):
            continue
        simulated = _cues("simulated").search(before) is not None
        yield Mention(
            span=where,
            phrase=Span(start, where.end),
            type="attack",
            noun=match["noun"].lower(),
            sentence=index,
            determiner=determiner,
            plural=bool(match["plural"]),
            told=cued,
            modality="simulated" if simulated else "asserted",
            quoted=scope.within(quoted, where.start),
            title=title,
        )


def _condemns(plain: str, span: Span) -> bool:
    return re.search(r"\b(?:condemn|denounc|deplor)\w*", plain[span.start : span.end], re.IGNORECASE) is not None


@cache
def _act_lexicon() -> dict[str, tuple[re.Pattern[str], re.Pattern[str] | None]]:
    return {
        kind: (scope.any_of(tuple(data["verbs"])), scope.any_of(tuple(data["objects"])) if data["objects"] else None)
        for kind, data in patterns.load("events")["acts"].items()
    }


def _acts(reading: Reading, index: int, span: Span, quoted: Sequence[Span], title: bool) -> Iterator[Mention]:
    plain = reading.plain
    for kind, (verbs, objects) in _act_lexicon().items():
        for match in verbs.finditer(plain, span.start, span.end):
            if scope.within(quoted, match.start()) or (
                match.group()[0].isupper() and not title and match.start() > span.start
            ):
                continue
            reach = plain[match.end() : min(span.end, match.end() + 160)]
            around = plain[max(span.start, match.start() - 110) : match.start()]
            if (
                objects is not None
                and not objects.search(reach)
                and not (
                    kind not in {"attack", "launch"} and (_passive(plain, match) or title) and objects.search(around)
                )
            ):
                continue
            link = reading.link_at(match.start())
            if link is not None and link.mention.kind in {"organization", "instrument"}:
                continue
            before = plain[max(span.start, match.start() - 30) : match.start()].lower()
            if re.search(
                r"\b(?:to|not|will|would|should|could|may|must|can|also|plans to)\s+$", before
            ) and not before.endswith(("also ", "will ")):
                continue
            planned = re.search(r"\b(?:will|to be|would)\s+(?:be\s+|also\s+)?$", before) is not None
            yield Mention(
                span=Span(*match.span()),
                phrase=Span(*match.span()),
                type=kind,
                noun=match.group().lower(),
                sentence=index,
                determiner="",
                plural=False,
                told=True,
                modality="intended" if planned else "asserted",
                quoted=False,
                title=title,
                act=True,
            )


def _passive(plain: str, match: re.Match[str]) -> bool:
    return (
        re.search(r"\b(?:was|were|is|are|been|be)\s+(?:\w+\s+)?$", plain[max(0, match.start() - 24) : match.start()])
        is not None
    )
