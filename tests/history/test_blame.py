"""Who stands behind a statement: documents, entries, tables, acts, moments, and premises of what was inferred."""

from __future__ import annotations

import pytest

from ctkg import KnowledgeGraph
from ctkg.errors import UsageError
from ctkg.history import Blame, Cause


def cause(found: Blame, property: str, value: str, kind: str = "") -> Cause:
    (one,) = (c for c in found.causes if (c.property, c.value) == (property, value) and kind in ("", c.kind))
    return one


def test_a_statement_of_a_document(told: KnowledgeGraph) -> None:
    (one,) = told.blame("id:event/d/1", "heldAt", "Nova").causes
    assert (one.kind, one.source, one.moment, one.day, one.by) == ("document", "d", 2, "2023-11-16", "R. Reviewer")
    assert (one.sentence, one.confidence) == ("A workshop was held in Nova.", 0.9)
    (person,) = one.people
    assert (person.by, person.on, person.reason, person.act) == (
        "R. Reviewer",
        "2026-01-02T03:04:05Z",
        "seen",
        "a-1",
    )


def test_what_did_not_change_is_of_the_moment_that_brought_it(told: KnowledgeGraph) -> None:
    found = told.blame("id:event/d/1")
    assert cause(found, "ct:topicText", "aviation").moment == 1
    assert cause(found, "ct:topicText", "ports").moment == 2
    assert found.label == "workshop, nova" and found.rest == 0


def test_a_statement_of_an_entry(told: KnowledgeGraph) -> None:
    one = cause(told.blame("a meeting that was entered"), "ct:heldAt", "Vesta")
    assert (one.kind, one.source, one.moment, one.by) == ("entry", "entered", 3, "E. Editor")
    assert [(person.by, person.on) for person in one.people] == [("E. Editor", "2026-01-03T00:00:00Z")]


def test_a_statement_of_a_table(told: KnowledgeGraph) -> None:
    one = cause(told.blame("id:organization/body"), "rdfs:label", "Fictional Body")
    assert (one.kind, one.source, one.sentence, one.moment) == ("table", "t", "own knowledge", 1)


def test_what_was_inferred_rests_on_what_was_said(told: KnowledgeGraph) -> None:
    found = told.blame("id:event/d/1")
    one = next(c for c in found.causes if c.property == "ct:hasOrganizer")
    assert one.kind == "inferred" and one.value == "Fictional Body" and "rules" in one.source
    assert {(p.kind, p.source, p.property) for p in one.premises} == {
        ("document", "d", "ct:hasParticipation"),
        ("document", "d", "ct:participant"),
        ("document", "d", "ct:participationRole"),
    }
    incoming = [c for c in told.blame("id:organization/body").causes if c.direction == "in"]
    assert {c.property for c in incoming} >= {"ct:participant", "ct:hasOrganizer"}


def test_the_rest_is_counted(told: KnowledgeGraph) -> None:
    whole = told.blame("id:event/d/1")
    some = told.blame("id:event/d/1", limit=3)
    assert len(some.causes) == 3 and some.rest == len(whole.causes) - 3


@pytest.mark.parametrize(
    ("words", "limit", "message"),
    [
        (("nobody",), 1, "nothing is called 'nobody'"),
        (("id:event/none/1",), 1, "the store says nothing about"),
        (("id:event/d/1", "heldAt"), 1, "give all three, or the node alone"),
        (("id:event/d/1",), 0, "a limit of 0 shows nothing"),
        (("id:event/d/1", "heldAt", "Vesta"), 1, "the store says nothing about"),
    ],
)
def test_what_cannot_be_blamed(told: KnowledgeGraph, words: tuple[str, ...], limit: int, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        told.blame(*words, limit=limit)
