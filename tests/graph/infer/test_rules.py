"""Every kind of rule against owlrl: what it concludes, and on small random graphs everything together."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.effort import examples
from tests.graph.infer.cases import CASES, CONTRADICTIONS
from tests.graph.infer.turtle import facts

from ctkg.graph.infer.axioms import compile_axioms, equality
from ctkg.graph.infer.engine import RuleSet
from ctkg.graph.infer.facts import MemoryFacts
from ctkg.graph.infer.reference import _terms, closure, is_about_individuals
from ctkg.graph.infer.terms import SAME_AS, Fact


def by_rules(given: set[Fact]) -> set[Fact]:
    rules = list(compile_axioms(given))
    if any(statement[1] == SAME_AS for statement in given):
        rules += equality()
    _, derived = RuleSet(rule for rule in rules if rule.head).close(given, MemoryFacts())
    terms = _terms(given)
    return {statement for statement in derived if is_about_individuals(statement, terms)}


@pytest.mark.parametrize(("name", "premise", "conclusion"), CASES, ids=[case[0] for case in CASES])
def test_rule_concludes_what_is_written_and_what_owlrl_concludes(name: str, premise: str, conclusion: str) -> None:
    given = facts(premise)
    found = by_rules(given)
    assert found == facts(conclusion)
    assert found == closure(given)


@pytest.mark.parametrize(("data", "axiom"), CONTRADICTIONS, ids=[case[1] for case in CONTRADICTIONS])
def test_contradiction_is_found_and_owlrl_agrees(data: str, axiom: str) -> None:
    import owlrl

    from ctkg.graph.infer.terms import triple
    from ctkg.graph.interop import to_rdflib

    given = facts(data)
    rules = [*compile_axioms(given), *equality()]
    closed, _ = RuleSet(rule for rule in rules if rule.head).close(given, MemoryFacts())
    forbidding = RuleSet(rule for rule in rules if rule.head is None)
    names = {why.rule.name for statement in closed for why in forbidding.consequences(statement, closed)}
    assert axiom in names
    if axiom == "owl:AllDisjointProperties":
        return  # owlrl 7.6 does not report these; the specification does (prp-adp)
    merged = to_rdflib(map(triple, given))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, improved_datatypes=False).expand(merged)
    assert list(merged.subjects(object=owlrl.Namespaces.ERRNS.ErrorMessage)), "owlrl sees no error here"


CLASSES, PATHS, THINGS = ("A", "B", "C"), ("p", "q", "r"), ("x", "y", "z")
AXIOMS = st.one_of(
    st.builds(":{} rdfs:subClassOf :{} .".format, st.sampled_from(CLASSES), st.sampled_from(CLASSES)),
    st.builds(":{} rdfs:subPropertyOf :{} .".format, st.sampled_from(PATHS), st.sampled_from(PATHS)),
    st.builds(":{} rdfs:domain :{} .".format, st.sampled_from(PATHS), st.sampled_from(CLASSES)),
    st.builds(":{} rdfs:range :{} .".format, st.sampled_from(PATHS), st.sampled_from(CLASSES)),
    st.builds(":{} owl:inverseOf :{} .".format, st.sampled_from(PATHS), st.sampled_from(PATHS)),
    st.builds(":{} a owl:{}Property .".format, st.sampled_from(PATHS), st.sampled_from(("Symmetric", "Transitive"))),
    st.builds(
        ":{} owl:propertyChainAxiom (:{} :{}) .".format,
        st.sampled_from(PATHS), st.sampled_from(PATHS), st.sampled_from(PATHS),
    ),
    st.builds(
        "[ a owl:Restriction ; owl:onProperty :{} ; owl:someValuesFrom :{} ] rdfs:subClassOf :{} .".format,
        st.sampled_from(PATHS), st.sampled_from(CLASSES), st.sampled_from(CLASSES),
    ),
    st.builds(
        ":{} rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :{} ; owl:allValuesFrom :{} ] .".format,
        st.sampled_from(CLASSES), st.sampled_from(PATHS), st.sampled_from(CLASSES),
    ),
)  # fmt: skip
DATA = st.one_of(
    st.builds(":{} a :{} .".format, st.sampled_from(THINGS), st.sampled_from(CLASSES)),
    st.builds(":{} :{} :{} .".format, st.sampled_from(THINGS), st.sampled_from(PATHS), st.sampled_from(THINGS)),
)


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(AXIOMS, max_size=5), st.lists(DATA, max_size=6))
def test_random_small_graphs_close_as_in_owlrl(axioms: list[str], data: list[str]) -> None:
    given = facts("\n".join([*axioms, *data]))
    assert by_rules(given) == closure(given)
