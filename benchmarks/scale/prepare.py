"""The graph that the other stages measure on: ``python prepare.py STAGE FOLDER QUADS``."""

from __future__ import annotations

import json
from pathlib import Path

import generate
from measuring import Clock, Figures, run
from minting import Mint
from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from ctkg import graph
from ctkg.iris import graph as name
from ctkg.iris import term

#: Documents made for the increments beside those of the graph.
SPARE = 50
#: How many quads a small document has in its document graph, about.
SMALL = 100


def closed(folder: Path, quads: str) -> Figures:
    """Graph of a size, closed and dumped with its inferred graphs, with a question's example; checked by the shapes."""
    mint = Mint.of_size(int(quads))
    total, documents = generate.write(folder / "data.nq", int(quads), mint)
    store = graph.open_store(None)
    store.load(parse(path=str(folder / "data.nq")))
    with Clock() as clock:
        inferred = graph.close(store)
    report = graph.check(store)
    with (folder / "closed.nq").open("wb") as stream:
        serialize(store.quads(), stream, RdfFormat.N_QUADS)
    found = min((q for q in store.match(None, NamedNode(term("hasOrganizer")))), key=str)
    document = found.subject.value.split("/")[-2]  # type: ignore[union-attr]  # events have IRIs
    example = {"document": document, "agent": found.object.value}  # type: ignore[union-attr]
    (folder / "example.json").write_text(json.dumps(example), encoding="utf-8")
    names = store.graphs()
    asserted = sum(store.count(name) for name in names if "/graph/document/" in name)
    follows = sum(store.count(n) for n in names if "/graph/inferred/" in n and not n.endswith("/reference"))
    return {
        "quads": total,
        "documents": documents,
        "inferred": inferred,
        "asserted": asserted,
        "inferred_ratio": follows / asserted,
        "violations": sum(finding.severity == "violation" for finding in report.findings),
        "close_seconds": clock.seconds,
    }


def flat(folder: Path, quads: str) -> Figures:
    """Every triple of such a graph, evidence too, in two graphs or in none: what the engines are compared on."""
    total, documents = generate.write(folder / "graph.nq", int(quads))
    quadruples = parse(path=str(folder / "graph.nq"))
    ontology = NamedNode(name("ontology"))
    parts: dict[NamedNode, set[str]] = {ontology: set(), NamedNode(name("document", "all")): set()}
    for quad in quadruples:
        parts[ontology if quad.graph_name == ontology else NamedNode(name("document", "all"))].add(str(quad.triple))
    with (
        (folder / "data.nq").open("w", encoding="utf-8") as named,
        (folder / "data.nt").open("w", encoding="utf-8") as bare,
    ):
        for graph_name, triples in parts.items():
            named.writelines(f"{triple} {graph_name} .\n" for triple in sorted(triples))
            bare.writelines(f"{triple} .\n" for triple in sorted(triples))
    return {"quads": total, "documents": documents}


def spare(folder: Path, quads: str) -> Figures:
    """The graph, and documents that come to it later: ``new/`` and, with other values, ``changed/``."""
    mint = Mint.of_size(int(quads))
    total, documents = generate.write(folder / "data.nq", int(quads), mint)
    sizes = [model.sizes for model in mint.models]
    small = sorted(range(len(mint)), key=lambda at: abs(sizes[at][0] - SMALL))[:SPARE]
    laps = documents // len(mint) + 2
    for part, variant in (("new", 0), ("changed", 1)):
        (folder / part).mkdir(exist_ok=True)
        for at in range(SPARE):
            made = mint.document(
                laps * len(mint) + small[at % len(small)] + len(mint) * (at // len(small)), variant=variant
            )
            (folder / part / f"{made.id}.asserted.nq").write_text(made.asserted, encoding="utf-8")
            (folder / part / f"{made.id}.evidence.nq").write_text(made.evidence, encoding="utf-8")
    return {"quads": total, "documents": documents}


if __name__ == "__main__":
    run({"closed": closed, "flat": flat, "spare": spare})
