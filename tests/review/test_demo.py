"""Decisions on a whole store: what follows and what is found wrong is told, entries are undone, the guide is right."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ctkg import api, iris
from ctkg.graph import claims
from ctkg.review import telling
from ctkg.review.desk import Desk

PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in iris.PREFIXES.items())


@pytest.fixture(scope="module")
def graph(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[api.KnowledgeGraph]:
    """The demo's store, one's own."""
    folder = tmp_path_factory.mktemp("review") / "ctkg.store"
    shutil.copytree(demo / "ctkg.store", folder)
    with api.open(folder) as kg:
        yield kg


def test_the_items_of_the_guide_are_there(graph: api.KnowledgeGraph, repository: Path) -> None:
    text = (repository / "docs" / "guide" / "review.md").read_text("utf-8")
    named = re.findall(r"^    ctkg review (?:show|accept|reject|correct|prefer) ([0-9a-f]{8})", text, re.MULTILINE)
    assert len(named) > 5
    assert set(named) <= {item.short for item in graph.review().waiting().items}


def test_what_is_inferred_and_what_is_found_wrong_is_told(graph: api.KnowledgeGraph) -> None:
    desk = graph.review(by="A. Reader")
    name = next(claims.name_of(iri) for iri in sorted(claims.with_relation(graph.store, "event.end")))
    effect = desk.correct(name, "1990-06-01")
    assert any("before" in finding.message for finding in effect.new)
    assert not any("report" in group for group in effect.counts())
    settled = desk.undo()
    assert [finding.message for finding in settled.settled] == [finding.message for finding in effect.new]
    organizer = next(claims.name_of(iri) for iri in sorted(claims.with_relation(graph.store, "organizer")))
    effect = desk.reject(organizer)
    came, went = effect.counts()["inferred"]
    assert went > came and re.search(r"inferred .*gone", effect.words())
    back = desk.undo()
    assert set(back.gained) == set(effect.lost) and set(back.lost) == set(effect.gained)


def test_undoing_what_was_added_takes_it_out(graph: api.KnowledgeGraph) -> None:
    said = f"<{iris.ID}document/note-7> a ct:SourceDocument ; rdfs:label 'Note 7' ; dcterms:title 'Note 7' ."
    entered = graph.enter((PREFIXES + said).encode(), by="A. Reader", id="note-7", source="a fictional note")
    assert entered.exit_code == 0
    desk = Desk(graph.store, by="A. Reader")
    assert telling.what(next(desk.acts()).act) == "added note-7 from a fictional note"
    assert graph.store.contains_graph(iris.graph("document", "note-7"))
    desk.undo()
    assert not graph.store.contains_graph(iris.graph("document", "note-7"))
