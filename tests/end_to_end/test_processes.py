"""Several processes give what one gives: the same bytes, the same report, whatever is done meanwhile by which."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctkg import graph, pipeline
from ctkg.graph.infer import spreading as closing
from ctkg.graph.infer import writing
from ctkg.graph.store import open_store
from ctkg.graph.validate import judging
from ctkg.making import intake


def built(files: list[Path], place: Path, jobs: int) -> tuple[list[str], list[object]]:
    with open_store(place) as store:
        pipeline.build(files, store, options=pipeline.Options(jobs=jobs))
        return sorted(map(str, store.quads())), list(graph.recorded(store).findings)


def test_every_stage_by_several_processes(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = sorted((repository / "data" / "documents").glob("*.md"))[:9]
    monkeypatch.setattr(intake, "_MANY", 1_000_000)
    monkeypatch.setattr(writing, "_MANY", 1_000_000)
    alone = built(files, tmp_path / "alone", 1)
    for module, name, value in (
        (pipeline, "_SHORT", 2),
        (pipeline, "_WORTH_PROCESSES", 2),
        (closing, "_WORTH_PROCESSES", 2),
        (judging, "_LARGE", 2),
        (intake, "TOGETHER", 3),
        (intake, "_MANY", 1),
        (writing, "_MANY", 1),
    ):
        monkeypatch.setattr(module, name, value)
    together = built(files, tmp_path / "together", 2)
    assert together == alone
    assert not list((tmp_path / "together" / "readers").iterdir())
