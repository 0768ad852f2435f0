"""Every rule of OWL 2 RL/RDF (OWL 2 Profiles, section 4.3): whether the ontology triggers it, and what judges it."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.graph.infer.cases import CASES, CONTRADICTIONS

from ctkg.graph.assemble import ontology_quads
from ctkg.graph.infer.axioms import compile_axioms
from ctkg.graph.infer.terms import fact

ROWS = list(csv.DictReader((Path(__file__).parent / "owl-rl-rules.tsv").open(encoding="utf-8"), delimiter="\t"))
#: Rules of the specification by the kind of axiom that they were compiled from; two hold in any ontology.
RULES = {
    "rdfs:domain": {"prp-dom"},
    "rdfs:range": {"prp-rng", "dt-not-type"},
    "rdfs:subClassOf": {"cax-sco"},
    "rdfs:subPropertyOf": {"prp-spo1"},
    "owl:propertyChainAxiom": {"prp-spo2"},
    "owl:inverseOf": {"prp-inv1", "prp-inv2"},
    "owl:TransitiveProperty": {"prp-trp"},
    "owl:SymmetricProperty": {"prp-symp"},
    "owl:AllDisjointClasses": {"cax-adc"},
    "owl:disjointWith": {"cax-dw"},
    "owl:IrreflexiveProperty": {"prp-irp"},
    "owl:AsymmetricProperty": {"prp-asyp"},
    "owl:differentFrom": set(),
    "owl:Nothing": set(),
}


def test_the_table_names_each_rule_once_and_says_why_where_nothing_judges_it() -> None:
    assert len({row["rule"] for row in ROWS}) == len(ROWS) == 78
    for row in ROWS:
        judged = row["judged by"].startswith(("case: ", "contradiction: "))
        assert judged != bool(row["why not"]), row["rule"]


def test_what_judges_a_rule_is_there() -> None:
    there = {f"case: {case[0]}" for case in CASES} | {f"contradiction: {case[1]}" for case in CONTRADICTIONS}
    assert {row["judged by"] for row in ROWS if not row["why not"]} <= there


def test_every_rule_that_the_ontology_triggers_is_marked_and_judged() -> None:
    kinds = {rule.name for rule in compile_axioms(map(fact, ontology_quads()))}
    triggered = {name for kind in kinds for name in RULES[kind]}
    assert triggered == {row["rule"] for row in ROWS if row["by the ontology"] == "yes"}
    assert not [row["rule"] for row in ROWS if row["by the ontology"] == "yes" and row["why not"]]
