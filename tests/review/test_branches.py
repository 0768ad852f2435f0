"""The log under git: two branches in which people decided merge, and the graph is that of both."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.review.conftest import FILES, copy_of, dump

from ctkg import pipeline
from ctkg.graph import open_store
from ctkg.review.desk import Desk

Find = Callable[..., str]


class Repository:
    """A repository with the log of a store, in which people work on branches."""

    def __init__(self, folder: Path, built: Path) -> None:
        self.folder, self._built = folder, built
        self.git("init", "-q", "-b", "main")
        (folder / ".gitattributes").write_text("* -text\n", "utf-8")
        self.commit("nothing decided yet")

    def git(self, *words: str) -> str:
        who = ("-c", "user.name=Reader", "-c", "user.email=reader@example.org", "-c", "commit.gpgsign=false")
        done = subprocess.run(
            ["git", *who, *words], cwd=self.folder, capture_output=True, text=True, check=True, timeout=60
        )
        return done.stdout

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def desk(self, by: str) -> Desk:
        """Somebody's own store of the same documents, with the log as this branch has it."""
        store = copy_of(self._built)
        return Desk(store, by=by, decisions=self.folder / "decisions")

    def merge(self, branch: str) -> None:
        self.git("merge", "-q", "--no-edit", branch)
        assert self.git("status", "--porcelain") == ""

    def rebuilt(self) -> list[str]:
        """The graph that the documents and the log give from the start."""
        store = open_store(None)
        pipeline.build(
            FILES,
            store,
            options=pipeline.Options(
                reference=False, inference=False, validation=False, decisions=self.folder / "decisions"
            ),
        )
        return dump(store)


@pytest.fixture
def repository(tmp_path: Path, built: Path) -> Repository:
    return Repository(tmp_path, built)


def on_branch(repository: Repository, name: str, by: str, work: Callable[[Desk], object]) -> None:
    repository.git("checkout", "-q", "-b", name, "main")
    work(repository.desk(by))
    repository.commit(f"decisions of {by}")


def test_branches_that_touch_different_things_merge_without_a_conflict(repository: Repository, find: Find) -> None:
    place, organizer = find("post-one", "event.place"), find("post-two", "organizer")
    on_branch(repository, "a", "A. Reader", lambda desk: (desk.reject(place), desk.correct(organizer, "UNODC")))
    on_branch(
        repository, "b", "B. Reader", lambda desk: desk.merge("id:event/norland-report/1", "id:event/other-course/1")
    )
    repository.merge("a")
    desk = repository.desk("A. Reader")
    assert sorted(entry.act.kind for entry in desk.acts()) == ["correct", "merge", "reject"]
    assert dump(desk.store) == repository.rebuilt()
    text = "\n".join(dump(desk.store))
    assert "event/other-course/1> <https://w3id.org/ctkg/ontology#resolvedTo>" in text
    assert "post-two/1/organizer/unodc" in text


def test_where_branches_decide_on_one_claim_both_acts_are_kept_and_the_later_counts(
    repository: Repository, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = find("post-one", "participant.count")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1950000000")
    on_branch(repository, "a", "A. Reader", lambda desk: desk.correct(name, "45"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1950000100")
    on_branch(repository, "b", "B. Reader", lambda desk: desk.reject(name, reason="a guess"))
    repository.git("checkout", "-q", "a")
    repository.merge("b")
    desk = repository.desk("A. Reader")
    assert [entry.act.by for entry in desk.acts()] == ["B. Reader", "A. Reader"]
    assert not any("statedCount" in line and "graph/document/post-one>" in line for line in dump(desk.store))
    assert dump(desk.store) == repository.rebuilt()
    # Whoever is not of that mind takes the later one back; the earlier one counts again.
    desk.undo(next(desk.acts()).act.id)
    assert any('"45"' in line and "graph/document/post-one>" in line for line in dump(desk.store))


def test_the_same_decision_on_two_branches_merges_too(
    repository: Repository, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1950000000")
    name = find("post-one", "event.place")
    for branch in "ab":
        on_branch(repository, branch, "A. Reader", lambda desk: desk.reject(name))
    repository.merge("a")
    desk = repository.desk("A. Reader")
    # The very same act is one file; another by another reader would be a second.
    assert len(list(desk.acts())) == 1
