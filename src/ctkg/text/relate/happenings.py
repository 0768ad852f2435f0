"""What happened on a day that no event found otherwise has: told by whatever verb or noun stands by its date."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from ctkg.model import Link, Span
from ctkg.text import patterns
from ctkg.text.find import screening
from ctkg.text.reading import Reading
from ctkg.text.relate import anchors, digest, holding_verbs, scope, verbs
from ctkg.text.relate.naming import Mention, distance

_MOST = 6
_FAR = 130  # characters between a date and the words that tell what happened then
_NEAR = 80  # the same for verbs that the lexicon does not know
_COMMA = 30  # what a boundary of clauses between them costs
#: Before a date that is no day on which something happened: a limit, the day of a text or of words.
_NO_DAY = re.compile(
    r"\b(?:until|till|before|by|after|since|as of|as from|through|deadline|no later than|expir\w+(?: on| in)?|dated|"
    r"valid(?: from)?|born(?: on| in)?|updated(?: on)?|posted(?: on)?|for|than|ago|resolution|of)\s+"
    r"(?:the\s+|early\s+|late\s+|mid-|end of\s+|beginning of\s+|middle of\s+)*$",
    re.IGNORECASE,
)
_OF = re.compile(r"\bof\s+(?:the\s+)?$", re.IGNORECASE)
#: "from 1 September": when something begins to hold.
_FROM = re.compile(r"\b(?:from|starting|effective)\s+(?:on )?$", re.IGNORECASE)
#: What is to be done at the end of a sentence's verbs: "decided to return to it in October".
_INFINITIVE = re.compile(
    r"\bto\s+(?!the\b|an?\b|its\b|their\b|his\b|her\b|this\b|that\b|these\b|those\b|all\b|any\b|which\b|some\b)[a-z]+"
)
#: What is published, decided or handed in one day is no event yet.
_ON_PAPER = frozenset({"adoption", "signing", "ratification"})
#: When these began is told of them, not as an event.
_RUNNING = re.compile(
    r"\b(?:projects?|programmes?|programs?|schemes?|initiative|campaign|teams?|regime)\b[^.;,]{0,40}$", re.IGNORECASE
)
#: Texts that a meeting agrees on, named as instruments: "the Council conclusions of June 2019".
_TEXTS = frozenset({"conclusions", "communiqué", "communique"})
_NEVER = frozenset({"never", "appointment"})
_PUBLISH = re.compile(r"\b(?:publish|present|introduc|adopt|endors|approv)")
_PUBLISHED = frozenset({"published", "publish", "presented", "present", "introduced", "introduce"})
_BEGINS = re.compile(r"(?:starts?|begins?|opens?|commences?|launch(?:es)?|kicks? off)\b")
_AT_ONCE = re.compile(r" (?:in|at|near|on) (?:the )?(?:[a-z]+ of )?")
#: Clauses end here.
_BREAK = re.compile(r"[;:]|\s-\s")
_SMALL_BREAK = re.compile(r",|\band\b|\bwhich\b|\bwho\b|\bthat\b|\bwhen\b|\bwhere\b|\bbut\b|\(")
_OPENS = re.compile(
    r"(?:.*(?:,|\band|\bbut|\bthat|\bwhen|-)\s)?(?:also |and )?(?:(?:[Oo]n|[Ii]n|[Ff]rom|[Bb]etween|"
    r"[Ee]arly|[Ll]ate(?:r)?|[Ee]arlier|[Aa]nd|[Ll]ast|[Tt]his|the|night of|evening of|morning of)\s)*",
    re.DOTALL,
)
_UNREAL = screening.compile(
    r"\b(?:cancel\w+|postpone\w+|called off|was to have (?:been|taken)|were to have|put off|did not take place|"
    r"was not held|should have (?:been|taken)|scenario\w*|suppos(?:ed|es)|fictitious|simulat\w+|imagin\w+|"
    r"hypothetical)\b"
)
_WORD = re.compile(r"(?<![\w'-])[A-Za-z][a-z]+(?:-[a-z]+)?(?![\w'])")
_TO_COME = re.compile(
    r"\b(?:will|shall|would|(?:is|are|was|were) (?:\w+ )?(?:to|expected|planned|scheduled|due|"
    r"foreseen|set|likely|awaited)|to be|plans? to|intends? to)\s+"
    r"(?:\w+ly |also |then |next |now )?(?:to )?(?:be |take |have )?(?:\w+ly )?$"
)
_BE = re.compile(r"\b(?:was|were|been|being|be|is|are|had|has|have)\s+(?:\w+ly |also |then |first |later |not )?$")
_ATTRIBUTE = re.compile(
    r"\b(?:the|an?|of|its|their|his|her|our|these|those|newly|recently|with|for|by|no|all|as|any|in)\s$", re.IGNORECASE
)
_NOT_DONE = re.compile(r"\b(?:not|never|to|should|could|may|might|must|can|cannot)\s+(?:be |have )?$")


@cache
def _forms() -> dict[str, tuple[str, str]]:
    """Type and reading of every form of a verb of the lexicon, in lower case."""
    data = patterns.load("happenings")
    found: dict[str, tuple[str, str]] = {}
    for kind, bases in data["verbs"].items():
        for base in bases:
            for form, reading in verbs.inflected(base, data["irregular"]).items():
                found.setdefault(form, (kind, reading))
    return found


@cache
def _verb_pattern() -> screening.Screened:
    return scope.any_of(tuple(form for form in _forms()))


@cache
def _noun_pattern() -> tuple[screening.Screened, dict[str, str]]:
    kinds = {noun: kind for kind, nouns in patterns.load("happenings")["nouns"].items() for noun in nouns}
    return scope.any_of(tuple(kinds)), kinds


@cache
def _past() -> tuple[frozenset[str], frozenset[str]]:
    data = patterns.load("happenings")
    return frozenset(data["past"]["words"]), frozenset(data["never"]["words"])


@cache
def _attributes() -> frozenset[str]:
    return frozenset(patterns.load("happenings")["never"]["attributes"])


def find(
    reading: Reading,
    told: Sequence[Mention],
    taken: Sequence[Mention],
    known: Sequence[str],
    undated: Collection[Span] = (),
) -> Iterator[Mention]:
    """Mentions of what happened on each day of the text that lies in none of the dates ``known`` (ISO 8601, ranges as
    "first/last"); ``told`` are the words that name events, ``taken`` those of events that are found, and ``undated``
    those of events found without a date."""
    days = _Days(known)
    heads = scope.titles(reading)
    after = heads[-1].end if heads else 0
    found = 0
    for index, sentence in enumerate(reading.sentences):
        span = sentence.span
        if span.start < after:
            continue
        if found >= _MOST:
            return
        here: list[Mention] = []
        for link in reading.inside(span, "date"):
            label = link.thing.label
            if len(label.partition("/")[0]) < 7 or days.meet(label):
                continue
            if reading.head.holds(link.mention.span) or not _of_something(reading, span, link):
                continue
            one = _told_by(reading, index, span, link, told, [*taken, *here], undated)
            if one is not None:
                days.add(label)
                found += 1
                here.append(one)
                yield one


def under_head(reading: Reading, passage: Span, here: Collection[int]) -> Mention | None:
    """What the first verb tells in a paragraph of a digest that a town and a day head; None where there is none."""
    head = digest.dated(reading, passage)
    if head is None:
        return None
    for index in sorted(here):
        span = reading.sentences[index].span
        start = max(span.start, head.end())
        if start >= span.end:
            continue
        part = Span(start, min(span.end, start + _FAR))
        told = [one for one in _candidates(reading, index, part, (), False) if one.kind not in _NEVER]
        if told:
            return min(told, key=lambda one: (one.kind == "other verb", one.span))
    return None


class _Days:
    """Dates, single days and ranges, of which it is asked whether another may be one of them."""

    def __init__(self, labels: Iterable[str]) -> None:
        self._single: set[str] = set()
        self._wider: set[str] = set()  # the months and years in which they lie
        self._ranges: list[tuple[str, str]] = []
        for label in labels:
            self.add(label)

    def add(self, label: str) -> None:
        first, _, last = label.partition("/")
        self._single |= {first, last or first}
        self._wider |= {day[:size] for day in (first, last or first) for size in (4, 7)}
        if last and last != first:
            self._ranges.append((first, last))

    def meet(self, label: str) -> bool:
        """True where ``label`` is one of the days, holds one, or lies in one."""
        first, _, last = label.partition("/")
        if first in self._single or first in self._wider or first[:7] in self._single or first[:4] in self._single:
            return True
        return any(start <= first <= end for start, end in self._ranges) or (
            bool(last) and any(first <= day <= last for day in self._single)
        )


def _of_something(reading: Reading, span: Span, link: Link) -> bool:
    where = link.mention.span
    if scope.within(reading.speech, where.start) or anchors.reported(reading.plain, where.start):
        return False
    if reading.plain.startswith("'s ", where.end):
        return False
    return _UNREAL.search(reading.plain, span.start, span.end) is None


def _told_by(
    reading: Reading,
    index: int,
    span: Span,
    link: Link,
    told: Sequence[Mention],
    taken: Sequence[Mention],
    undated: Collection[Span],
) -> Mention | None:
    """The words of the sentence that tell what happened on the day of ``link``."""
    plain, where = reading.plain, link.mention.span
    before = plain[span.start : where.start]
    breaks = [match.end() for match in _BREAK.finditer(before)]
    start = max(span.start + (breaks[-1] if breaks else 0), where.start - _FAR)
    stop = _BREAK.search(plain, where.end, span.end)
    end = min(stop.start() if stop is not None else span.end, where.end + _FAR)
    limit = _NO_DAY.search(before) or ("/" not in link.thing.label and _FROM.search(before))
    bound = _OF.search(before) is not None
    if limit is not None and not bound:
        return None
    opens = _OPENS.fullmatch(plain, start, where.start) is not None
    used = {one.span for one in taken}
    best: tuple[float, Mention] | None = None
    for one in _candidates(reading, index, Span(start, end), told, bound):
        if bound and (one.span.end > where.start or where.start - one.span.end > 60):
            continue
        if opens and one.kind == "never" and _says_what(plain, one.span):
            continue
        cost = float(distance(plain, one.span, where))
        between = plain[min(one.span.end, where.end) : max(one.span.start, where.start)]
        cost += _COMMA * len(_SMALL_BREAK.findall(between))
        if opens and one.span.start > where.end:
            cost -= 90
        if one.kind == "other verb":
            cost += 15
        if best is None or cost < best[0]:
            best = cost, one
    if best is None or best[1].span in used or best[1].kind in _NEVER or "appoint" in best[1].noun:
        return None
    one, noun = holding_verbs.held(reading, best[1], told)
    if noun is not None and noun.span in undated:
        return None  # its date, not another event
    began = one.type == "launch" and one.modality != "intended" and len(link.thing.label) < 10
    if began and _RUNNING.search(plain, max(span.start, one.span.start - 60), one.span.start) is not None:
        return None
    if one.modality == "intended" and _PUBLISH.search(one.noun) is not None:
        return None
    if one.kind == "other verb" and (best[0] > _NEAR or one.modality == "intended"):
        return None
    if one.kind == "other verb" and len(link.thing.label) < 10 and not _somewhere(reading, one.span, where):
        return None
    return one if one.modality == "intended" else dataclasses.replace(one, modality="earlier")


def _somewhere(reading: Reading, verb: Span, date: Span) -> bool:
    """True for "negotiated at Doha in November": a verb, a town and a month, one right after the other."""
    towns = reading.inside(Span(verb.end, date.start), "place") if verb.end < date.start else ()
    return any(_AT_ONCE.fullmatch(reading.plain, verb.end, one.mention.span.start) for one in towns)


def _says_what(plain: str, where: Span) -> bool:
    """True for a participle that only says what its noun is ("bombers linked with the group")."""
    return plain[where.start : where.end] in _attributes() and not _BE.search(
        plain, max(0, where.start - 20), where.start
    )


def _candidates(reading: Reading, index: int, part: Span, told: Sequence[Mention], bound: bool) -> Iterator[Mention]:
    plain = reading.plain
    named = [one for one in told if one.sentence == index and part.covers(one.span) and not one.quoted]
    yield from named

    def unquoted(where: Span) -> bool:
        return not any(one.span.overlaps(where) for one in named) and not scope.within(reading.speech, where.start)

    def free(where: Span) -> bool:
        link = reading.link_at(where.start)
        names = link is not None and link.mention.kind in {"organization", "instrument", "place", "person"}
        return not names and unquoted(where)

    pattern, kinds = _noun_pattern()
    for match in pattern.finditer(plain, part.start, part.end):
        where = Span(*match.span())
        follows = plain[where.end : where.end + 6]
        text = bound and match.group().lower() in _TEXTS
        if (free(where) or (text and unquoted(where))) and (
            bound or follows.startswith((" in ", " on ", " at ", " of ", ", on", ", in"))
        ):
            yield _mention(where, kinds[match.group().lower()], index, "asserted", "noun")
    if bound:
        return
    seen: list[Span] = []
    for match in _verb_pattern().finditer(plain, part.start, part.end):
        where = Span(*match.span())
        if match.group()[0].isupper() or not free(where):
            continue
        kind, form = _forms()[" ".join(match.group().lower().split())]
        modality = _modality(plain, where, form)
        if match.group() == "held" and _BE.search(plain, max(0, where.start - 20), where.start) is None:
            modality = ""  # "the office that he held"
        if modality:
            seen.append(where)
            untold = modality == "intended" and (kind in _ON_PAPER or match.group().lower() in _PUBLISHED)
            yield _mention(where, kind, index, modality, "never" if untold else "verb")
    for match in _INFINITIVE.finditer(plain, part.start, part.end):
        where = Span(*match.span())
        if not any(one.overlaps(where) for one in (*seen, *(one.span for one in named))):
            yield _mention(where, "other", index, "intended", "never")
    past, never = _past()
    for match in _WORD.finditer(plain, part.start, part.end):
        where = Span(*match.span())
        word = match.group()
        if any(one.overlaps(where) for one in seen) or not free(where):
            continue
        if word in never:
            if not _ATTRIBUTE.search(plain, max(0, where.start - 10), where.start):
                yield _mention(where, "other", index, "asserted", "never")
            continue
        if not (word in past or (word.endswith("ed") and len(word) > 4 and word[0].islower())):
            continue
        modality = _modality(plain, where, "past")
        if modality:
            yield _mention(where, "other", index, modality, "other verb")


def _modality(plain: str, where: Span, form: str) -> str:
    """Whether a verb tells what is done or to be done; empty where it tells neither."""
    before = plain[max(0, where.start - 44) : where.start]
    if _TO_COME.search(before) is not None:
        return "intended"
    if form in {"base", "ing"} or _NOT_DONE.search(before) is not None:
        return ""
    if form == "past" and _ATTRIBUTE.search(before) is not None:
        return ""
    if form == "present":
        return "intended" if _BEGINS.match(plain, where.start) is not None else ""
    return "earlier"


def _mention(where: Span, kind: str, index: int, modality: str, source: str) -> Mention:
    return Mention(
        span=where, phrase=where, type=kind, noun="", sentence=index, determiner="", plural=False, told=True,
        modality="earlier" if modality == "asserted" else modality, quoted=False, title=False, act=True, kind=source,
    )  # fmt: skip
