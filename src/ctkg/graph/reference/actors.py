"""Organisations, their names, and who is in them."""

from __future__ import annotations

from ctkg import tables
from ctkg.graph import vocabulary as v
from ctkg.graph.reference.naming import name_use
from ctkg.graph.reference.sheet import LABEL, Sheet
from ctkg.iris import concept, instance, term

_PARTICIPATION = {
    "participating-state": "participating State",
    "partner-asian": "Asian Partner for Co-operation",
    "partner-mediterranean": "Mediterranean Partner for Co-operation",
}


def organisations() -> Sheet:
    """Organisations and units: class by kind, parent, period, seat; field operations with their host."""
    sheet = Sheet("organisations")
    kinds = {row["id"]: row for row in tables.rows("organisation_types")}
    places = {row["iso2"]: row["kind"] for row in tables.rows("states")}
    for row in tables.rows("organisations"):
        body, kind = instance("organization", row["id"]), kinds[row["type"]]
        sheet.kind(body, term(kind["class"]))
        sheet.text(body, LABEL, row["name"], "en")
        sheet.text(body, v.acronym, row["acronym"])
        sheet.link(body, v.organizationKind, concept("organization-kind", row["type"]))
        if row["parent"]:
            sheet.link(body, term(kind["parent_property"]), instance("organization", row["parent"]))
        if row["state"]:
            sheet.link(body, v.authorityOf, instance("state", row["state"]))
        sheet.period(body, row["established"], row["ended"])
        sheet.text(body, v.legalBasis, row["basis"])
        if row["successor"]:
            sheet.link(body, v.succeededBy, instance("organization", row["successor"]))
        if row["seat"]:
            sheet.link(body, v.basedIn, instance("city", row["seat"]))
        elif row["seat_iso2"]:
            sheet.link(body, v.basedIn, instance("territory", row["seat_iso2"]))
        if row["type"] == "field-operation":
            sheet.link(body, v.hostTerritory, instance("territory", row["seat_iso2"]))
            if places[row["seat_iso2"]] == "state":
                sheet.link(body, v.hostState, instance("state", row["seat_iso2"]))
        sheet.text(body, v.wikidataId, row["wikidata"])
        sheet.origin(body, row)
    return sheet


def organisation_names() -> Sheet:
    """Names and acronyms; the present name and main acronym without a period stand in ``organisations``."""
    sheet = Sheet("organisation_names")
    known = {
        (row["id"], name) for row in tables.rows("organisations") for name in (row["name"], row["acronym"]) if name
    }
    for row in tables.rows("organisation_names"):
        if (row["organisation"], row["name"]) in known and not (row["valid_from"] or row["valid_until"]):
            continue
        body = instance("organization", row["organisation"])
        name_use(sheet, row, body, row["name"])
        if row["kind"] == "acronym" and row["lang"] == "en" and not (row["valid_from"] or row["valid_until"]):
            sheet.text(body, v.acronym, row["name"])
    return sheet


def memberships() -> Sheet:
    """Which State is in which organisation, in which way, since when."""
    sheet = Sheet("memberships")
    names = {row["iso2"]: row["name_en"] for row in tables.rows("states")}
    bodies = {row["id"]: row["acronym"] or row["name"] for row in tables.rows("organisations")}
    for row in tables.rows("memberships"):
        membership = instance("membership", row["id"])
        sheet.kind(membership, v.OrganizationMembership)
        label = f"{names[row['iso2']]}, {_PARTICIPATION[row['kind']]} ({bodies[row['organisation']]})"
        sheet.text(membership, LABEL, label, "en")
        sheet.link(membership, v.memberState, instance("state", row["iso2"]))
        sheet.link(membership, v.membershipIn, instance("organization", row["organisation"]))
        sheet.link(membership, v.membershipKind, concept("membership-kind", row["kind"]))
        sheet.period(membership, row["since"], row["until"])
        sheet.origin(membership, row)
    return sheet
