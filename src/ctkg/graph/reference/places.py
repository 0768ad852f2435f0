"""States, territories, regions and cities, with the names they bore."""

from __future__ import annotations

from ctkg import tables
from ctkg.graph import vocabulary as v
from ctkg.graph.reference.naming import name_use
from ctkg.graph.reference.sheet import ALT_LABEL, DECIMAL, INTEGER, LABEL, Sheet
from ctkg.iris import instance

_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")


def states() -> Sheet:
    """Each State with its territory; a row of kind ``territory`` gives a territory without State."""
    sheet = Sheet("states")
    for row in tables.rows("states"):
        state, territory = instance("state", row["iso2"]), instance("territory", row["iso2"])
        sovereign = row["kind"] == "state"
        sheet.kind(territory, v.Territory)
        if sovereign:
            sheet.kind(state, v.State)
            sheet.link(territory, v.territoryOf, state)
        for thing in (state, territory) if sovereign else (territory,):
            for language in _LANGUAGES:
                sheet.text(thing, LABEL, row[f"name_{language}"], language)
            sheet.text(thing, v.iso3166Alpha2, row["iso2"])
            sheet.text(thing, v.iso3166Alpha3, row["iso3"])
            sheet.origin(thing, row)
        actor = state if sovereign else territory
        for language in _LANGUAGES:
            sheet.text(actor, v.officialName, row[f"formal_{language}"], language)
        if sovereign:
            # The column holds the numeric code of ISO 3166-1 where M49 has none, as for Taiwan.
            sheet.text(state, v.m49Code, row["m49"])
        sheet.text(actor, v.wikidataId, row["wikidata"])
        sheet.text(territory, v.geonamesId, row["geonames"])
        for region in filter(None, (row["region"], row["osce_region"])):
            sheet.link(territory, v.locatedWithin, instance("region", region))
    return sheet


def state_names() -> Sheet:
    """Names of States and territories beside those of ``states``; adjectives and peoples name no State."""
    sheet = Sheet("demonyms")
    kinds = {row["iso2"]: row["kind"] for row in tables.rows("states")}
    for row in tables.rows("demonyms"):
        if row["kind"] not in ("adjective", "people"):
            name_use(sheet, row, instance(kinds[row["iso2"]], row["iso2"]), row["text"])
    return sheet


def regions() -> Sheet:
    """Regions of M49 and sub-regions of the OSCE."""
    sheet = Sheet("regions")
    for row in tables.rows("regions"):
        region = instance("region", row["id"])
        sheet.kind(region, v.Region)
        for language in ("en", "fr", "ru"):
            sheet.text(region, LABEL, row[f"name_{language}"], language)
        for name in tables.split(row["alt_names_en"]):
            sheet.text(region, ALT_LABEL, name, "en")
        sheet.text(region, v.m49Code, row["m49"])
        if row["within"]:
            sheet.link(region, v.locatedWithin, instance("region", row["within"]))
        sheet.origin(region, row)
    return sheet


def cities() -> Sheet:
    """Cities in their territories; capitals of States."""
    sheet = Sheet("cities")
    sovereign = {row["iso2"] for row in tables.rows("states") if row["kind"] == "state"}
    for row in tables.rows("cities"):
        city = instance("city", row["id"])
        sheet.kind(city, v.City)
        sheet.text(city, LABEL, row["name"], "en")
        sheet.link(city, v.locatedWithin, instance("territory", row["iso2"]))
        sheet.text(city, v.geonamesId, row["id"])
        sheet.value(city, v.population, row["population"], INTEGER)
        sheet.value(city, v.latitude, row["lat"], DECIMAL)
        sheet.value(city, v.longitude, row["lon"], DECIMAL)
        if row["capital"] and row["iso2"] in sovereign:
            sheet.link(instance("state", row["iso2"]), v.hasCapital, city)
        sheet.origin(city, row)
    return sheet


def city_names() -> Sheet:
    """Names of cities beside those of ``cities``: former ones with their period, forms of other languages."""
    sheet = Sheet("city_names")
    for row in tables.rows("city_names"):
        name_use(sheet, row, instance("city", row["city"]), row["name"])
    return sheet
