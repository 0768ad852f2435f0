"""Support told by a noun: behind a preposition, as a subject, as what is given, or with its giver before it.

- "with the generous financial support of D", "thanks to a grant from E", "in close partnership with F"
- "thanks to Norwegian funding", "with the EU's support"
- "Funding for the workshop was provided by D", "financial support came from E"
- "D contributed EUR 50,000 to the conference", "F lent its expertise to the exercise"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Passage, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate import lists, preceding, scope
from ctkg.text.relate.frames import Told, event_of, of_other
from ctkg.text.relate.holding import event_in
from ctkg.text.relate.lists import Item

#: Help that is hoped for or that goes on: "with the support of A, to continue".
_WANTED = re.compile(
    r"(?:\s\([^()]*\))?,? to (?:continue|further|work|strengthen|improve|develop|enhance|take|make|do)\b"
)
_PEOPLE = re.compile(r"\b(?:practitioners|experts|specialists|officials|officers|trainers|speakers|lecturers) from\b")
_PATRONS = frozenset({"auspices", "aegis", "patronage"})
_LEADS_TO_PARTNERS = frozenset({"in", "with", "under", "through", "as well as", "and"})
AGENTS = ("organization", "state", "nationality")
ADJECTIVES = r"(?:(?!(?:of|from|by|in|with|to|for|on|and|the)\s)[a-z][\w-]*\s){0,3}"


#: A sum of money: "EUR 2.5 million", "$400,000", "210 000 euros".
AMOUNT = (
    r"(?:\b(?:EUR|USD|CHF|GBP|AUD|CAD|JPY|NOK|SEK|DKK|NZD|KRW|CNY|SAR|AED|QAR|US\$|A\$|C\$)\s?\d[\d.,  ]*|"
    r"[€$£¥]\s?\d[\d.,]*|\b\d[\d.,  ]*)(?:\s?(?:million|billion|thousand|m|bn)\b)?"
    r"(?:\s(?:[A-Z][a-z]+\s|US\s)?(?:euros?|dollars|pounds|francs|kron[eo]r|kroner|yen|won|riyals|dirhams|roubles|"
    r"rubles|yuan))?(?:(?<=[a-z])|(?<=\d))"
)


def find(reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]) -> Iterator[Told]:
    """Role, event, those who hold it, and the clause, of every construction in the sentence."""
    if _any_noun().search(reading.plain, sentence.span.start, sentence.span.end) is None:
        return
    yield from _behind(reading, events, sentence, quoted)
    yield from _with_giver(reading, events, sentence, quoted)
    yield from _as_subject(reading, events, sentence, quoted)
    yield from _given(reading, events, sentence, quoted)
    yield from _thanked(reading, events, sentence, quoted)


@cache
def all_nouns() -> str:
    """An alternation of the nouns of support."""
    nouns = patterns.load("roles")["support"]["nouns"]
    return alternation.of(word for words in nouns.values() for word in words)


@cache
def _any_noun() -> screening.Screened:
    money = alternation.of(patterns.load("roles")["support"]["money"])
    costs = alternation.of(patterns.load("roles")["support"]["costs"])
    return screening.compile(rf"\b(?:{all_nouns()}|{money}|{costs})\b|[€$£¥]\s?\d", re.IGNORECASE)


@cache
def _leads() -> str:
    return alternation.of(patterns.load("roles")["support"]["leads"]).replace(chr(92) + " ", chr(92) + "s+")


@cache
def _preposition() -> screening.Screened:
    """A preposition, a noun of support with what stands before it, and "of", "from" or "by"."""
    return screening.compile(
        rf"\b(?P<lead>{_leads()})\s+"
        r"(?P<words>(?:(?!(?:of|from|by|in|with|at|through|under|to|for|on)\s)(?-i:[a-z][\w'-]*|EUR|USD|"
        rf"[\d.,]+),?\s+){{0,5}}?)(?P<noun>{all_nouns()})\s+"
        r"(?P<more>(?:and\s+(?:[\w-]+\s+){1,3})?)"
        rf"(?:(?:of|worth|totalling)\s+{AMOUNT}\s+|(?:generously|kindly|jointly|also)\s+)?"
        r"(?P<link>of|from|by|provided by|given by|made by|offered by|extended by|with)(?!\w)",
        re.IGNORECASE,
    )


@cache
def _roles_of_nouns() -> dict[str, str]:
    nouns = patterns.load("roles")["support"]["nouns"]
    return {word: role for role, words in nouns.items() for word in words}


@cache
def money() -> screening.Screened:
    """Words by which support is money."""
    words = patterns.load("roles")["support"]["money"]
    return screening.compile(rf"\b(?:{alternation.of(words)})\b|[€$£]\s?\d", re.IGNORECASE)


def role_of(noun: str, around: str) -> str:
    """The role that a noun of support tells; support by money is funding."""
    role = _roles_of_nouns()[" ".join(noun.lower().split())]
    return "funder" if role == "supporter" and money().search(around) else role


def _behind(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]
) -> Iterator[Told]:
    """ "with funding from A"."""
    for match in _preposition().finditer(reading.plain, sentence.span.start, sentence.span.end):
        role = role_of(match["noun"], f"{match['words']} {match['more']}")
        partners = role == "coorganizer_or_partner"
        if match["link"].lower() == "with" and not (partners and match["lead"].lower() in _LEADS_TO_PARTNERS):
            continue
        event = event_for(reading, events, sentence, Span(*match.span()), quoted, role)
        items = lists.after(reading, match.end(), sentence.span.end) if event is not None else []
        if items and _WANTED.match(reading.plain, items[-1].span.end, sentence.span.end):
            continue
        if items and role == "supporter" and _PEOPLE.search(reading.plain, match.end(), items[0].span.start):
            continue  # "benefited from the expertise of practitioners from A": they took part
        if match["noun"].lower() in _PATRONS:  # a State that lends its name does no more
            items = [one for one in items if one.link is not None and one.link.thing.kind not in {"state", "territory"}]
        if event is not None:
            yield role, event, items, Span(match.start(), sentence.span.end)
            aim = _AIM.match(reading.plain, items[-1].span.end, sentence.span.end) if items else None
            other = event_in(reading.plain, events, aim.end() - 1, sentence.span.end) if aim is not None else None
            if other is not None and other is not event:
                yield role, other, items, Span(match.start(), sentence.span.end)


#: "thanks to the contribution of A to the project X": the project is paid for as well.
_AIM = re.compile(r"\s(?:to|towards?) (?=(?:the|its|this)\b)")


@cache
def _owned_noun() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = re.compile(
        rf"\b(?:{_leads()}|out of)\s+(?:the\s+|an?\s+)?(?:generous\s+|kind\s+|additional\s+)?$", re.IGNORECASE
    )
    return before, re.compile(rf"(?:'s?)?\s(?P<words>{ADJECTIVES})(?P<noun>{all_nouns()})\b")


def _with_giver(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]
) -> Iterator[Told]:
    """ "thanks to Norwegian funding", "with the EU's financial support"."""
    lead, noun = _owned_noun()
    for link in reading.inside(sentence.span, *AGENTS):
        span = link.mention.span
        match = noun.match(reading.plain, span.end, sentence.span.end)
        if match is None or not lead.search(reading.plain, max(sentence.span.start, span.start - 50), span.start):
            continue
        role = role_of(match["noun"], match["words"])
        if role not in {"supporter", "funder", "host"}:
            continue
        event = event_for(reading, events, sentence, Span(span.start, match.end()), quoted, role)
        if event is not None:
            yield role, event, [Item(span, link)], Span(span.start, match.end())


@cache
def _costs() -> str:
    return alternation.of(patterns.load("roles")["support"]["costs"])


#: The end of what :func:`_subject` finds, which few sentences hold.
_FROM_WHOM = screening.compile(
    r"\b(?:[a-z]+(?:ed|en|ne|nt|et|id|it)(?: for)?|made available|picked up|put up|came|comes?|coming|stem(?:med|s))\s+"
    r"(?:\w+ly\s+|also\s+|(?:last|this|the same)\s\w+\s+)?(?:by|from|between|among)\s",
    re.IGNORECASE,
)


#: The end of that without the words that it ends, found much sooner.
_ENDS_SO = screening.compile(
    r"(?:(?:ed|en|ne|nt|et|id|it)(?: for)?|made available|picked up|put up|came|comes?|coming|stem(?:med|s))\s+"
    r"(?:\w+ly\s+|also\s+|(?:last|this|the same)\s\w+\s+)?(?:by|from|between|among)\s",
    re.IGNORECASE,
)


@cache
def _subject() -> screening.Screened:
    return screening.compile(
        rf"(?P<words>(?:[A-Za-z-]+\s){{0,3}})\b(?P<noun>{all_nouns()}|{_costs()})\b(?P<of>[^.;:]{{0,110}}?)\s"
        r"(?:(?:was|were|is|are|has been|have been|is being|are being|being|will be)\s+(?:also\s+)?(?:\w+ly\s+)?"
        r"(?:provided|given|made available|contributed|offered|extended|supplied|granted|lent|borne|met|covered|paid|"
        r"secured|received|shared|split|footed|settled|carried|assumed|shouldered|defrayed|absorbed|picked up|"
        r"taken over|underwritten|raised|put up|pledged|donated|paid for|funded|financed|sponsored|"
        r"taken care of)\s+(?:\w+ly\s+)?(?:by|from|between|among)|(?:came|"
        r"comes|come|coming|stemmed|stems)\s+(?:\w+ly\s+|also\s+|(?:last|this|the same)\s\w+\s+)?from)\s",
        re.IGNORECASE,
    )


def _as_subject(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]
) -> Iterator[Told]:
    """ "Funding for the workshop was provided by A"."""
    plain, start, end = reading.plain, sentence.span.start, sentence.span.end
    if _ENDS_SO.search(plain, start, end) is None or _FROM_WHOM.search(plain, start, end) is None:
        return
    for match in _subject().finditer(reading.plain, sentence.span.start, sentence.span.end):
        role = (
            role_of(match["noun"], match["words"])
            if " ".join(match["noun"].lower().split()) in _roles_of_nouns()
            else "funder"
        )
        if role not in {"supporter", "funder"}:
            continue
        event = event_in(reading.plain, events, match.end("noun"), match.end())
        event = event or event_for(reading, events, sentence, Span(*match.span()), quoted, role)
        if event is not None and not scope.within(quoted, match.start()):
            items = lists.after(reading, match.end() - 1, sentence.span.end)
            yield role, event, items, Span(match.start(), sentence.span.end)


@cache
def _giving() -> screening.Screened:
    verbs = alternation.of(patterns.load("roles")["support"]["giving"])
    return screening.compile(
        rf"(?<![\w-])(?:{verbs})\s(?P<words>[^;:]{{0,70}}?)(?P<noun>\b(?:{all_nouns()})\b|{AMOUNT})"
        r"(?P<rest>[^.;:]{0,60}?)\s(?P<to>to|for|towards|toward|on)\s(?=the\b|this\b|its\b|a\b|an\b|it\b)"
    )


def _given(reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]) -> Iterator[Told]:
    """ "A contributed EUR 50,000 to the conference"."""
    for match in _giving().finditer(reading.plain, sentence.span.start, sentence.span.end):
        event = event_in(reading.plain, events, match.end() - 1, sentence.span.end)
        if event is None or scope.within(quoted, match.start()):
            continue
        noun = " ".join(match["noun"].lower().split())
        role = "supporter" if noun in _roles_of_nouns() and role_of(noun, match["words"]) == "supporter" else "funder"
        items = preceding.before(reading, sentence.span.start, match.start())
        if items:
            yield role, event, items, Span(items[0].span.start, match.end())


@cache
def _thanks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words of thanks before those who are thanked, and what they are thanked for behind them."""
    thanks = r"\b(?:thank(?:ed|s|ing)?|gratitude to|thanks to|appreciation to|grateful to|indebted to|acknowledged)\s"
    nouns = all_nouns()
    return re.compile(thanks), re.compile(
        rf"\s(?:authorities\s|Government\s|side\s)?for\s(?:its|their|the|"
        rf"having\s\w+)\s(?P<words>{ADJECTIVES})(?P<noun>{nouns})\b"
    )


def _thanked(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]
) -> Iterator[Told]:
    """ "expressed its gratitude to A for its financial support"; what is not told to be for the event is not taken."""
    lead, noun = _thanks()
    for match in noun.finditer(reading.plain, sentence.span.start, sentence.span.end):
        role = role_of(match["noun"], match["words"])
        if role not in {"supporter", "funder"} or not lead.search(reading.plain, sentence.span.start, match.start()):
            continue
        event = event_in(reading.plain, events, match.end(), sentence.span.end)
        near = [
            link
            for link in reading.inside(Span(sentence.span.start, match.start()), "organization", "state")
            if match.start() - link.mention.span.end <= 1
        ]
        if event is not None and near and not scope.within(quoted, match.start()):
            yield role, event, [Item(near[-1].mention.span, near[-1])], Span(near[-1].mention.span.start, match.end())


def event_for(
    reading: Reading,
    events: Sequence[EventFrame],
    sentence: Passage,
    cue: Span,
    quoted: Sequence[Span],
    role: str,
) -> EventFrame | None:
    """The event that the support at ``cue`` is for; None where it is for something else, or in somebody's words."""
    if scope.within(quoted, cue.start):
        return None
    event = event_of(reading, events, sentence, cue)
    other = event is None or of_other(reading, sentence.span.start, cue.start, event, role)
    return None if other else event
