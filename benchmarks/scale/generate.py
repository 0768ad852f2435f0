"""A graph of any size, shaped like ours: ``python benchmarks/scale/generate.py --quads 100000 graph.nq``.

Ontology, reference tables and generated documents (document and evidence graphs), as N-Quads, graph by graph. The same
on every machine; memory does not grow with the size. A small graph has of the reference tables only what its documents
name; from ``WHOLE`` quads on it has all of them.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from minting import Mint
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from ctkg.graph import assemble, reference
from ctkg.iris import CONCEPT, ID

#: Quads from which on all reference tables belong to the graph.
WHOLE = 500_000

_NODE = re.compile(rf"<((?:{re.escape(ID)}|{re.escape(CONCEPT)})[^>]*)>")


class Background:
    """Ontology and reference tables as quads."""

    def __init__(self) -> None:
        self.ontology = assemble.ontology_quads()
        self.tables = [quad for _, quads in reference.quads() for quad in quads]
        self._said: dict[str, list[Quad]] = defaultdict(list)
        for quad in self.tables:
            self._said[_value(quad.subject)].append(quad)

    def named(self, nodes: Iterable[str]) -> list[Quad]:
        """What the tables say of ``nodes``, of what they point to, and so on."""
        found, waiting, known = list[Quad](), list(nodes), set[str]()
        while waiting:
            node = waiting.pop()
            if node not in known:
                known.add(node)
                for quad in self._said.get(node, ()):
                    found.append(quad)
                    waiting.append(_value(quad.object))
        return found


def lines(quads: int, mint: Mint | None = None) -> Iterator[tuple[str, int]]:
    """N-Quads of a graph of about ``quads`` quads, in pieces, each with the number of its quads.

    Each piece holds whole graphs. The documents are 0, 1, 2 ... of ``mint``: a larger graph holds those of a smaller.
    """
    mint, background = mint or Mint.of_size(quads), Background()
    yield _text(background.ontology), len(background.ontology)
    whole = quads >= WHOLE
    chosen = background.tables if whole else _cut(background, mint, quads)
    yield _text(chosen), len(chosen)
    left = quads - len(background.ontology) - len(chosen)
    for document in mint.documents():
        if left <= 0:
            return
        left -= document.size
        yield document.asserted + document.evidence, document.size


def write(target: Path, quads: int, mint: Mint | None = None) -> tuple[int, int]:
    """Write the graph; returns the numbers of its quads and of its documents."""
    total = pieces = 0
    with target.open("w", encoding="utf-8") as stream:
        for text, size in lines(quads, mint):
            stream.write(text)
            total += size
            pieces += 1
    return total, pieces - 2


def _cut(background: Background, mint: Mint, quads: int) -> list[Quad]:
    # The part of the tables and the documents make up the size together: one document after the other until it is full.
    named: set[str] = set()
    found = background.named(())
    size = len(background.ontology)
    for number, document in enumerate(mint.documents()):
        if size + len(found) >= quads:
            return found
        named |= set(_NODE.findall(document.asserted))
        size += document.size
        if number % 10 == 0 or size + len(found) >= quads:
            found = background.named(named)
    return found


def _text(quads: list[Quad]) -> str:
    return (serialize(quads, format=RdfFormat.N_QUADS) or b"").decode()


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", type=Path, help="file to write (N-Quads)")
    parser.add_argument("--quads", type=int, default=100_000, help="size, about (100000)")
    words = parser.parse_args()
    total, documents = write(words.target, words.quads)
    print(f"{total:,} quads, {documents:,} documents: {words.target}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
