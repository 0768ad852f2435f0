"""What stands beside the quads of a store, in ``ctkg.json``: the format, and what callers keep there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ctkg import __version__
from ctkg.errors import StoreError
from ctkg.graph.store.base import FORMAT
from ctkg.graph.store.faults import explained
from ctkg.graph.store.files import write_whole

METADATA = "ctkg.json"
#: Which ctkg wrote last; for people who look into the folder.
_WRITER = "ctkg"


def read_metadata(path: Path) -> dict[str, Any]:
    """The metadata of the store in folder ``path``.

    Raises:
        StoreError: unreadable, damaged, or written by a newer ctkg.
    """
    with explained(str(path)):
        content = (path / METADATA).read_bytes()
    try:
        values = dict(json.loads(content.decode("utf-8")))
        written = values["format"] = int(values["format"])
        if written < 1:
            raise ValueError(written)
    except (ValueError, KeyError, TypeError):
        raise StoreError(
            "the metadata of this store is damaged; build it again, or restore a backup", path=path / METADATA
        ) from None
    if written > FORMAT:
        writer = f" (ctkg {values[_WRITER]} wrote it)" if _WRITER in values else ""
        raise StoreError(f"this store has format {written}{writer}, this ctkg knows {FORMAT}; update ctkg", path=path)
    values.pop(_WRITER, None)
    return values


def write_metadata(path: Path, values: Mapping[str, Any]) -> None:
    """Writes the metadata of the store in folder ``path``, in one step.

    Raises:
        OSError: it cannot be written; what stood there before still does.
    """
    text = json.dumps({**values, _WRITER: __version__}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_whole(path / METADATA, text.encode("utf-8"))
