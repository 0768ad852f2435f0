"""The default graph of a query: which graphs belong to it, and the two mirrors that hold it.

pyoxigraph can take a list of graphs as default graph, but does not remove duplicates from it and needs minutes for
2,000 graphs (docs/decisions/graph-default-graph.md). So the store keeps the union itself: what some ontology,
reference or document graph says in the unnamed graph, what is only inferred in one graph of its own. The two never
share a triple.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from ctkg.iris import graph

ASSERTED = DefaultGraph()
INFERRED = NamedNode("urn:ctkg:store:inferred")
#: What ctkg keeps for itself beside the data; part of no query, dump or count.
NOTES = NamedNode("urn:ctkg:store:notes")
MIRRORS = frozenset({ASSERTED, INFERRED, NOTES})

ONTOLOGY_GRAPH = graph("ontology")
_ASSERTED = (graph("reference", ""), graph("document", ""))
#: How the names of inferred graphs begin.
INFERRED_GRAPHS = graph("inferred", "")

GraphName = NamedNode | DefaultGraph
Holders = Callable[[Triple], Iterable[GraphName]]


def is_asserted(iri: str) -> bool:
    """True for ontology, reference and document graphs."""
    return iri == ONTOLOGY_GRAPH or iri.startswith(_ASSERTED)


def is_inferred(iri: str) -> bool:
    """True for graphs of inferred statements."""
    return iri.startswith(INFERRED_GRAPHS)


def additions(added: Mapping[str, Iterable[Triple]]) -> list[Quad]:
    """All quads to insert where only asserted graphs and others beside the union grow and nothing is inferred yet.

    The same as :func:`changes`, without a look at every triple: what a first load needs.
    """
    inserts: list[Quad] = []
    for iri, triples in added.items():
        names = (NamedNode(iri), ASSERTED) if is_asserted(iri) else (NamedNode(iri),)
        inserts += [Quad(t.subject, t.predicate, t.object, name) for t in triples for name in names]
    return inserts


def mirrored(lines: bytes) -> Iterator[bytes]:
    """What the union repeats of N-Quads, one a line, as :func:`additions` does of quads."""
    known: dict[bytes, bool] = {}
    for line in filter(None, lines.split(b"\n")):
        # The name of the graph is the last term, and no IRI has a blank or a bracket in it.
        said, _, name = line.rpartition(b" <")
        asserted = known.get(name)
        if asserted is None:
            asserted = known[name] = is_asserted(name.removesuffix(b"> .").decode())
        if asserted:
            yield said + b" .\n"


def changes(
    added: Mapping[str, Iterable[Triple]], removed: Mapping[str, Iterable[Triple]], holders: Holders
) -> tuple[list[Quad], list[Quad]]:
    """All quads to insert and to delete, in named graphs and mirrors.

    Args:
        added: new triples by graph, none of them in that graph now.
        removed: triples that go, by graph.
        holders: names of the graphs and mirrors that hold a triple now.
    """
    inserts: list[Quad] = []
    deletes: list[Quad] = []
    after: dict[Triple, dict[str, bool]] = defaultdict(dict)
    for change, quads, here in ((added, inserts, True), (removed, deletes, False)):
        for iri, triples in change.items():
            name = NamedNode(iri)
            mirrored = is_asserted(iri) or is_inferred(iri)
            for triple in triples:
                quads.append(Quad(triple.subject, triple.predicate, triple.object, name))
                if mirrored:
                    after[triple][iri] = here
    for triple, moves in after.items():
        now = set(holders(triple))
        remaining = {name.value for name in now - MIRRORS if isinstance(name, NamedNode)}
        remaining = (remaining | moves.keys()) - {iri for iri, stays in moves.items() if not stays}
        asserted = any(map(is_asserted, remaining))
        inferred = not asserted and any(map(is_inferred, remaining))
        for mirror, wanted in ((ASSERTED, asserted), (INFERRED, inferred)):
            if wanted != (mirror in now):
                quad = Quad(triple.subject, triple.predicate, triple.object, mirror)
                (inserts if wanted else deletes).append(quad)
    return inserts, deletes
