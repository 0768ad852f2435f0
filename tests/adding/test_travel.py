"""An entry goes from store to store and stays what it is."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from pyoxigraph import RdfFormat, serialize
from tests.adding.conftest import enter, form
from tests.conftest import Run

import ctkg
from ctkg.api import KnowledgeGraph
from ctkg.api import open as open_graph
from ctkg.iris import graph


def exported(kg: KnowledgeGraph, name: str, format: str = "ttl") -> bytes:
    stream = io.BytesIO()
    kg.export(stream, format, graph=name)
    return stream.getvalue()


def test_exported_added_elsewhere_and_exported_again_it_is_the_same(store: Path, plain: Path, tmp_path: Path) -> None:
    own, evidence = graph("document", "note-1"), graph("evidence", "note-1")
    with ctkg.open(store) as kg:
        assert enter(kg, form(), by="First Author", source="a fictional letter").exit_code == 0
        turtle, provenance = exported(kg, own), exported(kg, evidence)
        both = [quad for name in (own, evidence) for quad in kg.store.quads(name)]
        trig = serialize(sorted(both, key=str), format=RdfFormat.TRIG)
    shutil.copytree(plain, tmp_path / "other.store")
    with ctkg.open(tmp_path / "other.store") as kg:
        assert enter(kg, turtle, format="ttl", by="Second Author").exit_code == 0
        assert exported(kg, own) == turtle
        assert "Second Author" in exported(kg, evidence).decode()
        assert enter(kg, trig, format="trig", by="Third Author").outcomes[0].outcome == "there"
        changed = trig.replace(b"Fictional Workshop on Aviation", b"Fictional Workshop on Maritime")
        assert enter(kg, changed, format="trig", by="Third Author", replace=True).outcomes[0].outcome == "replaced"
        assert enter(kg, trig, format="trig", by="Third Author", replace=True).outcomes[0].outcome == "replaced"
        assert exported(kg, own) == turtle
        assert exported(kg, evidence) == provenance


def test_where_there_is_no_store_yet_an_entry_makes_one(ctkg: Run, store: Path, tmp_path: Path) -> None:
    with open_graph(store) as kg:
        assert enter(kg, form(), by="First Author").exit_code == 0
        turtle = exported(kg, graph("document", "note-1"))
    (tmp_path / "note.ttl").write_bytes(turtle)
    words = ("--store", "new.store", "--by", "Second Author")
    assert ctkg("add", "note.ttl", *words, "--dry-run", cwd=tmp_path).returncode == 2
    assert not (tmp_path / "new.store").exists()
    done = ctkg("add", "note.ttl", *words, cwd=tmp_path)
    assert done.returncode == 0 and "new.store is new" in done.stderr
    assert ctkg("export", "again.ttl", "--graph", "graph:document/note-1", *words[:2], cwd=tmp_path).returncode == 0
    assert (tmp_path / "again.ttl").read_bytes() == turtle
