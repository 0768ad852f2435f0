"""No room, no rights: said in words, nothing is lost, and the same command goes on once there is room."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

Dump = Callable[..., bytes]
BUILD = ("build", "note.txt", "--no-reference", "--no-validation", "--jobs", "1")
TEXT = "The OSCE held a workshop on border security in Vienna on 3 March 2021.\n"


def limited(size: int) -> Callable[[], None]:
    """No file of the process may grow beyond ``size`` bytes, as on a full disk."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def run(*words: str | Path, cwd: Path, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ctkg", *map(str, words)],
        cwd=cwd,
        preexec_fn=before,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.mark.parametrize("size", [1_000, 30_000, 100_000])
def test_a_build_on_a_full_disk(tmp_path: Path, dump: Dump, size: int) -> None:
    (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")
    full = run(*BUILD, cwd=tmp_path, before=limited(size))
    assert full.returncode == 4, full.stderr
    assert "the disk is full" in full.stderr and "Traceback" not in full.stderr
    done = run(*BUILD, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert run(*BUILD, "--store", "other", cwd=tmp_path).returncode == 0
    assert dump(tmp_path / "ctkg.store") == dump(tmp_path / "other")


@pytest.mark.parametrize("size", [5_000, 150_000])
def test_backup_and_export_on_a_full_disk(sealed: Path, dump: Dump, tmp_path: Path, size: int) -> None:
    shutil.copytree(sealed, tmp_path / "ctkg.store")
    for words in (["backup", "b.tar"], ["export", "all.nq"]):
        full = run(*words, cwd=tmp_path, before=limited(size))
        assert full.returncode == 4, full.stderr
        assert "the disk is full" in full.stderr and "Traceback" not in full.stderr
        assert sorted(path.name for path in tmp_path.iterdir()) == ["ctkg.store"]
        assert run(*words, cwd=tmp_path).returncode == 0
        (tmp_path / words[1]).unlink()
    assert dump(tmp_path / "ctkg.store") == dump(sealed)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody without rights")
def test_who_may_only_read_asks_and_is_told_where_writing_is_refused(sealed: Path, dump: Dump) -> None:
    code = """
import os, sys
from ctkg.errors import StoreError
from ctkg.graph.store import open_store
os.setgid(65534)
os.setuid(65534)
with open_store(sys.argv[1], read_only=True) as store:
    assert len(store.graphs()) == 17 and len(list(store.query("SELECT * { ?s ?p ?o } LIMIT 9"))) == 9
try:
    open_store(sys.argv[1])
except StoreError as error:
    assert "no permission" in error.message, error
else:
    sys.exit("it could be written")
"""
    with tempfile.TemporaryDirectory() as folder:  # unlike a folder of the tests it can be open to others
        store = Path(folder) / "s"
        shutil.copytree(sealed, store)
        for path in (Path(folder), store, *store.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        done = subprocess.run([sys.executable, "-c", code, str(store)], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        assert dump(store) == dump(sealed)
