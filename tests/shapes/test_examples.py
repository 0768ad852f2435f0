"""Every shape has examples that pass and fail, and both engines give the same verdict on each."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH

from ctkg.model import RELATIONS

HERE = Path(__file__).resolve().parent
_SPEC = importlib.util.spec_from_file_location("shape_engines", HERE / "engines.py")
assert _SPEC and _SPEC.loader
engines = importlib.util.module_from_spec(_SPEC)
sys.modules["shape_engines"] = engines
_SPEC.loader.exec_module(engines)

CONTRADICTS = URIRef("https://w3id.org/ctkg/ontology#contradicts")
#: Predicates by which a node shape has a verdict of its own, besides those of its property shapes.
VERDICTS = {SH["not"], SH["or"], SH["class"], SH.sparql, SH.nodeKind}
EXAMPLES = sorted(HERE.glob("*/*.ttl"))
NAMES = [f"{file.parent.name}/{file.stem}" for file in EXAMPLES]


def golden(file: Path) -> Path:
    return file.with_suffix(".report.tsv")


def as_text(outcomes: list[object]) -> str:
    return "".join("\t".join(outcome) + "\n" for outcome in outcomes)  # type: ignore[call-overload]


@pytest.mark.parametrize("file", EXAMPLES, ids=NAMES)
def test_engines_agree_with_each_other_and_with_the_golden_report(file: Path, update_golden: bool) -> None:
    text = file.read_text("utf-8")
    conforms, outcomes = engines.fast(text)
    assert (conforms, outcomes) == engines.reference(text)
    if update_golden:
        golden(file).write_text(as_text(outcomes), "utf-8")
    assert as_text(outcomes) == golden(file).read_text("utf-8")


@pytest.mark.parametrize("file", EXAMPLES, ids=NAMES)
def test_a_passing_example_has_no_result_and_a_failing_one_has(file: Path) -> None:
    kind = file.stem.split("-")[0]
    assert kind in {"pass", "fail"}
    assert bool(golden(file).read_text("utf-8")) == (kind == "fail")


def test_every_shape_is_exercised_by_a_failing_example() -> None:
    exercised = {line.split("\t")[4] for file in EXAMPLES for line in golden(file).read_text("utf-8").splitlines()}
    shapes = engines.reference_shapes()
    checking = {str(shape) for shape in shapes.subjects(RDF.type, SH.PropertyShape)} | {
        str(shape) for shape in shapes.subjects(RDF.type, SH.NodeShape) if VERDICTS & set(shapes.predicates(shape))
    }
    assert exercised == checking


def test_every_target_of_a_shape_is_met_by_a_passing_example() -> None:
    shapes = engines.reference_shapes()
    text = engines.as_triples(engines.background_text()) + "".join(
        engines.as_triples(file.read_text("utf-8")) for file in EXAMPLES if file.stem.startswith("pass-")
    )
    data = Graph().parse(data=text, format="nt")
    kinds = set(data.objects(None, RDF.type))
    met = {parent for kind in kinds for parent in data.transitive_objects(kind, RDFS.subClassOf)}
    assert set(shapes.objects(None, SH.targetClass)) <= met
    # Claims that contradict each other are reported by every use of this property.
    assert set(shapes.objects(None, SH.targetSubjectsOf)) - set(data.predicates()) == {CONTRADICTS}


def test_every_shape_says_what_to_do() -> None:
    shapes = engines.reference_shapes()
    for shape in shapes.subjects(RDF.type, SH.PropertyShape):
        assert shapes.value(shape, SH.message) and shapes.value(shape, SH.severity), shape
    for constraint in shapes.subjects(RDF.type, SH.SPARQLConstraint):
        assert shapes.value(constraint, SH.message), constraint


def test_the_ontology_itself_gives_no_result() -> None:
    assert engines.fast("") == (True, [])


def test_relations_of_claims_are_those_of_the_flat_view() -> None:
    shapes = engines.reference_shapes()
    listed = shapes.value(URIRef("https://w3id.org/ctkg/shape/claim-relation"), SH["in"])
    assert {str(value) for value in Collection(shapes, listed)} == set(RELATIONS)


def test_lists_of_classes_are_complete() -> None:
    """The shapes ``any-...`` list a class with all its subclasses; a new subclass belongs into the list."""
    shapes, hierarchy = engines.reference_shapes(), engines.hierarchy()
    helpers = [shape for shape in shapes.subjects(RDF.type, SH.NodeShape) if "/any-" in str(shape)]
    assert len(helpers) == 7
    for helper in helpers:
        listed = shapes.value(shapes.value(shapes.value(helper, SH.property), SH.qualifiedValueShape), SH["in"])
        found = set(Collection(shapes, listed))
        top = [cls for cls in found if not found & set(hierarchy.objects(cls, RDFS.subClassOf))]
        assert len(top) == 1
        assert found == set(hierarchy.transitive_subjects(RDFS.subClassOf, top[0]))
