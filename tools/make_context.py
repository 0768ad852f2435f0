"""Writes ontology/context.jsonld from the ontology and its shapes: short keys for JSON-LD.

A class or property has its local name as key. What stands behind an object property is an IRI, a date is a day unless
it says otherwise, numbers and truth values have their datatypes, and texts of a language stand in a language map.

Call: ``python tools/make_context.py [--check]``
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox

from ctkg.iris import ONTOLOGY, PREFIXES

TOP = Path(__file__).resolve().parent.parent
TARGET = TOP / "ontology" / "context.jsonld"
RDF, RDFS, OWL, SKOS = (PREFIXES[name] for name in ("rdf", "rdfs", "owl", "skos"))
SH, XSD, DCTERMS = PREFIXES["sh"], PREFIXES["xsd"], PREFIXES["dcterms"]
#: Kinds of a date, the first of which a key stands for.
DATES = {XSD + name for name in ("date", "gYearMonth", "gYear", "gMonthDay")}
#: Kinds that a key stands for.
TYPED = {XSD + name for name in ("integer", "decimal", "boolean", "dateTime")}
#: Terms of RDFS and Dublin Core that data use and no module declares.
UNDECLARED = {
    RDFS + "label": "text",
    RDFS + "comment": "text",
    RDFS + "subClassOf": "node",
    RDFS + "subPropertyOf": "node",
    RDFS + "domain": "node",
    RDFS + "range": "node",
    RDFS + "isDefinedBy": "node",
    DCTERMS + "format": "",
}
#: Properties whose values are texts of a language.
TEXTS = {
    *(SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel", "definition", "scopeNote", "note", "example")),
    *(SKOS + name for name in ("editorialNote", "historyNote")),
    *(DCTERMS + name for name in ("title", "description")),
    *(ONTOLOGY + name for name in ("nameText", "officialName", "shortTitle")),
}

#: Annotations whose values are nodes.
NODES = {ONTOLOGY + "claimPredicate", ONTOLOGY + "shortcutProperty"}

Facts = dict[object, dict[str, list[object]]]


def read(*folders: Path) -> Facts:
    """What all modules in some folders say, by subject and predicate."""
    about: Facts = defaultdict(lambda: defaultdict(list))
    for folder in folders:
        for file in sorted(folder.glob("*.ttl")):
            for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
                about[quad.subject][quad.predicate.value].append(quad.object)
    return about


def allowed(shapes: Facts) -> dict[str, set[str]]:
    """Datatypes that the shapes allow, by property."""
    found: dict[str, set[str]] = defaultdict(set)
    for node, parts in shapes.items():
        for path in parts.get(SH + "path", ()):
            if isinstance(path, ox.NamedNode):
                found[path.value] |= kinds(shapes, node)
    return found


def kinds(shapes: Facts, node: object) -> set[str]:
    """Datatypes that one shape allows, in itself or in one of its alternatives."""
    own = {each.value for each in shapes[node].get(SH + "datatype", ())}  # type: ignore[attr-defined]
    for alternatives in shapes[node].get(SH + "or", ()):
        item = alternatives
        while item in shapes and RDF + "first" in shapes[item]:
            own |= kinds(shapes, shapes[item][RDF + "first"][0])
            item = shapes[item][RDF + "rest"][0]
    return own


def meaning(about: Facts, term: ox.NamedNode, types_of: dict[str, set[str]]) -> str:
    """How the values of a property are written: ``node``, ``text``, a datatype, or empty for plain strings."""
    parts = about[term]
    types = {each.value for each in parts[RDF + "type"]}  # type: ignore[attr-defined]
    ranges = {each.value for each in parts[RDFS + "range"]}  # type: ignore[attr-defined]
    if OWL + "ObjectProperty" in types or term.value in NODES:
        return "node"
    shaped = types_of.get(term.value, set())
    if shaped and shaped <= DATES:
        return XSD + "date"
    if term.value in TEXTS:
        return "text"
    return next(iter(ranges & TYPED), "")


def context() -> dict[str, object]:
    """The context: prefixes, then keys in alphabetical order."""
    about = read(TOP / "ontology")
    shaped = allowed(read(TOP / "ontology" / "shapes"))
    found = dict(UNDECLARED)
    for term in list(about):
        if not isinstance(term, ox.NamedNode):
            continue
        types = {each.value for each in about[term][RDF + "type"]}  # type: ignore[attr-defined]
        if OWL + "Class" in types:
            found[term.value] = ""
        elif types & {OWL + name for name in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")}:
            found[term.value] = meaning(about, term, shaped)
    keys: dict[str, object] = {}
    # The ontology's own terms go first: where two share a local name, the other one keeps its prefix.
    for iri in sorted(found, key=lambda iri: (not iri.startswith(ONTOLOGY), iri)):
        prefix, base = max(
            ((p, b) for p, b in PREFIXES.items() if iri.startswith(b)), key=lambda x: len(x[1]), default=("", "")
        )
        if prefix and iri[len(base) :] not in keys:
            keys[iri[len(base) :]] = defined(f"{prefix}:{iri[len(base) :]}", found[iri])
    clash = keys.keys() & PREFIXES.keys()
    if clash:
        raise SystemExit(f"keys that are prefixes as well: {', '.join(sorted(clash))}")
    ordered = {name: keys[name] for name in sorted(keys, key=lambda name: (name.casefold(), name))}
    return {"@version": 1.1, **PREFIXES, **ordered}


def defined(name: str, kind: str) -> object:
    """What a key stands for."""
    if not kind:
        return name
    if kind == "text":
        return {"@id": name, "@container": "@language"}
    return {"@id": name, "@type": "@id" if kind == "node" else kind.replace(XSD, "xsd:")}


def page() -> str:
    """Text of the file, one key a line."""
    lines = [f"    {json.dumps(key)}: {json.dumps(value)}" for key, value in context().items()]
    return '{\n  "@context": {\n' + ",\n".join(lines) + "\n  }\n}\n"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Writes the JSON-LD context of the ontology.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the file is out of date")
    options = parser.parse_args(arguments)
    text = page()
    if options.check:
        return 0 if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
