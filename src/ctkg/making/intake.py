"""Takes documents into a store, one after the other, several in one atomic step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ctkg.errors import CtkgError, UnreadableInput
from ctkg.making import Made, origins, texts, unpacked
from ctkg.making.origins import Origin
from ctkg.making.statements import DECIDED
from ctkg.making.statements import NOTE as SAID
from ctkg.model import Failure, OpinionTally

if TYPE_CHECKING:
    from ctkg.bridge import Graphs
    from ctkg.graph.store import Store
    from ctkg.graph.store.port import Notes
    from ctkg.text.read import Address

#: Documents that are written in one step, never half a document: the engine sorts what few large steps bring into less
#: work behind them than what many small ones do.
TOGETHER = 768
#: Quads of new documents from which on the engine reads them itself, into files of their own.
_MANY = 5_000


class New(Mapping[str, bytes]):
    """N-Quads of documents by id, unpacked each time that they are asked for."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}

    def take(self, made: Iterable[Made]) -> None:
        """Some more."""
        self._packed |= {each.document: each.packed for each in made}

    def clear(self) -> None:
        """None is left."""
        self._packed.clear()

    def __getitem__(self, document: str) -> bytes:
        return unpacked(self._packed[document])

    def __contains__(self, document: object) -> bool:
        return document in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


class Intake:
    """Documents on their way into ``store``.

    A document whose making gives what is there already changes nothing but its note of origin. Call :meth:`finish` at
    the end; what was taken before is kept when something goes wrong in between.

    Args:
        removed: ids of documents that people took out; these are passed over with a notice.
        entries: ids that entries have.
        withhold: takes out of what was made of a file what is kept out; None where that is all of it. Without it
            nothing is.
        noted: kind of the notes that say of which documents something was kept out.
        keep_texts: the store keeps the texts of documents that may be kept.
        remember: fill ``new``.

    Attributes:
        together: how many documents are written in one step; whoever takes them in may change it.
        taken: id -> file of the documents that the store holds of this build.
        unchanged: how many of them were there as they are.
        written: how many were written so far.
        new: what was new to the store, of what was written so far; whoever has used it clears it.
        statements, quads: what they gave, all together.
        failures, notices, tallies: what is to be said of them.
    """

    def __init__(
        self,
        store: Store,
        *,
        fail_fast: bool = False,
        removed: Set[str] = frozenset(),
        entries: Set[str] = frozenset(),
        withhold: Callable[[Made], Made | None] | None = None,
        noted: str = "",
        keep_texts: bool = True,
        remember: bool = False,
    ) -> None:
        self._store = store
        self._removed = removed
        self._entries = entries
        self._withhold = withhold
        self._noted = noted
        self._keep_texts = keep_texts
        self._reduced: set[str] = set()
        self._remember = remember
        self.together = TOGETHER
        self._fail_fast = fail_fast
        self._waiting: list[tuple[Made, str]] = []
        self.taken: dict[str, Path | Address] = {}
        self.unchanged = self.written = self.statements = self.quads = 0
        self.new = New()
        self.failures: list[Failure] = []
        self.notices: list[str] = []
        self.tallies: list[OpinionTally] = []

    def take(self, file: Path | Address, found: Made | Origin | CtkgError, key: str) -> None:
        """Take in what was made of ``file``; an origin says that the store holds it already.

        Raises:
            CtkgError: it failed, and the first failure is to stop the build.
            StoreError: the store cannot be written.
        """
        try:
            if isinstance(found, CtkgError):
                raise found
            self._check(found.document, file)
        except CtkgError as error:
            if self._fail_fast:
                self.finish()
                raise
            self.failures.append(Failure(path=str(file), message=str(error)))
            return
        if found.document in self._removed:
            self.notices.append(f"{file}: people took {found.document!r} out of the graph; undo that to have it back")
            self.taken[found.document] = file
            return
        if isinstance(found, Made) and not self._keep_texts:
            # Before anything is kept out: what is looked for in a text must not hang on whether it was there once.
            found = replace(found, text="")
        if self._withhold and isinstance(found, Made):
            left = self._withhold(found)
            if left is None:
                self.notices.append(f"{file}: left out, since its id holds a name that was taken down")
                self.taken[found.document] = file
                return
            if left is not found:
                self._reduced.add(found.document)
            found = left
        self.taken[found.document] = file
        self.notices += [f"{file}: {notice}" for notice in found.notices]
        self.statements += found.statements
        self.quads += found.size
        if isinstance(found, Origin):
            self.unchanged += 1
            return
        self.tallies.append(found.tally)
        self._waiting.append((found, key))
        if len(self._waiting) >= self.together:
            self.finish()

    def finish(self) -> None:
        """Write what waits."""
        from ctkg.graph.rewriting import MINTED
        from ctkg.resolve.growth.ledger import PROFILE

        written: list[Made] = []
        new = {made.document: Origin.of(made, key) for made, key in self._waiting}
        notes: dict[str, dict[str, str | None]] = origins.notes(self._store, new)
        notes |= {PROFILE: {}, MINTED: {}, SAID: {}, DECIDED: {}, texts.NOTE: {}}
        for made, _ in self._waiting:
            notes[texts.NOTE][made.document] = made.text if self._keep_texts else None
            before = origins.one(self._store, made.document)
            if before is not None and before.made == made.digest:
                self.unchanged += 1
                continue
            written.append(made)
            notes[PROFILE][made.document] = made.profile
            notes[SAID][made.document] = made.said
            # What an earlier resolution kept of the document's own graphs is of the past, and so is what people's
            # decisions made of it: they are applied to the new one.
            notes[MINTED][made.document] = notes[DECIDED][made.document] = None
        if self._withhold:
            notes[self._noted] = {name: "1" if name in self._reduced else None for name in new}
        if self._waiting and not self._taken_in(written, notes):
            graphs: Graphs = {name: quads for made in written for name, quads in made.graphs().items()}
            self._store.replace_graphs(graphs, notes=notes)
        self.written += len(self._waiting)
        self._waiting = []

    def _taken_in(self, written: list[Made], notes: Notes) -> bool:
        """Write documents that are many and new, as they came; False where that cannot be done."""
        from ctkg.graph.store.disk import DiskStore

        if not isinstance(self._store, DiskStore) or sum(made.size for made in written) < _MANY:
            return False
        graphs = [name for made in written for name in made.named()]
        if not self._store.take_in(graphs, (made.quads for made in written), notes=notes):
            return False
        if self._remember:
            self.new.take(written)
        return True

    def _check(self, document: str, file: Path | Address) -> None:
        from ctkg import graph

        if document in graph.SHARED:
            raise UnreadableInput(
                f"the id {document!r} names a graph of ctkg; give the document another `id:` or rename the file",
                path=str(file),
            )
        if document in self._entries:
            raise UnreadableInput(
                f"the id {document!r} is that of an entry; give the document another `id:` or rename the file",
                path=str(file),
            )
        if document in self.taken:
            raise UnreadableInput(
                f"the id {document!r} is taken by {self.taken[document]}; give one of the two another `id:`",
                path=str(file),
            )
