"""By which values the statements of two documents are joined, and by which they are not."""

from __future__ import annotations

from tests.graph.infer.turtle import facts

from ctkg.graph.infer.facts import MemoryFacts
from ctkg.graph.infer.meeting import Joints, Meeting
from ctkg.graph.infer.rule import Rule, same

E = "https://example.org/"
CHAIN = Rule(
    name="chain",
    axiom="organiser o partOf",
    body=(("?x", E + "organiser", "?y"), ("?y", E + "partOf", "?z")),
    head=("?x", E + "under", "?z"),
)
APART = Rule(
    name="apart",
    axiom="two that share nothing but a value",
    body=(("?x", E + "code", "?m"), ("?y", E + "number", "?n")),
    head=("?x", E + "like", "?y"),
    guards=(same("?m", "?n"),),
)
ANYTHING = Rule(
    name="any", axiom="any property", body=(("?x", E + "same", "?y"), ("?y", "?p", "?z")), head=("?x", "?p", "?z")
)


def met(rule: Rule, *documents: str, base: str = "") -> dict[str, list[str]]:
    """Values of the variables of a rule for which it is to be asked."""
    joints, background = Joints([rule]), MemoryFacts(facts(base))
    meeting = Meeting(joints, len(documents))
    for document in documents:
        meeting.take(joints.held(facts(document), background))
    return {variable: list(values) for variable, values in meeting.values(0).items()}


def test_a_node_of_two_documents_is_asked_for() -> None:
    found = {"?y": [E + "a"]}
    assert met(CHAIN, ":w :organiser :a .", ":a :partOf :b .") == found
    assert met(CHAIN, ":a :partOf :b .", ":w :organiser :a .") == found
    assert met(CHAIN, ":w :organiser :a . :a :partOf :c .", ":a :partOf :b .") == found


def test_what_one_document_joins_is_not_asked_for() -> None:
    assert met(CHAIN, ":w :organiser :a . :a :partOf :b .", ":v :organiser :c . :c :partOf :b .") == {}
    assert met(CHAIN, ":w :organiser :a .", ":v :organiser :a .") == {}, "nobody says where it belongs"
    assert met(CHAIN, ":w :organiser :a .", ":a :partOf :b .", base=":a :partOf :b .") == {}, "all know that"


def test_a_rule_whose_patterns_share_nothing_is_asked_for_all() -> None:
    assert met(APART, ":a :code 1 .", ":b :number 1 .") == {"": []}
    assert met(APART, ":a :code 1 . :b :number 1 .") == {}
    assert met(APART, ":a :code 1 .", ":b :code 1 .") == {}


def test_any_property_of_a_node_counts() -> None:
    assert met(ANYTHING, ":a :same :b .", ":b a :Body .") == {"?y": [E + "b"]}
    assert met(ANYTHING, ":a :same :b .", ":c a :Body .") == {}


def test_a_blank_node_cannot_be_named_in_a_query() -> None:
    joints = Joints([CHAIN])
    meeting = Meeting(joints, 2)
    shared = facts("_:a :partOf :b .")
    (blank,) = (each[0] for each in shared)
    meeting.take(joints.held([(E + "w", E + "organiser", blank)], MemoryFacts()))
    meeting.take(joints.held(shared, MemoryFacts()))
    assert meeting.values(0) == {"": ()}
