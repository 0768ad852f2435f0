"""Exports for other tools; RDF is written by :mod:`ctkg.graph.export`, through the same door.

What goes into each format and what is lost stands in ``docs/guide/interchange.md``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ctkg.errors import UsageError
from ctkg.interchange.formats import FORMATS, named, of_file

if TYPE_CHECKING:
    from ctkg.graph.store import Store

__all__ = ["FORMATS", "export", "format_name"]


def export(
    store: Store,
    target: Path | BinaryIO,
    format: str | None = None,
    *,
    graph: str | None = None,
    context: str = "",
) -> None:
    """Write a store in any format.

    Args:
        store: what to write.
        target: a file, or a folder for a format of several files; or a binary stream.
        format: name of a format, here or in :data:`ctkg.graph.export.FORMATS`; None: by the suffix of the file.
        graph: IRI of the one graph to write, in a format of RDF.
        context: address of a JSON-LD context to refer to.

    Raises:
        UsageError: an unknown format, or an option that is not of this format.
        StoreError: the target cannot be written; what was there before is there still.
    """
    from ctkg.graph import export as rdf

    name = format_name(target, format)
    if name in rdf.FORMATS:
        rdf.write(store, target, name, graph=graph, context=context)
        return
    if graph is not None or context:
        raise UsageError(f"{name} has no {'named graphs' if graph else 'context'}; leave that option out")
    from ctkg.interchange.targets import write
    from ctkg.interchange.view import View

    write(FORMATS[name], View(store), target)


def format_name(target: Path | BinaryIO, format: str | None = None) -> str:
    """The name of the format that is asked for, or that the suffix of a file means; no store is needed.

    Raises:
        UsageError: there is none; the message lists all.
    """
    from ctkg.graph import export as rdf

    found = named(format) if format is not None else of_file(target.name if isinstance(target, Path) else "")
    if found is not None:
        return found.name
    every = f"there are {', '.join((*rdf.FORMATS, *FORMATS))}"
    if format is not None:
        try:
            return rdf.format_name(format)
        except UsageError:
            raise UsageError(f"unknown format {format!r}; {every}") from None
    if not isinstance(target, Path):
        raise UsageError(f"name the format; {every}")
    try:
        return rdf.format_name(target.suffix)
    except UsageError:
        raise UsageError(f"no suffix tells the format; {every}", path=target) from None
