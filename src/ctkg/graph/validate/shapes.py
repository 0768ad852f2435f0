"""The shapes: found, read once, compiled once for each engine."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ctkg import resources
from ctkg.errors import ResourceError, UnreadableInput

if TYPE_CHECKING:
    import rdflib
    import shacl

Files = tuple[Path, ...]


def files(shapes: Path | None = None) -> Files:
    """Turtle files of shapes: one file, or all in a folder; default ``ontology/shapes/*.ttl``.

    Raises:
        UnreadableInput: there is none.
    """
    place = shapes or resources.path("ontology", "shapes")
    found = tuple(sorted(place.glob("*.ttl"))) if place.is_dir() else (place,)
    if not found or not all(file.is_file() for file in found):
        raise UnreadableInput("no shapes here; name a Turtle file or a folder of them", path=place)
    return found


@cache
def compiled(found: Files) -> shacl.Shapes:
    """Shapes for the fast engine."""
    import shacl

    try:
        shapes = shacl.Shapes.from_text("\n".join(file.read_text("utf-8") for file in found))
    except ValueError as error:
        raise ResourceError(f"these shapes cannot be read: {error}", path=found[0]) from None
    if not len(shapes):
        raise ResourceError("no shape in here", path=found[0])
    return shapes


@cache
def graph(found: Files) -> rdflib.Graph:
    """Shapes for the reference engine."""
    import rdflib

    merged = rdflib.Graph()
    for file in found:
        try:
            merged.parse(file, format="turtle")
        except Exception as error:  # rdflib's parsers raise many kinds of their own
            raise ResourceError(f"these shapes cannot be read: {error}", path=file) from None
    return merged
