"""The word lists and weights of ``data/resolution/*.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from ctkg import resources
from ctkg.errors import ResourceError


@cache
def load(name: str, folder: str = "resolution") -> dict[str, Any]:
    """The file ``data/<folder>/<name>.toml``; callers must not change it.

    Raises:
        ResourceError: it is missing or not TOML.
    """
    file = resources.path("data", folder, f"{name}.toml")
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"not TOML: {error}", path=file) from error
