"""Several reports in one store: what becomes one, what stays apart, and that the order of work says nothing."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ctkg.graph import facts, query, resolutions
from ctkg.iris import instance
from ctkg.pipeline import extract
from ctkg.resolve import Links, applying, keeping, profile
from ctkg.text.facts import rows as stated

if TYPE_CHECKING:
    from ctkg.graph.store import Store

Build = Callable[..., "Store"]
Dump = Callable[["Store"], list[str]]

COURSE, OTHER = instance("event", "norland-report", 1), instance("event", "other-course", 1)
SECOND = instance("event", "service-news", 1)


@pytest.fixture(scope="module")
def whole(reports: dict[str, Path], built: Build) -> Store:
    return built(*reports.values())


def values(store: Store, text: str) -> set[tuple[str, ...]]:
    return {tuple(map(str, row)) for row in query.run(store, text).values()}


def test_two_reports_are_one_event_with_two_sources(whole: Store) -> None:
    sources = values(whole, "SELECT ?d WHERE { ?e a ct:TrainingActivity ; ct:heldAt ?c ; ct:reportedIn ?d }")
    wanted = {"norland-report", "service-news", "other-course"}
    assert {source.rpartition("/")[2] for (source,) in sources} == wanted
    events = values(whole, "SELECT DISTINCT ?e WHERE { ?e a ct:TrainingActivity }")
    assert events == {(COURSE,), (OTHER,)}
    assert resolutions.canonical(whole, SECOND) == COURSE


def test_the_event_keeps_one_date_and_one_label_and_all_claims(whole: Store) -> None:
    for name in ("ct:startDate", "ct:endDate", "ct:hasTimeSpan", "rdfs:label"):
        assert len(values(whole, f"SELECT ?x WHERE {{ <{COURSE}> {name} ?x }}")) == 1, name
    ends = values(
        whole,
        f"SELECT ?v WHERE {{ GRAPH ?g {{ ?c ct:aboutEvent <{COURSE}> ; ct:claimPredicate ct:endDate ; "
        "ct:claimValue ?v } }",
    )
    assert ends == {("2031-05-13",), ("2031-05-14",)}


def test_what_both_reports_say_alike_stands_there_once(whole: Store) -> None:
    parts = values(
        whole,
        f"SELECT ?p ?a WHERE {{ <{COURSE}> ct:hasParticipation ?p . ?p ct:participant ?a ; "
        "ct:participationRole <https://w3id.org/ctkg/concept/role/organizer> }",
    )
    assert len(parts) == len({agent for _, agent in parts}) == 2


def test_the_differences_are_told_with_both_sentences(whole: Store) -> None:
    found = {(d.relation, d.of): d for d in resolutions.differences(whole, event=COURSE)}
    assert {("event.end", ""), ("participant.count", "border officers")} <= found.keys()
    told = {t.document: (t.value, t.sentence) for t in found["participant.count", "border officers"].told}
    assert told["norland-report"][0] == "25" and "25 border" in " ".join(told["norland-report"][1].split())
    assert told["service-news"][0] == "28" and "28 border officers" in told["service-news"][1]


def test_the_queries_of_the_library_find_them(whole: Store) -> None:
    from ctkg.graph import library

    differ = query.run(whole, library.find("report-differences").text).values()
    assert {row[0] for row in differ} == {COURSE}
    same = query.run(whole, library.find("same-thing").text).values()
    assert (COURSE, SECOND) in {row[:2] for row in same}


def test_names_of_one_person_are_one_node_under_the_fullest(whole: Store) -> None:
    people = values(whole, "SELECT ?p ?n WHERE { ?p a ct:Person ; rdfs:label ?n }")
    assert len(people) == 1 and {name for _, name in people} == {"Nurlan Aliyev"}
    assert values(whole, "SELECT ?n WHERE { ?p a ct:Person ; skos:altLabel ?n }") == {("N. Aliev",)}


def test_a_copy_is_no_second_source(whole: Store) -> None:
    copies = values(whole, "SELECT ?c ?o WHERE { ?c ct:mirrorOf ?o }")
    assert copies == {(instance("document", "zz-copy"), instance("document", "norland-report"))}
    about = {str(quad.subject) for quad in whole.quads("https://w3id.org/ctkg/graph/document/zz-copy")}
    assert about == {f"<{instance('document', 'zz-copy')}>"}


def test_bodies_with_like_names_stay_apart(whole: Store) -> None:
    organisers = values(whole, "SELECT ?a WHERE { ?e a ct:Exercise ; ct:hasParticipation ?p . ?p ct:participant ?a }")
    names = {agent.removeprefix(instance("organization", "")) for (agent,) in organisers}
    assert {"kz-atc", "cis-atc"} <= names
    interior = {name for name in names if "internal-affairs" in name or "interior" in name}
    assert len(interior) == 2


def test_facts_are_those_of_each_document(whole: Store, reports: dict[str, Path]) -> None:
    for name, file in reports.items():
        document, statements = extract(file)
        said = sorted((row["event"], row["relation"], str(row["value"])) for row in stated(document, statements))
        kept = sorted((r["event"], r["relation"], str(r["value"])) for r in facts.facts(whole, documents=[name]))
        assert said == kept, name


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_documents_says_nothing(
    seed: int, reports: dict[str, Path], built: Build, dump: Dump, whole: Store
) -> None:
    files = list(reports.values())
    random.Random(seed).shuffle(files)
    assert dump(built(*files)) == dump(whole)


def test_one_document_after_the_other_gives_the_same_as_all_at_once(
    reports: dict[str, Path], built: Build, dump: Dump, whole: Store
) -> None:
    # The copy and the second report come first: what is canonical changes on the way.
    store = None
    for name in sorted(reports, reverse=True):
        store = built(reports[name], store=store, keep=True)
    assert store is not None
    assert dump(store) == dump(whole)


def test_a_document_that_goes_leaves_nothing_behind(
    reports: dict[str, Path], built: Build, dump: Dump, whole: Store
) -> None:
    few = [reports[name] for name in ("service-news", "other-course")]
    store = built(*reports.values())
    assert dump(store) == dump(whole)
    assert dump(built(*few, store=store)) == dump(built(*few))


def test_without_resolution_all_stays_as_minted_and_can_be_had_again(
    reports: dict[str, Path], built: Build, dump: Dump, whole: Store
) -> None:
    store = built(*reports.values())
    plain = built(*reports.values(), resolution=False)
    assert dump(plain) != dump(whole)
    assert not any(name.endswith("graph/resolution") for name in plain.graphs())
    applying.apply(store, (), wanted=False)
    assert dump(store) == dump(plain)
    applying.apply(store, ())
    assert dump(store) == dump(whole)


def test_what_is_decided_beforehand_wins(reports: dict[str, Path], built: Build, whole: Store) -> None:
    store = built(*reports.values())
    pair = tuple(sorted((COURSE, SECOND)))
    applying.apply(store, (), links=Links(different=frozenset({(pair[0], pair[1])})))
    assert resolutions.canonical(store, SECOND) == SECOND
    assert resolutions.canonical(store, COURSE) == COURSE
    assert (SECOND,) in values(store, "SELECT DISTINCT ?e WHERE { ?e a ct:TrainingActivity }")


def test_the_shapes_forbid_nothing_of_it(reports: dict[str, Path], built: Build) -> None:
    from ctkg import graph

    store = built(*reports.values(), reference=True, inference=True)
    findings = [f for f in graph.check(store).findings if f.severity == "violation"]
    assert findings == []


def test_a_profile_survives_being_written(reports: dict[str, Path]) -> None:
    for file in reports.values():
        document, statements = extract(file)
        made = profile(document, statements)
        assert keeping.loads(keeping.dumps(made)) == made
        for few in itertools.islice(itertools.permutations(statements), 2, 4):
            assert profile(document, few) == made
