"""Threats and response measures as SKOS concepts."""

from __future__ import annotations

from functools import cache

from ctkg import tables
from ctkg.graph import vocabulary as v
from ctkg.graph.reference.sheet import ALT_LABEL, LABEL, TYPE, Sheet
from ctkg.iris import CONCEPT, PREFIXES, concept

_SKOS = PREFIXES["skos"]
_DCTERMS = PREFIXES["dcterms"]
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_CLASSES = {
    "act": v.AttackType,
    "means": v.AttackMeans,
    "target": v.TargetType,
    "sector": v.InfrastructureSector,
    "phenomenon": v.ThreatPhenomenon,
    "measure": v.ResponseMeasure,
}
_SCHEMES = {
    "threat": ("Threats", "Acts, means, targets, sectors and phenomena that instruments and events are about."),
    "measure": ("Response measures", "What States and organisations do against terrorism."),
}


def threats() -> Sheet:
    """The scheme of threats."""
    return _scheme("threats", "threat")


def measures() -> Sheet:
    """The scheme of response measures."""
    return _scheme("measures", "measure")


@cache
def schemes() -> dict[str, str]:
    """The scheme (``threat`` or ``measure``) of each concept id."""
    return {
        row["id"]: scheme
        for table, scheme in (("threats", "threat"), ("measures", "measure"))
        for row in tables.rows(table)
    }


@cache
def sectors() -> frozenset[str]:
    """Ids of the concepts that are sectors of infrastructure."""
    return frozenset(row["id"] for row in tables.rows("threats") if row["facet"] == "sector")


@cache
def of_themes() -> dict[str, tuple[str, ...]]:
    """Concept ids of each theme code of the instrument tables."""
    return {row["id"]: tuple(tables.split(row["concepts"])) for row in tables.rows("themes")}


def _scheme(table: str, name: str) -> Sheet:
    sheet = Sheet(table)
    scheme = CONCEPT + name
    title, about = _SCHEMES[name]
    sheet.link(scheme, TYPE, _SKOS + "ConceptScheme")
    for predicate in (_SKOS + "prefLabel", _DCTERMS + "title"):
        sheet.text(scheme, predicate, title, "en")
    sheet.text(scheme, _DCTERMS + "description", about, "en")
    sheet.link(scheme, _DCTERMS + "license", _LICENCE)
    for row in tables.rows(table):
        this = concept(name, row["id"])
        sheet.kind(this, _CLASSES[row["facet"]], _SKOS + "Concept")
        sheet.link(this, _SKOS + "inScheme", scheme)
        for language in ("en", "fr", "ru"):
            sheet.text(this, _SKOS + "prefLabel", row[f"label_{language}"], language)
            sheet.text(this, LABEL, row[f"label_{language}"], language)
        for words in (*tables.split(row["alt_labels_en"]), *tables.split(row["context_labels_en"])):
            sheet.text(this, ALT_LABEL, words, "en")
        for words in tables.split(row["hidden_labels_en"]):
            sheet.text(this, _SKOS + "hiddenLabel", words, "en")
        for wider in tables.split(row["broader"]):
            sheet.link(this, _SKOS + "broader", concept(name, wider))
        if not row["broader"]:
            sheet.link(this, _SKOS + "topConceptOf", scheme)
            sheet.link(scheme, _SKOS + "hasTopConcept", this)
        for other in tables.split(row["related"]):
            sheet.link(this, _SKOS + "related", concept(schemes()[other], other))
        sheet.text(this, _SKOS + "definition", row["definition_en"], "en")
        for code in (*tables.split(row["gtd"]), *tables.split(row["acled"])):
            sheet.text(this, _SKOS + "notation", code)
        sheet.origin(this, row)
    return sheet
