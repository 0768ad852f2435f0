"""The vocabulary module is what the tool writes from the ontology."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

from ctkg.graph import vocabulary

REPOSITORY = Path(__file__).resolve().parents[2]
_SPEC = importlib.util.spec_from_file_location("make_vocabulary", REPOSITORY / "tools" / "make_vocabulary.py")
assert _SPEC and _SPEC.loader
make_vocabulary = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(make_vocabulary)


def test_the_module_is_up_to_date() -> None:
    assert make_vocabulary.module(REPOSITORY / "ontology") == make_vocabulary.TARGET.read_text("utf-8")
    assert make_vocabulary.main(["--check"]) == 0


def test_a_new_term_becomes_a_constant(tmp_path: Path) -> None:
    (tmp_path / "new.ttl").write_text(
        "<https://w3id.org/ctkg/ontology#NewTerm> a <http://www.w3.org/2002/07/owl#Class> .", "utf-8"
    )
    assert 'NewTerm = CT + "NewTerm"\n' in make_vocabulary.module(tmp_path)


def test_every_term_has_a_constant_spelt_like_it() -> None:
    assert len(vocabulary.TERMS) > 250
    for iri in vocabulary.TERMS:
        assert getattr(vocabulary, iri.removeprefix(vocabulary.CT)) == iri


def test_the_module_needs_no_rdf_library() -> None:
    code = "import sys, ctkg.graph.vocabulary; sys.exit(bool({'rdflib', 'pyoxigraph'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_page_of_terms_is_up_to_date() -> None:
    command = [sys.executable, str(REPOSITORY / "tools" / "make_terms_page.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0
