"""Acts told by verbs: condemning, signing, adopting, ratifying, arresting, launching, attacking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Span
from ctkg.text import patterns
from ctkg.text.find.screening import Screened
from ctkg.text.reading import Reading
from ctkg.text.relate import scope
from ctkg.text.relate.naming import Mention

#: "approved the law on the ratification of ..." tells a ratification.
_CONSENT = re.compile(
    r"\s+(?:(?:a|the|its)\s+)?(?:law|bill|act)\s+"
    r"(?:ratifying|approving\s+(?:the\s+)?(?:ratification|accession)|(?:on|for)\s+(?:the\s+)?(?:ratification|accession))\b"
)
#: "the newly appointed Director", "an elected official": who somebody is, no act.
_ATTRIBUTE = re.compile(
    r"\b(?:newly|recently|specially|duly|re|the|an?|its|their|his|her|our|of|court|state|freshly|jointly|or|and)[- ]$",
    re.IGNORECASE,
)
#: Characters before a verb in which its object stands. Who was arrested is told at length ("a man wanted since a foiled
#: plot against ... was arrested"); texts are named in passing everywhere.
_FAR_BACK, _NEAR_BACK = 160, 110
_TEXTS = frozenset({"adoption", "signing", "ratification"})
#: "the first State to ratify": who does it is told so.
_NTH_TO = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|last|latest|next|only|\d+th) (?:\w+ )?(?:state|country|nation|"
    r"member|party|"
    r"body|parliament|government|one)s? to $"
)
#: What is done to people, and how a sentence tells it of one that it names.
_OF_PEOPLE = frozenset({"arrest", "movement"})
_ARRESTED = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Bb]oth|[Aa]ll|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Tt]en|who|[A-Z][a-z]+|"
    r"[Oo]thers?) (?:was|were|had been|has been|have been) (?:also |first |later |then |\w+ly )?$"
)
#: Verbs whose subject comes into being.
_BY_ITSELF = frozenset({
    "became operational", "opened its doors", "went live", "took up its work", "came into being", "entered service",
    "saw the light of day", "began operations", "commenced operations", "came into operation",
})  # fmt: skip
#: What can only be done to what is new.
_BEGUN = re.compile(r"\b(?:was|were|been|be) (?:\w+ly )?(?:launched|inaugurated|unveiled)$")
#: What is opened and brings nothing into being.
_CASE = re.compile(
    r"\b(?:investigation|inquiry|enquiry|case|file|proceedings|trial|session|meeting|workshop|seminar|conference|course|"
    r"fire|debate|door|exercise)\s(?:was|were|is|has been|had been|,)?\s?(?:also\s|\w+ly\s)?$"
)
_IT = re.compile(r"\s+it\b")
#: Verbs that are nouns as well, and what follows the noun ("attacks on", "assessment visits.").
_NOUNS = frozenset(
    [
        "attacks",
        "visits",
        "tours",
        "launches",
        "arrests",
        "tests",
        "practices",
        "strikes",
        "presents",
        "sanctions",
        "bans",
        "lists",
        "charges",
    ]
)
_AFTER_NOUN = re.compile(
    r"\s+(?:against|on|in|at|by|of|to|and|or|that|which|are|were|have|had|like|such|with|before|after|since|last|this|from|as|is|"
    r"was|will|can|could|may|might|must|should|would|do|does|help|work)\b|\s*(?:[,.;:\n]|$)"
)
#: What may stand between an auxiliary and its verb.
_ADVERB = r"(?:(?:also|then|next|again|soon|now|jointly|formally|[a-z]+ly)\s+)?"
_FUTURE = (
    r"(?:will|would|shall|going\s+to|(?:(?:is|are|was|were|being|now)\s+)(?:\w+ly\s+)?(?:to|(?:due|set|scheduled|expected|"
    r"likely|planned|slated|about|poised|supposed|foreseen)\s+to)|(?:plans?|intends?|expects?|hopes?|is\s+preparing)\s+to)"
)
#: "will", "are expected to": what is still to be done.
_PLANNED = re.compile(rf"\b(?:{_FUTURE}|to\s+be)\s+{_ADVERB}(?:be\s+)?{_ADVERB}$")
#: "to", "not", "could": what is not told as done or to be done.
_UNTOLD = re.compile(rf"\b(?:to|not|should|could|may|might|must|can|cannot|never|let)\s+{_ADVERB}(?:be\s+|have\s+)?$")
#: "had previously visited", "last met": not what the text is about.
_BEFORE = re.compile(r"\b(?:(?:had|has|have)\s+(?:previously|earlier|already|last)|previously|last)\s+$")


@cache
def _subjects() -> tuple[Screened, Screened]:
    """What explodes, and how that is told."""
    data = patterns.load("events")["explosions"]
    return scope.any_of(tuple(data["subjects"])), scope.any_of(tuple(data["verbs"]))


@cache
def _act_lexicon(title: bool) -> tuple[tuple[str, str, Screened, Screened | None, frozenset[str]], ...]:
    """Name, type, verbs, objects and infinitives of every act.

    Headlines have forms that a body has not ("Ministers approve law"); infinitives tell an act after "will" alone.
    """
    found = []
    for name, data in patterns.load("events")["acts"].items():
        base = frozenset(data.get("base", ()))
        verbs = (*data["verbs"], *(data.get("title", ()) if title else ()), *base)
        objects = scope.any_of(tuple(data["objects"])) if data["objects"] else None
        if verbs:
            known = base - {*data["verbs"], *(data.get("title", ()) if title else ())}
            found.append((data.get("kind", name), data.get("type", name), scope.any_of(verbs), objects, known))
    return tuple(found)


@cache
def _any_act(title: bool) -> Screened:
    """The verbs of all acts: a sentence that holds none of them is asked once."""
    words = {
        word
        for data in patterns.load("events")["acts"].values()
        for word in (*data["verbs"], *(data.get("title", ()) if title else ()), *data.get("base", ()))
    }
    return scope.any_of(tuple(sorted(words)))


def find(reading: Reading, index: int, span: Span, quoted: Sequence[Span], title: bool) -> Iterator[Mention]:
    """Mentions told by verbs in the sentence at ``span``."""
    plain = reading.plain
    if _any_act(title).search(plain, span.start, span.end) is None:
        return
    for name, kind, verbs, objects, infinitives in _act_lexicon(title):
        for match in verbs.finditer(plain, span.start, span.end):
            if scope.within(quoted, match.start()) or (
                match.group()[0].isupper() and not title and match.start() > span.start
            ):
                continue
            reach = plain[match.end() : min(span.end, match.end() + 160)]
            if name == "appointment" and _ATTRIBUTE.search(plain, span.start, match.start()):
                continue
            if kind == "adoption" and _CONSENT.match(reach):
                continue  # told as a ratification
            around = plain[
                max(span.start, match.start() - (_NEAR_BACK if kind in _TEXTS else _FAR_BACK)) : match.start()
            ]
            if (
                objects is not None
                and not objects.search(reach)
                and not objects.search(match.group())
                and not (match.group().lower() in _BY_ITSELF and objects.search(around))
                and not (_object_before(plain, match, title and kind != "launch") and objects.search(around))
                and not (kind in {"signing", "ratification"} and _IT.match(reach))
                and not (kind == "attack" and _explodes(match, around))
                and not (name in _OF_PEOPLE and _of_people(match.group(), around))
                and not (kind == "launch" and _BEGUN.search(f"{around[-12:]}{match.group()}") is not None)
            ):
                continue
            if match.group().lower() in _NOUNS and _AFTER_NOUN.match(plain, match.end()):
                continue
            link = reading.link_at(match.start())
            if link is not None and link.mention.kind in {"organization", "instrument"}:
                continue
            if kind == "launch" and _CASE.search(around[-60:]) is not None:
                continue
            before = plain[max(span.start, match.start() - 40) : match.start()].lower()
            planned = _PLANNED.search(before) is not None
            untold = _UNTOLD.search(before) is not None or match.group().lower() in infinitives
            if untold and not planned and _NTH_TO.search(before) is None:
                continue
            yield Mention(
                span=Span(*match.span()),
                phrase=Span(*match.span()),
                type=kind,
                noun=match.group().lower(),
                sentence=index,
                determiner="",
                plural=False,
                told=True,
                modality="intended"
                if planned or match.group().lower().startswith(("will ", "is to ", "are to "))
                else "earlier"
                if _BEFORE.search(before)
                else "asserted",
                quoted=False,
                title=title,
                act=True,
                kind=name,
            )


def _of_people(verb: str, around: str) -> bool:
    """True for "he was arrested", "two were extradited"."""
    passive = verb.startswith(("was ", "were "))
    return _ARRESTED.search(f"{around}was " if passive else around) is not None


def _explodes(match: re.Match[str], around: str) -> bool:
    subjects, verbs = _subjects()
    return verbs.fullmatch(match.group()) is not None and subjects.search(around[-50:]) is not None


_THEN = re.compile(r"\s(?:in|on|at|by|last|this|yesterday|today|earlier)\b")
_GOES_BEFORE = re.compile(r"(?:,|\w)\s$")
_BE = re.compile(r"\b(?:was|were|is|are|been|be)\s+(?:\w+\s+)?$")


def _object_before(plain: str, match: re.Match[str], headline: bool) -> bool:
    """True where the object may stand before the verb: "was signed", ", signed in May by", a headline."""
    told = match.group().lower().startswith(("was ", "were ", "is ", "are "))
    return headline or told or _passive(plain, match) or _apposed(plain, match)


def _apposed(plain: str, match: re.Match[str]) -> bool:
    return match.group().lower().split()[0].endswith("ed") and (
        _THEN.match(plain[match.end() : match.end() + 12]) is not None
        and _GOES_BEFORE.search(plain[max(0, match.start() - 2) : match.start()]) is not None
    )


def _passive(plain: str, match: re.Match[str]) -> bool:
    return _BE.search(plain[max(0, match.start() - 24) : match.start()]) is not None
