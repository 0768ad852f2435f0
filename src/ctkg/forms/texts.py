"""Documents that report, words that were said, instruments, and what States do about treaties."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ctkg import tables
from ctkg.forms.filling import Record
from ctkg.iris import instance, slug, term

if TYPE_CHECKING:
    from ctkg.forms.writing import Writing

#: Beginning of a symbol -> class of the resolution.
_BODIES = {"S/RES/": "SecurityCouncilResolution", "A/RES/": "GeneralAssemblyResolution"}
#: Kind of treaty action -> class; any other is a consent to be bound.
_ACTIONS = {
    "signature": "Signature",
    "withdrawal": "Withdrawal",
    "denunciation": "Withdrawal",
    "reservation": "Reservation",
    "declaration": "TreatyAction",
}


def source(writing: Writing, record: Record, above: str) -> str:
    """The document that reports the entry, and the words of it that are given; these have no offsets."""
    sheet, title = writing.sheet, record.first("title")
    sheet.kind(sheet.document, record.form.cls, record.spot)
    if title:
        sheet.name(sheet.document, title.text, title.spot, language="")
    writing.fields(record, sheet.document, left_out=("words",))
    for words in record.of("words"):
        passage = instance("quotation", sheet.entry, "source", slug(words.text))
        sheet.kind(passage, term("TextPassage"), words.spot)
        sheet.link(passage, "passageOf", sheet.document, words.spot)
        sheet.say(passage, "passageKind", "metadata", words.spot)
        sheet.literal(passage, "quotationText", words)
    return sheet.document


def quotation(writing: Writing, record: Record, above: str) -> str:
    """What somebody said, as the source quotes it."""
    sheet, words = writing.sheet, record.first("words")
    node = sheet.own(record.form.iri_kind, words.text if words else "")
    sheet.kind(node, record.form.cls, record.spot)
    sheet.link(node, "passageOf", writing.source, record.spot)
    sheet.say(node, "passageKind", "metadata", record.spot)
    writing.fields(record, node)
    return node


def instrument(writing: Writing, record: Record, above: str) -> str:
    """A text: its class follows from its kind."""
    kind = record.first("kind") or record.first("type")
    row = _kinds().get(kind.iri.rpartition("/")[2], {}) if kind else {}
    return _instrument(writing, record, term(row["class"]) if row else record.form.cls)


def resolution(writing: Writing, record: Record, above: str) -> str:
    """A resolution: its class follows from its symbol."""
    symbol = record.first("symbol")
    written = symbol.text if symbol else ""
    cls = next((term(name) for start, name in _BODIES.items() if written.startswith(start)), record.form.cls)
    return _instrument(writing, record, cls)


def _instrument(writing: Writing, record: Record, cls: str) -> str:
    name = record.first("name")
    node = instance("instrument", writing.sheet.entry.lower(), slug(name.text if name else ""))
    writing.sheet.kind(node, cls, record.spot)
    writing.fields(record, node)
    return node


@cache
def _kinds() -> dict[str, tables.Row]:
    return {row["id"]: row for row in tables.rows("instrument_types")}


def treaty_action(writing: Writing, record: Record, above: str) -> str:
    """What a State did about a treaty: its class follows from the kind of action."""
    sheet, spot = writing.sheet, record.spot
    state, action, treaty = (record.first(name) for name in ("state", "action", "treaty"))
    node = instance("treaty-action", sheet.entry, "1")
    kind = action.iri.rpartition("/")[2] if action else ""
    sheet.kind(node, term(_ACTIONS.get(kind, "ConsentToBeBound")), action.spot if action else spot)
    if state and action and treaty:
        sheet.name(node, f"{action.text} of the {treaty.text} by {state.text}", spot)
    writing.fields(record, node)
    return node
