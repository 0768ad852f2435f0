"""The review page, as a browser without scripts uses it; decisions are those of the commands."""

from __future__ import annotations

import re
import shutil
import threading
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.serve.writing.page_forms import form as form_of
from tests.serve.writing.page_forms import read as page_of
from tests.serve.writing.page_forms import words

import ctkg
from ctkg.decisions import Act, log_of
from ctkg.errors import UsageError
from ctkg.graph.store import Store
from ctkg.iris import graph as graph_of
from ctkg.proposals import Proposals, beside
from ctkg.review.items import Wanted
from ctkg.serve.pages.reviewing import waiting
from ctkg.serve.pages.reviewing.waiting import Filter, Queue

JSON = {"accept": "application/json"}


def items(html: str) -> list[str]:
    """The items that a page lists, in their order."""
    return re.findall(r'data-item="([0-9a-f]{16})"', html.partition('id="ahead"')[2])


def press(client: TestClient, html: str, do: str, query: str = "", **values: str):  # type: ignore[no-untyped-def]
    (name,) = re.findall(r'data-item="([0-9a-f]{16})"', html.partition('id="ahead"')[0])
    sent = form_of(html, f"/review/{name}?{query}").values
    return client.post(f"/review/{name}?{query}", data={**sent, **values, "do": do})


def test_decisions_are_those_of_the_commands(writing_client: TestClient, own_store: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(own_store, tmp_path / "other.store", ignore=shutil.ignore_patterns("readers")))
    queue = items(writing_client.get("/review?kind=doubtful").text)
    one, two = queue[:2]
    three = next(name for name in queue[2:] if "event.country" in claim_of(writing_client, name))
    (conflict,) = items(writing_client.get("/review?kind=conflict").text)
    page = writing_client.get(f"/review?item={conflict}").text
    chosen = re.findall(r'value="prefer ([0-9a-f]+)"', page)[1]
    for name, do, more in (
        (one, "accept", {"reason": "the annex says so"}),
        (two, "reject", {}),
        (three, "correct", {"value": "Malaysia"}),
        (conflict, f"prefer {chosen}", {}),
    ):
        answer = press(writing_client, writing_client.get(f"/review?item={name}").text, do, **more)
        assert "Done:" in words(answer.text), words(answer.text)
    assert "nothing waits" in words(writing_client.get("/review?kind=conflict").text).lower()

    with ctkg.open(other) as graph:
        desk = graph.review(by="Tester")
        desk.accept(one, reason="the annex says so")
        desk.reject(two)
        desk.correct(three, "Malaysia")
        desk.prefer(conflict, chosen)
        theirs = [desk.log.read(name) for name in desk.log.names()]
        there = stated(graph.store, theirs)
    with ctkg.open(own_store, read_only=True) as graph:
        log = log_of(graph.store)
        ours = [log.read(name) for name in log.names()]
        here = stated(graph.store, ours)
    without = {"on": "", "name": ""}
    assert [{**act.values(), **without} for act in ours] == [{**act.values(), **without} for act in theirs]
    assert here == there and here


def claim_of(client: TestClient, item: str) -> str:
    """The words of the page that ask about ``item``, up to what its document says besides."""
    return words(client.get(f"/review?item={item}").text).partition("What the document says besides")[0]


def stated(store: Store, acts: list[Act]) -> set[str]:
    """What the documents say that acts decided on, as the graph has it now."""
    names = {claim.document for act in acts for claim in act.claims}
    return {str(quad) for name in names for quad in store.match(None, None, None, graph_of("document", name))}


def test_a_decision_that_comes_twice_is_made_once(writing_client: TestClient) -> None:
    page = writing_client.get("/review?kind=doubtful").text
    name = items(page)[0]
    sent = form_of(page, f"/review/{name}?kind=doubtful").values | {"do": "reject"}
    answers: list[dict[str, str]] = []

    def decide() -> None:
        answers.append(writing_client.post(f"/review/{name}", data=sent, headers=JSON).json())

    threads = [threading.Thread(target=decide) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len({answer["act"] for answer in answers}) == 1
    assert words(writing_client.get("/acts").text).count("Tester rejected") == 1
    late = writing_client.post(f"/review/{name}", data={"do": "accept", "mark": "another"}, headers=JSON)
    assert late.status_code == 400 and "somebody decided on this already" in late.json()["detail"]
    assert "--again" not in late.json()["detail"]


def test_skip_undo_and_real_counts(writing_client: TestClient) -> None:
    page = writing_client.get("/review").text
    total = int(re.findall(r'data-left="(\d+)"', page)[0])
    assert f"all ({total})" in words(page) and f"12 of {total}" in words(page)
    first = items(page)[0]
    page = press(writing_client, page, "skip").text
    assert f"{total - 1} items wait, 1 skipped" in words(page) and first not in items(page)
    page = press(writing_client, page, "reject").text
    assert f"{total - 2} items wait, 1 skipped" in words(page)
    act = form_of(page, "/review/undo?").values["act"]
    page = writing_client.post("/review/undo", data={"act": act}).text
    assert f"{total - 1} items wait" in words(page) and "Done: took back: rejected" in words(page)
    page = writing_client.post("/review/unskip", data={}).text
    assert f"{total} items wait." in words(page)


def test_undo_without_an_act_takes_back_what_was_decided_here_and_nothing_else(
    writing_client: TestClient, own_store: Path
) -> None:
    with ctkg.open(own_store) as graph:
        desk = graph.review(by="Tester")
        names = [item.id for item in desk.waiting(Wanted(kinds=("doubtful",)), limit=2).items]
        desk.reject(names[0])  # by the same name, and not on this page
        log = desk.log
    refused = writing_client.post("/review/undo", data={"act": ""}, headers=JSON)
    assert refused.status_code == 400 and "nothing was decided here" in refused.json()["detail"]
    assert "Not done: nothing was decided here" in words(writing_client.post("/review/undo", data={}).text)
    decided = writing_client.post(f"/review/{names[1]}", data={"do": "reject", "mark": "one"}, headers=JSON).json()
    undone = writing_client.post("/review/undo", data={"act": ""}, headers=JSON).json()
    assert undone["words"] == f"took back: {decided['words']}" and undone["item"] == names[1]
    assert writing_client.post("/review/undo", data={"act": ""}, headers=JSON).status_code == 400
    assert [log.read(name).kind for name in log.names()] == ["reject", "reject", "undo"]


def test_what_is_refused_is_told_and_waits_on(writing_client: TestClient) -> None:
    page = writing_client.get("/review?kind=doubtful").text
    name = items(page)[0]
    for do, more, said in (
        ("correct", {"value": ""}, "a value is a line"),
        ("enter", {}, "press one of the buttons"),
        ("destroy", {}, "is no decision"),
    ):
        answer = press(writing_client, page, do, "kind=doubtful", **more)
        assert said in words(answer.text) and f'data-item="{name}"' in answer.text
        assert "No acts" in words(writing_client.get("/acts").text)
    assert writing_client.post("/review/0000000000000000", data={"do": "accept"}, headers=JSON).status_code == 400
    assert writing_client.get("/review?below=much").status_code == 400


def test_the_words_stand_in_their_text_and_the_change_is_shown_before(writing_client: TestClient) -> None:
    page = writing_client.get("/review?kind=conflict").text
    assert "<mark>" in page
    page = writing_client.get("/review?kind=doubtful").text
    name = items(page)[0]
    assert 'class="around"' in page
    told = words(writing_client.get(f"/review/{name}/effect?do=reject").text)
    assert "What would change Triples:" in told or "What would change Nothing changed" in told
    assert "No acts" in words(writing_client.get("/acts").text)
    assert len(page_of(page).forms) >= 3


def test_proposals_stand_first(writing_client: TestClient, own_store: Path) -> None:
    text = (
        "id: fictional-talks\nkind: meeting\nstart: 2032-02-03\norganizers: OSCE\n"
        "source: {title: Fictional note, publisher: OSCE}\n"
    )
    proposals = Proposals(beside(own_store))
    with ctkg.open(own_store, read_only=True) as graph:
        made = [
            proposals.propose(graph.store, text.replace("talks", name).encode(), format="yaml", by="A guest")
            for name in "ab"
        ]
    assert "Proposed entries (2)" in words(writing_client.get("/review").text)
    first, second = (f"/review/proposal/{each.id}" for each in made)
    assert "id: fictional-a" in writing_client.get(first).text
    opened = writing_client.post(first, data={"do": "open"})
    assert form_of(opened.text, "/add/entry/meeting").values["organizers:1"] == "OSCE"
    done = writing_client.post(first, data={"do": "accept", "reason": "as told"})
    assert "Done: added fictional-a" in words(done.text) and "proposed by A guest" in words(done.text)
    assert (
        "Proposed entries (1)" in words(writing_client.post(second, data={"do": "reject"}).text)
        or not proposals.waiting()
    )
    # In another tab, where both still wait.
    late = writing_client.post(first, data={"do": "reject"})
    assert "Tester accepted it on" in words(late.text) and 'value="accept"' not in late.text
    assert f'<a href="{done.url.path}">' in late.text, "what was done"
    assert "Tester rejected it on" in words(writing_client.post(second, data={"do": "accept"}).text)
    with pytest.raises(UsageError, match="was accepted already, by Tester on 20"):
        proposals.get(made[0].id)
    assert writing_client.get("/review/proposal/nobody").status_code == 400


def test_a_queue_that_takes_long_is_found_again_beside_the_requests(writing_client: TestClient) -> None:
    access = writing_client.app.state.access  # type: ignore[attr-defined]
    queue = Queue(access)
    with access.reading() as view:
        before = queue.waiting(view, Filter())
        assert not before.stale
        found = queue._found[None]
        found.took, found.revision = 9.0, found.revision - 1  # as in a store that is large, and was written to since
        first = before.entries[0].id
        queue.decided(first)
        during = queue.waiting(view, Filter())
        assert during.stale and first not in [entry.id for entry in during.entries]
    for thread in list(queue._coming.values()):
        thread.join()
    with access.reading() as view:
        assert not queue.waiting(view, Filter()).stale


def test_the_first_queue_of_a_large_store_is_waited_for_in_the_open(
    writing_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    find = waiting._find
    monkeypatch.setattr(waiting, "_find", lambda *asked: go_on.wait(30) and find(*asked))
    monkeypatch.setattr(waiting, "_FIRST", 0.01)
    page = writing_client.get("/review")
    assert "is being looked for" in words(page.text) and 'http-equiv="refresh"' in page.text
    go_on.set()
    for _ in range(200):
        if "items wait" in words(writing_client.get("/review").text):
            return
        time.sleep(0.05)
    pytest.fail("the queue never came")
