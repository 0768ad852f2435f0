"""A small store with all reference tables and one release, built once; each test gets a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ctkg
from ctkg.adding import Entered
from ctkg.api import KnowledgeGraph

RELEASE = """ASTANA, 12 May 2031 - The OSCE and UNODC organized a fictional workshop on port security in Astana on 12
to 14 May 2031. More than 40 experts from Kazakhstan took part.
"""
FORM = """kind: workshop
id: {id}
title: {title}
start: {start}
end: {end}
place: {place}
country: {country}
organizers: [{organizers}]
participant_groups: [more than 40 experts]
source:
  title: a fictional letter
"""
_PLAIN = {
    "id": "note-1",
    "title": "Fictional Workshop on Aviation Security",
    "start": "2032-02-03",
    "end": "2032-02-04",
    "place": "Vienna",
    "country": "Austria",
    "organizers": "OSCE",
}
#: The same event as the release tells of.
SAME = {"id": "note-9", "title": "", "start": "2031-05-12", "end": "2031-05-14", "place": "Astana"} | {
    "country": "Kazakhstan",
    "organizers": "OSCE, UNODC",
}


def form(**values: str) -> bytes:
    """A form of a fictional workshop, with other values where they are given."""
    return FORM.format(**{**_PLAIN, **values}).encode()


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plain")
    (folder / "release.txt").write_text(RELEASE, encoding="utf-8")
    with ctkg.open(folder / "ctkg.store") as kg:
        assert kg.build([folder / "release.txt"]).exit_code == 0
    return folder / "ctkg.store"


@pytest.fixture
def store(plain: Path, tmp_path: Path) -> Path:
    """Folder of a store that a test may write."""
    shutil.copytree(plain, tmp_path / "ctkg.store")
    return tmp_path / "ctkg.store"


Enter = Callable[..., Entered]


def enter(kg: KnowledgeGraph, *sources: Any, **wishes: Any) -> Entered:
    """Enter forms, by somebody."""
    return kg.enter(*sources, **{"by": "A. Analyst", "format": "yaml", **wishes})


def content(folder: Path) -> dict[str, list[str]]:
    """The quads of a store by graph, but for the recorded report's own."""
    with ctkg.open(folder, read_only=True) as kg:
        return {name: sorted(str(quad) for quad in kg.store.quads(name)) for name in kg.store.graphs()}


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
