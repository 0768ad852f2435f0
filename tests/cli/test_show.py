"""What ``ctkg show`` prints, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from tests.conftest import Run
from tests.site.conftest import FICTIONAL

from ctkg.graph.store import open_store


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("show")
    with open_store(made / "ctkg.store") as store:
        store.load(parse(path=str(FICTIONAL), format=RdfFormat.TRIG))
    return made


def test_people_read_everything_with_its_sentence(ctkg: Run, folder: Path) -> None:
    done = ctkg("show", "id:event/first/1", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert (
        "\nct:hasOrganizer\n  Fictional Border Watch  id:organization/fictional-watch  (inferred, 0.91)\n"
        "      “On 2 May 2024 Fictional Border Watch held a workshop for 30 officers in Nowhere.”\n"
    ) in done.stdout
    assert (
        "  ct:heldAt  Elsewhere  (rejected, second, 0.4)\n      “The workshop brought together 45 guards.”\n"
        "      reject by a fictional reader on 2024-06-01T00:00:00Z: the sentence names no place  id:act/20240601-1\n"
    ) in done.stdout
    assert done.stdout.endswith("\nwho and when, line by line: ctkg blame id:event/first/1\n")
    assert "\nreports differ\n  participant.count\n    30  (first, 0.8)\n" in done.stdout


def test_programs_read_json_and_turtle(ctkg: Run, folder: Path) -> None:
    done = ctkg("show", "Ann Example", "-f", "json", "--depth", "2", cwd=folder)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["label"] for row in rows] == ["Ann Example", "Fictional Border Watch"], done.stderr
    assert rows[0]["members"][0][1] == "Ann B. Example"
    done = ctkg("show", "Note 7 of a fictional desk", "-f", "ttl", cwd=folder)
    assert len(list(parse(done.stdout, RdfFormat.TURTLE))) > 8 and "Bob Example" in done.stdout, done.stderr
