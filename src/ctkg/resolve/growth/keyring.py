"""Which members have a key, kept in the store: a member finds those that share a key without a look at any other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from ctkg.resolve import candidates
from ctkg.resolve.growth.ledger import Draft, Notes

#: Keys under which a member meets all that share one, and keys under which it meets only those of the first sort.
Keys = tuple[Collection[str], Collection[str]]

#: Beginnings of the kinds of the lists of both sorts; kind of the numbers of their members.
_BROAD, _SHARP, _COUNTS = "key:", "near:", "counts"


class Keyring:
    """The keys of the members of one kind.

    Args:
        kind: what the members are.
        fixed: members that no document brings, under keys of the second sort, by key.
    """

    def __init__(self, kind: str, fixed: Callable[[], Mapping[str, Collection[str]]] = dict) -> None:
        self._kind = kind
        self._fixed = fixed

    def change(
        self, draft: Draft, member: str, before: Keys, after: Keys, decided: Callable[[str], bool] = lambda iri: True
    ) -> Iterator[str]:
        """Write the keys of ``member``; returns others that must be looked at because a key became a crowd's, or not.

        Args:
            draft: is written into.
            member: has the keys ``after`` instead of those ``before``.
            decided: False for a member on which nothing was decided: it may lose partners without a look at it.
        """
        old, new = _sorted_out(before), _sorted_out(after)
        for key in old.keys() | new.keys():
            if old.get(key) != new.get(key):
                yield from self._write(draft, key, member, old.get(key), new.get(key), decided)

    def partners(self, notes: Notes, member: str, keys: Keys) -> set[str]:
        """Those that ``member`` is to be compared with."""
        found: set[str] = set()
        for key, sort in _sorted_out(keys).items():
            name, fixed = _name(self._kind, key), self._fixed().get(key, ())
            broad, sharp = _counts(notes, name)
            if broad + sharp + len(fixed) > candidates.CROWD:
                continue
            found.update(notes.entries(_BROAD + name))
            if sort == _BROAD:
                found.update(fixed)
                if sharp:
                    found.update(notes.entries(_SHARP + name))
        found.discard(member)
        return found

    def _write(
        self,
        draft: Draft,
        key: str,
        member: str,
        old: str | None,
        new: str | None,
        decided: Callable[[str], bool],
    ) -> Iterable[str]:
        name = _name(self._kind, key)
        before = _counts(draft, name)
        broad, sharp = (
            count + (new == sort) - (old == sort) for count, sort in zip(before, (_BROAD, _SHARP), strict=True)
        )
        if old:
            draft.write(old + name, member, None)
        if new:
            draft.write(new + name, member, "")
        limit = candidates.CROWD - len(self._fixed().get(key, ()))
        told = draft.text(_COUNTS, name)
        # The number is written where it is not that of a short list that is read in any case.
        tell = f"{broad} {sharp}" if sharp or broad > limit else None
        if tell != told:
            draft.write(_COUNTS, name, tell)
        if (broad + sharp > limit) == (sum(before) > limit):
            return ()
        members = [*draft.entries(_BROAD + name), *draft.entries(_SHARP + name)]
        return filter(decided, members) if broad + sharp > limit else members


@lru_cache(maxsize=131_072)
def _name(kind: str, key: str) -> str:
    return hashlib.blake2b(f"{kind}|{key}".encode(), digest_size=10).hexdigest()


def _sorted_out(keys: Keys) -> dict[str, str]:
    return dict.fromkeys(keys[1], _SHARP) | dict.fromkeys(keys[0], _BROAD)


def _counts(notes: Notes, name: str) -> tuple[int, int]:
    """How many members have a key, of both sorts; the list of a crowd is not read for that."""
    told = notes.text(_COUNTS, name)
    if told is None:
        return len(notes.entries(_BROAD + name)), 0
    broad, sharp = told.split()
    return int(broad), int(sharp)
