"""Instruments of all kinds: what they are, who adopted them and when, and what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ctkg import tables
from ctkg.graph import vocabulary as v
from ctkg.graph.reference import concepts
from ctkg.graph.reference.sheet import (
    BOOLEAN,
    DESCRIPTION,
    EDITORIAL_NOTE,
    INTEGER,
    LABEL,
    SEE_ALSO,
    Sheet,
)
from ctkg.iris import ID, concept, instance, term
from ctkg.tables import Row

UNIVERSAL = instance("collection", "universal-19")


def universal() -> Sheet:
    """The universal instruments against terrorism and the collection that they form."""
    sheet = Sheet("instruments_universal")
    sheet.kind(UNIVERSAL, v.InstrumentCollection)
    sheet.text(UNIVERSAL, LABEL, "universal instruments against terrorism", "en")
    sheet.text(UNIVERSAL, v.dataSource, "list of the universal instruments by UNODC, with a row for each in this table")
    sheet.link(UNIVERSAL, v.dataConfidence, concept("data-confidence", "high"))
    for row in tables.rows("instruments_universal"):
        treaty = _instrument(sheet, row, row["short_name"])
        _treaty(sheet, treaty, row)
        sheet.link(treaty, v.memberOfCollection, UNIVERSAL)
        sheet.date(treaty, v.openingDate, row["opened"])
        sheet.text(treaty, v.treatySeriesText, row["unts"])
        sheet.text(treaty, v.actNumber, f"UNTC {row['untc']}" if row["untc"] else "")
        sheet.text(treaty, DESCRIPTION, row["acts"], "en")
        sheet.text(treaty, EDITORIAL_NOTE, f"adopted by: {row['adopted_by_text']}", "en")
    return sheet


def regional() -> Sheet:
    """Treaties of regional organisations; ``adoptedBy`` names the organisation within which they were made."""
    sheet = Sheet("regional_instruments")
    for row in tables.rows("regional_instruments"):
        treaty = _instrument(sheet, row, row["short_name"] or row["name"])
        _treaty(sheet, treaty, row)
        sheet.text(treaty, v.actNumber, row["series_no"])
    return sheet


def security_council() -> Sheet:
    """Resolutions of the Security Council."""
    sheet = Sheet("unsc_resolutions")
    for row in tables.rows("unsc_resolutions"):
        number = f"{row['number']} ({row['year']})"
        resolution = _instrument(sheet, row, f"UNSCR {number}", v.SecurityCouncilResolution, adopter="unsc")
        sheet.text(resolution, v.documentSymbol, f"S/RES/{number}")
        sheet.value(resolution, v.resolutionNumber, row["number"], INTEGER)
        sheet.value(resolution, v.chapterVII, "true" if row["chapter_vii"] == "yes" else "false", BOOLEAN)
        sheet.text(resolution, DESCRIPTION, row["title"], "en")
        for column in ("record", "voting_record"):
            if row[column]:
                sheet.link(resolution, SEE_ALSO, row[column])
    return sheet


def general_assembly() -> Sheet:
    """Resolutions of the General Assembly."""
    sheet = Sheet("unga_resolutions")
    for row in tables.rows("unga_resolutions"):
        resolution = _instrument(sheet, row, row["symbol"], v.GeneralAssemblyResolution, adopter="unga")
        sheet.text(resolution, v.documentSymbol, row["symbol"])
        sheet.text(resolution, DESCRIPTION, row["title"], "en")
    return sheet


def osce() -> Sheet:
    """Decisions, declarations and other texts of the OSCE."""
    sheet = Sheet("osce_documents")
    for row in tables.rows("osce_documents"):
        text = _instrument(sheet, row, row["title"])
        sheet.text(text, v.documentSymbol, row["symbol"])
    return sheet


def european_union() -> Sheet:
    """Acts and policy papers of the European Union."""
    sheet = Sheet("eu_instruments")
    for row in tables.rows("eu_instruments"):
        act = _instrument(sheet, row, row["title"])
        sheet.text(act, v.actNumber, row["number"])
        if _class(row) == v.EUAct:
            sheet.text(act, v.celexNumber, row["celex"])
        sheet.date(act, v.entryIntoForceDate, row["applies"])
        sheet.date(act, v.endOfForceDate, row["ended"])
        sheet.text(act, v.forceStatus, row["status"])
        if row["eli"]:
            sheet.link(act, SEE_ALSO, row["eli"])
    return sheet


def guidance() -> Sheet:
    """Good practices, standards and principles; ``adoptedBy`` names who issued them."""
    sheet = Sheet("guidance")
    for row in tables.rows("guidance"):
        paper = _instrument(sheet, row, row["short_name"] or row["name"])
        sheet.text(paper, v.officialName, row["name"], "en")
        sheet.text(paper, v.documentSymbol, row["symbol"])
        sheet.date(paper, v.entryIntoForceDate, row["in_force"])
    return sheet


def _instrument(sheet: Sheet, row: Row, label: str, kind: str = "", *, adopter: str = "") -> str:
    """What all tables of instruments share; returns the IRI."""
    this = instance("instrument", row["id"])
    sheet.kind(this, kind or _class(row))
    sheet.text(this, LABEL, label, "en")
    if not kind:
        sheet.link(this, v.instrumentKind, concept("instrument-kind", _kind(row)))
    sheet.text(this, v.shortTitle, row.get("short_name", ""), "en")
    sheet.date(this, v.adoptionDate, row["adopted"])
    sheet.text(this, v.adoptionPlaceText, row.get("place", ""))
    for column in ("adopted_by", "issued_by", "organisation"):
        for body in tables.split(row.get(column, "")):
            sheet.link(this, v.adoptedBy, instance("organization", body))
    if adopter:
        sheet.link(this, v.adoptedBy, instance("organization", adopter))
    for identifier in _concepts(row):
        scheme = concepts.schemes()[identifier]
        predicate = v.promotesMeasure if scheme == "measure" else v.addresses
        if identifier in concepts.sectors():
            predicate = v.concernsSector
        sheet.link(this, predicate, concept(scheme, identifier))
    sheet.origin(this, row)
    return this


def _treaty(sheet: Sheet, treaty: str, row: Row) -> None:
    sheet.text(treaty, v.officialName, row["name"], "en")
    sheet.date(treaty, v.entryIntoForceDate, row["in_force"])
    for keeper in tables.split(row["depositary"]):
        sheet.link(treaty, v.depositary, ID + keeper)


def _concepts(row: Row) -> Iterator[str]:
    yield from tables.split(row.get("concepts", ""))
    for theme in tables.split(row.get("themes", "")):
        yield from concepts.of_themes()[theme]


def _kind(row: Row) -> str:
    return row["act_type"] if "act_type" in row else row["kind"]


def _class(row: Row) -> str:
    return term(_classes()[_kind(row)])


@cache
def _classes() -> dict[str, str]:
    return {row["id"]: row["class"] for row in tables.rows("instrument_types")}
