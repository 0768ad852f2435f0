"""What may stand between the members of a list, and what may lead to it: words of the lexicon, groups of people."""

from __future__ import annotations

import re
from functools import cache

from ctkg.text import patterns
from ctkg.text.find.screening import Screened
from ctkg.text.relate import scope

_WITH = re.compile(r"\b(?:along|together) with\b")
_STOP = re.compile(r"[.;:!?\"]")
_JOINED = re.compile(r"\s*(?:,|and\b|&|/|as well as\b)")
_WORDS = re.compile(r"[\w.'&-]+")
_LONGEST_LEAD = 120
_BRACKET = re.compile(r"\([^()]{0,200}\)")


@cache
def _gap_words() -> frozenset[str]:
    return frozenset(patterns.load("roles")["lists"]["gap"])


#: Words for people and bodies that may lead to a list by "of": "delegations of the competent authorities of".
_LED_BY = re.compile(
    r"\b(?:\w+(?:ials|icers|perts|atives|gates|ations|rities|ices|ants|tors|bers|sters|heads|diers|tists|yers|tices|"
    r"ents|nalists|utors|troops|staff|personnel|ages|nels|chiefs|judges|police|forces|guards|units|teams|bodies|"
    r"services|"
    r"agencies|institutions|delegation|government|authorities|troops|envoys)|troops|staff|personnel|police)$"
)


#: "eight countries: ", "the Regional Economic Communities, namely ": the names follow.
_TOLD_ONE_BY_ONE = re.compile(
    r"(?:\s(?:from|of|representing))?\s(?:[\w-]+\s){0,4}(?:[Cc]ountries|[Ss]tates|nations|jurisdictions|economies|"
    r"[Oo]rgani[sz]ations|[Bb]odies|[Aa]gencies|[Ii]nstitutions|[Mm]inistries|[Cc]ommunities|[Mm]echanisms|"
    r"administrations|partners|"
    r"authorities|members)(?:\s\([^()]{0,40}\))?"
    r"(?:\s*[:\u2013\u2014-]|,?\s(?:namely|including|such as|notably|among them|i\.e\.|especially|in particular))"
    r"\s*(?:the\s)?$"
)


def led(gap: str) -> bool:
    """True for "elite units and instructors from the", "the delegations of the competent authorities of the"."""
    told = _TOLD_ONE_BY_ONE.search(gap)
    if told is not None:
        gap = gap[: told.start()] + " from "
    match = re.search(r"\s(?P<by>from|representing|of)\s+(?:the\s+)?$", gap)
    if match is None or len(gap) > _LONGEST_LEAD:
        return False
    who = gap[: match.start()]
    if match["by"] == "of" and _LED_BY.search(who) is None:
        return False
    return re.search(r"[^\w\s/,'-]", who) is None and _NOT_GROUP.search(who) is None


def mixed(gap: str) -> bool:
    """True where groups in lower case stand between two names: "A, the diplomatic corps and the airline B"."""
    flat = re.sub(r"\s(?:of|from)\s+(?:the\s+)?$", " ", _BRACKET.sub(" ", gap))
    if re.match(r"\s*(?:,|and\b|as well as\b)", flat) is None or re.search(r"[.;:!?\"A-Z\d]", flat) or len(flat) > 160:
        return False
    return _NOT_GROUP.search(re.sub(r"\b(?:the|a|an)\s+", "", flat)) is None


def bridges(gap: str, first: bool = False) -> bool:
    """True where the words between two members may stand inside one list."""
    if len(gap) > 400:
        return False
    flat = _WITH.sub("and", _BRACKET.sub(" ", gap))
    flat = flat if first else _TAIL.sub("", flat)
    if _STOP.search(flat) and not (first and ":" in flat):
        return False
    if not first and _JOINED.match(flat) is None:
        return False
    words = _WORDS.findall(flat.lower())
    allowed = _gap_words()
    if first:
        return (len(words) <= 8 and all(word in allowed for word in words)) or bool(groups(flat))
    if not words and "," not in flat and "/" not in flat and "-" not in flat:
        return False
    if all(word in allowed for word in words):
        return True
    return len(words) <= 14 and _grouped(flat)


@cache
def _group_heads() -> Screened:
    lists = patterns.load("roles")["groups"]
    return scope.any_of((*lists["people"], *lists["sectors"]))


#: A name that nothing links, such as a programme's.
_NAMED = re.compile(r"(?:the\s+)?[A-Z][\w'-]*(?:\s+(?:[A-Z][\w'-]*|of|for|on|the|to)){0,7}")


#: What may follow a linked name and still belong to it.
_TAIL = re.compile(
    r"^\s+(?:Programme|Program|Project|Initiative|Unit|Team|Office|Branch|Network|Secretariat|authorities|"
    r"governments?)\b"
)


#: Words at which a list of bodies is over.
_VERB = re.compile(
    r"\b(?:includes?|included|said|is|are|was|were|will|to|gather\w*|brought|brings|attend\w*|took|takes|open\w*|ended|"
    r"concluded|began|started|discuss\w*|focus\w*|aim\w*|visited|met|conducted|held|organi[sz]ed|trained|joined|"
    r"with|by|has|have|had)\b|\d"
)


def _grouped(gap: str) -> bool:
    """True where a group of people stands between two names ("A, civil society organizations and B")."""
    parts = [part.strip() for part in re.split(r",|\band\b|\bas well as\b|\balong with\b", gap) if part.strip()]
    allowed = _gap_words()
    if _VERB.search(gap):
        return False
    return bool(parts) and all(
        _NAMED.fullmatch(part)
        or _group_heads().search(part)
        or all(word in allowed for word in re.findall(r"[\w.'&-]+", part.lower()))
        for part in parts
    )


_NOT_GROUP = re.compile(
    r"\b(?:to|is|are|was|were|has|have|had|will|which|who|that|by|with|about|into|on|at|how|while|during|for|it|they|"
    r"he|she|this|these|be|been|"
    r"\w+ing|said|not|from|includes?|included)\b"
)


#: The first of two adjectives of one noun: "international and regional organizations".
_ADJECTIVE = re.compile(r"(?:\w+al|public|private|domestic|foreign|military|judicial|academic)")


def groups(words: str) -> list[str]:
    """The members of a plain list of groups in lower case ("passport services, central banks and"); empty where the
    words are anything else. A last member may end in "of" or "from" (what follows is a name)."""
    flat = re.sub(r"\s+(?:of|from|in)\s*(?:the\s*)?$", "", " ".join(words.split()))
    if not re.search(r",|\band\b|\bas well as\b", flat) or _NOT_GROUP.search(flat):
        return []
    parts = [part.strip() for part in re.split(r",\s*(?:as well as|and)?|\band\b|\bas well as\b", flat)]
    found = [
        re.sub(r"^(?:the|a|an|its|their|other|various|several)\s+", "", part)
        for part in parts
        if part and part != "the"
    ]
    found = [
        f"{part} {found[at + 1].split()[-1]}" if _ADJECTIVE.fullmatch(part) and at + 1 < len(found) else part
        for at, part in enumerate(found)
    ]
    if any(len(part.split()) > 5 or any(c.isupper() for c in part) or any(c.isdigit() for c in part) for part in found):
        return []
    return found
