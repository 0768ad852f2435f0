"""What ``data/patterns/opinions.toml`` says, in types."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ctkg.text import patterns
from ctkg.text.find import alternation


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A relation that may be filled.

    Attributes:
        range: which check its values must pass.
        meaning: what it says, for a model.
        one: True where a second value is a disagreement.
    """

    range: str
    meaning: str
    one: bool = False


@cache
def slots() -> dict[str, Slot]:
    """Relations that opinions may fill, in the order of the file."""
    return {name: Slot(**content) for name, content in load()["relations"].items()}


@cache
def event_types() -> frozenset[str]:
    """Values of ``event.type``."""
    return frozenset(load()["events"]["types"])


def fits(relation: str, event_type: str) -> bool:
    """True where opinions may say ``relation`` of an event of ``event_type``."""
    events = load()["events"]
    return event_type not in events["grave"] or relation in events["of_grave"]


@cache
def unsure() -> re.Pattern[str]:
    """Words by which a sentence denies, plans or supposes."""
    return re.compile(rf"\b(?:{alternation.of(load()['unsure']['words'])})\b", re.IGNORECASE)


@cache
def addressed() -> re.Pattern[str]:
    """Words that speak to a model."""
    return re.compile("|".join(re.escape(words) for words in load()["addressed"]["words"]), re.IGNORECASE)


def confidence(name: str) -> float:
    """A number of ``[confidence]``."""
    return float(load()["confidence"][name])


def limit(name: str) -> float:
    """A number of ``[limits]``."""
    return float(load()["limits"][name])


def load() -> dict[str, Any]:
    """The whole file."""
    return patterns.load("opinions")
