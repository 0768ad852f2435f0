"""The shape of personal names: what may stand in one, how later mentions shorten it, when two are one person's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ctkg.model import Entity
from ctkg.text import folding, patterns
from ctkg.text.find import alternation, screening
from ctkg.text.find.postwords import name_words

_SPACED = re.compile(r"\S+")
_INITIAL = re.compile(r"[A-Z]\.")


@cache
def pattern() -> screening.Screened:
    """A run of capitalised words, initials and particles, in text without accents."""
    lexicon = patterns.load("persons")
    particle = alternation.of(lexicon["particles"])
    letter = r"[^\W\d_]"
    never = "based|led|funded|supported|organi[sz]ed|hosted|wide|style|backed"
    joined = rf"(?:-(?!{never})(?:[A-Z]|(?=[a-z]{{2,}}))(?:'[A-Z])?{letter}+)"
    word = (
        rf"(?:(?:{particle})-)?(?:[A-Z]'(?=[A-Z]))?[A-Z](?:{letter}+|(?='[a-z]{{2}}))(?:'(?!s\b|\s){letter}+)?{joined}*"
    )
    initial = r"[A-Z](?:\.-?[A-Z])*\.|[A-Z](?=\s[A-Z])"
    part = rf"(?:{initial}|{word})"
    small = rf"(?:(?:{particle}|Van|Von|De|Al|El|Bin|Abu)\s){{1,3}}"
    return screening.compile(
        r"(?:(?<![\w'&/@.-])|(?<=Mr\.)|(?<=Ms\.)|(?<=Dr\.)|(?<=Mrs\.)|(?<=Prof\.))"
        rf"(?:(?:de|van|von|al|el)\s)?{part}"
        rf"(?:(?:\.(?=\s[A-Z]\.\s)|,(?=\sJr))?\s(?:{small})?{part}){{0,6}}(?![\w&@]|-\w)"
    )


@cache
def title() -> screening.Screened:
    """A title or rank right before a name."""
    lexicon = patterns.load("persons")
    ranks = [*lexicon["ranks"], *(rank.replace(" ", "-") for rank in lexicon["ranks"] if rank.count(" ") == 1)]
    services = alternation.of(lexicon["services"])
    return screening.compile(
        rf"(?<![\w-])(?:(?:{alternation.of(lexicon['honorifics'])}){_BRACKETED}(?:\.\s?|\s)"
        rf"|{_LOWER_RANK}(?:{alternation.of(ranks)})(?:\.?\sof\s(?:{services}))?{_BRACKETED}(?:\.\s?|\s))$"
    )


# "Lt. General", "Maj Gen", "Vice-Admiral": the words before a rank that make another of it.
_LOWER_RANK = (
    r"(?:(?:Lieutenant|Lieut|Lt|Major|Maj|Brigadier|Brig|Colonel|Col|Vice|Rear|Air|Chief|Senior|First|Second|Police|Staff|Comr|Insp|Pol)"
    r"\.?[ -]){0,2}"
)
# "Amb. (Dr.) Roe", "Brigadier (Retd) Roe"
_BRACKETED = (
    r"(?:\.?\s\((?:[Rr]et|[Rr]et'd|[Rr]etd|[Rr]td|[Rr]etired|Dr|Eng|Engr|Ing|Prof|Adv|Arch|Hon|Mr|Mrs|Ms|Col|Gen|Capt|Maj)"
    r"\.?\))?"
)


@cache
def ranks() -> screening.Screened:
    """A military or police rank, with the service that it is in."""
    lexicon = patterns.load("persons")
    every = [*lexicon["ranks"], *(rank.replace(" ", "-") for rank in lexicon["ranks"] if rank.count(" ") == 1)]
    words, services = alternation.of(rank for rank in every if rank != "Amb"), alternation.of(lexicon["services"])
    return screening.compile(rf"(?<![\w-]){_LOWER_RANK}(?:{words})(?:\sof\s(?:{services}))?(?![\w-])")


@cache
def _foreign() -> frozenset[str]:
    lexicon = patterns.load("persons")
    ranks = {word for rank in lexicon["ranks"] for word in rank.lower().split()}
    ranks |= {rank.lower().replace(" ", "-") for rank in lexicon["ranks"]}
    ranks |= {service.lower() for service in lexicon["services"] if " " not in service}
    return name_words() | ranks | {word.lower() for word in lexicon["honorifics"]}


def runs(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The stretches of a run of capitalised words that hold no word foreign to names."""
    start: int | None = None
    end = match.start()
    for word in _SPACED.finditer(match.group()):
        at = match.start() + word.start()
        initial = _INITIAL.fullmatch(word.group())
        foreign = _foreign() if start is None else name_words()  # "Sheikh" opens a title, but stands in names as well
        low = word.group().rstrip(".").lower()
        within = start is None or low not in _VERBS
        if not initial and low in foreign and not (within and _opens_name(low, match, word.end())):
            if start is not None:
                yield start, end
            start = None
            continue
        if start is None and not word.group()[0].islower():
            start = at
        end = match.start() + word.end()
    if start is not None:
        yield start, end


#: Given names that are verbs as well: inside a name in a headline they end it.
_VERBS = frozenset({"said", "will", "may", "mark", "grant", "good", "young", "don", "art"})


def _opens_name(word: str, match: re.Match[str], end: int) -> bool:
    """True where a word that is a given name as well has more of a name behind it: "Christian Roe"."""
    if word not in _given_words():
        return False
    following = re.match(r"\s(\S+)", match.group()[end:])
    return following is not None and following.group(1).rstrip(".").lower() not in _foreign()


@cache
def _given_words() -> frozenset[str]:
    return frozenset(word.lower() for word in patterns.load("persons")["given_words"])


def cased(word: str) -> str:
    """A word of a name in usual case: "GBEVLO-LARTEY" is Gbevlo-Lartey; initials stay."""
    if len(word) > 2 and word.endswith(".") and word[:-1].isalpha() and not word[:-1].isupper():
        word = word[:-1]
    letters = [c for c in word if c.isalpha()]
    if len(letters) > 2 and all(c.isupper() for c in letters) and "." not in word:
        return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)
    return word


def surname_forms(label: str) -> list[str]:
    """The ways in which a later mention may shorten a full name."""
    words = label.split()
    if len(words) < 2:
        return [label]
    particles = frozenset(patterns.load("persons")["particles"])
    forms = [words[-1]]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in particles:
        start -= 1
    if start < len(words) - 1:
        forms.append(" ".join(words[start:]))
    if len(words) > 2 and "." not in words[-2] and len(words[-2]) > 2:
        forms.append(" ".join(words[-2:]))
    if re.match(r"[AE][ld]-[A-Z]", words[-1]):
        forms.append(words[-1][3:])  # "Al-Roe" is "Roe" later
    return [form for form in dict.fromkeys(forms) if len(form) > 2]


def key(name: str) -> list[str]:
    """Words of ``name`` for comparison."""
    return [_ARTICLE.sub("", word) for word in str(folding.lower(folding.bare(name))).replace(".", "").split()]


_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|at|az)-(?=\w{3})")


def same(left: list[str], right: list[str]) -> bool:
    """True where two names (:func:`key`) may be one person's: same surname, given names that agree."""
    short, long = sorted((left, right), key=len)
    if short[-1] != long[-1]:
        return False
    return set(short) <= set(long) or (
        len(short) == len(long)
        and all((a[0] == b[0] and 1 in (len(a), len(b))) or a == b for a, b in zip(short, long, strict=True))
    )


def resolved(mentioned: list[Entity]) -> list[Entity]:
    """For each person mentioned, the one entity of all mentions of that person; short names fall to the full one."""
    people: list[Entity] = []
    by_surname: dict[str, list[int]] = {}
    owner: list[int] = []
    for one in mentioned:
        words = key(one.label)
        near = by_surname.setdefault(words[-1], [])
        known = next((index for index in near if same(words, key(people[index].label))), None)
        if known is None:
            known = len(people)
            near.append(known)
            people.append(one)
        else:
            people[known] = _fuller(people[known], one)
        owner.append(known)
    return [people[index] for index in owner]


def _fuller(left: Entity, right: Entity) -> Entity:
    """The longer name of one person, with the other as another name."""
    longer = right if len(right.label.split()) > len(left.label.split()) else left
    names = dict.fromkeys(name for one in (left, right) for name in (one.label, *one.names) if name != longer.label)
    return replace(longer, names=tuple(names)[:6], body=left.body or right.body)
