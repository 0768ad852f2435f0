"""Where events take place: towns, venues, countries, online."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from ctkg.model import Entity, Link, Span, Statement
from ctkg.text.find import gazetteer, screening
from ctkg.text.reading import EventFrame, Reading, say
from ctkg.text.relate import countries, digest, scope
from ctkg.text.relate.countries import SPOKEN, mine, sentences
from ctkg.text.relate.gatherings import GATHERINGS

_IN = re.compile(
    r"\b(?:in|at|near|outside|to|from)\s+(?:the\s+)?(?:(?:capital|town|city|cities|village|"
    r"port)(?:\s+city)?\s+(?:of\s+)?)?(?:downtown\s+|central\s+|eastern\s+|western\s+|northern\s+|southern\s+)?$"
)
_LOCAL = re.compile(
    r"(?:\b(?:in|at|near|outside|off)\s+(?:(?:the|its|their)\s+)?(?:[\w'-]+\s+){0,3}?(?:(?:capital|town|city|cities|"
    r"village|port|district|province|region|area|neighbou?rhood)(?:\s+city)?(?:\s+of)?,?\s+)?(?:downtown\s+|"
    r"central\s+)?)$"
)
#: Places that are attacked ("targeted the Bajaur District").
_HIT = re.compile(
    r"\b(?:target(?:ed|ing)|struck|hit|attacked|stormed|rocked|shook|shaken)\s+(?:the\s+)?(?:[a-z]+\s+){0,2}$"
)
_HOME = re.compile(r"\b(?:from|of|between|representing|to)\s+(?:the\s+)?$")
_ONLINE = screening.compile(
    r"\b(?:online|virtual(?:ly)?|via (?:video|Zoom)\w*|by video\s?(?:link|conference)|videoconference|"
    r"in (?:a )?hybrid (?:format|mode)|hybrid)\b",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"\b(?:at|in)\s+(?:the\s+)?(?:(?:facilities|premises|headquarters|seat|offices?|campus)\s+of\s+(?:the\s+)?)?$"
)
_HELD = screening.compile(
    r"\b(?:held|took place|takes place|take place|taking place|opened|opens|organi[sz]ed|hosted|hosts|"
    r"gathered|met|convened|conducted|delivered|concluded|ended|began|started|kicked off|launched|signed|"
    r"adopted|meeting|occurred|happened|struck|attended|open)\b",
    re.IGNORECASE,
)
_LONGER = re.compile(r"(?:\s(?:[A-Z][\w-]+|of|for|and|the)(?=\s)){0,6}\s[A-Z][\w-]+")
#: Where an instrument was made is not where an event was.
_OF_TEXT = re.compile(r"\b(?:opened for signature|done|concluded at|entered into force)\b[^,;]{0,40}$")
_HOSTS = re.compile(r" (?:will host|hosts|hosted|is hosting|is to host|was (?:the )?host|welcomed)\b")
_BASED = re.compile(r"^(?:[- ](?:based|born)\b)")


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Statements of event.place and event.country."""
    paragraphs = digest.parts(reading)
    home_state = "" if paragraphs else countries.prevailing(reading)
    for event in events:
        if event.type == "condemnation":
            continue
        town = _town(reading, events, event)
        rule = "events.place" if event.key == "e1" else "events.background-date"
        if town is not None:
            link, span = town
            beside = countries.beside(reading, link)
            if beside and link.thing.state and beside != link.thing.state:  # a namesake in another State
                thing = Entity(kind="place", label=link.thing.label, type="place", state=beside)
                link = dataclasses.replace(link, thing=thing)
                town = (link, span)
            yield say(
                reading,
                event.entity,
                "event.place",
                link.thing,
                event=event.key,
                span=span,
                rule=rule,
                stance=event.stance,
            )
            state = beside or link.thing.state
            if state:
                yield _country(reading, event, state, span, "events.country-of-place", True)
            for further in _series(reading, link, span):
                if further.mention.span == link.mention.span:
                    continue
                yield say(
                    reading, event.entity, "event.place", further.thing, event=event.key, span=span, rule=rule,
                    stance=event.stance,
                )  # fmt: skip
                if further.thing.state and state and further.thing.state != state:
                    yield _country(reading, event, further.thing.state, span, "events.country-several", True)
        yield from _venues(reading, event)
        if event.type in GATHERINGS and (online := _online(reading, event)) is not None and event.key == "e1":
            word = reading.words(online).lower()
            value = "hybrid" if "hybrid" in word else "online"
            span = reading.sentence_at(online.start).span
            yield say(
                reading,
                event.entity,
                "event.place",
                value,
                event=event.key,
                span=span,
                rule="events.online",
                stance=event.stance,
            )
        if town is None and event.key == "e1" and (written := _written_at(reading, event)) is not None:
            yield say(
                reading, event.entity, "event.place", written[0].thing, event=event.key, span=written[1],
                rule="events.place-of-dateline", stance=event.stance, derived=True,
            )  # fmt: skip
            yield _country(reading, event, written[0].thing.state, written[1], "events.country-of-dateline", True)
            continue
        if event.type in SPOKEN:
            continue
        known = town is not None and bool(town[0].thing.state or countries.beside(reading, town[0]))
        head = digest.home(reading, event.trigger, paragraphs) if paragraphs and not known else None
        if head is not None and (town is not None or event.type in _AT_HOME):
            span = reading.sentence_at(event.trigger.start).span
            if town is None:
                yield say(
                    reading, event.entity, "event.place", head.thing, event=event.key, span=span,
                    rule="events.place-of-dateline", stance=event.stance, derived=True,
                )  # fmt: skip
            yield _country(reading, event, head.thing.state, span, "events.country-of-dateline", True)
            continue
        if not known and (event.type != "project" or event.key == "e1"):
            found = countries.told(reading, events, event)
            if found is not None:
                yield _country(reading, event, found[0], found[1], "events.country", False)
                for state in countries.further(reading, found):
                    yield _country(reading, event, state, found[1], "events.country-several", False)
            elif town is not None and event.key == "e1" and (home := countries.home(reading)) is not None:
                yield _country(reading, event, home[0], home[1], "events.country-only", True)
            elif (only := countries.only(reading, event) or countries.of_actor(reading, event)) is not None:
                yield _country(reading, event, only[0], only[1], "events.country-only", True)
            elif (
                home_state
                and event.type != "project"
                and (event.key == "e1" or countries.silent(reading, event, home_state))
            ):
                span = reading.sentence_at(event.trigger.start).span
                yield _country(reading, event, home_state, span, "events.country-prevailing", True)


def _country(reading: Reading, event: EventFrame, state: str, span: Span, rule: str, derived: bool) -> Statement:
    return say(
        reading, event.entity, "event.country", state, event=event.key, span=span, rule=rule, stance=event.stance,
        derived=derived,
    )  # fmt: skip


def _town(reading: Reading, events: Sequence[EventFrame], event: EventFrame) -> tuple[Link, Span] | None:
    best: tuple[float, Link, Span] | None = None
    quoted = scope.quotations(reading)
    for order, sentence in sentences(event):
        held = _HELD.search(reading.plain, sentence.start, sentence.end) is not None
        for link in _towns(reading, sentence):
            span = link.mention.span
            if (
                reading.head.holds(span)
                or scope.within(quoted, span.start)
                or _BASED.match(reading.plain[span.end : span.end + 8])
            ):
                continue
            before = reading.plain[max(sentence.start, span.start - 60) : span.start]
            hosts = _HOSTS.match(reading.plain, span.end)
            hit = event.type == "attack" and _HIT.search(before)
            if (not hosts and not hit and not _LOCAL.search(before)) or (
                _HOME.search(before) and not before.rstrip().endswith(("city of", "town of", "capital of"))
            ):
                continue
            if not mine(reading.plain, events, event, sentence, span) or _OF_TEXT.search(before):
                continue
            score = 3.0 - 0.7 * min(order, 5) + (0.6 if held else 0.0) + (1.0 if link.thing.reference else 0.0)
            if order >= 4 and not held:
                continue
            if best is None or score > best[0]:
                best = (score, link, sentence)
    return (best[1], best[2]) if best else None


def _towns(reading: Reading, sentence: Span) -> Iterator[Link]:
    """Towns of a sentence, and States that are towns of the same name."""
    for link in reading.inside(sentence, "place", "state"):
        if link.mention.kind == "place":
            yield link
        elif (town := gazetteer.load().town(link.mention.text)) is not None:
            yield dataclasses.replace(link, thing=town)


_AND = re.compile(
    r"(?:,| and|, and|,? as well as)\s+(?:\w+ others\s+)?(?:in\s+|at\s+)?(?:the\s+(?:towns?|cit(?:y|ies)|"
    r"villages?|ports?)\s+of\s+)?"
)


def _series(reading: Reading, link: Link, sentence: Span) -> list[Link]:
    """The towns of a clause that are told together ("in A, B and in the town of C"), ``link`` among them."""
    series: list[Link] = []
    for one in reading.inside(sentence, "place"):
        between = reading.plain[series[-1].mention.span.end : one.mention.span.start] if series else ""
        if series and _AND.fullmatch(between) is not None:
            known = one.thing.state and one.thing.state == series[-1].thing.state
            if known and between.strip() == "," and len(series) == 1:
                continue  # "Town, Province"
            series.append(one)
        elif link in series:
            break
        else:
            series = [one]
    return series if link in series else [link]


def _venues(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """ "at the Academy of Criminal and Police Studies"."""
    for order, sentence in sentences(event):
        if order > 5 or not _HELD.search(reading.plain, sentence.start, sentence.end):
            continue
        for link in reading.inside(sentence, "organization"):
            before = reading.plain[max(sentence.start, link.mention.span.start - 40) : link.mention.span.start]
            match = _VENUE.search(before)
            held = reading.plain[sentence.start : link.mention.span.start]
            if (
                match
                and match.group().lstrip().startswith("at")
                and re.search(
                    r"\b(?:held|place|hosted|met|gathered|convened|opened|conducted|delivered)\b[^,;]{0,80}$", held
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


def _online(reading: Reading, event: EventFrame) -> Span | None:
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


#: What courts and police do, and what people gather for, is told under the town where it is done.
_AT_HOME = frozenset({"arrest", "other", "workshop", "roundtable", "seminar", "conference", "training", "exercise"})
_GATHERED = (GATHERINGS - {"launch", "other", "visit"}) | {"adoption"}


def _written_at(reading: Reading, event: EventFrame) -> tuple[Link, Span] | None:
    """The town of the dateline, where the report tells an event of that day or country and no other place."""
    towns = reading.inside(reading.head.span, "place") if len(reading.head.span) else ()
    if not towns or not towns[0].thing.state or event.type not in _GATHERED:
        return None
    lead = [sentence.span for sentence in reading.sentences[:3]]
    states = {
        link.thing.state
        for span in lead
        for link in reading.inside(span, "state")
        if not reading.head.holds(link.mention.span)
    }
    told = any(re.search(r"\b(?:today|here|in the capital)\b", reading.plain[span.start : span.end]) for span in lead)
    if any(
        re.search(r"\b(?:met|held|gathered|opened|took place|concluded|ended) here\b", reading.plain[s.start : s.end])
        for s in lead
    ):
        return towns[0], reading.sentence_at(reading.head.span.end).span
    if states == {towns[0].thing.state} or (told and not states):
        return towns[0], reading.sentence_at(reading.head.span.end).span
    return None
