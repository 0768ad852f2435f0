"""Files of entries, judged in the context of a store: what is wrong, in which line, and what to do."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ctkg.entries import sources
from ctkg.errors import CtkgError
from ctkg.graph.validate.entry import background, judge_entry
from ctkg.graph.validate.entry_finding import CHECKS, UNREADABLE
from ctkg.graph.validate.results import sorted_report
from ctkg.model import Finding, Report

if TYPE_CHECKING:
    from ctkg.graph.store import Store

TWICE = "id used twice"


class Checker:
    """Judges files of entries, one after the other, by the same store and shapes; nothing is stored.

    Args:
        store: a closed store; None: ontology and reference data alone.
        engine: see :func:`ctkg.graph.validate.validate`.
        also: shapes that are judged besides those of ctkg: a Turtle file or a folder of them.
    """

    def __init__(self, store: Store | None = None, *, engine: str = "shacl", also: Path | None = None) -> None:
        self._store = store
        self._engine = engine
        self._also = also
        self._ids: dict[str, str] = {}

    def check(self, source: Path | bytes, *, name: str = "", format: str = "") -> Report:
        """All findings about the entries of one file, by line.

        Args:
            source: a file, or what is in one.
            name: what the file is called in findings; by default as it is given.
            format: ``yaml``, ``csv`` or one of RDF; by default that of the suffix, Turtle for bytes.

        Raises:
            UnreadableInput: missing, empty or not of its format; with line and column.
            UsageError: an unknown format or engine.
        """
        name = name or (str(source) if isinstance(source, Path) else "-")
        context = background() if self._store is None else self._store
        entries = sources.read(source, store=context, format=format, name=name)
        found = [finding for entry in entries for finding in self._findings(entry)]
        return sorted_report(dataclasses.replace(finding, file=name) for finding in found)

    def _findings(self, entry: sources.Entry) -> Iterator[Finding]:
        yield from entry.problems
        if not Report(findings=entry.problems).conforms or not entry.quads:
            return  # what a form with a fault says is not whole
        yield from self._twice(entry)
        report = judge_entry(entry.quads, store=self._store, engine=self._engine, also=self._also, entry=entry.id)
        yield from map(entry.placed, report.findings)

    def _twice(self, entry: sources.Entry) -> Iterator[Finding]:
        here = f"{entry.file}:{entry.line}" if entry.line else entry.file
        before = self._ids.setdefault(entry.id, here)
        if before != here:
            yield Finding(
                check=TWICE,
                severity=CHECKS[TWICE].severity,
                focus=entry.id,
                message=f"The entry at {before} has the id {entry.id}, too; give each an id of its own.",
                line=entry.line,
            )


def unreadable(error: CtkgError, name: str) -> Finding:
    """A file that cannot be read, as a finding."""
    return Finding(
        check=UNREADABLE,
        severity="violation",
        focus=name,
        message=error.message,
        file=name,
        line=error.line or 0,
        column=error.column or 0,
    )
