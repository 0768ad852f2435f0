"""Overview queries on the small worlds; every row was counted by eye in the fixtures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

OVERVIEW = Path(__file__).resolve().parents[2] / "queries" / "overview"
Ask = Callable[..., set[tuple[str, ...]]]

ASTANA = "id:event/osce-2014-astana-explosives/1"
SKOPJE = "id:event/osce-2019-skopje-critical-infrastructure/1"


def body(name: str) -> str:
    return f"id:organization/{name}"


def threat(name: str) -> str:
    return f"concept:threat/{name}"


def test_co_organisers(ask: Ask) -> None:
    assert ask("events", "co-organisers") == {
        (body("kz-atc"), body("osce-fo-astana"), "1"),
        (body("kz-atc"), body("osce-tntd"), "1"),
        (body("osce-fo-astana"), body("osce-tntd"), "1"),
    }


def test_timeline(ask: Ask) -> None:
    assert ask("events", "timeline", ("start", "end", "event")) == {
        ("2014-06-10", "2014-06-10", ASTANA),
        ("2019-11-19", "2019-11-21", SKOPJE),
    }


def test_events_by_country(ask: Ask) -> None:
    assert ask("events", "events-by-country") == {
        ("id:territory/KZ", "Kazakhstan", "1"),
        ("id:territory/MK", "North Macedonia", "1"),
    }
    # The fictional events name a town only: the country follows from it.
    assert ask("fiction", "events-by-country", ("territory", "events")) == {
        ("id:territory/XA", "2"),
        ("id:territory/XB", "2"),
    }
    assert ask("fiction", "events-by-country", inference=False) == set()


def test_documents(ask: Ask) -> None:
    columns = ("document", "issued", "publisher", "events", "claims", "asserted")
    assert ask("events", "documents", columns) == {
        ("id:document/osce-2014-astana-explosives", "2014-06-10", "OSCE", "1", "3", "2"),
        ("id:document/osce-2019-skopje-critical-infrastructure", "2019-11-19", "OSCE", "1", "6", "5"),
    }


def test_documents_that_gave_nothing_are_listed(ask: Ask) -> None:
    assert ("id:document/fiction-d", "0", "0") in ask("fiction", "documents", ("document", "events", "claims"))


def test_support_and_funding(ask: Ask) -> None:
    assert ask("fiction", "support-and-funding") == {
        (body("example-fund"), "concept:role/funder", "2"),
        (body("xa-ministry"), "concept:role/supporter", "1"),
    }


def test_who_speaks(ask: Ask) -> None:
    bodies = ("kz-atc", "mk-nsa", "osce-atu", "osce-fo-skopje", "osce-tntd", "un-cted")
    assert ask("events", "who-speaks") == {(body(name), "1", "1") for name in bodies}


def test_people_and_posts(ask: Ask) -> None:
    assert ask("events", "people-and-posts", ("name", "post", "body", "on")) == {
        ("Anne-Maria Seesmaa", "Legal Officer", body("un-cted"), "2019-11-19"),
        ("Clemens Koja", "Head", body("osce-fo-skopje"), "2019-11-19"),
        ("Fejzo Numanaj", "Acting Head", body("osce-atu"), "2019-11-19"),
        ("Kendebay Adambekov", "Head", body("kz-atc"), "2014-06-10"),
        ("Manuel Larrotcha Parada", "Ambassador", "id:state/ES", "2014-06-10"),
        ("Manuel Marion", "Senior Programme Officer", body("osce-tntd"), "2014-06-10"),
        ("Viktor Dimovski", "Director", body("mk-nsa"), "2019-11-19"),
    }


def test_themes_over_time(ask: Ask) -> None:
    assert ask("fiction", "themes-over-time", ("year", "theme", "events")) == {
        ("2015", threat("means-explosives"), "1"),
        ("2015", threat("sector-energy"), "1"),
        ("2016", threat("means-explosives"), "1"),
        ("2016", threat("means-precursors"), "1"),
        ("2016", "concept:measure/rm-ppp", "1"),
        ("2021", threat("act-cyberattack"), "1"),
        ("2021", threat("sector-drinking-water"), "1"),
    }


def test_instruments_by_threat(ask: Ask) -> None:
    rows = ask("fiction", "instruments-by-threat", ("threat", "instrument"))
    treaty = {threat for threat, instrument in rows if instrument == "id:instrument/example-treaty"}
    assert treaty == {threat("means-explosives"), threat("means")}


def test_actor_network(ask: Ask) -> None:
    rows = ask("fiction", "actor-network")
    assert (body("example-fund"), body("example-league-office"), "2", "2015-03-10", "2016-05-02") in rows
    assert (body("example-league-office"), "id:state/XA", "1", "2015-03-10", "2015-03-10") in rows
    # Twelve pairs of organisations, and the State with the four bodies of the event it took part in.
    assert len(rows) == 16
    assert all(one < other for one, other, *_ in rows)


@pytest.mark.parametrize("file", sorted(OVERVIEW.glob("*.rq")), ids=lambda file: file.stem)
@pytest.mark.parametrize("world", ["events", "fiction"])
def test_both_engines_agree(file: Path, world: str, ask: Ask, ask_rdflib: Ask) -> None:
    assert ask_rdflib(world, file.stem) == ask(world, file.stem)
