"""The shape of the generated graph beside that of a true build: ``python shape.py QUADS``.

The true build is that of the fictional documents that the templates come from, by the whole pipeline but resolution
(which works across documents). Numbers are for one document.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import templates
from generate import write
from measuring import Figures
from pyoxigraph import parse

from ctkg.bridge.quads import RDF_TYPE
from ctkg.iris import ONTOLOGY, compact, graph

if TYPE_CHECKING:
    from ctkg.graph.store import Store

_DOCUMENT, _EVIDENCE, _INFERRED = (graph(kind, "") for kind in ("document", "evidence", "inferred"))


def profile(store: Store) -> Figures:
    """Sizes, classes, predicates and hubs of the documents' graphs of a closed store."""
    sizes: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    predicates: Counter[str] = Counter()
    hubs: Counter[str] = Counter()
    names = store.graphs()
    documents = sum(name.startswith(_DOCUMENT) for name in names)
    for name in names:
        kind = next((kind for kind in (_DOCUMENT, _EVIDENCE, _INFERRED) if name.startswith(kind)), "")
        if not kind or name == _INFERRED + "reference":
            continue
        for quad in store.quads(name):
            sizes[kind.split("/")[-2]] += 1
            if kind == _INFERRED:
                continue
            predicates[compact(quad.predicate.value)] += 1
            if quad.predicate == RDF_TYPE:
                classes[compact(quad.object.value)] += 1  # type: ignore[union-attr]  # a type is an IRI
            elif kind == _DOCUMENT and not str(quad.object).startswith(f"<{ONTOLOGY}"):
                hubs[str(quad.object)] += 1
    each = {**dict.fromkeys(("document", "evidence", "inferred"), 0), **sizes}
    return {
        "documents": documents,
        **{f"{kind} quads": count / documents for kind, count in each.items()},
        "inferred of asserted": each["inferred"] / each["document"],
        "classes": {name: count / documents for name, count in classes.most_common(16)},
        "predicates": {name: count / documents for name, count in predicates.most_common(16)},
        "largest hub": max(hubs.values()) / documents,
    }


def compared(quads: int) -> Figures:
    """Profile of a true build and of a generated graph, and how many violations the shapes find in the latter."""
    from ctkg import graph as half
    from ctkg.pipeline import Options, build

    true, made = half.open_store(None), half.open_store(None)
    build([templates.DOCUMENTS], true, options=Options(resolution=False, validation=False))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.nq"
        write(file, quads)
        made.load(parse(path=str(file)))
    half.close(made)
    violations = sum(finding.severity == "violation" for finding in half.check(made).findings)
    return {"true": profile(true), "made": profile(made), "violations": violations}


if __name__ == "__main__":
    print(json.dumps(compared(int(sys.argv[1]))))
