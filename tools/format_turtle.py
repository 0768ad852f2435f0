"""Writes Turtle files in one fixed form, so that a change of a term is a change of its own lines only.

Prefixes are sorted and unused ones dropped; subjects stand in order of kind (ontology, schemes, classes, properties,
shapes, the rest), then of IRI; predicates in a fixed order; blank nodes and lists inline. Comment lines at the top of a
file are kept. A comment further down would be lost, so it is refused: say it with skos:editorialNote or rdfs:comment.

Call: ``python tools/format_turtle.py [--check] [FILE ...]``; default: every .ttl under ontology/ and tests/shapes/.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pyoxigraph as ox

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
INDENT = "    "
WIDTH = 120
#: Blank nodes and lists up to this length stand on one line.
INLINE = 100
#: Order of subjects, by the first of these types that they have.
KINDS = [
    "owl:Ontology",
    "skos:ConceptScheme",
    "owl:Class",
    "owl:ObjectProperty",
    "owl:DatatypeProperty",
    "owl:AnnotationProperty",
    "sh:NodeShape",
    "sh:PropertyShape",
]
#: Order of predicates; those not named here follow in order of their names.
PREDICATES = [
    "a",
    "rdfs:subClassOf",
    "owl:equivalentClass",
    "owl:disjointWith",
    "rdfs:subPropertyOf",
    "owl:inverseOf",
    "owl:propertyChainAxiom",
    "rdfs:domain",
    "rdfs:range",
    "skos:inScheme",
    "skos:topConceptOf",
    "skos:broader",
    "rdfs:label",
    "skos:prefLabel",
    "skos:altLabel",
    "skos:notation",
    "skos:definition",
    "dcterms:title",
    "dcterms:description",
    "sh:targetClass",
    "sh:targetSubjectsOf",
    "sh:targetObjectsOf",
    "sh:path",
    "sh:severity",
    "sh:message",
    "sh:nodeKind",
    "sh:datatype",
    "sh:class",
    "sh:minCount",
    "sh:maxCount",
]
_LOCAL = re.compile(r"[A-Za-z_][\w-]*\Z|\d[\w-]*\Z")
_PLAIN = {XSD + "integer": re.compile(r"[+-]?\d+\Z"), XSD + "decimal": re.compile(r"[+-]?\d*\.\d+\Z")}
_LONG = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""', re.DOTALL)


class Formatter:
    """Formats one file; errors are ValueErrors that name the trouble."""

    def __init__(self, text: str) -> None:
        parser = ox.parse(text, format=ox.RdfFormat.TURTLE)
        self.about: dict[object, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
        uses: Counter[object] = Counter()
        for quad in parser:
            self.about[quad.subject][quad.predicate.value].append(quad.object)
            if isinstance(quad.object, ox.BlankNode):
                uses[quad.object] += 1
        if shared := [node for node, count in uses.items() if count > 1]:
            raise ValueError(f"{len(shared)} blank node(s) used more than once; give them an IRI")
        self.nested = set(uses)
        self.prefixes = sorted(parser.prefixes.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        self.used: set[str] = set()

    def iri(self, value: str) -> str:
        """Prefixed name where a prefix of the file fits, else ``<value>``."""
        for prefix, base in self.prefixes:
            if value.startswith(base) and _LOCAL.match(value[len(base) :]):
                self.used.add(prefix)
                return f"{prefix}:{value[len(base) :]}"
        return f"<{value}>"

    def literal(self, node: ox.Literal) -> str:
        """A literal in its shortest safe form; its lexical form never changes."""
        kind, value = node.datatype.value, node.value
        if kind == XSD + "boolean" and value in ("true", "false"):
            return value
        if kind in _PLAIN and _PLAIN[kind].match(value):
            return value
        escaped = value.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "\\r")
        if "\n" in value:
            quoted = (
                '"""' + escaped.replace('"""', '\\"""').removesuffix('"') + ('\\"' if value[-1] == '"' else "") + '"""'
            )
        else:
            quoted = '"' + escaped.replace('"', '\\"') + '"'
        if node.language:
            return f"{quoted}@{node.language}"
        return quoted if kind == XSD + "string" else f"{quoted}^^{self.iri(kind)}"

    def term(self, node: object, depth: int) -> str:
        """Any object, nested ones written inline at ``depth``."""
        if isinstance(node, ox.Literal):
            return self.literal(node)
        if isinstance(node, ox.NamedNode):
            return "()" if node.value == RDF + "nil" else self.iri(node.value)
        about = self.about[node]
        if RDF + "first" in about:
            return self.collection(node, depth)
        body = self.body(node, depth + 1)
        line = "[ " + " ".join(part.strip() for part in body.split("\n")) + " ]"
        if len(line) <= INLINE and '"""' not in line:
            return line if body else "[]"
        return f"[\n{body}\n{INDENT * depth}]"

    def collection(self, node: object, depth: int) -> str:
        """An RDF list; broken over lines where it would be long."""
        items = []
        while isinstance(node, ox.BlankNode):
            items.append(self.term(self.about[node][RDF + "first"][0], depth + 1))
            node = self.about[node][RDF + "rest"][0]
        line = f"( {' '.join(items)} )"
        if len(line) <= INLINE and "\n" not in line:
            return line
        inner = INDENT * (depth + 1)
        return "(\n" + "".join(f"{inner}{item}\n" for item in items) + INDENT * depth + ")"

    def body(self, node: object, depth: int) -> str:
        """Predicates and objects of ``node``, one predicate a line."""
        lines = []
        named = [("a" if p == RDF + "type" else self.iri(p), p) for p in self.about[node]]
        for name, predicate in sorted(named, key=_predicate_order):
            objects = [self.term(o, depth) for o in sorted(self.about[node][predicate], key=self.object_order)]
            line = f"{INDENT * depth}{name} {', '.join(objects)}"
            if len(objects) > 1 and (len(line) > WIDTH or "\n" in line):
                inner = INDENT * (depth + 1)
                deeper = [self.term(o, depth + 1) for o in sorted(self.about[node][predicate], key=self.object_order)]
                line = f"{INDENT * depth}{name}\n" + ",\n".join(inner + item for item in deeper)
            lines.append(line)
        return " ;\n".join(lines)

    def object_order(self, node: object) -> tuple[str, str]:
        """Order of objects: those without language first, then by language, then as written."""
        return (getattr(node, "language", None) or "", self.term(node, 0))

    def subject_order(self, node: object) -> tuple[int, int, str]:
        """Order of subjects: kind, then IRI; blank nodes after all others."""
        types = {self.term(o, 0) for o in self.about[node].get(RDF + "type", [])}
        rank = next((i for i, kind in enumerate(KINDS) if kind in types), len(KINDS))
        blank = isinstance(node, ox.BlankNode)
        return blank, rank, self.body(node, 1) if blank else node.value  # type: ignore[attr-defined]

    def text(self, head: str) -> str:
        """The whole file, under the comment lines ``head``."""
        blocks = []
        for node in sorted((n for n in list(self.about) if n not in self.nested), key=self.subject_order):
            name = "[]" if isinstance(node, ox.BlankNode) else self.iri(node.value)  # type: ignore[attr-defined]
            blocks.append(f"{name} {self.body(node, 1).lstrip()} .\n")
        known = sorted((prefix, base) for prefix, base in self.prefixes if prefix in self.used)
        prefixes = "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in known)
        return head + prefixes + "\n" + "\n".join(blocks)


def _predicate_order(pair: tuple[str, str]) -> tuple[int, str]:
    name = pair[0]
    return (PREDICATES.index(name) if name in PREDICATES else len(PREDICATES)), name


def format_text(text: str) -> str:
    """``text`` in the fixed form.

    Raises:
        ValueError: a comment stands below the head, or a blank node is shared.
        SyntaxError: not Turtle (with line and column).
    """
    head = re.match(r"(?:#[^\n]*\n)*", text)
    assert head is not None
    rest = _LONG.sub('""', text[head.end() :])
    if lost := re.search(r"^\s*#.*$", rest, re.MULTILINE):
        raise ValueError(f"this comment would be lost, say it in a triple: {lost.group().strip()}")
    formatter = Formatter(text)
    return formatter.text(head.group())


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Writes Turtle files in one fixed form.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where a file would change")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args(arguments)
    top = Path(__file__).resolve().parent.parent
    files = options.files or [*top.glob("ontology/**/*.ttl"), *top.glob("tests/shapes/**/*.ttl")]
    changed = 0
    for file in sorted(files):
        old = file.read_text(encoding="utf-8")
        try:
            new = format_text(old)
        except (ValueError, SyntaxError) as error:
            print(f"{file}: {error}", file=sys.stderr)
            return 3
        if new != old:
            changed += 1
            print(file)
            if not options.check:
                file.write_text(new, encoding="utf-8")
    return 1 if options.check and changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
