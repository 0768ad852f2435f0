"""The folder of proposals: what waits, and what readers decided."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ctkg.decisions import now
from ctkg.errors import StoreError, UnreadableInput, UsageError
from ctkg.graph.store.files import write_whole
from ctkg.proposals.proposal import ACCEPTED, REJECTED, Proposal, loads

if TYPE_CHECKING:
    from ctkg.adding import Entered, Wishes
    from ctkg.graph.store import Store
    from ctkg.model import Report

#: Proposals that may wait at a time, and bytes of one: nobody reads more.
MOST, LARGEST = 1_000, 1_000_000
_SUFFIX = ".yaml"
_DECIDED = "decided"


class Refused(UsageError):
    """What the shapes, the form or the context forbid.

    Attributes:
        report: all that was found.
    """

    def __init__(self, report: Report) -> None:
        said = [finding.message for finding in report.at_least("violation")]
        super().__init__(" ".join(said[:3]) + (f" (and {len(said) - 3} more)" if len(said) > 3 else ""))
        self.report = report


def beside(store: Path) -> Path:
    """Where the proposals to the store in this folder stand: ``x.store`` has ``x.proposals``."""
    return store.with_name((store.name.removesuffix(".store") or store.name) + ".proposals")


class Proposals:
    """The proposals to one store.

    Args:
        folder: where they stand (:func:`beside`); made with the first.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def propose(
        self, store: Store, text: bytes, *, format: str, by: str, source: str = "", reason: str = ""
    ) -> Proposal:
        """Keep entries for a reader, if they could be added as they stand.

        Args:
            store: judged against; it is only read.
            text: entries: a form or RDF.
            format: ``yaml``, ``csv``, ``ttl``, ``jsonld`` ...
            by: who proposes.
            source: where the entries come from, in words.
            reason: why.

        Raises:
            Refused: the shapes, the form or the context forbid it.
            UnreadableInput: it is not of its format; with line and column.
            UsageError: nobody is named, it holds no entry or is too large, or too many wait.
            StoreError: it cannot be written.
        """
        from ctkg.entries import sources
        from ctkg.entries.checking import Checker

        if not by.strip():
            raise UsageError("say who proposes this")
        if len(text) > LARGEST:
            raise UsageError(f"a proposal has {LARGEST:,} bytes at most; propose a few entries at a time")
        if len(self._files()) >= MOST:
            raise UsageError(f"{MOST:,} proposals wait already; somebody has to decide on them first")
        report = Checker(store).check(text, name="proposal", format=format)
        if not report.conforms:
            raise Refused(report)
        entries = tuple(entry.id for entry in sources.read(text, store=store, format=format, name="proposal"))
        if not entries:
            raise UsageError("this holds no entry")
        on = now()
        digest = hashlib.sha256(b"\0".join((on.encode(), by.encode(), text))).hexdigest()[:8]
        made = Proposal(
            id=f"{on.replace(':', '').replace('-', '').replace('.', '')}-{digest}",
            by=by.strip(),
            on=on,
            source=source,
            reason=reason,
            format=format,
            text=text.decode("utf-8", "strict"),
            entries=entries,
        )
        self._write(self.folder, made)
        return made

    def waiting(self) -> list[Proposal]:
        """Those that wait, the oldest first.

        Raises:
            UnreadableInput: a file of the folder is none of ours.
        """
        return [self._read(file) for file in self._files()]

    def get(self, id: str) -> Proposal:
        """One that waits, by its id or the beginning or end of it.

        Raises:
            UsageError: none, or several, are called so; or who decided on it and when.
        """
        found = _called(id, self._files())
        if not found and (before := self.decided(id)) is not None:
            raise UsageError(f"{id!r} was {before.outcome} already, by {before.decided_by} on {before.decided_on[:10]}")
        if len(found) != 1:
            raise UsageError(f"{'several proposals are' if found else 'no proposal that waits is'} called {id!r}")
        return self._read(found[0])

    def decided(self, id: str) -> Proposal | None:
        """One that was decided on, by its id or the beginning or end of it; None where there is not just one.

        Raises:
            UnreadableInput: its file is none of ours.
        """
        found = _called(id, (self.folder / _DECIDED).glob(f"*{_SUFFIX}"))
        return self._read(found[0]) if len(found) == 1 else None

    def accept(self, store: Store, id: str, wishes: Wishes) -> Entered:
        """Make it an entry, by the reader's act; it waits on where it is refused now.

        Args:
            store: open for writing.
            id: of the proposal.
            wishes: who accepts, why, and the rest; the source is that of the proposal.

        Raises:
            UsageError: no such proposal.
            StoreError: the store cannot be written.
        """
        from ctkg.adding import enter

        found = self.get(id)
        said = f"proposed by {found.by} on {found.on[:10]}" + (f": {found.reason}" if found.reason else "")
        reason = f"{wishes.reason}; {said}" if wishes.reason else said
        how = replace(wishes, source=found.source, reason=reason)
        entered = enter(store, [found.text.encode()], how, format=found.format)
        if not entered.exit_code and not wishes.dry_run:
            self._decided(found, ACCEPTED, by=wishes.by, why=wishes.reason, act=entered.act)
        return entered

    def reject(self, id: str, *, by: str, reason: str = "") -> Proposal:
        """Decide that it does not become an entry; it is kept among those decided on.

        Raises:
            UsageError: no such proposal, or nobody is named.
        """
        if not by.strip():
            raise UsageError("say who rejects this")
        return self._decided(self.get(id), REJECTED, by=by, why=reason)

    def forget(self, mentions: Callable[[str], bool]) -> int:
        """Removes proposals, also those decided on, whose text has something that is to go; returns how many."""
        files = [*self._files(), *sorted((self.folder / _DECIDED).glob(f"*{_SUFFIX}"))]
        gone = [file for file in files if mentions(file.read_text("utf-8", "replace"))]
        for file in gone:
            file.unlink()
        return len(gone)

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob(f"*{_SUFFIX}")) if self.folder.is_dir() else []

    def _read(self, file: Path) -> Proposal:
        try:
            return loads(file.read_text("utf-8"), file.stem)
        except UnicodeDecodeError as error:
            raise UnreadableInput(f"this is no proposal as ctkg writes them: {error}", path=file) from error

    def _decided(self, found: Proposal, outcome: str, *, by: str, why: str, act: str = "") -> Proposal:
        made = replace(found, outcome=outcome, decided_by=by, decided_on=now(), why=why, act=act)
        # Written in its new place first: were this to end in between, it would wait on.
        self._write(self.folder / _DECIDED, made)
        (self.folder / (found.id + _SUFFIX)).unlink(missing_ok=True)
        return made

    def _write(self, folder: Path, made: Proposal) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(folder / (made.id + _SUFFIX), made.dumps().encode())
        except OSError as error:
            raise StoreError(f"the proposal cannot be written: {error.strerror}", path=folder) from error


def _called(id: str, files: Iterable[Path]) -> list[Path]:
    return [file for file in files if id and (file.stem.startswith(id) or file.stem.endswith(id))]
