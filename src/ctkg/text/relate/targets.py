"""What attacks hit: words of the lexicon behind or before a cue, and any noun right behind an unmistakable one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Span, Statement
from ctkg.text import folding, patterns
from ctkg.text.find import alternation, concepts, screening
from ctkg.text.reading import EventFrame, Events, Reading, event_at, say

_COMPOUND = re.compile(
    r"\b(?:passenger|commuter|freight|tourist|suburban|shuttle|goods|district|county|military|army|police|tea|"
    r"coffee|court|border|customs|cargo|oil|gas|power|bus|"
    r"railway|train|metro|air|naval|community"
    r"|village|vegetable|livestock|cattle|fish|government|security|refugee|displaced|aid|school|fuel|water|night|"
    r"public|UN|US|EU|British|French|Army|Navy|Police|Shia|Sunni|Christian|Coptic|Sikh|Jewish|[A-Z][A-Z-]{2,})\s$"
)


#: "the mosque shootings", "the Bali nightclub bombings".
_COMPOUND_ATTACK = re.compile(
    r"\s(?:(?:suicide|car|truck|terror|gun|arson|knife|bomb)\s)?(?:attacks?|bombings?|shootings?|massacre|siege|"
    r"stabbings?|blasts?|explosions?|assault|raid|ambush|killings|hostage-taking|hijacking)\b"
)


def before_noun(reading: Reading, named: Sequence[EventFrame], sentence: Span) -> Iterator[Statement]:
    """Statements of target for attacks that are named by what they hit: "the mosque shootings in Christchurch"."""
    for _, span in concepts.targets(reading, sentence):
        attack = _COMPOUND_ATTACK.match(reading.plain, span.end, sentence.end)
        inner = Span(span.end, attack.end()) if attack is not None else None
        event = next((one for one in named if inner is not None and one.named_in(inner)), None)
        if event is not None:
            words = " ".join(reading.words(_whole(reading, sentence, span)).split())
            yield say(reading, event.entity, "target", words, event=event.key, span=sentence, rule="incidents.target")


def relate(reading: Reading, attacks: Events, sentence: Span) -> Iterator[Statement]:
    """Statements of target, and of target.sector where the target belongs to one."""
    known: list[Span] = []
    named = list(_named(reading, sentence))
    for idea, span in concepts.targets(reading, sentence):
        before = folding.lower(reading.plain[max(sentence.start, span.start - 60) : span.start])
        cued = _target_cue().search(before) or re.search(r"\ball\s(?:of\sthem\s)?$", before)
        if not cued and not _was_attacked().match(reading.plain, span.end, span.end + 90):
            continue
        attack = event_at(attacks, span) or attacks[0]
        whole = next((one for one in named if one.overlaps(span)), None) or _whole(reading, sentence, span)
        if whole in known:
            continue
        known.append(whole)
        words = " ".join(reading.words(whole).split())
        yield say(reading, attack.entity, "target", words, event=attack.key, span=sentence, rule="incidents.target")
        sector = concepts.sector(idea)
        if sector is not None and (sector.reference or "").startswith("sector-"):
            yield say(
                reading,
                attack.entity,
                "target.sector",
                sector,
                event=attack.key,
                span=sentence,
                rule="incidents.target",
            )
    for span in (*named, *_unknown(reading, sentence)):
        if not any(span.overlaps(one) for one in known):
            known.append(span)
            attack = event_at(attacks, span) or attacks[0]
            words = " ".join(reading.words(span).split())
            yield say(reading, attack.entity, "target", words, event=attack.key, span=sentence, rule="incidents.target")


#: What ends the words for a target.
_AFTER = (
    r"(?=[.,;:!?\"]|$|\s(?:of|in|near|at|on|outside|inside|that|which|who|where|when|while|and|as|by|with|during|"
    r"after|before|late|early|shortly|just|last|this|yesterday|today|carrying|belonging)\b)"
)
_NO_TARGET = re.compile(
    r"\b(?:state|states|country|nation|region|province|district|city|town|capital|values|humanity|society|people|"
    r"world|day|night|morning|evening|week|year|month|time|hour|area|"
    r"scene|front|name|same|first|second|third|attack|attacks|group|government|peace|process|democracy|target|"
    r"targets|places?|way|rest|others?|spot|back|head|heart|side|border|"
    r"community|neighbourhood|neighborhood|north|south|east|west|centre|center|midst|attackers?|militants|gunmen|"
    r"terrorists|suspects?|life|lives|man|woman|chest|leg|legs|wheel)$"
)


@cache
def _strong() -> screening.Screened:
    cues = alternation.of(patterns.load("incidents")["targets"]["exact"])
    return screening.compile(
        rf"\b(?:{cues})\s(?:the|an?|their|its|his|her|one|two|three|four|five|six|seven|eight|nine|ten|"
        rf"dozens\sof|\d{{1,3}}|several)\s(?P<what>(?!(?:of|in|at|on|"
        rf"and|to|first|second|same)\s)(?:[A-Z][\w-]+\s){{0,2}}(?:[a-z][\w'-]*\s){{0,3}}?[a-z][\w'-]+?){_AFTER}"
    )


#: What has a name and is attacked: "the Harbour Street mosque", "Embassy of Malta", "Northgate Mall".
_PLACES = (
    r"(?:[Mm]osque|[Cc]hurch|[Cc]athedral|[Ss]ynagogue|[Tt]emple|[Ss]hrine|[Ee]mbassy|[Cc]onsulate|[Hh]otel|"
    r"[Rr]estaurant|"
    r"[Bb]akery|[Cc]af[eé]|[Mm]all|[Mm]arket|[Ss]upermarket|[Bb]azaar|[Ss]tadium|[Aa]irport|[Ss]tation|[Tt]heatre|"
    r"[Mm]useum|[Ss]chool|[Uu]niversity|[Cc]ollege|[Aa]cademy|[Hh]ospital|[Cc]linic|[Cc]ent(?:re|er)|[Bb]ase|"
    r"[Bb]arracks|"
    r"[Cc]amp|[Pp]ost|[Cc]heckpoint|[Pp]rison|[Cc]ourthouse|[Cc]ourt|[Pp]arliament|[Mm]inistry|[Hh]eadquarters|"
    r"[Rr]efinery|"
    r"[Pp]lant|[Pp]ipeline|[Dd]am|[Bb]ridge|[Pp]ort|[Hh]arbour|[Tt]erminal|[Tt]rain|[Bb]us|[Ff]light|[Ff]erry|"
    r"[Tt]anker|[Ff]air|[Ff]estival|[Cc]oncert|[Oo]ffices?|[Bb]uilding|[Tt]ower|[Pp]alace|[Ss]quare|[Cc]onvoy)"
)


@cache
def _with_name() -> screening.Screened:
    cues = alternation.of(patterns.load("incidents")["targets"]["exact"])
    more = r"destroyed|destroying|wrecked|damaged|destruction of|attack at|attacks at|shooting at|shooting in|siege at"
    name = r"(?:[A-Z][\w'-]+|al-[A-Z][\w'-]+)"
    return screening.compile(
        rf"\b(?:{cues}|{more})\s(?:the\s|an?\s|its\s)?(?P<what>{name}(?:\s(?:{name}|of|for|and|de|du|al)){{0,5}}?"
        rf"(?:\s[a-z]+){{0,2}}?\s{_PLACES}(?:\sof\s(?:the\s)?{name}(?:\s{name}){{0,2}})?|"
        rf"{_PLACES}\s(?:of|at)\s(?:the\s)?{name}(?:\s(?:{name}|of)){{0,3}}(?<!\sof))(?![\w-])"
    )


def _named(reading: Reading, sentence: Span) -> Iterator[Span]:
    """Targets that are told by a name of their own."""
    for match in _with_name().finditer(reading.plain, sentence.start, sentence.end):
        yield Span(*match.span("what"))


def _unknown(reading: Reading, sentence: Span) -> Iterator[Span]:
    """Targets that no list holds, right behind words that can only lead to one: "stormed their island position"."""
    for match in _strong().finditer(reading.plain, sentence.start, sentence.end):
        span = Span(*match.span("what"))
        link = reading.link_at(span.start)
        if _NO_TARGET.search(match["what"]) is None and (link is None or link.mention.kind == "nationality"):
            yield span
    for match in _PEOPLE.finditer(reading.plain, sentence.start, sentence.end):
        yield Span(*match.span("what"))


#: People at whom an attack is aimed, without a determiner: "a bomb attack targeting police at".
_PEOPLE = re.compile(
    r"\b(?:targeting|targeted|aimed at|attack(?:s|ed|ing)?\s(?:on|against)|ambush(?:ed|ing)|assault\son|"
    r"killing)\s(?:(?:the|local|foreign|innocent|unarmed)\s)?"
    r"(?P<what>(?:traffic\s|border\s|army\s|Shia\s|Shi'ite\s|Christian\s|foreign\s)?(?:police(?:\sofficers|men)?|"
    r"soldiers|troops|security\sforces|"
    r"civilians|worshippers|pilgrims|tourists|lawmakers|peacekeepers|aid\sworkers|journalists|commuters|mourners|"
    r"shoppers|schoolchildren|students|"
    r"voters|recruits|farmers|fishermen|passengers|villagers|health\sworkers|diplomats|judges))\b(?!\s(?:base|post|"
    r"station|academy|convoy|patrol|headquarters|checkpoint|bus|car|vehicle|camp)s?\b)"
)


def _whole(reading: Reading, sentence: Span, span: Span) -> Span:
    """The words for a target with the nouns before it that are a part of its name ("passenger ferry", "US Embassy")."""
    link = reading.link_at(span.start)
    if link is not None and link.mention.kind == "organization" and link.mention.span.covers(span):
        return link.mention.span
    found = _COMPOUND.search(reading.plain, max(sentence.start, span.start - 40), span.start)
    return Span(found.start(), span.end) if found else span


@cache
def _was_attacked() -> re.Pattern[str]:
    """Behind a target: "was hit", "came under attack"."""
    verbs = alternation.of(patterns.load("incidents")["targets"]["passive"])
    return re.compile(rf"(?:\s(?:in|of|at|near|on|carrying|with|belonging\sto)\s[^.,;:]{{2,50}}?)?\s(?:{verbs})\b")


@cache
def _target_cue() -> screening.Screened:
    cues = alternation.of(patterns.load("incidents")["targets"]["cues"])
    strong = alternation.of(patterns.load("incidents")["targets"]["strong"])
    free = r"(?:(?!(?:of|in|at|on|near|by|for|to|and|or|with|from|the|a|an|who|that|when|as)\s)[a-z'-]+\s){0,3}"
    part = (
        r"(?:(?:the\s)?(?:main\s|front\s|rear\s|side\s|outer\s)?(?:gates?|entrances?|exits?|walls?|perimeter|courtyard|"
        r"compound|front|lobby|foyer|car\spark|parking\slot|doors?|premises|grounds|building|area|vicinity|"
        r"servers?|computers|network|systems?)\s(?:of|to|at)\s(?:the\s|an?\s)?)?"
    )
    small = r"(?:(?:the|an?|two|three|its|their|several|nearby|local|main|busy|crowded|[a-z]+ese|[a-z]+ian)\s){0,2}"
    # "the attack claimed by A on the hotel", "the attack yesterday against a market"
    apart = (
        r"(?:attack|assault|bombing|strike|raid)s?\s(?:claimed\sby|perpetrated|carried\sout|committed|launched|"
        r"conducted|yesterday|today|this\smorning|last\snight|by)\s(?:[^,.;:]{1,40}?\s)?(?:on|against)"
    )
    return screening.compile(
        rf"\b(?:(?:{cues})\s{small}{part}|{apart}\s(?:(?:the|an?|its|their)\s)?{free}|"
        rf"(?:{strong})\s(?:(?:the|an?|its|their|his|her|one|two|three|several)\s)?{part}{free})$"
    )
