"""`ctkg export` in a format of other tools: by suffix or name, to a file, a folder or stdout; and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import ctkg as package
from ctkg.graph.store import MemoryStore, open_store

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def folder(fictional: MemoryStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("command")
    with open_store(folder / "ctkg.store") as store:
        store.load(fictional.quads())
    return folder


def test_a_name_or_a_suffix_says_the_format(
    ctkg: Run, folder: Path, written: Callable[[str], str], tmp_path: Path
) -> None:
    done = ctkg("export", "-f", "ics", "-o", "-", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == written("ics").replace("\r\n", "\n")  # text of a process has one kind of line end
    with package.open(folder / "ctkg.store", read_only=True) as kg:
        for name, form in (
            ("x.graphml", "graphml"),
            ("x.GEOJSON", "geojson"),
            ("x.stix.json", "stix"),
            ("x.ftm", "ftm"),
        ):
            kg.export(tmp_path / name)
            assert (tmp_path / name).read_bytes().decode() == written(form)
        kg.export(str(tmp_path / "x.json"))  # JSON of no other kind is JSON-LD
        assert "@graph" in json.loads((tmp_path / "x.json").read_bytes())
        kg.export(tmp_path / "tables", "csv")
        kg.export(tmp_path / "tables", "csv")  # an earlier export gives way
    assert (tmp_path / "tables" / "Workshop.csv").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-f", "csv", "-o", "-"), "name one with -o FOLDER"),
        (("-f", "xls", "x"), "unknown format 'xls'"),
        (("-f", "ics"), "name one file or folder"),
        (("x.ics", "-o", "y.ics"), "name one file or folder"),
        (("-f", "ics", "-o", "x.ics", "--graph", "graph:ontology"), "ics has no named graphs"),
        (("-f", "ttl", "-o", "x.ttl", "--context", "https://example.org/c"), "only jsonld has a context"),
    ],
)
def test_what_cannot_be_is_refused(ctkg: Run, folder: Path, words: tuple[str, ...], said: str) -> None:
    before = sorted(file.name for file in folder.iterdir())
    done = ctkg("export", *words, cwd=folder)
    assert done.returncode == 2 and said in done.stderr and done.stdout == ""
    assert sorted(file.name for file in folder.iterdir()) == before
