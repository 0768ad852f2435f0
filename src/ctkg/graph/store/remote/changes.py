"""A change of graphs as SPARQL update, the union included.

Every operation can be repeated: it says what is to be there or not, and finds out at the server what else holds a
triple. The union of :mod:`ctkg.graph.store.union` is kept in two graphs, since some servers offer no unnamed one and
look-ups are dear: what is asserted, and what is only inferred. They share no triple.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from ctkg.graph.store.port import Notes
from ctkg.graph.store.remote.terms import line
from ctkg.graph.store.union import NOTES, is_asserted, is_asserted_in, is_inferred, is_shown
from ctkg.iris import graph

ASSERTED, INFERRED = NamedNode("urn:ctkg:store:asserted"), NamedNode("urn:ctkg:store:inferred")
#: What left a graph and may have to leave a mirror; holds something only while a change is under way.
REMOVED = NamedNode("urn:ctkg:store:removed")

_NOTE = "urn:ctkg:note:"
_T = "?s ?p ?o"
_IS_ASSERTED = is_asserted_in("?g")
_IS_INFERRED = f'STRSTARTS(STR(?g), "{graph("inferred", "")}")'


@dataclass(frozen=True, slots=True)
class Change:
    """How one graph changes.

    Attributes:
        graph: its IRI.
        added: triples to be there.
        removed: triples to be gone, none of them in ``added``.
        whole: ``added`` is all that the graph holds afterwards.
        staged: graph at the server where ``added`` lie already; empty: they go with the request.
    """

    graph: str
    added: frozenset[Triple]
    removed: frozenset[Triple]
    whole: bool = False
    staged: str = ""


def operations(changes: Sequence[Change], *, inferred: bool, leftover: bool, most: int) -> Iterator[str]:
    """The operations that carry ``changes`` out, in order.

    Args:
        changes: one for each graph.
        inferred: something is inferred now, or will be.
        leftover: something may lie in :data:`REMOVED` of a change that was stopped.
        most: triples that one operation may name.
    """
    gone = {triple for each in changes if is_shown(each.graph) for triple in each.removed}
    yield from data("INSERT", REMOVED, gone, most)
    for each in changes:
        name = NamedNode(each.graph)
        yield from data("DELETE", name, each.removed, most)
        if each.staged:
            yield f"INSERT {_in(name)} WHERE {_in(NamedNode(each.staged))}"
        else:
            yield from data("INSERT", name, each.added, most)
    for each in changes:
        if is_asserted(each.graph) and each.added:
            yield from _asserted(each, inferred, most)
    if gone or leftover:
        yield f"DELETE {_in(ASSERTED)} WHERE {{ {_of(REMOVED)} FILTER NOT EXISTS {{ {_any(_IS_ASSERTED)} }} }}"
    if inferred:
        for each in changes:
            if is_inferred(each.graph) and each.added:
                source = _of(NamedNode(each.graph))
                yield f"INSERT {_in(INFERRED)} WHERE {{ {source} FILTER NOT EXISTS {_in(ASSERTED)} }}"
        if gone or leftover:
            yield f"DELETE {_in(INFERRED)} WHERE {{ {_of(REMOVED)} FILTER NOT EXISTS {{ {_any(_IS_INFERRED)} }} }}"
            held = f"{_of(REMOVED)} {_any(_IS_INFERRED)} FILTER NOT EXISTS {_in(ASSERTED)}"
            yield f"INSERT {_in(INFERRED)} WHERE {{ {held} }}"
    if gone or leftover:
        yield f"DROP SILENT GRAPH {REMOVED}"


def data(verb: str, name: NamedNode, triples: Iterable[Triple], most: int) -> Iterator[str]:
    """``INSERT DATA`` or ``DELETE DATA`` of ``triples`` in a graph, sorted, ``most`` at a time."""
    written = sorted(map(line, triples))
    for start in range(0, len(written), most):
        rows = "\n".join(written[start : start + most])
        yield f"{verb} DATA {{ GRAPH {name} {{\n{rows}\n}} }}"


def notes(changes: Notes, most: int) -> Iterator[str]:
    """The operations that write notes."""
    new = set()
    for kind, values in changes.items():
        for name, text in values.items():
            subject, predicate = note_terms(kind, name)
            yield f"DELETE {{ GRAPH {NOTES} {{ {subject} {predicate} ?o }} }} WHERE " + (
                f"{{ GRAPH {NOTES} {{ {subject} {predicate} ?o }} }}"
            )
            if text is not None:
                new.add(Triple(subject, predicate, Literal(text)))
    yield from data("INSERT", NOTES, new, most)


def note_terms(kind: str, name: str) -> tuple[NamedNode, NamedNode]:
    """Subject and predicate of a note."""
    return NamedNode(_NOTE + name), NamedNode(_NOTE + kind)


def note_name(subject: str) -> str:
    """The name of a note, from its subject."""
    return subject.removeprefix(_NOTE)


def _asserted(change: Change, inferred: bool, most: int) -> Iterator[str]:
    name = NamedNode(change.graph)
    if change.whole or change.staged:
        yield f"INSERT {_in(ASSERTED)} WHERE {_in(name)}"
        if inferred:
            yield f"DELETE {_in(INFERRED)} WHERE {_in(name)}"
        return
    yield from data("INSERT", ASSERTED, change.added, most)
    if inferred:
        yield from data("DELETE", INFERRED, change.added, most)


def _of(name: NamedNode) -> str:
    return f"GRAPH {name} {{ {_T} }}"


def _in(name: NamedNode) -> str:
    return f"{{ {_of(name)} }}"


def _any(condition: str) -> str:
    return f"GRAPH ?g {{ {_T} }} FILTER({condition})"
