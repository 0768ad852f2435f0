"""Bodies that the tables know by another form of their owner's name."""

from __future__ import annotations

from ctkg.model import Entity
from ctkg.text.find import gazetteer


def known_by_owner(parent: Entity | None, words: str) -> Entity | None:
    """The table's body for "X of the Commonwealth of ...", which it may name with the owner's acronym."""
    if parent is None:
        return None
    parts = words.split(" ")
    for first in range(1, len(parts) - 2):  # "United Nations Security Council X Committee Executive Directorate"
        known = gazetteer.load().organisation(" ".join(parts[first:]))
        if known is not None and not known.state:
            return known
    for name in (parent.label, *parent.names):
        if " " in name and words.endswith(name):
            for acronym in (n for n in parent.names if n.isupper() and " " not in n):
                body = words[: -len(name)]
                known = gazetteer.load().organisation(body + acronym)
                if known is not None:
                    return known
    return None
