"""The command line starts without what it does not need, and its page of help says what typer would."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import typer

from ctkg.cli.app import app
from ctkg.cli.commands import COMMANDS, EPILOG, OPTIONS, page

HEAVY = {"typer", "rich", "pyoxigraph", "rdflib", "pyshacl", "owlrl", "shacl", "lxml", "trafilatura", "logging"}

_TOLD = """
import sys

sys.argv[0] = "ctkg"
from ctkg.cli import main

try:
    main()
except SystemExit:
    pass
print()
print(*sys.modules)
"""


@pytest.fixture(scope="module")
def group() -> Any:
    return typer.main.get_command(app)


def loaded(*words: str) -> set[str]:
    """Modules that ``ctkg`` has imported when it has done what ``words`` say."""
    done = subprocess.run([sys.executable, "-c", _TOLD, *words], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("words", [("--help",), ("-h",), ("--version",)])
def test_what_is_told_at_once_loads_no_library(words: tuple[str, ...]) -> None:
    assert not HEAVY & loaded(*words)


def test_a_command_loads_its_own_module_only() -> None:
    found = loaded("query", "--help")
    assert "ctkg.cli.query" in found
    others = {f"ctkg.cli.{command.module}" for command in COMMANDS.values()} - {"ctkg.cli.query"}
    assert not found & others
    assert not found & (HEAVY - {"typer", "logging"}), "the help of a command needs no engine"


def test_a_query_loads_neither_the_text_half_nor_the_reference_engines(tmp_path: Any) -> None:
    import ctkg

    ctkg.open(tmp_path / "a.store").close()
    found = loaded("query", "-e", "SELECT * {}", "--store", str(tmp_path / "a.store"), "-f", "csv")
    assert "pyoxigraph" in found
    assert not found & {"rdflib", "pyshacl", "owlrl", "shacl", "lxml", "trafilatura", "rich", "ctkg.text.extract"}


def test_the_page_has_every_command_with_what_it_does(group: Any) -> None:
    flat = " ".join(page().split())
    for name, command in group.commands.items():
        assert f"{name} {COMMANDS[name].help}" in flat
        assert command.help == COMMANDS[name].help
        assert not command.hidden
    assert flat.endswith(EPILOG)


def test_every_module_registers_what_the_table_says_of_it(group: Any) -> None:
    for module in {command.module for command in COMMANDS.values()}:
        from importlib import import_module

        own = typer.Typer()
        import_module(f"ctkg.cli.{module}").register(own)
        told = [name for name, command in COMMANDS.items() if command.module == module]
        assert sorted(typer.main.get_group(own).commands) == sorted(told)


def test_the_page_has_every_option_with_what_it_does(group: Any) -> None:
    told = {}
    for option in group.params:
        metavar = "" if option.is_flag else f" {option.metavar}"
        told[", ".join(option.opts) + metavar] = option.help
    told = {name: text.rstrip(".") for name, text in told.items()}
    shown = {name: text.partition(" [env")[0].rstrip(".") for name, text in OPTIONS.items()}
    assert shown == {**told, "-h, --help": "Show this message and exit"}
    with typer.main.get_command(app).make_context("ctkg", ["stats"]) as context:
        assert group.get_help(context) == page()


@pytest.mark.parametrize("width", [50, 72, 100])
def test_no_line_is_wider_than_asked(width: int) -> None:
    lines = page(width).splitlines()
    assert max(map(len, lines)) <= width
    assert " ".join(page(100).split()) == " ".join(page(width).split())
