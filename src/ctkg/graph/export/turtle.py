"""Turtle and TriG to be read by people: prefixes in use, one block a subject, ``a`` first, everything sorted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ctkg.iris import BASE, PREFIXES

_TYPE = PREFIXES["rdf"] + "type"
_XSD = PREFIXES["xsd"]
#: Local names that need no escapes (Turtle, PN_LOCAL, its plainest part).
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_\-.]*[A-Za-z0-9_\-])?|")
#: Paths that stay the same as references relative to the base: no empty, ``.`` or ``..`` segment, no odd sign. Most
#: names of instances have slashes, which a prefixed name could hold only with backslashes.
_RELATIVE = re.compile(r"(?:id|concept|graph)(?:/(?!\.{1,2}(?:/|$))[\w\-.]+)+")
_BASES = sorted(PREFIXES.items(), key=lambda pair: -len(pair[1]))
#: Lexical forms that Turtle reads back as the same literal without quotes.
_SHORT = {
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    _XSD + "boolean": re.compile(r"true|false"),
}


_WIDTH = 100


def _below(objects: list[str], indent: str) -> str:
    return ",\n".join(f"{indent}        {text}" for text in objects)


class Turtle:
    """Writes terms and remembers which prefixes they used."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._used: set[str] = set()
        self._based = False

    def header(self) -> str:
        """Declarations of base and prefixes used so far."""
        lines = [f"@base <{BASE}> .\n"] if self._based else []
        lines += [f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(self._used)]
        return "".join(lines) + ("\n" if lines else "")

    def blocks(self, triples: Iterable[Triple], indent: str = "") -> Iterator[str]:
        """One block of text for each subject; duplicates are dropped."""
        ordered = sorted({(self._key(t.subject), t.predicate.value, self._key(t.object)): t for t in triples}.items())
        for _, about in groupby(ordered, key=lambda item: item[0][0]):
            yield self._block([triple for _, triple in about], indent)

    def term(self, term: object) -> str:
        """A term as Turtle."""
        if isinstance(term, NamedNode):
            return self.iri(term.value)
        if isinstance(term, Literal) and not term.language:
            kind = term.datatype.value
            if kind != _XSD + "string":
                short = _SHORT.get(kind)
                return term.value if short and short.fullmatch(term.value) else self._typed(term, kind)
        return str(term)

    def iri(self, iri: str) -> str:
        """An IRI as prefixed name or relative to the base where that needs no escapes, else in full."""
        known = self._names.get(iri)
        if known is None:
            known = self._names[iri] = self._shorten(iri)
        return known

    def _typed(self, term: Literal, kind: str) -> str:
        return f"{Literal(term.value)}^^{self.iri(kind)}"

    def _shorten(self, iri: str) -> str:
        for prefix, base in _BASES:
            local = iri[len(base) :]
            if iri.startswith(base) and _LOCAL.fullmatch(local):
                self._used.add(prefix)
                return f"{prefix}:{local}"
        if iri.startswith(BASE) and _RELATIVE.fullmatch(iri, len(BASE)):
            self._based = True
            return f"<{iri[len(BASE) :]}>"
        return str(NamedNode(iri))

    def _block(self, triples: list[Triple], indent: str) -> str:
        lines = []
        by_predicate = groupby(triples, key=lambda triple: triple.predicate.value)
        for predicate, group in sorted(
            ((name, list(group)) for name, group in by_predicate), key=lambda p: (p[0] != _TYPE, p[0])
        ):
            verb = "a" if predicate == _TYPE else self.iri(predicate)
            objects = [self.term(triple.object) for triple in group]
            line = f"{verb} {', '.join(objects)}"
            # Objects that do not fit on a line have one each, so that a difference between two exports is one line.
            lines.append(line if len(objects) == 1 or len(line) <= _WIDTH else f"{verb}\n" + _below(objects, indent))
        return indent + self.term(triples[0].subject) + " " + f" ;\n{indent}    ".join(lines) + " .\n"

    @staticmethod
    def _key(term: object) -> tuple[int, str, str]:
        if isinstance(term, NamedNode):
            return 0, term.value, ""
        if isinstance(term, BlankNode):
            return 1, term.value, ""
        assert isinstance(term, Literal), f"not RDF 1.1: {term}"
        return 2, term.value, str(term)
