"""``ctkg remove`` and ``ctkg takedown`` as they are typed."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest

import ctkg
from ctkg.cli.app import run
from ctkg.decisions import log_of

from .conftest import dump


class Told:
    """What a command said."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def say(folder: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command in this process, in a folder with a store."""

    def typed(*words: str) -> Told:
        code = run(list(words))
        return Told(code, *capsys.readouterr())

    return typed


def state() -> tuple[list[str], list[str]]:
    with ctkg.open() as kg:
        return dump(kg), log_of(kg.store).names()


def test_a_takedown_is_shown_first_and_asks_for_yes_where_nobody_can_be_asked(say: Any) -> None:
    before = state()
    told = say("takedown", "Xaveria Quillfeather", "--dry-run")
    assert told.code == 0 and state() == before
    assert "person: id:person/xaveria-quillfeather/ministry-of-interior" in told.out
    assert [line.split() for line in told.out.splitlines() if line.startswith(" one ")] == [["one", "3", "1"]]
    told = say("takedown", "Xaveria Quillfeather", "--by", "A. Reader")
    assert told.code == 2 and "say --yes" in told.err and state() == before


def test_a_takedown_reads_the_name_from_stdin_and_says_what_is_out_of_reach(
    say: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Xaveria Quillfeather\n"))
    told = say("takedown", "-", "--by", "A. Reader", "--reason", "request 12", "--yes")
    assert told.code == 0 and "taken down: " in told.out
    for what in ("the documents themselves", "backups", "version control", "other people's stores"):
        assert what in told.err
    assert not any("xaveria" in line.casefold() for line in state()[0])
    told = say("takedown", "Xaveria Quillfeather", "--dry-run")
    assert "nothing in the store or its log has this name" in told.out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["!", "--yes"], "is no name"),
        (["Xaveria Quillfeather", "--reason", "xaveria asked", "--yes"], "--reason has the name"),
        (["Xaveria Quillfeather", "--by", "X. Quillfeather", "--yes"], "--by has the name"),
        (["id:person/nobody/x", "--yes"], "no person id:person/nobody/x"),
    ],
)
def test_a_takedown_is_refused_kindly(say: Any, words: list[str], message: str) -> None:
    before = state()
    told = say("takedown", *words)
    assert told.code == 2 and message in told.err and state() == before
