"""Write ontology, alignments, shapes, schemes and reference data as one file, for people without ctkg.

    python tools/make_release.py [FILE...]     dist/ctkg-<version>.ttl and .trig where none is given

Turtle holds one graph, TriG the named graphs as a store holds them. No document and no inference is in it: it is what
the project states itself.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, parse

import ctkg
from ctkg import graph, resources
from ctkg.iris import graph as graph_iri


def folder_quads(folder: str) -> list[Quad]:
    """All Turtle files below ``ontology/<folder>`` as quads of ``graph/<folder>``, blank nodes named canonically."""
    name = NamedNode(graph_iri(folder))
    dataset = Dataset()
    for file in sorted(resources.path("ontology", folder).rglob("*.ttl")):
        for quad in parse(path=str(file), format=RdfFormat.TURTLE, rename_blank_nodes=True):
            dataset.add(Quad(quad.subject, quad.predicate, quad.object, name))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(dataset, key=str)


def main(arguments: list[str]) -> int:
    targets = [Path(word) for word in arguments] or [
        Path("dist", f"ctkg-{ctkg.__version__}.{suffix}") for suffix in ("ttl", "trig")
    ]
    with ctkg.open(None) as kg:
        graph.prepare(kg.store)
        for folder in ("shapes", "alignments"):
            # Below graph/reference, so that a file of one graph holds them too.
            kg.store.replace_graph(graph_iri("reference", folder), folder_quads(folder))
        for target in targets:
            target.parent.mkdir(parents=True, exist_ok=True)
            kg.export(target)
            print(f"{target}: {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
