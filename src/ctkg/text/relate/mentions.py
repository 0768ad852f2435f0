"""Words that name events: nouns ("a three-day workshop") and acts told by verbs ("condemned the attack")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Span
from ctkg.text import patterns
from ctkg.text.reading import Reading
from ctkg.text.relate import acts, scope, violence
from ctkg.text.relate.naming import Mention, cue_words, noun_phrase

_VERBAL = re.compile(r"\s+(?:the|their|its|his|her|all|these|those|our|with|up)\b")
_COMPOUND = re.compile(
    r"\s+(?:materials?|needs|centres?|centers?|institutions?|teams?|capacit\w+|curricul\w+|modules?|providers?|methods?|"
    r"methodolog\w+|manuals?|plans?|facilit\w+|tools?|techniques?|package|academ\w+|room|rooms|opportunit\w+|participants|"
    r"programmes?|programs?|grounds?|kits?|purposes|assistance|support|institutes?|officers?|host|hosts)\b"
)


@cache
def _lexicon() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    data = patterns.load("events")
    types: dict[str, str] = dict(data["nouns"])
    generic = frozenset(data["generic"]["words"])
    nouns = sorted({*types, *generic}, key=len, reverse=True)
    body = "|".join(noun.replace("-", r"[-\s]?").replace(" ", r"\s+") for noun in nouns)
    return re.compile(rf"(?<!\w)(?P<noun>{body})(?P<plural>s|es)?(?![\w]|-\w)", re.IGNORECASE), types, generic


def find(reading: Reading) -> list[Mention]:
    """Every mention, in text order."""
    quoted = scope.quotations(reading)
    heads = scope.titles(reading)
    last_head = heads[-1].end if heads else 0
    found: list[Mention] = []
    for index, sentence in enumerate(reading.sentences):
        title = sentence.span.start < last_head
        found += _nouns(reading, index, sentence.span, quoted, title)
        found += violence.find(reading, index, sentence.span, quoted, title)
        found += acts.find(reading, index, sentence.span, quoted, title)
    return sorted(found, key=lambda one: (one.span, one.type))


def _nouns(reading: Reading, index: int, span: Span, quoted: Sequence[Span], title: bool) -> Iterator[Mention]:
    pattern, types, generic = _lexicon()
    plain = reading.plain
    told = cue_words("held").search(plain, span.start, span.end) is not None
    for match in pattern.finditer(plain, span.start, span.end):
        noun = re.sub(r"\s+", " ", match["noun"].lower())
        noun = noun if noun in types or noun in generic else _spelled(noun, types)
        where = Span(*match.span())
        link = reading.link_at(where.start)
        if link is not None and link.mention.kind in {"organization", "instrument"}:
            continue
        determiner, start = noun_phrase(plain, span.start, where.start)
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
        return bool(determiner) or start < where.start or before.endswith(("held ", "hold ", "holds ", "in ", "for "))
    return True


def _modality(phrase: str, clause: str, determiner: str) -> str:
    if re.search(r"\b(?:previous|earlier|past|last year's|preceding)\b", phrase, re.IGNORECASE):
        return "earlier"
    if re.search(r"\b(?:future|upcoming|forthcoming|next|planned)\b", phrase, re.IGNORECASE):
        return "intended"
    if re.search(
        r"\b(?:plans? to|intends? to|will (?:be )?(?:also )?(?:be )?(?:hold|held|organi[sz]ed?|"
        r"host(?:ed)?|conduct(?:ed)?|take place|launch(?:ed)?|follow)|scheduled|is due to|are due to)\b",
        clause,
        re.IGNORECASE,
    ):
        return "intended"
    return "asserted"
