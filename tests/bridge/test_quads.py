"""Statements written by hand, and the triples that they must give."""

from __future__ import annotations

import hashlib
from itertools import permutations

import pytest
from pyoxigraph import Quad

from ctkg import bridge
from ctkg.bridge.periods import bounds, precision
from ctkg.iris import PREFIXES, concept, graph, instance, term
from ctkg.model import Document, Entity, Evidence, Source, Span, Statement

TEXT = "The Unit opened a two-day workshop in Astana on 3 May 2021 for over 40 experts. Its head, Ana Roe, said so."
EVENT = Entity(kind="event", label="workshop", key="e1")
UNIT = Entity(kind="organization", label="OSCE Action against Terrorism Unit", reference="osce-atu", names=("ATU",))
ROE = Entity(kind="person", label="Ana Roe", body="Harbour Service of Norland")
SERVICE = Entity(kind="organization", label="Harbour Service of Norland", state="KZ", type="service")


def said(predicate: str, value: Entity | str | int, *, subject: Entity = EVENT, **more: object) -> Statement:
    evidence = Evidence(document="d", span=Span(0, 79), quote=TEXT[:79], extractor="test.rule", score=0.9)
    given: dict[str, object] = {"event": "e1", "confidence": 0.9, "evidence": (evidence,), **more}
    return Statement(subject=subject, predicate=predicate, object=value, **given)  # type: ignore[arg-type]


STATEMENTS = (
    said("event.type", "workshop"),
    said("event.start", "2021-05-03", stated="3 May 2021"),
    said("event.end", "2021-05-04", derived=True),
    said("event.durationDays", 2),
    said("event.place", Entity(kind="place", label="Astana", reference="1526273")),
    said("event.country", "KZ"),
    said("organizer", UNIT),
    said("host", SERVICE, stance="intended"),
    said("participant.count", 40, counted="experts", approx="over"),
    said("threat", Entity(kind="concept", label="Bombing", reference="act-bombing")),
    said("topic", "lighthouse keeping"),
    said("person.post", "Head", subject=ROE),
    said("person.affiliation", SERVICE, subject=ROE),
    said("quote", ROE, quote="so", quote_span=Span(99, 101)),
)
DOCUMENT = Document(id="d", source=Source(title="T", sha256=hashlib.sha256(TEXT.encode()).hexdigest()), text=TEXT)


@pytest.fixture(scope="module")
def asserted() -> set[tuple[str, str, str]]:
    return triples(bridge.quads(DOCUMENT, STATEMENTS).graphs[graph("document", "d")])


@pytest.fixture(scope="module")
def evidence() -> set[tuple[str, str, str]]:
    return triples(bridge.quads(DOCUMENT, STATEMENTS).graphs[graph("evidence", "d")])


def triples(quads: list[Quad]) -> set[tuple[str, str, str]]:
    return {(q.subject.value, q.predicate.value, q.object.value) for q in quads}


def test_event_has_its_place_period_and_participation(asserted: set[tuple[str, str, str]]) -> None:
    event, span = instance("event", "d", 1), instance("timespan", "d", 1)
    part = instance("participation", "d", 1, "organizer", "osce-atu")
    assert {
        (event, term("heldAt"), instance("city", "1526273")),
        (event, term("heldIn"), instance("territory", "KZ")),
        (event, term("startDate"), "2021-05-03"),
        (event, term("durationDays"), "2"),
        (span, term("endDerived"), "true"),
        (span, term("latestEnd"), "2021-05-04"),
        (part, term("participant"), instance("organization", "osce-atu")),
        (part, term("participationRole"), concept("role", "organizer")),
        (event, term("addresses"), concept("threat", "act-bombing")),
        (event, term("topicText"), "lighthouse keeping"),
    } <= asserted
    assert (span, term("startDerived"), "true") not in asserted


def test_over_40_is_at_least_41(asserted: set[tuple[str, str, str]]) -> None:
    group = instance("group", "d", 1, "experts")
    assert (group, term("minCount"), "41") in asserted
    assert (group, term("statedCount"), "40") in asserted
    assert (group, PREFIXES["rdfs"] + "label", "more than 40 experts") in asserted
    assert not any(s == group and p == term("maxCount") for s, p, _ in asserted)


def test_a_plan_is_a_claim_and_no_triple(
    asserted: set[tuple[str, str, str]], evidence: set[tuple[str, str, str]]
) -> None:
    assert not any(p == term("participationRole") and o.endswith("/host") for _, p, o in asserted)
    hosts = [s for s, p, o in evidence if p == term("relation") and o == "host"]
    assert len(hosts) == 1
    assert (hosts[0], term("stance"), concept("stance", "intended")) in evidence


def test_a_new_body_of_a_state_belongs_to_it(asserted: set[tuple[str, str, str]]) -> None:
    body = instance("organization", "kz", "harbour-service-of-norland")
    assert (body, term("authorityOf"), instance("state", "KZ")) in asserted
    post = instance("post", "kz", "harbour-service-of-norland", "head")
    assert (post, term("postIn"), body) in asserted


def test_every_statement_has_one_claim_with_its_passage(evidence: set[tuple[str, str, str]]) -> None:
    claims = {s for s, p, o in evidence if o == term("Claim")}
    assert len(claims) == len(STATEMENTS)
    passage = instance("passage", "d", "0-79")
    assert all((claim, term("hasEvidence"), passage) in evidence for claim in claims)
    assert (passage, term("quotationText"), TEXT[:79]) in evidence


def test_order_of_statements_does_not_matter() -> None:
    first = bridge.quads(DOCUMENT, STATEMENTS).graphs
    for few in permutations(STATEMENTS[:4]):
        assert bridge.quads(DOCUMENT, (*STATEMENTS[4:], *few)).graphs == first


def test_rival_counts_stay_side_by_side() -> None:
    rival = (*STATEMENTS, said("participant.count", 45, counted="experts", approx=True))
    found = triples(bridge.quads(DOCUMENT, rival).graphs[graph("document", "d")])
    assert {o for _, p, o in found if p == term("statedCount")} == {"40", "45"}


@pytest.mark.parametrize(
    ("value", "expected", "how"),
    [
        ("2024-02", ("2024-02-01", "2024-02-29"), "month"),
        ("2023", ("2023-01-01", "2023-12-31"), "year"),
        ("2023-02-30", None, "day"),
        ("--12-04", None, "day-of-year"),
        ("2001-12-04", ("2001-12-04", "2001-12-04"), "day"),
    ],
)
def test_bounds(value: str, expected: tuple[str, str] | None, how: str) -> None:
    assert bounds(value) == expected
    assert precision(value) == how
