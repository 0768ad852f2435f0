"""The cue lexicons of ``data/patterns/*.toml``: words and weights of rules, kept apart from the code."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from ctkg import resources
from ctkg.errors import ResourceError

#: Weight of a rule that no lexicon weighs: below the confidence at which statements count as sure.
UNWEIGHED = 0.7


@cache
def load(name: str) -> dict[str, Any]:
    """The lexicon ``data/patterns/<name>.toml``; callers must not change it.

    Raises:
        ResourceError: it is missing or not TOML.
    """
    file = resources.path("data", "patterns", f"{name}.toml")
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"not TOML: {error}", path=file) from error


@cache
def weight(rule: str) -> float:
    """How sure ``rule`` (``roles.organised-by``) is, 0 to 1: ``[weights]`` of the lexicon that its first part names."""
    lexicon, _, name = rule.partition(".")
    return float(load(lexicon).get("weights", {}).get(name, UNWEIGHED))
