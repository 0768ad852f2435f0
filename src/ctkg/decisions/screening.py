# ruff: noqa: D102  (the methods are documented once, in the protocol)
"""A log as it may be known: what is kept out, and acts without it, where their log still has it.

``ctkg takedown`` takes names out of the acts that a log has. What comes later, from another branch or from whoever
enters the person again, is screened when it is read.
"""

from __future__ import annotations

from collections.abc import Sequence

from ctkg.decisions.acts import Act
from ctkg.decisions.log import TAKEDOWN, Log, live
from ctkg.decisions.redacting import redacted, redacted_graphs
from ctkg.decisions.withholding import Withheld

_UNDO = "-undo-"


def kept_out(log: Log, names: Sequence[str]) -> Withheld:
    """What the acts of ``log`` in force keep out; ``names`` are those of its acts."""
    if not any(TAKEDOWN in name for name in names):
        return Withheld()
    acts = live(log.read(name) for name in names if TAKEDOWN in name or _UNDO in name)
    return Withheld(act.names for act in acts if act.names)


class Screened:
    """A log without what is kept out."""

    def __init__(self, log: Log, withheld: Withheld) -> None:
        self.log = log
        self._withheld = withheld

    def exists(self) -> bool:
        return self.log.exists()

    def names(self) -> list[str]:
        return self.log.names()

    def read(self, name: str) -> Act:
        return self._screened(name)[0]

    def graphs(self, act: Act) -> bytes:
        return self._screened(act.id)[1]

    def write(self, act: Act, graphs: bytes = b"") -> None:
        self.log.write(act, graphs)

    def redact(self, act: Act, graphs: bytes = b"") -> None:
        self.log.redact(act, graphs)

    def _screened(self, name: str) -> tuple[Act, bytes]:
        act = self.log.read(name)
        found = redacted(act, self._withheld)
        if act.kind != "add":
            return found, b""
        return redacted_graphs(found, self.log.graphs(act), self._withheld)
