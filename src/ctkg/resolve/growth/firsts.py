"""Which member stands for all that are told alike: the first by IRI."""

from __future__ import annotations

from collections import defaultdict

from ctkg.resolve.growth.ledger import Draft, Notes


class Firsts:
    """The members that are told alike, in lists by what they share, and the first of each list.

    Args:
        draft: is written into.
        kind: what the lists are of.
    """

    def __init__(self, draft: Draft, kind: str) -> None:
        self._draft = draft
        self._kind = kind
        self._came: dict[str, set[str]] = defaultdict(set)

    @staticmethod
    def of(notes: Notes, kind: str, shared: str) -> str:
        """The first of a list, or empty."""
        return notes.text(f"{kind}-first", shared) or "" if shared else ""

    def move(self, member: str, old: str, new: str) -> None:
        """``member`` leaves one list and enters another; empty is no list."""
        if old == new:
            return
        if old:
            self._draft.write(f"{self._kind}:{old}", member, None)
            self._came[old].discard(member)
        if new:
            self._draft.write(f"{self._kind}:{new}", member, "")
            self._came[new].add(member)

    def settle(self, before: Notes) -> set[str]:
        """Find the first of every list that changed; returns those that are first since, or no more.

        A list is read whole only where its first left it.
        """
        changed: set[str] = set()
        for shared, came in sorted(self._came.items()):
            old = self.of(before, self._kind, shared)
            entries = f"{self._kind}:{shared}"
            left = bool(old) and self._left(entries, old)
            known = self._draft.entries(entries) if left else {*came, old} - {""}
            new = min(known, default="")
            if new != old:
                self._draft.write(f"{self._kind}-first", shared, new or None)
                changed |= {old, new} - {""}
        return changed

    def _left(self, entries: str, member: str) -> bool:
        return self._draft.text(entries, member) is None
