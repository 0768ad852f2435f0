"""Numbers of killed and injured in a sentence: exact, approximate, split and rival ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ctkg.text import patterns
from ctkg.text.find import alternation, screening

_PEOPLE = r"(?:\s(?!(?:of|and|were|was|have|had|in|on|by|who|when|after|with|armed|that|which)\b)[a-z][a-z'-]*){0,4}?"
#: Whose they are, or an aside: "peacekeepers of the force", "civilians, most of them women,".
_WHOSE = (
    r"(?:\s(?:of|from)\s(?:the\s)?(?!(?:the|wounded|injured|dead|victims|hostages|them|those|whom)\b)"
    r"[a-z][a-z'-]*(?:\s(?!(?:and|or|but|died|who|was|were|when|while|after|accused|suspected)\b)[a-z][a-z'-]*){0,4}?|"
    r",\s(?:most|many|some|half|all|among|mostly|mainly|including|one|two|three|both)\b[^,.;\d]{3,70},)?"
)
_MONTH = r"(?!\s(?:january|february|march|april|may|june|july|august|september|october|november|december)\b)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Victims:
    """A number of victims.

    Attributes:
        start: where the words start in the sentence.
        end: where they end.
        number: how many.
        approx: False, True, ``"over"`` or ``"at least"``.
        counted: ``killed`` or ``injured``, a part of them in brackets ("killed (policemen)").
        rule: name of the rule.
    """

    start: int
    end: int
    number: int
    approx: bool | str
    counted: str
    rule: str


@cache
def _lexicon() -> dict[str, list[str]]:
    return {key: list(words) for key, words in patterns.load("incidents")["victims"].items()}


def _any(words: list[str]) -> str:
    return alternation.of(words)


@cache
def _number() -> str:
    lexicon = patterns.load("incidents")
    hedges = _any([word for words in lexicon["approx"].values() for word in words])
    tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    word = _any(list(lexicon["numbers"]))
    single = rf"an?(?=\s(?:[a-z]+\s)?(?:{_any(list(lexicon['victims']['persons']))})s?\b)"
    return (
        rf"(?P<hedge>{hedges})?\s?(?:(?:a\stotal\sof|another|a\sfurther|the\sother)\s)?"
        rf"(?<![\w.,-])(?<!\bno\s)(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|(?:{tens})-[a-z]+|(?:a|two|three|four|"
        rf"half\sa)\sdozen|{single}|{word})"
        rf"(?![\w-]|,\d|\.\d|\s?%){_MONTH}"
    )


@cache
def _players() -> str:
    """Those who attack are no victims; a thing that is seized is no person."""
    return rf"(?:\s[a-z-]+)?\s(?:{_any(_lexicon()['players'])})\b"


@cache
def _forms() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    words = _lexicon()
    number = _number()
    suffer = r"(?=\s(?:were|was|are|have|had|has|lost|died|perished|fell|paid|made|succumbed|sustained|suffered))"
    was = rf"(?:\s(?:who{suffer}|were|was|are|have|had|has|been|reportedly|also|being|later|confirmed|feared)){{0,3}}"
    others = r"(?:\s(?:other|others|more|people|persons))?"
    forms = []
    for harm, passive, active, noun in (
        ("killed", "killed", "killing", "deaths"),
        ("injured", "injured", "injuring", "injuries"),
        ("abducted", "abducted", "abducting", "hostages"),
        ("missing", "missing", "abducting", "lost"),
    ):
        forms += [
            (harm, harm, re.compile(rf"{number}{others}{_PEOPLE}{_WHOSE}{was}\s(?:{_any(words[passive])})\b")),
            (
                harm,
                harm,
                re.compile(rf"\b(?:{_any(words[active if harm != 'missing' else 'lost'])})\s{number}(?!{_players()})"),
            ),
            (harm, "toll", re.compile(rf"{number}{others}\s(?:{_any(words[noun])})\b")),
        ]
    acts = {
        "killed": "(?:death|killing|murder|slaying|massacre|loss|execution|assassination|slaughter|martyrdom|demise)s?",
        "injured": "wounding|injuring|injury|injuries",
        "abducted": "(?:abduction|kidnapping|capture|taking)s?",
    }
    counted = {
        "killed": r"dead|deaths|fatalities|victims|(?:people|those|persons)\skilled",
        "injured": "injured|wounded|injuries",
    }
    forms += [
        (harm, "toll", re.compile(rf"\b(?:{act})\s(?:of|to)\s{number}(?!{_players()})")) for harm, act in acts.items()
    ]
    forms += [
        (harm, "toll", re.compile(rf"\bnumber\sof\s(?:{who})[a-z\s]{{0,30}}?(?:to|at|is|was|of)\s{number}"))
        for harm, who in counted.items()
    ]
    grown = r"climbed|rose|risen|rises|increased|reached|stands|stood|grew|grown|revised|raised|put|brought|jumped|went"
    forms += [
        (
            harm,
            "toll",
            re.compile(
                rf"\bnumber\sof\s(?:the\s)?(?:{who})\b[^.;:]{{0,90}}?\b(?:{grown})\s(?:up\s|further\s)?(?:to|"
                rf"at)\s{number}"
            ),
        )
        for harm, who in counted.items()
    ]
    forms += [
        (harm, "toll", re.compile(rf"\bput\sthe\s(?:number\sof\s)?(?:{who})\b[^.;:]{{0,60}}?\sat\s{number}"))
        for harm, who in counted.items()
    ]
    forms.append(
        ("killed", "toll", re.compile(rf"\bcosts?\s{number}\s(?:[a-z]+\s){{1,3}}(?:their|his|her)\sli(?:fe|ves)\b"))
    )
    takes = "took|takes|taking|claimed|claims|claiming|cost|costing|costs"
    forces = "soldiers|troops|policemen|officers|peacekeepers|servicemen|guards|gendarmes"
    forms += [
        ("killed", "toll", re.compile(rf"\b(?:{takes})\s{number}\s(?:[a-z]+\s)?lives\b")),
        ("killed", "killed", re.compile(rf"{number}\s(?:[a-z]+\s)?(?:{forces})\sfell\b")),
    ]
    forms.append(
        (
            "killed",
            "toll",
            re.compile(
                rf"\b(?:death\stoll|toll)[a-z\s]{{0,30}}?(?:to|at|of|was|is|stands\sat|reached|reaches)\s{number}"
            ),
        )
    )
    return tuple(forms)


@cache
def _of_them() -> screening.Screened:
    """ "Sixteen of the dead were police officers"."""
    return screening.compile(
        rf"{_number()}\sof\s(?:the|those|them)\s?(?P<harm>dead|killed|victims|injured|wounded)\swere\s"
        r"(?P<who>[a-z]+(?:\sofficers)?)"
    )


@cache
def _including() -> screening.Screened:
    return screening.compile(
        rf"(?:[a-z]+\s){{0,3}}?,?\s?(?:including|among\sthem)\s{_number()}"
        r"\s(?P<who>[a-z]+(?:\s(?:officers|members|workers|forces|guards|personnel))?)"
    )


@cache
def _elsewhere() -> screening.Screened:
    other = r"after\s[^.]{0,40}\b(?:another|similar|earlier|previous|separate)\b"
    spans = rf"(?:days?|weeks?|months?|years?)\s(?:before|earlier|ago|{other})|since\b[^.]{{0,110}}\b(?:19|20)\d\d"
    return screening.compile(rf"\b(?:{_any(_lexicon()['elsewhere'])}|{spans})\b")


def elsewhere(words: str) -> int | None:
    """Where a sentence (lower case) begins to tell of other times than the event's; None where it does not."""
    found = _elsewhere().search(words)
    return found.start() if found else None


def find(words: str) -> Iterator[Victims]:
    """Victims in a sentence in lower case, in text order; the same number of the same harm once."""
    if not _hurt().search(words):
        return
    found: dict[tuple[int, str], Victims] = {}
    for harm, rule, pattern in _forms():
        for match in pattern.finditer(words):
            victims = _victims(match, harm, rule)
            if victims and not _aside(words, match) and not _kill(words, match):
                found.setdefault((victims.number, victims.counted), victims)
                found.update({(part.number, part.counted): part for part in _parts(words, match, harm)})
    for match in _of_them().finditer(words):
        number = _value(match["number"])
        harm = "injured" if match["harm"] in ("injured", "wounded") else "killed"
        if number is not None:
            counted = f"{harm} ({match['who']})"
            approx = _approx(match["hedge"] or "")
            part = Victims(
                start=match.start(), end=match.end(), number=number, approx=approx, counted=counted, rule="including"
            )
            found[number, counted] = part
    yield from sorted(found.values(), key=lambda one: (one.start, one.counted))


@cache
def _hurt() -> screening.Screened:
    words = _lexicon()
    every = {
        word
        for key in (
            "killed",
            "injured",
            "killing",
            "injuring",
            "deaths",
            "injuries",
            "missing",
            "abducted",
            "abducting",
            "hostages",
        )
        for word in words[key]
    }
    more = (
        "martyrdom|demise|toll|lives|fell|loss|murder|massacre|slaying|slaughter|execution|assassination|abduction|"
        "kidnapping|capture"
    )
    return screening.compile(rf"\b(?:{_any(sorted(every))}|{more}|taking|number of)\b")


def _aside(words: str, match: re.Match[str]) -> bool:
    """True where the words only describe persons ("carrying two officers wounded in ..."), not tell a toll."""
    if _AT_FIRST.search(words, max(0, match.start() - 80), match.start()):
        return True
    before = words[: match.start()].rstrip().rsplit(" ", 1)[-1] if match.start() else ""
    return before.endswith("ing") and before not in ("killing", "leaving", "wounding", "injuring", "claiming")


#: "four bombers had killed 52 people", "three gunmen killed a guard": who is counted does the deed.
_HAVE_DONE = re.compile(
    r"\b(?:have|had|has)\s(?:(?!been\b)[a-z]+\s){0,2}(?:killed|wounded|injured|murdered|slain|abducted|kidnapped|massacred|"
    r"slaughtered|executed)$"
)
_OBJECT = re.compile(
    r"\s(?:at least\s|around\s|about\s|some\s|over\s|more than\s|nearly\s|almost\s|up to\s)?"
    r"(?:\d|an?\s|the\s|two\b|three\b|"
    r"four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|eleven\b|twelve\b|dozens\b|scores\b|many\b|several\b)"
)
_TRANSITIVE = re.compile(
    r"[a-z] (?:killed|wounded|injured|murdered|abducted|kidnapped|massacred|slaughtered|executed)$"
)
_UNDERWENT = re.compile(r"\b(?:was|were|are|is|been|being)\s(?:[a-z]+\s){0,3}[a-z]+$")


def _kill(words: str, match: re.Match[str]) -> bool:
    """True where those who are counted are the subject of an active verb."""
    told = match.group()
    if _HAVE_DONE.search(told):
        return True
    return (
        _TRANSITIVE.search(told) is not None
        and _UNDERWENT.search(told) is None
        and _OBJECT.match(words, match.end()) is not None
    )


_AND_ONE = re.compile(
    r"(?:\s(?!(?:was|were|is|has|had|killed|died|hurt|wounded|injured|abducted)\b)[a-z-]+){1,3}?\sand\s(?:his|her|"
    r"their|an?|one|another)\s(?!half\b|dozen\b)[a-z]+\b"
)
#: Figures that the text takes back.
_AT_FIRST = re.compile(
    r"\b(?:at first|first|initially|originally|preliminary|earlier reports?|previously)\b[^.;,]{0,50}$"
)


def _victims(match: re.Match[str], counted: str, rule: str) -> Victims | None:
    number = _value(match["number"])
    if match["number"] in ("a", "an") and _AND_ONE.match(match.string, match.end("number")):
        number = 2  # "an officer and his driver"
    if number is None or 1900 < number < 2100:
        return None
    return Victims(
        start=match.start(),
        end=match.end(),
        number=number,
        approx=_approx(match["hedge"] or ""),
        counted=counted,
        rule=rule,
    )


def _parts(words: str, match: re.Match[str], harm: str) -> Iterator[Victims]:
    part = re.compile(r"\s?(?:people|persons|others)?").match(words, match.end())
    found = _including().match(words, part.end() if part else match.end())
    if found:
        number = _value(found["number"])
        if number is not None:
            yield Victims(
                start=found.start(),
                end=found.end(),
                number=number,
                approx=_approx(found["hedge"] or ""),
                counted=f"{harm} ({found['who']})",
                rule="including",
            )


def _value(words: str) -> int | None:
    numbers = patterns.load("incidents")["numbers"]
    if words[0].isdigit():
        return int(words.replace(",", ""))
    if words in ("a", "an"):
        return 1
    if words.endswith(" dozen"):
        first = words.removesuffix(" dozen")
        return 6 if first == "half a" else 12 * int(numbers.get(first, 1))
    parts = words.split("-")
    if not all(part in numbers for part in parts):
        return None
    return sum(int(numbers[part]) for part in parts)


def _approx(hedge: str) -> bool | str:
    lexicon = patterns.load("incidents")["approx"]
    if hedge in lexicon["over"]:
        return "over"
    if hedge in lexicon["at least"]:
        return "at least"
    return hedge in lexicon["about"]
