"""A store on disk of three fictional reports and an entry."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import ctkg
from ctkg import pipeline
from ctkg.api import KnowledgeGraph
from ctkg.decisions import Act, log_of, next_time
from ctkg.decisions.log import digest_of_graphs
from ctkg.entries import keeping
from ctkg.graph import search
from ctkg.iris import PREFIXES, graph, instance, term

#: Persons are fictional.
RELEASES = {
    "one": "SKOPJE, 5 May 2022 - The OSCE Mission to Skopje organized a training on travel document security in Ohrid. "
    "Xaveria Quillfeather, Head of the Border Unit of the Ministry of Interior, opened it. Some 40 experts took part.",
    "draft-1": "VIENNA, 4 March 2021 - The OSCE and UNODC organized a workshop on border security in Tashkent.",
    "draft-2": "VIENNA, 5 March 2021 - The OSCE held a workshop on border security in Tashkent on 4 and 5 March 2021.",
}
OPTIONS = pipeline.Options(reference=False, validation=False)


def dump(kg: KnowledgeGraph) -> list[str]:
    """All quads of a graph, sorted."""
    return sorted(str(quad) for quad in kg.store.quads())


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of the reports, a store of them, and its log with an entry."""
    folder = tmp_path_factory.mktemp("removal")
    (folder / "reports").mkdir()
    for name, text in RELEASES.items():
        (folder / "reports" / f"{name}.txt").write_text(text, "utf-8")
    event, name = NamedNode(instance("event", "note-1", 1)), NamedNode(graph("document", "note-1"))
    label = Literal("meeting of fictional units", language="en")
    quads = [
        Quad(event, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(term("Meeting")), name),
        Quad(event, NamedNode(PREFIXES["rdfs"] + "label"), label, name),
    ]
    content = keeping.dumps({"note-1": quads})
    with ctkg.open(folder / "ctkg.store") as kg:
        log = log_of(kg.store)
        act = Act(
            kind="add", by="A. Reader", on=next_time(log), documents=("note-1",), graphs=digest_of_graphs(content)
        )
        log.write(act, content)
        kg.build([folder / "reports"], options=OPTIONS)
        search.refresh(kg.store)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of one's own, in which this process stands."""
    copy = tmp_path / "copy"
    shutil.copytree(made, copy)
    monkeypatch.chdir(copy)
    for name in ("CTKG_STORE", "CTKG_DECISIONS", "CTKG_BY"):
        monkeypatch.delenv(name, raising=False)
    return copy
