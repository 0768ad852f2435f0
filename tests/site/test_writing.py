"""The same bytes from the same graph, pages for what is long, what is in the wheel, and the command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder
from pyoxigraph import Literal, NamedNode, Quad
from tests.conftest import Run
from tests.site.reading import read

from ctkg import site
from ctkg.graph.store import MemoryStore, Store, open_store
from ctkg.iris import ID, PREFIXES, graph, term
from ctkg.site import lists, writing


def content(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_same_graph_gives_the_same_bytes(quads: list[Quad], folder: Path, tmp_path: Path) -> None:
    other = open_store(None)
    other.load(quads[::-1])
    seen: list[tuple[str, int, int]] = []
    done = site.write(other, tmp_path / "public", progress=lambda *step: seen.append(step))
    assert content(tmp_path / "public") == content(folder)
    assert done.files == len(content(folder)) and done.size == sum(map(len, content(folder).values()))
    assert ("pages", done.nodes, done.nodes) in seen


def crowded(number: int) -> Store:
    """An organisation that many events name."""
    body, kind, said = (
        NamedNode(ID + "organization/busy"),
        NamedNode(PREFIXES["rdf"] + "type"),
        NamedNode(graph("document", "d")),
    )
    quads = [Quad(body, kind, NamedNode(term("Organization")), said)]
    for each in range(number):
        event = NamedNode(f"{ID}event/d/{each}")
        quads += [
            Quad(event, kind, NamedNode(term("Event")), said),
            Quad(event, NamedNode(term("startDate")), Literal(str(2000 + each)), said),
            Quad(event, NamedNode(term("hasOrganizer")), body, said),
            Quad(event, NamedNode(term("hasPartner")), body, said),
        ]
    store = open_store(None)
    store.load(quads)
    return store


def test_what_is_long_stands_on_several_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_MOST", 4)
    monkeypatch.setattr(lists, "MOST", 4)
    site.write(crowded(9), tmp_path / "public")
    stem = tmp_path / "public/id/organization/busy"
    pages = [stem.with_name(name) for name in ("busy.html", *(f"busy~{n}.html" for n in range(2, 7)))]
    events = [
        [each.attributes["href"] for each in read(page.read_text()).all("a") if "/event/d/" in each.attributes["href"]]
        for page in pages
    ]
    assert [len(each) for each in events] == [4, 4, 1, 4, 4, 1]
    assert sorted(each for page in events for each in page) == sorted(
        [f"../../id/event/d/{n}.html" for n in range(9)] * 2
    )
    assert "Page 2 of 6" in read(pages[1].read_text()).words
    assert not stem.with_name("busy~7.html").exists()
    years = [
        read((tmp_path / "public" / name).read_text())
        for name in ("timeline.html", "timeline~2.html", "timeline~3.html")
    ]
    assert [len(page.all("h2")) for page in years] == [4, 4, 1]
    assert {each.attributes["href"] for each in years[0].all("a") if "svg" in each.inside} >= {"timeline~3.html#y2008"}


def test_all_places_have_a_page_where_asked(store: Store, tmp_path: Path) -> None:
    site.write(store, tmp_path / "public", options=site.Options(all_places=True, title="Ours"))
    assert (tmp_path / "public/id/city/2.html").is_file()
    assert "<title>Home – Ours</title>" in (tmp_path / "public/index.html").read_text()


def test_the_wheel_has_templates_sheet_and_script(repository: Path) -> None:
    there = {each.distribution_path for each in WheelBuilder(str(repository)).recurse_included_files()}
    package = repository / "src" / "ctkg" / "site"
    wanted = {
        f"ctkg/site/{file.relative_to(package).as_posix()}"
        for file in package.rglob("*")
        if file.suffix in {".html", ".css", ".js", ".svg", ".toml"}
    }
    assert len(wanted) > 10 and wanted <= there


def test_the_command_writes_and_refuses(ctkg: Run, quads: list[Quad], tmp_path: Path) -> None:
    with open_store(tmp_path / "ctkg.store") as made:
        made.load(quads)
    done = ctkg("site", "public", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.strip().endswith("MB: public/index.html")
    assert (tmp_path / "public" / "index.html").is_file()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("years of work")
    refused = ctkg("site", "other", cwd=tmp_path)
    assert refused.returncode == 2 and "is no site of ctkg" in refused.stderr
    assert [each.name for each in (tmp_path / "other").iterdir()] == ["thesis.txt"]


def test_the_cost_grows_as_the_store_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in quads that are looked at: each further event costs as much as the ones before."""
    looked = 0

    def counting(name: str) -> None:
        ask = getattr(MemoryStore, name)

        def counted(self: MemoryStore, *where: object) -> Iterator[object]:
            nonlocal looked
            for each in ask(self, *where):
                looked += 1
                yield each

        monkeypatch.setattr(MemoryStore, name, counted)

    for name in ("match", "union"):
        counting(name)
    costs = []
    for number in (20, 40, 60):
        looked = 0
        site.write(crowded(number), tmp_path / str(number))
        costs.append(looked)
    assert costs[1] - costs[0] == pytest.approx(costs[2] - costs[1], rel=0.02)
