"""A bag of quads of one named graph, and the literals that instance data uses."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode, Quad

from ctkg.iris import PREFIXES, term

RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
RDFS_LABEL = NamedNode(PREFIXES["rdfs"] + "label")

_XSD = PREFIXES["xsd"]
_DATE_TYPES = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "date"),
    (re.compile(r"\d{4}-\d\d"), "gYearMonth"),
    (re.compile(r"\d{4}"), "gYear"),
    (re.compile(r"--\d\d-\d\d"), "gMonthDay"),
)

Value = str | int | bool | Literal


class GraphBag:
    """Collects the triples of one named graph; said twice is said once."""

    def __init__(self, graph: str) -> None:
        self._graph = NamedNode(graph)
        self._quads: set[Quad] = set()

    def link(self, subject: str, predicate: str, target: str) -> None:
        """Add a triple whose object is a node; ``predicate`` is a term of the ontology or a full IRI."""
        self._quads.add(Quad(NamedNode(subject), _predicate(predicate), NamedNode(target), self._graph))

    def say(self, subject: str, predicate: str, value: Value) -> None:
        """Add a triple whose object is a literal; an empty string says nothing."""
        if value == "":
            return
        literal = value if isinstance(value, Literal) else Literal(value)
        self._quads.add(Quad(NamedNode(subject), _predicate(predicate), literal, self._graph))

    def kind(self, subject: str, *classes: str) -> None:
        """Add types of the ontology."""
        for name in classes:
            self._quads.add(Quad(NamedNode(subject), RDF_TYPE, NamedNode(term(name)), self._graph))

    def label(self, subject: str, text: str, language: str = "en") -> None:
        """Add a readable name; without a language where ``language`` is empty."""
        if text:
            literal = Literal(text, language=language) if language else Literal(text)
            self._quads.add(Quad(NamedNode(subject), RDFS_LABEL, literal, self._graph))

    def sorted(self) -> list[Quad]:
        """All quads in a fixed order."""
        return sorted(self._quads, key=str)


def _predicate(name: str) -> NamedNode:
    return NamedNode(name if ":" in name else term(name))


def date(value: str) -> Literal:
    """An ISO date as precise as stated: xsd:date, gYearMonth, gYear or gMonthDay; other words stay a string."""
    for pattern, datatype in _DATE_TYPES:
        if pattern.fullmatch(value):
            return Literal(value, datatype=NamedNode(_XSD + datatype))
    return Literal(value)


def moment(value: str) -> Literal:
    """A time in UTC (``2026-11-28T07:05:12.340Z``) as xsd:dateTime, in the form in which stores keep it."""
    whole, point, rest = value.removesuffix("Z").partition(".")
    rest = rest.rstrip("0")
    return Literal(whole + (point + rest if rest else "") + "Z", datatype=NamedNode(_XSD + "dateTime"))


def decimal(value: float) -> Literal:
    """A number between 0 and 1 as xsd:decimal with at most four digits, in its canonical form."""
    text = f"{value:.4f}".rstrip("0")
    return Literal(text + "0" if text.endswith(".") else text, datatype=NamedNode(_XSD + "decimal"))
