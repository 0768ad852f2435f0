"""Every command: help with examples, exit codes, errors in one line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
COMMANDS = ("build", "facts", "query", "validate", "infer", "export", "show", "explain", "stats", "evaluate")

GOOD = """
@prefix ct: <https://w3id.org/ctkg/ontology#> . @base <https://w3id.org/ctkg/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
<id/document/entry-1> a ct:SourceDocument ; rdfs:label "Note of an analyst" ; dcterms:title "Note of an analyst" .
<id/event/entry-1/1> a ct:Event, ct:Workshop ; rdfs:label "workshop, Astana, 2024-05-02"@en ;
    ct:reportedIn <id/document/entry-1> ; ct:startDate "2024-05-02"^^xsd:date ; ct:endDate "2024-05-03"^^xsd:date ;
    ct:hasParticipation <id/participation/entry-1/1/organizer/osce-atu> .
<id/participation/entry-1/1/organizer/osce-atu> a ct:Participation ; ct:participant <id/organization/osce-atu> ;
    ct:participationRole <concept/role/organizer> .
"""
BAD = GOOD.replace('"2024-05-03"', '"2024-05-01"').replace("a ct:Event, ct:Workshop", "a ct:Event, ct:Person")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(ctkg: Run, command: str) -> None:
    done = ctkg(command, "--help")
    assert done.returncode == 0
    assert "Example" in done.stdout and f"ctkg {command}" in done.stdout


def test_help_lists_every_command(ctkg: Run) -> None:
    done = ctkg("--help")
    assert all(command in done.stdout for command in COMMANDS)


def test_version(ctkg: Run) -> None:
    from ctkg import __version__

    assert ctkg("--version").stdout.strip() == f"ctkg {__version__}"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nonsense",), 2, "nonsense"),
        (("query", "CQ01"), 2, "ctkg build"),
        (("query",), 2, "--list"),
        (("facts", "nowhere.txt"), 3, "nowhere.txt"),
        (("facts", "nowhere.txt", "-f", "cvs"), 2, "cvs"),
        (("build", "--memory"), 2, "-o"),
        (("export", "graph.doc"), 2, ".doc"),
        (("-C", "nowhere", "stats"), 2, "nowhere"),
        (("validate", "nowhere.ttl"), 3, "nowhere.ttl"),
        (("facts", "nowhere.txt", "--min-confidence", "3"), 2, "--min-confidence"),
        (("build", "-o", "nowhere/out.ttl"), 2, "nowhere/out.ttl"),
        (("--config", "nowhere.toml", "stats"), 3, "nowhere.toml"),
        (("evaluate", "nowhere", "nowhere.txt"), 3, "facts/<document>.jsonl"),
        (("evaluate", "nowhere", "nowhere.txt", "-r", "organiser"), 2, "organizer"),
    ],
)
def test_errors(ctkg: Run, tmp_path: Path, words: tuple[str, ...], code: int, said: str) -> None:
    done = ctkg(*words, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_name_is_answered_with_the_nearest(ctkg: Run, demo: Path) -> None:
    term = ctkg("query", "-e", "SELECT * WHERE { ?e a ct:Workshp }", cwd=demo)
    assert term.returncode == 2 and "ct:Workshop" in term.stderr
    prefix = ctkg("query", "-e", "SELECT * WHERE { ?e a ctt:Workshop }", cwd=demo)
    assert prefix.returncode == 2 and "mean ct" in prefix.stderr
    query = ctkg("query", "CQ011", cwd=demo)
    assert query.returncode == 2 and "CQ01" in query.stderr
    node = ctkg("show", "Kazakstan", cwd=demo)
    assert node.returncode == 2 and "Kazakhstan" in node.stderr


@pytest.mark.parametrize("word", ["SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }", "GRAPH ?g { ?s ?p ?o }"])
def test_a_query_reaches_nothing_outside(ctkg: Run, demo: Path, word: str) -> None:
    done = ctkg("query", "-e", f"ASK {{ {word} }}", cwd=demo)
    assert (done.returncode == 2) is word.startswith("SERVICE"), done.stderr


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml", "table"])
def test_query_formats(ctkg: Run, demo: Path, form: str) -> None:
    done = ctkg("query", "-e", "SELECT ?l WHERE { id:state/KZ rdfs:label ?l }", "-f", form, cwd=demo)
    assert done.returncode == 0, done.stderr
    assert "Kazakhstan" in done.stdout


def test_without_inference_the_answer_is_smaller(ctkg: Run, demo: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) WHERE { ?e ct:organizedUnder id:organization/osce }"
    counts = [
        int(ctkg("query", "-e", text, "-f", "csv", *more, cwd=demo).stdout.split()[1])
        for more in ((), ("--no-inference",))
    ]
    assert counts[0] > counts[1] == 0


def test_validate_tells_good_from_bad(ctkg: Run, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "good.ttl").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.ttl").write_text(BAD, encoding="utf-8")
    (tmp_path / "broken.ttl").write_text(GOOD + "<id/x> a ct:Event ;;; [\n", encoding="utf-8")
    good = ctkg("validate", tmp_path / "good.ttl", cwd=demo)
    assert good.returncode == 0, good.stdout + good.stderr
    bad = ctkg("validate", tmp_path / "bad.ttl", "-f", "json", cwd=demo)
    assert bad.returncode == 1
    findings = json.loads(bad.stdout)
    found = findings["findings"] if isinstance(findings, dict) else findings
    assert all(finding["focus"] and finding["message"] for finding in found)
    messages = " ".join(finding["message"] for finding in found).lower()
    assert "end" in messages and "start" in messages and "agent" in messages
    broken = ctkg("validate", tmp_path / "broken.ttl", cwd=demo)
    assert broken.returncode == 3
    assert "broken.ttl:" in broken.stderr


def test_explain_goes_down_to_the_sentence(ctkg: Run, demo: Path) -> None:
    event = "id:event/osce-2014-astana-explosives/1"
    done = ctkg("explain", event, "involvesAgent", "osce-fo-astana", cwd=demo)
    assert done.returncode == 0 and "by ct:involvesAgent owl:propertyChainAxiom" in done.stdout
    assert "stated in graph:document/osce-2014-astana-explosives" in done.stdout
    assert "jointly organized it" in done.stdout and "344-474, 0." in done.stdout
    date = ctkg("explain", event, "ct:startDate", "2014-06-10", cwd=demo)
    assert date.returncode == 0 and "10 June 2014" in date.stdout
    wrong = ctkg("explain", event, "hasOrganizer", "osce-atu", cwd=demo)
    assert wrong.returncode == 2 and "does not hold" in wrong.stderr
    unknown = ctkg("explain", "osce-atu", "partOfOrganization", "nobody at all", cwd=demo)
    assert unknown.returncode == 2 and "id:organization/osce-sec" in unknown.stderr


def test_show_gives_the_sentence(ctkg: Run, demo: Path) -> None:
    done = ctkg("show", "id:event/osce-2014-astana-explosives/1", cwd=demo)
    assert done.returncode == 0, done.stderr
    assert "ct:hasSpeaker" in done.stdout and "Kendebay Adambekov" in done.stdout and "“" in done.stdout


@pytest.mark.parametrize("name", ["osce-atu", "Kazakhstan", "KZ", "id:state/KZ"])
def test_show_takes_the_names_that_its_help_promises(ctkg: Run, demo: Path, name: str) -> None:
    done = ctkg("show", name, cwd=demo)
    assert done.returncode == 0, done.stderr
    assert ("id/state/KZ>" if name != "osce-atu" else "id/organization/osce-atu>") in done.stdout


def test_settings_come_from_a_file(ctkg: Run, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "ctkg.toml").write_text(f'[stats]\nstore = "{demo / "ctkg.store"}"\n', encoding="utf-8")
    done = ctkg("stats", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "documents" in done.stdout


@pytest.mark.parametrize(
    ("settings", "said"),
    [("[stat]\nstore = 'x'\n", "mean stats"), ("[stats]\nstor = 'x'\n", "mean store"), ("store = 'x'\n", "[build]")],
)
def test_a_mistyped_setting_is_refused(ctkg: Run, tmp_path: Path, settings: str, said: str) -> None:
    (tmp_path / "ctkg.toml").write_text(settings, encoding="utf-8")
    done = ctkg("stats", cwd=tmp_path)
    assert done.returncode == 2
    assert "ctkg.toml" in done.stderr and said in done.stderr


def test_an_unknown_node_as_parameter_is_doubted(ctkg: Run, demo: Path) -> None:
    done = ctkg("query", "CQ46", "-p", "state=id:state/ZZ", cwd=demo)
    assert done.returncode == 0
    assert "says nothing of id:state/ZZ" in done.stderr


def test_a_table_names_the_parameters_and_has_no_trailing_blanks(ctkg: Run, demo: Path) -> None:
    lines = ctkg("query", "CQ46", cwd=demo).stdout.splitlines()
    assert lines[1].startswith("state=id:state/KZ, instrument=")
    assert all(line and line == line.rstrip() for line in lines)


def test_a_query_file_needs_no_header(ctkg: Run, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "own.rq").write_text("ASK { id:state/KZ a ct:State }\n", encoding="utf-8")
    assert ctkg("query", tmp_path / "own.rq", cwd=demo).stdout == "true\n"


def test_a_reader_that_goes_away_is_no_error(demo: Path) -> None:
    words = [sys.executable, "-m", "ctkg", "export", "-", "-f", "nq"]
    with subprocess.Popen(words, cwd=demo, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        running.stdout.read(100)
        running.stdout.close()
        errors = running.stderr.read()
    assert (running.returncode, errors) == (0, b"")


def test_export_of_an_unknown_graph(ctkg: Run, demo: Path) -> None:
    done = ctkg("export", "-", "-f", "ttl", "--graph", "graph:ontologie", cwd=demo)
    assert done.returncode == 2 and "graph:ontology" in done.stderr
    assert ctkg("export", "-", "-f", "ttl", "--graph", "nothing", cwd=demo).returncode == 2


def test_export_to_stdout_by_graph(ctkg: Run, demo: Path) -> None:
    done = ctkg("export", "-", "-f", "ttl", "--graph", "graph:document/osce-2014-astana-explosives", cwd=demo)
    assert done.returncode == 0, done.stderr
    assert "ct:RoundTable" in done.stdout


def test_a_sheet_runs_nothing(ctkg: Run, demo: Path) -> None:
    text = 'SELECT ("=1+1" AS ?a) (-3 AS ?b) (id:state/KZ AS ?c) {}'
    sheet = ctkg("query", "-e", text, "-f", "sheet", cwd=demo).stdout
    assert sheet.lstrip("\ufeff").splitlines() == ["a,b,c", "'=1+1,-3,https://w3id.org/ctkg/id/state/KZ"]
    plain = ctkg("query", "-e", text, "-f", "csv", cwd=demo).stdout
    assert plain.splitlines()[1].startswith("=1+1,-3,")
