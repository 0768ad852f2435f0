"""What each State did about each treaty, as at the day of the snapshot."""

from __future__ import annotations

from ctkg import tables
from ctkg.graph import vocabulary as v
from ctkg.graph.reference.sheet import EDITORIAL_NOTE, LABEL, Sheet
from ctkg.iris import concept, instance
from ctkg.tables import Row


def participation() -> Sheet:
    """Signatures and consents to be bound, each an act with its day.

    Niue and the Cook Islands take part in treaties but are not among the States of ``states``: what they did stands in
    a note on the treaty, so that nothing is lost and no State is made up.
    """
    sheet = Sheet("treaty_participation")
    states = {row["iso2"]: row["name_en"] for row in tables.rows("states")}
    treaties = {row["id"]: row["short_name"] for row in tables.rows("instruments_universal")}
    for row in tables.rows("treaty_participation"):
        if row["iso2"] not in states:
            treaty = instance("instrument", row["instrument"])
            done = " and ".join(filter(None, (_done("signature", row["signed"]), _done(row["act"], row["bound"]))))
            sheet.text(treaty, EDITORIAL_NOTE, f"{row['listed_as']}: {done}, as at {row['as_at']}", "en")
            continue
        of = f"of the {treaties[row['instrument']]} by {states[row['iso2']]}"
        if row["signed"]:
            _act(sheet, row, "signed", v.Signature, "signature", f"signature {of}")
        if row["bound"]:
            _act(sheet, row, "bound", v.ConsentToBeBound, row["act"], f"{row['act']} {of}")
    return sheet


def _done(act: str, day: str) -> str:
    return f"{act} on {day}" if day else ""


def _act(sheet: Sheet, row: Row, column: str, kind: str, action: str, label: str) -> None:
    act = instance("treaty-action", row["instrument"], row["iso2"], column)
    sheet.kind(act, kind)
    sheet.text(act, LABEL, label, "en")
    sheet.link(act, v.treatyActionOn, instance("instrument", row["instrument"]))
    sheet.link(act, v.treatyActionBy, instance("state", row["iso2"]))
    sheet.date(act, v.actionDate, row[column])
    sheet.link(act, v.actionKind, concept("treaty-action", action))
    sheet.date(act, v.asAt, row["as_at"])
    sheet.origin(act, row)
