"""Questions to the reference tables: the rows are computed from the CSV by plain code that knows no SPARQL."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

TABLES = Path(__file__).resolve().parents[2] / "data" / "reference"
AS_AT = "2015-03-14"
FIVE = tuple(
    f"ilo-{name}"
    for name in ("bombings-1997", "financing-1999", "hostages-1979", "nuclear-2005", "protected-persons-1973")
)

Row = dict[str, str]
Ask = Callable[..., set[tuple[str, ...]]]


def rows(table: str) -> list[Row]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def participating_states() -> set[str]:
    return {
        row["iso2"]
        for row in rows("memberships")
        if row["organisation"] == "osce" and row["kind"] == "participating-state" and row["since"] <= AS_AT
    }


def treaty(column: str, instrument: str) -> dict[str, str]:
    """State -> day of its signature or consent."""
    table = rows("treaty_participation")
    return {row["iso2"]: row[column] for row in table if row["instrument"] == instrument and row[column]}


def instrument(name: str) -> str:
    return f"id:instrument/{name}"


def body(name: str) -> str:
    return f"id:organization/{name}"


def related(*relations: str) -> set[tuple[str, str]]:
    return {(row["subject"], row["object"]) for row in rows("instrument_relations") if row["relation"] in relations}


def test_membership_is_whole() -> None:
    assert len(participating_states()) == 57


@pytest.mark.parametrize("name", FIVE)
def test_states_not_bound(name: str, ask: Ask) -> None:
    missing = participating_states() - treaty("bound", name).keys()
    answer = ask("tables", "CQ48", ("state",), {"instrument": f"id:instrument/{name}"})
    assert answer == {(f"id:state/{code}",) for code in missing}


def test_the_holy_see_alone_is_not_bound_by_the_bombings_convention(ask: Ask) -> None:
    assert ask("tables", "CQ48", ("state",)) == {("id:state/VA",)}


def test_states_that_signed_only(ask: Ask) -> None:
    signed, bound = treaty("signed", "ilo-nuclear-2005"), treaty("bound", "ilo-nuclear-2005")
    wanted = {(f"id:state/{c}", signed[c]) for c in participating_states() if c in signed and c not in bound}
    assert wanted
    assert ask("tables", "CQ49", ("state", "signed")) == wanted


def test_gaps_in_ratification(ask: Ask) -> None:
    wanted = {
        (instrument(name), f"id:state/{code}", treaty("signed", name).get(code, ""))
        for name in FIVE
        for code in participating_states() - treaty("bound", name).keys()
    }
    assert ask("tables", "ratification-gaps", ("instrument", "state", "signed")) == wanted


@pytest.mark.parametrize("date", ["2002-11-05", "2002-11-06", "2014-06-10"])
def test_party_on_a_date(date: str, ask: Ask) -> None:
    since = treaty("bound", "ilo-bombings-1997")["KZ"]
    wanted = {("true", since)} if since <= date else {("false", "")}
    assert ask("tables", "CQ46", ("bound", "since"), {"date": date}) == wanted


@pytest.mark.parametrize("date", ["2014-06-10", "2000-01-01", "2023-01-01"])
def test_field_operations_open(date: str, ask: Ask) -> None:
    wanted = {
        (body(row["id"]),)
        for row in rows("organisations")
        if row["type"] == "field-operation"
        and row["established"]
        and row["established"] <= date[: len(row["established"])]
        and (not row["ended"] or row["ended"] >= date[: len(row["ended"])])
    }
    assert wanted
    assert ask("tables", "CQ38", ("operation",), {"date": date}) == wanted


def test_eu_acts_that_implement_resolutions(ask: Ask) -> None:
    acts = {row["id"] for row in rows("eu_instruments")}
    pairs = related("implements")
    wanted = {(instrument(r), instrument(act)) for act, r in pairs if act in acts and r.startswith("un")}
    assert wanted
    assert ask("tables", "CQ26", ("resolution", "act")) == wanted


def test_amendments_within_the_universal_instruments(ask: Ask) -> None:
    members = {row["id"] for row in rows("instruments_universal")}
    assert len(members) == 19
    pairs = {(a, b) for a, b in related("amends", "supplements", "supersedes") if {a, b} <= members}
    assert len({later for later, _ in pairs}) == 8
    assert ask("tables", "CQ22", ("later", "earlier")) == {(instrument(a), instrument(b)) for a, b in pairs}


def test_bodies_established_by_resolutions(ask: Ask) -> None:
    resolutions = {row["id"] for row in rows("unsc_resolutions")}
    ended = {row["id"]: row["ended"] for row in rows("organisations")}
    wanted = {(instrument(r), body(b), ended[b]) for r, b in related("establishes") if r in resolutions}
    assert len(wanted) == 9
    assert ask("tables", "CQ23", ("resolution", "body", "ended")) == wanted


def test_mandate_of_cted(ask: Ask) -> None:
    adopted = {row["id"]: row["adopted"] for row in rows("unsc_resolutions")}
    wanted = {(adopted[r], instrument(r)) for r, b in related("establishes", "extends-mandate") if b == "un-cted"}
    assert len(wanted) == 8
    assert ask("tables", "CQ58", ("adopted", "resolution")) == wanted


def test_record_of_a_treaty(ask: Ask) -> None:
    for row in rows("instruments_universal"):
        wanted = {
            (row["name"], row["adopted"], row["in_force"], f"id:{depositary.strip()}")
            for depositary in row["depositary"].split(";")
        }
        columns = ("officialName", "adopted", "inForce", "depositary")
        assert ask("tables", "CQ18", columns, {"instrument": f"id:instrument/{row['id']}"}) == wanted


def test_place_in_the_set(ask: Ask) -> None:
    table = rows("instruments_universal")
    in_force = sum(bool(row["in_force"]) and row["in_force"] <= "2014-06-10" for row in table)
    columns = ("size", "position", "adoptedByDate", "inForceByDate")
    own = next(row for row in table if row["id"] == "ilo-bombings-1997")
    earlier = sum(row["adopted"] <= own["adopted"] for row in table)
    existing = sum(row["adopted"] <= "2014-06-10" for row in table)
    assert (earlier, existing) == (int(own["number"]), 19)
    assert ask("tables", "CQ19", columns) == {("19", str(earlier), str(existing), str(in_force))}


def concepts_of(cell: str, *, codes: bool) -> set[str]:
    """Concepts of a cell of themes, with every broader one."""
    mapping = {row["id"]: row["concepts"].split(";") for row in rows("themes")}
    broader = {row["id"]: row["broader"] for table in ("threats", "measures") for row in rows(table)}
    found: set[str] = set()
    for item in filter(None, cell.split(";")):
        for concept in mapping[item] if codes else [item]:
            while concept:
                found.add(concept)
                concept = broader[concept]
    return found


def test_binding_instruments_on_explosives(ask: Ask) -> None:
    themes = {"act-bombing", "means-explosives", "means-precursors"}
    not_acts = {"communication", "strategy", "recommendation"}
    wanted = {r["id"] for r in rows("instruments_universal") if concepts_of(r["concepts"], codes=False) & themes}
    wanted |= {r["id"] for r in rows("regional_instruments") if concepts_of(r["themes"], codes=True) & themes}
    wanted |= {
        r["id"]
        for r in rows("eu_instruments")
        if r["act_type"] not in not_acts and concepts_of(r["themes"], codes=True) & themes
    }
    assert ask("tables", "CQ28", ("instrument",)) == {(instrument(name),) for name in wanted}


def test_themes_of_a_resolution(ask: Ask) -> None:
    row = next(row for row in rows("unsc_resolutions") if row["number"] == "2341")
    themes = {
        f"concept:{'measure' if c.startswith('rm') else 'threat'}/{c}" for c in concepts_of(row["themes"], codes=True)
    }
    columns = ("resolution", "adoptedBy", "adopted", "theme")
    wanted = {(instrument("unscr-2341"), body("unsc"), row["adopted"], theme) for theme in themes}
    assert ask("tables", "CQ20", columns) == wanted


def test_codes_of_a_concept(ask: Ask) -> None:
    row = next(row for row in rows("threats") if row["id"] == "act-bombing")
    wanted = {row["label_en"], row["gtd"], *filter(None, row["acled"].split(";"))}
    answer = {value for (value,) in ask("tables", "CQ33", ("value",))}
    assert wanted <= answer
    assert set(row["alt_labels_en"].split(";")) <= answer


@pytest.mark.parametrize("kind", ["violation", "warning"])
def test_the_tables_are_clean(kind: str, ask: Ask) -> None:
    from ctkg.graph import library

    known = {"duplicate-label": {("id:instrument/eu-reg-2019-1148",)}}
    for query in library.load():
        if query.severity == kind:
            assert ask("tables", query.id, ("focus",)) == known.get(query.id, set()), query.title
