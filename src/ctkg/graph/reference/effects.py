"""Names of instruments, and what instruments do to each other, to bodies and to mandates."""

from __future__ import annotations

from ctkg import tables
from ctkg.graph import vocabulary as v
from ctkg.graph.reference.naming import name_use
from ctkg.graph.reference.sheet import EDITORIAL_NOTE, LABEL, Sheet
from ctkg.iris import instance, term
from ctkg.tables import Row


def names() -> Sheet:
    """Names under which instruments are written."""
    sheet = Sheet("instrument_names")
    for row in tables.rows("instrument_names"):
        name_use(sheet, row, instance("instrument", row["instrument"]), row["name"])
    return sheet


def relations() -> Sheet:
    """What instruments do to each other, to bodies and to mandates.

    A plain triple has no place for its source, so a relation that is less than sure leaves a note on its subject.
    """
    sheet = Sheet("instrument_relations")
    properties = {row["id"]: row["property"] for row in tables.rows("instrument_relation_types")}
    bodies = {row["id"] for row in tables.rows("organisations")}
    for row in tables.rows("instrument_relations"):
        subject = instance("instrument", row["subject"])
        predicate = term(properties[row["relation"]])
        if row["object"]:
            target = instance("organization" if row["object"] in bodies else "instrument", row["object"])
            sheet.link(subject, predicate, target)
            if row["relation"] in ("establishes", "extends-mandate"):
                _mandate(sheet, row, subject, target)
        else:
            sheet.text(subject, predicate, row["object_text"])
        if row["confidence"] != "high":
            what = f"{row['relation']} {row['object'] or row['object_text']}"
            sheet.text(subject, EDITORIAL_NOTE, f"{what}: {row['confidence']} confidence; {row['source']}", "en")
    return sheet


def _mandate(sheet: Sheet, row: Row, instrument: str, body: str) -> None:
    mandate = instance("mandate", row["subject"], row["object"])
    sheet.kind(mandate, v.Mandate)
    sheet.text(mandate, LABEL, f"mandate of {row['object']} by {row['subject']}", "en")
    sheet.link(mandate, v.mandateOf, body)
    sheet.link(mandate, v.mandatedBy, instrument)
    sheet.date(mandate, v.validUntil, row["until"])
    sheet.origin(mandate, row)
