"""What resolution remembers in a store: as it is (:class:`Ledger`), and as a step will leave it (:class:`Draft`).

There are texts by kind and name (the notes of the store) and lists: kinds of their own whose names are the entries, so
that an entry costs the same in a long list as in a short one. Names are IRIs, written without what all share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ctkg.graph.store import Store
from ctkg.iris import ID

#: All kinds of notes of this package begin so, but for those that a pipeline writes, too.
PREFIX = "resolve:"
#: Kind of the notes on the whole: by which rules it was decided, and how much was brought together.
STATE = PREFIX + "state"
#: Kind of the notes that hold the profile of each document; written in one step with the graphs that it mints.
PROFILE = "profile"


class Ledger:
    """The notes of a store as they are; what was read is kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._texts: dict[tuple[str, str], str | None] = {}
        self._lists: dict[str, dict[str, str]] = {}

    def text(self, kind: str, name: str) -> str | None:
        """One text, or None."""
        key = (kind, name)
        if key not in self._texts:
            self._texts[key] = self._store.note(PREFIX + kind, short(name))
        return self._texts[key]

    def entries(self, kind: str) -> Mapping[str, str]:
        """All entries of a list with their texts."""
        if kind not in self._lists:
            found = self._store.notes(PREFIX + kind)
            self._lists[kind] = {_long(name): text for name, text in found.items()}
        return self._lists[kind]


class Draft:
    """A ledger with changes that are not written yet."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._changed: dict[str, dict[str, str | None]] = defaultdict(dict)
        self._lists: dict[str, dict[str, str]] = {}

    def text(self, kind: str, name: str) -> str | None:
        """One text, or None."""
        changed = self._changed.get(kind)
        if changed is not None and name in changed:
            return changed[name]
        return self._ledger.text(kind, name)

    def entries(self, kind: str) -> Mapping[str, str]:
        """All entries of a list with their texts."""
        if kind not in self._changed:
            return self._ledger.entries(kind)
        if kind not in self._lists:
            self._lists[kind] = dict(self._ledger.entries(kind))
            for name, text in self._changed[kind].items():
                self._enter(kind, name, text)
        return self._lists[kind]

    def write(self, kind: str, name: str, text: str | None) -> None:
        """Set a text or an entry; None takes it away."""
        self._changed[kind][name] = text
        if kind in self._lists:
            self._enter(kind, name, text)

    def changes(self) -> dict[str, dict[str, str | None]]:
        """All that was written, as the store wants its notes."""
        return {
            PREFIX + kind: {short(name): text for name, text in values.items()}
            for kind, values in self._changed.items()
        }

    def _enter(self, kind: str, name: str, text: str | None) -> None:
        if text is None:
            self._lists[kind].pop(name, None)
        else:
            self._lists[kind][name] = text


Notes = Ledger | Draft


def short(name: str) -> str:
    """An IRI without what all of them share."""
    return name.removeprefix(ID)


def _long(name: str) -> str:
    return ID + name
