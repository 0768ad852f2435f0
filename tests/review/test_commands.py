"""``ctkg review``, ``ctkg undo`` and ``ctkg conflicts`` as they are typed."""

from __future__ import annotations

import json
import os
import re
import select
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from ctkg.cli.app import run

ACTIONS = ("list", "next", "show", "accept", "reject", "correct", "prefer", "merge", "split", "log", "undo")


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


def items(say: Any, *words: str) -> list[dict[str, Any]]:
    told = say("review", "list", "-f", "json", *words)
    assert told.code == 0, told.err
    found: list[dict[str, Any]] = json.loads(told.out)["items"]
    return found


def claim(say: Any, document: str, relation: str) -> str:
    words = ("--all", "--document", document, "--relation", relation, "--kind", "claim")
    return str(items(say, *words)[0]["id"][:8])


@pytest.mark.parametrize("command", [*(("review", name) for name in ACTIONS), ("undo",), ("conflicts",)], ids=" ".join)
def test_help_has_an_example(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Example" in told and f"ctkg {' '.join(command)}" in told


def test_the_queue_is_a_table_with_counts(say: Any) -> None:
    told = say("review", "list", "--below", "0.84", "--limit", "4")
    assert told.code == 0
    assert re.search(r"ce8faf7c +conflict +norland-report, service-news +event.end", told.out)
    counts = re.search(r"4 of (\d+): 3 conflict, 1 duplicate, (\d+) doubtful", told.err)
    assert counts is not None and int(counts[1]) == int(counts[2]) + 4
    sure_enough = say("review", "list", "--below", "0.3", "-f", "json")
    assert json.loads(sure_enough.out)["counts"] == {"conflict": 3, "duplicate": 1}
    assert say("review", "list", "--kind", "conflit").code == 2


def test_the_next_item_is_shown_whole_where_nobody_can_be_asked(say: Any) -> None:
    told = say("review", "next", "--kind", "conflict")
    assert told.code == 0 and "1 of 3" in told.err
    assert "1. norland-report  Border officers trained in Osh" in told.out
    assert "from [12 to 14 May 2031] for 25 border officers" in told.out
    assert say("review", "next", "--kind", "returned").out == "nothing waits\n"


def test_an_item_is_shown_with_what_else_is_said(say: Any) -> None:
    name = claim(say, "post-one", "participant.count")
    told = say("review", "show", name)
    assert "“[Some 40] experts took part.”" in told.out
    assert "post-one says of the same event as well" in told.out and "organizer" in told.out
    whole = json.loads(say("review", "show", name, "-f", "json").out)
    assert whole["item"]["relation"] == "participant.count" and whole["sides"][0]["asserted"] is True


def test_every_decision_by_its_command(say: Any, folder: Path) -> None:
    place = claim(say, "post-one", "event.place")
    told = say("review", "accept", place, "--reason", "read in full")
    assert told.code == 0, told.err
    assert told.out.startswith("accepted event.place Almaty in post-one\n    20")
    assert "triples: evidence" in told.out
    assert "rejected" in say("review", "reject", claim(say, "post-two", "event.place")).out
    told = say("review", "correct", claim(say, "post-one", "organizer"), "OSCE")
    assert "'OSCE' is Organization for Security and Co-operation in Europe <id:organization/osce>" in told.out
    new = ("Border Academy", "--new", "--kind", "academy", "--state", "KG")
    assert "is new: academy, KG" in say("review", "correct", claim(say, "post-two", "organizer"), *new).out
    conflict = items(say, "--relation", "participant.count", "--kind", "conflict")[0]["id"]
    told = say("review", "prefer", conflict, "service-news")
    assert "preferred participant.count 28 (border officers) in service-news to participant.count 25" in told.out
    duplicate = items(say, "--kind", "duplicate")[0]
    assert "merged id:person/" in say("review", "merge", duplicate["id"]).out
    assert "undid" in say("undo").out
    assert "split id:person/" in say("review", "split", *duplicate["nodes"]).out
    kinds = ["split", "undo", "merge", "prefer", "correct", "correct", "reject", "accept"]
    assert [act["kind"] for act in json.loads(say("review", "log", "-f", "json").out)] == kinds
    log = folder / "ctkg.decisions"
    assert len(list(log.glob("*.yaml"))) == 8
    text = next(log.glob("*-accept-*.yaml")).read_text("utf-8")
    assert "by: A. Reader" in text and "reason: read in full" in text and "- relation" not in text


def test_the_log_is_told_in_words_and_filtered(say: Any) -> None:
    say("review", "reject", claim(say, "post-one", "event.place"), "--reason", "a dateline")
    say("review", "accept", claim(say, "post-two", "event.place"), "--by", "B. Reader")
    say("undo")
    told = say("review", "log").out.splitlines()
    assert "A. Reader undid" in told[0] and "B. Reader accepted event.place Almaty in post-two" in told[2]
    assert re.search(
        r"A\. Reader rejected event.place Almaty in post-one: “a dateline” \(undone by 20.*-undo-", told[4]
    )
    assert say("review", "log", "--document", "post-two").out.count("\n") == 2
    assert say("review", "log", "--by", "B. Reader", "--kind", "accept", "--since", "2020-01-01").out.count("\n") == 2
    assert say("review", "log", "--since", "2999").out == "no acts\n"
    assert say("review", "log", "--kind", "nod").code == 2


def test_a_dry_run_lists_triples_and_leaves_no_trace(say: Any, folder: Path) -> None:
    name = claim(say, "post-one", "event.place")
    told = say("review", "reject", name, "--dry-run")
    assert told.code == 0
    assert "not done: rejected event.place Almaty in post-one" in told.out
    assert "- id:event/post-one/1 ct:heldAt id:city/1526384 graph:document/post-one" in told.out
    assert not (folder / "ctkg.decisions").exists()
    assert claim(say, "post-one", "event.place") == name


def test_what_is_refused_exits_with_2_and_says_why(say: Any) -> None:
    for words, reason in (
        (("review", "accept", "ffff0000"), "no item is called"),
        (("review", "merge", "id:state/KZ", "id:state/KG"), "persons, bodies, events, documents"),
        (("review", "merge", "a", "b", "c"), "two by two"),
        (("review", "correct", "ce8faf7c", "2031", "--kind", "academy"), "add --new"),
        (("undo",), "nothing that A. Reader did is in force"),
        (("conflicts", "--prefer", "source"), "--sources"),
    ):
        told = say(*words)
        assert (told.code, reason in told.err) == (2, True), (words, told.err)


def test_acts_that_came_by_another_way_are_told_of_and_taken_in(say: Any, folder: Path) -> None:
    name = claim(say, "post-one", "event.place")
    say("review", "reject", name)
    (act,) = (folder / "ctkg.decisions").glob("*.yaml")
    kept = act.read_bytes()
    act.unlink()
    told = say("review", "list")
    assert "1 act of the log came or went since" in told.err
    say("review", "accept", claim(say, "post-two", "event.place"))
    assert claim(say, "post-one", "event.place") == name
    act.write_bytes(kept)
    told = say("review", "reject", name)
    assert told.code == 2 and "A. Reader rejected" in told.err


def test_conflicts_stand_side_by_side_with_the_answer(say: Any) -> None:
    told = say("conflicts", "id:event/service-news/1", "--prefer", "source", "--sources", "UN, OSCE")
    assert told.code == 0
    assert "participant.count (border officers): training, Osh, 2031-05-12 <id:event/norland-report/1>" in told.out
    assert re.search(r"document +norland-report +service-news\n", told.out)
    assert "answer, by source: 25 (norland-report); OSCE goes before State Border Service" in told.out
    assert "the graph says: 25, 28" in told.out
    assert say("conflicts", "id:event/other-course/1").out == "no documents differ\n"
    found = json.loads(say("conflicts", "-f", "json").out)
    assert {each["relation"] for each in found} == {"event.end", "participant.count", "person.post"}
    assert all(side["claim"]["passages"][0]["text"] for each in found for side in each["sides"])


def test_settings_reach_the_commands_of_the_group(say: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CTKG_BY")
    settings = folder / "ctkg.toml"
    settings.write_text('[review]\nby = "C. Reader"\nlimit = 1\n\n[conflicts]\nprefer = "date"\n', "utf-8")
    assert "1 of 4" in say("review", "list", "--below", "0.3").err
    say("review", "accept", claim(say, "post-one", "event.place"))
    assert "C. Reader accepted" in say("review", "log", "--limit", "0").out
    assert "answer, by date: 28" in say("conflicts").out
    settings.write_text("[review]\nnonsense = 1\n", "utf-8")
    told = say("review", "list")
    assert told.code == 2 and "no setting 'nonsense'" in told.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_one_key_decides_and_goes_on(folder: Path) -> None:
    import pty
    import subprocess
    import termios

    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "ctkg", "review", "next", "--kind", "conflict"],
        cwd=folder,
        env={**os.environ, "TERM": "dumb"},
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
    )
    seen = ""

    def until(words: str) -> None:
        nonlocal seen
        while words not in seen:
            assert select.select([master], [], [], 120)[0], seen
            seen += os.read(master, 65536).decode("utf-8", "replace")
        seen = seen[seen.index(words) + len(words) :]

    def press(key: str) -> None:
        # What is typed before the program waits for a key is thrown away.
        while termios.tcgetattr(slave)[3] & termios.ICANON:
            assert process.poll() is None
            time.sleep(0.01)
        os.write(master, key.encode())

    try:
        for asked, key in (("3 items left", "1"), ("2 items left", "s"), ("1 item left", "x"), ("", "u"), ("", "q")):
            until(asked)
            until("q quit]")
            press(key)
        assert process.wait(timeout=120) == 0
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        os.close(master)
        os.close(slave)
    kinds = sorted(file.stem.split("-")[1] for file in (folder / "ctkg.decisions").glob("*.yaml"))
    assert kinds == ["prefer", "undo"]
