"""One writer at a time, told so in words; the lock goes with its process; readers are not in the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ctkg.errors import StoreError
from ctkg.graph.store import open_store

Run = Callable[..., subprocess.CompletedProcess[str]]

#: Holds the store until its input ends.
WRITER = """
import sys
from ctkg.graph.store import open_store
store = open_store(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
store.close()
"""
ADD = "import ctkg, sys; ctkg.open(sys.argv[1]).add(sys.argv[2])"
TEXT = "The OSCE held a workshop on border security in Vienna on 3 March 2021.\n"


@contextmanager
def writing(folder: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout and process.stdout.readline() == "open\n"
        yield process
    finally:
        if process.poll() is None:
            process.communicate(timeout=60)


@pytest.fixture
def built(ctkg: Run, tmp_path: Path) -> Path:
    (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")
    done = ctkg("build", "note.txt", "--no-reference", "--no-validation", "--jobs", "1", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path


def test_every_command_that_writes_is_told_of_the_other_writer(ctkg: Run, built: Path) -> None:
    with writing(built / "ctkg.store"):
        for words in (["build", "note.txt", "--no-reference"], ["infer"]):
            done = ctkg(*words, cwd=built)
            assert done.returncode == 4, words
            assert "another process is writing to this store" in done.stderr and "Traceback" not in done.stderr
        added = subprocess.run(
            [sys.executable, "-c", ADD, "ctkg.store", "note.txt"], cwd=built, capture_output=True, text=True, timeout=60
        )
        assert "StoreError" in added.stderr and "another process is writing" in added.stderr
        # What only reads goes on.
        asked = ctkg("query", "-e", "SELECT ?d WHERE { ?d a ct:SourceDocument }", "-f", "csv", cwd=built)
        assert asked.returncode == 0 and "id/document/note" in asked.stdout
    assert ctkg("infer", cwd=built).returncode == 0


def test_the_lock_goes_with_a_killed_writer(tmp_path: Path) -> None:
    with writing(tmp_path / "s") as process:
        with pytest.raises(StoreError, match="another process is writing"):
            open_store(tmp_path / "s")
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=60)
        open_store(tmp_path / "s").close()


def test_two_in_one_process(tmp_path: Path) -> None:
    with open_store(tmp_path / "s"), pytest.raises(StoreError, match="another process is writing"):
        open_store(tmp_path / "s")
    open_store(tmp_path / "s").close()


def test_a_writer_that_was_refused_leaves_the_seal_alone(tmp_path: Path) -> None:
    open_store(tmp_path / "s").close()
    assert (tmp_path / "s" / "ctkg.seal").is_file()
    with open_store(tmp_path / "s"):
        assert not (tmp_path / "s" / "ctkg.seal").exists()
        with pytest.raises(StoreError):
            open_store(tmp_path / "s")
        assert not (tmp_path / "s" / "ctkg.seal").exists()


def test_readers_read_while_a_writer_writes(tmp_path: Path) -> None:
    """Every reader sees whole writes only, whatever the writer makes of its files meanwhile."""
    code = """
import sys
from pyoxigraph import Literal, NamedNode, Triple
from ctkg.graph.store import open_store
from ctkg.iris import graph
p = NamedNode("https://example.org/p")
with open_store(sys.argv[1]) as store:
    for number in range(60):
        triples = [Triple(NamedNode(f"https://example.org/{number}/{n}"), p, Literal("x" * 200)) for n in range(250)]
        store.replace_graphs({
            graph("document", f"d{number % 20}"): triples,
            graph("evidence", f"d{number % 20}"): triples})
        if number % 5 == 0:
            store.set_metadata({"number": number})  # brings everything to files
"""
    open_store(tmp_path / "s").close()
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "s")])
    seen = 0
    try:
        while process.poll() is None and seen < 400:
            with open_store(tmp_path / "s", read_only=True) as store:
                names = store.graphs()
                assert all(store.count(name) == 250 for name in names)
                assert len(names) % 2 == 0
            seen += 1
        assert process.wait(timeout=120) == 0
    finally:
        process.kill()
        process.wait()
    assert seen > 3
    with open_store(tmp_path / "s", read_only=True) as store:
        assert len(store.graphs()) == 40
