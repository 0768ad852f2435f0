"""The formats of other tools, by name and by file suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctkg.interchange.view import View

#: What a format's module writes: pieces of one file, or files by name with their pieces.
Pieces = Callable[["View"], Iterator[bytes]]
Files = Callable[["View"], Iterator[tuple[str, Iterator[bytes]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format that is not RDF.

    Attributes:
        name: as it is asked for.
        suffixes: of its files, with the dot, lower case; the longest that fits says the format.
        module: of this package; it has a function ``pieces`` for a format of one file, ``files`` for one of several.
        several: True where an export is a folder (or a ZIP archive) of files.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    several: bool = False

    def pieces(self, view: View) -> Iterator[bytes]:
        """The one file, in pieces."""
        write: Pieces = import_module(f"ctkg.interchange.{self.module}").pieces
        return write(view)

    def files(self, view: View) -> Iterator[tuple[str, Iterator[bytes]]]:
        """The files by name, each in pieces; one is to be read before the next."""
        write: Files = import_module(f"ctkg.interchange.{self.module}").files
        return write(view)


#: By name.
FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format(name="csv", suffixes=(".zip",), module="tables", several=True),
        Format(name="graphml", suffixes=(".graphml",), module="graphml"),
        Format(name="geojson", suffixes=(".geojson",), module="geojson"),
        Format(name="ics", suffixes=(".ics",), module="icalendar"),
        Format(name="stix", suffixes=(".stix.json", ".stix"), module="stix"),
        Format(name="ftm", suffixes=(".ftm.json", ".ftm.jsonl", ".ftm"), module="ftm"),
    )
}


def named(name: str) -> Format | None:
    """The format of this name, or None."""
    return FORMATS.get(name.casefold().lstrip("."))


def of_file(name: str) -> Format | None:
    """The format that a file's name means, or None."""
    folded = name.casefold()
    fitting = [(len(suffix), each) for each in FORMATS.values() for suffix in each.suffixes if folded.endswith(suffix)]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None
