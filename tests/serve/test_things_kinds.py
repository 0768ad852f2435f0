"""What pages of one kind have beside the rest, checked against the tables that it comes from."""

from __future__ import annotations

import csv
import re
from html import unescape
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient
from tests.serve.conftest import Server, Tab
from tests.site.conftest import FICTIONAL
from tests.site.reading import read

import ctkg
from ctkg.graph.assemble import ontology_quads
from ctkg.graph.parties import Action, Circle, bound, missing
from ctkg.serve import Settings, application

HTML = {"accept": "text/html"}


def table(repository: Path, name: str) -> list[dict[str, str]]:
    with (repository / "data" / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def section(client: TestClient, path: str, name: str) -> str:
    text = client.get(path, headers=HTML).text
    found = re.search(rf'<section class="part on-{name}".*?</section>', text, re.DOTALL)
    assert found, f"{path} has no section {name}"
    return found.group()


def rows(text: str) -> list[list[str]]:
    return [
        [" ".join(read(cell).words.split()) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]
        for row in re.findall(r"<tr>(.*?)</tr>", text, re.DOTALL)
    ]


@pytest.mark.parametrize("treaty", ["ilo-nuclear-2005", "ilo-financing-1999"])
def test_parties_and_gaps_are_those_of_the_tables(client: TestClient, repository: Path, treaty: str) -> None:
    states = {row["iso2"] for row in table(repository, "states") if row["kind"] == "state"}
    acts = [row for row in table(repository, "treaty_participation") if row["instrument"] == treaty]
    parties = {row["iso2"] for row in acts if row["bound"]} & states
    text = section(client, f"/id/instrument/{treaty}", "parties")
    linked = set(re.findall(r'href="/id/state/([A-Z]{2})"', text))
    assert linked == {row["iso2"] for row in acts} & states
    dates = [row[2] for row in rows(text.partition('id="all-parties"')[2]) if len(row) == 3 and row[2]]
    assert dates == sorted(dates) and len(dates) >= len(parties)
    gaps = section(client, f"/id/instrument/{treaty}", "gaps")
    first = re.search(r"<tr>(<td.*?)</tr>", gaps, re.DOTALL)
    assert first
    assert set(re.findall(r'href="/id/state/([A-Z]{2})"', first.group())) == states - parties
    found = {row[0]: row[1:] for row in rows(gaps) if row}
    assert found["All States known here"][:2] == [str(len(states)), str(len(parties))]
    members = {
        row["iso2"]
        for row in table(repository, "memberships")
        if row["organisation"] == "osce" and row["kind"] == "participating-state"
    } & states
    [osce] = [value for name, value in found.items() if name.endswith("participating State")]
    assert osce[:2] == [str(len(members)), str(len(members & parties))]


def test_the_day_as_at_which_the_data_knows_it_is_told(client: TestClient) -> None:
    assert "as known on 2015-03-14, what came later is not told" in " ".join(
        read(section(client, "/id/instrument/ilo-nuclear-2005", "parties")).words.split()
    )


def test_who_left_is_no_party_unless_it_came_back() -> None:
    acts = [Action("2001", "bound", "a", "", "1"), Action("2002", "withdrew", "a", "", "2")]
    acts += [Action("2001", "bound", "b", "", "3"), Action("2002", "withdrew", "b", "", "4")]
    acts += [Action("2003", "bound", "b", "", "5"), Action("2001", "signed", "c", "", "6")]
    assert sorted(bound(sorted(acts))) == ["b"]
    circle = Circle(of="x", kind="", states=frozenset("abc"))
    assert missing(bound(sorted(acts)), [circle]) == [(circle, ["a", "c"])]


def test_a_state_has_its_treaties_and_those_that_it_has_not_joined(client: TestClient, repository: Path) -> None:
    acts = table(repository, "treaty_participation")
    joined = {row["instrument"] for row in acts if row["iso2"] == "KZ" and row["bound"]}
    found = section(client, "/id/state/KZ", "treaties")
    lines, _, others = found.partition("Not bound, as far as")
    bound_rows = [row for row in rows(lines) if len(row) == 4 and row[2]]
    assert len(bound_rows) == len(joined)
    known = {row["instrument"] for row in acts}
    assert set(re.findall(r'href="/id/instrument/([^"]+)"', others)) == known - joined


def test_a_person_has_posts_over_time_and_public_statements(client: TestClient) -> None:
    text = section(client, "/id/person/vladimir-voronkov/united-nations", "posts")
    assert "<svg" in text and "Under-Secretary-General for Counter-Terrorism" in text and "2018-09-25" in text
    spoken = section(client, "/id/person/spindelegger/austria", "spoken")
    assert "Regional co-operation is a key factor" in spoken
    assert 'href="/id/document/austria-2010-sarajevo-workshop#c792"' in spoken
    held = section(client, "/id/post/kz-atc/head", "holders")
    assert "Kendebay Adambekov" in held and "2014-06-10" in held


def test_concepts_stand_in_their_tree(client: TestClient) -> None:
    words = " ".join(read(section(client, "/concept/threat/act-bombing", "tree")).words.split())
    assert words.index("Threats") < words.index("Terrorist act") < words.index("Suicide bombing")
    scheme = section(client, "/concept/threat", "tree")
    assert len(set(re.findall(r'href="(/concept/threat/[^"]+)"', scheme))) == 123


def test_numbers_by_property_are_real(client: TestClient) -> None:
    text = client.get("/id/organization/osce", headers=HTML).text
    counted = dict(
        re.findall(r'<li><a href="([^"]+property=[^"]+)"><bdi>[^<]+</bdi></a>\s*<span class="note">([\d,]+)', text)
    )
    [units] = [path for path in counted if "unitOf" in path]
    page = client.get(unescape(units), headers=HTML).text
    assert f"of {counted[units]}" in page
    assert len(set(re.findall(r'<li><a href="(/id/organization/[^"?]+)"', page)) - {"/id/organization/osce"}) == int(
        counted[units]
    )


#: A page of each kind, the small ones: what is looked at is the kind.
SHOWN = (
    "/id/instrument/ilo-nuclear-2005", "/id/person/vladimir-voronkov/united-nations", "/id/organization/kz-atc",
    "/id/event/spain-morocco-2024-arrests/1", "/id/state/KZ", "/id/city/1526273", "/concept/threat/act-bombing",
    "/explain?s=id:city/1526273&p=ct:locatedWithin&o=id:region/m49-asia", "/ontology/Organization", "/ontology/review",
    "/graph/document/spain-morocco-2024-arrests",
)  # fmt: skip


def test_a_page_of_each_kind_in_the_browser(server: Server, tab: Tab) -> None:
    tab.page.set_viewport_size({"width": 360, "height": 800})
    for path in SHOWN:
        answer = tab.page.goto(server.address + path)
        assert answer is not None and answer.status == 200, path
        assert tab.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        assert (path, tab.axe()) == (path, [])


def test_an_event_shows_where_reports_differ_and_readers_decided(tmp_path: Path) -> None:
    with ctkg.open(tmp_path / "store") as graph:
        graph.store.load([*ontology_quads(), *parse(path=str(FICTIONAL), format=RdfFormat.TRIG)])
    with TestClient(application(Settings(store=tmp_path / "store")), base_url="http://127.0.0.1") as small:
        text = small.get("/id/event/first/1", headers=HTML).text
        assert 'id="differ">Where reports differ' in text
        told = section(small, "/id/event/first/1", "differ")
        assert told.count('<div class="told">') >= 2 and "<mark>" in told
        apart = section(small, "/id/event/first/1", "open")
        assert "rejected by a fictional reader on 2024-06-01" in apart
        # Claims that are not asserted can be looked through page by page as well.
        everything = small.get("/id/event/first/1?part=open", headers=HTML).text
        assert "rejected by a fictional reader on 2024-06-01" in everything and "planned, not yet done" in everything
