"""What ``data/evaluation/*.toml`` says of relations and wordings."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from ctkg import resources
from ctkg.errors import ResourceError


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """Which relations are scored how (``data/evaluation/relations.toml`` says what the names mean)."""

    complete: frozenset[str]
    phrases: frozenset[str]
    people: frozenset[str]
    named: frozenset[str]
    telling: frozenset[str]
    groups: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """When two wordings are the same (``data/evaluation/wording.toml``)."""

    spellings: tuple[tuple[re.Pattern[str], str], ...]
    titles: re.Pattern[str]
    synonyms: tuple[frozenset[str], ...]
    empty: frozenset[str]


@cache
def relations() -> Relations:
    """The table of relations.

    Raises:
        ResourceError: the file is missing or not TOML.
    """
    table = _load("relations")
    names = ("complete", "phrases", "people", "named", "telling")
    groups = {name: frozenset(members) for name, members in table["groups"].items()}
    return Relations(**{name: frozenset(table[name]) for name in names}, groups=groups)


@cache
def wording() -> Wording:
    """The table of wordings.

    Raises:
        ResourceError: the file is missing or not TOML.
    """
    table = _load("wording")
    return Wording(
        spellings=tuple((re.compile(pattern), plain) for pattern, plain in table["spellings"]),
        titles=re.compile(rf"\b({'|'.join(map(re.escape, table['titles']))})\b"),
        synonyms=tuple(map(frozenset, table["synonyms"])),
        empty=frozenset(table["empty"]),
    )


def _load(name: str) -> dict[str, Any]:
    file = resources.path("data", "evaluation", f"{name}.toml")
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"not TOML: {error}", path=file) from error
