"""Rules written as SPARQL CONSTRUCT."""

from __future__ import annotations

import pytest
from tests.graph.infer.turtle import facts

from ctkg import resources
from ctkg.errors import ResourceError
from ctkg.graph.infer.construct import load, parse
from ctkg.graph.infer.engine import RuleSet
from ctkg.graph.infer.facts import MemoryFacts

HEADER = "#+ title: x\nPREFIX : <https://example.org/>\n"


def conclude(rule: str, data: str) -> set[object]:
    _, derived = RuleSet(parse(HEADER + rule, "r.rq")).close(facts(data), MemoryFacts())
    return set(derived)


def test_variable_predicate_lists_literals_and_filters() -> None:
    rule = """CONSTRUCT { ?x ?p ?y . ?y a :Found } # a comment with { braces
    WHERE { ?n :of ?x, ?y ; :by ?r ; :kind "k"@en ; :n 2 . ?r :short ?p . FILTER (?x != ?y) }"""
    data = ":n :of :a, :b ; :by :r ; :kind 'k'@en ; :n 2 . :r :short :p . :m :of :c, :d ; :by :r ; :kind 'k' ; :n 2 ."
    assert conclude(rule, data) == facts(":a :p :b . :b :p :a . :a a :Found . :b a :Found .")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("CONSTRUCT { ?x :p ?z } WHERE { ?x :q ?y }", r"\?z is not bound"),
        ("CONSTRUCT { ?x :p ?y } WHERE { ?x :q ?y OPTIONAL { ?y :r ?z } }", "OPTIONAL"),
        ("CONSTRUCT { ?x :p ?y } WHERE { ?x :q+ ?y }", r"\+"),
        ("CONSTRUCT { ?x nope:p ?y } WHERE { ?x :q ?y }", "unknown prefix nope:"),
        ("CONSTRUCT { ?x :p ?y } WHERE { ?x :q ?y", "ends too early"),
        ("SELECT * WHERE { ?x :q ?y }", "CONSTRUCT was expected"),
        ("CONSTRUCT { ?x :p ?y } WHERE { ?x :q ?y } LIMIT 3", "is a rule"),
    ],
)
def test_what_is_no_rule_is_an_error_with_file_and_line(rule: str, words: str) -> None:
    with pytest.raises(ResourceError, match=words) as caught:
        parse(HEADER + rule, "r.rq")
    assert caught.value.path == "r.rq" and caught.value.line == 3


def test_rules_of_the_project_can_be_read() -> None:
    names = {rule.name for rule in load(resources.path("ontology", "rules"))}
    assert "rule participation-shortcuts" in names
