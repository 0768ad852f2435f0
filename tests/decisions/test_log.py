"""Acts are kept as they were written, in files that merge, and are never changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctkg.decisions import Act, Claim, live, log_of, next_time
from ctkg.decisions.acts import loads
from ctkg.decisions.log import Folder, digest_of_graphs
from ctkg.errors import UnreadableInput
from ctkg.graph import open_store
from ctkg.model import Entity

ON = "2026-11-28T07:05:12.345Z"
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
CLAIM = st.builds(
    Claim, document=TEXT, claim=TEXT, event=TEXT, relation=TEXT, value=TEXT, words=st.lists(TEXT, max_size=2).map(tuple)
)
VALUE = st.none() | TEXT.filter(bool) | st.builds(Entity, kind=st.just("organization"), label=TEXT.filter(bool))


def act(kind: str = "reject", *, on: str = ON, undoes: str = "", by: str = "A. Reader") -> Act:
    return Act(kind=kind, by=by, on=on, undoes=undoes)


@settings(max_examples=60, deadline=None)
@given(TEXT.filter(str.strip), TEXT, st.lists(CLAIM, max_size=2), VALUE)
def test_any_act_is_read_as_it_was_written(
    by: str, reason: str, claims: list[Claim], value: str | Entity | None
) -> None:
    written = Act(kind="correct", by=by, on=ON, reason=reason, claims=tuple(claims), value=value)
    assert loads(written.dumps(), written.id) == written


def test_an_act_that_was_changed_is_told(tmp_path: Path) -> None:
    log, written = Folder(tmp_path / "x.decisions"), act()
    log.write(written)
    file = tmp_path / "x.decisions" / f"{written.id}.yaml"
    file.write_text(file.read_text().replace("A. Reader", "B. Reader"))
    with pytest.raises(UnreadableInput, match="was changed after it was written") as caught:
        log.read(written.id)
    assert caught.value.path == str(file)


def test_graphs_that_were_changed_are_told(tmp_path: Path) -> None:
    log, quads = Folder(tmp_path / "d"), b"<a:a> <a:b> <a:c> <a:g> .\n"
    written = Act(kind="add", by="A. Reader", on=ON, documents=("note-1",), graphs=digest_of_graphs(quads))
    log.write(written, quads)
    assert log.graphs(written) == quads
    (tmp_path / "d" / f"{written.id}.nq").write_bytes(quads * 2)
    with pytest.raises(UnreadableInput, match="were changed"):
        log.graphs(written)


def test_files_that_are_no_acts_are_told_with_their_name(tmp_path: Path) -> None:
    (tmp_path / "20260101T000000.000Z-reject-0.yaml").write_text("- a list")
    with pytest.raises(UnreadableInput, match="this is no act"):
        Folder(tmp_path).read("20260101T000000.000Z-reject-0")


def test_a_log_beside_the_store_and_in_the_notes(tmp_path: Path) -> None:
    with open_store(tmp_path / "x.store") as disk, open_store(None) as memory:
        for store in (disk, memory):
            log, written = log_of(store), act()
            log.write(written)
            assert log.names() == [written.id]
            assert log.read(written.id) == written
    assert (tmp_path / "x.decisions" / f"{act().id}.yaml").exists()


def test_acts_of_one_log_have_different_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    log = Folder(tmp_path)
    for _ in range(3):
        log.write(act(on=next_time(log)))
    assert [log.read(name).on for name in log.names()] == [f"2023-11-14T22:13:20.00{n}Z" for n in range(3)]


def test_an_undone_act_is_not_in_force_and_comes_back_when_that_is_undone() -> None:
    first = act(on="2026-01-01T00:00:00.000Z")
    undo = act("undo", on="2026-01-02T00:00:00.000Z", undoes=first.id)
    redo = act("undo", on="2026-01-03T00:00:00.000Z", undoes=undo.id)
    assert live([first]) == [first]
    assert live([undo, first]) == []
    assert live([redo, undo, first]) == [first]
