"""Groups in a list of those who take part: "A, civil society, mayors and representatives of religious communities".

Members of the list that are no names are read as noun phrases of people or of kinds of bodies; what says too little
("officials", "other experts") is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ctkg.model import Span
from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.reading import Reading

_MOST = 12
_SPLIT = re.compile(
    r"\s*[,;]\s*(?:(?:and|as well as|along with|together with|or|including|such as|among them|namely)\s+)?|"
    r"\s(?:and|as well as|along with|together with|alongside|or|including|such as|namely)\s+|\s?[&/]\s?|\s?:\s"
)
_BRACKETS = re.compile(r"\s?\([^()]*\)?")
#: What stands before a noun phrase and says nothing of who they are.
_LEAD = re.compile(
    r"^(?:(?:and|also|both|the|an?|few|its|their|our|his|her|his|other|others|another|various|several|many|numerous|"
    r"all|each|"
    r"some|most|more than|over|about|around|nearly|almost|approximately|up to|at least|selected|relevant|respective|"
    r"different|key|competent|interested|fellow|local and|well as|mostly|mainly|notably|especially|particularly|"
    r"further|additional|(?-i:new)|future|current|(?:a |the )?(?:wide |broad |diverse |large )?(?:range|variety|"
    r"group|number|"
    r"delegation|team|mix|cross-section|selection|host|dozens|hundreds|scores|panel) of|"
    r"\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|"
    r"sixty|"
    r"seventy|eighty|ninety|\w+ty-\w+|hundred|dozen|dozens)\s+)+",
    re.IGNORECASE,
)
#: People who are said to come from a kind of body, which is then the group.
_FROM = re.compile(
    r"^(?:(?:senior|high-level|high-ranking|top|leading|national|international|regional|local|young|key|selected|"
    r"government|female|relevant)\s+)*"
    r"(?:representatives?|officials|experts?|delegates|delegations?|participants|specialists|practitioners|observers|"
    r"stakeholders|actors|partners|people|professionals|personnel|staff|officers|guests|colleagues|counterparts|"
    r"speakers|envoys|employees|leaders|members)\s(?:of|from|in|representing|within)\s+(?!parliaments?\b)(?:(?:the|"
    r"both|different|various|"
    r"several|all|other|its|their|national|relevant)\s+)*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s(?:from|in|at|on|who|which|that|with|working|involved|responsible|engaged|dealing|across|throughout|based|"
    r"operating|active|specialised|specialized|drawn|serving|representing|within|around|under|of\s(?:the\s)?[A-Z\d]|"
    r"of\s(?:both|these|all|several|various|their|its|different)\b)\b.*$",
    re.DOTALL,
)
_STATES = re.compile(
    r"(?!New\b|United\b)(?:[A-Z][A-Za-z+/-]*\s){1,3}(?:(?:[Mm]ember|[Pp]articipating|[Pp]artner|[Oo]bserver)\s"
    r"(?:[Ss]tates|[Cc]ountries|[Nn]ations|[Aa]dministrations)|members|partners)"
)


def groups(reading: Reading, region: Span, *, sure: bool = True) -> Iterator[str]:
    """Groups that the list in ``region`` holds, in text order; of one that is not ``sure`` all must be people."""
    plain = reading.plain
    told = 0
    at = region.start
    for gap in [*_SPLIT.finditer(plain, region.start, region.end), None]:
        until = gap.start() if gap is not None else region.end
        words = _phrase(reading, at, until, region.end)
        at = gap.end() if gap is not None else region.end
        if words and (sure or _people().search(words)):
            told += 1
            yield words
        if told >= _MOST:
            return


def _phrase(reading: Reading, start: int, end: int, last: int) -> str:
    """The group between two commas; empty where there is a name, nothing, or something else."""
    plain = reading.plain
    if not 2 < end - start < 110:
        return ""
    part = " ".join(_BRACKETS.sub(" ", plain[start:end]).split())
    member = _STATES.fullmatch(_FROM.sub("", _LEAD.sub("", part)))
    if member is not None:
        return member.group()
    part = _LEAD.sub("", part)
    part = _LEAD.sub("", _FROM.sub("", part)) if _heads_of(_FROM.sub("", part)) else part
    part = _TAIL.sub("", part).strip(" .-")
    if any(reading.inside(Span(start, end), "organization", "instrument", "person")) and re.search(r"[A-Z]", part):
        return ""
    if not part or len(part.split()) > 6 or _NO_GROUP.search(part):
        return ""
    part = part[0].lower() + part[1:] if part[1:2].islower() else part
    if _NAME.search(part):
        return ""
    shared = _shared(part, plain[end : min(last, end + 60)])
    if shared:
        return f"{part} {shared}"
    if not _heads_of(part) or part.lower() in _general() or _CLAUSE.search(part):
        return ""
    return part


#: A number, what somebody owns, a quotation.
_NO_GROUP = re.compile(r"\d|(?<!women)(?<!men)(?<!people)(?<!children)'s\b|[\"\u201c\u201d]")
_NAME = re.compile(r"\b[A-Z][a-z]")
_CLAUSE = re.compile(
    r"^(?:to|by|in|at|on|for|from|of|with|how|as|this|these|those|such)\b|\b(?:is|are|was|were|has|have|had|will|be|"
    r"been|"
    r"to|by|not|who|which|that|using|including|against)\b|^(?:victims|threats)\b|participants$|ing of\b"
)
_ADJECTIVE = re.compile(
    r"(?:customs|police|border|prison|immigration|intelligence|security|military|judicial|public|private|probation|"
    r"airport|"
    r"port|finance|financial|tax|migration|coast guard|law enforcement|counter-?terrorism|forensic|cyber|national|"
    r"regional|local|international|civilian|maritime|naval|consular|diplomatic|religious|community|youth|government|"
    r"academic|political|traditional|women|women's|criminal|prosecution|civil society|business|foreign|interior|"
    r"justice|"
    r"defence|health|education|social)"
)


def _shared(part: str, rest: str) -> str:
    """The head that the next members share: "officers" for "immigration" in "immigration and coast guard officers"."""
    if _ADJECTIVE.fullmatch(part) is None:
        return ""
    follows = re.match(
        rf"(?:,? (?:and )?{_ADJECTIVE.pattern})*,? (?:and|or) (?:{_ADJECTIVE.pattern}|"
        rf"[a-z-]+)\s(?P<head>[a-z-]+)",
        rest,
    )
    if follows is None or not _heads_of(follows["head"]):
        return ""
    return follows["head"]


@cache
def _people() -> screening.Screened:
    lexicon = patterns.load("roles")
    words = {*lexicon["groups"]["people"], *lexicon["occupations"]["people"]}
    many = sorted(word for word in words if word.endswith("s") or word in {"police", "military", "youth", "women"})
    return screening.compile(rf"(?<![\w-])(?:{alternation.of(many)})(?![\w-])", re.IGNORECASE)


@cache
def _ends() -> screening.Screened:
    """A noun phrase that ends in people or in kinds of bodies, or goes on by "of" after them."""
    lexicon = patterns.load("roles")
    words = {*lexicon["groups"]["people"], *lexicon["occupations"]["people"], *lexicon["groups"]["sectors"]}
    words |= set(lexicon["crowd"]["bodies"])
    many = sorted(word for word in words if word.endswith("s") or word in lexicon["crowd"]["bodies"] or " " in word)
    return screening.compile(
        rf"(?:[\w'/-]+\s){{0,5}}?(?:{alternation.of(many)})(?:\sof\s(?!its\b|"
        rf"their\b)(?:the\s)?[a-z][\w'-]+(?:\s[a-z][\w'-]+){{0,2}})?",
        re.IGNORECASE,
    )


def _heads_of(words: str) -> bool:
    return _ends().fullmatch(words) is not None


@cache
def _general() -> frozenset[str]:
    """Words that say too little by themselves."""
    lexicon = patterns.load("roles")
    return frozenset(
        [*lexicon["occupations"]["general"], *lexicon["occupations"]["general_bodies"], *lexicon["crowd"]["general"]]
    )
