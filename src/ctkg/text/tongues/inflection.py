"""The forms of a name in its language, by rules on endings (``data/patterns/<tag>/inflection.toml``)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ctkg.text.tongues import lexicon


@dataclass(frozen=True, slots=True)
class _Rule:
    """``ending`` of the base form; its forms, one set for each case."""

    ending: str
    adjective: bool
    cases: tuple[tuple[str, ...], ...]

    def forms(self, word: str, case: int) -> list[str]:
        stem = word[: len(word) - len(self.ending)]
        return [stem + ending for ending in self.cases[case]]


@cache
def _rules(tag: str) -> tuple[_Rule, ...]:
    """The longest endings first."""
    written = lexicon.load(tag, "inflection")
    rules = [
        _Rule(rule["ending"], kind == "adjectives", tuple(tuple(case.split("|")) for case in rule["cases"]))
        for kind in ("adjectives", "nouns")
        for rule in written.get(kind, ())
    ]
    return tuple(sorted(rules, key=lambda rule: (-len(rule.ending), rule.ending)))


def forms(tag: str, name: str, *, place: bool = False) -> tuple[str, ...]:
    """``name`` and its other forms, without repetition: its adjectives and first noun change, the rest stays.

    A ``place`` of one word with an ending of foreign names stays as it is.
    """
    rules = _rules(tag)
    if not rules:
        return (name,)
    written = lexicon.load(tag, "inflection")["names"]
    words = name.split(" ")
    if place and len(words) == 1 and name.endswith(tuple(written["fixed_places"])) and not _plural(tag, name):
        return (name,)
    changing = list(_changing(tag, words, written["joins"]))
    found = {name: None}
    for case in range(len(rules[0].cases)):
        choices = [_of_case(tag, word, case) if number in changing else [word] for number, word in enumerate(words)]
        found.update(dict.fromkeys(" ".join(chosen) for chosen in itertools.product(*choices)))
    return tuple(found)


def _changing(tag: str, words: Sequence[str], joins: Sequence[str]) -> Iterator[int]:
    """Indexes of the words that change."""
    number = 0
    while number < len(words):
        yield number
        rule = _rule(tag, words[number])
        number += 1
        if rule is None or not rule.adjective:
            break
    if number + 1 < len(words) and words[number] in joins and words[number + 1][:1].isupper():
        yield number + 1


def _of_case(tag: str, word: str, case: int) -> list[str]:
    rule = _rule(tag, word)
    if rule is None:
        return [word]
    core = word.rstrip('»"')
    return [form + word[len(core) :] for form in rule.forms(core, case)]


def _plural(tag: str, word: str) -> bool:
    rule = _rule(tag, word)
    return rule is not None and rule.ending in lexicon.load(tag, "inflection")["names"]["plural"]


@cache
def _rule(tag: str, word: str) -> _Rule | None:
    """How ``word`` changes; None for acronyms, words of other letters and words that never change."""
    written = lexicon.load(tag, "inflection")["names"]
    core = word.strip('«»"')
    if not re.search(f"[{written['letters']}]$", core) or (len(core) > 1 and core.isupper()):
        return None
    if core.endswith(tuple(written["fixed"])):
        return None
    return next((rule for rule in _rules(tag) if core.endswith(rule.ending)), None)


def demonym_forms(tag: str, word: str) -> tuple[str, ...]:
    """The forms of an adjective of nationality."""
    rules = sorted(lexicon.load(tag, "inflection").get("demonyms", ()), key=lambda rule: -len(rule["ending"]))
    for rule in rules:
        if word.endswith(rule["ending"]):
            stem = word[: len(word) - len(rule["ending"])]
            return tuple(dict.fromkeys(stem + ending for ending in rule["forms"]))
    return (word,)


def agrees(tag: str, adjective: str, noun: str) -> bool:
    """True where ``adjective``, in some case, can stand beside the base form of ``noun``."""
    wanted = _agreement(tag, noun)
    rules = (rule for rule in _rules(tag) if rule.adjective and rule.ending in wanted)
    return any(form and adjective.endswith(form) for rule in rules for case in rule.cases for form in case)


def _agreement(tag: str, noun: str) -> Sequence[str]:
    """Base endings of adjectives beside ``noun``, by its last letter."""
    endings = lexicon.load(tag, "inflection").get("agreement", {})
    return next((wanted for last, wanted in endings.items() if noun.endswith(last)), ())


def agreeing(tag: str, adjective: str, noun: str) -> str:
    """The base form of ``adjective`` (in any case) beside the base form of ``noun``; as it is where no rule fits."""
    written = lexicon.load(tag, "inflection")
    for ending in _agreement(tag, noun):
        rule = next(rule for rule in _rules(tag) if rule.adjective and rule.ending == ending)
        for form in sorted({form for case in rule.cases for form in case}, key=len, reverse=True):
            if form and adjective.endswith(form):
                base: str = adjective[: len(adjective) - len(form)] + ending
                if not base.endswith(tuple(written["never"]["endings"])):
                    return base
    return adjective
