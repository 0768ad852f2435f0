"""Adding some entries: with all that follows, in one step; or refused, and nothing is other than before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.adding.conftest import SAME, content, enter, files, form

import ctkg
from ctkg import pipeline
from ctkg.adding import Outcome
from ctkg.decisions import log_of
from ctkg.decisions.log import Folder, beside
from ctkg.errors import UnreadableInput, UsageError
from ctkg.graph.store import traces
from ctkg.iris import graph, instance

TURTLE = b"""@prefix ct: <https://w3id.org/ctkg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@base <https://w3id.org/ctkg/> .
<id/organization/kz/fictional-harbour-office> a ct:NationalAuthority ; ct:authorityOf <id/state/KZ> ;
  rdfs:label "Fictional Harbour Office"@en .
"""


def only(found: tuple[Outcome, ...]) -> Outcome:
    (each,) = found
    return each


def test_an_entry_is_a_document_with_all_that_follows(store: Path) -> None:
    before = content(store)
    with ctkg.open(store) as kg:
        entered = enter(kg, form(), source="a fictional letter", reason="to show it")
        assert (entered.exit_code, only(entered.outcomes).outcome) == (0, "added")
        assert entered.inferred > 10 and entered.merged == 0
        rows = kg.query(
            "SELECT ?e { ?e ct:hasOrganizer id:organization\\/osce ; ct:startDate ?d FILTER(year(?d)=2032) }"
        )
        assert [row[0] for row in rows.values()] == [instance("event", "note-1", 1)]
        assert kg.search("aviation security").hits
    after = content(store)
    assert after.keys() - before.keys() == {graph(kind, "note-1") for kind in ("document", "evidence", "inferred")}
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {traces.REPORT, graph("inferred", "cross")}
    evidence = "\n".join(after[graph("evidence", "note-1")])
    assert '#actBy> "A. Analyst"' in evidence and "a fictional letter" in evidence
    (act,) = [log_of_folder(store).read(name) for name in log_of_folder(store).names()]
    assert (act.kind, act.documents, act.by, act.id) == ("add", ("note-1",), "A. Analyst", entered.act)


def log_of_folder(store: Path) -> Folder:
    return Folder(beside(store))


def test_what_is_added_is_what_the_log_alone_gives(store: Path, plain: Path, tmp_path: Path) -> None:
    with ctkg.open(store) as kg:
        enter(kg, form())
        enter(kg, form(**SAME), likely="same")
    shutil.copytree(plain, tmp_path / "other.store")
    with ctkg.open(tmp_path / "other.store") as kg:
        pipeline.catch_up(kg.store, options=pipeline.Options(decisions=tmp_path / "ctkg.decisions"))
    assert content(store) == content(tmp_path / "other.store")


def test_a_dry_run_tells_just_what_would_change_and_writes_nothing(store: Path) -> None:
    before, was = content(store), files(store.parent)
    with ctkg.open(store, read_only=True) as kg:
        tried = enter(kg, form(), dry_run=True)
    assert files(store.parent) == was
    assert tried.difference is not None and not tried.difference.lost
    with ctkg.open(store) as kg:
        done = enter(kg, form())
    after = content(store)
    came = {quad for name in after for quad in after[name]} - {quad for name in before for quad in before[name]}
    told = {str(quad) for quad in tried.difference.gained}
    timeless = {quad for quad in came if "/graph/report" not in quad and "actOn" not in quad}
    assert timeless == {quad for quad in told if "actOn" not in quad}
    assert (tried.inferred, tried.merged, tried.doubtful) == (done.inferred, done.merged, done.doubtful)


def test_what_is_wrong_is_told_with_its_line_and_nothing_is_written(store: Path) -> None:
    was = content(store)
    with ctkg.open(store) as kg:
        found = only(enter(kg, form(start="2032-02-31", title="<b>x</b>")).outcomes)
        assert found.outcome == "refused"
        assert [(f.line, f.field) for f in found.findings] == [(3, "title"), (4, "start")]
        wrong = TURTLE.replace(b"<id/state/KZ>", b"<id/state/KZX>")
        found = only(enter(kg, wrong, format="ttl").outcomes)
        assert found.outcome == "refused" and any("KZX" in f.value for f in found.findings)
    assert content(store) == was
    assert not store.with_name("ctkg.decisions").exists()


def test_what_the_store_seems_to_have_is_refused_with_both_sides(store: Path) -> None:
    was = content(store)
    with ctkg.open(store) as kg:
        found = only(enter(kg, form(**SAME)).outcomes)
    (alike,) = found.likenesses
    assert (alike.outcome, alike.theirs) == ("merged", instance("event", "release", 1))
    assert ("start", "2031-05-12", "2031-05-12") in alike.told
    assert "is the same as" in found.message and "--same-event or --distinct" in found.message
    assert content(store) == was


def test_it_is_another_report_or_another_event_as_its_author_says(store: Path, plain: Path) -> None:
    ours, theirs = instance("event", "note-9", 1), instance("event", "release", 1)
    with ctkg.open(store) as kg:
        entered = enter(kg, form(**SAME), likely="same")
        assert (entered.merged, len(log_of(kg.store).names())) == (1, 1)
        assert {match.outcome for match in kg.matches()} == {"merged"}
    shutil.rmtree(store)
    shutil.rmtree(store.with_name("ctkg.decisions"))
    shutil.copytree(plain, store)
    with ctkg.open(store) as kg:
        entered = enter(kg, form(**SAME), likely="distinct")
        assert entered.merged == 0 and not kg.matches()
        acts = [log_of(kg.store).read(name) for name in log_of(kg.store).names()]
        assert [act.kind for act in acts] == ["split", "add"]
        assert acts[0].nodes == tuple(sorted((ours, theirs)))


def test_of_several_all_or_none_are_added_unless_the_good_ones_are_wished_for(store: Path) -> None:
    bad = form(id="note-2", start="no date")
    with ctkg.open(store) as kg:
        entered = enter(kg, form(), bad)
        assert [(each.outcome, each.message) for each in entered.outcomes] == [
            ("refused", "others were refused"),
            ("refused", "it cannot be read as its form wants"),
        ]
        assert entered.exit_code == 1 and not log_of(kg.store).names()
        entered = enter(kg, form(), bad, keep_going=True)
        assert [each.outcome for each in entered.outcomes] == ["added", "refused"]
        assert entered.exit_code == 5


def test_two_entries_of_one_call_are_compared_and_have_two_ids(store: Path) -> None:
    with ctkg.open(store) as kg:
        first, second = enter(kg, form(), form(id="note-2")).outcomes
        assert (first.message, second.outcome) == ("others were refused", "refused")
        assert second.likenesses[0].theirs == instance("event", "note-1", 1)
        first, second = enter(kg, form(), form(start="2033-03-03", end="2033-03-03")).outcomes
        assert second.message == "an entry before it (number 1) has the same id"


def test_the_same_entry_again_another_one_and_a_new_version(store: Path) -> None:
    with ctkg.open(store) as kg:
        assert enter(kg, form()).exit_code == 0
        again = enter(kg, form())
        assert (only(again.outcomes).outcome, again.exit_code, again.act) == ("there", 0, "")
        other = form(title="Fictional Workshop on Airports")
        assert "--replace" in only(enter(kg, other).outcomes).message
        assert only(enter(kg, other, replace=True).outcomes).outcome == "replaced"
        assert only(enter(kg, other).outcomes).outcome == "there"
        assert len(log_of(kg.store).names()) == 2
        said = {str(quad.object) for quad in kg.store.quads(graph("document", "note-1"))}
        assert '"Fictional Workshop on Airports"' in said and '"Fictional Workshop on Aviation Security"' not in said
        taken = only(enter(kg, form(id="release")).outcomes)
        assert (taken.outcome, taken.message[:41]) == ("refused", "the id release is that of a document in t")


@pytest.mark.parametrize("format", ["ttl", "nt", "nq", "trig", "jsonld", "rdfxml"])
def test_rdf_of_every_kind_is_read(store: Path, format: str) -> None:
    from pyoxigraph import RdfFormat, parse

    from ctkg.graph import export

    data = export.dumps([quad.triple for quad in parse(TURTLE, RdfFormat.TURTLE)], format)
    with ctkg.open(store, read_only=True) as kg:
        found = only(enter(kg, data, format=format, dry_run=True).outcomes)
    assert (found.outcome, found.id[:6]) == ("added", "entry-")


def test_nobody_adds_nothing_of_no_format(store: Path) -> None:
    with ctkg.open(store, read_only=True) as kg:
        with pytest.raises(UsageError, match="say who adds this"):
            enter(kg, form(), by=" ", dry_run=True)
        with pytest.raises(UsageError, match="unknown format 'doc'"):
            enter(kg, form(), format="doc", dry_run=True)
        with pytest.raises(UsageError, match="cannot be the id of an entry"):
            enter(kg, TURTLE, format="ttl", id="a/b", dry_run=True)
        with pytest.raises(UnreadableInput, match="not valid ttl"):
            enter(kg, TURTLE[:-4] + b"<", format="ttl", dry_run=True)
