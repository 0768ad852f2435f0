"""Every error of ctkg: one hierarchy, each saying what is wrong, where, and what to do."""

from __future__ import annotations

from pathlib import Path


class CtkgError(Exception):
    """Root of all errors that ctkg raises on purpose.

    Attributes:
        message: what is wrong and what to do, in one or two plain sentences.
        path: the file it happened in, if there is one.
        line: 1-based line in ``path``.
        column: 1-based column (code points) in ``line``.
        exit_code: what the command line exits with.
    """

    exit_code = 3

    def __init__(
        self,
        message: str,
        *,
        path: str | Path | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = str(path) if path is not None else None
        self.line = line
        self.column = column

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return f"{where}: {self.message}" if where else self.message

    def __reduce__(self) -> tuple[object, ...]:
        # Worker processes send errors back by pickle, which would lose keyword arguments.
        return (_rebuild, (type(self), self.message, self.path, self.line, self.column))


def _rebuild(kind: type[CtkgError], message: str, path: str | None, line: int | None, column: int | None) -> CtkgError:
    return kind(message, path=path, line=line, column=column)


class UsageError(CtkgError):
    """The call itself is off: an unknown name, option or combination."""

    exit_code = 2


class UnreadableInput(CtkgError):
    """A file that is missing, empty, binary, too large, wrongly encoded or not parsable."""

    exit_code = 3


class ResourceError(CtkgError):
    """A file that ctkg brings with it (ontology, data, query, pattern) is missing or broken."""

    exit_code = 3


class StoreError(CtkgError):
    """The store cannot be opened, read or written."""

    exit_code = 4


class QueryError(CtkgError):
    """A query that cannot be parsed or is refused (SERVICE, FROM of a file, update by the read path)."""

    exit_code = 2


class DeadlineError(CtkgError):
    """What was asked was not done in the time that it was given."""

    exit_code = 124


class Stopped(CtkgError):
    """What was asked was given up by whoever asked."""

    exit_code = 130


class ClusterError(CtkgError):
    """A cluster does not answer, or failed over some documents."""

    exit_code = 4


class MissingExtra(CtkgError):
    """An optional part is not installed; the message names the command that installs it."""

    exit_code = 2
