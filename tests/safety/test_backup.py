"""A backup is the store of one moment, in one file; it comes back the same, or not at all."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

import ctkg as package
from ctkg.errors import StoreError, UsageError
from ctkg.graph.store import open_store
from ctkg.graph.store.backup import backup, restore
from ctkg.graph.store.base import FORMAT
from ctkg.iris import graph

Dump = Callable[..., bytes]
Run = Callable[..., subprocess.CompletedProcess[str]]
P = NamedNode("https://example.org/p")


@pytest.fixture(scope="session")
def saved(sealed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("saved") / "b.tar"
    backup(sealed, target)
    return target


def test_what_comes_back_is_what_was_saved(sealed: Path, saved: Path, dump: Dump, tmp_path: Path) -> None:
    done = restore(saved, tmp_path / "s")
    assert dump(tmp_path / "s") == dump(sealed)
    with open_store(tmp_path / "s") as back, open_store(sealed, read_only=True) as store:
        assert back.metadata() == store.metadata()
        assert back.revision() == store.revision() == done.revision
        assert back.touched(3) == store.touched(3)
        assert store.count() == done.quads
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


def test_of_a_killed_writer_and_of_one_at_work(unsealed: Path, sealed: Path, dump: Dump, tmp_path: Path) -> None:
    backup(unsealed, tmp_path / "killed.tar")
    restore(tmp_path / "killed.tar", tmp_path / "killed")
    assert dump(tmp_path / "killed") == dump(sealed)
    with package.open(tmp_path / "s") as kg:
        kg.store.replace_graph(graph("document", "a"), [Triple(P, P, Literal(1))])
        kg.backup(tmp_path / "one.tar")
        kg.store.replace_graph(graph("document", "b"), [Triple(P, P, Literal(2))])
        with package.open(tmp_path / "s", read_only=True) as reader:
            assert reader.backup(tmp_path / "two.tar").revision == 2
    for number, name in ((1, "one"), (2, "two")):
        restore(tmp_path / f"{name}.tar", tmp_path / name)
        with open_store(tmp_path / name, read_only=True) as store:
            assert (store.revision(), len(store.graphs())) == (number, number)


def test_nothing_is_overwritten(sealed: Path, saved: Path, dump: Dump, tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_text("mine")
    with pytest.raises(StoreError, match="never overwrites"):
        backup(sealed, tmp_path / "b.tar")
    assert (tmp_path / "b.tar").read_text() == "mine"
    with pytest.raises(StoreError, match="cannot stand in the store"):
        backup(sealed, sealed / "b.tar")
    with pytest.raises(StoreError, match="make it first"):
        backup(sealed, tmp_path / "none" / "b.tar")
    with pytest.raises(StoreError, match="no store here"):
        backup(tmp_path, tmp_path / "c.tar")
    with open_store(tmp_path / "s") as store:
        store.replace_graph(graph("document", "a"), [Triple(P, P, P)])
    before = dump(tmp_path / "s")
    with pytest.raises(StoreError, match="--replace"):
        restore(saved, tmp_path / "s")
    (tmp_path / "else").mkdir()
    (tmp_path / "else" / "letter.txt").touch()
    with pytest.raises(StoreError, match="something else"):
        restore(saved, tmp_path / "else", replace=True)
    with open_store(tmp_path / "s"), pytest.raises(StoreError, match="another process is writing"):
        restore(saved, tmp_path / "s", replace=True)
    assert dump(tmp_path / "s") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.tar", "else", "s"]


def test_replacing_a_store(sealed: Path, saved: Path, dump: Dump, tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        store.replace_graph(graph("document", "a"), [Triple(P, P, P)])
    restore(saved, tmp_path / "s", replace=True)
    assert dump(tmp_path / "s") == dump(sealed)
    (tmp_path / "s" / "ctkg.json").write_text("damaged")
    restore(saved, tmp_path / "s", replace=True)
    assert dump(tmp_path / "s") == dump(sealed)
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


def test_a_restored_store_is_another_one_for_a_server(sealed: Path, tmp_path: Path) -> None:
    shutil.copytree(sealed, tmp_path / "s")
    with open_store(tmp_path / "s") as store:
        store.set_metadata({**store.metadata(), "id": "abc"})
    backup(tmp_path / "s", tmp_path / "b.tar")
    restore(tmp_path / "b.tar", tmp_path / "t")
    with open_store(tmp_path / "t", read_only=True) as store:
        assert store.metadata() == {"format": FORMAT, "note": "kept"}


@pytest.mark.parametrize("content", [b"", b"no tar at all", b"\0" * 4096])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.tar").write_bytes(content)
    with pytest.raises(StoreError, match="no backup"):
        restore(tmp_path / "b.tar", tmp_path / "s")
    with pytest.raises(StoreError, match="no such backup"):
        restore(tmp_path / "none.tar", tmp_path / "s")
    assert [path.name for path in tmp_path.iterdir()] == ["b.tar"]


@pytest.mark.parametrize("name", ["../evil", "/evil", "quads/../../evil", "other.txt"])
def test_a_hostile_file_writes_nowhere(saved: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    with tarfile.open(saved) as old, tarfile.open(tmp_path / "in" / "b.tar", "w") as new:
        for member in old:
            new.addfile(member, old.extractfile(member))
            if member.name == "ctkg-backup.json":
                evil = tarfile.TarInfo(name)
                evil.size = 4
                new.addfile(evil, io.BytesIO(b"evil"))
    with pytest.raises(StoreError, match="backup"):
        restore(tmp_path / "in" / "b.tar", tmp_path / "in" / "s")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["b.tar", "in"]


def test_a_damaged_backup_never_becomes_a_store(saved: Path, dump: Dump, tmp_path: Path) -> None:
    content = saved.read_bytes()
    chance = random.Random(5)
    for number in range(12):
        spoilt = bytearray(content if number % 2 else content[: chance.randrange(len(content) - 10_240)])
        if number % 2:
            with tarfile.open(saved) as tar:
                member = chance.choice([each for each in tar if each.size])
            spoilt[member.offset_data + chance.randrange(member.size)] ^= 1 << chance.randrange(8)
        (tmp_path / "b.tar").write_bytes(bytes(spoilt))
        with pytest.raises(StoreError, match="backup") as caught:
            restore(tmp_path / "b.tar", tmp_path / "s")
        assert caught.value.exit_code == 4
        assert not (tmp_path / "s").exists(), number
    assert [path.name for path in tmp_path.iterdir()] == ["b.tar"]


def test_a_damaged_store_gives_no_backup(sealed: Path, tmp_path: Path) -> None:
    shutil.copytree(sealed, tmp_path / "s")
    for file in (tmp_path / "s" / "quads").glob("*.sst"):
        content = bytearray(file.read_bytes())
        content[len(content) // 3] ^= 1
        file.write_bytes(bytes(content))
    with pytest.raises(StoreError, match="damaged"):
        backup(tmp_path / "s", tmp_path / "b.tar")
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


def test_a_store_in_memory_is_exported_instead(tmp_path: Path) -> None:
    with package.open(None) as kg, pytest.raises(UsageError, match="ctkg export"):
        kg.backup(tmp_path / "b.tar")


def test_the_commands(ctkg: Run, sealed: Path, dump: Dump, tmp_path: Path) -> None:
    done = ctkg("backup", "b.tar", "--store", sealed, cwd=tmp_path)
    assert done.returncode == 0 and "quads at revision" in done.stdout, done.stderr
    assert ctkg("restore", "b.tar", cwd=tmp_path).returncode == 0
    assert dump(tmp_path / "ctkg.store") == dump(sealed)
    refused = ctkg("restore", "b.tar", cwd=tmp_path)
    assert refused.returncode == 4 and "--replace" in refused.stderr
    assert ctkg("restore", "b.tar", "--replace", cwd=tmp_path).returncode == 0


def test_a_killed_restore_leaves_the_old_store(sealed: Path, saved: Path, dump: Dump, tmp_path: Path) -> None:
    code = """
import os, signal, sys
from pathlib import Path
from ctkg.graph.store import backup
def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)
backup.put_in_place = killed
backup.restore(Path(sys.argv[1]), Path(sys.argv[2]), replace=True)
"""
    with open_store(tmp_path / "s") as store:
        store.replace_graph(graph("document", "a"), [Triple(P, P, P)])
    before = dump(tmp_path / "s")
    subprocess.run([sys.executable, "-c", code, str(saved), str(tmp_path / "s")], timeout=60)
    assert dump(tmp_path / "s") == before
    restore(saved, tmp_path / "s", replace=True)
    assert dump(tmp_path / "s") == dump(sealed)
