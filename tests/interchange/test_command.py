"""`ctkg export` in a format of other tools: by suffix or name, to a file, a folder or stdout; and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from types import SimpleNamespace
from typing import Any, cast

import pytest

import ctkg as package
from ctkg import interchange
from ctkg.errors import StoreError
from ctkg.graph.store import MemoryStore, open_store
from ctkg.interchange import targets
from ctkg.interchange.view import View

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
    assert not list(tmp_path.glob(".*"))


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


def test_an_export_that_fails_leaves_what_was_there(fictional: MemoryStore, tmp_path: Path) -> None:
    target, other = tmp_path / "tables", tmp_path / "tables.part"
    interchange.export(fictional, target, "csv")
    other.mkdir()
    (other / "mine.txt").write_text("mine", encoding="utf-8")

    def until(files: int) -> Iterator[tuple[str, Iterator[bytes]]]:
        for number in range(files):
            yield f"{number}.csv", iter([b"half"])
        raise KeyboardInterrupt

    before = {file.name: file.read_bytes() for file in target.iterdir()}
    for place in (target, tmp_path / "tables.zip"):
        with pytest.raises(KeyboardInterrupt):
            targets.write(
                cast(Any, SimpleNamespace(several=True, name="csv", files=lambda _: until(2))), View(fictional), place
            )
    assert {file.name: file.read_bytes() for file in target.iterdir()} == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["tables", "tables.part"]
    assert (other / "mine.txt").is_file()


def test_a_place_that_cannot_take_an_export_is_told(
    fictional: MemoryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "text.txt").write_text("mine", encoding="utf-8")
    for form, place, said in (
        ("csv", ".", "this is the folder at work, which cannot be replaced; name another one"),
        ("csv", "mine", "this is no folder of an earlier export and not empty; name another one"),
        ("csv", "no/tables", "the folder above this one does not exist; make it first"),
        ("ics", "mine", "this is a folder; name a file"),
        ("ttl", "mine", "this is a folder; name a file"),
    ):
        with pytest.raises(StoreError) as error:
            interchange.export(fictional, Path(place), form)
        assert error.value.message == said
    assert [each.name for each in tmp_path.iterdir()] == ["mine"]
