"""Kinds of things that have a list of their own; they stand in ``words.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: What the pages say beside the ontology's own words.
PHRASES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of thing; ``classes`` are names of the ontology, with all below them."""

    slug: str
    title: str
    about: str
    classes: tuple[str, ...] = ()


#: In the order in which a node is tried and the lists are shown.
KINDS = tuple(Kind(**{**each, "classes": tuple(each.get("classes", ()))}) for each in PHRASES["kinds"])
KIND = {kind.slug: kind for kind in KINDS}
