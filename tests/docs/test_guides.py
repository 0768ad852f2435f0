"""The guides cannot lie: commands, options and exit codes are those of the program, and the Python is run."""

from __future__ import annotations

import doctest
import os
import re
from pathlib import Path
from typing import Any

import pytest

from ctkg import errors
from ctkg.cli.app import app
from ctkg.cli.terminal import INTERRUPTED


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs" / "guide" / "commands.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def group() -> Any:
    import typer

    return typer.main.get_command(app)


def long_options(command: Any) -> set[str]:
    return {name for each in command.params for name in each.opts if name.startswith("--")}


def all_options(command: Any) -> set[str]:
    """Those of a command; of a group those of all its commands."""
    return set().union(*map(long_options, getattr(command, "commands", {"": command}).values()))


def test_every_command_stands_with_all_its_options_and_no_other(page: str, group: Any) -> None:
    rows = re.findall(r"^\| `(\w+)[^|]*(?:\\\|[^|]*)*\|[^|]*\| (.*) \|$", page, re.MULTILINE)
    told = {name: set(re.findall(r"`(--[\w-]+)`", options)) for name, options in rows if name in group.commands}
    assert told == {name: all_options(command) for name, command in group.commands.items()}


def test_every_global_option_is_named(page: str, group: Any) -> None:
    paragraph = page[page.index("Before the command") : page.index("## What an entry")]
    shell = {"--install-completion", "--show-completion", "--no-debug"}
    assert long_options(group) - shell == set(re.findall(r"`(--[\w-]+)`", paragraph))


def test_exit_codes_are_those_of_the_errors(page: str) -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    raised = {kind.exit_code for kind in vars(errors).values() if isinstance(kind, type) and hasattr(kind, "exit_code")}
    assert raised | {0, 1, 5, INTERRUPTED} == told


def test_the_settings_of_the_page_are_options(page: str, group: Any) -> None:
    import tomllib

    settings = tomllib.loads(page.split("```toml\n")[1].split("```")[0])
    for command, values in settings.items():
        assert {f"--{name}" for name in values} <= all_options(group.commands[command])


def test_every_other_page_names_only_commands_that_exist(repository: Path, group: Any) -> None:
    pages = [repository / "README.md", repository / "CONTRIBUTING.md", *(repository / "docs").rglob("*.md")]
    for file in pages:
        for line in re.findall(r"(?:^ {4}|^\$ |`)ctkg ([a-z]\w+)", file.read_text(encoding="utf-8"), re.MULTILINE):
            assert line in group.commands, f"{file.name}: ctkg {line}"


def test_the_python_of_the_guide_runs(repository: Path, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "ctkg.store").symlink_to(demo / "ctkg.store")
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        done = doctest.testfile(str(repository / "docs" / "guide" / "python.md"), module_relative=False)
    finally:
        os.chdir(before)
    assert done.attempted > 10
    assert done.failed == 0


def test_the_layout_of_the_architecture_names_what_is_there(repository: Path) -> None:
    text = (repository / "docs" / "architecture.md").read_text(encoding="utf-8")
    layout = text[text.index("    src/ctkg/\n") : text.index("Imports point down")]
    named = set(re.findall(r"[a-z_]+(?:\.py|/)", layout)) - {
        "src/",
        "ctkg/",
        "data/",
        "ontology/",
        "queries/",
        "reference/",
    }
    source = repository / "src" / "ctkg"
    assert all(
        any(
            (place / name).exists()
            for place in (source, *(source / each for each in ("text", "graph", "resolve", "serve")))
        )
        for name in named
    )
    there = {
        path.name + "/" * path.is_dir() for path in source.iterdir() if not path.name.startswith(("_", "py.typed"))
    }
    assert there <= named | {"ctkg/"}
