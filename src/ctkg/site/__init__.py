"""A static site of the graph: a page for every thing, with everything said of it and the evidence; no server needed.

This module is its port.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ctkg.graph.store import Store
from ctkg.site.folder import whole
from ctkg.site.writing import Pages

Progress = Callable[[str, int, int], None]

__all__ = ["Options", "Summary", "write"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a site is made.

    Attributes:
        title: name of the site, on every page.
        all_places: a page for every city of the gazetteer, even where nothing is said of it.
        force: write into a folder that holds other files; they stay beside the pages.
    """

    title: str = "Counter-terrorism co-operation"
    all_places: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What was written: nodes with a page, files in all, bytes."""

    nodes: int
    files: int
    size: int


def write(store: Store, target: Path, *, options: Options | None = None, progress: Progress | None = None) -> Summary:
    """Writes the site into the folder ``target``, whole or not at all; the same store gives the same bytes.

    Pages of a former run go; files that others put there stay. Memory grows with the number of pages (their names),
    not with what stands on them.

    Raises:
        UsageError: the folder holds files and is no site, and ``force`` is not set.
        StoreError: it cannot be written, or the store cannot be read.
    """
    how = options or Options()
    tell = progress or (lambda stage, done, total: None)
    with whole(target.absolute(), force=how.force) as folder:
        tell("looking", 0, 0)
        pages = Pages(store, title=how.title, all_places=how.all_places)
        total = len(pages.catalogue)
        for done, (path, text) in enumerate(pages.entities(), 1):
            folder.write(path, text)
            tell("pages", min(done, total), total)
        tell("lists", 0, 0)
        for path, text in pages.rest():
            folder.write(path, text)
    return Summary(nodes=total, files=len(folder.paths), size=folder.size)
