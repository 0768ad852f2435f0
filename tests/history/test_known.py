"""The store as it was known then is the store that was there then, byte by byte, what is inferred included."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

import ctkg
from ctkg import KnowledgeGraph, pipeline
from ctkg.decisions import Act, log_of, next_time
from ctkg.decisions.claims import claim_of
from ctkg.errors import StoreError, UsageError
from ctkg.graph import export
from ctkg.graph.store import Store, open_store
from ctkg.iris import graph
from ctkg.making.statements import NOTE, loads
from ctkg.pipeline import Options

OPTIONS = Options(reference=False, validation=False)
TEXT = "The OSCE held a {} on border security in {} on {} March 2021. Jane Doe, Director of the Agency, spoke.\n"
TRIPLE = Triple(NamedNode("https://example.org/s"), NamedNode("https://example.org/p"), Literal(1))
KINDS, TOWNS = ("workshop", "conference"), ("Vienna", "Tashkent")


def dump(store: Store) -> bytes:
    stream = io.BytesIO()
    export.write(store, stream, "nq")
    return stream.getvalue()


def put(folder: Path, documents: dict[int, tuple[int, int]]) -> None:
    for file in folder.glob("*.txt"):
        file.unlink()
    for number, (kind, town) in documents.items():
        # Several tell of one event, so that resolution brings together what they say.
        (folder / f"d{number}.txt").write_text(TEXT.format(KINDS[kind], TOWNS[town], 3 + number // 2), encoding="utf-8")


DOCUMENTS = st.dictionaries(st.integers(0, 3), st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1, max_size=3)


@settings(max_examples=3, deadline=None)
@given(st.lists(DOCUMENTS, min_size=2, max_size=3))
def test_every_build_can_be_gone_back_to(builds: list[dict[int, tuple[int, int]]]) -> None:
    with tempfile.TemporaryDirectory() as name, ctkg.open(None) as kg:
        kept = {0: dump(kg.store)}
        for documents in builds:
            put(Path(name), documents)
            kg.build([name], options=OPTIONS)
            kept[kg.history()[-1].number] = dump(kg.store)  # a build that changes nothing is no moment
        for number, content in kept.items():
            with kg.known_on(f"@{number}") as then:
                assert dump(then.store) == content
        with kg.known_on("now") as now:
            assert dump(now.store) == dump(kg.store)


@pytest.fixture(scope="module")
def grown(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[KnowledgeGraph, bytes, Path]]:
    """The demo store after one document came and one went; and its dump before."""
    folder = tmp_path_factory.mktemp("grown")
    shutil.copytree(demo / "ctkg.store", folder / "s")
    (folder / "later.md").write_text(TEXT.format("workshop", "Bishkek", 9), encoding="utf-8")
    with ctkg.open(folder / "s") as kg:
        before = dump(kg.store)
        kg.add(folder / "later.md")
        with kg.store.moment("remove"):
            kg.store.remove_graphs([graph(kind, "osce-2014-astana-explosives") for kind in ("document", "evidence")])
            pipeline.catch_up(kg.store)
        yield kg, before, folder


def test_a_whole_store_with_tables_and_report(grown: tuple[KnowledgeGraph, bytes, Path]) -> None:
    kg, before, folder = grown
    count = kg.history()[-3].number
    with kg.known_on(f"@{count}") as then:
        assert dump(then.store) == before
        assert then.query("ASK { id:document/osce-2014-astana-explosives ?p ?o }".replace("/o", "\\/o")).boolean
        with pytest.raises(StoreError, match="read-only"):
            then.add(folder / "later.md")
        assert list((folder / "s" / "readers").iterdir())
    assert not list((folder / "s" / "readers").iterdir()), "a working copy is gone when it is closed"
    assert dump(kg.store) != before


def test_a_day_is_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = []
    with open_store(tmp_path / "s") as store:
        for number, day in enumerate((20_000, 20_000, 20_003)):  # 2024-10-04, twice, and 2024-10-07
            monkeypatch.setenv("SOURCE_DATE_EPOCH", str(day * 86_400 + number))
            (tmp_path / "d.txt").write_text(TEXT.format("workshop", "Vienna", number + 1), encoding="utf-8")
            KnowledgeGraph(store).build([tmp_path / "d.txt"], options=OPTIONS)
            kept.append(dump(store))
        for when, content in (
            ("2024-10-03", b""),
            ("2024-10-04", kept[1]),
            ("2024-10-06", kept[1]),
            ("2024-10-07", kept[2]),
            ("@1", kept[0]),
            ("@0", b""),
        ):
            with KnowledgeGraph(store).known_on(when) as then:
                assert dump(then.store) == content, when


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ("2024-13-01", "'2024-13-01' is no point in the life of a store; give a day"),
        ("yesterday", "'yesterday' is no point in the life of a store; give a day"),
        ("@7", "there is no moment @7; there are: @1 to @1"),
    ],
)
def test_a_point_that_is_none_is_refused(when: str, message: str) -> None:
    with ctkg.open(None) as kg:
        kg.store.replace_graph(graph("document", "d"), [TRIPLE])
        with pytest.raises(UsageError, match=message):
            kg.known_on(when)


def test_nothing_leads_back_over_a_gap(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(TEXT.format("workshop", "Vienna", 1), encoding="utf-8")
    (tmp_path / "e.txt").write_text(TEXT.format("workshop", "Vienna", 2), encoding="utf-8")
    with ctkg.open(tmp_path / "s") as kg:
        kg.build([tmp_path / "d.txt"], options=OPTIONS)
        without = Options(reference=False, validation=False, history=False)
        kg.add(tmp_path / "e.txt", options=without)
        assert len(kg.history()) == 1
        with pytest.raises(UsageError, match="written without a history after the last moment"):
            kg.known_on("@1")
        kg.build([tmp_path / "d.txt"], options=Options(reference=False, validation=False, history=True))
        with pytest.raises(UsageError, match=r"nothing leads back to @1 .*without a history before @2"):
            kg.known_on("@1")
        with kg.known_on("@2") as then:
            assert dump(then.store) == dump(kg.store)


def test_what_people_decided_is_gone_back_over_as_well(tmp_path: Path) -> None:
    """A claim is rejected and a document removed; then the day before that is asked for."""
    put(tmp_path, {0: (0, 0), 1: (0, 0), 2: (1, 1)})
    with ctkg.open(None) as kg:
        log = log_of(kg.store)
        kg.build([tmp_path], options=OPTIONS)
        kept = [dump(kg.store)]
        place = next(s for s in loads(kg.store.note(NOTE, "d0") or "")[1] if s.predicate == "event.place")
        acts = (
            {"kind": "reject", "claims": (claim_of("d0", place),)},
            {"kind": "remove", "documents": ("d1",)},
        )
        for values in acts:
            log.write(Act(by="A. Reader", on=next_time(log), **values))  # type: ignore[arg-type]
            pipeline.catch_up(kg.store, options=OPTIONS)
            kept.append(dump(kg.store))
        assert len(set(kept)) == 3
        assert [(entry.moment.what, entry.moment.by, entry.moment.acts) for entry in kg.history()] == [
            ("build", "", ()),
            *(("catch up", "A. Reader", (name,)) for name in log.names()),
        ]
        for number, content in enumerate(kept, start=1):
            with kg.known_on(f"@{number}") as then:
                assert dump(then.store) == content
        (cause,) = kg.blame("id:event/d2/1", "heldAt", "id:city/1512569").causes
        assert (cause.source, cause.moment) == ("d2", 1) and "Tashkent" in cause.sentence
