"""Files of entries, judged in the context of a store: what is wrong, in which line, and what to do."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from ctkg import forms
from ctkg.entries.identity import identifier
from ctkg.errors import CtkgError, UnreadableInput
from ctkg.graph import export
from ctkg.graph.validate.entry import background, entry_id, judge_entry
from ctkg.graph.validate.entry_finding import CHECKS, UNREADABLE
from ctkg.graph.validate.lost_keys import lost_keys
from ctkg.graph.validate.places import Places, places
from ctkg.graph.validate.results import sorted_report
from ctkg.iris import graph
from ctkg.model import Finding, Report

if TYPE_CHECKING:
    from ctkg.graph.store import Store

TWICE = "id used twice"
#: Suffixes of forms, and how they are written.
FORMS = {"yaml": "yaml", "yml": "yaml", "csv": "csv"}
#: Largest file, bytes.
LIMIT = 64 * 1024 * 1024
_EVIDENCE = graph("evidence", "")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One entry of a file: id, statements, where it begins, what is wrong with its form, and where things stand."""

    id: str
    quads: tuple[Quad, ...]
    line: int = 0
    problems: tuple[Finding, ...] = ()
    placed: Callable[[Finding], Finding]


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
        suffix = source.suffix.lstrip(".") if isinstance(source, Path) else "ttl"
        form = (format or suffix).casefold()
        found: list[Finding] = []
        if form in FORMS:
            entries = self._filled(_data(source, name), FORMS[form], name)
        else:
            found = _lost(source) if form in ("jsonld", "json") else []
            entries = self._stated(source, format or form, bool(found))
        found += [finding for entry in entries for finding in self._findings(entry, name)]
        return sorted_report(dataclasses.replace(finding, file=name) for finding in found)

    def _filled(self, data: bytes, form: str, name: str) -> list[_Entry]:
        context = background() if self._store is None else self._store
        return [
            _Entry(
                id=filled.id,
                quads=filled.quads,
                line=filled.spot.line,
                problems=filled.problems,
                placed=filled.placed,
            )
            for filled in forms.read(data, name=name, form=form, store=context)
        ]

    def _stated(self, source: Path | bytes, format: str, excused: bool) -> list[_Entry]:
        quads = tuple(export.read(source, format or None, limit=LIMIT))
        if not quads and not excused:
            path = source if isinstance(source, Path) else None
            raise UnreadableInput("no statement in here", path=path)
        named = entry_id(quads)
        said = [quad for quad in quads if not _is_evidence(quad)]
        return [_Entry(id=identifier(said, named), quads=quads, placed=placing(source, format, quads))]

    def _findings(self, entry: _Entry, name: str) -> Iterator[Finding]:
        yield from entry.problems
        if not Report(findings=entry.problems).conforms or not entry.quads:
            return  # what a form with a fault says is not whole
        yield from self._twice(entry, name)
        report = judge_entry(entry.quads, store=self._store, engine=self._engine, also=self._also, entry=entry.id)
        yield from map(entry.placed, report.findings)

    def _twice(self, entry: _Entry, name: str) -> Iterator[Finding]:
        here = f"{name}:{entry.line}" if entry.line else name
        before = self._ids.setdefault(entry.id, here)
        if before != here:
            yield Finding(
                check=TWICE,
                severity=CHECKS[TWICE].severity,
                focus=entry.id,
                message=f"The entry at {before} has the id {entry.id}, too; give each an id of its own.",
                line=entry.line,
            )


def placing(source: Path | bytes, format: str, quads: Sequence[Quad]) -> Callable[[Finding], Finding]:
    """Gives findings about the statements of a file their lines, where they have none and its format shows them.

    Args:
        source: the file, or what is in it; it is read again where a place is asked for.
        format: of RDF.
        quads: all that was read from it.
    """

    @cache
    def found() -> Places:
        return places(_data(source, ""), format, quads)

    return lambda finding: finding if finding.line else found().placed(finding)


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


def _lost(source: Path | bytes) -> list[Finding]:
    """What JSON-LD would pass over in silence; nothing where the file cannot be read, which its reader says."""
    try:
        return lost_keys(_data(source, "").decode("utf-8", "replace"))
    except UnreadableInput:
        return []


def _data(source: Path | bytes, name: str) -> bytes:
    try:
        data = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"cannot be read: {error.strerror or error}", path=name) from None
    if len(data) > LIMIT:
        raise UnreadableInput(f"larger than {LIMIT // 2**20} MB; split it", path=name)
    return data


def _is_evidence(quad: Quad) -> bool:
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(_EVIDENCE)
