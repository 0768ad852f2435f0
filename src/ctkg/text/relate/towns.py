"""In which town an event takes place: the one that the words of place and the clause give it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from ctkg.model import Entity, Link, Span
from ctkg.text import folding
from ctkg.text.find import gazetteer
from ctkg.text.find.dates import MONTH
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate import scope, venues
from ctkg.text.relate.countries import mine, sentences

_HEADS = (
    r"(?:capital|town|city|cities|village|port|district|province|region|area|neighbou?rhood|suburb|municipality|"
    r"commune|resort|island|centre|center|heart|outskirts|locality|settlement|department|state|county|governorate)s?"
)
#: A word that may stand between "in" and a town.
_WORD = rf"(?!(?:and|or|with|from|for|to|by|that|which|who|of|{MONTH})\b)[\w'-]+"
_LOCAL = re.compile(
    rf"(?:\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Oo]ff|[Aa]round|[Ii]nside|[Ww]ithin)\s+(?:(?:the|its|their)\s+)?"
    rf"(?:{_WORD}\s+){{0,3}}?"
    rf"(?:(?:{_HEADS})(?:\s+city)?(?:\s+of)?,?\s+(?:the\s+)?(?:{_WORD}\s+){{0,2}}?){{0,2}}(?:downtown\s+|central\s+)?|"
    r"\b(?:[Oo]n|[Aa]t)\s+the\s+(?:\w+\s+)?(?:outskirts|shores?|banks?|coast|runway|premises|grounds|territory|site|"
    r"campus|edge|island|road|border|margins?)\s+(?:of|to|near)\s+(?:the\s+)?|"
    r"\b(?:[Oo]n|[Aa]t)\s+the\s+island\s+of\s+)$"
)
#: Where those who travel go.
_GONE_TO = re.compile(
    r"\b(?:(?:visits?|trip|tour|mission|travel\w*|went|goes|go|flew|came|comes|delegation|team)"
    r"(?: (?:today|yesterday|on|back|over|later|then))? to|(?:left|leaves|departed|departs|set out|set off)"
    r"(?: (?:today|yesterday|later|then))? for|"
    r"visit(?:ed|s|ing)?|tour(?:ed|s|ing)?|arriv(?:ed|es|ing) in|reach(?:ed|es)|return(?:ed|s) to)\s+"
    rf"(?:the\s+)?(?:{_WORD}\s+){{0,2}}?(?:{_HEADS}\s+(?:of\s+)?)?$"
)
#: Places that are attacked ("targeted the Bajaur District").
_HIT = re.compile(
    r"\b(?:target(?:ed|ing|s)|struck|strikes|hit|attacked|stormed|rocked|shook|shaken|hits|attacks|raided|overr[au]n|"
    r"(?:attack|raid|assault|strike|incursion|ambush|shelling|bombing|bombardment)s?\s+(?:on|against|of))\s+"
    r"(?:the\s+)?(?:[a-z]+\s+){0,2}(?:(?:villages?|towns?)\s+of\s+)?$"
)
_HOME = re.compile(r"\b(?:from|of|between|representing|to)\s+(?:the\s+)?$")
_HOME_NO = re.compile(
    rf"\b{_HEADS}\s+of\s+(?:the\s+)?$|\b(?:shores?|banks?|coast|runway|premises|grounds|territory|site|campus|edge)\s+of\s+(?:the\s+)?$"
)
#: What is "in" a town for good, and what was only planned there.
_STAYS = re.compile(
    r"\b(?:established|based|headquartered|set up|created|housed|born|living|resid(?:es|ing|ent)|"
    r"imprisoned|detained)\s+(?:in|at)\s+(?:the\s+)?$"
)
_PLOTTED = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|plott?(?:s|ed|ing)?|conspir\w+|attempt(?:s|ed|ing)?|intend(?:s|ed|ing)?|wish(?:ed|es)?|"
    r"targets?|scout(?:ed|ing))\b"
)
#: Where an instrument was made is not where an event was.
_OF_TEXT = re.compile(r"\b(?:opened for signature|done|concluded at|entered into force)\b[^,;]{0,40}$")
_HOSTS = re.compile(
    r" (?:will host|hosts|hosted|is hosting|is to host|was (?:the )?host|welcomed|saw (?:the|an?|its|two|three)|"
    r"(?:was|is|will be|is to be|has been|had been) (?:the (?:place|venue|scene|site|seat|setting|stage) (?:of|for)|"
    r"home to))\b"
)
#: What is in the air, or simulated, is over a town; and who is carried off is taken from one.
_OVER = re.compile(
    r"\b(?:[Oo]ver|(?:kidnapped|abducted|taken|snatched|seized|carried off)\s+from)\s+(?:the\s+(?:\w+\s+){0,2}"
    r"(?:town|city|village|port|district)\s+of\s+)?$"
)
#: "the meeting of the Committee, Strasbourg, 8-10 April", "our first course (Valletta, March 2019)".
_DATE_NEXT = re.compile(r",(?: [A-Z][a-z]+,)? (?:on )?(?:the )?")
_BASED = re.compile(r"^(?:[- ](?:based|born)\b)")
#: "The talks, whose second round ended in Riga": told of something else.
_OTHER_CLAUSE = re.compile(r"\b(?:whose|where|who)\b[^,;:]*$")
#: "After stops in Oslo, the seminar ...": where something else was before.
_BEFORE_IT = re.compile(r"(?:After|Following|Before|Since|Having)\b[^,;]*")
#: "The Niamey conference", "the Mumbai terrorist attacks": a town right before what happened there.
_NAMES_IT = re.compile(r"\s(?:[a-z][\w-]*\s){0,2}")
_NO_NAME = re.compile(
    r"\s(?:[a-z]+ly|[a-z]+[a-rt-z]s|[a-z]+ed|will|is|are|was|were|has|have|to|and|or|of|in|at|on|for|from|by|with|after|before|"
    r"during|following|where|when|a|an|the|its|this|that|as)\s"
)
#: A day beside a town tells that something was done there and then.
_DAY_BETWEEN = re.compile(
    r"(?:,|\s)\s?(?:(?:on|from|in|between|at|near|outside|the|city|town|village|of|this|early|late)\s){0,4}|"
    r",? (?:[A-Z][\w-]+,? )?(?:on|from|between) (?:the )?|\s\(|"
    r",? [A-Z][a-z]+(?: (?:de|del|da|do|la|of|al)){0,2}(?: [A-Z][a-z]+)?,? (?:on|from|between) "
)


def of(reading: Reading, events: Sequence[EventFrame], event: EventFrame) -> tuple[Link, Span] | None:
    """The town of ``event`` and the sentence that tells it; None where no town is told as its place."""
    best: tuple[float, Link, Span] | None = None
    quoted = scope.quotations(reading)
    for order, sentence in sentences(event):
        held = venues.held(reading, event, sentence)
        for link in _towns(reading, sentence, event.type == "launch"):
            span = link.mention.span
            if (
                reading.head.holds(span)
                or scope.within(quoted, span.start)
                or _BASED.match(reading.plain[span.end : span.end + 8])
            ):
                continue
            named = _names(reading, event, sentence, link)
            if not named and not _local(reading, event, sentence, span):
                continue
            before = reading.plain[max(sentence.start, span.start - 60) : span.start]
            if not named and (
                not mine(reading.plain, events, event, sentence, span) or _of_text(reading, event, sentence, span)
            ):
                continue
            if not event.named_in(sentence) and _OTHER_CLAUSE.search(before):
                continue
            if _STAYS.search(before) and not (event.type in {"launch", "project"} and event.named_in(sentence)):
                continue
            if event.type in {"arrest", "other"} and _PLOTTED.search(reading.plain, sentence.start, span.start):
                continue
            if _BEFORE_IT.fullmatch(reading.plain, sentence.start, span.start) and not event.named_in(
                Span(sentence.start, span.start)
            ):
                continue
            dated = _dated(reading, sentence, span)
            score = 3.0 - 0.7 * min(order, 5) + (0.6 if held or dated else 0.0) + (1.0 if link.thing.reference else 0.0)
            if order >= 4 and not held and not dated:
                continue
            if best is None or score > best[0]:
                best = (score, link, sentence)
    return (best[1], best[2]) if best else None


def _of_text(reading: Reading, event: EventFrame, sentence: Span, town: Span) -> bool:
    """True for a town in which an instrument was made, unless that is what the event tells."""
    start = max(sentence.start, town.start - 60)
    found = _OF_TEXT.search(reading.plain, start, town.start)
    return found is not None and not (
        event.type in {"signing", "adoption"}
        and any(mention.overlaps(Span(*found.span())) for mention in event.named_in(sentence))
    )


_FIRST_PASSAGES = 5
_HEAD = 90  # characters of a head such as "7-9 May 2024, Vienna, Austria:"
_AFTER_HEAD = re.compile(r"(?:,? [A-Z][\w' -]{2,40})?\s?(?::|-|--|\.|$)")


def headed(reading: Reading) -> tuple[Link, Span] | None:
    """The town that stands with days of the event at the head of a text ("7-9 May 2024, Vienna, Austria: ...").

    Days, not a day: what is written on one day is no event of several.
    """
    for passage in reading.passages[:_FIRST_PASSAGES]:
        start = passage.span.start
        head = Span(start, min(passage.span.end, start + _HEAD))
        dates = [link for link in reading.inside(head, "date") if link.thing.type == "range"]
        places = reading.inside(head, "place")
        if not dates or not places or min(dates[0].mention.span.start, places[0].mention.span.start) > start + 2:
            continue
        first, last = sorted((dates[0].mention.span, places[0].mention.span))
        gap = reading.plain[first.end : last.start]
        if re.fullmatch(r"(?:, |\s?[-(|]\s?| )(?:[A-Z][\w' ]+, )?", gap) and _AFTER_HEAD.match(reading.plain, last.end):
            return places[0], reading.sentence_at(last.start).span
    return None


_LABEL = re.compile(r"(?:Where|Venue|Place|Location)\s?:\s(?P<name>[A-Z][\w'-]+(?:[\s-][A-Z][\w'-]+){0,3})")


def labelled(reading: Reading) -> tuple[Link, Span] | None:
    """The town of a line "Where: Sofia, Bulgaria"."""
    for passage in reading.passages:
        label = _LABEL.match(reading.plain, passage.span.start, passage.span.end)
        if label is None:
            continue
        if found := reading.inside(passage.span, "place"):
            return found[0], passage.span
        name = Span(*label.span("name"))
        links = reading.inside(passage.span, "state", "organization")
        if links and (thing := _known(reading.words(name))) is not None:
            mention = dataclasses.replace(links[0].mention, kind="place", span=name, text=reading.words(name))
            return dataclasses.replace(links[0], thing=thing, mention=mention), passage.span
    return None


def _known(name: str) -> Entity | None:
    """The largest town of that name."""
    forms = gazetteer.load().exact_by_form.get(folding.bare(name), ())
    towns = sorted((entry.rank, entry.thing.label, entry.thing) for entry in forms if entry.kind == "place")
    return towns[-1][2] if towns else None


def _local(reading: Reading, event: EventFrame, sentence: Span, span: Span) -> bool:
    """True where the words before a town tell that something is there."""
    before = reading.plain[max(sentence.start, span.start - 90) : span.start]
    if _HOSTS.match(reading.plain, span.end):
        return True
    if before.endswith("(") and _dated(reading, sentence, span):  # "Ninth meeting (Sofia, 28 June 2022)"
        return True
    if (
        before.endswith(("(", ", "))
        and _date_next(reading, sentence, span)
        and _follows(reading, event, sentence, span)
    ):
        return True
    if event.type in {"attack", "exercise"} and _OVER.search(before):
        return True
    if event.type == "attack" and _HIT.search(before):
        return True
    if event.type == "visit" and _GONE_TO.search(before):
        return True
    return _LOCAL.search(before) is not None and (_HOME.search(before) is None or _HOME_NO.search(before) is not None)


def _date_next(reading: Reading, sentence: Span, span: Span) -> bool:
    dates = reading.inside(Span(span.end, min(sentence.end, span.end + 30)), "date")
    return any(_DATE_NEXT.fullmatch(reading.plain, span.end, link.mention.span.start) for link in dates)


def _follows(reading: Reading, event: EventFrame, sentence: Span, span: Span) -> bool:
    """True where nothing but a name or its aim stands between the event's noun and a comma or bracket."""
    return any(
        mention.end < span.start and _NO_VERB.fullmatch(reading.plain, mention.end, span.start) is not None
        for mention in event.named_in(sentence)
    )


_NO_VERB = re.compile(r"(?: (?:of|on|for|in) [^.;:,]{2,90})?(?: ?\(|, )")


def _names(reading: Reading, event: EventFrame, sentence: Span, link: Link) -> bool:
    """True for a town of the tables that names the event: "the Niamey conference"."""
    end = link.mention.span.end
    if not link.thing.reference or link.mention.kind != "place":
        return False
    for mention in event.named_in(sentence):
        gap = reading.plain[end : mention.start]
        if mention.start > end and len(gap) < 40 and _NAMES_IT.fullmatch(gap) and _NO_NAME.search(gap) is None:
            return True
    return False


def _dated(reading: Reading, sentence: Span, span: Span) -> bool:
    """True where a day stands beside the town ("on 30 May in Algiers", "in Algiers on 30 May")."""
    for link in reading.inside(Span(max(sentence.start, span.start - 60), min(sentence.end, span.end + 60)), "date"):
        if link.thing.type not in {"day", "range", "relative"}:
            continue
        day = link.mention.span
        gap = reading.plain[day.end : span.start] if day.end <= span.start else reading.plain[span.end : day.start]
        if _DAY_BETWEEN.fullmatch(gap) is not None:
            return True
    return False


_IN_NAME = re.compile(r"\sin\s(?:the\s)?(?P<town>[A-Z][\w'-]+(?:[\s-][A-Z][\w'-]+){0,2})$")


def _towns(reading: Reading, sentence: Span, made: bool) -> Iterator[Link]:
    """Towns of a sentence, States that are towns of the same name, and towns at the end of the name of a venue."""
    for link in reading.inside(sentence, "place", "state", "organization"):
        if link.mention.kind == "place":
            yield link
        elif link.mention.kind == "organization":
            yield from _of_venue(reading, link, made)
        elif (town := gazetteer.load().town(link.mention.text)) is not None:
            yield dataclasses.replace(link, thing=town)


def _of_venue(reading: Reading, link: Link, made: bool) -> Iterator[Link]:
    """The town of "at the Harbour Centre in Riga", where the whole was read as one name; also where it was ``made``."""
    span = link.mention.span
    found = _IN_NAME.search(reading.plain, span.start, span.end)
    if found is None or (not made and venues.AT.search(reading.plain, max(0, span.start - 40), span.start) is None):
        return
    where = Span(*found.span("town"))
    known = gazetteer.load()
    forms = known.exact_by_form.get(folding.bare(found["town"]), ())
    if any(entry.kind == "state" for entry in forms) and known.town(found["town"]) is None:
        return
    thing = _known(found["town"]) or Entity(kind="place", label=reading.words(where), type="place")
    mention = dataclasses.replace(link.mention, kind="place", span=where, text=reading.words(where))
    yield dataclasses.replace(link, thing=thing, mention=mention)


_AND = re.compile(
    r"(?:,| and|, and|,? as well as)\s+(?:\w+ others\s+)?(?:in\s+|at\s+)?(?:the\s+(?:towns?|cit(?:y|ies)|"
    r"villages?|ports?)\s+of\s+)?"
)


def series(reading: Reading, link: Link, sentence: Span) -> list[Link]:
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
