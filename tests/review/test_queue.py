"""The queue: what waits, in which order, what leaves it and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.review.conftest import FILES, OPTIONS

from ctkg import pipeline
from ctkg.errors import UsageError
from ctkg.graph import claims, open_store
from ctkg.graph.store import Store
from ctkg.review import queue
from ctkg.review.desk import Desk
from ctkg.review.items import KINDS, Wanted

#: Some claims are less sure than this, however confidence was fitted last.
UNSURE = 0.84


def test_what_waits_comes_by_kind_then_by_weight_then_by_doubt(desk: Desk) -> None:
    found = desk.waiting(Wanted(below=UNSURE))
    assert found.total == len(found.items) > 6
    assert found.counts == {"conflict": 3, "duplicate": 1, "doubtful": found.total - 4}
    order = [(KINDS.index(item.kind), -item.weight, item.confidence) for item in found.items if item.claims]
    conflicts = [item for item in found.items if item.kind == "conflict"]
    assert [item.relation for item in conflicts] == ["event.end", "person.post", "participant.count"]
    assert [item.value for item in conflicts] == ["2031-05-14 | 2031-05-13", "Director | Deputy Director", "25 | 28"]
    doubtful = [place for place in order if place[0] == KINDS.index("doubtful")]
    assert doubtful == sorted(doubtful)
    assert found.items[3].relation == "person" and "the same name" in found.items[3].why


def test_the_data_say_how_sure_is_sure_enough(desk: Desk) -> None:
    every = desk.waiting(Wanted(below=UNSURE)).counts["doubtful"]
    assert desk.waiting().counts.get("doubtful", 0) < every
    assert all(item.confidence < UNSURE for item in desk.waiting(Wanted(below=UNSURE)).items if item.kind == "doubtful")
    assert desk.waiting(Wanted(below=0.0)).counts.keys() == {"conflict", "duplicate"}


def test_filters_and_the_limit_count_what_is_there(desk: Desk) -> None:
    all_of_them = desk.waiting(Wanted(below=UNSURE))
    few = desk.waiting(Wanted(below=UNSURE), limit=2)
    assert len(few.items) == 2 and few.total == all_of_them.total
    assert few.items == all_of_them.items[:2]
    assert desk.waiting(Wanted(kinds=("duplicate",))).counts == {"duplicate": 1}
    assert {item.kind for item in desk.waiting(Wanted(document="service-news")).items} == {"conflict"}
    assert desk.waiting(Wanted(relation="person.post")).total == 1
    everything = desk.waiting(Wanted(document="post-one", everything=True))
    told = everything.counts["claim"] + everything.counts.get("doubtful", 0)
    assert told == len(list(claims.all_of(desk.store, document="post-one")))
    with pytest.raises(UsageError, match="choose from: returned, conflict"):
        Wanted(kinds=("conflcit",))


def test_the_same_documents_give_the_same_queue_in_any_order(desk: Desk) -> None:
    other = open_store(None)
    pipeline.build(FILES[::-1], other, options=OPTIONS)
    wanted = Wanted(below=0.9, everything=True)
    assert Desk(other).waiting(wanted) == desk.waiting(wanted)


def test_an_item_is_named_by_the_beginning_of_its_id_or_the_iri_of_a_claim(
    desk: Desk, find: Callable[..., str]
) -> None:
    item = desk.waiting().items[0]
    assert queue.item(desk.store, item.id[:6]) == item == queue.item(desk.store, item.id.upper())
    name = find("post-one", "event.start")
    assert queue.item(desk.store, f"id:claim/post-one/{name}").claims == queue.item(desk.store, name[:8]).claims
    with pytest.raises(UsageError, match="too short"):
        queue.item(desk.store, item.id[:3])
    with pytest.raises(UsageError, match="no item is called"):
        queue.item(desk.store, "ffffffffffff")


def test_several_items_with_one_beginning_are_listed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "FEWEST", 1)
    with pytest.raises(UsageError, match=r"is the beginning of \d+ items"):
        queue.item(desk.store, "2")


def test_what_is_decided_leaves_the_queue_and_undo_brings_it_back(desk: Desk) -> None:
    wanted = Wanted(below=UNSURE)
    before = desk.waiting(wanted)
    doubtful = [item for item in before.items if item.kind == "doubtful"]
    desk.accept(doubtful[0].id)
    desk.reject(doubtful[1].id)
    after = desk.waiting(wanted)
    assert {item.id for item in before.items} - {item.id for item in after.items} == {i.id for i in doubtful[:2]}
    shown = desk.waiting(Wanted(everything=True, document=doubtful[1].documents[0], relation=doubtful[1].relation))
    assert [item.why for item in shown.items] == ["rejected"]
    desk.undo()
    desk.undo()
    assert desk.waiting(wanted) == before


def test_a_conflict_that_is_decided_comes_back_with_a_document_that_says_a_third_thing(
    desk: Desk, tmp_path: Path
) -> None:
    count = next(item for item in desk.waiting().items if item.relation == "participant.count")
    desk.prefer(count.id, "norland-report")
    assert count.id not in {item.id for item in desk.waiting().items}
    report = next(file for file in FILES if file.stem == "service-news").read_text("utf-8")
    third = tmp_path / "third-view.md"
    third.write_text(report.replace("service-news", "third-view").replace("28 border", "31 border"), "utf-8")
    pipeline.build([third], desk.store, options=OPTIONS, keep=True)
    back = next(item for item in desk.waiting().items if item.relation == "participant.count")
    assert back.id == count.id and back.value == "25 | 31"


def test_both_sides_of_a_conflict_may_stand(desk: Desk) -> None:
    post = next(item for item in desk.waiting().items if item.relation == "person.post")
    desk.accept(post.id, reason="she held both")
    assert post.id not in {item.id for item in desk.waiting().items}
    assert {said.outcome for iri in post.claims if (said := claims.one(desk.store, iri))} == {"accepted"}


def changed(store: Store, tmp_path: Path, document: str, old: str, new: str) -> None:
    text = next(file for file in FILES if file.stem == document).read_text("utf-8")
    assert old in text
    file = tmp_path / f"{document}.md"
    file.write_text(text.replace(old, new), "utf-8")
    pipeline.build([file], store, options=OPTIONS, keep=True)


def test_a_decision_whose_words_changed_comes_back_first(desk: Desk, find: Callable[..., str], tmp_path: Path) -> None:
    desk.reject(find("post-one", "participant.count"), reason="no count, a guess")
    changed(desk.store, tmp_path, "post-one", "took part", "were present")
    first = desk.waiting().items[0]
    assert (first.kind, first.why, first.value) == ("returned", "the words changed since", "40 (experts)")
    shown = desk.show(first.id)
    assert shown.acts[0].reason == "no count, a guess"
    assert "were present" in shown.sentences[0][0].text
    desk.accept(first.id)
    assert "returned" not in desk.waiting().counts


def test_a_decision_on_what_is_not_said_any_more_can_only_be_undone(
    desk: Desk, find: Callable[..., str], tmp_path: Path
) -> None:
    desk.reject(find("post-one", "participant.count"))
    changed(desk.store, tmp_path, "post-one", " Some 40 experts took part.", "")
    first = desk.waiting().items[0]
    assert (first.kind, first.claims) == ("returned", ())
    with pytest.raises(UsageError, match=f"ctkg undo {first.act}"):
        desk.accept(first.id)
    desk.undo(first.act)
    assert "returned" not in desk.waiting().counts
