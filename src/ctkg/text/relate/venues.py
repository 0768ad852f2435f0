"""Venues: "at the Academy of Criminal and Police Studies", "online", "at Europol's headquarters"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ctkg import tables
from ctkg.model import Entity, Link, Span
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate.countries import sentences

_ONLINE = screening.compile(
    r"\b(?:online|virtual(?:ly)?|via (?:video|Zoom)\w*|by video\s?(?:link|conference)|videoconference|"
    r"in (?:a )?hybrid (?:format|mode)|hybrid|remotely)\b",
    re.IGNORECASE,
)
#: Between "online" and the noun of the event, and between that noun or its verb and "online".
_TO_NOUN = re.compile(r"\s(?:(?!(?:in|to|for|from|with|the|a|an|by|at)\b)[\w-]+,?\s){0,6}", re.IGNORECASE)
_ADJECTIVE = re.compile(
    r"\s(?!(?:and|by|on|for|to|from|in|at|with|over|or|due|between|as|this|today|yesterday|during|because|under|through|"
    r"via|since|last|it|they|the|a|who|which|but|while|owing|given|was|were|is)\b)[a-z]"
)
#: What is online without the event being so ("terrorist content online").
_ONLINE_ITSELF = re.compile(
    r"\b(?:contents?|materials?|propaganda|radicali[sz]ation|extremism|terrorism|recruit\w*|activit(?:y|ies)|hate|speech|"
    r"abuse|incitement|threats?|resilience|safety|use|offline (?:and|or)|spaces?|information|narratives?|messages?|"
    r"financing|crime|purposes|spread|disseminated|posted|published|shared|available|games?|young people|youth|users|"
    r"the|its?|of|their|rights|terrorists?|extremists?|groups?|harms?|by|with|against)\s$",
    re.IGNORECASE,
)


#: Words of place before the name of a venue.
AT = re.compile(
    r"\b(?:[Aa]t|[Ii]n|[Ii]nside)\s+(?:the\s+)?(?:(?:facilities|premises|headquarters|seat|offices?|campus|grounds|auditorium)\s+of\s+"
    r"(?:the\s+)?)?$"
)
_WHERE_HELD = re.compile(
    r"\b(?:held|place|hosted|met|meet|meets|gathered|convened|opened|conducted|delivered|organi[sz]ed|signed|started|began|"
    r"concluded|ended|launched|meeting|attended|trained|staged|inaugurated)\b[^;]{0,90}$"
)
#: Kinds of bodies that are houses as well.
_HOUSES = frozenset(
    ("academy", "base", "centre", "centre-of-excellence", "college", "gctf-inspired-institution", "headquarters",
     "hotel", "institute", "institution", "library", "museum", "school", "station", "training-centre", "university")
)  # fmt: skip
#: "At the OSCE summit": an event, not a house.
_NO_HOUSE = re.compile(
    r"(?:'s|')?\s(?!(?:in|on|from|to|for|with|and|by|as|which|where|during|near|of|this|last|today|yesterday|under|building|"
    r"facilit|premises|campus|offices?|compound|hotel|grounds|auditorium)\b)[a-z]"
)
_GATHERING = re.compile(
    r"\b(?:summit|conference|congress|session|council|forum|assembly|committee|meeting|group)$", re.IGNORECASE
)
_SEAT_OF = re.compile(r"\b(?:headquarters|seat|premises)\sof\b")
_ITS_HOUSE = re.compile(
    r"(?:'s|')?\s(?P<what>(?:[Gg]eneral\s)?(?:[Hh]eadquarters|[Pp]remises|Secretariat|[Ss]eat|[Oo]ffices?))\b"
)
#: "Hybrid threats", "virtual assets".
_MATTER = re.compile(
    r"\s(?:threat|propaganda|network|channel|radical|extrem|terror|account|recruitment|content|platform|space|safety|war|"
    r"environment|hate|resources?|tools?|asset|curren|attack|tactic|challenge|operation|reality|world)"
)
_NEAR = 90  # characters between the event and the words that tell that it is online
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


@dataclass(frozen=True, slots=True)
class Venue:
    """A house in which an event takes place, the State of it where one is known, and the sentence."""

    thing: Entity
    state: str
    span: Span


def told(reading: Reading, event: EventFrame) -> Venue | None:
    """ "At the Academy of Criminal and Police Studies", "at Europol's headquarters"; None where no house is told."""
    for order, sentence in sentences(event):
        if order > 5 or not held(reading, event, sentence):
            continue
        for link in reading.inside(sentence, "organization"):
            span = link.mention.span
            at = AT.search(reading.plain, max(sentence.start, span.start - 50), span.start)
            if at is None or _WHERE_HELD.search(reading.plain, sentence.start, span.start) is None:
                continue
            house = _ITS_HOUSE.match(reading.plain, span.end, sentence.end)
            if house is not None:
                label = " ".join(reading.words(Span(span.start, house.end())).split())
                state = link.thing.state or _seats().get(link.thing.reference or "", "")
                return Venue(Entity(kind="place", label=label, type="venue"), state, sentence)
            if at.group()[:2].lower() != "at" and link.thing.type not in _HOUSES:
                continue
            if _NO_HOUSE.match(reading.plain, span.end) or _GATHERING.search(link.mention.text):
                continue
            house_of = _house(reading, link, sentence)
            if _SEAT_OF.search(at.group()) and not house_of.state:
                return Venue(house_of.thing, _seats().get(link.thing.reference or "", ""), sentence)
            return house_of
    return None


def _house(reading: Reading, link: Link, sentence: Span) -> Venue:
    span = link.mention.span
    longer = _LONGER.match(reading.plain, span.end, sentence.end)
    thing = link.thing
    if longer is not None:
        thing = Entity(
            kind="place", label=" ".join(reading.words(Span(span.start, longer.end())).split()), type="venue"
        )
    elif not thing.reference and (town := re.search(r" in (?:the )?[A-Z][\w' -]+$", thing.label)) is not None:
        thing = Entity(
            kind="place", label=thing.label[: town.start()], names=(thing.label,), state=thing.state, type="venue"
        )
    return Venue(thing, thing.state or link.thing.state, sentence)


@cache
def _seats() -> dict[str, str]:
    """The State in which a body of the tables has its seat."""
    return {row["id"]: row["seat_iso2"] for row in tables.rows("organisations") if row["seat_iso2"]}


def online(reading: Reading, event: EventFrame) -> Span | None:
    """The words that tell that the event is held online or in both ways, beside its mention."""
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        for match in _ONLINE.finditer(reading.plain, sentence.start, sentence.end):
            if min(abs(match.start() - mention.end), abs(mention.start - match.end())) >= _NEAR:
                continue
            before = reading.plain[max(sentence.start, match.start() - 40) : match.start()]
            noun = match.end() < mention.start and _TO_NOUN.fullmatch(reading.plain, match.end(), mention.start)
            whole = match.group().lower() != "online" and _MATTER.match(reading.plain, match.end()) is None
            adverb = _ADJECTIVE.match(reading.plain, match.end()) is None and _ONLINE_ITSELF.search(before) is None
            if noun or whole or adverb:
                return Span(*match.span())
    return None
