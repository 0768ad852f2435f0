"""What goes wrong is said in one line that names the file, with the right exit code, and nothing else is lost."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
import typing
from collections.abc import Callable
from pathlib import Path

import pytest

from ctkg.cli import build, facts, validate

Run = Callable[..., subprocess.CompletedProcess[str]]

GOOD = "VIENNA, 4 March 2021 - The OSCE held a workshop on border security in Vienna on 3 March 2021.\n"


def write(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x00\x01\x02\x03" * 50, "not a text file"),
        (b"---\nid: [broken\n---\nText.\n", "front matter"),
    ],
    ids=["empty", "blank", "binary", "front-matter"],
)
def test_one_bad_file_is_left_out_and_named(ctkg: Run, tmp_path: Path, content: bytes, words: str) -> None:
    write(tmp_path, good__txt=GOOD, bad__md=content)
    done = ctkg("build", "good.txt", "bad.md", "--no-reference", "-o", "out.nq", cwd=tmp_path)
    assert done.returncode == 5, done.stderr
    assert "bad.md" in done.stderr and words in done.stderr.lower()
    assert "Traceback" not in done.stderr
    assert "graph/document/good" in (tmp_path / "out.nq").read_text(encoding="utf-8")


def test_where_all_fail_the_exit_code_is_3(ctkg: Run, tmp_path: Path) -> None:
    write(tmp_path, bad__txt=b"")
    assert ctkg("build", "bad.txt", "--no-reference", cwd=tmp_path).returncode == 3


def test_a_missing_file_and_an_empty_folder(ctkg: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("nowhere.txt", "empty"):
        done = ctkg("build", name, cwd=tmp_path)
        assert done.returncode == 3
        assert name in done.stderr and "Traceback" not in done.stderr


def test_an_id_used_twice_names_both_files(ctkg: Run, tmp_path: Path) -> None:
    write(tmp_path, one__md=f"---\nid: same\n---\n{GOOD}", two__md=f"---\nid: same\n---\n{GOOD}")
    done = ctkg("build", "one.md", "two.md", "--no-reference", cwd=tmp_path)
    assert done.returncode == 5
    assert "one.md" in done.stderr and "two.md" in done.stderr


@pytest.mark.parametrize("name", ["reference", "cross"])
def test_an_id_that_names_a_shared_graph_is_refused(ctkg: Run, tmp_path: Path, name: str) -> None:
    write(tmp_path, good__txt=GOOD, other__md=f"---\nid: {name}\n---\n{GOOD}")
    done = ctkg("build", "good.txt", "other.md", "--no-reference", "-o", "out.nq", cwd=tmp_path)
    assert done.returncode == 5
    assert "other.md" in done.stderr and f"'{name}'" in done.stderr and "another `id:`" in done.stderr
    assert f"graph/document/{name}" not in (tmp_path / "out.nq").read_text(encoding="utf-8")


def test_a_mistyped_path_costs_no_document(ctkg: Run, tmp_path: Path) -> None:
    write(tmp_path, good__txt=GOOD)
    assert ctkg("build", "good.txt", "--no-reference", "--no-validation", cwd=tmp_path).returncode == 0
    done = ctkg("build", "god.txt", "--no-reference", cwd=tmp_path)
    assert done.returncode == 3 and "still there" in done.stderr
    asked = ctkg("query", "-e", "SELECT ?d WHERE { ?d a ct:SourceDocument }", "-f", "csv", cwd=tmp_path)
    assert "id/document/good" in asked.stdout


def test_no_store_is_made_where_there_is_nothing_to_build(ctkg: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert ctkg("build", "empty", cwd=tmp_path).returncode == 3
    assert not (tmp_path / "ctkg.store").exists()


def test_a_huge_file_is_refused_quickly(ctkg: Run, tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    done = ctkg("facts", "huge.txt", cwd=tmp_path)
    assert done.returncode == 3
    assert "huge.txt" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_an_unreadable_file(ctkg: Run, tmp_path: Path) -> None:
    write(tmp_path, secret__txt=GOOD, good__txt=GOOD)
    (tmp_path / "secret.txt").chmod(0)
    done = ctkg("facts", "secret.txt", cwd=tmp_path)
    assert done.returncode == 3
    assert "secret.txt" in done.stderr
    done = ctkg("facts", "secret.txt", "good.txt", "-f", "csv", cwd=tmp_path)
    assert done.returncode == 5 and "event.type" in done.stdout


@pytest.mark.parametrize(
    ("command", "argument"), [(build.build, "paths"), (facts.facts, "files"), (validate.validate, "files")]
)
def test_the_parser_leaves_it_to_us_which_files_can_be_read(command: Callable[..., int], argument: str) -> None:
    # Else one unreadable file would stop all others, with the exit code of a wrong call.
    # What is given as words (a file or an address) is not looked at; what is given as a path would be.
    hint = typing.get_type_hints(command, include_extras=True)[argument]
    (declared,) = hint.__metadata__
    assert declared.readable is False or "Path" not in str(hint)


def test_a_full_disk_leaves_no_half_written_file(demo: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.nq"
    target.write_text("before\n", encoding="utf-8")

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    words = [sys.executable, "-m", "ctkg", "export", str(target), "--store", str(demo / "ctkg.store")]
    done = subprocess.run(words, preexec_fn=small, capture_output=True, text=True, timeout=120)
    assert done.returncode == 4, done.stderr
    assert "Traceback" not in done.stderr
    assert target.read_text(encoding="utf-8") == "before\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out.nq"]


def test_ctrl_c_keeps_whole_documents(ctkg: Run, repository: Path, tmp_path: Path) -> None:
    files = sorted((repository / "data" / "documents").glob("*.md"))[:8]
    words = [sys.executable, "-m", "ctkg", "build", *map(str, files), "-o", "out.nq"]
    running = subprocess.Popen(
        words,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        # A test run in the background of a shell leaves to its children that Ctrl-C is not for them.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    time.sleep(1.0)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=120)
    # Python ends by the signal itself, which a shell shows as 130, where it came while a module made its classes.
    assert running.returncode in (0, 130, -signal.SIGINT), errors
    assert "Traceback" not in errors
    if running.returncode:
        assert "interrupted; what was finished is kept" in errors
        assert not (tmp_path / "out.nq").exists()
    done = ctkg("build", *files, "-o", "again.nq", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
