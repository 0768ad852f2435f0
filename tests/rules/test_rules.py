"""Every rule file: its header, that it is monotone, and what it concludes from an example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph

RULES = sorted((Path(__file__).resolve().parents[2] / "ontology" / "rules").glob("*.rq"))
PREFIXES = """
@prefix ct: <https://w3id.org/ctkg/ontology#> .
@prefix ex: <https://w3id.org/ctkg/id/example/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
#: Rule -> what is given (the last line is what a rule must leave alone), what follows.
CASES = {
    "exact-end": (
        """ex:e ct:hasTimeSpan ex:t .
        ex:t ct:earliestEnd "2019-11-21"^^xsd:date ; ct:latestEnd "2019-11-21"^^xsd:date .
        ex:f ct:hasTimeSpan ex:u .
        ex:u ct:earliestEnd "2019-11-01"^^xsd:date ; ct:latestEnd "2019-11-30"^^xsd:date .""",
        'ex:e ct:endDate "2019-11-21"^^xsd:date .',
    ),
    "exact-start": (
        """ex:e ct:hasTimeSpan ex:t .
        ex:t ct:earliestStart "2019-11-19"^^xsd:date ; ct:latestStart "2019-11-19"^^xsd:date .
        ex:f ct:hasTimeSpan ex:u .
        ex:u ct:earliestStart "2019-11-01"^^xsd:date ; ct:latestStart "2019-11-30"^^xsd:date .""",
        'ex:e ct:startDate "2019-11-19"^^xsd:date .',
    ),
    "names-in-use": (
        """ex:n ct:nameOf ex:x ; ct:nameText "Exampleville" .
        ex:m ct:nameOf ex:y .""",
        'ex:x skos:altLabel "Exampleville" .',
    ),
    "participation-shortcuts": (
        """ex:e ct:hasParticipation ex:p . ex:p ct:participant ex:a ; ct:participationRole ex:host .
        ex:host ct:shortcutProperty ct:hasHost .
        ex:e ct:hasParticipation ex:q . ex:q ct:participant ex:b ; ct:participationRole ex:unknown .""",
        "ex:e ct:hasHost ex:a .",
    ),
    "treaty-consents": (
        """ex:c a ct:ConsentToBeBound ; ct:treatyActionBy ex:s ; ct:treatyActionOn ex:t .
        ex:d a ct:Signature ; ct:treatyActionBy ex:s ; ct:treatyActionOn ex:u .""",
        "ex:s ct:consentedTo ex:t .",
    ),
    "treaty-signatures": (
        """ex:d a ct:Signature ; ct:treatyActionBy ex:s ; ct:treatyActionOn ex:u .
        ex:c a ct:ConsentToBeBound ; ct:treatyActionBy ex:s ; ct:treatyActionOn ex:t .""",
        "ex:s ct:signedTreaty ex:u .",
    ),
}


def test_every_rule_has_a_case() -> None:
    assert {file.stem for file in RULES} == set(CASES)


@pytest.mark.parametrize("file", RULES, ids=[file.stem for file in RULES])
def test_the_header_says_what_the_rule_is_for(file: Path) -> None:
    header = dict(re.findall(r"^#\+ (\w+): (.+)$", file.read_text("utf-8"), re.MULTILINE))
    assert set(header) == {"title", "description", "source"}


@pytest.mark.parametrize("file", RULES, ids=[file.stem for file in RULES])
def test_a_rule_is_one_plain_pattern(file: Path) -> None:
    # More data must never take a conclusion back, and one pattern is what an incremental engine can join.
    words = set(re.findall(r"[A-Z]{3,}", re.sub(r"^#.*$", "", file.read_text("utf-8"), flags=re.MULTILINE)))
    assert words == {"PREFIX", "CONSTRUCT", "WHERE"}
    assert "[" not in file.read_text("utf-8") and "_:" not in file.read_text("utf-8")


@pytest.mark.parametrize("file", RULES, ids=[file.stem for file in RULES])
def test_a_rule_concludes_what_it_says_and_no_more(file: Path) -> None:
    given, follows = CASES[file.stem]
    data = Graph().parse(data=PREFIXES + given, format="turtle")
    expected = Graph().parse(data=PREFIXES + follows, format="turtle")
    assert set(data.query(file.read_text("utf-8"))) == set(expected)
