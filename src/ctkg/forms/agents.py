"""Bodies that a form describes, and people with their posts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ctkg import tables
from ctkg.bridge.quads import date
from ctkg.forms.filling import Record
from ctkg.iris import ID, instance, slug, term

if TYPE_CHECKING:
    from ctkg.forms.writing import Writing


def organization(writing: Writing, record: Record, above: str) -> str:
    """A body: its class follows from its kind, and how it hangs on the body above it from its class."""
    sheet, name, state = writing.sheet, record.first(record.form.key.name), record.first("state")
    kind = record.first("kind") or record.first("type")
    owner = state.iri.rpartition("/")[2] if state else sheet.entry
    node = instance("organization", owner.lower(), slug(name.text if name else ""))
    row = _kinds().get(kind.iri.rpartition("/")[2], {}) if kind else {}
    cls = term(row["class"]) if row else term("NationalAuthority") if state else record.form.cls
    sheet.kind(node, cls, record.spot)
    writing.fields(record, node, left_out=("part_of",))
    for value in record.of("part_of"):
        sheet.link(node, row.get("parent_property", "partOfOrganization"), writing.target(value, node), value.spot)
    return node


@cache
def _kinds() -> dict[str, tables.Row]:
    return {row["id"]: row for row in tables.rows("organisation_types")}


def person(writing: Writing, record: Record, above: str) -> str:
    """A person, told apart by name and body, with the tenure of a post."""
    sheet, spot = writing.sheet, record.spot
    name, post, body, state = (record.first(each) for each in (record.form.key.name, "post", "body", "state"))
    who, title = (value.text if value else "" for value in (name, post))
    apart = next((slug(value.text) for value in (body, state) if value), sheet.entry)
    node = instance("person", slug(who), apart)
    sheet.kind(node, record.form.cls, spot)
    writing.fields(record, node, left_out=("post", "body", "state", "held_on", "from", "until"))
    if post is None:
        return node
    # The post of a new body is told apart as the body itself is: by its State or entry, and name.
    held = writing.target(body, node) if body else state.iri if state else ""
    where = (held or sheet.entry).removeprefix(instance("organization", "")).removeprefix(ID)
    tenure = instance("tenure", sheet.entry, slug(who), slug(title), where.replace("/", "."))
    office = instance("post", where, slug(title))
    sheet.kind(tenure, term("Tenure"), spot)
    sheet.link(tenure, "holder", node, spot)
    sheet.link(tenure, "postHeld", office, post.spot)
    sheet.link(tenure, "reportedIn", writing.source, spot)
    sheet.kind(office, term("Post"), post.spot)
    sheet.name(office, title, post.spot, post.language)
    if body:
        sheet.link(office, "postIn", held, body.spot)
    if state:
        sheet.link(tenure, "representing", state.iri, state.spot)
        sheet.link(node, "actsFor", state.iri, state.spot)
    dated = [
        (record.first(each), path)
        for each, path in (("held_on", "validOn"), ("from", "validFrom"), ("until", "validUntil"))
    ]
    if all(value is None for value, _ in dated):
        dated = [(writing.day, "validOn")]
    for value, path in dated:
        if value is not None:
            sheet.say(tenure, path, date(value.text), value.spot)
    return node
