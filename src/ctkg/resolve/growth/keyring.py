"""Which members have a key, kept in the store: a member finds those that share a key without a look at any other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from ctkg.resolve import candidates
from ctkg.resolve.growth.ledger import Draft, Notes

#: Keys under which a member meets all that share one, and keys under which it meets only those of the first sort.
Keys = tuple[Collection[str], Collection[str]]

_BROAD, _SHARP = "b", "s"


class Keyring:
    """The keys of the members of one kind.

    Args:
        kind: what the members are.
        fixed: members that no document brings, under keys of the second sort, by key.
    """

    def __init__(self, kind: str, fixed: Callable[[], Mapping[str, Collection[str]]] = dict) -> None:
        self._kind = kind
        self._fixed = fixed

    def change(self, draft: Draft, member: str, before: Keys, after: Keys) -> Iterator[str]:
        """Write the keys of ``member``; returns members that gain or lose partners because a key became a crowd's."""
        old, new = _sorted_out(before), _sorted_out(after)
        for key in old.keys() | new.keys():
            if old.get(key) != new.get(key):
                yield from self._write(draft, key, member, old.get(key), new.get(key))

    def partners(self, notes: Notes, member: str, keys: Keys) -> set[str]:
        """Those that ``member`` is to be compared with."""
        found: set[str] = set()
        for key, sort in _sorted_out(keys).items():
            name = self._name(key)
            if notes.text("crowd", name) is None:
                fixed = self._fixed().get(key, ())
                entries = notes.entries("key:" + name)
                if len(entries) + len(fixed) > candidates.CROWD:
                    continue
                if sort == _BROAD:
                    found.update(entries, fixed)
                else:
                    found.update(other for other, its in entries.items() if its == _BROAD)
        found.discard(member)
        return found

    def _write(self, draft: Draft, key: str, member: str, old: str | None, new: str | None) -> Iterable[str]:
        name = self._name(key)
        kind = "key:" + name
        crowd = draft.text("crowd", name)
        # The list of a crowd is not read: how long it is stands beside it.
        before = len(draft.entries(kind)) if crowd is None else int(crowd)
        after = before + (new is not None) - (old is not None)
        limit = candidates.CROWD - len(self._fixed().get(key, ()))
        draft.write(kind, member, new)
        if after > limit:
            draft.write("crowd", name, str(after))
        elif crowd is not None:
            draft.write("crowd", name, None)
        return list(draft.entries(kind)) if (after > limit) != (before > limit) else ()

    def _name(self, key: str) -> str:
        return hashlib.blake2b(f"{self._kind}|{key}".encode(), digest_size=10).hexdigest()


def _sorted_out(keys: Keys) -> dict[str, str]:
    return dict.fromkeys(keys[1], _SHARP) | dict.fromkeys(keys[0], _BROAD)
