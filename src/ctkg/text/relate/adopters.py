"""Who adopts, signs or ratifies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctkg.model import Span, Statement
from ctkg.text.reading import EventFrame, Reading, say
from ctkg.text.relate import lists
from ctkg.text.relate.holding import holder

_ACTS = {"signing": "signed", "adoption": "adopted", "ratification": "ratified"}


_BY = re.compile(r"\b(?:signed|adopted|ratified|endorsed|approved|concluded)\b[^.;,]{0,40}?\bby\b")


_BETWEEN = re.compile(
    r"\b(?:agreement|memorandum(?: of understanding)?|letter(?: of \w+)?|arrangement|treaty|accord|pact|"
    r"signed|mou)\b[^.;]{0,40}?\bbetween\b",
    re.IGNORECASE,
)


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
                bodies = reading.inside(Span(sentence.start, mention.start), "organization")
                items = [*items, *(lists.Item(one.mention.span, one) for one in bodies)]
            for item in items:
                if item.link is not None:
                    done = True
                    yield _adopter(reading, event, item, sentence, "outcomes.adopter-active")
                    if event.type == "signing":
                        yield say(
                            reading, event.entity, "participant", holder(item.link), event=event.key, span=sentence,
                            rule="outcomes.signatory", stance=event.stance,
                        )  # fmt: skip
        if named and event.type == "adoption" and not done:
            for link in reading.inside(
                Span(sentence.start, min(named[0].start, sentence.start + 60)), "organization", "state"
            )[:1]:
                done = True
                yield _adopter(
                    reading, event, lists.Item(link.mention.span, link), sentence, "outcomes.adopter-subject"
                )
        if not named and (event.key != "e1" or done):
            continue
        for pattern, rule in ((_BY, "outcomes.adopter-passive"), (_BETWEEN, "outcomes.adopter-between")):
            if pattern is _BETWEEN and event.type == "adoption":
                continue
            for match in pattern.finditer(reading.plain, sentence.start, sentence.end):
                items = lists.after(reading, match.end(), sentence.end)
                for item in items:
                    if item.link is not None:
                        done = True
                        yield _adopter(reading, event, item, sentence, rule)
                if not items and pattern is _BY and event.type == "signing":
                    for link in reading.inside(Span(match.end(), sentence.end), "organization"):
                        done = True
                        yield _adopter(reading, event, lists.Item(link.mention.span, link), sentence, rule)


def _adopter(reading: Reading, event: EventFrame, item: lists.Item, span: Span, rule: str) -> Statement:
    assert item.link is not None
    return say(
        reading, event.entity, "adopter", holder(item.link), event=event.key, span=span, rule=rule, stance=event.stance,
        detail=_ACTS[event.type],
    )  # fmt: skip
