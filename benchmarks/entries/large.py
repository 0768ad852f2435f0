"""The store that entries are added to: ``python large.py STORE QUADS``.

Ontology, all reference tables and generated documents (``benchmarks/scale/generate.py``), taken in as a build takes
them in: with what resolution looks at, resolved, closed and validated.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "scale"))

TOGETHER = 64


def build(folder: Path, quads: int) -> None:
    """Make the store; some minutes for a million quads."""
    from minting import Mint
    from pyoxigraph import RdfFormat, parse

    from ctkg import graph, pipeline
    from ctkg.bridge import loads
    from ctkg.entries import profile_of
    from ctkg.iris import graph as name
    from ctkg.resolve import keeping

    store = graph.open_store(folder)
    graph.prepare(store)
    left, graphs, profiles = quads - store.count(), {}, {}
    for document in Mint.of_size(quads).documents():
        quad = next(iter(parse(document.asserted.encode(), RdfFormat.N_QUADS)))
        identifier = quad.graph_name.value.removeprefix(name("document", ""))  # type: ignore[union-attr]
        found = loads(identifier, (document.asserted + document.evidence).encode())
        graphs |= found
        profiles[identifier] = keeping.dumps(profile_of(identifier, found[name("document", identifier)]))
        left -= document.size
        if left <= 0 or len(profiles) == TOGETHER:
            store.replace_graphs(graphs, notes={"profile": profiles})
            graphs, profiles = {}, {}
        if left <= 0:
            break
    begun = time.perf_counter()
    print(
        pipeline.catch_up(store, progress=lambda *at: print(*at, round(time.perf_counter() - begun), flush=True)).merged
    )
    print(store.count(), "quads")
    store.close()


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]))
