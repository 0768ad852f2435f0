"""Forms to entries: bytes in, triples with their places and problems out."""

from __future__ import annotations

import dataclasses
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from ctkg.errors import UsageError
from ctkg.forms import csv_form, yaml_form
from ctkg.forms.filling import Reading, at
from ctkg.forms.model import Filled, Form, Spot
from ctkg.forms.naming import Names, names_of
from ctkg.forms.shapes import forms
from ctkg.forms.sheet import Sheet
from ctkg.forms.values import shown
from ctkg.forms.writing import Writing
from ctkg.forms.written import Fields, Text
from ctkg.graph.assemble import SHARED
from ctkg.graph.names import suggestion
from ctkg.iris import instance

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: Fields of every form, beside those of its shape.
OWN = ("id", "kind")
#: Ways in which forms are written.
FORMATS = ("yaml", "csv")
_ID = re.compile(r"[^\W_](?:[\w.-]{0,118}\w)?")


def read(data: bytes, *, name: str, form: str, store: Store | None = None) -> list[Filled]:
    """The entries of a form, in their order.

    Args:
        data: what stands in the file.
        name: what it is called in messages.
        form: ``yaml`` (several entries are parted by ``---``) or ``csv`` (a row is an entry).
        store: where names are looked up; None: the reference data alone.

    Raises:
        UnreadableInput: it is no YAML or CSV, or holds nothing; with line and column. Whatever is wrong with a value is
            a problem of its entry and no error.
        UsageError: an unknown ``form``.
    """
    if form not in FORMATS:
        raise UsageError(f"forms are written as {' or '.join(FORMATS)}, not as {form!r}")
    names = names_of(store)
    written = yaml_form.entries(data, name) if form == "yaml" else csv_form.entries(io.BytesIO(data), name)
    return list(_entries(written, name, names))


def rows(stream: BinaryIO, *, name: str, store: Store | None = None) -> Iterator[Filled]:
    """The entries of a CSV form, one by one: of a large file only the row at hand is kept. See :func:`read`."""
    names = names_of(store)
    return _entries(csv_form.entries(stream, name), name, names)


def _entries(written: Iterable[Fields], file: str, names: Names) -> Iterator[Filled]:
    """Read entry by entry; a later one of an id that is taken is refused."""
    lines: dict[str, int] = {}
    for each in written:
        found = entry(each, file=file, names=names)
        first = lines.setdefault(found.id, found.spot.line) if found.id else found.spot.line
        if first != found.spot.line:
            reading = Reading(names=names, file=file, focus=found.focus)
            place, _ = _own(each, "id", found.spot)
            reading.wrong(None, place, f"the id {found.id} is that of the entry in line {first}; give each its own")
            found = dataclasses.replace(found, problems=(*reading.problems, *found.problems))
        yield found


def entry(written: Fields, *, file: str, names: Names) -> Filled:
    """One entry that was written as fields."""
    reading = Reading(names=names, file=file)
    spot = Spot(written.line, written.column)
    form = _form(reading, written, spot)
    if form is None:
        return Filled(id="", kind="", focus="", spot=spot, problems=tuple(reading.problems))
    if all(value.empty for name, value in written.values.items() if name != "kind"):
        needed = ", ".join(("id", *(one.name for one in form.fields if one.required)))
        reading.wrong(
            None, spot, f"this form is not filled in yet; write what is known behind the names, at least {needed}"
        )
        return Filled(id="", kind=form.kind, focus="", spot=spot, problems=tuple(reading.problems))
    reading.kind = form.kind
    identifier = _identifier(reading, written, spot)
    reading.focus = instance("event", identifier, "1") if form.iri_kind == "event" else instance("document", identifier)
    reading.focus = reading.focus if identifier else ""
    record = reading.record(form, written, skipped=OWN)
    sheet = Sheet(identifier or "-")
    focus = Writing(sheet, record).node(record)
    return Filled(
        id=identifier,
        kind=form.kind,
        focus=focus if identifier else "",
        spot=spot,
        quads=sheet.quads() if identifier else (),
        places=sheet.places if identifier else {},
        matches=tuple(sorted(reading.matches, key=lambda each: each.line)),
        problems=tuple(sorted(reading.problems, key=lambda each: (each.line, each.column))),
    )


def _form(reading: Reading, written: Fields, spot: Spot) -> Form | None:
    place, kind = _own(written, "kind", spot)
    form = forms().get(kind)
    if not kind:
        reading.wrong(None, place, "kind is missing; say what this is an entry of. List all kinds: ctkg new")
    elif form is None:
        reading.wrong(
            None, place, f"there is no kind of entry {shown(kind)}{suggestion(kind, forms()) or '; list all: ctkg new'}"
        )
    return form


def _identifier(reading: Reading, written: Fields, spot: Spot) -> str:
    place, found = _own(written, "id", spot)
    if not found:
        reading.wrong(
            None, place, "id is missing; give the entry a short name of its own, such as skopje-workshop-2019"
        )
    elif not _ID.fullmatch(found) or not unicodedata.is_normalized("NFC", found) or found in SHARED:
        said = "letters, digits, hyphens, dots and underscores, 120 at most, in the Unicode form NFC"
        reading.wrong(None, place, f"{shown(found)} cannot be the id of an entry: {said}")
        return ""
    return found


def _own(written: Fields, name: str, spot: Spot) -> tuple[Spot, str]:
    """Where one of :data:`OWN` stands, and its text; empty where it states none."""
    value = written.values.get(name)
    place = Spot(*at(written.keys.get(name), spot), name)
    if not isinstance(value, Text) or value.empty:
        return place, ""
    return Spot(value.line, value.column, name), value.value.strip()
