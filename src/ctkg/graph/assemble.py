"""What stands in a store beside the documents: the ontology and the reference tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ctkg import resources
from ctkg.iris import GRAPH, graph

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from ctkg.graph.store import Store
    from ctkg.graph.store.port import Notes

ONTOLOGY = graph("ontology")
_OF_DOCUMENTS = ("document", "evidence")
_WITH, _WITHOUT = ":with reference", ":without reference"
#: Last parts of the inferred graphs that belong to no single document; no document may have one of them as its id.
SHARED = frozenset({"reference", "cross"})


def ontology_quads() -> list[Quad]:
    """The ontology and its schemes as quads of ``graph/ontology``, sorted; blank nodes have canonical names."""
    from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, parse

    name = NamedNode(ONTOLOGY)
    dataset = Dataset()
    for file in ontology_files():
        for quad in parse(path=str(file), format=RdfFormat.TURTLE, rename_blank_nodes=True):
            dataset.add(Quad(quad.subject, quad.predicate, quad.object, name))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(dataset, key=str)


def ontology_files() -> list[Path]:
    """Files of the ontology proper: its modules and schemes, without shapes and alignments, sorted."""
    folder = resources.path("ontology")
    return sorted((*folder.glob("*.ttl"), *(folder / "schemes").glob("*.ttl")))


def digest() -> str:
    """Hash of all that the ontology and reference graphs are made of."""
    from ctkg.graph import reference

    total = hashlib.sha256()
    for file in ontology_files():
        total.update(file.read_bytes())
    total.update(reference.digest().encode())
    return total.hexdigest()


def prepare(store: Store, *, reference: bool = True) -> None:
    """Put the ontology and, unless told otherwise, the reference tables into ``store``, where they are not yet."""
    from ctkg.graph import reference as tables

    wanted = digest() + (_WITH if reference else _WITHOUT)
    if store.metadata().get("prepared") == wanted:
        return
    graphs: dict[str, Sequence[Quad]] = {
        **{old: () for old in store.graphs() if old.startswith(GRAPH + "reference/")},
        ONTOLOGY: ontology_quads(),
        **(dict(tables.quads()) if reference else {}),
    }
    # One step: a store never holds half of the reference data.
    store.replace_graphs(graphs)
    store.set_metadata({**store.metadata(), "prepared": wanted})


def lacks_reference(store: Store) -> bool:
    """True where ``store`` was built without the reference tables."""
    return str(store.metadata().get("prepared", "")).endswith(_WITHOUT)


def in_context(store: Store) -> Store:
    """``store`` itself, or, where it was built without the reference tables, a closed copy in memory that has them.

    What a document says of Kazakhstan can be judged only by what Kazakhstan is.
    """
    from ctkg.graph import infer
    from ctkg.graph.store import open_store

    if not lacks_reference(store):
        return store
    whole = open_store(None)
    kept = [name for name in store.graphs() if not name.startswith(GRAPH + "inferred/")]
    prepare(whole)
    whole.replace_graphs({name: list(store.quads(name)) for name in kept if name != ONTOLOGY})
    infer.close(whole)
    return whole


def documents(store: Store) -> set[str]:
    """Ids of the documents that have a graph in ``store``."""
    stems = [graph(kind, "") for kind in _OF_DOCUMENTS]
    return {name.removeprefix(stem) for name in store.graphs() for stem in stems if name.startswith(stem)}


def forget(store: Store, gone: Iterable[str], *, notes: Notes | None = None) -> None:
    """Remove the graphs of documents, and write notes, in one step.

    What was inferred and found out from them is stale then, and goes when those stages catch up.
    """
    graphs: dict[str, Sequence[Quad]] = {graph(kind, document): () for document in gone for kind in _OF_DOCUMENTS}
    store.replace_graphs(graphs, notes=notes)


def forget_inferred(store: Store) -> None:
    """Remove all inferred graphs, and what is remembered of how they were made."""
    from ctkg.graph import infer

    infer.forget(store)
