# ruff: noqa: D102  (the methods are documented once, in the protocol)
"""The log of acts: a folder beside the store, one file an act, to which people only ever add.

Each act has a file of its own, named by its time, so that two branches of a repository in which people decided on
different things merge without a conflict. A store in memory, or on a server, keeps its acts in its own notes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ctkg.decisions import clock
from ctkg.decisions.acts import Act, loads
from ctkg.errors import StoreError, UnreadableInput

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: Kinds of the notes that hold acts, and the graphs that stand beside them.
ACT, GRAPHS = "act", "act-graphs"
#: Part of the ids of acts that take down.
TAKEDOWN = "-takedown-"
_ACT_SUFFIX, _GRAPHS_SUFFIX = ".yaml", ".nq"
_README = """# Acts

What people added to the graph and decided about it, one file an act, written by ctkg. Files are only ever added; an act
is taken back by another one (`ctkg undo`). Keep this folder under version control: with the documents, it is what the
graph is built from.

One act alone changes others: `ctkg takedown` takes a person's name out of them, and lists them with their new hashes.
"""


class Log(Protocol):
    """Where acts are kept."""

    def exists(self) -> bool:
        """False where its folder is missing."""
        ...

    def names(self) -> list[str]:
        """Ids of all acts, by time."""
        ...

    def read(self, name: str) -> Act:
        """One act.

        Raises:
            UnreadableInput: it is broken, or was changed.
        """
        ...

    def graphs(self, act: Act) -> bytes:
        """The N-Quads that stand beside an act that adds.

        Raises:
            UnreadableInput: they are missing, or were changed.
        """
        ...

    def write(self, act: Act, graphs: bytes = b"") -> None:
        """Keep an act, whole or not at all.

        Raises:
            StoreError: it cannot be written.
        """
        ...

    def redact(self, act: Act, graphs: bytes = b"") -> None:
        """Put an act that names were taken out of in the place of what it was; a later act of the log lists it.

        Raises:
            StoreError: it cannot be written.
        """
        ...


class Folder:
    """A log in a folder, which is made with its first act."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        return self.path.is_dir()

    def names(self) -> list[str]:
        if not self.path.is_dir():
            return []
        return sorted(file.stem for file in self.path.iterdir() if file.suffix == _ACT_SUFFIX)

    def read(self, name: str) -> Act:
        file = self.path / (name + _ACT_SUFFIX)
        try:
            return _whole(self, loads(file.read_text("utf-8"), name))
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableInput(f"this act cannot be read: {error}", path=file) from error
        except UnreadableInput as error:
            raise UnreadableInput(error.message, path=file if error.path in (None, name) else error.path) from error

    def graphs(self, act: Act) -> bytes:
        file = self._beside(act)
        try:
            content = file.read_bytes()
        except OSError as error:
            raise UnreadableInput(f"the graphs of an act cannot be read: {error}", path=file) from error
        return _unchanged(act, content, file)

    def write(self, act: Act, graphs: bytes = b"") -> None:
        try:
            if not self.path.is_dir():
                self.path.mkdir(parents=True)
                _put(self.path / "README.md", _README.encode())
            # The act comes last: where it is, so are its graphs.
            if act.kind == "add":
                _put(self._beside(act), graphs)
            _put(self.path / (act.id + _ACT_SUFFIX), act.dumps().encode())
        except OSError as error:
            raise StoreError(f"the act cannot be written: {error}", path=self.path) from error

    def redact(self, act: Act, graphs: bytes = b"") -> None:
        self.write(act, graphs)
        try:
            for file in self.path.glob(f"{act.id}*{_GRAPHS_SUFFIX}"):
                if file != self._beside(act):
                    file.unlink()
        except OSError as error:
            raise StoreError(f"what the act was cannot be removed: {error}", path=self.path) from error

    def _beside(self, act: Act) -> Path:
        """Graphs that names were taken out of have a file of another name, so that one of the two is always whole."""
        return self.path / (act.id + (f"-{act.graphs[:8]}" if act.was else "") + _GRAPHS_SUFFIX)


class Notes:
    """A log in the notes of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def exists(self) -> bool:
        return True

    def names(self) -> list[str]:
        return sorted(self._store.notes(ACT))

    def read(self, name: str) -> Act:
        return _whole(self, loads(self._store.note(ACT, name) or "", name))

    def graphs(self, act: Act) -> bytes:
        return _unchanged(act, (self._store.note(GRAPHS, act.id) or "").encode(), Path(act.id))

    def write(self, act: Act, graphs: bytes = b"") -> None:
        if act.kind == "add":
            self._store.set_notes(GRAPHS, {act.id: graphs.decode()})
        self._store.set_notes(ACT, {act.id: act.dumps()})

    def redact(self, act: Act, graphs: bytes = b"") -> None:
        beside = {GRAPHS: {act.id: graphs.decode()}} if act.kind == "add" else {}
        self._store.replace_graphs({}, notes={ACT: {act.id: act.dumps()}, **beside})


def log_of(store: Store, folder: Path | None = None) -> Log:
    """The log of ``store``: in ``folder``, else beside the store (``x.store``: ``x.decisions``), else in its notes."""
    from ctkg.graph.store.disk import DiskStore

    if folder is None and isinstance(store, DiskStore):
        folder = beside(store.path)
    return Notes(store) if folder is None else Folder(folder)


def in_notes(log: Log) -> bool:
    """Whether a log, or the one behind it, stands in the notes of a store."""
    return isinstance(getattr(log, "log", log), Notes)


def beside(store: Path) -> Path:
    """Where the log of the store in this folder stands unless told otherwise."""
    return store.with_name((store.name.removesuffix(".store") or store.name) + ".decisions")


def digest_of_graphs(graphs: bytes) -> str:
    """What :attr:`Act.graphs` says of these graphs."""
    return hashlib.sha256(graphs).hexdigest()


def next_time(log: Log) -> str:
    """When an act that is done now is done: after all that the log has."""
    last = max((log.read(name).on for name in log.names()[-1:]), default="")
    return clock.now(after=last)


def live(acts: Iterable[Act]) -> list[Act]:
    """Acts that are in force, by time: those that no act in force undoes; an act that undoes is not among them."""
    ordered = sorted(acts, key=lambda act: act.id)
    undone: set[str] = set()
    for act in reversed(ordered):
        if act.kind == "undo" and act.id not in undone:
            undone.add(act.undoes)
    return [act for act in ordered if act.id not in undone and act.kind != "undo"]


def _whole(log: Log, act: Act) -> Act:
    """``act``, if it is what was written, or just what an act that takes down put in its place.

    Raises:
        UnreadableInput: it is neither.
    """
    if not act.was:
        return act
    from ctkg.decisions.redacting import is_listed

    # Only what came before it can be changed by an act, so that this comes to an end.
    later = (log.read(name) for name in log.names() if name > act.id and TAKEDOWN in name)
    if not is_listed(act, later):
        raise UnreadableInput(
            "this act says that a takedown changed it, and none of the log lists it as it stands; put the file back as "
            "it was, or bring the takedown's own file here",
            path=act.id,
        )
    return act


def _unchanged(act: Act, content: bytes, file: Path) -> bytes:
    if digest_of_graphs(content) != act.graphs:
        raise UnreadableInput(
            "these graphs were changed after the act was written; put the file back as it was, and add what is to "
            "change by another act",
            path=file,
        )
    return content


def _put(file: Path, content: bytes) -> None:
    """Write a file whole: under another name first, and to the disk."""
    import os

    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with draft.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)
