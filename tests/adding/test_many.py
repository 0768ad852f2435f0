"""A table of entries: row by row, one act, whole or not at all."""

from __future__ import annotations

import csv
import io
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.adding.conftest import content, form

import ctkg
from ctkg import adding
from ctkg.adding import showing
from ctkg.decisions.log import Folder, beside
from ctkg.iris import graph

ROWS = 8


@pytest.fixture
def table(repository: Path, tmp_path: Path) -> Path:
    """Rows of which the last is wrong and the sixth tells of the event of the fifth."""
    sys.path.insert(0, str(repository / "benchmarks" / "entries"))
    import bulk

    bulk.write(tmp_path / "whole.csv", 101)
    lines = (tmp_path / "whole.csv").read_text(encoding="utf-8").splitlines()
    chosen = [lines[0], *(lines[1 + number] for number in (1, 2, 3, 4, 49, 50, 51, 99))]
    (tmp_path / "table.csv").write_text("\n".join(chosen) + "\n", encoding="utf-8")
    return tmp_path / "table.csv"


def test_good_rows_are_added_and_each_row_is_told_of(store: Path, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "FEW", 2)
    was = content(store)
    with ctkg.open(store) as kg:
        refused = kg.enter(table, by="A. Analyst")
        assert (refused.exit_code, refused.count("refused"), refused.act) == (1, ROWS, "")
    assert content(store) == was
    with ctkg.open(store) as kg:
        entered = kg.enter(table, by="A. Analyst", keep_going=True)
    assert (entered.exit_code, entered.count("added")) == (5, ROWS - 2)
    rows = list(csv.DictReader(io.StringIO(showing.report(entered.outcomes, "csv"))))
    assert [row["outcome"] for row in rows] == ["added"] * 5 + ["refused", "added", "refused"]
    assert [row["row"] for row in rows] == [str(number + 1) for number in range(ROWS)]
    assert "is the same as" in rows[5]["message"] and f":{ROWS + 1}:" in rows[7]["message"]
    log = Folder(beside(store))
    (act,) = map(log.read, log.names())
    assert len(act.documents) == ROWS - 2
    monkeypatch.setattr(adding, "FEW", 100)
    with ctkg.open(store) as kg:
        again = kg.enter(table, by="A. Analyst", keep_going=True)
    assert [each.outcome for each in again.outcomes] == ["there"] * 5 + ["refused", "there", "refused"]


KILLED = """
import os, signal, sys
from pathlib import Path
from ctkg.decisions.log import beside
from ctkg.graph.store import base
import ctkg
store, entry, when = sys.argv[1:]
kg = ctkg.open(store)
apply = base.apply
def watched(*words, **named):
    known = bool(list(beside(Path(store)).glob("*.yaml")))
    if when == "early" or (when == "act" and known):
        os.kill(os.getpid(), signal.SIGKILL)
    apply(*words, **named)
    if when == "late" and known:
        os.kill(os.getpid(), signal.SIGKILL)
base.apply = watched
kg.enter(Path(entry), by="A. Analyst")
"""


@pytest.mark.parametrize(
    ("when", "acts", "next_time"), [("early", 0, "added"), ("act", 1, "there"), ("late", 1, "there")]
)
def test_a_kill_leaves_the_store_before_or_after(
    store: Path, tmp_path: Path, when: str, acts: int, next_time: str
) -> None:
    entry = tmp_path / "entry.yaml"
    entry.write_bytes(form())
    was = content(store)
    words = [sys.executable, "-c", KILLED, str(store), str(entry), when]
    assert subprocess.run(words, timeout=300).returncode == -signal.SIGKILL
    assert len(Folder(beside(store)).names()) == acts
    left = content(store)
    assert (left == was) == (when != "late")
    with ctkg.open(store) as kg:
        # Where the act was written, the next call carries it out, whatever it is about.
        assert kg.enter(entry, by="A. Analyst").outcomes[0].outcome == next_time
    whole = content(store)
    assert {graph(kind, "note-1") for kind in ("document", "evidence", "inferred")} <= whole.keys()
    assert when != "late" or whole == left


def test_two_who_add_at_once_do_not_mix(store: Path, tmp_path: Path) -> None:
    (tmp_path / "entry.yaml").write_bytes(form())
    with ctkg.open(store):
        words = [sys.executable, "-m", "ctkg", "add", str(tmp_path / "entry.yaml"), "--by", "B", "--store", str(store)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=300)
    assert done.returncode == 4 and "another process is writing to this store" in done.stderr
    done = subprocess.run(words, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0 and done.stdout.splitlines()[-1].startswith("1 added; "), done.stderr
