"""Documents that people give, as a browser without scripts gives them."""

from __future__ import annotations

import re
import shutil
import threading
from pathlib import Path

import pytest
from httpx import Response
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.serve.writing.page_forms import form as form_of
from tests.serve.writing.page_forms import words

import ctkg
from ctkg.decisions import log_of
from ctkg.errors import UnreadableInput
from ctkg.graph import claims
from ctkg.iris import instance
from ctkg.serve.pages.giving import worker
from ctkg.serve.pages.giving.given import Given, Mistaken, pasted, uploaded
from ctkg.serve.pages.giving.worker import Worker
from ctkg.text.read import read_bytes, web

GIVE = "/add/document"
TEXT = """The OSCE opened a fictional workshop on border security in Skopje on 19 November 2031.

More than 40 experts took part. They discussed UNSCR 2396."""
PASTED = {"way": "paste", "text": TEXT, "title": "Fictional workshop", "publisher": "OSCE", "date": "2031-11-20"}
NAME = "fictional-workshop-2031-11-20"


@pytest.fixture
def near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are read in this process: the process for it has a test of its own."""
    monkeypatch.setattr(Worker, "read", lambda self, given: worker.read(given))
    monkeypatch.setattr(Worker, "warm", lambda self: None)


@pytest.fixture
def giving(writing_client: TestClient, near: None) -> TestClient:
    return writing_client


def state(store: Path) -> int:
    with ctkg.open(store, read_only=True) as graph:
        return graph.store.revision()


def test_nothing_of_a_preview_is_in_the_store_and_what_is_kept_is(giving: TestClient, own_store: Path) -> None:
    before = state(own_store)
    seen = giving.post(GIVE, data=PASTED)
    text = words(seen.text)
    assert "Not kept yet: a new document" in text and "statements would be new" in text and "UNSCR 2396" in text
    assert 'class="seg' in seen.text and "Would become one with" not in text
    assert state(own_store) == before and "No acts" in words(giving.get("/acts").text)
    assert not (own_store.parent / "ctkg.documents").exists()
    assert "Fictional workshop" in words(giving.get("/add").text)

    place = next(each.get("name", "") for each in _checkboxes(seen.text) if "place" in each["label"])
    told = re.findall(r"In the graph (\d+) statements? would be new(?:, (\d+) gone)?", text)[0]
    recorded = re.findall(r"([+-]\d+) in the record", text)
    with ctkg.open(own_store, read_only=True) as graph:
        had = sum(1 for _ in graph.store.match())
    answers: list[Response] = []
    threads = [
        threading.Thread(target=lambda: answers.append(giving.post(seen.url.path, data={"do": "keep", place: "yes"})))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {200}
    with ctkg.open(own_store, read_only=True) as graph:
        has = sum(1 for _ in graph.store.match())
        rejecting = len(list(graph.store.match(None, None, None, "https://w3id.org/ctkg/graph/document/" + NAME)))
    assert (
        rejecting and abs(has - had - int(told[0]) + int(told[1] or 0) - sum(map(int, recorded))) < 20
    )  # what is left out
    kept = answers[0]
    assert "Kept: Fictional workshop" in words(kept.text) and "1 left out" in words(kept.text)
    assert (own_store.parent / "ctkg.documents" / NAME / f"{NAME}.md").is_file()
    with ctkg.open(own_store, read_only=True) as graph:
        iri = instance("claim", NAME, place.removeprefix("out-"))
        said = claims.one(graph.store, iri)
        assert said is not None and said.outcome == "rejected" and said.relation == "event.place"
        (act,) = (log_of(graph.store).read(name) for name in log_of(graph.store).names())
        assert (act.kind, act.by, act.claims[0].value) == ("reject", "Tester", said.value)
        assert graph.search("fictional workshop border").hits
    again = giving.post(GIVE, data=PASTED)
    assert "The graph has this document already" in words(again.text)
    other = giving.post(GIVE, data=PASTED | {"text": TEXT + " Then it ended."})
    assert "take the place of a document" in words(other.text)
    page = giving.get(f"/id/document/{NAME}").text
    assert re.search(r"in the store since[^.]*\badd\b[^.]*Tester", words(page)), words(page)[:1500]
    assert f"/remove/{NAME}" in page
    assert "Take it out?" in words(giving.get(f"/remove/{NAME}").text)
    gone = giving.post(f"/remove/{NAME}", data={"reason": "a test"})
    assert f"removed {NAME}" in words(gone.text)
    assert giving.get(f"/remove/{NAME}").status_code == 404

    act = gone.url.path
    back = giving.post(f"{act}/undo", data={})
    assert "Done: took back" in words(back.text) and "Not all is back" not in words(back.text)
    assert "More than 40 experts" in words(giving.get(f"/id/document/{NAME}").text)
    with ctkg.open(own_store, read_only=True) as graph:
        said = claims.one(graph.store, iri)
        assert said is not None and said.outcome == "rejected", "what was left out stays so"
    act = giving.post(f"/remove/{NAME}", data={}).url.path
    assert giving.get(back.url.path).text.count("Not all is back") == 0, "another act keeps it out"
    shutil.rmtree(own_store.parent / "ctkg.documents" / NAME)
    back = giving.post(f"{act}/undo", data={})
    assert f"Not all is back yet: build again, with its file: {NAME}" in words(back.text)


def _checkboxes(html: str) -> list[dict[str, str]]:
    found = re.findall(r'name="(out-[0-9a-f]+)"[^>]*><span class="unseen">([^<]*)', html)
    return [{"name": name, "label": label} for name, label in found]


def test_what_cannot_be_read_is_told_and_can_be_mended(giving: TestClient) -> None:
    wrong = giving.post(GIVE, data=PASTED | {"date": "yesterday"})
    assert "write the day as 2019-11-19" in words(wrong.text) and 'id="date-said"' in wrong.text
    sent = form_of(wrong.text, GIVE)
    assert sent.values  # the first form of the page: what was pasted is still there
    assert TEXT.split("\n", maxsplit=1)[0] in wrong.text
    files = [
        ("files", ("a.pdf", b"%PDF-1.4 broken", "application/pdf")),
        ("files", ("<script>.txt", TEXT.encode(), "text/plain")),
        ("files", ("../../etc/passwd.exe", b"MZ", "application/x-msdownload")),
    ]
    several = giving.post(GIVE, data={"way": "upload"}, files=files)
    text = words(several.text)
    assert "not a well-formed PDF" in text and "unknown kind of file" in text and "statements" in text
    assert "<script>.txt" not in several.text
    assert "choose a file first" in words(giving.post(GIVE, data={"way": "upload"}).text)
    assert giving.post(GIVE, data={"way": "address", "from": "https://example.org/"}).status_code in (200, 403)
    assert giving.get(f"{GIVE}/unknown").status_code == 404


def test_an_address_is_fetched_where_the_server_may_and_its_copy_is_built(
    giving: TestClient, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = giving.post(
        GIVE, data={"way": "address", "from": "https://example.org/a"}, headers={"accept": "text/html"}
    )
    assert "--fetch" in words(refused.text)
    body = f"<html><head><title>Fictional page</title></head><body><article><p>{TEXT}</p></article></body></html>"
    page = web.Page(data=body.encode(), url="https://example.org/fictional", media_type="text/html")
    monkeypatch.setattr(web, "fetch", lambda address, *, media_types: page)
    state = giving.app.state  # type: ignore[attr-defined]
    monkeypatch.setattr(state, "settings", _with(state.settings, fetch=True))
    assert "write an address" in words(giving.post(GIVE, data={"way": "address", "from": "file:///etc/passwd"}).text)
    seen = giving.post(GIVE, data={"way": "address", "from": "https://example.org/fictional"})
    assert "https://example.org/fictional" in words(seen.text)
    giving.post(seen.url.path, data={"do": "keep"})
    folder = own_store.parent / "ctkg.documents" / "example-org-fictional"
    assert (folder / "address").read_text() == page.url and (folder / "page.html").read_bytes() == page.data


def _with(settings: object, **changes: object) -> object:
    import dataclasses

    return dataclasses.replace(settings, **changes)  # type: ignore[type-var]


@settings(max_examples=50)
@given(st.text(st.sampled_from("ab*_#-+.1)(`[]<>&!|~=\\\" \n:'"), min_size=1, max_size=80))
def test_a_pasted_text_is_read_as_it_stands(text: str) -> None:
    try:
        found = pasted({"text": text, "title": "T"})
    except Mistaken:
        assert not text.strip()
        return
    lines = [" ".join(line.split()) for line in text.strip().split("\n") if line.strip()]
    try:
        read = read_bytes(found.data, name=found.name).text
    except UnreadableInput:
        assert not any(map(str.isalnum, text))
        return
    assert [" ".join(line.split()) for line in read.split("\n") if line.strip()] == ["T", *lines]


def test_names_of_files_are_safe() -> None:
    for name in ("../../a.md", "C:\\x\\a.md", "/etc/a.md", ".a.md", "a\0.md", "a\n.md", "x" * 400 + ".md", "é ü.md"):
        found = uploaded(name, b"x").name
        assert "/" not in found and not found.startswith(".") and found.endswith(".md") and len(found) <= 100
        assert found.isprintable()


def test_a_document_that_takes_too_long_or_too_much_ends_its_process_alone() -> None:
    text = Given("a.txt", TEXT.encode())
    slow = Worker(memory=2_000, seconds=0.01)
    with pytest.raises(UnreadableInput, match=r"took more than 0.01 seconds"):
        slow.read(text)
    slow._seconds = 60.0
    assert slow.read(text).document.text == TEXT
    with pytest.raises(UnreadableInput, match="unknown kind"):
        slow.read(Given("a.exe", b"MZ"))
    slow.close()
    small = Worker(memory=20)
    with pytest.raises(UnreadableInput, match="ended the process that reads, which may use 20 MB"):
        small.read(text)
    small.close()
