"""What the text of a file of RDF tells beyond its statements: where they stand, and what its parser passes over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from pyoxigraph import Quad

from ctkg.graph.export.formats import format_of
from ctkg.graph.validate.lost_keys import lost_keys
from ctkg.graph.validate.places import Places, places
from ctkg.model import Finding


def placing(source: Path | bytes, format: str | None, quads: Sequence[Quad]) -> Callable[[Finding], Finding]:
    """Gives findings about the statements of a file their lines, where they have none and its format shows them.

    Args:
        source: the file, or what is in it; it is read again where a place is asked for.
        format: of RDF; None for that of the suffix.
        quads: all that was read from it.
    """

    @cache
    def found() -> Places:
        return places(_data(source), _format(source, format), quads)

    return lambda finding: finding if finding.line else found().placed(finding)


def lost(source: Path | bytes, format: str | None) -> tuple[Finding, ...]:
    """What JSON-LD would pass over in silence; nothing of a file that is not there, which its reader says."""
    if _format(source, format) != "jsonld" or (isinstance(source, Path) and not source.is_file()):
        return ()
    return tuple(lost_keys(_data(source).decode("utf-8", "replace")))


def _data(source: Path | bytes) -> bytes:
    return source if isinstance(source, bytes) else source.read_bytes()


def _format(source: Path | bytes, format: str | None) -> str:
    return format or (format_of(source) if isinstance(source, Path) else "ttl")
