"""Conflicts: side by side, the answer by policy, and what the graph says."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.review.conftest import FILES, OPTIONS

from ctkg import pipeline
from ctkg.errors import UsageError
from ctkg.graph import claims, open_store
from ctkg.review.conflicts import Conflict, Policy, is_asserted
from ctkg.review.desk import Desk


def one(desk: Desk, relation: str, policy: Policy | None = None) -> Conflict:
    return next(each for each in desk.conflicts(policy=policy) if each.point.relation == relation)


def test_the_sides_tell_document_publisher_date_and_sentence(desk: Desk) -> None:
    found = one(desk, "participant.count")
    assert [(s.source.document, s.value, s.source.publisher, s.source.issued) for s in found.sides] == [
        ("norland-report", "25", "OSCE", "2031-05-14"),
        ("service-news", "28", "State Border Service", "2031-05-15"),
    ]
    for side in found.sides:
        text = " ".join(next(f for f in FILES if f.stem == side.source.document).read_text("utf-8").split())
        assert side.claim.sentence in text and side.value in side.claim.sentence
    assert found.of == "border officers" and "Osh" in found.label


def test_the_answer_follows_the_policy_and_says_so(desk: Desk) -> None:
    found = one(desk, "participant.count")
    sides = {side.value: side.claim.confidence for side in found.sides}
    if sides["25"] == sides["28"]:
        assert found.answer.policy == "date" and found.answer.why.startswith("all are as sure; the later")
    else:
        assert (found.answer.policy, found.answer.side.value) == (
            "confidence",
            max(sides, key=lambda value: sides[value]),
        )
    late = one(desk, "participant.count", Policy(prefer="date")).answer
    assert (late.policy, late.side.value) == ("date", "28")
    assert late.why == "the later document: 2031-05-15 after 2031-05-14"
    first = one(desk, "participant.count", Policy(prefer="source", sources=("UN", "osce"))).answer
    assert (first.policy, first.side.value) == ("source", "25")
    assert first.why == "OSCE goes before State Border Service"
    unknown = one(desk, "participant.count", Policy(prefer="source", sources=("WCO",))).answer
    assert unknown.policy == found.answer.policy and unknown.why.startswith("the order of sources leaves it open")


def test_a_surer_claim_is_the_answer_by_confidence(desk: Desk) -> None:
    conflict = one(desk, "event.end")
    desk.accept(conflict.sides[0].claim.name)
    answer = one(desk, "event.end").answer
    assert (answer.policy, answer.side.value) == ("confidence", "2031-05-14")
    other = conflict.sides[1].claim.confidence
    assert other < 1 and answer.why == f"the surer claim: 1 against {other:g}"


@pytest.mark.parametrize(
    ("policy", "message"),
    [({"prefer": "size"}, "choose one of: source, date, confidence"), ({"prefer": "source"}, "name their order")],
)
def test_a_policy_that_cannot_be_followed_is_refused(policy: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Policy(**policy)  # type: ignore[arg-type]


def test_what_the_graph_says_is_told(desk: Desk) -> None:
    assert one(desk, "event.end").asserted == ("2031-05-14",)
    assert one(desk, "participant.count").asserted == ("25", "28")
    assert one(desk, "person.post").asserted == ("Director", "Deputy Director")


def test_conflicts_of_one_node_or_document(desk: Desk) -> None:
    about = {each.point.relation for each in desk.conflicts("id:event/service-news/1")}
    assert about == {"participant.count", "event.end"}
    assert {each.point.relation for each in desk.conflicts("id:document/post-one")} == {"person.post"}
    assert desk.conflicts("id:event/other-course/1") == []


def test_the_one_that_is_preferred_stands_alone(desk: Desk) -> None:
    for relation, document, value in (
        ("participant.count", "service-news", "28"),
        ("event.end", "service-news", "2031-05-13"),
        ("person.post", "post-two", "Deputy Director"),
    ):
        conflict = one(desk, relation)
        effect = desk.prefer(conflict.point.id, document)
        assert effect.acts[0].claims[0].value == value
        assert relation not in {each.point.relation for each in desk.conflicts()}
        told = (claims.one(desk.store, iri) for iri in conflict.point.claims)
        assert {said.value for said in told if said and is_asserted(desk.store, said)} == {value}


def test_another_role_of_one_body_is_a_conflict(tmp_path: Path) -> None:
    organized = (
        "It was organized by the Kyrgyz State\nBorder Service together with the OSCE Programme Office in Bishkek."
    )
    hosted = (
        "It was organized by the OSCE Programme Office in Bishkek and hosted by the State Border Service of Kyrgyzstan."
    )
    reports = {file.stem: file for file in FILES}
    text = reports["service-news"].read_text("utf-8")
    assert organized in text
    file = tmp_path / "third-view.md"
    file.write_text(text.replace("service-news", "third-view").replace(organized, hosted), "utf-8")
    store = open_store(None)
    pipeline.build([reports["norland-report"], file], store, options=OPTIONS)
    conflict = one(Desk(store), "host")
    assert conflict.of == "State Border Service of Kyrgyzstan"
    assert [(side.source.document, side.value) for side in conflict.sides] == [
        ("norland-report", "organizer"),
        ("third-view", "host"),
    ]
    assert conflict.asserted == ("organizer", "host")
    desk = Desk(store, by="A. Reader")
    desk.prefer(conflict.point.id, "third-view")
    assert "host" not in {each.point.relation for each in desk.conflicts()}
