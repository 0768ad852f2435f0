"""Texts that are not English on the command line: facts, notices, and the names in them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]
SPANISH = (
    "La OSCE y la UNODC celebraron en Madrid un taller con los expertos de España para la seguridad de las fronteras.\n"
)
FRENCH = "L'ONUDC a organisé du 3 au 5 mai 2021 à Dakar un atelier pour des juges avec l'appui de l'Union africaine.\n"


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_language_that_is_not_read_gives_a_notice_and_no_facts(ctkg: Run, tmp_path: Path) -> None:
    (tmp_path / "nota.txt").write_text(SPANISH, encoding="utf-8")
    done = ctkg("facts", "nota.txt", "-f", "jsonl", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "nota.txt: ctkg does not read Spanish (es)" in done.stderr
    built = ctkg("build", "nota.txt", "--no-reference", cwd=tmp_path)
    assert "1 document, 0 facts" in built.stdout and "does not read Spanish" in built.stderr


def test_the_names_in_it_are_listed(ctkg: Run, tmp_path: Path) -> None:
    (tmp_path / "nota.txt").write_text(SPANISH, encoding="utf-8")
    found = {row["of"]: row for row in rows(ctkg("facts", "nota.txt", "--names", "-f", "jsonl", cwd=tmp_path))}
    assert {"osce", "unodc", "state-ES"} <= set(found)
    (place,) = found["osce"]["evidence"]  # type: ignore[misc]
    assert SPANISH[place["start"] : place["end"]] == place["text"] == "OSCE"  # type: ignore[index]


def test_a_french_report_becomes_a_valid_graph(ctkg: Run, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(FRENCH, encoding="utf-8")
    done = ctkg("facts", "note.txt", "-f", "jsonl", cwd=tmp_path)
    told = {str(row["relation"]): row["value"] for row in rows(done)}
    assert done.stderr == "" and told["event.type"] == "workshop" and told["event.start"] == "2021-05-03"
    built = ctkg("build", "note.txt", cwd=tmp_path)
    assert built.returncode == 0 and "0 violations" in built.stdout
