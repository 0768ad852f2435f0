"""The texts of documents, kept beside a store's graphs: what their passages, which have offsets, are parts of.

A text is packed in a note, which no query, dump or count sees; it comes, changes and goes in the step in which the
graphs of its document do. Names that were taken down are marked in it as they are in the passages
(:mod:`ctkg.decisions.withholding`).
"""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: Kind of the notes, by document. An empty one says that the document itself asks not to be kept.
NOTE = "text"
#: Key of the metadata of a store that keeps no texts.
SETTING = "texts"


def dumps(text: str) -> str:
    """A text for a note; nothing for nothing."""
    return base64.b64encode(zlib.compress(text.encode(), 6)).decode() if text else ""


def loads(note: str) -> str:
    """What :func:`dumps` wrote."""
    return zlib.decompress(base64.b64decode(note)).decode() if note else ""


def text(store: Store, document: str) -> str:
    """The text of a document, NFC with LF line ends; empty where the store does not keep it."""
    return loads(store.note(NOTE, document) or "")


def keeps(store: Store) -> bool:
    """Whether ``store`` keeps the texts of the documents that are built into it; it does unless told otherwise."""
    return store.metadata().get(SETTING) is not False


def keep(store: Store, wanted: bool) -> None:
    """Say whether ``store`` keeps texts from now on; where it does not, those that it has go at once.

    Raises:
        StoreError: it cannot be written.
    """
    if wanted != keeps(store):
        values = {key: value for key, value in store.metadata().items() if key != SETTING}
        store.set_metadata(values if wanted else {**values, SETTING: False})
    if not wanted and (had := store.notes(NOTE)):
        store.set_notes(NOTE, dict.fromkeys(had))
