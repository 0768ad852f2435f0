"""What the engine's errors mean to a user."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

import pyoxigraph as ox

from ctkg.errors import QueryError, StoreError

Item = TypeVar("Item")

#: Where a store is that has no files.
MEMORY = "memory"

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)
#: No space, more than the quota, more than a file may hold.
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_SIGNS = ("no space left", "quota exceeded", "file too large")
_FORBIDDEN_SIGNS = ("permission denied", "operation not permitted", "read-only file system")
_DAMAGE_SIGNS = ("corrupt", "not end with newline", "no such file", "checksum", "not an sstable", "truncated")
_LETTERS = re.compile(r"\[[^\[\]]*(?:\[[^\]]*\][^\[\]]*)*\]")


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turns an error of reading or writing files into a StoreError that says what to do.

    Raises:
        StoreError: locked, damaged, full, not permitted, or anything else that the engine reports.
    """
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreError(_advice(error), path=where) from error


def reading(found: Iterable[Item], where: str) -> Iterator[Item]:
    """``found``, where an error in the middle is explained like one at the beginning.

    Raises:
        StoreError: the engine cannot read on.
    """
    # What is in memory has no files that could fail, and this is asked for every look-up.
    return iter(found) if where == MEMORY else _reading(found, where)


def _reading(found: Iterable[Item], where: str) -> Iterator[Item]:
    # Not by `explained`: a context manager would cost more than many a look-up.
    try:
        yield from found
    except (OSError, RuntimeError) as error:
        raise StoreError(_advice(error), path=where) from error


@contextmanager
def asking(where: str) -> Iterator[None]:
    """Turns an error of running a query into a StoreError where the store is at fault, into a QueryError otherwise.

    Raises:
        StoreError: the engine cannot read its files.
        QueryError: anything else that the engine reports.
    """
    try:
        yield
    except (OSError, RuntimeError) as error:
        if isinstance(error, OSError) or any(sign in str(error).casefold() for sign in _DAMAGE_SIGNS):
            raise StoreError(_advice(error), path=where) from error
        raise QueryError(str(error)) from None


def _advice(error: OSError | RuntimeError) -> str:
    text = str(error)
    number = error.errno if isinstance(error, OSError) else None
    low = text.casefold()
    # The engine tells by words; "block checksum mismatch" must not be taken for a lock, nor a full disk for damage.
    if number in FULL or any(sign in low for sign in _FULL_SIGNS):
        return "the disk is full, or a limit on the size of files is reached; the step at hand was undone. " + (
            "Make room and try again"
        )
    if number in (errno.EACCES, errno.EPERM, errno.EROFS) or any(sign in low for sign in _FORBIDDEN_SIGNS):
        return "no permission to read or write here; check the rights of the folder"
    if "while lock file" in low or "lock hold by" in low:
        return "another process is writing to this store; wait until it has finished, or open it read-only"
    if number == errno.ENOENT or any(sign in low for sign in _DAMAGE_SIGNS):
        return f"this store is damaged ({text.splitlines()[0] if text else number}); restore a backup or build it again"
    return f"the store failed: {text}"


def syntax_error(
    error: SyntaxError, text: str, asked: str | None = None, prefixes: Mapping[str, str] | None = None
) -> QueryError:
    """A QueryError with line and column, and the engine's expectations without its character classes.

    Args:
        error: what the engine said of ``asked``, else of ``text``.
        text: the query as it was given; line and column are those here.
        asked: what was made of it.
        prefixes: those that need no declaration.
    """
    if asked is not None and asked != text:
        try:
            ox.Store().query(text, prefixes=dict(prefixes or {}))
        except SyntaxError as same:
            error = same
    found = _PLACE.search(str(error))
    if not found:
        return QueryError(f"this is not valid SPARQL: {error}")
    line, column = int(found[1]), int(found[2])
    wanted = sorted({item.strip() for item in _LETTERS.sub("", found[3]).split(",")} - {"", "_", "SERVICE"})
    rows = text.splitlines()
    rest = rows[line - 1][column - 1 :].strip()[:30] if line <= len(rows) else ""
    seen = f"at '{rest}'" if rest else "at the end"
    hint = f"; possible here: {', '.join(wanted)}" if wanted else ""
    return QueryError(f"this is not valid SPARQL {seen}{hint}", line=line, column=column)
