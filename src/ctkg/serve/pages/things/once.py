"""What may stand on a page once."""

from __future__ import annotations


class Once:
    """True for each name when it is first asked for: an id may stand on a page once."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __call__(self, name: str) -> bool:
        """False for no name as well."""
        if not name or name in self._seen:
            return False
        self._seen.add(name)
        return True
