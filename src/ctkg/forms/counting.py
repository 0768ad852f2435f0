"""Groups of people, and how many they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctkg.forms.filling import Record
from ctkg.iris import concept

if TYPE_CHECKING:
    from ctkg.forms.writing import Writing

_BEFORE = {
    "exact": "",
    "about": "about ",
    "over": "more than ",
    "at least": "at least ",
    "under": "fewer than ",
    "at most": "at most ",
}


def group(writing: Writing, record: Record, above: str) -> str:
    """A group that took part, or that came to harm, with the bounds that its count allows."""
    sheet, spot = writing.sheet, record.spot
    of, harm, count, meant = (record.first(name) for name in ("of", "harm", "count", "qualifier"))
    words = " ".join(value.text for value in (of, harm) if value)
    node = sheet.own(record.form.iri_kind, words)
    sheet.kind(node, record.form.cls, spot)
    writing.fields(record, node, left_out=("count", "qualifier"))
    if of is None and harm is not None:
        sheet.say(node, "countedAs", harm.text, harm.spot)
    if count is None:
        sheet.name(node, words, spot)
        return node
    number, qualifier = int(count.text), meant.text if meant else "exact"
    sheet.name(node, f"{_BEFORE[qualifier]}{number} {words}", spot)
    sheet.say(node, "statedCount", number, count.spot)
    sheet.say(node, "countQualifier", qualifier, meant.spot if meant else count.spot)
    if qualifier == "about":
        sheet.say(node, "approxCount", number, count.spot)
    if qualifier in ("exact", "over", "at least"):
        sheet.say(node, "minCount", number + (qualifier == "over"), count.spot)
    if qualifier in ("exact", "under", "at most"):
        sheet.say(node, "maxCount", max(number - (qualifier == "under"), 0), count.spot)
    if harm is None and record.first("kind") is None:
        sheet.link(node, "groupKind", concept("group-kind", "people"), spot)
    return node
