"""How many people take part: "plus de 40 participants", "около 30 экспертов"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Span, Statement
from ctkg.text.reading import EventFrame, Reading, event_at, say
from ctkg.text.relate.gatherings import GATHERINGS
from ctkg.text.tongues import lexicon


@cache
def pattern(tag: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """Numbers with those who are counted (group ``who``), and what the words for numbers mean."""
    lists = lexicon.load(tag, "events")["counts"]
    words: dict[str, int] = lists["words"]
    named = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
    groups = "|".join(
        f"(?P<{kind}>{'|'.join(lexicon.expanded(word) for word in sorted(lists[kind], key=len, reverse=True))})"
        for kind in ("over", "about", "least")
    )
    who = "|".join(lexicon.expanded(word) for word in lists["who"])
    return (
        re.compile(
            rf"(?<!\w)(?:(?:{groups})\s*)?(?:(?P<digits>(?<![\d.,/])\d{{1,3}}(?:\s\d{{3}})?)|(?P<word>{named}))\s+"
            rf"(?:[^\W\d][\w'-]*\s+){{0,2}}?(?P<who>{who})(?!\w)",
            re.IGNORECASE,
        ),
        words,
    )


def relate(reading: Reading, events: Sequence[EventFrame], tag: str) -> Iterator[Statement]:
    """Statements of participant.count."""
    numbers, words = pattern(tag)
    for sentence in reading.sentences:
        for match in numbers.finditer(reading.plain, sentence.span.start, sentence.span.end):
            event = event_at(events, Span(*match.span()))
            if event is None or event.type not in GATHERINGS or reading.link_at(match.start("who")):
                continue
            if not match["word"] and reading.link_at(match.start("digits")):
                continue  # the day of a date
            name = " ".join((match["word"] or "").lower().split())
            value = int(re.sub(r"\s", "", match["digits"])) if match["digits"] else words[name]
            vague = bool(match["about"]) or name.startswith("une ")
            approx: bool | str = "over" if match["over"] else "at least" if match["least"] else vague
            yield say(
                reading, event.entity, "participant.count", value, event=event.key, span=sentence.span,
                rule="tongues.participant-count", stance=event.stance, counted=match["who"].lower(), approx=approx,
                stated=match.group(),
            )  # fmt: skip
