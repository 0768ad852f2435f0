"""Venues: "at the Academy of Criminal and Police Studies", "online", "at Europol's headquarters"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctkg.model import Entity, Span, Statement
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Reading, say
from ctkg.text.relate.countries import sentences

_ONLINE = screening.compile(
    r"\b(?:online|virtual(?:ly)?|via (?:video|Zoom)\w*|by video\s?(?:link|conference)|videoconference|"
    r"in (?:a )?hybrid (?:format|mode)|hybrid)\b",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"\b(?:at|in)\s+(?:the\s+)?(?:(?:facilities|premises|headquarters|seat|offices?|campus)\s+of\s+(?:the\s+)?)?$"
)
_LONGER = re.compile(r"(?:\s(?:[A-Z][\w-]+|of|for|and|the)(?=\s)){0,6}\s[A-Z][\w-]+")
HELD = screening.compile(
    r"\b(?:held|took place|takes place|take place|taking place|opened|opens|organi[sz]ed|hosted|hosts|"
    r"gathered|met|convened|conducted|delivered|concluded|ended|began|started|kicked off|launched|signed|"
    r"adopted|meeting|occurred|happened|struck|attended|open|inked|unveiled|inaugurated|wrapped up|closed|assembled|"
    r"came together|brought together|rehearsed|practised|trained|completed|hosting|wound up|sat down|graduated)\b",
    re.IGNORECASE,
)
_DONE = {
    "visit": screening.compile(r"\b(?:visited|toured|travell?ed|travels|arrived|inspected|received by|talks)\b"),
    "arrest": screening.compile(r"\b(?:arrested|detained|raided|searched|seized|captured|held|caught|custody)\b"),
    "attack": screening.compile(r"\b(?:killed|exploded|detonated|stormed|shot|stabbed|rammed|opened fire|blew up)\b"),
    "ratification": screening.compile(r"\b(?:deposited|ratified|approved|acceded)\b"),
    "adoption": screening.compile(r"\b(?:approved|passed|endorsed)\b"),
    "other": screening.compile(r"\b(?:sentenced|convicted|found guilty|pleaded|pled|searched|seized|raided)\b"),
}


def held(reading: Reading, event: EventFrame, sentence: Span) -> bool:
    """True where the sentence tells that something was held or done, in the words for events of this type."""
    done = _DONE.get(event.type)
    return HELD.search(reading.plain, sentence.start, sentence.end) is not None or (
        done is not None and done.search(reading.plain, sentence.start, sentence.end) is not None
    )


def told(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """ "at the Academy of Criminal and Police Studies"."""
    for order, sentence in sentences(event):
        if order > 5 or not HELD.search(reading.plain, sentence.start, sentence.end):
            continue
        for link in reading.inside(sentence, "organization"):
            before = reading.plain[max(sentence.start, link.mention.span.start - 40) : link.mention.span.start]
            match = _VENUE.search(before)
            clause = reading.plain[sentence.start : link.mention.span.start]
            if (
                match
                and match.group().lstrip().startswith("at")
                and re.search(
                    r"\b(?:held|place|hosted|met|gathered|convened|opened|conducted|delivered)\b[^,;]{0,80}$", clause
                )
            ):
                longer = _LONGER.match(reading.plain, link.mention.span.end, sentence.end)
                thing = link.thing
                if longer is not None:
                    label = " ".join(reading.words(Span(link.mention.span.start, longer.end())).split())
                    thing = Entity(kind="place", label=label, type="venue")
                yield say(
                    reading, event.entity, "event.place", thing, event=event.key, span=sentence, rule="events.venue",
                    stance=event.stance,
                )  # fmt: skip
                return


def online(reading: Reading, event: EventFrame) -> Span | None:
    """The words that tell that the event is held online or in both ways, beside its mention."""
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        for match in _ONLINE.finditer(reading.plain, sentence.start, sentence.end):
            after = reading.plain[match.end() : match.end() + 20]
            if re.match(
                r" (?:threat|propaganda|network|channel|radical|extremis|terror|use |account|recruitment|"
                r"content|platform|radicali|space|terror|extrem|safety|"
                r"environment|hate|resources?|tools?|asset)",
                after,
            ):
                continue
            near = min(abs(match.start() - mention.end), abs(mention.start - match.end()))
            if near < 90:
                return Span(*match.span())
    return None
