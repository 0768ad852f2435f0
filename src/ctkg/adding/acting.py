"""The acts of adding, and a log that already has those which are only thought of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ctkg.decisions import Act, Log, now
from ctkg.decisions.log import digest_of_graphs


class Ahead:
    """A log with some acts more, which are not written yet."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._acts: dict[str, tuple[Act, bytes]] = {}

    def exists(self) -> bool:
        """False where its folder is missing, and nothing is thought of."""
        return bool(self._acts) or self._log.exists()

    def names(self) -> list[str]:
        """Ids of all acts, by time."""
        return sorted({*self._log.names(), *self._acts})

    def read(self, name: str) -> Act:
        """One act."""
        return self._acts[name][0] if name in self._acts else self._log.read(name)

    def graphs(self, act: Act) -> bytes:
        """What stands beside an act that adds."""
        return self._acts[act.id][1] if act.id in self._acts else self._log.graphs(act)

    def write(self, act: Act, graphs: bytes = b"") -> None:
        """Think of one more act."""
        self._acts[act.id] = act, graphs

    def redact(self, act: Act, graphs: bytes = b"") -> None:
        """Not done here: what is only thought of takes nothing out of what was done."""
        raise NotImplementedError("acts that are thought of add and decide; they take nothing out")

    def thought_of(self) -> list[str]:
        """Ids of the acts that are not written yet, by time."""
        return sorted(self._acts)

    def keep(self) -> None:
        """Write them all, by time; the last one is that which adds, so that no decision on its nodes comes too late."""
        for name in sorted(self._acts):
            self._log.write(*self._acts[name])


def adding(entries: Sequence[str], graphs: bytes, *, by: str, on: str, reason: str, source: str) -> Act:
    """The act that adds entries, by their ids."""
    return Act(
        kind="add",
        by=by,
        on=on,
        reason=reason,
        documents=tuple(entries),
        source=source,
        graphs=digest_of_graphs(graphs),
    )


def deciding(kind: str, pair: tuple[str, str], *, by: str, on: str, reason: str) -> Act:
    """The act that says of two nodes that they are one (``merge``), or not (``split``)."""
    return Act(kind=kind, by=by, on=on, reason=reason, nodes=tuple(sorted(pair)))


def moments(log: Log) -> Iterable[str]:
    """Times for acts that are done now, each later than the one before and than all that the log has."""
    last = max((log.read(name).on for name in log.names()[-1:]), default="")
    while True:
        last = now(after=last)
        yield last


def named_source(files: Iterable[str | Path], said: str) -> str:
    """Where entries come from: the names of files without their folders, and what the author says."""
    names = ", ".join(dict.fromkeys(Path(file).name for file in files if str(file) != "-"))
    return "; ".join(part for part in (names, said.strip()) if part)
