"""The published JSON-LD context is that of the ontology."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def test_the_context_is_up_to_date() -> None:
    command = [sys.executable, str(REPOSITORY / "tools" / "make_context.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0, "run: python tools/make_context.py"


def test_keys_say_what_their_values_are() -> None:
    context = json.loads((REPOSITORY / "ontology" / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert context["Workshop"] == "ct:Workshop"
    assert context["hasOrganizer"] == {"@id": "ct:hasOrganizer", "@type": "@id"}
    assert context["startDate"] == {"@id": "ct:startDate", "@type": "xsd:date"}
    assert context["confidence"] == {"@id": "ct:confidence", "@type": "xsd:decimal"}
    assert context["label"] == {"@id": "rdfs:label", "@container": "@language"}
    assert context["title"] == {"@id": "dcterms:title", "@container": "@language"}
    assert context["dateText"] == "ct:dateText"
