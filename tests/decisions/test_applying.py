"""A store after acts is the store that its documents and the log give, whatever it held before."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from ctkg import pipeline
from ctkg.decisions import Act, applying, log_of, next_time
from ctkg.decisions.claims import claim_of
from ctkg.decisions.log import Folder, Notes, digest_of_graphs
from ctkg.entries import keeping
from ctkg.graph import open_store
from ctkg.graph.store import Store
from ctkg.iris import PREFIXES, graph, instance, term
from ctkg.making.statements import NOTE, loads
from ctkg.model import Entity, Statement

RELEASES = {
    "one": "VIENNA, 4 March 2021 - The OSCE and UNODC organized a two-day workshop on border security in Tashkent. "
    "Some 40 experts from Kazakhstan and Uzbekistan took part.",
    "two": "SKOPJE, 5 May 2022 - The OSCE Mission to Skopje organized a training on travel document security in Ohrid. "
    "Ana Roe, Head of the Border Unit of the Ministry of Interior, opened it.",
    "three": "VIENNA, 5 March 2021 - The OSCE held a workshop on border security in Tashkent on 4 and 5 March 2021. "
    "UNODC organized it together with the OSCE.",
}
OPTIONS = pipeline.Options(reference=False, validation=False)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("releases")
    for name, text in RELEASES.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return sorted(folder.iterdir())


def built(files: list[Path], acts: Folder | None = None) -> Store:
    store = open_store(None)
    for name in acts.names() if acts else ():
        log_of(store).write(acts.read(name))  # type: ignore[union-attr]
    pipeline.build(files, store, options=OPTIONS)
    return store


def dump(store: Store) -> list[str]:
    return sorted(str(quad) for quad in store.quads())


def said(store: Store, document: str) -> tuple[Statement, ...]:
    return loads(store.note(NOTE, document) or "")[1]


def one(store: Store, document: str, relation: str) -> Statement:
    return next(s for s in said(store, document) if s.predicate == relation)


def act(store: Store, kind: str, **values: object) -> Act:
    done = Act(kind=kind, by="A. Reader", on=next_time(log_of(store)), **values)  # type: ignore[arg-type]
    log_of(store).write(done)
    pipeline.catch_up(store, options=OPTIONS)
    return done


def asserts(store: Store, document: str, text: str) -> bool:
    return any(text in str(quad) for quad in store.quads(graph("document", document)))


def test_what_is_rejected_is_no_plain_fact_and_its_claim_stays(files: list[Path]) -> None:
    store = built(files)
    before = dump(store)
    place = one(store, "one", "event.place")
    assert asserts(store, "one", "heldAt")
    rejected = act(store, "reject", claims=(claim_of("one", place),), reason="Only the dateline says so.")
    assert not asserts(store, "one", "heldAt")
    evidence = "\n".join(map(str, store.quads(graph("evidence", "one"))))
    assert f"<{instance('claim', 'one', place.id)}>" in evidence
    assert "review-outcome/rejected" in evidence and "Only the dateline says so." in evidence
    act(store, "undo", undoes=rejected.id)
    assert dump(store) == before


def test_what_is_corrected_stands_with_its_new_value_on_the_same_words(files: list[Path]) -> None:
    store = built(files)
    count = one(store, "one", "participant.count")
    act(store, "correct", claims=(claim_of("one", count),), value="45")
    triples = [str(quad) for quad in store.quads(graph("document", "one"))]
    assert any("statedCount" in line and '"45"' in line for line in triples)
    assert not any("statedCount" in line and '"40"' in line for line in triples)
    body = Entity(kind="organization", label="Border Academy of Examplia")
    organizer = one(store, "one", "organizer")
    act(store, "correct", claims=(claim_of("one", organizer),), value=body)
    assert asserts(store, "one", "Border Academy of Examplia")


def test_a_decision_is_applied_to_the_same_words_of_a_document_that_was_mapped_anew(
    files: list[Path], tmp_path: Path
) -> None:
    file = tmp_path / "one.txt"
    file.write_text(RELEASES["one"], "utf-8")
    store = built([file])
    count = one(store, "one", "participant.count")
    done = act(store, "reject", claims=(claim_of("one", count),))
    # A sentence more at the front: other offsets, so other claims, but the same words.
    file.write_text(RELEASES["one"].replace("Some 40", "It was opened in the morning. Some 40"), "utf-8")
    pipeline.build([file], store, options=OPTIONS)
    assert one(store, "one", "participant.count").id != count.id
    assert not asserts(store, "one", "statedCount") and applying.returned(store) == []
    # Other words: nobody decided on these.
    file.write_text(RELEASES["one"].replace("took part", "were present"), "utf-8")
    pipeline.build([file], store, options=OPTIONS)
    (back,) = applying.returned(store)
    assert (back.act, back.why, back.now) == (done.id, "changed", one(store, "one", "participant.count").id)
    assert asserts(store, "one", "statedCount")
    # Whoever decides on them settles it.
    act(store, "accept", claims=(claim_of("one", one(store, "one", "participant.count")),))
    assert applying.returned(store) == []
    file.write_text(RELEASES["two"], "utf-8")
    pipeline.build([file], store, options=OPTIONS)
    assert {back.why for back in applying.returned(store)} == {"gone"}


def test_a_removed_document_stays_out_until_that_is_undone(files: list[Path]) -> None:
    store = built(files)
    before = dump(store)
    removed = act(store, "remove", documents=("two",))
    assert not any("two" in name.split("/") for name in store.graphs())
    assert store.note(NOTE, "two") is None
    summary = pipeline.build(files, store, options=OPTIONS)
    assert any("'two' out of the graph" in notice for notice in summary.notices)
    assert not any("two" in name.split("/") for name in store.graphs())
    act(store, "undo", undoes=removed.id)
    pipeline.build(files, store, options=OPTIONS)
    assert dump(store) == before


def entry(store: Store, ids: tuple[str, ...], label: str) -> Act:
    quads = {
        name: [
            Quad(NamedNode(instance("event", name, 1)), NamedNode(predicate), value, DefaultGraph())
            for predicate, value in (
                (term("reportedIn"), NamedNode(instance("document", name))),
                (PREFIXES["rdfs"] + "label", Literal(label)),
            )
        ]
        for name in ids
    }
    content = keeping.dumps(quads)
    log = log_of(store)
    done = Act(kind="add", by="A. Reader", on=next_time(log), documents=ids, graphs=digest_of_graphs(content))
    log.write(done, content)
    pipeline.catch_up(store, options=OPTIONS)
    return done


def test_entries_come_stay_through_builds_change_and_go(files: list[Path]) -> None:
    store = built(files)
    before = dump(store)
    entry(store, ("note-1", "note-2"), "meeting of two fictional units")
    with_two = dump(store)
    assert asserts(store, "note-1", "fictional units") and asserts(store, "note-2", "fictional units")
    pipeline.build(files, store, options=OPTIONS)
    assert dump(store) == with_two
    assert applying.entries(store).keys() == {"note-1", "note-2"}
    # The last act on an entry counts; undone, the one before it does again.
    changed = entry(store, ("note-1",), "other words")
    assert asserts(store, "note-1", "other words") and not asserts(store, "note-1", "fictional units")
    removed = act(store, "remove", documents=("note-2",))
    assert not any("note-2" in name for name in store.graphs())
    act(store, "undo", undoes=changed.id)
    act(store, "undo", undoes=removed.id)
    assert dump(store) == with_two
    act(store, "remove", documents=("note-1", "note-2"))
    assert dump(store) == before and applying.entries(store) == {}


def test_a_document_cannot_take_the_id_of_an_entry(files: list[Path]) -> None:
    store = open_store(None)
    entry(store, ("one",), "words")
    summary = pipeline.build(files, store, options=OPTIONS)
    assert ["that of an entry" in failure.message for failure in summary.failures] == [True]
    assert asserts(store, "one", '"words"')


def test_people_bring_nodes_together_and_apart(files: list[Path]) -> None:
    store = built(files)
    before = dump(store)
    events = (instance("event", "one", 1), instance("event", "two", 1))
    merged = act(store, "merge", nodes=events)
    assert not any(quad.subject.value == events[1] for quad in store.quads(graph("document", "two")))  # type: ignore[union-attr]
    act(store, "undo", undoes=merged.id)
    assert dump(store) == before
    act(store, "split", nodes=(instance("event", "one", 1), instance("event", "three", 1)))
    assert any(quad.subject.value == instance("event", "three", 1) for quad in store.quads(graph("document", "three")))  # type: ignore[union-attr]


def test_an_act_whose_file_is_gone_is_not_in_force(files: list[Path], tmp_path: Path) -> None:
    with open_store(tmp_path / "x.store") as store:
        pipeline.build(files, store, options=OPTIONS)
        before = dump(store)
        done = act(store, "reject", claims=(claim_of("one", one(store, "one", "event.place")),))
        assert dump(store) != before
        (tmp_path / "x.decisions" / f"{done.id}.yaml").unlink()
        pipeline.catch_up(store, options=OPTIONS)
        assert dump(store) == before


def test_acts_come_back_where_their_folder_is_lost(files: list[Path], tmp_path: Path) -> None:
    with open_store(tmp_path / "x.store") as store:
        pipeline.build(files, store, options=OPTIONS)
        act(store, "reject", claims=(claim_of("one", one(store, "one", "event.place")),))
        entry(store, ("note-1",), "words")
        before = dump(store)
        kept = {file.name: file.read_bytes() for file in (tmp_path / "x.decisions").iterdir()}
        (tmp_path / "x.decisions").rename(tmp_path / "elsewhere")
        pipeline.build(files, store, options=OPTIONS)
        assert dump(store) == before
        assert {file.name: file.read_bytes() for file in (tmp_path / "x.decisions").iterdir()} == kept


def random_act(chance: random.Random, store: Store, past: list[str]) -> dict[str, object]:
    document = chance.choice(sorted(store.notes(NOTE)))
    claim = claim_of(document, chance.choice(said(store, document)))
    kind = chance.choice(["accept", "reject", "correct", "prefer", "merge", "split", "undo"])
    if kind == "undo" and past:
        return {"kind": kind, "undoes": chance.choice(past)}
    if kind in ("merge", "split"):
        names = chance.sample(sorted(RELEASES), 2)
        return {"kind": kind, "nodes": tuple(instance("event", name, 1) for name in names)}
    if kind == "correct":
        value = (
            "7" if claim.relation.endswith(("count", "Days")) else "2021-03-09" if "." in claim.relation else "Words"
        )
        return {"kind": kind, "claims": (claim,), "value": value}
    return {"kind": "accept" if kind == "undo" else kind, "claims": (claim,)}


@pytest.mark.parametrize("seed", range(3))
def test_random_acts_in_steps_give_what_a_rebuild_with_the_log_gives(
    files: list[Path], tmp_path: Path, seed: int
) -> None:
    chance, log = random.Random(seed), Folder(tmp_path / "log")
    options = pipeline.Options(reference=False, validation=False, decisions=log.path)
    store = open_store(None)
    pipeline.build(files, store, options=options)
    for number in range(20):
        done = Act(by="A. Reader", on=next_time(log), **random_act(chance, store, log.names()))  # type: ignore[arg-type]
        log.write(done)
        if number % 4 == 0:
            pipeline.catch_up(store, options=options)
    pipeline.catch_up(store, options=options)
    again = open_store(None)
    pipeline.build(files[::-1], again, options=options)
    assert dump(store) == dump(again)


def test_a_call_that_ends_before_its_time_is_completed_by_the_next(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = built(files)
    log = log_of(store)
    assert isinstance(log, Notes)
    for name in RELEASES:
        claim = claim_of(name, one(store, name, "event.type"))
        log.write(Act(kind="reject", by="A. Reader", on=next_time(log), claims=(claim,)))
    write, left = store.replace_graphs, [1]

    def failing(*args: object, **named: object) -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop()
        write(*args, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(store, "replace_graphs", failing)
        applying.apply(store, log)
    pipeline.catch_up(store, options=OPTIONS)
    assert not any(asserts(store, name, "Workshop") or asserts(store, name, "TrainingActivity") for name in RELEASES)
