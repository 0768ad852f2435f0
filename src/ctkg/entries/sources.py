"""Files of entries: Turtle, TriG, N-Triples, N-Quads, JSON-LD and RDF/XML as they are, YAML and CSV by their forms."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import NamedNode, Quad

from ctkg.entries.identity import identifier
from ctkg.entries.keeping import is_evidence
from ctkg.entries.placing import lost, placing
from ctkg.errors import UnreadableInput, UsageError
from ctkg.graph import export
from ctkg.graph.export.formats import format_name
from ctkg.iris import compact, graph
from ctkg.model import Finding

if TYPE_CHECKING:
    from ctkg.forms import Match
    from ctkg.graph.store import Store

#: Suffixes of forms, and the names of their formats.
FORMS = {"yaml": "yaml", "yml": "yaml", "csv": "csv"}
#: Largest file of triples, bytes; tables may be larger, since they are read row by row.
LIMIT = 64 * 1024 * 1024
_DOCUMENT, _EVIDENCE = graph("document", ""), graph("evidence", "")


def _unchanged(finding: Finding) -> Finding:
    return finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as it was read.

    Attributes:
        id: what it is called; empty where a form gives none that can be used.
        quads: what it says, and, in ``graph/evidence/<id>``, who entered it elsewhere before.
        file: name of its file, for people.
        row: number of the entry in the file, from 1.
        line: where it begins; 0 where that is not known.
        matches: how names of a form were understood: ``"OSCE" is id:organization/osce (...)``.
        problems: why it cannot be read as its form wants, or what of JSON-LD would be lost.
        placed: gives a finding its line in the file.
    """

    id: str
    quads: tuple[Quad, ...]
    file: str
    row: int = 1
    line: int = 0
    matches: tuple[str, ...] = ()
    problems: tuple[Finding, ...] = ()
    placed: Callable[[Finding], Finding] = _unchanged


def read(source: Path | bytes, *, store: Store, format: str = "", name: str = "", given: str = "") -> Iterator[Entry]:
    """The entries of a file, one by one.

    Args:
        source: a file, or what is in one.
        store: in which names of forms are looked up.
        format: of the content; default: by suffix.
        name: of the file, for people; default: its own.
        given: id of the entry; with a file of several it is refused.

    Raises:
        UnreadableInput: missing, empty or not of its format; with line and column.
        UsageError: an unknown format, or an id for several entries.
    """
    path = source if isinstance(source, Path) else None
    name = name or (path.name if path else "-")
    form = (format or (path.suffix.lstrip(".") if path else "")).casefold()
    found = _of_form(source, FORMS[form], store, name, given) if form in FORMS else _of_rdf(source, format, name, given)
    for number, entry in enumerate(found):
        if given and number:
            raise UsageError(f"{name} has several entries, and --id names one; leave it out, each has its own")
        yield entry


def _of_form(source: Path | bytes, form: str, store: Store, name: str, given: str) -> Iterator[Entry]:
    from ctkg import forms

    with _opened(source, name) as stream:
        if form == "csv":
            found: Iterable[forms.Filled] = forms.rows(stream, name=name, store=store)
        else:
            found = forms.read(stream.read(), name=name, form=form, store=store)
        for row, filled in enumerate(found, start=1):
            if given and filled.id != given:
                raise UsageError(
                    f"this form is of the entry {filled.id!r}; give it the id {given!r} in there", path=name
                )
            yield Entry(
                id=filled.id,
                quads=filled.quads,
                file=name,
                row=row,
                line=filled.spot.line,
                matches=tuple(_matched(match) for match in filled.matches),
                problems=filled.problems,
                placed=filled.placed,
            )


def _opened(source: Path | bytes, name: str) -> BinaryIO:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    try:
        return source.open("rb")
    except OSError as error:
        raise UnreadableInput(f"cannot be read: {error.strerror or error}", path=name) from None


def _matched(match: Match) -> str:
    return f"{match.field}: {match.name!r} is {compact(match.iri)} ({match.label})"


def _of_rdf(source: Path | bytes, format: str, name: str, given: str) -> Iterator[Entry]:
    form = format_name(format) if format else None
    if form is None and isinstance(source, bytes):
        form = "ttl"
    passed_over = tuple(dataclasses.replace(finding, file=name) for finding in lost(source, form))
    quads = list(export.read(source, form, limit=LIMIT))
    if not quads and passed_over:
        yield Entry(id="", quads=(), file=name, problems=passed_over)
    elif not quads:
        raise UnreadableInput("no statement in here", path=name)
    placed = placing(source, form, quads)
    parts = _by_entry(quads)
    for row, (named, part) in enumerate(parts.items(), start=1):
        said = [quad for quad in part if not is_evidence(quad)]
        if not said:
            raise UnreadableInput(f"{named!r} has evidence here, and no graph of its own to go with it", path=name)
        yield Entry(
            id=identifier(said, given or named),
            quads=tuple(part),
            file=name,
            row=row,
            problems=passed_over,
            placed=lambda finding, placed=placed: dataclasses.replace(placed(finding), file=name),  # type: ignore[misc]
        )


def _by_entry(quads: Iterable[Quad]) -> dict[str, list[Quad]]:
    """Quads by the id of the entry whose graph they are in; those of no such graph under the empty one.

    Quads in graphs of another sort go with them, for the check to refuse.
    """
    found: dict[str, list[Quad]] = {}
    odd: list[Quad] = []
    for quad in quads:
        name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        if name.startswith((_DOCUMENT, _EVIDENCE)):
            stem = _DOCUMENT if name.startswith(_DOCUMENT) else _EVIDENCE
            found.setdefault(name.removeprefix(stem), []).append(quad)
        elif name:
            odd.append(quad)
        else:
            found.setdefault("", []).append(quad)
    if odd:
        found.setdefault(next(iter(found), ""), []).extend(odd)
    return found
