"""The quads of one reference table, and how its cells become terms."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from ctkg.errors import ResourceError
from ctkg.graph import vocabulary as v
from ctkg.iris import PREFIXES, concept, graph

if TYPE_CHECKING:
    from ctkg.tables import Row

_XSD = PREFIXES["xsd"]
_SKOS = PREFIXES["skos"]
TYPE = PREFIXES["rdf"] + "type"
LABEL = PREFIXES["rdfs"] + "label"
SEE_ALSO = PREFIXES["rdfs"] + "seeAlso"
ALT_LABEL = _SKOS + "altLabel"
NOTE = _SKOS + "note"
EDITORIAL_NOTE = _SKOS + "editorialNote"
DESCRIPTION = PREFIXES["dcterms"] + "description"

INTEGER = NamedNode(_XSD + "integer")
DECIMAL = NamedNode(_XSD + "decimal")
BOOLEAN = NamedNode(_XSD + "boolean")
_DATES = {10: NamedNode(_XSD + "date"), 7: NamedNode(_XSD + "gYearMonth"), 4: NamedNode(_XSD + "gYear")}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

#: One object for one IRI: the same few predicates, classes and targets stand in many thousand quads.
node = cache(NamedNode)


class Sheet:
    """Collects the quads of one table, in the order of its rows.

    Attributes:
        iri: the graph, ``graph/reference/<table>``.
        quads: what was said so far; nothing is said twice.
    """

    def __init__(self, table: str) -> None:
        self.iri = graph("reference", table)
        self._table = table
        self._graph = NamedNode(self.iri)
        self._quads: dict[Quad, None] = {}

    @property
    def quads(self) -> list[Quad]:
        """The quads, each once, in the order in which they were said."""
        return list(self._quads)

    def kind(self, subject: str, *classes: str) -> None:
        """``subject`` is an instance of each of ``classes`` (full IRIs)."""
        for name in classes:
            self.link(subject, TYPE, name)

    def link(self, subject: str, predicate: str, target: str) -> None:
        """A triple whose object is a node; all three are full IRIs."""
        self._quads[Quad(node(subject), node(predicate), node(target), self._graph)] = None

    def text(self, subject: str, predicate: str, words: str, language: str = "") -> None:
        """A triple whose object is a string, in ``language`` where it is given; empty words say nothing."""
        if words:
            literal = Literal(words, language=language) if language else Literal(words)
            self._quads[Quad(node(subject), node(predicate), literal, self._graph)] = None

    def value(self, subject: str, predicate: str, lexical: str, datatype: NamedNode) -> None:
        """A triple whose object is a number or truth value; an empty cell says nothing."""
        if lexical:
            literal = Literal(lexical, datatype=datatype)
            self._quads[Quad(node(subject), node(predicate), literal, self._graph)] = None

    def date(self, subject: str, predicate: str, cell: str) -> None:
        """A triple whose object is a day, month or year, as precise as ``cell``; an empty cell says nothing.

        Raises:
            ResourceError: the cell is none of ``2017-02-13``, ``2017-02`` and ``2017``.
        """
        if not cell:
            return
        if not _DATE.fullmatch(cell):
            raise ResourceError(f"{cell!r} is no date; write 2017-02-13, 2017-02 or 2017", path=f"{self._table}.csv")
        self.value(subject, predicate, cell, _DATES[len(cell)])

    def period(self, subject: str, start: str, end: str) -> None:
        """From when and until when something held, both included, where known."""
        self.date(subject, v.validFrom, start)
        self.date(subject, v.validUntil, end)

    def origin(self, subject: str, row: Row) -> None:
        """Where ``row`` comes from, how sure it is, and the note on it."""
        self.text(subject, v.dataSource, row["source"])
        self.link(subject, v.dataConfidence, concept("data-confidence", row["confidence"]))
        self.text(subject, NOTE, row.get("note", ""), "en")
