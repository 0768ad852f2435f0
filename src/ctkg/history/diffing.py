"""From the names of two sides to their difference in words: what ``ctkg diff`` does."""

from __future__ import annotations

import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from ctkg.errors import UnreadableInput, UsageError
from ctkg.graph.store import Store, backup, open_store
from ctkg.graph.store.metadata import METADATA
from ctkg.history import patch, points
from ctkg.history.comparing import Difference, compare
from ctkg.history.known import known_on
from ctkg.history.sides import FileSide, LinesSide, PastSide, Scope, Side, StoreSide
from ctkg.history.telling import Told, tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """A difference, as quads and in words."""

    difference: Difference
    told: Told

    def __bool__(self) -> bool:
        return bool(self.difference)

    def patch(self) -> Iterator[str]:
        """Lines of an RDF Patch that makes the second side of the first."""
        return patch.lines(self.difference)


def diff(store: Store | None, a: str | Path | None, b: str | Path, scope: Scope) -> Diff:
    """What differs between two sides.

    Args:
        store: that points are points of; None where both sides are named by files and folders.
        a: a store (its folder), a file of RDF, a backup, or a point (:mod:`ctkg.history.points`); None: the point
            before the last moment.
        b: as ``a``.
        scope: which graphs are compared.

    Raises:
        UsageError: a side is nothing of these, or a point to which nothing leads back.
        UnreadableInput: a file is missing or cannot be parsed.
        StoreError: a store or a backup is damaged.
    """
    with ExitStack() as stack:
        one = _opened(store, a, scope, stack)
        other = _opened(store, b, scope, stack)
        difference = compare(one, other, scope)
        return Diff(difference=difference, told=tell(difference))


def _opened(store: Store | None, name: str | Path | None, scope: Scope, stack: ExitStack) -> Side:
    if name is None or (isinstance(name, str) and points.is_point(name)):
        if store is None:
            raise UsageError(
                f"{name or 'the moment before'} is a point in the life of a store; name the store (--store)"
            )
        return _past(store, name, scope, stack)
    path = Path(name)
    if path.is_dir():
        if not (path / METADATA).is_file():
            raise UsageError("this folder is no store of ctkg, and holds no ontology (*.ttl) either", path=path)
        return StoreSide(stack.enter_context(open_store(path, read_only=True)), str(path))
    if not path.is_file():
        what = "no such file or folder; a side is a store, a file of RDF, a backup, @NUMBER, a day (2026-11-20) or now"
        raise UnreadableInput(what, path=path)
    if tarfile.is_tarfile(path):
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ctkg-"))) / "store"
        backup.restore(path, folder)
        return StoreSide(stack.enter_context(open_store(folder, read_only=True)), str(path))
    return LinesSide(path) if path.suffix == ".nq" else FileSide(path)


def _past(store: Store, name: str | None, scope: Scope, stack: ExitStack) -> Side:
    when = points.previous(store) if name is None else points.point(store, name)
    if not when.later:
        return StoreSide(store, when.name)
    if scope.inferred:
        known = stack.enter_context(known_on(store, name or f"@{when.later[0] - 1}"))
        return StoreSide(known, when.name)
    return PastSide(store, when)
