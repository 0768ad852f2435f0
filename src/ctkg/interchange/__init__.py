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

__all__ = ["FORMATS", "export"]


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

    file = target.name if isinstance(target, Path) else ""
    found = named(format) if format is not None else of_file(file)
    if found is None:
        form = _of_rdf(target, format)
        rdf.write(store, target, form, graph=graph, context=context)
        return
    if graph is not None or context:
        raise UsageError(f"{found.name} has no {'named graphs' if graph else 'context'}; leave that option out")
    from ctkg.interchange.targets import write
    from ctkg.interchange.view import View

    write(found, View(store), target)


def _of_rdf(target: Path | BinaryIO, format: str | None) -> str:
    from ctkg.graph import export as rdf

    every = f"there are {', '.join((*rdf.FORMATS, *FORMATS))}"
    if format is None and not isinstance(target, Path):
        raise UsageError(f"name the format; {every}")
    try:
        return rdf.format_name(format) if format else rdf.format_of(target)  # type: ignore[arg-type]
    except UsageError:
        if format is None:
            assert isinstance(target, Path)
            raise UsageError(f"no suffix tells the format; {every}", path=target) from None
        raise UsageError(f"unknown format {format!r}; {every}") from None
