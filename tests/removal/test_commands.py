"""``ctkg remove`` and ``ctkg takedown`` as they are typed."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest

import ctkg
from ctkg.cli.app import run
from ctkg.decisions import Act, Claim, log_of, next_time

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
    assert [line.split() for line in told.out.splitlines() if line.startswith(" one ")] == [["one", "4", "1", "1"]]
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


def nothing_of(document: str, folder: Path) -> bool:
    """Whether neither graphs nor notes nor the search know of a document; the history and the log may."""
    with ctkg.open() as kg:
        notes = [
            f"{name} {text}"
            for kind in kg.store.note_kinds("")
            if not kind.startswith(("history", "act", "decisions", "standing"))
            for name, text in kg.store.notes(kind).items()
        ]
        lines = [*dump(kg), *notes]
        searched = (folder / "ctkg.store" / "text.sqlite").read_bytes()
    return not any(document in line for line in lines) and document.encode() not in searched


def test_a_document_goes_whole_stays_out_of_builds_and_comes_back_when_it_is_built_again(
    say: Any, folder: Path
) -> None:
    before, _ = state()
    told = say("remove", "draft-1", "--by", "A. Reader", "--reason", "withdrawn")
    assert told.code == 0 and told.out.startswith("removed draft-1; to take that back: ctkg undo ")
    assert "triples: document " in told.out and nothing_of("draft-1", folder)
    build = ("build", "reports", "--no-reference", "--no-validation")
    told = say(*build)
    assert told.code == 0 and "people took 'draft-1' out of the graph" in told.err and nothing_of("draft-1", folder)
    told = say("remove", "draft-1", "--by", "B. Reader")
    assert told.code == 2 and "'draft-1' was removed already, by A. Reader on " in told.err
    assert "(withdrawn); to have it back: ctkg undo " in told.err
    told = say("undo", "--by", "A. Reader")
    assert told.code == 0 and "build again, with its file: draft-1" in told.out
    assert say(*build).code == 0 and state()[0] == before


def test_an_entry_comes_back_by_itself(say: Any, folder: Path) -> None:
    before, _ = state()
    assert say("remove", "id:document/note-1", "--by", "A. Reader", "-q").out == ""
    assert nothing_of("note-1", folder)
    told = say("undo", "--by", "A. Reader")
    assert told.code == 0 and "build again" not in told.out and state()[0] == before


def test_a_dry_run_tells_the_triples_and_writes_nothing(say: Any) -> None:
    before = state()
    told = say("remove", "draft-1", "one", "--dry-run")
    assert told.code == 0 and told.out.startswith("would remove draft-1, one\n") and state() == before
    gone = [line for line in told.out.splitlines() if line.startswith("- ")]
    assert any("id:event/one/1" in line for line in gone) and not any("note-1" in line for line in gone)


def test_a_pattern_asks_back(say: Any) -> None:
    before = state()
    told = say("remove", "draft-*", "--by", "A. Reader")
    assert told.code == 2 and "this means 2 ids; say --yes" in told.err and state() == before
    told = say("remove", "draft-*", "note-[19]", "--by", "A. Reader", "--yes")
    assert told.code == 0 and told.out.startswith("removed draft-1, draft-2, note-1;")
    assert sum("-remove-" in name for name in state()[1]) == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["draft-3"], "the store has no document or entry 'draft-3'; did you mean draft-"),
        (["one", "nothing-like-it"], "no document or entry 'nothing-like-it'"),
        (["x*", "--yes"], "no document or entry has an id like 'x*'"),
    ],
)
def test_what_is_not_there_is_told_and_nothing_goes(say: Any, words: list[str], message: str) -> None:
    before = state()
    told = say("remove", *words, "--by", "A. Reader")
    assert told.code == 2 and message in told.err and state() == before


def test_help_says_where_to_correct(say: Any) -> None:
    for command in ("remove", "takedown"):
        text = " ".join(say(command, "--help").out.split())
        assert "ctkg add --replace" in text and "ctkg review correct" in text


def test_the_log_tells_of_acts_that_names_were_taken_out_of(say: Any) -> None:
    with ctkg.open() as kg:
        log, node = log_of(kg.store), "https://w3id.org/ctkg/id/person/xaveria-quillfeather/ministry-of-interior"
        claim = Claim(document="one", claim="0", event="e1", relation="speaker", value="Xaveria Quillfeather")
        for kind, said in (("correct", {"claims": (claim,)}), ("prefer", {"claims": (claim, claim)})):
            log.write(Act(kind=kind, by="B. Reader", on=next_time(log), **said))
        log.write(Act(kind="merge", by="Xaveria Quillfeather", on=next_time(log), nodes=(node, node + "-2")))
        kg.takedown(kg.trace("Xaveria Quillfeather"), by="A. Reader")
    told = say("review", "log")
    assert told.code == 0 and "Xaveria" not in told.out
    for words in ("took down a person's data, in 3 acts", "corrected what names a person", "███████ ████████████"):
        assert words in told.out
