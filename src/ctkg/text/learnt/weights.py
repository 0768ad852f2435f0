"""The weights of ``data/patterns/pairs.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ctkg import resources
from ctkg.errors import ResourceError
from ctkg.text.learnt.places import NEARNESS, variants


@dataclass(frozen=True, slots=True)
class Weights:
    """Two linear models, one upon the other.

    Attributes:
        bias: the first model's log-odds for each relation where no feature is known.
        words: feature of a pair -> its number.
        beside: feature of a name's own place -> nearness of an event -> numbers, as
            :func:`~ctkg.text.learnt.places.variants` names them.
        columns: relation -> what each feature, by its number, adds to the relation's log-odds.
        second: feature of a candidate (:mod:`ctkg.text.learnt.second`) -> what it adds to the log-odds.
        add: relation -> probability from which on a candidate that no rule made is said; above 1 for never.
        drop: relation -> probability below which what a rule said is dropped.
    """

    bias: dict[str, float]
    words: dict[str, int]
    beside: dict[str, dict[str, tuple[int, ...]]]
    columns: dict[str, list[float]]
    second: dict[str, float]
    add: dict[str, float]
    drop: dict[str, float]


@cache
def load() -> Weights:
    """The weights that ctkg brings.

    Raises:
        ResourceError: the file is missing or not what ``benchmarks/extraction/learn.py`` writes.
    """
    return read(resources.path("data", "patterns", "pairs.json"))


def read(file: Path) -> Weights:
    """The weights in ``file``.

    Raises:
        ResourceError: the file is missing or not what ``benchmarks/extraction/learn.py`` writes.
    """
    try:
        return of(json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise ResourceError(f"not the weights of pairs: {error}", path=file) from error


def of(held: Mapping[str, Any]) -> Weights:
    """Weights from what their file holds: ``relations bias words second add drop``, in ``words`` relations by number.

    Raises:
        KeyError, IndexError, ValueError, TypeError, AttributeError: it is not of this form.
    """
    relations: list[str] = held["relations"]
    words = {name: number for number, name in enumerate(held["words"])}
    columns = {relation: [0.0] * len(words) for relation in relations}
    for number, given in enumerate(held["words"].values()):
        for at, weight in given.items():
            columns[relations[int(at)]][number] = weight
    return Weights(held["bias"], words, _beside(words), columns, held["second"], held["add"], held["drop"])


def _beside(words: dict[str, int]) -> dict[str, dict[str, tuple[int, ...]]]:
    found: dict[str, dict[str, tuple[int, ...]]] = {}
    for name in dict.fromkeys(word.removeprefix(f"{near}|") for word in words for near in ("", *NEARNESS)):
        for near, variant in variants(name):
            if variant in words:
                numbers = found.setdefault(name, {})
                numbers[near] = (*numbers.get(near, ()), words[variant])
    return found
