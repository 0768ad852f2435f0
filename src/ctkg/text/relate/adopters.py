"""Who adopts, signs or ratifies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctkg.model import Span, Statement
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Reading, say
from ctkg.text.relate import lists
from ctkg.text.relate.holding import holder

_ACTS = {"signing": "signed", "adoption": "adopted", "ratification": "ratified"}


_BY = screening.compile(r"\b(?:signed|adopted|ratified|endorsed|approved|concluded)\b[^.;,]{0,40}?\bby\b")


_BETWEEN = screening.compile(
    r"\b(?:agreement|memorandum(?: of understanding)?|letter(?: of \w+)?|arrangement|treaty|accord|pact|"
    r"signed|mou)\b[^.;]{0,40}?\bbetween\b",
    re.IGNORECASE,
)


_FOR = screening.compile(
    r"\bsign(?:ed|s|ing)\b[^.;]{0,40}?\b(?:for|on behalf of)(?= (?:the )?[A-Z])|"
    r"\b(?:[Tt]he )?signator(?:ies|y parties) (?:to (?:it|the \w+) )?(?:are|were|include|included)\b"
)
_PLACED = screening.compile(r"\b(?:in|at|near|to|from)\s+(?:the\s+)?(?:[A-Z]\w+,\s+)?$")


def _signing(reading: Reading, span: Span) -> list[lists.Item]:
    """Bodies and States for which the persons named in ``span`` sign: those that their posts name."""
    found = []
    for link in reading.inside(span, "organization", "state", "nationality"):
        at = link.mention.span
        if reading.head.holds(at) or _PLACED.search(reading.plain, span.start, at.start):
            continue
        if link.mention.kind == "nationality" and not re.match(
            r"\s(?:\w+ ){0,3}[A-Z]", reading.plain[at.end : at.end + 40]
        ):
            continue
        if link.mention.kind == "organization" and link.thing.type in {"court", "military"}:
            continue
        found.append(lists.Item(at, link))
    return found


def of(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """Statements of adopter for a signing, an adoption or a ratification."""
    if event.type not in _ACTS:
        return
    done = False
    for sentence in event.sentences:
        named = event.named_in(sentence)
        for mention in named:
            items = lists.before(reading, sentence.start, mention.start)
            if event.type == "signing" and reading.plain[mention.start : mention.end].lower().startswith("sign"):
                items = [*items, *_signing(reading, Span(sentence.start, mention.start))]
            for item in items:
                if item.link is not None:
                    done = True
                    yield _adopter(reading, event, item, sentence, "outcomes.adopter-active")
        if named and event.type == "adoption" and not done:
            for link in reading.inside(
                Span(sentence.start, min(named[0].start, sentence.start + 60)), "organization", "state"
            )[:1]:
                done = True
                yield _adopter(
                    reading, event, lists.Item(link.mention.span, link), sentence, "outcomes.adopter-subject"
                )
        if event.type == "signing" and not named and _FOR.search(reading.plain, sentence.start, sentence.end) is None:
            if event.key != "e1" or done:
                continue
        elif not named and (event.key != "e1" or done) and event.type != "signing":
            continue
        for pattern, rule in (
            (_BY, "outcomes.adopter-passive"),
            (_BETWEEN, "outcomes.adopter-between"),
            (_FOR, "outcomes.adopter-passive"),
        ):
            if pattern is _BETWEEN and event.type == "adoption":
                continue
            for match in pattern.finditer(reading.plain, sentence.start, sentence.end):
                items = lists.after(reading, match.end(), sentence.end)
                for item in items:
                    if item.link is not None:
                        done = True
                        yield _adopter(reading, event, item, sentence, rule)
                if not items and pattern is _BY and event.type == "signing" and not done:
                    for item in _signing(reading, Span(match.end(), sentence.end)):
                        done = True
                        yield _adopter(reading, event, item, sentence, rule)


def _adopter(reading: Reading, event: EventFrame, item: lists.Item, span: Span, rule: str) -> Statement:
    assert item.link is not None
    return say(
        reading, event.entity, "adopter", holder(item.link), event=event.key, span=span, rule=rule, stance=event.stance,
        detail=_ACTS[event.type],
    )  # fmt: skip
