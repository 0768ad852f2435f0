"""Titles, outputs, follow-ups, what an event is part of, votes, and who adopts, signs or ratifies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Span, Statement
from ctkg.text import patterns
from ctkg.text.find.tokens import tokens
from ctkg.text.reading import EventFrame, Reading, event_at, say
from ctkg.text.relate import lists, scope
from ctkg.text.relate.roles import holder

_ENTITLED = re.compile(
    r"\b(?:[Ee]ntitled|[Tt]itled|[Cc]alled|[Tt]hemed|(?:title|theme|motto|name|topic|heading|slogan)(?: of)?:?)\s*,?\s*[\"'](?P<title>[^\"\n]{8,200}?)[\"']"
)
_QUOTED = re.compile(r"[\"'](?P<title>[A-Z][^\"'\n]{2,160}?)[\"']")
_VOTE = re.compile(
    r"\b(?:unanimous(?:ly)?(?: vote)?|by consensus|without a vote|"
    r"(?:by (?:a )?(?:recorded )?vote of|with) \d{1,3} (?:votes? )?(?:in favou?r|to|for)\b[^.;]{0,80}?(?:abst\w+|against|\d)\b)",
    re.IGNORECASE,
)
_JOINING = frozenset({"of", "on", "for", "the", "and", "against", "in", "to"})
_ACTS = {"signing": "signed", "adoption": "adopted", "ratification": "ratified"}
_BY = re.compile(r"\b(?:signed|adopted|ratified|endorsed|approved|concluded)\b[^.;,]{0,40}?\bby\b")
_BETWEEN = re.compile(
    r"\b(?:agreement|memorandum(?: of understanding)?|letter(?: of \w+)?|arrangement|treaty|accord|pact|signed|mou)\b[^.;]{0,40}?\bbetween\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"[.;:]|, (?:which|who|said|\w+ed|and (?:the|will|is|was)|in|with|to|while|where|but|recently|funded|led|as|implemented|supported)\b|\s(?:which|that|who|where|with the support|in co|in partnership|funded|supported|implemented by|financed|held|took|and (?:will|is|was)|before|after|during|said)\b"
)


@cache
def _list(group: str, name: str) -> re.Pattern[str]:
    return scope.any_of(tuple(patterns.load("outcomes")[group][name]))


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Statements of event.title, output, follow_up, part_of, vote and adopter."""
    if not events:
        return
    quoted = scope.quotations(reading)
    for event in events:
        yield from _titles(reading, event)
        yield from _adopters(reading, event)
    for sentence in reading.sentences:
        span = sentence.span
        yield from _output(reading, events, span, quoted)
        yield from _follow_up(reading, events, span, quoted)
        yield from _part_of(reading, events, span, quoted)
        yield from _vote(reading, events, span, quoted)


def _titles(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        match = _ENTITLED.search(reading.plain, sentence.start, sentence.end)
        if match is None:
            match = _QUOTED.match(
                reading.plain, _quote_before(reading.plain, sentence.start, mention.start), mention.start
            ) or _QUOTED.match(reading.plain, _quote_after(reading.plain, mention.end, sentence.end), sentence.end)
        if match is not None and (len(match["title"].split()) >= 2 or match.end() < mention.start):
            words = " ".join(reading.document.text[match.start("title") : match.end("title")].split()).rstrip(".,")
            yield say(
                reading,
                event.entity,
                "event.title",
                words,
                event=event.key,
                span=sentence,
                rule="outcomes.title-quoted",
                stance=event.stance,
            )
            break
    if event.type == "launch" and (launched := _launched(reading, event)) is not None:
        yield say(
            reading, event.entity, "event.title", reading.words(launched), event=event.key,
            span=reading.sentence_at(launched.start).span, rule="outcomes.title-named", stance=event.stance,
        )  # fmt: skip
        return
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        if any(head.covers(mention) for head in scope.titles(reading)):
            continue
        named = _capitalised(reading, sentence, mention)
        if named is not None:
            yield say(
                reading, event.entity, "event.title", reading.words(named), event=event.key, span=sentence,
                rule="outcomes.title-named", stance=event.stance,
            )  # fmt: skip
            return


def _launched(reading: Reading, event: EventFrame) -> Span | None:
    """The capitalised name right after "launched (the)"."""
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        if any(head.covers(mention) for head in scope.titles(reading)):
            continue
        words = tokens(reading.plain, mention.end, sentence.end)
        at = 1 if words and words[0].text in {"the", "its", "a", "an", "of"} else 0
        at += at == 1 and len(words) > 1 and words[1].text == "the"
        last, step = at - 1, at
        while step < len(words) and step - last <= 3 and (words[step].capitalised or words[step].text in _JOINING):
            last = step if words[step].capitalised else last
            step += 1
        if last - at >= 2:
            return Span(words[at].start, words[last].end)
    return None


def _quote_before(plain: str, floor: int, noun: int) -> int:
    """Offset of the mark that opens a quotation ending right before ``noun``; ``noun`` where there is none."""
    if noun < 2 or plain[noun - 2 : noun] not in {'" ', "' "}:
        return noun
    start = plain.rfind(plain[noun - 2], floor, noun - 2)
    return start if start >= 0 else noun


def _quote_after(plain: str, noun: int, end: int) -> int:
    match = re.match(r"\s+(?:on|about|of)\s+(?=[\"'])", plain[noun : min(end, noun + 12)])
    return noun + match.end() if match else end


def _capitalised(reading: Reading, sentence: Span, mention: Span) -> Span | None:
    """A name such as "Third Regional Conference on Border Security" around an event noun that is capitalised."""
    if not reading.plain[mention.start].isupper():
        return None
    words = tokens(reading.plain, sentence.start, sentence.end)
    at = next((i for i, word in enumerate(words) if word.end >= mention.end), None)
    head = next((i for i, word in enumerate(words) if word.end > mention.start), None)
    if at is None or head is None:
        return None
    first = head
    while (
        first > 0
        and words[first - 1].capitalised
        and words[first - 1].text not in {"The", "This", "A", "An"}
        and not words[first - 1].text.endswith("'s")
    ):
        first -= 1
    if at + 1 < len(words) and words[at + 1].capitalised:
        return None  # the noun only modifies the next word ("Training Team")
    last, step = at, at + 1
    while step < len(words) and step - last <= 3 and (words[step].capitalised or words[step].text in _JOINING):
        if words[step].capitalised:
            last = step
        step += 1
    if last - first < 2 or sum(word.capitalised for word in words[first : last + 1]) < 3:
        return None
    return Span(words[first].start, words[last].end)


def _phrase(reading: Reading, start: int, end: int, most: int = 14) -> str:
    """The words from ``start`` to the end of their phrase, at most ``most``, without a leading article."""
    stop = _END.search(reading.plain, start, end)
    words = reading.document.text[start : stop.start() if stop else end].split()[:most]
    while words and words[0].lower() in {"the", "a", "an", "of", "its", "their", "on", "to", "this"}:
        words = words[1:]
    while words and words[-1].lower().strip(",") in {
        "of",
        "and",
        "the",
        "for",
        "in",
        "on",
        "to",
        "with",
        "a",
        "that",
        "by",
    }:
        words = words[:-1]
    return " ".join(words).strip(" ,")


def _output(reading: Reading, events: Sequence[EventFrame], span: Span, quoted: Sequence[Span]) -> Iterator[Statement]:
    plain = reading.plain
    for match in _list("output", "verbs").finditer(plain, span.start, span.end):
        if scope.within(quoted, match.start()):
            continue
        head = _list("output", "heads").search(plain, match.end(), min(span.end, match.end() + 70))
        subject = plain[span.start : match.start()]
        if head is None or re.search(
            r"[.,;:]|\b(?:of|for|in|with) (?:the )?(?:implementation|line)\b", plain[match.end() : head.start()]
        ):
            continue
        if not _list("output", "subjects").search(subject) or (
            re.search(r"\bto\s+$", subject)
            and not re.search(r"\b(?:agreed|decided|plan\w*|will|going) (?:to )?$", subject)
        ):
            continue
        event = event_at(events, Span(match.start(), head.end()))
        words = _phrase(reading, match.end(), span.end, 8)
        if event is None or not words or words.startswith("by "):
            continue
        planned = re.search(r"\b(?:will|to|would|plan\w*|expected)\s+(?:\w+\s+)?$", subject) is not None
        yield say(
            reading, event.entity, "output", words, event=event.key, span=span, rule="outcomes.output",
            stance="intended" if planned else event.stance,
        )  # fmt: skip
        return


def _follow_up(
    reading: Reading, events: Sequence[EventFrame], span: Span, quoted: Sequence[Span]
) -> Iterator[Statement]:
    plain = reading.plain
    match = _list("follow_up", "cues").search(plain, span.start, span.end)
    if match is None or scope.within(quoted, match.start()) or span.start <= reading.sentences[0].span.start:
        return
    noun = _list("follow_up", "nouns").search(plain, match.start(), min(span.end, match.end() + 110))
    if noun is None:
        noun = _list("follow_up", "nouns").search(plain, max(span.start, match.start() - 60), match.start())
    if noun is None or any(m.start <= noun.start() < m.end for m in events[0].named_in(span)):
        return
    start = _phrase_start(plain, max(span.start, noun.start() - 60), noun.start())
    words = " ".join(reading.document.text[start : noun.end()].split())
    if len(words.split()) < 2:
        words = _phrase(reading, start, span.end, 6)
    yield say(
        reading,
        events[0].entity,
        "follow_up",
        words,
        event=events[0].key,
        span=span,
        rule="outcomes.follow-up",
        stance="intended",
    )


def _phrase_start(plain: str, floor: int, noun: int) -> int:
    start = noun
    for _ in range(6):
        back = re.search(r"([\w-]+)\s$", plain[floor:start])
        if back is None or back.group(1).lower() in scopes_stop():
            break
        start = floor + back.start()
    return start


@cache
def scopes_stop() -> frozenset[str]:
    """Words at which a noun phrase begins at the latest."""
    return frozenset(
        [
            "the",
            "a",
            "an",
            "of",
            "to",
            "conduct",
            "hold",
            "organize",
            "organise",
            "host",
            "deliver",
            "launch",
            "in",
            "by",
            "with",
            "for",
            "and",
            "or",
            "will",
            "be",
            "its",
            "their",
            "this",
            "on",
            "from",
            "at",
            "also",
            "is",
            "are",
            "continue",
            "report",
        ]
    )


def _part_of(reading: Reading, events: Sequence[EventFrame], span: Span, quoted: Sequence[Span]) -> Iterator[Statement]:
    plain = reading.plain
    for match in _list("part_of", "cues").finditer(plain, span.start, span.end):
        if scope.within(quoted, match.start()):
            continue
        words = _phrase(reading, match.end(), span.end, 16)
        event = event_at(events, Span(*match.span()))
        if event is None or not _list("part_of", "nouns").search(words):
            continue
        if match.group().lower() == "in the context of" and not re.search(r"project|programme", words):
            continue
        yield say(
            reading,
            event.entity,
            "part_of",
            words,
            event=event.key,
            span=span,
            rule="outcomes.part-of",
            stance=event.stance,
        )
        return


def _vote(reading: Reading, events: Sequence[EventFrame], span: Span, quoted: Sequence[Span]) -> Iterator[Statement]:
    match = _VOTE.search(reading.plain, span.start, span.end)
    if match is None or scope.within(quoted, match.start()):
        return
    event = next((e for e in events if e.type == "adoption" and e.speaks(span)), None)
    if event is not None:
        yield say(
            reading,
            event.entity,
            "vote",
            " ".join(match.group().lower().split()),
            event=event.key,
            span=span,
            rule="outcomes.vote",
            stance=event.stance,
        )


def _adopters(reading: Reading, event: EventFrame) -> Iterator[Statement]:
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
