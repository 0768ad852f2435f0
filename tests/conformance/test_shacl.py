"""The SHACL test suite of the W3C, on both engines through our interface.

Data and expectations stay outside the repository (see tests/conftest.py); compared are focus node, component and
severity of every result.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import parse

from ctkg.graph.validate import ENGINES
from ctkg.graph.validate.results import BLANK

#: Every test that an engine fails, with the reason; compared with what happens, in both directions.
FAILURES = Path(__file__).with_name("shacl-failures.tsv")
Outcome = tuple[str, str, str]


def entries(folder: Path) -> list[Path]:
    files = sorted((folder / "suites" / "w3c-shacl").rglob("*.ttl"))
    return [file for file in files if "sht:Validate" in file.read_text("utf-8")]


@pytest.mark.slow
@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_w3c_suite(engine: str, shared: Path) -> None:
    failures = {}
    files = entries(shared)
    assert len(files) > 100
    for file in files:
        name = "/".join(file.relative_to(shared / "suites" / "w3c-shacl").with_suffix("").parts)
        problem = judged(engine, file)
        if problem:
            failures[name] = problem
    with FAILURES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert all(row["engine"] in ENGINES and row["reason"] for row in rows)
    known = {row["test"] for row in rows if row["engine"] == engine}
    assert failures.keys() == known, {name: why for name, why in failures.items() if name not in known}


def judged(engine: str, file: Path) -> str:
    """Empty where the engine gives what the suite expects, else the difference."""
    import rdflib
    from rdflib import SH, Namespace

    sht = Namespace("http://www.w3.org/ns/shacl-test#")
    mf = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
    manifest = rdflib.Graph().parse(file, format="turtle", publicID=file.as_uri())
    for test in sorted(manifest.subjects(rdflib.RDF.type, sht.Validate)):
        action, expected = manifest.value(test, mf.action), manifest.value(test, mf.result)
        data, shapes = (local(manifest.value(action, each)) for each in (sht.dataGraph, sht.shapesGraph))
        if expected == sht.Failure:
            continue
        wanted = Counter(
            (
                text(manifest.value(result, SH.focusNode)),
                str(manifest.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH)),
                str(manifest.value(result, SH.resultSeverity)).removeprefix(str(SH)),
            )
            for result in manifest.objects(expected, SH.result)
        )
        triples = [quad.triple for quad in parse(path=str(data), base_iri=data.as_uri())]
        try:
            found = Counter((r.focus, r.component, r.severity) for r in ENGINES[engine](triples, (shapes,), None))
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        if found != wanted:
            return f"missing {dict(wanted - found)}, too many {dict(found - wanted)}"
    return ""


def local(iri: Any) -> Path:
    return Path(str(iri).removeprefix("file://"))


def text(term: Any) -> str:
    import rdflib

    return BLANK if isinstance(term, rdflib.BNode) else str(term)
