"""Graphs of documents as they minted them: as N-Quads that were just taken in, and packed in a note of the store."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from ctkg.graph.store.literals import as_kept
from ctkg.iris import graph

Graphs = dict[str, set[Triple]]

#: What stands before graphs that are packed.
_PACKED = "zlib:"
#: What a line has whose literal a store may keep in another form.
_TYPED = b'"^^<'


def names_of(document: str) -> tuple[str, str]:
    """IRIs of the graphs that a document mints."""
    return graph("document", document), graph("evidence", document)


def noted(document: str, graphs: Graphs) -> str:
    """``graphs`` of a document, packed; the same for the same ones."""
    quads = (Quad(t.subject, t.predicate, t.object, NamedNode(n)) for n in names_of(document) for t in graphs[n])
    return _packed((serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True))


def lines_noted(lines: Sequence[bytes]) -> str:
    """As :func:`noted`, of the lines of graphs that a store has taken in: few of them must be looked into."""
    typed = [line for line in lines if _TYPED in line]
    kept = (_kept(quad) for quad in parse(b"".join(typed), format=RdfFormat.N_QUADS))
    written = (serialize(kept, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return _packed({*(line for line in lines if _TYPED not in line), *written})


def _packed(lines: Iterable[bytes]) -> str:
    return _PACKED + base64.b64encode(zlib.compress(b"".join(sorted(lines)), 1)).decode()


def _kept(quad: Quad) -> Quad:
    kept = as_kept(quad.triple)
    return Quad(kept.subject, kept.predicate, kept.object, quad.graph_name)


def parsed(document: str, text: str) -> Graphs:
    """What :func:`noted` wrote."""
    # One that was noted before they were packed stands as it is.
    packed = text.startswith(_PACKED)
    lines = zlib.decompress(base64.b64decode(text.removeprefix(_PACKED))) if packed else text.encode()
    return _of_lines(document, lines)


def as_stored(document: str, lines: bytes) -> Graphs:
    """Graphs as the store gives them back that has taken in ``lines``."""
    return {name: set(map(as_kept, triples)) for name, triples in _of_lines(document, lines).items()}


def _of_lines(document: str, lines: bytes) -> Graphs:
    found: Graphs = {name: set() for name in names_of(document)}
    for quad in parse(lines, format=RdfFormat.N_QUADS):
        found[quad.graph_name.value].add(quad.triple)
    return found


def speaking_of(
    lines: Iterable[bytes], subjects: Collection[bytes], objects: Collection[bytes], beginning: bytes
) -> Iterator[bytes]:
    """Those of some N-Quads that have one of these terms (``<iri>``) in its place, or one that begins so."""
    for line in lines:
        subject, _, rest = line.split(b" ", 2)
        if subject in subjects or subject.startswith(beginning) or subject[:1] != b"<":
            yield line
        elif rest[:1] == b"<":
            value = rest[: rest.index(b" ")]
            if value in objects or value.startswith(beginning):
                yield line
