"""A build touches only what changed, goes on where it was stopped, and ends where an undisturbed one does."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ctkg import making, pipeline
from ctkg.graph.store import Store, open_store
from ctkg.iris import graph
from ctkg.making import recipe
from ctkg.making.intake import Intake

#: Validation without reference tables loads them for itself each time; one test has all stages.
OPTIONS = pipeline.Options(reference=False, validation=False)


@pytest.fixture(scope="module")
def source(repository: Path) -> list[Path]:
    """Reports of our own, two of which tell of one event and some of which share persons and bodies."""
    return sorted((repository / "data" / "documents").glob("*.md"))[:8]


@pytest.fixture
def folder(source: list[Path], tmp_path: Path) -> Path:
    place = tmp_path / "documents"
    place.mkdir()
    for file in source:
        shutil.copy(file, place)
    return place


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(None) as opened:
        yield opened


def dump(store: Store) -> list[str]:
    return sorted(map(str, store.quads()))


def fresh(*paths: Path, options: pipeline.Options = OPTIONS) -> list[str]:
    with open_store(None) as store:
        pipeline.build(paths, store, options=options)
        return dump(store)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that were made, in order."""
    names: list[str] = []
    real = making.make

    def noted(path: Path, opinions: object) -> object:
        names.append(path.name)
        return real(path, opinions)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "make", noted)
    return names


def test_a_second_build_touches_nothing_and_says_the_same(folder: Path, store: Store, made: list[str]) -> None:
    first = pipeline.build([folder], store, options=OPTIONS)
    held, revision = dump(store), store.revision()
    made.clear()
    second = pipeline.build([folder], store, options=OPTIONS)
    assert made == [] and store.revision() == revision and dump(store) == held
    assert second.unchanged == second.documents == first.documents == 8 and first.unchanged == 0
    for name in ("statements", "quads", "merged", "doubtful", "inferred", "report", "notices"):
        assert getattr(first, name) == getattr(second, name), name


def test_a_changed_document_is_made_alone(folder: Path, store: Store, made: list[str]) -> None:
    pipeline.build([folder], store, options=OPTIONS)
    file = sorted(folder.glob("*.md"))[3]
    file.write_text(file.read_text("utf-8") + "\nThe OSCE held a workshop in Astana on 3 May 2018.\n", "utf-8")
    revision = store.revision()
    made.clear()
    summary = pipeline.build([folder], store, options=OPTIONS)
    assert made == [file.name] and summary.unchanged == 7
    touched = {
        name for name in store.touched(revision) if name.startswith((graph("document", ""), graph("evidence", "")))
    }
    assert touched == {graph("document", file.stem), graph("evidence", file.stem)}
    assert dump(store) == fresh(folder)


def test_a_removed_document_leaves_no_trace(folder: Path, store: Store) -> None:
    pipeline.build([folder], store, options=OPTIONS)
    file = sorted(folder.glob("*.md"))[2]
    file.unlink()
    pipeline.build([folder], store, options=OPTIONS)
    assert dump(store) == fresh(folder)
    for kind in ("origin", "profile", "minted"):
        assert file.stem not in store.notes(kind)
    assert file.stem not in store.notes("key").values() and len(store.notes("key")) == 7
    assert not any(file.stem in name for name in store.graphs())


def test_other_rules_make_all_anew_but_what_they_give_alike_is_left(
    folder: Path, store: Store, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.build([folder], store, options=OPTIONS)
    revision = store.revision()
    made.clear()
    monkeypatch.setattr(recipe, "digest", lambda: "other rules")
    summary = pipeline.build([folder], store, options=OPTIONS)
    assert len(made) == 8 and summary.unchanged == 8 and store.revision() == revision
    made.clear()
    pipeline.build([folder], store, options=OPTIONS)
    assert made == []


def test_a_file_of_another_name_or_an_id_that_moved_is_made_again(folder: Path, store: Store) -> None:
    pipeline.build([folder], store, options=OPTIONS)
    one, two = sorted(folder.glob("*.md"))[:2]
    one.rename(folder / "renamed.md")
    two.write_text(two.read_text("utf-8").replace(f"id: {two.stem}", "id: other-name"), "utf-8")
    pipeline.build([folder], store, options=OPTIONS)
    assert dump(store) == fresh(folder)


@pytest.mark.parametrize("stop", [1, 2, 3])
def test_an_interrupted_build_goes_on(
    folder: Path, store: Store, made: list[str], monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    monkeypatch.setattr("ctkg.making.intake.TOGETHER", 2)
    real, times = Intake.finish, 0

    def finish(self: Intake) -> None:
        nonlocal times
        times += 1
        if times == stop:
            raise KeyboardInterrupt
        real(self)

    with monkeypatch.context() as patch:
        patch.setattr(Intake, "finish", finish)
        with pytest.raises(KeyboardInterrupt):
            pipeline.build([folder], store, options=OPTIONS)
    made.clear()
    summary = pipeline.build([folder], store, options=OPTIONS)
    assert len(made) == 8 - 2 * (stop - 1) and summary.documents == 8
    assert dump(store) == fresh(folder)


@pytest.mark.parametrize("stage", ["resolution", "inference", "validation"])
def test_a_build_that_ends_before_or_after_a_stage_goes_on(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    few = sorted(folder.glob("*.md"))[:5]
    pipeline.build(few, store, options=OPTIONS)

    def broken(name: str, done: int, total: int) -> None:
        if name == stage:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.build([folder], store, options=OPTIONS, progress=broken)
    pipeline.build([folder], store, options=OPTIONS)
    assert dump(store) == fresh(folder)


def test_stages_left_out_leave_nothing_stale_and_come_back(folder: Path, store: Store) -> None:
    bare = pipeline.Options(reference=False, resolution=False, inference=False, validation=False)
    pipeline.build([folder], store, options=OPTIONS)
    summary = pipeline.build([folder], store, options=bare)
    assert summary.inferred == summary.merged == 0
    assert dump(store) == fresh(folder, options=bare)
    pipeline.build([folder], store, options=OPTIONS)
    assert dump(store) == fresh(folder)


@pytest.mark.parametrize("seed", range(3))
def test_any_sequence_of_builds_and_additions_ends_where_one_build_does(
    source: list[Path], store: Store, seed: int, tmp_path: Path
) -> None:
    choose = random.Random(seed)
    held: dict[str, str] = {}
    for step in range(5):
        files = choose.sample(source, choose.randint(1, 5))
        place = tmp_path / str(step)
        place.mkdir()
        for file in files:
            text = file.read_text("utf-8")
            if choose.random() < 0.4:
                text = "\n".join(text.splitlines()[: -choose.randint(1, 4)]) + "\n"
            (place / file.name).write_text(text, "utf-8")
        keep = choose.random() < 0.6
        pipeline.build([place], store, options=OPTIONS, keep=keep)
        new = {file.name: (place / file.name).read_text("utf-8") for file in files}
        held = {**held, **new} if keep else new
    final = tmp_path / "final"
    final.mkdir()
    for name, text in held.items():
        (final / name).write_text(text, "utf-8")
    assert dump(store) == fresh(final)
