"""``ctkg validate`` of files of entries: formats, exit codes, stdin, shapes, and how repositories call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from ctkg.graph.validate.report import render
from ctkg.model import Finding, Report

Run = Callable[..., subprocess.CompletedProcess[str]]
SPOILED = Path(__file__).resolve().parents[1] / "entries" / "spoiled"
GOOD = (SPOILED / "good.ttl").read_text("utf-8")
BAD = GOOD.replace('ct:endDate "2024-05-03"', 'ct:endDate "2024-05-01"')
OWN = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ct: <https://w3id.org/ctkg/ontology#> .
<urn:desk> a sh:NodeShape ; sh:targetClass ct:Event ;
    sh:property [ sh:path ct:heldIn ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "Name the country." ] .
"""


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    """A folder of entries: one good, one bad, one that cannot be read."""
    folder = tmp_path / "entries"
    folder.mkdir()
    (folder / "good.ttl").write_text(GOOD.replace("note-7", "note-1"), "utf-8")
    (folder / "bad one.ttl").write_text(BAD, "utf-8")
    (folder / "broken.ttl").write_text(GOOD + "<id/x> a ct:Event ;;; [\n", "utf-8")
    return tmp_path


@pytest.fixture
def validate(ctkg: Run, demo: Path, entries: Path) -> Run:
    def run(*words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        return ctkg("validate", *words, "--store", demo / "ctkg.store", cwd=entries, **more)

    return run


FILES = ("entries/bad one.ttl", "entries/broken.ttl", "entries/good.ttl")


def test_people_get_lines_that_editors_read(validate: Run) -> None:
    done = validate(*FILES)
    assert done.returncode == 3
    first, *rest = done.stdout.splitlines()
    assert first.startswith("entries/bad one.ttl:19:16: error: The end is before the start")
    assert rest[0] == "  id:event/note-7/1  ct:endDate" and "  value: 2024-05-01" in rest
    assert rest[-1] == "Does not conform: 1 violation, 0 warnings, 0 info in 3 files; 1 file cannot be read."
    assert done.stderr.startswith("entries/broken.ttl:61:") and ": error: not valid ttl: " in done.stderr


def test_sarif_has_what_the_standard_requires(validate: Run) -> None:
    done = validate(*FILES, "-f", "sarif")
    assert done.returncode == 3 and not done.stderr
    log = json.loads(done.stdout)
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "ctkg" and run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in rules] == ["shape/start-before-end", "unreadable"]
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    assert [each["location"]["uri"] for each in run["artifacts"]] == [file.replace(" ", "%20") for file in FILES]
    bad, broken = run["results"]
    for result in (bad, broken):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] and result["level"] == "error"
        assert result["message"]["text"] and len(result["locations"]) == 1 and result["partialFingerprints"]
    place = bad["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "entries/bad%20one.ttl"
    assert place["region"] == {"startLine": 19, "startColumn": 16}
    assert broken["locations"][0]["physicalLocation"]["region"]["startLine"] == 61


def test_one_document_for_all_files_in_every_format(validate: Run) -> None:
    junit = ET.fromstring(validate(*FILES, "-f", "junit").stdout)
    assert {key: junit.get(key) for key in ("tests", "failures", "errors")} == {
        "tests": "3",
        "failures": "1",
        "errors": "1",
    }
    assert [suite.get("name") for suite in junit] == list(FILES)
    data = json.loads(validate(*FILES, "-f", "json").stdout)
    assert [each["conforms"] for each in data["files"]] == [False, False, True] and not data["conforms"]
    assert [(each["file"], each["line"]) for each in data["findings"]] == [(FILES[0], 19), (FILES[1], 61)]
    lines = validate(*FILES, "-f", "github").stdout.splitlines()
    assert lines[0].startswith("::error file=entries/bad one.ttl,line=19,col=16,title=shape/start-before-end::The end")
    assert len(lines) == 2


def test_forms_and_stdin_and_shapes_of_ones_own(validate: Run, entries: Path) -> None:
    form = (SPOILED / "good.yaml").read_text("utf-8")
    assert validate("-", "--from", "yaml", stdin=form).returncode == 0
    spoiled = validate("-", "--from", "yaml", stdin=form.replace("2024-05-03", "2024-05-01"))
    assert spoiled.returncode == 1 and spoiled.stdout.startswith("-:6:6: error: end 2024-05-01 is before start")
    assert "\n  field: end\n" in spoiled.stdout
    (entries / "own.ttl").write_text(OWN, "utf-8")
    own = validate("entries/good.ttl", "--shapes", "own.ttl")
    assert own.returncode == 0 and "good.ttl:27:1: warning: Name the country." in own.stdout
    more = validate("entries/bad one.ttl", "--shapes", "own.ttl", "--fail-on", "warning", "--severity", "warning")
    assert more.returncode == 1 and "Name the country." in more.stdout
    assert "The end is before the start" in more.stdout, "shapes are added, and replace none"


def test_pre_commit_calls_it_with_the_files_that_changed(validate: Run, repository: Path) -> None:
    import re

    (hook,) = yaml.safe_load((repository / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["id"] == "ctkg-validate" and hook["language"] == "python" and hook["require_serial"] is True
    program, command = hook["entry"].split()
    assert (program, command) == ("ctkg", "validate")
    chosen = re.compile(hook["files"])
    changed = [*FILES, "entries/a.yaml", ".pre-commit-config.yaml", "README.md", "more/entries/b.csv"]
    passed = [file for file in changed if chosen.search(file)]
    assert passed == [*FILES, "entries/a.yaml", "more/entries/b.csv"]
    assert validate(*FILES[:1], "--fail-on", "warning").returncode == 1


def test_the_action_runs_where_bash_is(entries: Path, demo: Path, repository: Path, tmp_path: Path) -> None:
    action = yaml.safe_load((repository / "action.yml").read_text("utf-8"))
    assert action["runs"]["using"] == "composite"
    step = action["runs"]["steps"][-1]
    given = {name: str(each["default"]) for name, each in action["inputs"].items()}
    assert {f"${{{{ inputs.{name} }}}}" for name in given} == set(step["env"].values())
    shim = tmp_path / "bin" / "ctkg"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ctkg "$@"\n', "utf-8")
    shim.chmod(0o755)
    names = {key: given[value.split("inputs.")[1].split(" ")[0]] for key, value in step["env"].items()}
    environment = {
        **os.environ,
        **names,
        "PATH": f"{shim.parent}:{os.environ['PATH']}",
        "CTKG_STORE": str(demo / "ctkg.store"),
    }
    words = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
    done = subprocess.run(words, cwd=entries, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 3, done.stderr
    assert "::error file=entries/bad one.ttl,line=19" in done.stdout
    assert len(json.loads((entries / "ctkg.sarif").read_text("utf-8"))["runs"][0]["results"]) == 2
    workflow = yaml.safe_load((repository / "docs" / "examples" / "entries.yml").read_text("utf-8"))
    call = workflow["jobs"]["check"]["steps"][1]
    assert set(call["with"]) <= set(given)
    assert workflow["jobs"]["check"]["steps"][2]["with"]["sarif_file"] == given["report"]


def test_what_is_about_no_node_has_no_empty_line() -> None:
    finding = Finding(
        check="form", severity="violation", focus="", message="id is missing", file="e.yaml", line=2, column=1
    )
    assert render(Report(findings=(finding,)), "human").splitlines()[:2] == [
        "e.yaml:2:1: error: id is missing",
        "  check: form",
    ]
