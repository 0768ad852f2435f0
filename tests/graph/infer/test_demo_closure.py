"""On real documents, with the rows of the reference tables that they touch, the rules infer what owlrl infers."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Triple

from ctkg import bridge, pipeline
from ctkg.graph import close, prepare
from ctkg.graph.infer.reference import closure
from ctkg.graph.infer.terms import fact
from ctkg.graph.store import MemoryStore
from ctkg.graph.store.union import is_asserted, is_inferred
from ctkg.iris import ONTOLOGY, graph

DOCUMENTS = ("osce-2014-astana-explosives", "unsc-2017-resolution-2341")


@pytest.fixture(scope="module")
def reference() -> MemoryStore:
    store = MemoryStore()
    prepare(store)
    return store


def around(store: MemoryStore, nodes: set[str]) -> set[Triple]:
    """What a store says of some nodes, and of what it names then, two steps far: a third lets nothing else follow."""
    found: set[Triple] = set()
    step = {NamedNode(node) for node in nodes}
    for _ in range(2):
        new = {quad.triple for node in step for quad in store.match(node)} - found
        found |= new
        step = {triple.object for triple in new if isinstance(triple.object, NamedNode)}
    return found


@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS)
def test_rules_infer_what_owlrl_infers(document: str, repository: Path, reference: MemoryStore) -> None:
    mapped = bridge.quads(*pipeline.extract(repository / "data" / "documents" / f"{document}.md"))
    quads: list[Quad] = [quad for name, quads in mapped.graphs.items() if is_asserted(name) for quad in quads]
    named = {term.value for quad in quads for term in (quad.subject, quad.object) if isinstance(term, NamedNode)}
    touched = {node for node in named if not node.startswith(ONTOLOGY)}
    store = MemoryStore()
    store.replace_graph(graph("ontology"), reference.quads(graph("ontology")))
    store.replace_graph(graph("reference", "touched"), around(reference, touched))
    store.replace_graphs({name: triples for name, triples in mapped.graphs.items() if is_asserted(name)})

    assert close(store) > 100
    ours = {fact(quad) for name in store.graphs() if is_inferred(name) for quad in store.quads(name)}
    asserted = {fact(quad) for name in store.graphs() if is_asserted(name) for quad in store.quads(name)}
    judged = closure(asserted)
    assert ours == judged
