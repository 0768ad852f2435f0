"""What the engine's errors mean to a user."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pyoxigraph as ox

from ctkg.errors import QueryError, StoreError

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)
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


def _advice(error: OSError | RuntimeError) -> str:
    text = str(error)
    number = error.errno if isinstance(error, OSError) else None
    low = text.casefold()
    if "lock" in low:
        return "another process is writing to this store; wait until it has finished, or open it read-only"
    if number == errno.ENOSPC or "no space left" in low:
        return "the disk is full; the step at hand was undone. Make room and try again"
    if number in (errno.EACCES, errno.EPERM, errno.EROFS) or "permission denied" in low:
        return "no permission to read or write here; check the rights of the folder"
    if "corrupt" in low or "not end with newline" in low or "no such file" in low:
        return f"this store is damaged ({text}); build it again or restore a backup"
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
