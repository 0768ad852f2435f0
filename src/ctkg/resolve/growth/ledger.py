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


#: Texts that are kept from step to step: what one costs beside its letters, and how much all may take.
_ENTRY, ROOM = 200, 128_000_000


class Ledger:
    """The notes of a store as they are; what was read is kept while there is room.

    Whoever writes a draft of it tells it so (:meth:`written`). Nobody else may write these notes meanwhile.

    What is kept comes in two ages: what was asked for of late, and what was before that. When the first fills half of
    the room it becomes the second, and what nobody asked for since goes. So what is asked for again and again stays,
    however much there is beside it.

    Args:
        store: holds the notes.
        room: bytes, about, that may be kept from step to step.
    """

    def __init__(self, store: Store, room: int = ROOM) -> None:
        self._store = store
        self._room = room
        self._texts: dict[tuple[str, str], str | None] = {}
        self._lists: dict[str, dict[str, str]] = {}
        self._older_texts = self._texts
        self._older_lists = self._lists
        self._size = 0

    def written(self, draft: Draft) -> None:
        """The changes of ``draft`` are in the store now."""
        for kind, values in draft.changed.items():
            known = self._known(kind)
            for name, text in values.items():
                self._keep(kind, name, text)
                if known is not None:
                    enter(known, name, text)
                    self._size += _ENTRY
        if self._size > self._room // 2:
            self._older_texts, self._older_lists = self._texts, self._lists
            self._texts, self._lists, self._size = {}, {}, 0

    def forget(self) -> None:
        """Read everything anew."""
        self._texts, self._lists, self._size = {}, {}, 0
        self._older_texts, self._older_lists = self._texts, self._lists

    def text(self, kind: str, name: str) -> str | None:
        """One text, or None."""
        key = (kind, name)
        try:
            return self._texts[key]
        except KeyError:
            pass
        try:
            found = self._older_texts[key]
        except KeyError:
            found = self._store.note(PREFIX + kind, short(name))
        return self._keep(kind, name, found)

    def entries(self, kind: str) -> Mapping[str, str]:
        """All entries of a list with their texts."""
        known = self._known(kind)
        if known is None:
            notes = self._store.notes(PREFIX + kind)
            known = self._keep_list(kind, {_long(name): text for name, text in notes.items()})
        return known

    def _known(self, kind: str) -> dict[str, str] | None:
        """A list that is kept."""
        found = self._lists.get(kind)
        if found is None and (found := self._older_lists.get(kind)) is not None:
            self._keep_list(kind, found)
        return found

    def _keep(self, kind: str, name: str, text: str | None) -> str | None:
        self._texts[kind, name] = text
        self._size += _ENTRY + len(text or "")  # what stood there before counts twice: this is an estimate
        return text

    def _keep_list(self, kind: str, entries: dict[str, str]) -> dict[str, str]:
        self._lists[kind] = entries
        self._size += _ENTRY * (1 + len(entries))
        return entries


class Draft:
    """A ledger with changes that are not written yet.

    Attributes:
        changed: kind -> name -> text, or None where it goes.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.changed: dict[str, dict[str, str | None]] = defaultdict(dict)
        self._lists: dict[str, dict[str, str]] = {}

    def text(self, kind: str, name: str) -> str | None:
        """One text, or None."""
        changed = self.changed.get(kind)
        if changed is not None and name in changed:
            return changed[name]
        return self._ledger.text(kind, name)

    def entries(self, kind: str) -> Mapping[str, str]:
        """All entries of a list with their texts."""
        if kind not in self.changed:
            return self._ledger.entries(kind)
        if kind not in self._lists:
            self._lists[kind] = dict(self._ledger.entries(kind))
            for name, text in self.changed[kind].items():
                enter(self._lists[kind], name, text)
        return self._lists[kind]

    def write(self, kind: str, name: str, text: str | None) -> None:
        """Set a text or an entry; None takes it away."""
        self.changed[kind][name] = text
        if kind in self._lists:
            enter(self._lists[kind], name, text)

    def changes(self) -> dict[str, dict[str, str | None]]:
        """All that was written, as the store wants its notes."""
        return {
            PREFIX + kind: {short(name): text for name, text in values.items()} for kind, values in self.changed.items()
        }


Notes = Ledger | Draft


def enter(names: dict[str, str], name: str, text: str | None) -> None:
    """Set an entry of a list; None takes it away."""
    if text is None:
        names.pop(name, None)
    else:
        names[name] = text


def short(name: str) -> str:
    """An IRI without what all of them share."""
    return name.removeprefix(ID)


def _long(name: str) -> str:
    return ID + name
