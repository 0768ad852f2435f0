"""Writes ontology/TERMS.md from ontology/*.ttl: every class and property in one table a module.

Call: ``python tools/make_terms_page.py [--check]``
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox

TOP = Path(__file__).resolve().parent.parent
TARGET = TOP / "ontology" / "TERMS.md"
PREFIXES = {
    "https://w3id.org/ctkg/ontology#": "",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
    "http://www.w3.org/2001/XMLSchema#": "xsd:",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
}
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
DEFINITION = "http://www.w3.org/2004/02/skos/core#definition"
MODULES = ("core", "actor", "event", "instrument", "threat", "evidence", "resolution", "review")
HEAD = """# Terms of the ontology

Written by `tools/make_terms_page.py` from the modules; change those, not this page. All terms are in the namespace
`https://w3id.org/ctkg/ontology#` (prefix `ct:`). In the column *follows from*, `a o b` is a chain: who is joined by `a`
and then `b` is joined by the property itself.
"""

Facts = dict[object, dict[str, list[object]]]


def short(iri: str) -> str:
    """``iri`` with the prefix that this page uses for it."""
    for base, prefix in PREFIXES.items():
        if iri.startswith(base):
            return prefix + iri.removeprefix(base)
    return iri


def read(file: Path) -> Facts:
    """What one module says, by subject and predicate."""
    about: Facts = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
        about[quad.subject][quad.predicate.value].append(quad.object)
    return about


def names(about: Facts, term: object, predicate: str) -> str:
    """Names of all values of one predicate, sorted."""
    return ", ".join(sorted(short(value.value) for value in about[term][predicate]))  # type: ignore[attr-defined]


def members(about: Facts, node: object) -> list[str]:
    """Names in an RDF list."""
    found = []
    while isinstance(node, ox.BlankNode):
        found.append(short(about[node][RDF + "first"][0].value))  # type: ignore[attr-defined]
        node = about[node][RDF + "rest"][0]
    return found


def follows_from(about: Facts, term: object) -> str:
    """What makes the property hold besides being stated: chains, an inverse, its own characteristics."""
    parts = [" o ".join(members(about, body)) for body in about[term][OWL + "propertyChainAxiom"]]
    parts += [f"inverse of {short(o.value)}" for o in about[term][OWL + "inverseOf"]]  # type: ignore[attr-defined]
    kinds = {short(o.value).removeprefix(OWL) for o in about[term][RDF + "type"]}  # type: ignore[attr-defined]
    parts += [word for word in ("transitive", "symmetric") if f"{word.title()}Property" in kinds]
    return "; ".join(sorted(parts))


def tables(module: str) -> str:
    """The section of one module."""
    about = read(TOP / "ontology" / f"{module}.ttl")
    kinds: dict[str, list[object]] = defaultdict(list)
    for term in list(about):
        if isinstance(term, ox.NamedNode) and DEFINITION in about[term]:
            kind = "class" if ox.NamedNode(OWL + "Class") in about[term][RDF + "type"] else "property"
            kinds[kind].append(term)
    lines = [f"\n## {module}\n", "| class | under | meaning |", "|---|---|---|"]
    for term in sorted(kinds["class"], key=str):
        text = about[term][DEFINITION][0].value  # type: ignore[attr-defined]
        lines.append(f"| {_name(term)} | {names(about, term, RDFS + 'subClassOf')} | {text} |")
    lines += ["", "| property | from | to | under | follows from | meaning |", "|---|---|---|---|---|---|"]
    for term in sorted(kinds["property"], key=str):
        cells = [names(about, term, RDFS + name) for name in ("domain", "range", "subPropertyOf")]
        text = about[term][DEFINITION][0].value  # type: ignore[attr-defined]
        lines.append(f"| {' | '.join([_name(term), *cells, follows_from(about, term), text])} |")
    return "\n".join(lines) + "\n"


def _name(term: object) -> str:
    return f"`{short(term.value)}`"  # type: ignore[attr-defined]


def page() -> str:
    """Text of the whole page."""
    return HEAD + "".join(tables(module) for module in MODULES)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Writes the page of all terms from the ontology.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the page is out of date")
    options = parser.parse_args(arguments)
    text = page()
    if options.check:
        return 0 if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
