"""Writes the files of a store anew, so that nothing is left in them of what was deleted.

The engine marks what is deleted, and never gives up a text that it was once given: compaction takes the former away,
and nothing the latter. So all that the store holds is written to new files, which then take the place of the old ones.
What the file system or the disk still have of these is not in the power of a program.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ctkg.graph.store import snapshot
from ctkg.graph.store.exchange import put_in_place
from ctkg.graph.store.files import sync_folder
from ctkg.graph.store.seal import QUADS

if TYPE_CHECKING:
    from pathlib import Path

#: Where new files are written, in the store's folder; what a killed process leaves there the next writer removes.
NEW = QUADS + ".new"


def write_anew(engine: ox.Store, folder: Path) -> None:
    """Write all quads of ``engine`` to new files beside those of the store in ``folder``."""
    place = folder / NEW
    shutil.rmtree(place, ignore_errors=True)
    new = ox.Store(place)
    new.bulk_extend(engine)
    new.optimize()
    new.flush()


def exchange(folder: Path) -> None:
    """Put the new files in the place of the old ones, which nobody has open for writing, and remove these.

    Raises:
        OSError: it could not be done; all stands where it stood.
    """
    put_in_place(folder / NEW, folder / QUADS)
    sync_folder(folder)
    shutil.rmtree(folder / NEW)
    # Those who read keep their view of the old files until they end.
    snapshot.sweep(folder / snapshot.READERS)
