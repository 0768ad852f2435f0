"""A store of an older version is read as it is and migrated by its next writer; one of a newer version is refused."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import ctkg as package
from ctkg.errors import StoreError
from ctkg.graph.store import migration, open_store
from ctkg.graph.store.base import FORMAT
from ctkg.pipeline import Options

sys.path.insert(0, str(Path(__file__).parent))
import older

Dump = Callable[..., bytes]
OPTIONS = Options(reference=False, validation=False)
TEXT = "The OSCE held a workshop on border security in Vienna on 3 March 2021.\n"


@pytest.fixture(scope="session")
def today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two documents and the store that this ctkg builds from them."""
    folder = tmp_path_factory.mktemp("today")
    (folder / "docs").mkdir()
    (folder / "docs" / "one.txt").write_text(TEXT, encoding="utf-8")
    (folder / "docs" / "two.txt").write_text(TEXT.replace("Vienna", "Tashkent"), encoding="utf-8")
    with package.open(folder / "s") as kg:
        kg.build([folder / "docs"], options=OPTIONS)
    return folder


@pytest.fixture
def first(today: Path, tmp_path: Path) -> Path:
    """The same graphs in a store of format 1."""
    with open_store(today / "s", read_only=True) as store:
        graphs = {name: [quad.triple for quad in store.quads(name)] for name in store.graphs()}
        notes = {("profile", name): text for name, text in store.notes("profile").items()}
        metadata = {key: value for key, value in store.metadata().items() if key != "format"}
    older.write_format_1(tmp_path / "old", graphs, notes, metadata)
    return tmp_path / "old"


def test_it_is_read_as_it_is(first: Path, today: Path, dump: Dump) -> None:
    before = {path: path.stat().st_mtime_ns for path in first.rglob("*") if path.is_file()}
    assert dump(first) == dump(today / "s")
    with package.open(first, read_only=True) as kg:
        assert kg.query("ASK { ?e a ct:Workshop }").boolean
        assert kg.store.revision() == 0 and kg.store.metadata()["format"] == 1
    assert {path: path.stat().st_mtime_ns for path in first.rglob("*") if path.is_file()} == before


def test_the_next_writer_migrates_it(first: Path, today: Path, dump: Dump) -> None:
    with open_store(first) as store:
        assert store.metadata()["format"] == FORMAT
        # Whoever keeps something derived from the store sees all of it as new.
        assert set(store.touched(0)) == set(store.graphs())
        revision = store.revision()
    assert dump(first) == dump(today / "s")
    with open_store(first) as store:
        assert store.revision() == revision, "once is enough"


def test_a_build_on_it_gives_what_a_new_one_gives(first: Path, today: Path, dump: Dump) -> None:
    with package.open(first) as kg:
        kg.build([today / "docs"], options=OPTIONS)
    assert dump(first) == dump(today / "s")


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_migration_that_is_killed_is_carried_out_by_the_next_writer(first: Path, dump: Dump, where: str) -> None:
    whole = dump(first)
    code = f"""
import os, signal, sys
from ctkg.graph.store import disk, open_store
def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)
disk.{"migration.migrate" if where == "before" else "write_metadata"} = killed
open_store(sys.argv[1])
"""
    done = subprocess.run([sys.executable, "-c", code, str(first)], timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert json.loads((first / "ctkg.json").read_text(encoding="utf-8"))["format"] == 1
    assert dump(first) == whole
    with open_store(first) as store:
        assert store.metadata()["format"] == FORMAT and set(store.touched(0)) == set(store.graphs())
    assert dump(first) == whole


def test_every_format_has_its_step() -> None:
    assert sorted(migration.STEPS) == list(range(1, FORMAT))


@pytest.mark.parametrize("read_only", [True, False])
def test_a_newer_format_is_refused(today: Path, tmp_path: Path, read_only: bool) -> None:
    shutil.copytree(today / "s", tmp_path / "s")
    metadata = tmp_path / "s" / "ctkg.json"
    values = json.loads(metadata.read_text(encoding="utf-8"))
    assert values["ctkg"] == package.__version__
    metadata.write_text(json.dumps({**values, "format": FORMAT + 1, "ctkg": "9.9"}), encoding="utf-8")
    with pytest.raises(StoreError, match=rf"format {FORMAT + 1} \(ctkg 9.9 wrote it\), .* update ctkg"):
        open_store(tmp_path / "s", read_only=read_only)
    assert (tmp_path / "s" / "ctkg.seal").read_bytes() == (today / "s" / "ctkg.seal").read_bytes()
