"""Proposals are checked, wait, are decided on once, and name nobody who was taken down. Events are fictional."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import ctkg as package
from ctkg.adding import Wishes
from ctkg.api import KnowledgeGraph
from ctkg.errors import UnreadableInput, UsageError
from ctkg.proposals import Proposals, Refused, beside
from ctkg.removal.tracing import Trace

Run = Callable[..., subprocess.CompletedProcess[str]]

FORM = b"""kind: workshop
id: note-1
title: Fictional Workshop on Aviation Security
start: 2032-02-03
place: Vienna
country: Austria
organizers: [OSCE]
source:
  title: a fictional letter of Quinta Ravenscroft
"""


@pytest.fixture
def graph(demo: Path, tmp_path: Path) -> Iterator[KnowledgeGraph]:
    shutil.copytree(demo / "ctkg.store", tmp_path / "ctkg.store", ignore=shutil.ignore_patterns("readers"))
    with package.open(tmp_path / "ctkg.store") as kg:
        yield kg


@pytest.fixture
def proposals(tmp_path: Path) -> Proposals:
    return Proposals(beside(tmp_path / "ctkg.store"))


def test_a_proposal_waits_and_becomes_an_entry_by_a_readers_act(graph: KnowledgeGraph, proposals: Proposals) -> None:
    before = graph.store.revision()
    made = proposals.propose(graph.store, FORM, format="yaml", by="An assistant", source="a letter", reason="asked to")
    assert [each.id for each in proposals.waiting()] == [made.id]
    assert proposals.get(made.id) == made and made.entries == ("note-1",)
    assert graph.store.revision() == before, "it is in no graph"
    entered = proposals.accept(graph.store, made.id[-8:], Wishes(by="A. Reader", reason="it is so"))
    assert entered.exit_code == 0 and entered.act
    assert graph.store.contains_graph("https://w3id.org/ctkg/graph/document/note-1")
    act = graph.review().log.read(entered.act)
    assert act.by == "A. Reader" and "proposed by An assistant" in act.reason and "it is so" in act.reason
    assert proposals.waiting() == []
    with pytest.raises(UsageError, match="was accepted already, by A"):
        proposals.accept(graph.store, made.id, Wishes(by="A. Reader"))


def test_what_shapes_forbid_is_refused_at_once(graph: KnowledgeGraph, proposals: Proposals) -> None:
    with pytest.raises(Refused) as refused:
        proposals.propose(graph.store, FORM.replace(b"2032-02-03", b"soon"), format="yaml", by="An assistant")
    assert refused.value.report.findings
    with pytest.raises(UnreadableInput):
        proposals.propose(graph.store, b"<a> <b>", format="ttl", by="An assistant")
    with pytest.raises(UsageError, match="who"):
        proposals.propose(graph.store, FORM, format="yaml", by=" ")
    assert proposals.waiting() == [] and not proposals.folder.exists()


def test_commands(ctkg: Run, graph: KnowledgeGraph, proposals: Proposals, tmp_path: Path) -> None:
    kept = proposals.propose(graph.store, FORM, format="yaml", by="An assistant")
    other = proposals.propose(graph.store, FORM.replace(b"note-1", b"note-2"), format="yaml", by="An assistant")
    graph.close()
    assert other.id[-8:] in ctkg("proposals", "list", cwd=tmp_path).stdout
    assert "Aviation Security" in ctkg("proposals", "show", kept.id, cwd=tmp_path).stdout
    assert ctkg("proposals", "reject", other.id, "--by", "B", "--reason", "twice", cwd=tmp_path).returncode == 0
    done = ctkg("proposals", "accept", kept.id, "--by", "B", cwd=tmp_path)
    assert done.returncode == 0 and "note-1: added" in done.stderr
    assert ctkg("proposals", "accept", kept.id, "--by", "B", cwd=tmp_path).returncode == 2
    decided = sorted((proposals.folder / "decided").iterdir())
    assert len(decided) == 2 and "why: twice" in decided[1].read_text() + decided[0].read_text()


def test_what_has_a_name_that_is_taken_down_goes(graph: KnowledgeGraph, proposals: Proposals) -> None:
    proposals.propose(graph.store, FORM, format="yaml", by="An assistant")
    other = FORM.replace(b"note-1", b"note-2").replace(b" of Quinta Ravenscroft", b"")
    kept = proposals.propose(graph.store, other, format="yaml", by="An assistant")
    assert proposals.forget(Trace(spellings=("Quinta Ravenscroft",)).mentions) == 1
    assert [each.id for each in proposals.waiting()] == [kept.id]
