"""Two versions of an ontology: what came, went and changed, which way shapes moved, and what is breaking."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ctkg.cli.app import run
from ctkg.errors import UnreadableInput
from ctkg.history import ontologies
from ctkg.history.ontologies import Alteration

HEAD = """@prefix ct: <https://w3id.org/ctkg/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix shape: <https://w3id.org/ctkg/shape/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/ctkg/ontology/core> a owl:Ontology ; owl:versionInfo "1" .
"""
TERM = 'ct:Event a owl:Class ; rdfs:label "event"@en ; skos:definition "What happens."@en ; rdfs:subClassOf ct:Thing .'
PROPERTY = "ct:heldAt a owl:ObjectProperty ; rdfs:domain ct:Event ; rdfs:range ct:Place ."
SHAPE = """shape:event-heldAt a sh:PropertyShape ; sh:path ct:heldAt ; sh:minCount 1 ; sh:maxCount 3 ;
    sh:in ( ct:A ct:B ) ; sh:severity sh:Violation ; sh:message "where?" ."""


def difference(tmp_path: Path, old: str, new: str) -> list[Alteration]:
    for name, text in (("old", old), ("new", new)):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "core.ttl").write_text(HEAD + text, encoding="utf-8")
    return ontologies.compare(tmp_path / "old", tmp_path / "new")


@pytest.mark.parametrize(
    ("old", "new", "said", "breaking"),
    [
        (TERM, TERM + " ct:New a owl:Class .", "+ ct:New", False),
        (TERM + " ct:Old a owl:Class .", TERM, "- ct:Old", True),
        ('"event"@en', '"happening"@en', "label: event@en → happening@en", False),
        ("What happens.", "What has happened.", "definition: What happens.@en → What has happened.@en", False),
        ("subClassOf ct:Thing", "subClassOf ct:Other", "hierarchy: ct:Thing → ct:Other", True),
        ("; rdfs:subClassOf ct:Thing", "", "hierarchy: - ct:Thing", True),
        ("rdfs:subClassOf ct:Thing", "rdfs:subClassOf ct:Thing, ct:Other", "hierarchy: + ct:Other", False),
        ("owl:Class ;", "owl:Class ; owl:deprecated true ;", "deprecation: + true", False),
        ("owl:Class ;", "owl:Class ; owl:disjointWith ct:Place ;", "disjoint: + ct:Place", True),
        ("a owl:Class ;", "a owl:ObjectProperty ;", "kind: owl:Class → owl:ObjectProperty", True),
        ("rdfs:domain ct:Event ;", "", "domain: - ct:Event", True),
        ("rdfs:range ct:Place", "rdfs:range ct:City", "range: ct:Place → ct:City", True),
        (
            PROPERTY,
            PROPERTY + " [] a owl:AllDisjointClasses ; owl:members ( ct:Event ct:Place ) .",
            "+ [ owl:members ( ct:Event ct:Place ) ; rdf:type owl:AllDisjointClasses ]",
            True,
        ),
        ("sh:minCount 1", "sh:minCount 2", "sh:minCount: 1 → 2  (stricter)", True),
        ("sh:minCount 1", "sh:minCount 0", "sh:minCount: 1 → 0  (looser)", False),
        ("sh:minCount 1 ;", "", "sh:minCount: - 1  (looser)", False),
        ("sh:maxCount 3", "sh:maxCount 1", "sh:maxCount: 3 → 1  (stricter)", True),
        ("sh:maxCount 3", "sh:maxCount 4", "sh:maxCount: 3 → 4  (looser)", False),
        ("( ct:A ct:B )", "( ct:A ct:B ct:C )", "sh:in: + ct:C  (looser)", False),
        ("( ct:A ct:B )", "( ct:B ct:A )", "no difference", False),
        ("( ct:A ct:B )", "( ct:A )", "sh:in: - ct:B  (stricter)", True),
        ("( ct:A ct:B )", "( ct:A ct:C )", "sh:in: ct:B → ct:C  (otherwise)", True),
        ("sh:in ( ct:A ct:B ) ;", "", "sh:in: - ct:A, - ct:B  (looser)", False),
        ("sh:maxCount 3", "sh:maxCount 3 ; sh:datatype xsd:date", "sh:datatype: + xsd:date  (stricter)", True),
        ("sh:Violation", "sh:Warning", "sh:severity: sh:Violation → sh:Warning  (looser)", False),
        ('"where?"', '"Say where."', "sh:message: where? → Say where.", False),
        ("sh:maxCount 3 ;", "sh:maxCount 3 ; sh:deactivated true ;", "sh:deactivated: + true  (looser)", False),
        (
            SHAPE,
            SHAPE + " shape:b a sh:PropertyShape ; sh:path ct:b ; sh:minCount 1 .",
            "+ shape:b (ct:b)  (stricter)",
            True,
        ),
        (
            SHAPE,
            SHAPE + " shape:b a sh:PropertyShape ; sh:path ct:b ; sh:minCount 1 ; sh:severity sh:Warning .",
            "+ shape:b (ct:b)  (stricter)",
            False,
        ),
        (SHAPE, "", "- shape:event-heldAt (ct:heldAt)  (looser)", False),
    ],
)
def test_one_difference(tmp_path: Path, old: str, new: str, said: str, breaking: bool) -> None:
    whole = "\n".join((TERM, PROPERTY, SHAPE))
    before = whole if old in whole else whole.replace(TERM, old)
    assert old in before, "a case that changes nothing"
    found = difference(tmp_path, before, before.replace(old, new))
    lines = list(ontologies.text(found, "a", "b"))
    assert any(line.strip().removesuffix("  BREAKING") == said for line in lines), "\n".join(lines)
    assert [each.breaking for each in found] == [breaking] * len(found) and len(found) <= 1


def test_a_shape_of_a_node_that_gets_a_further_property_is_told_once(tmp_path: Path) -> None:
    old = SHAPE + " shape:event a sh:NodeShape ; sh:targetClass ct:Event ; sh:property shape:event-heldAt ."
    new = old.replace("shape:event-heldAt .", "shape:event-heldAt, shape:b .")
    new += " shape:b a sh:PropertyShape ; sh:path ct:b ; sh:minCount 1 ."
    (found,) = difference(tmp_path, old, new)
    assert (found.kind, found.name, found.direction) == ("added", "shape:b (ct:b)", "stricter")


def test_the_ontology_itself_and_a_change_of_its_rules(repository: Path, tmp_path: Path) -> None:
    ours = repository / "ontology"
    assert ontologies.compare(ours, ours) == []
    shutil.copytree(ours, tmp_path / "next")
    rule = tmp_path / "next" / "rules" / "exact-start.rq"
    rule.write_text(rule.read_text(encoding="utf-8") + "# a comment\n", encoding="utf-8")
    assert ontologies.compare(ours, tmp_path / "next") == []
    rule.write_text(rule.read_text(encoding="utf-8").replace("latestStart", "earliestEnd"), encoding="utf-8")
    (tmp_path / "next" / "rules" / "exact-end.rq").unlink()
    found = ontologies.compare(ours, tmp_path / "next")
    assert [(each.kind, each.name, each.breaking) for each in found] == [
        ("removed", "exact-end.rq", True),
        ("changed", "exact-start.rq", True),
    ]


def test_the_command_fails_on_what_breaks(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    difference(tmp_path, TERM + PROPERTY, TERM)
    monkeypatch.chdir(tmp_path)
    assert run(["diff", "old", "new"]) == 0
    assert "- ct:heldAt  BREAKING" in capfd.readouterr().out
    files = ["old/core.ttl", "new/core.ttl", "--ontology"]
    assert run(["diff", *files, "--fail-on", "breaking", "-f", "json"]) == 1
    assert json.loads(capfd.readouterr().out)["breaking"] == 1
    assert run(["diff", "new", "old", "--fail-on", "breaking"]) == 0
    assert "1 added, 0 removed, 0 changed; breaking: 0" in capfd.readouterr().out


def test_what_is_no_ontology_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.ttl").write_text("this is no Turtle", encoding="utf-8")
    for name, message in (("empty", "no ontology here"), ("bad.ttl", "cannot be read as Turtle")):
        with pytest.raises(UnreadableInput, match=message):
            ontologies.compare(tmp_path / name, tmp_path / name)
