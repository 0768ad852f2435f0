"""Which pairs are worth a comparison: those that share a key, never all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

#: A key that more members share says too little of each: it is left out, whoever has it.
CROWD = 200

Pair = tuple[str, str]


class Index:
    """Members by key. A member costs its keys and those that share them, whatever the number of all others."""

    def __init__(self) -> None:
        self._sharp: dict[str, set[str]] = defaultdict(set)
        self._broad: dict[str, set[str]] = defaultdict(set)

    def add(self, member: str, keys: Iterable[str], *, against: Iterable[str] = ()) -> None:
        """Enter a member.

        Args:
            member: its IRI.
            keys: it is compared with all that share one.
            against: it is compared only with those that have one of these among their ``keys``: for members that know
                something exactly and meet those that know it roughly.
        """
        for key in keys:
            self._broad[key].add(member)
        for key in against:
            self._sharp[key].add(member)

    def pairs(self) -> Iterator[Pair]:
        """Every pair that shares a key, once, sorted."""
        found: set[Pair] = set()
        for key, broad in self._broad.items():
            sharp = self._sharp.get(key, set()) - broad
            if len(broad) + len(sharp) > CROWD:
                continue
            found.update(combinations(sorted(broad), 2))
            found.update((a, b) if a < b else (b, a) for a in broad for b in sharp)
        yield from sorted(found)
