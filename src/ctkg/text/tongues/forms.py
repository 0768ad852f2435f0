"""Under which forms the things of the reference tables are named in a language."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from ctkg import tables
from ctkg.model import Entity
from ctkg.text import patterns
from ctkg.text.find import gazetteer, instruments
from ctkg.text.find.gazetteer import CAPITAL, Entry
from ctkg.text.tongues import inflection, lexicon

_MOST = 6
_ARTICLE = re.compile(r"(?:la|le|les|the|los|las|el)\s+|l['’]", re.IGNORECASE)
#: What the table of States adds to a name in brackets: "Bolivie (État plurinational de)".
_BRACKET = re.compile(r"\s*\(.*\)$")
_OTHER_LETTERS = re.compile(r"[^\W\d_]")


def table(tag: str) -> tuple[tables.Row, ...]:
    """The rows of ``data/reference/names_<tag>.csv``; none where there is no such table."""
    name = f"names_{tag}"
    return tables.rows(name) if name in set(tables.names()) else ()


def inflected(tag: str, row: tables.Row | str, *, place: bool = False) -> tuple[str, ...]:
    """The forms of a name: those that its row gives, else by rule; "-" stands for a name that never changes."""
    name, given = (row, "") if isinstance(row, str) else (row["name"], row["forms"])
    if given == "-" or tag not in lexicon.tags():
        return (name,)
    return tuple(dict.fromkeys((name, *tables.split(given)))) if given else inflection.forms(tag, name, place=place)


def _named(thing: Entity, *names: str) -> Entity:
    """``thing`` with its names in the language first."""
    every = dict.fromkeys(name for name in (*names, *thing.names) if name and name != thing.label)
    return dataclasses.replace(thing, names=tuple(every)[:_MOST])


def states(tag: str) -> Iterator[tuple[str, Entry]]:
    """Names of States and territories, and adjectives of nationality."""
    known = gazetteer.load().states
    more: dict[str, list[tables.Row]] = {}
    for row in table(tag):
        if row["kind"] in {"state", "adjective"}:
            more.setdefault(row["thing"], []).append(row)
    for row in tables.rows("states"):
        name = _BRACKET.sub("", row.get(f"name_{tag}") or row["name_en"])
        formal = _ARTICLE.sub("", row.get(f"formal_{tag}", ""), count=1) if row.get(f"formal_{tag}") else ""
        others = [other for other in more.get(row["iso2"], ()) if other["kind"] == "state"]
        thing = _named(known[row["iso2"]], name, formal, *(other["name"] for other in others))
        entry = Entry("state", thing, rank=3)
        for written in dict.fromkeys([name, formal]):
            if len(written) > 2:
                yield from ((form, entry) for form in inflected(tag, written, place=True))
        for other in others:
            yield from ((form, entry) for form in inflected(tag, other, place=True))
        for other in more.get(row["iso2"], ()):
            if other["kind"] == "adjective":
                given = tables.split(other["forms"])
                forms = [other["name"]] if given == ["-"] else given or inflection.demonym_forms(tag, other["name"])
                yield from ((form, Entry("nationality", thing, rank=1)) for form in forms)
                yield from ((form.capitalize(), Entry("nationality", thing, rank=1)) for form in forms)


def organisations(tag: str) -> Iterator[tuple[str, Entry]]:
    """Names of organisations in the language; acronyms and official names in any."""
    known = gazetteer.load().organisations
    ambiguous = set(patterns.load("names")["acronyms"]["ambiguous"])
    rows: dict[str, list[tables.Row]] = {}
    for row in table(tag):
        if row["kind"] in {"organisation", "acronym"}:
            rows.setdefault(row["thing"], []).append(row)
    for row in tables.rows("organisation_names"):
        if row["lang"] == tag:
            rows.setdefault(row["organisation"], []).append({**row, "forms": ""})
    names = {key: [row["name"] for row in of] for key, of in rows.items()}
    things = {key: _named(thing, *names.get(key, ())) for key, thing in known.items() if thing.type != "government"}
    for key, thing in things.items():
        for row in rows.get(key, ()):
            vague = "owner" if row["needs_context"] == "yes" else ""
            yield from ((form, Entry("organization", thing, vague, 5)) for form in inflected(tag, row))
    for row in tables.rows("organisation_names"):
        short = row["kind"] == "acronym" and len(row["name"]) > 2 and row["name"] not in ambiguous
        anywhere = short or (row["kind"] == "official" and " " in row["name"])
        if anywhere and row["organisation"] in things and row["lang"] == "en" and row["needs_context"] != "yes":
            yield row["name"], Entry("organization", things[row["organisation"]], "", 3)


def treaties(tag: str) -> Iterator[tuple[str, Entry]]:
    """Titles of instruments in the language and in English."""
    rows: dict[str, list[tables.Row]] = {}
    for row in table(tag):
        if row["kind"] == "instrument":
            rows.setdefault(row["thing"], []).append(row)
    for row in tables.rows("instrument_names"):
        if row["lang"] == tag:
            rows.setdefault(row["instrument"], []).append({**row, "forms": ""})
    known: dict[str, Entity] = {}
    for form, thing in instruments.names():
        known.setdefault(thing.reference or "", thing)
        if not _foreign(form):
            yield form, Entry("instrument", thing, rank=4)
    for key, of in rows.items():
        if key in known:
            thing = _named(known[key], *(row["name"] for row in of))
            for row in of:
                yield from ((form, Entry("instrument", thing, rank=6)) for form in inflected(tag, row))


def _foreign(form: str) -> bool:
    """True for names with letters that are not Latin."""
    return any(ord(letter) > 0x24F for letter in _OTHER_LETTERS.findall(form))


def towns(tag: str) -> Iterator[tuple[str, Entry]]:
    """Names of towns: those of the language, and those of the table in its letters."""
    rows: dict[str, list[tables.Row]] = {}
    for row in table(tag):
        if row["kind"] == "city":
            rows.setdefault(row["thing"], []).append(row)
    for row in tables.rows("city_names"):
        if row["lang"] == tag:
            rows.setdefault(row["city"], []).append({**row, "forms": ""})
    cyrillic = tag in lexicon.tags() and bool(lexicon.load(tag, "inflection").get("nouns"))
    for row in tables.rows("cities"):
        own = rows.get(row["id"], [])
        if cyrillic and not own:
            continue
        others = [] if cyrillic else tables.split(row["names"])
        names = [one["name"] for one in own] + [other for other in others if not _foreign(other)]
        thing = Entity(
            kind="place",
            label=row["name"],
            reference=row["id"],
            names=tuple(dict.fromkeys(name for name in names if name != row["name"]))[:_MOST],
            state=row["iso2"],
            type="city",
        )
        capital = row["capital"] == "yes"
        rank = CAPITAL if capital else min(int(row["population"] or 0), 99_999_999) - 10**9
        entry = Entry("place", thing, "" if capital else "cue", rank)
        written = {form for one in own for form in inflected(tag, one, place=True)}
        for form in sorted(written | ({row["name"], *others} if not cyrillic else set())):
            if len(form) > 2 and (cyrillic or not _foreign(form)):
                yield form, entry
