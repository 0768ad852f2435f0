"""Fictional reports: two of one course, a copy of the first, and near misses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from ctkg.graph.store import Store

REPORTS = Path(__file__).resolve().parent / "reports"


@pytest.fixture(scope="session")
def reports() -> dict[str, Path]:
    """The reports as files, by id."""
    return {file.stem: file for file in sorted(REPORTS.glob("*.md"))}


@pytest.fixture(scope="session")
def built() -> Callable[..., Store]:
    """``built(*files, store=None, keep=False, **options)``: a store without reference, inference and validation."""
    from ctkg import graph, pipeline

    def build(*files: Path, store: Store | None = None, keep: bool = False, **more: bool) -> Store:
        store = store or graph.open_store(None)
        options = pipeline.Options(**{"reference": False, "inference": False, "validation": False, **more})
        summary = pipeline.build(list(files), store, options=options, keep=keep)
        assert not summary.failures
        return store

    return build


@pytest.fixture(scope="session")
def dump() -> Callable[[Store], list[str]]:
    """All quads of a store as sorted text."""
    return lambda store: sorted(map(str, store.quads()))
