"""The files of the house agree with each other and name nothing of the machine that they were written on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import ctkg

FOLDERS = (".ci", "benchmarks", "data", "docs", "ontology", "queries", "src", "tests", "tools")
TEXT = {".py", ".md", ".toml", ".ttl", ".rq", ".csv", ".cff", ".txt", ".json", ".svg", ".yaml", ""}


@pytest.fixture(scope="module")
def project(repository: Path) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return found


@pytest.fixture(scope="module")
def pins(repository: Path) -> dict[str, str]:
    lines = (repository / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


def test_every_dependency_is_pinned_within_its_bounds(project: dict[str, Any], pins: dict[str, str]) -> None:
    extras = project.get("optional-dependencies", {})
    for written in (*project["dependencies"], *(one for extra in extras.values() for one in extra)):
        wanted = Requirement(written)
        name = canonicalize_name(wanted.name)
        assert name in pins, f"constraints.txt has no pin for {name}"
        assert wanted.specifier.contains(pins[name]), f"{name}: {pins[name]} is outside of {wanted.specifier}"


def test_tests_have_the_readers(project: dict[str, Any]) -> None:
    extras = project["optional-dependencies"]
    assert set(extras["read"]) <= set(extras["dev"])


def test_pins_are_plain_and_sorted(pins: dict[str, str]) -> None:
    assert list(pins) == sorted(pins)
    assert all(re.fullmatch(r"[\w.+!-]+", version) for version in pins.values())


def test_one_version_everywhere(repository: Path, project: dict[str, Any]) -> None:
    citation = yaml.safe_load((repository / "CITATION.cff").read_text(encoding="utf-8"))
    assert project["version"] == ctkg.__version__ == citation["version"]
    assert f"## [{ctkg.__version__}]" in (repository / "CHANGELOG.md").read_text(encoding="utf-8")


def test_licences_are_whole(repository: Path) -> None:
    assert "END OF TERMS AND CONDITIONS" in (repository / "LICENSE").read_text(encoding="utf-8")
    attribution = (repository / "LICENSES" / "CC-BY-4.0.txt").read_text(encoding="utf-8")
    assert all(f"Section {number} " in attribution for number in range(1, 9))
    assert "GeoNames" in (repository / "NOTICE").read_text(encoding="utf-8")


def test_every_library_has_its_record(repository: Path, project: dict[str, Any], pins: dict[str, str]) -> None:
    record = (repository / "docs" / "decisions" / "0001-libraries.md").read_text(encoding="utf-8").casefold()
    for written in (*project["dependencies"], *project["optional-dependencies"]["read"]):
        name = canonicalize_name(Requirement(written).name)
        assert f"| {name} {pins[name]} |" in record, (
            f"docs/decisions/0001-libraries.md says nothing of {name} {pins[name]}"
        )


def test_every_make_target_that_is_named_exists(repository: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (repository / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md", "benchmarks/README.md", ".ci/run"):
        named = set(
            re.findall(r"(?:^|`)\s*make ([a-z]+)\b", (repository / name).read_text(encoding="utf-8"), re.MULTILINE)
        )
        assert named and named <= targets, f"{name}: {sorted(named - targets)}"


def files(repository: Path) -> Iterator[Path]:
    yield from (file for file in repository.iterdir() if file.is_file() and file.suffix in TEXT)
    for folder in FOLDERS:
        for file in (repository / folder).rglob("*"):
            if file.is_file() and file.suffix in TEXT and "__pycache__" not in file.parts:
                yield file


def test_no_file_names_a_registry_or_a_place_of_one_machine(repository: Path) -> None:
    hosts = ("py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "deb" + "ian.org/debian")
    places = ("/" + "work/", "/" + "root/", "/" + "opt/", "/" + "home/")
    forbidden = re.compile(
        "|".join([*map(re.escape, hosts), *(rf"(?<![\w./-]){re.escape(place)}" for place in places)])
    )
    found = [
        f"{file.relative_to(repository)}: {hit.group()}"
        for file in files(repository)
        if (hit := forbidden.search(file.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_scripts_of_pages_are_modules_of_one_subject(repository: Path) -> None:
    static = repository / "src" / "ctkg" / "serve" / "static"
    own = [file for file in static.rglob("*.js") if "vendor" not in file.relative_to(static).parts]
    lines = {str(file.relative_to(static)): file.read_text(encoding="utf-8").count("\n") for file in own}
    assert lines and {name: count for name, count in lines.items() if count > 300} == {}
