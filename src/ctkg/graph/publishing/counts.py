"""How much a store holds, as VoID tells it: counted by the engine, some tenths of a second for a million triples."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from ctkg.iris import BASE, term

#: Rows of a query.
Rows = Iterable[Any]
_ALL = "SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects) { ?s ?p ?o }"
_CLASSES = "SELECT ?class (COUNT(*) AS ?n) { ?s a ?class FILTER(isIRI(?class)) } GROUP BY ?class"
_PROPERTIES = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p"
#: Classes of which one thing is shown.
_SHOWN = ("Event", "Organization", "Instrument", "Person", "SourceDocument", "ThreatConcept")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Numbers of the default graph: what is stated, and what follows from it.

    Attributes:
        triples: all of them.
        subjects: different ones.
        objects: different ones.
        classes: things by class, most first.
        properties: triples by property, most first.
        examples: IRIs of some things, each of another class.
    """

    triples: int = 0
    subjects: int = 0
    objects: int = 0
    classes: dict[str, int] = field(default_factory=dict)
    properties: dict[str, int] = field(default_factory=dict)
    examples: tuple[str, ...] = ()


def counts(ask: Callable[[str], Rows]) -> Counts:
    """The numbers; ``ask`` answers a SELECT."""
    (total,) = ask(_ALL)
    triples, subjects, objects = (int(cell.value) for cell in total)
    return Counts(
        triples=triples,
        subjects=subjects,
        objects=objects,
        classes=_most_first(ask(_CLASSES)),
        properties=_most_first(ask(_PROPERTIES)),
        examples=tuple(row[0].value for name in _SHOWN for row in ask(_one(name))),
    )


def _one(name: str) -> str:
    return f'SELECT ?s {{ ?s a <{term(name)}> FILTER(STRSTARTS(STR(?s), "{BASE}")) }} LIMIT 1'


def _most_first(rows: Rows) -> dict[str, int]:
    found = [(row[0].value, int(row[1].value)) for row in rows]
    return dict(sorted(found, key=lambda pair: (-pair[1], pair[0])))
