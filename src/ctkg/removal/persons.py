"""Whom a name means: nodes of persons, and how documents and entries call them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ctkg.decisions.names import Names, normal
from ctkg.errors import UsageError
from ctkg.iris import ID, PREFIXES, compact, graph, term
from ctkg.making.statements import NOTE as SAID
from ctkg.making.statements import loads
from ctkg.model import Entity, Statement

if TYPE_CHECKING:
    from ctkg.graph.store import Store

_TYPE, _PERSON = NamedNode(PREFIXES["rdf"] + "type"), NamedNode(term("Person"))
_LABELS = tuple(NamedNode(PREFIXES[p] + n) for p, n in (("rdfs", "label"), ("skos", "altLabel"), ("skos", "prefLabel")))
_STEM = ID + "person/"


@dataclass(frozen=True, slots=True, order=True)
class Person:
    """A node of a person, with what tells it from others of the name, for people."""

    iri: str
    words: str


def labels_of(store: Store, person: str) -> list[str]:
    """The names of a person who is given by an IRI; else what is given, which is a name.

    Raises:
        UsageError: the store knows no person of that IRI.
    """
    iri = _iri(person)
    if not iri:
        return [person]
    found = sorted(_labels(store, iri))
    if not found:
        raise UsageError(f"the store has no person {compact(iri)}; give the name instead, which is then kept out")
    return found


def persons(store: Store, names: Names) -> list[Person]:
    """Nodes of persons that are called by one of ``names``, sorted."""
    nodes = {quad.subject.value for quad in store.match(None, _TYPE, _PERSON) if isinstance(quad.subject, NamedNode)}
    return [
        Person(compact(node), _words(store, node))
        for node in sorted(nodes)
        if any(names.has(label) for label in _labels(store, node))
    ]


def called(store: Store, names: Names) -> Iterator[str]:
    """Names in full by which the store calls whom it calls by one of ``names``.

    A surname alone, and one with an initial, are names of others as well: they are found by the document that has the
    name in full.
    """
    for note in _said(store):
        for thing in _persons(note):
            written = (thing.label, *thing.names)
            if any(map(names.has, written)):
                yield from filter(_is_full, written)
    nodes = {quad.subject.value for quad in store.match(None, _TYPE, _PERSON) if isinstance(quad.subject, NamedNode)}
    for node in nodes:
        labels = _labels(store, node)
        if any(map(names.has, labels)):
            yield from filter(_is_full, labels)


def _is_full(name: str) -> bool:
    parts = normal(name)
    return len(parts) > 1 and all(len(part) > 1 for part in parts)


def _said(store: Store) -> Iterator[tuple[Statement, ...]]:
    from ctkg.graph import documents

    for document in documents(store):
        if (note := store.note(SAID, document)) is not None:
            yield loads(note)[1]


def _persons(statements: tuple[Statement, ...]) -> Iterator[Entity]:
    for statement in statements:
        for thing in (statement.subject, statement.object, statement.representing):
            if isinstance(thing, Entity) and thing.kind == "person":
                yield thing


def _labels(store: Store, iri: str) -> set[str]:
    """The names of a node, and of those that became it."""
    resolution = graph("resolution")
    members = store.match(None, NamedNode(term("resolvedTo")), NamedNode(iri), resolution)
    nodes = [NamedNode(iri), *(quad.subject for quad in members if isinstance(quad.subject, NamedNode))]
    found = (quad.object for node in nodes for label in _LABELS for quad in store.match(node, label))
    return {value.value for value in found if isinstance(value, Literal)}


def _words(store: Store, iri: str) -> str:
    """The bodies that a person serves, or the document that names them."""
    node = NamedNode(iri)
    bodies = {
        quad.object.value
        for name in ("affiliatedWith", "actsFor")
        for quad in store.match(node, NamedNode(term(name)))
        if isinstance(quad.object, NamedNode)
    }
    graphs = {quad.graph_name.value for quad in store.match(node) if isinstance(quad.graph_name, NamedNode)}
    where = sorted(name.rpartition("/")[2] for name in graphs if name.startswith(graph("document", "")))
    return ", ".join([*map(compact, sorted(bodies)), *(f"in {name}" for name in where[:3])])


def _iri(person: str) -> str:
    text = person.strip("<>")
    if text.startswith("id:person/"):
        return _STEM + text.removeprefix("id:person/")
    return text if text.startswith(_STEM) else ""
