"""Entries by the API: judged, added whole or not at all, by whoever may."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.serve.api.described import ask

from ctkg.proposals import Proposals, beside

GOOD = """\
id: api-note-1
kind: workshop
start: 2024-05-02
end: 2024-05-03
place: Astana
organizers: [OSCE, UNODC]
source: {title: "Note of a desk, fictional"}
"""


def test_an_entry_is_judged(client: TestClient) -> None:
    good = ask(client, "POST", "/api/v1/validate", json={"text": GOOD, "format": "yaml"})
    assert good["conforms"]
    wrong = ask(client, "POST", "/api/v1/validate", json={"text": GOOD.replace("05-03", "05-01"), "format": "yaml"})
    assert not wrong["conforms"]
    assert [(each["line"], each["field"]) for each in wrong["findings"] if each["severity"] == "violation"] == [
        (4, "end")
    ]
    unreadable = ask(client, "POST", "/api/v1/validate", json={"text": "<a> <b", "format": "ttl"})
    assert [each["check"] for each in unreadable["findings"]] == ["unreadable"]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"text": "x"},
        {"text": "", "format": "yaml"},
        {"text": "x", "format": "docx"},
        {"text": 1, "format": "yaml"},
        {"text": "x", "format": "yaml", "more": 1},
        [],
        "x",
    ],
)
def test_what_is_no_entry_is_told_so(client: TestClient, said: object) -> None:
    ask(client, "POST", "/api/v1/validate", json=said, status=400)


def test_bodies_that_are_no_json(client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    for content in (b"{", b"\xff", b"[" * 100_000, b'{"text": "\\ud800", "format": "yaml"}', b"NaN"):
        ask(client, "POST", "/api/v1/validate", content=content, headers=headers, status=400)
    ask(client, "POST", "/api/v1/validate", content=b"{}", status=415)


def test_many_entries_are_for_the_shell(client: TestClient) -> None:
    many = "id,kind,title\n" + "".join(f"e{number},workshop,x\n" for number in range(40))
    ask(client, "POST", "/api/v1/validate", json={"text": many, "format": "csv"}, status=413)
    ask(client, "POST", "/api/v1/validate", json={"text": "x" * 500_001, "format": "ttl"}, status=413)


def test_an_entry_is_added_once(writing_client: TestClient, own_store: Path) -> None:
    said = {"text": GOOD, "format": "yaml", "reason": "a test"}
    before = ask(writing_client, "GET", "/api/v1/stats")["revision"]
    tried = ask(writing_client, "POST", "/api/v1/entries", json={**said, "dry_run": True})
    assert (tried["act"], tried["entries"][0]["outcome"]) == ("", "added") and tried["gained"] > 10
    assert ask(writing_client, "GET", "/api/v1/stats")["revision"] == before
    refused = ask(
        writing_client, "POST", "/api/v1/entries", json={**said, "text": GOOD.replace("05-03", "05-01")}, status=422
    )
    assert refused["entries"][0]["findings"]
    added = ask(writing_client, "POST", "/api/v1/entries", json=said, status=201)
    assert added["act"] and added["entries"][0]["id"] == "api-note-1"
    again = ask(writing_client, "POST", "/api/v1/entries", json=said)
    assert again["entries"][0]["outcome"] == "there"
    one = ask(writing_client, "GET", "/api/v1/documents/api-note-1")
    assert one["entered"]["by"] == "Tester" and one["entered"]["reason"] == "a test"
    lines = [json.loads(line) for line in Path(f"{own_store}.audit.jsonl").read_text("utf-8").splitlines()]
    assert [(line["status"], line["what"]["entries"]) for line in lines] == [
        (200, ["api-note-1"]),
        (422, ["api-note-1"]),
        (201, ["api-note-1"]),
        (200, ["api-note-1"]),
    ]
    assert lines[2]["what"]["act"] == added["act"]


def test_what_is_proposed_waits(writing_client: TestClient, own_store: Path) -> None:
    said = {"text": GOOD, "format": "yaml", "by": "A guest", "reason": "seen today"}
    made = ask(writing_client, "POST", "/api/v1/proposals", json=said, status=201)
    assert (made["by"], made["entries"]) == ("A guest", ["api-note-1"])
    assert [each.id for each in Proposals(beside(own_store)).waiting()] == [made["id"]]
    ask(writing_client, "GET", "/api/v1/documents/api-note-1", status=404)
    wrong = {**said, "text": GOOD.replace("05-03", "05-01")}
    refused = ask(writing_client, "POST", "/api/v1/proposals", json=wrong, status=422)
    assert "before start" in refused["detail"] and refused["findings"]


def test_wishes_that_are_none(writing_client: TestClient) -> None:
    said = {"text": GOOD, "format": "yaml"}
    ask(writing_client, "POST", "/api/v1/entries", json={**said, "likely": "maybe"}, status=400)
    ask(writing_client, "POST", "/api/v1/entries", json={**said, "fail_on": "never"}, status=400)


def test_nobody_adds_without_the_token(client: TestClient) -> None:
    ask(client, "POST", "/api/v1/entries", json={"text": GOOD, "format": "yaml"}, status=403)
