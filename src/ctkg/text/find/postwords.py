"""The words of posts, as patterns over shaded text."""

from __future__ import annotations

import re
from functools import cache

from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.find.shade import INSTRUMENT, NATIONALITY, ORGANIZATION, PLACE, STATE

#: Shades of what a post may be in, and of everything that a post may be of.
BODY = f"{ORGANIZATION}{STATE}"
ANY = f"{BODY}{PLACE}{NATIONALITY}{INSTRUMENT}"


#: Nouns of bodies, as later mentions use them in lower case.
BODY_NOUNS = (
    r"(?:cent(?:re|er)|commission|committee|council|ministry|department|agency|organi[sz]ation|bureau|office|embassy|mission|secretariat"
    r"|directorate|authority|institute|academy|foundation|association|union|alliance|bloc|court|service|force|command|police|army|navy"
    r"|university|company|group|network|fund|bank|board|assembly|parliament|task force|coalition)"
)
# "head of the regional department Jane Roe"
NOUN_BEFORE_NAME = re.compile(rf"(?:[a-z-]+\s){{0,4}}?{BODY_NOUNS}(?=\s[A-Z][\w'-]+\s(?:[a-z]{{2,4}}\s)?[A-Z])")
# "General" before these is no rank.
_OFFICES = r"(?!\s(?:Staff|Secretariat|Directorate|Assembly|Command|Services|Affairs|Council))"


@cache
def heads() -> screening.Screened:
    """Heads of posts in any case; never a plural, never the owner of something ("Prosecutor's Office")."""
    # "Under-Secretary General", "Undersecretary-General": hyphens and blanks change places
    words = alternation.of(word.lower().replace("-", " ") for word in grammar("heads")).replace("\\ ", "[ -]")
    bodies = (
        "Office|Council|Committee|Corps|Forum|Training|Centre|Center|Meeting|Conference|Board|Academy|School|Service"
        "|States?|Chambers|Quarters?|Unit|Team|Country|Countries|Administrations?|Organi[sz]ations?|Economy|Economies|Association|Union|Exchange|Programme|Course"
    )
    return screening.compile(
        rf"(?<![\w-])(?i:{words})(?![\w-])(?!'s?\s)(?!\s(?:{bodies}|guests?)\b)"
        r"(?!\sof\s(?:State|Government)s?\b)"
    )


def grammar(key: str) -> list[str]:
    """A word list of the lexicon."""
    return list(patterns.load("posts")["grammar"][key])


@cache
def lowered(key: str) -> frozenset[str]:
    """A word list of the lexicon, in lower case."""
    return frozenset(word.lower() for word in grammar(key))


@cache
def name_words() -> frozenset[str]:
    """Words that are no part of a person's name, in lower case."""
    lexicon = patterns.load("persons")
    heads = lowered("heads") - frozenset(lexicon["names_like_posts"])
    spoken = [
        word
        for word in patterns.load("speech")["verbs"]["saying"]
        if word.endswith(("ed", "s")) and " " not in word and len(word) > 4
    ]
    words = [*lexicon["openers"], *lexicon["not_a_name"], *lexicon["headline_verbs"], *spoken]
    return frozenset(word.lower() for word in words) | heads


@cache
def openers() -> frozenset[str]:
    """Words that open sentences and clauses, in lower case."""
    return frozenset(word.lower() for word in patterns.load("persons")["openers"])


@cache
def _titles() -> str:
    lexicon = patterns.load("persons")
    return alternation.of([*lexicon["honorifics"], *lexicon["ranks"], "Ambassador"])


@cache
def link() -> re.Pattern[str]:
    """What leads from a post to its topic or body."""
    plain = r"(?!(?:of|for|on|at|in|to|with|from|and|by|who|that)\b)[a-z-]+"
    known = "|".join(grammar("adjectives"))
    return re.compile(
        rf"\s({'|'.join(grammar('links'))})(?:\s(?:the|its|their|an?|all))*"
        rf"(?:\s(?:{known})|\s{plain}(?=\s[{ORGANIZATION}]))?\s"
    )


@cache
def topic() -> screening.Screened:
    """A capitalised topic or name behind a post."""
    word = (
        rf"(?:(?!(?:{_titles()})\b{_OFFICES}|{heads().pattern})[A-Z][\w'&-]*(?:/[A-Z]\w+)*"
        r"|\d+(?:st|nd|rd|th)(?=\s[A-Z]))"
    )
    # a nationality or an instrument inside a topic is a part of it
    part = rf"(?:{word}|[{NATIONALITY}{INSTRUMENT}]+)"
    bracket = rf"\((?:[A-Z][\w/&-]{{1,9}}|[{ORGANIZATION}{INSTRUMENT}]+)\)"
    joint = rf"(?:\s{bracket})?\s(?:(?:and|&|of|for|on|the|in|to)\s){{0,2}}"
    more = rf"(?:\s{word}){{0,3}}"
    comma = rf"(?:,\s{word}(?={more}(?:,\s{word}{more}){{0,3}},?\sand\s{word}))"
    return screening.compile(
        rf"{part}(?:{joint}{part}|{comma}){{0,9}}(?:\s[{STATE}{PLACE}]+(?!'))?(?:\s{bracket})?(?:\saffairs|\sissues)?"
    )


@cache
def low_topic() -> screening.Screened:
    """A topic in lower case that ends where the clause or its body does."""
    stop = r"(?!(?:who|that|which|said|says|told|and|was|is|has|had|will|to|in|at|the|as|added|noted)\b)"
    word = rf"{stop}[a-z][\w-]*"
    said = "said|says|told|added|noted|stressed|at|in|during|since|until|who|when|while"
    end = rf"(?=\s?[,.;:)]|\s?$|\s(?:of|at|in)\s(?:the\s)?[{ANY}]|\s(?:{said})\b)"
    occasion = (
        r"(?!(?:[a-z-]+\s){0,3}(?:attacks?|bombings?|blasts?|explosions?|killings?|deaths?|occasion|anniversary|adoption|situation|events|outcome"
        r"|passing|release|behalf|day|morning|sidelines|margins|request|time|end|site|scene|way)\b)"
    )
    bracket = r"(?:\s\([A-Z][A-Za-z/&-]{1,9}\))?"
    return screening.compile(rf"{occasion}{word}(?:\s(?:and\s)?{word}){{0,4}}{bracket}{end}")
