"""How sure is sure enough, and what comes first: ``data/review/queue.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from ctkg import resources
from ctkg.errors import ResourceError


@dataclass(frozen=True, slots=True, kw_only=True)
class Priorities:
    """The settings of the queue.

    Attributes:
        below: claims less sure than this wait for a reader.
        weights: how much hangs on a claim, by relation, from 1 to 5.
        post_days: days that may lie between two reports whose posts are compared.
        ranks: words that make a post another one.
    """

    below: float
    weights: dict[str, int]
    post_days: int
    ranks: frozenset[str]


@cache
def load() -> Priorities:
    """The settings as the data give them.

    Raises:
        ResourceError: the file is missing, no TOML, or lacks a setting.
    """
    file = resources.path("data", "review", "queue.toml")
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
        return Priorities(
            below=float(values["below"]),
            weights={name: int(weight) for name, weight in values["weights"].items()},
            post_days=int(values["post_days"]),
            ranks=frozenset(values["ranks"]),
        )
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise ResourceError(f"not the settings of the queue: {error}", path=file) from error
