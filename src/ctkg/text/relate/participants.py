"""Who takes part: bodies, States and groups of people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Passage, Span, Statement
from ctkg.text import patterns
from ctkg.text.reading import EventFrame, Reading, event_at, say
from ctkg.text.relate import lists, scope
from ctkg.text.relate.roles import holder

_EVENTS = frozenset(
    {
        "workshop",
        "roundtable",
        "seminar",
        "conference",
        "meeting",
        "training",
        "exercise",
        "visit",
        "launch",
        "signing",
        "other",
        "adoption",
    }
)
_GENERIC = frozenset(
    [
        "participants",
        "members",
        "speakers",
        "people",
        "persons",
        "individuals",
        "attendees",
        "guests",
        "staff",
        "candidates",
        "leaders",
        "victims",
        "men",
        "women",
        "representatives",
        "ministers",
        "authorities",
        "delegations",
    ]
)
_CONTEXT = re.compile(
    r"\b(?:participants?|participat\w+|attend\w*|brought together|brings together|gather\w*|took part|takes? part|taking part|trained|trains|trainees|"
    r"joined|engages?|representatives|for (?:some |around |about |over |more than )?\d+|experts? from|delegates|together|involv\w+|for (?:\w+ ){0,3}(?:officers|officials|prosecutors|judges|representatives))\b",
    re.IGNORECASE,
)
_MODIFIER = r"(?:[A-Za-z][\w/-]*(?:,)?\s+)"
_ADJECTIVES = frozenset({"military", "police", "law enforcement", "youth", "staff", "women", "men", "expert"})
_DROPPED = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "from",
        "and",
        "to",
        "for",
        "by",
        "with",
        "in",
        "on",
        "at",
        "or",
        "as",
        "its",
        "their",
        "more",
        "than",
        "some",
        "over",
        "about",
        "around",
        "nearly",
        "almost",
        "including",
        "both",
        "also",
        "several",
        "many",
        "other",
        "various",
        "all",
        "these",
        "those",
        "who",
        "which",
        "brought",
        "together",
        "gathered",
        "some",
        "such",
        "between",
        "among",
        "engages",
        "engaged",
        "alongside",
        "along",
        "together",
        "attended",
        "trained",
        "trains",
        "joined",
        "where",
        "were",
        "was",
        "are",
        "is",
        "has",
        "have",
        "had",
        "included",
        "include",
    ]
)


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    lexicon = patterns.load("roles")
    people = scope.any_of(tuple(lexicon["groups"]["people"]), 0)
    sectors = scope.any_of(tuple(lexicon["groups"]["sectors"]))
    return (
        scope.any_of(tuple(lexicon["after"]["participant"])),
        scope.any_of(tuple(lexicon["active"]["participant"])),
        people,
        sectors,
    )


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Statements of participant and participant.group."""
    quoted = scope.quotations(reading)
    heads = scope.titles(reading)
    for sentence in reading.sentences:
        event = _event(reading, events, sentence)
        if event is None:
            continue
        yield from _listed(reading, event, sentence, quoted)
        yield from _subjects(reading, event, sentence, quoted)
        yield from _nationals(reading, event, sentence, quoted)
        if not any(head.covers(sentence.span) for head in heads):
            yield from _groups(reading, event, sentence, quoted)


def _event(reading: Reading, events: Sequence[EventFrame], sentence: Passage) -> EventFrame | None:
    named = [e for e in events if e.named_in(sentence.span)]
    event = named[0] if len(named) == 1 else event_at(events, sentence.span)
    return event if event is not None and event.type in _EVENTS and event.modality != "intended" else None


def _listed(reading: Reading, event: EventFrame, sentence: Passage, quoted: Sequence[Span]) -> Iterator[Statement]:
    cue = _cues()[0]
    end = sentence.span.end
    for match in cue.finditer(reading.plain, sentence.span.start, end):
        if scope.within(quoted, match.start()):
            continue
        if re.search(
            r"\b(?:said|told|added|noted)\b[^,]{0,40}$",
            reading.plain[max(sentence.span.start, match.start() - 60) : match.start()],
        ):
            continue
        for words in _plain_list(reading, match, end):
            yield say(
                reading, event.entity, "participant.group", words, event=event.key, span=sentence.span,
                rule="roles.group-list", stance=event.stance,
            )  # fmt: skip
        for item in lists.after(reading, match.end(), end, people=True):
            if item.link is not None:
                span = sentence.span
                yield say(
                    reading, event.entity, "participant", holder(item.link), event=event.key, span=span,
                    rule="roles.participant-cue", stance=event.stance,
                )  # fmt: skip


_LISTED = re.compile(
    r"(?:organi[sz]ations|agencies|partners|institutions|donors|countries|states|administrations|services|members)\s*$",
    re.IGNORECASE,
)


def _bracketed(reading: Reading, start: int, end: int) -> Iterator[lists.Item]:
    """Names in brackets after what they are: "partner organisations (A, B and C)"."""
    for bracket in re.finditer(r"\(([^()]{2,200})\)", reading.plain[start:end]):
        if _LISTED.search(reading.plain[start : start + bracket.start()]):
            inside = Span(start + bracket.start(), start + bracket.end())
            yield from (lists.Item(one.mention.span, one) for one in reading.inside(inside, "organization", "state"))


_FROM_PEOPLE = re.compile(
    r"(?:experts|officials|representatives|participants|delegates|specialists|practitioners|professionals|stakeholders|speakers) (?:from|of)$",
    re.IGNORECASE,
)


def _plain_list(reading: Reading, cue: re.Match[str], end: int) -> list[str]:
    """Groups in lower case right after "experts from", "representatives of" ..."""
    if _FROM_PEOPLE.search(cue.group()) is None:
        return []
    names = reading.inside(Span(cue.end(), end), *lists.HOLDERS)
    stop = re.search(
        r"[.;:(]|\b(?:took|take|takes|attended|participated|gathered|met|discussed|shared|to|who|which|in|at|on|are|were|is|was|will|joined|during|for|came|have|had|has)\b",
        reading.plain[cue.end() : end],
    )
    last = min([end, *(name.mention.span.start for name in names[:1]), *([cue.end() + stop.start()] if stop else [])])
    return [
        words
        for words in lists.groups(reading.plain[cue.end() : last])
        if not words.startswith("related") and "entities" not in words
    ][:10]


def _subjects(reading: Reading, event: EventFrame, sentence: Passage, quoted: Sequence[Span]) -> Iterator[Statement]:
    """ "A and B took part in the meeting"."""
    for match in _cues()[1].finditer(reading.plain, sentence.span.start, sentence.span.end):
        if scope.within(quoted, match.start()):
            continue
        after = reading.plain[match.end() : match.end() + 100]
        if not event.named_in(Span(match.end(), match.end() + 120)) and not re.match(
            r"\s*(?:in|the|their|and)?\s*(?:it|course|training|expertise|experience|presentations|meeting|on|from)\b|[.,]",
            after,
        ):
            continue
        for item in [
            *lists.before(reading, sentence.span.start, match.start()),
            *_bracketed(reading, sentence.span.start, match.start()),
        ]:
            if item.link is not None:
                yield say(
                    reading, event.entity, "participant", holder(item.link), event=event.key, span=sentence.span,
                    rule="roles.participant-subject", stance=event.stance,
                )  # fmt: skip


def _nationals(reading: Reading, event: EventFrame, sentence: Passage, quoted: Sequence[Span]) -> Iterator[Statement]:
    """ "Egyptian officials", "Serbian border officers": their State takes part."""
    people = _cues()[2]
    if not _CONTEXT.search(reading.plain, sentence.span.start, sentence.span.end):
        return
    for link in reading.inside(sentence.span, "nationality"):
        end = link.mention.span.end
        if scope.within(quoted, end) or link.thing.kind not in {"state", "territory"}:
            continue
        after = re.match(r"(?: [a-z][\w-]*){0,4}", reading.plain[end : min(sentence.span.end, end + 60)])
        if (
            after
            and people.search(after.group())
            and not re.search(r"\b(?:and|of|in|for|to|by)\b", after.group()[: people.search(after.group()).start()])
        ):  # type: ignore[union-attr]
            yield say(
                reading, event.entity, "participant", holder(link), event=event.key, span=sentence.span,
                rule="roles.participant-nationality", stance=event.stance,
            )  # fmt: skip


def _groups(reading: Reading, event: EventFrame, sentence: Passage, quoted: Sequence[Span]) -> Iterator[Statement]:
    """Groups of people and sectors in a sentence that tells of taking part."""
    plain, span = reading.plain, sentence.span
    start = _CONTEXT.search(plain, span.start, span.end)
    if start is None or not event.speaks(span):
        return
    _, _, people, sectors = _cues()
    found: dict[str, Span] = {}
    for match in sectors.finditer(plain, span.start, span.end):
        if scope.within(quoted, match.start()) or not _takes_part(plain, span, match.start()):
            continue
        if plain[match.end() : match.end() + 1] == "'":
            continue
        for words in _distributed(match.group()):
            found.setdefault(words.removeprefix("the "), Span(*match.span()))
    for match in people.finditer(plain, span.start, span.end):
        if scope.within(quoted, match.start()) or not _takes_part(plain, span, match.start()):
            continue
        link = reading.link_at(match.start())
        if link is not None and link.mention.kind in {"organization", "instrument"}:
            continue
        words = _noun_phrase(reading, span.start, match)
        words += (
            _of_body(reading, match.end(), span.end) if words in {"officials", "officers", "staff", "members"} else ""
        )
        if match.group() in _ADJECTIVES and re.match(
            r"\s+(?!and\b|from\b|of\b|in\b|who\b|were\b|to\b|at\b|on\b|with\b|for\b|as\b|or\b)[a-z]",
            reading.plain[match.end() : match.end() + 9],
        ):
            continue
        if (
            words
            and words.lower() not in _GENERIC
            and not words.endswith("participants")
            and not any(words in known or known in words for known in found)
        ):
            found.setdefault(words, Span(*match.span()))
    for words in list(found)[:12]:
        yield say(
            reading, event.entity, "participant.group", words, event=event.key, span=span, rule="roles.group-cue",
            stance=event.stance,
        )  # fmt: skip


_TOLD = re.compile(
    r"\b(?:for|from|of|together|gathered|attended by|engages?|trained|trains|include[sd]?|including|representatives|representing|and|by|joined by|with|participants?|more than|over|some|around|about|nearly|almost|where|among|between)\b[^.;]{0,160}$|\d[^.;]{0,60}$|^[^.;]{0,40}$",
    re.IGNORECASE,
)
_TOPICAL = re.compile(
    r"\b(?:helps?\s+(?!of)|to help|assist|support|enable|allow|need for|importance of|role of|abuse|capacit\w+ of|skills of|protect\w*|use of|rights of|against|recruit\w*|"
    r"said|noted|stressed|emphasi[sz]ed|highlighted|foreign|between|among|knowledge of|focused on|topics|how)\b[^.;]{0,70}$",
    re.IGNORECASE,
)


def _takes_part(plain: str, sentence: Span, offset: int) -> bool:
    before = plain[max(sentence.start, offset - 200) : offset]
    return _TOLD.search(before) is not None and _TOPICAL.search(before[-90:]) is None


def _distributed(words: str) -> list[str]:
    """ "international and regional organizations" is two groups."""
    flat = re.sub(r"\s+", " ", words.lower())
    match = re.fullmatch(r"(\w+) and (\w+) (organi[sz]ations|sectors)", flat)
    if match is None:
        return [flat]
    head = "sector" if match[3] == "sectors" else match[3]
    return [f"{match[1]} {head}", f"{match[2]} {head}"]


def _of_body(reading: Reading, start: int, end: int) -> str:
    """ " of the Security Service" after "officials"; empty where no body follows."""
    for link in reading.inside(Span(start, min(end, start + 90)), "organization")[:1]:
        gap = reading.plain[start : link.mention.span.start]
        if re.fullmatch(r" (?:of|from) (?:the )?(?:\w+'s )?", gap):
            return f"{gap.rstrip()} {' '.join(link.mention.text.split())}"
    return ""


def _noun_phrase(reading: Reading, floor: int, match: re.Match[str]) -> str:
    """The head with up to five modifiers before it, without names, numbers and function words."""
    start = match.start()
    for _ in range(5):
        back = re.search(r"([A-Za-z][\w/'-]*)\s$", reading.plain[max(floor, start - 30) : start])
        if back is None or back.group(1).lower() in _DROPPED or back.group(1).endswith("ly"):
            break
        position = start - len(back.group())
        link = reading.link_at(position)
        if link is not None and link.mention.kind != "nationality":
            break
        if link is not None:
            break
        start = position
    return " ".join(reading.plain[start : match.end()].split())
