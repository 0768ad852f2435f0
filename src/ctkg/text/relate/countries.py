"""In which country events take place: that of the town, of the words beside it, of the hosts, or the only one named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg import tables
from ctkg.model import Link, Span
from ctkg.text.find import gazetteer, screening
from ctkg.text.reading import EventFrame, Reading, placed
from ctkg.text.relate import scope, within
from ctkg.text.relate.naming import distance

#: What is said is said nowhere in particular.
SPOKEN = frozenset({"condemnation", "statement"})
_MOST_SENTENCES = 40  # a place told later than that is some other event's


def sentences(event: EventFrame) -> list[tuple[int, Span]]:
    """Sentences that may tell the place, each with how far it is from the first that names the event."""
    named = event.named_sentences()
    told = list(enumerate(named[:_MOST_SENTENCES]))
    if not event.leads or event.type in SPOKEN:
        return told
    return [*told, *((i + 4, s) for i, s in enumerate(event.sentences[:4]) if s not in named)]


def mine(plain: str, events: Sequence[EventFrame], event: EventFrame, sentence: Span, span: Span) -> bool:
    """True where no mention of another event stands between the event's mention and the place."""
    near = [
        (distance(plain, mention, span), one.key, one)
        for one in placed(events).naming(sentence)
        for mention in one.named_in(sentence)
    ]
    if not near:
        return True
    owner = min(near, key=lambda item: item[:2])[2]
    return owner is event or within.takes_place(plain, event, owner, sentence)


_BESIDE = re.compile(
    r"(?:,? (?:in |of )?(?:the )?|(?:,| in| of)? (?:the )?(?:[\w'-]+ ){0,4}(?:region|province|district|"
    r"oblast|State|area|part|county|governorate|coast|prefecture|department|commune|municipality|locality|canton|zone|"
    r"division|wilaya|sub-district|valley|cercle|canton|peninsula|highlands|islands?)\)?,? (?:of |in )?(?:the )?|"
    r", (?:the )?(?:Department|Province|Region|State|District|Governorate|County) of (?:the )?[A-Z][\w' -]{2,30}, |"
    r",? (?:in |of )?(?:the )?(?:north|south|east|west|central)\S* | \((?:the )?)"
)
#: What follows a State that does something, or that others are named with.
_ACTS = re.compile(
    r"(?:'s)?\s(?!on\b|from\b|in\b|at\b|to\b|where\b|between\b|under\b|with\b|for\b|during\b|by\b)[a-z]|, [A-Z]"
)
_TOWN_OF = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:towns?|cit(?:y|ies)|villages?|port|capital|province|region|district)(?:\s+of)?\s+"
)


def beside(reading: Reading, link: Link) -> str:
    """The State that the words around a town give ("Okha, India", "the Yemeni town of X", "X in the Y region of Z")."""
    start, end = link.mention.span.start, link.mention.span.end
    for one in reading.inside(Span(end, min(len(reading.plain), end + 90)), "state"):
        if _BESIDE.fullmatch(reading.plain, end, one.mention.span.start):
            known = link.thing.reference and link.thing.state != one.thing.state
            if known and _ACTS.match(reading.plain, one.mention.span.end) is not None:
                continue  # "in New York, Kenya and Peru signed"
            return one.thing.state
    for one in reading.inside(Span(max(0, start - 60), start), "nationality", "state"):
        if _TOWN_OF.fullmatch(reading.plain, one.mention.span.end, start):
            return one.thing.state
    return ""


_IN_STATE = (
    r"\b(?:[Ii]n|[Aa]cross|[Tt]hroughout|[Ii]nside|(?:[Oo]n|[Ii]n) the (?:territory|soil) of|[Ii]n the \w+ of)\s+"
    r"(?:the\s+)?(?:\w+(?:ern)?\s+){0,1}$"
)
_TO_STATE = (
    r"\b(?:[Ii]n|to|visited|visits?|[Aa]cross|[Tt]hroughout|[Oo]n the territory of)\s+"
    r"(?:the\s+)?(?:\w+(?:ern)?\s+){0,1}$"
)
#: What is "in" a State without the event being there.
_OF_ITS_OWN = re.compile(
    r"\b(?:Islamic State(?: group| fighters?)?|situation|experience|peace|security|"
    r"threats?|terrorism|conflict|war|developments|reform|"
    r"authorities|based|institutions?|bodies|zones?|camps?|refugees|minorities|extremism|radicali[sz]ation|stability|interests?|"
    r"embass(?:y|ies)|operations? offices?|living|born|detained|imprisoned|fighting|fought|fighters|"
    r"(?:dealing|working) with [\w/ -]{2,30})\s+"
    r"(?:in|across|throughout)\s+(?:the\s+)?$"
)
_PARLIAMENT = screening.compile(
    r"\b(?:[Pp]arliament\w*|National Assembly|Senate|Congress|Duma|M[ae]jlis|House of|[Cc]abinet|Council of Ministers|"
    r"Seimas|Riigikogu|Saeima|Bundestag|Knesset|Sejm|Folketing|Rada|Riksdag|Storting|lawmakers|legislat\w+)\b"
)


#: What is done in several States at once, and told after the sentence that names it.
_IN_MANY = frozenset({"arrest", "exercise", "other", "project", "training"})


def told(reading: Reading, events: Sequence[EventFrame], event: EventFrame) -> tuple[str, Span] | None:
    """The country where the text gives no town: "in Kazakhstan", else the country that hosts."""
    for order, sentence in sentences(event):
        if order > (3 if event.type not in _IN_MANY else 6):
            break
        for link in reading.inside(sentence, "state"):
            span = link.mention.span
            if order > 3 and not any(further(reading, (link.thing.state, sentence))):
                continue
            before = reading.plain[max(sentence.start, span.start - 60) : span.start]
            if reading.head.holds(span) or not re.search(_TO_STATE if event.type == "visit" else _IN_STATE, before):
                continue
            if mine(reading.plain, events, event, sentence, span) and _OF_ITS_OWN.search(before) is None:
                return link.thing.state, sentence
        for link in reading.inside(sentence, "state"):
            if event.key != "e1" and not mine(reading.plain, events, event, sentence, link.mention.span):
                continue
            if re.search(
                r"\bhosted by (?:the )?(?:Government of )?(?:the )?$",
                reading.plain[max(0, link.mention.span.start - 40) : link.mention.span.start],
            ) or re.match(
                r" (?:hosts|hosted|is hosting)\b", reading.plain[link.mention.span.end : link.mention.span.end + 14]
            ):
                return link.thing.state, sentence
    return None


#: A State that pays or helps says nothing of where the event is.
_GIVES = re.compile(
    r"\bIslamic (?:State|Emirate) (?:of|in)\b|"
    r"\b(?:support of|support from|funded by|sponsored by|financed by|contribution from|funding from)\b|"
    r"\b[Gg]overnment$|\b[Gg]overnment\b\W*$"
)


#: The same at some distance, in a list of those who give.
_GIVEN_BY = re.compile(
    r"\b(?:support (?:of|from)|funded by|financed by|sponsored by|contributions? (?:of|from)|funding (?:of|from|by)|"
    r"[Gg]overnments of)\b[^.;:]{0,90}$"
)


def further(reading: Reading, found: tuple[str, Span]) -> Iterator[str]:
    """States told together with the one found ("in Portugal, Spain and Andorra")."""
    series: list[Link] = []
    for one in reading.inside(found[1], "state"):
        between = reading.plain[series[-1].mention.span.end : one.mention.span.start] if series else ""
        if series and re.fullmatch(r"(?:,| and|, and) (?:in )?(?:the )?", between):
            series.append(one)
        elif series:
            break
        elif one.thing.state == found[0]:
            series = [one]
    yield from (one.thing.state for one in series[1:])


def home(reading: Reading) -> tuple[str, Span] | None:
    """The one State of whose bodies title and lead speak: that of a town which no table knows."""
    lead = [sentence.span for sentence in reading.sentences[:3]]
    named = [
        link
        for span in lead
        for link in reading.inside(span, "state", "nationality", "organization")
        if link.thing.state and not reading.head.holds(link.mention.span) and not _gives(reading, link)
    ]
    if len({link.thing.state for link in named}) != 1:
        return None
    return named[0].thing.state, reading.sentence_at(named[0].mention.span.start).span


def _gives(reading: Reading, link: Link) -> bool:
    start, end = link.mention.span.start, link.mention.span.end
    return _GIVES.search(reading.plain[max(0, start - 40) : end + 12]) is not None or (
        _GIVEN_BY.search(reading.plain, max(0, start - 110), start) is not None
    )


def only(reading: Reading, event: EventFrame) -> tuple[str, Span] | None:
    """The one State that title and lead speak of, where they speak of no other."""
    lead = [sentence.span for sentence in reading.sentences[:3]]
    found = [
        link
        for span in lead
        for link in reading.inside(span, "state", "nationality")
        if not reading.head.holds(link.mention.span)
    ]
    found = [link for link in found if not _gives(reading, link)]
    bodies = [link for span in lead for link in reading.inside(span, "organization") if not link.thing.reference]
    found += [link for link in bodies if link.thing.state]
    if event.type == "visit":
        found = [
            link for link in found if any(head.covers(link.mention.span) for head in scope.titles(reading))
        ] or found
    states = {link.thing.state for link in found}
    if len(states) != 1 or event.key != "e1" or event.type in {"condemnation", "statement", "signing"}:
        return None
    if event.type in {"ratification", "adoption"} and not any(
        _PARLIAMENT.search(reading.plain, *span) for span in map(_ends, lead)
    ):
        return None  # an instrument is deposited elsewhere
    return found[0].thing.state, reading.sentence_at(found[0].mention.span.start).span


#: Of what a text names in some State, this part must lie in one for the text to be at home there, and so many times.
_SHARE, _TIMES = 0.7, 2


def prevailing(reading: Reading) -> str:
    """The State in which a text is at home: most of the towns, national bodies and field stations that it names, and
    the State itself, are there; empty where there is none such."""
    stations = gazetteer.load().stations
    counts: Counter[str] = Counter()
    for link in reading.inside(Span(0, len(reading.plain)), "state", "nationality", "organization", "place"):
        state = stations.get(link.thing.reference or "", link.thing.state)
        if state and not _gives(reading, link) and not reading.head.holds(link.mention.span):
            counts[state] += 1
    if not counts:
        return ""
    state, times = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return state if times >= _TIMES and times >= _SHARE * counts.total() else ""


def of_actor(reading: Reading, event: EventFrame) -> tuple[str, Span] | None:
    """The State of the one who acts in a side event: its parliament, police or government, named before the verb."""
    sentence = event.sentence_with(event.trigger)
    if sentence is None or event.type not in _DOMESTIC:
        return None
    start = max(sentence.start, event.trigger.start - 120)
    named = [
        link
        for link in reading.inside(Span(start, event.trigger.start), "state", "organization", "nationality")
        if link.thing.state
    ]
    states = {link.thing.state for link in named}
    if event.type != "exercise" and all(link.mention.kind == "state" for link in named):
        return None  # a State that accedes or gives does so elsewhere
    return (named[-1].thing.state, sentence) if len(states) == 1 else None


def silent(reading: Reading, event: EventFrame, state: str) -> bool:
    """True where the sentences that name the event name no State or town other than those of ``state``."""
    stations = gazetteer.load().stations
    return all(
        stations.get(link.thing.reference or "", link.thing.state) in {"", state}
        for sentence in event.named_sentences()
        for link in reading.inside(sentence, "state", "nationality", "place", "organization")
    )


#: Acts that bodies of a State do at home.
_DOMESTIC = frozenset({"adoption", "ratification", "arrest", "other", "exercise"})


@cache
def _seats() -> dict[str, str]:
    """The town in which an international body has its seat, by the id of the body."""
    return {row["id"]: row["seat"] for row in tables.rows("organisations") if row["seat"] and not row["state"]}


def _at_its_seat(reading: Reading, town: str) -> bool:
    """True where title or lead name a body that has its seat in ``town``: what it reports is done elsewhere."""
    seats = _seats()
    return any(
        seats.get(link.thing.reference or "") == town
        for sentence in reading.sentences[:3]
        for link in reading.inside(sentence.span, "organization")
    )


def of_writing(reading: Reading) -> tuple[str, Span] | None:
    """The State of the dateline's town, unless international bodies sit there or the lead names another State."""
    towns = reading.inside(reading.head.span, "place", "state") if len(reading.head.span) else ()
    if len({link.thing.state for link in towns}) != 1 or not towns[0].thing.state:
        return None
    if _at_its_seat(reading, towns[0].thing.reference or ""):
        return None
    lead = [sentence.span for sentence in reading.sentences[:3]]
    named = {
        link.thing.state
        for span in lead
        for link in reading.inside(span, "state", "nationality", "place")
        if link.thing.state and not reading.head.holds(link.mention.span)
    }
    if named - {towns[0].thing.state}:
        return None
    return towns[0].thing.state, reading.sentence_at(reading.head.span.end).span


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
