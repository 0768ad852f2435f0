"""Documents that are kept beside a store: every build has them, and one's own files go first."""

from __future__ import annotations

from pathlib import Path

import pytest

import ctkg
from ctkg.graph import documents
from ctkg.making.kept import Kept, beside
from ctkg.model import BuildSummary
from ctkg.pipeline import Options
from ctkg.text.read import Address, read, web

OWN = "---\nid: own\ntitle: Own\n---\nA fictional seminar took place in Vienna on 3 May 2031.\n"
GIVEN = b"---\nid: given\n---\nA fictional seminar took place in Warsaw on 4 May 2031.\n"
PLAIN = Options(reference=False, resolution=False, inference=False, validation=False)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "data" / "own.md"
    file.parent.mkdir()
    file.write_text(OWN)
    return file


def built(store: Path, *paths: Path) -> tuple[list[str], BuildSummary]:
    with ctkg.open(store) as graph:
        summary = graph.build(paths, options=PLAIN)
        return sorted(documents(graph.store)), summary


def test_a_build_of_other_documents_does_not_lose_them(tmp_path: Path, own: Path) -> None:
    store = tmp_path / "x.store"
    kept = Kept(beside(store))
    kept.put("given", "given.md", GIVEN)
    page = b"<html><head><title>Page</title></head><body><p>A fictional meeting took place in Rome.</p></body></html>"
    kept.put("example-org-a", "page.html", page, address="https://example.org/a")
    found, summary = built(store, own.parent)
    assert found == ["example-org-a", "given", "own"] and summary.exit_code == 0
    found, summary = built(store, own.parent)
    assert summary.unchanged == 3
    with ctkg.open(store, read_only=True) as graph:
        told = {str(quad.object) for quad in graph.store.match() if "sourceAddress" in str(quad.predicate)}
    assert told == {'"https://example.org/a"'}
    kept.drop("given")
    assert built(store, own.parent)[0] == ["example-org-a", "own"]


def test_ones_own_file_goes_before_the_one_that_is_kept(tmp_path: Path, own: Path) -> None:
    store = tmp_path / "x.store"
    kept = Kept(beside(store))
    kept.put("own", "other.md", OWN.replace("Vienna", "Rome").encode())
    found, summary = built(store, own.parent)
    assert found == ["own"] and not summary.failures
    assert any("passed over" in notice for notice in summary.notices)


def test_where_all_that_is_given_fails_nothing_is_taken_out(tmp_path: Path, own: Path) -> None:
    store = tmp_path / "x.store"
    built(store, own)
    Kept(beside(store)).put("given", "given.md", GIVEN)
    found, summary = built(store, tmp_path / "mistyped.md")
    assert summary.failures and "own" in found


def test_a_document_is_one_file_and_the_last_one_counts(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "documents")
    assert kept.files() == []
    kept.put("a", "page.html", b"<p>x</p>", address="https://example.org/a")
    assert kept.files() == [Address("https://example.org/a", copy=str(tmp_path / "documents" / "a" / "page.html"))]
    kept.put("a", "a.md", GIVEN)
    assert kept.files() == [tmp_path / "documents" / "a" / "a.md"]
    assert sorted(each.name for each in (tmp_path / "documents" / "a").iterdir()) == ["a.md"]


def test_a_copy_is_read_and_not_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "fetch", lambda *_, **__: pytest.fail("fetched"))
    file = tmp_path / "page.md"
    file.write_bytes(GIVEN)
    assert read(Address("https://example.org/a", copy=str(file))).source.url == "https://example.org/a"
