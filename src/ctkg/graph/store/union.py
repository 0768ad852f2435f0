"""The default graph of a query: which graphs belong to it, and the one graph that holds them together.

pyoxigraph can take a list of graphs as default graph, but does not remove duplicates from it and needs minutes for
2,000 graphs (docs/decisions/graph-default-graph.md). So the store keeps the union itself: what some ontology,
reference, document or inferred graph says stands once in the unnamed graph. What is asserted is not kept apart: the
names of the graphs that hold a triple say it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from ctkg.iris import graph

UNION = DefaultGraph()
#: What ctkg keeps for itself beside the data; part of no query, dump or count.
NOTES = NamedNode("urn:ctkg:store:notes")
#: Up to format 2 the union held what is asserted, and this graph the rest: a store that nobody has written since is
#: read so.
FORMER = NamedNode("urn:ctkg:store:inferred")
HIDDEN = frozenset({UNION, NOTES, FORMER})

ONTOLOGY_GRAPH = graph("ontology")
_ASSERTED = (graph("reference", ""), graph("document", ""))
#: How the names of inferred graphs begin.
INFERRED_GRAPHS = graph("inferred", "")

GraphName = NamedNode | DefaultGraph
Holders = Callable[[Triple], Iterable[GraphName]]


def is_asserted(iri: str) -> bool:
    """True for ontology, reference and document graphs."""
    return iri == ONTOLOGY_GRAPH or iri.startswith(_ASSERTED)


def is_asserted_in(name: str) -> str:
    """SPARQL: true where the variable ``name`` is bound to an ontology, reference or document graph."""
    parts = (f'STRSTARTS(STR({name}), "{beginning}")' for beginning in reversed(_ASSERTED))
    return f"({' || '.join(parts)} || {name} = <{ONTOLOGY_GRAPH}>)"


def is_inferred(iri: str) -> bool:
    """True for graphs of inferred statements."""
    return iri.startswith(INFERRED_GRAPHS)


def union_of(engine: ox.Store) -> tuple[GraphName, ...]:
    """The graphs that hold the union in an engine; no two share a triple."""
    former = next(engine.quads_for_pattern(None, None, None, FORMER), None) is not None
    return (UNION, FORMER) if former else (UNION,)


def is_shown(iri: str) -> bool:
    """True for graphs that belong to the union."""
    return is_asserted(iri) or is_inferred(iri)


def additions(added: Mapping[str, Iterable[Triple]]) -> list[Quad]:
    """All quads to insert where graphs only grow, without a look at what is there.

    What stands in the union already is inserted once more, which changes nothing.
    """
    inserts: list[Quad] = []
    for iri, triples in added.items():
        names = (NamedNode(iri), UNION) if is_shown(iri) else (NamedNode(iri),)
        inserts += [Quad(t.subject, t.predicate, t.object, name) for t in triples for name in names]
    return inserts


def repeated(lines: bytes) -> bytes:
    """What the union repeats of N-Quads, one a line, as :func:`additions` does of quads."""
    return b"".join(_repeated(lines))


def _repeated(lines: bytes) -> Iterator[bytes]:
    known: dict[bytes, bool] = {}
    for line in filter(None, lines.split(b"\n")):
        # The name of the graph is the last term, and no IRI has a blank or a bracket in it.
        said, _, name = line.rpartition(b" <")
        shown = known.get(name)
        if shown is None:
            shown = known[name] = is_shown(name.removesuffix(b"> .").decode())
        if shown:
            yield said + b" .\n"


def changes(
    added: Mapping[str, Iterable[Triple]], removed: Mapping[str, Iterable[Triple]], holders: Holders
) -> tuple[list[Quad], list[Quad]]:
    """All quads to insert and to delete, in named graphs and the union.

    Args:
        added: new triples by graph, none of them in that graph now.
        removed: triples that go, by graph.
        holders: names of the graphs that hold a triple now.
    """
    inserts = additions(added)
    deletes: list[Quad] = []
    stay = {triple for iri, triples in added.items() if is_shown(iri) for triple in triples}
    gone: dict[Triple, set[str]] = defaultdict(set)
    for iri, triples in removed.items():
        name, shown = NamedNode(iri), is_shown(iri)
        for triple in triples:
            deletes.append(Quad(triple.subject, triple.predicate, triple.object, name))
            if shown and triple not in stay:
                gone[triple].add(iri)
    for triple, names in gone.items():
        others = (name.value for name in holders(triple) if isinstance(name, NamedNode))
        if not any(is_shown(iri) for iri in others if iri not in names):
            deletes.append(Quad(triple.subject, triple.predicate, triple.object, UNION))
    return inserts, deletes
