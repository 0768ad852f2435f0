"""Checks that no shape makes: what they refuse, and, as much, what they leave alone."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

import ctkg
from ctkg.graph.store.union import is_asserted
from ctkg.graph.validate import entry_bounds, entry_text, entry_values, report
from ctkg.graph.validate.entry_finding import CHECKS
from ctkg.graph.validate.lost_keys import lost_keys
from ctkg.graph.validate.rules import rule_id, rules
from ctkg.model import Finding, Report

LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
NODE = NamedNode("https://w3id.org/ctkg/id/event/note-7/1")


def checks(text: str, language: str | None = None) -> list[str]:
    return [f.check for f in entry_text.texts([Quad(NODE, LABEL, Literal(text, language=language))])]


@pytest.mark.parametrize(
    ("text", "language", "check"),
    [
        ("a < b > c, and x<y", None, ""),
        ("<not given>", None, ""),
        ("AT&T; R&D", None, ""),
        ("AT&amp;T", None, "markup in a text"),
        ("see <A HREF='x'>this</A>", None, "markup in a text"),
        ("one<br/>two", None, "markup in a text"),
        ("<!-- hidden -->", None, "markup in a text"),
        ("<svg onload=alert(1)>", None, "markup in a text"),
        ("two\nlines\tand a tab", None, ""),
        ("\u202eabc", None, "character out of place"),
        ("soft\u00adhyphen", None, "character out of place"),
        ("می\u200cخواهم", "fa", ""),  # a joiner that Persian needs
        ("\ue000", None, "character out of place"),
        (" label", None, "space at an end"),
        ("\u00a0", None, "empty text"),
        ("x" * 500, None, ""),
        ("x" * 501, None, "text too long"),
        ("Москва", "ru", ""),
        ("Москва", "en", "language"),
        ("Moscow (Москва)", "en", ""),
        ("совещание в Hilton", "en", "letters of another language"),
        ("Boko Haram", "ru", ""),
        ("OSCE", "ar", ""),
        ("Москва", "en-Cyrl", ""),
        ("Астана", "kk", ""),  # Kazakh is written in two scripts
        ("Αθήνα", "el-GR", ""),
        ("Αθήνα", "gr", "language"),
        ("東京", "ja", ""),
        ("東京都", "fr", "language"),
        ("2019", "ru", ""),
        ("x", "tzm", ""),
    ],
)
def test_texts(text: str, language: str | None, check: str) -> None:
    assert checks(text, language) == ([check] if check else [])


def test_what_ctkg_writes_itself_is_never_doubted(demo: Path) -> None:
    with ctkg.open(demo / "ctkg.store", read_only=True) as kg:
        graphs = [
            name for name in kg.store.graphs() if is_asserted(name) and not name.endswith(("/ontology", "/cities"))
        ]
        quads = [quad for name in graphs for quad in kg.store.quads(name)]
        found = [
            *entry_text.texts(quads),
            *entry_text.terms_are_nfc(quads),
            *entry_values.values(quads, kg.store),
            *entry_bounds.objects(quads),
        ]
    assert len(quads) > 10_000 and found == []


@pytest.mark.parametrize(
    ("datatype", "good", "bad"),
    [
        ("date", "2024-02-29", "2023-02-29"),
        ("dateTime", "2024-02-29T23:59:59Z", "2024-02-29T25:00:00Z"),
        ("gYearMonth", "2024-12", "2024-13"),
        ("gMonthDay", "--02-29", "--02-30"),
        ("gYear", "2024", "24"),
        ("integer", "-7", "7.0"),
        ("decimal", "7.5", "7,5"),
        ("boolean", "false", "no"),
        ("anyURI", "https://example.org/", "two words"),
    ],
)
def test_forms_of_values(datatype: str, good: str, bad: str) -> None:
    forms = entry_values._forms()
    form = forms["http://www.w3.org/2001/XMLSchema#" + datatype]
    assert form(good) and not form(bad)


def test_keys_that_json_ld_would_lose() -> None:
    context = {"name": "http://a.b/name", "id": "@id", "@base": "http://a.b/"}
    assert lost_keys(json.dumps({"@context": context, "id": "x", "name": {"@value": "y"}})) == []
    by_language = context | {"label": {"@id": "http://a.b/label", "@container": ["@language", "@set"]}}
    assert lost_keys(json.dumps({"@context": by_language, "id": "x", "label": {"en": ["one"], "fr": "un"}})) == []
    assert lost_keys(json.dumps({"@context": [{"@vocab": "http://a.b/"}, context], "anything": 1})) == []
    (found,) = lost_keys(json.dumps({"@context": context, "id": "x", "@graph": [{"naam": "y"}]}, indent=1))
    assert (found.value, found.line, found.column, found.focus) == ("naam", 10, 4, "x")
    assert lost_keys('{"@context": "https://example.org/", "naam": 1}') == [], "a remote context is refused as a whole"
    assert lost_keys("{") == []


def test_every_check_has_a_rule_with_an_id_and_help() -> None:
    findings = [
        Finding(check=name, severity=check.severity, focus="urn:x", message="m") for name, check in CHECKS.items()
    ]
    findings += [
        Finding(check="https://w3id.org/ctkg/shape/event-label", severity="warning", focus="urn:x", message="m"),
        Finding(check="ct:Agent owl:AllDisjointClasses ct:Place", severity="violation", focus="urn:x", message="m"),
        Finding(check="urn:own", severity="info", focus="urn:x", message="own words"),
    ]
    found = rules(findings)
    assert len({rule.id for rule in found}) == len(findings) and all(rule.help for rule in found)
    assert not any(" " in rule.id for rule in found)
    by_id = {rule.id: rule for rule in found}
    assert by_id["shape/event-label"].help.startswith("Give the event a short label")
    assert by_id["urn:own"].help == "own words"
    assert rule_id(findings[0]) in by_id


def test_reports_show_no_character_that_a_terminal_would_obey() -> None:
    bad = Finding(
        check="urn:x",
        severity="warning",
        focus="urn:n",
        message="m\x1b[2J\u202e",
        value="\x07v",
        file="a,b:c%.ttl",
        line=3,
    )
    text = report.render(Report(findings=(bad,)), "human", files=["a,b:c%.ttl"])
    assert text.startswith("a,b:c%.ttl:3: warning: m\\u001b[2J\\u202e\n") and "\\u0007v" in text
    data = report.render(Report(findings=(bad,)), "json")
    assert "\u202e" not in data and json.loads(data)["findings"][0]["message"] == bad.message
    (case,) = ET.fromstring(report.render(Report(findings=(bad,)), "junit", fail_on="warning")).iter("testcase")
    assert case.get("line") == "3" and case[0].tag == "failure" and case[0].get("message") == "m�[2J\u202e"
    line = report.render(Report(findings=(bad,)), "github")
    assert line.startswith("::warning file=a%2Cb%3Ac%25.ttl,line=3,title=urn%3Ax::m")


def test_findings_of_a_store_have_no_file() -> None:
    found = Report(findings=(Finding(check="urn:x", severity="info", focus="urn:n", message="m", document="d"),))
    (result,) = json.loads(report.render(found, "sarif"))["runs"][0]["results"]
    assert result["level"] == "note" and result["locations"] == [
        {"logicalLocations": [{"fullyQualifiedName": "urn:n"}]}
    ]
    suites = ET.fromstring(report.render(found, "junit"))
    assert [suite.get("name") for suite in suites] == ["store"] and suites.get("failures") == "0"
    assert len(ET.fromstring(report.render(Report(), "junit")).findall("testsuite/testcase")) == 1


def test_an_iri_that_is_a_blank_node_is_not_judged_as_one() -> None:
    assert list(entry_bounds.objects([Quad(NODE, LABEL, BlankNode("x"))])) == []
