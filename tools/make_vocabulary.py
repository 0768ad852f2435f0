"""Writes src/ctkg/graph/vocabulary.py from ontology/*.ttl: one constant for every term, spelt as the term.

Call: ``python tools/make_vocabulary.py [--check]``
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pyoxigraph as ox

TOP = Path(__file__).resolve().parent.parent
TARGET = TOP / "src" / "ctkg" / "graph" / "vocabulary.py"
NAMESPACE = "https://w3id.org/ctkg/ontology#"
KINDS = {
    "http://www.w3.org/2002/07/owl#Class": "Classes",
    "http://www.w3.org/2002/07/owl#ObjectProperty": "Object properties",
    "http://www.w3.org/2002/07/owl#DatatypeProperty": "Datatype properties",
    "http://www.w3.org/2002/07/owl#AnnotationProperty": "Annotation properties",
}
HEADER = '''# ruff: noqa: N816 (a constant is spelt as its term, as in other RDF vocabularies)
"""The terms of the ontology as constants, written by tools/make_vocabulary.py: change ontology/*.ttl, not this file."""

from __future__ import annotations

CT = "https://w3id.org/ctkg/ontology#"
'''


def terms(ontology: Path) -> dict[str, list[str]]:
    """Local names of all declared terms by kind, sorted."""
    found: dict[str, set[str]] = {title: set() for title in KINDS.values()}
    for file in sorted(ontology.glob("*.ttl")):
        for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
            title = KINDS.get(getattr(quad.object, "value", ""))
            if title and isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(NAMESPACE):
                found[title].add(quad.subject.value.removeprefix(NAMESPACE))
    return {title: sorted(names) for title, names in found.items()}


def module(ontology: Path) -> str:
    """Text of the generated module."""
    found = terms(ontology)
    parts = [HEADER]
    for title, names in found.items():
        parts.append(f"\n# {title}\n")
        parts.extend(f'{name} = CT + "{name}"\n' for name in names)
    listed = "".join(f"        {name},\n" for name in sorted(name for names in found.values() for name in names))
    parts.append(f"\n#: IRIs of all terms.\nTERMS: frozenset[str] = frozenset(\n    {{\n{listed}    }}\n)\n")
    return "".join(parts)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Writes the vocabulary module from the ontology.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the module is out of date")
    options = parser.parse_args(arguments)
    text = module(TOP / "ontology")
    if options.check:
        return 0 if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
