"""Writes a store or some triples to a file."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Quad, Triple, serialize

from ctkg.errors import CtkgError, StoreError, UsageError
from ctkg.graph.export import jsonld
from ctkg.graph.export.formats import FORMATS, WITH_GRAPHS, format_name, format_of, must_be_writable
from ctkg.graph.export.turtle import Turtle
from ctkg.graph.store import Store
from ctkg.graph.store.faults import explained
from ctkg.iris import PREFIXES, compact


def write(
    store: Store,
    target: Path | BinaryIO,
    format: str | None = None,
    *,
    graph: str | None = None,
    context: str = "",
) -> None:
    """Writes a store.

    Args:
        store: what to write.
        target: a file, written beside and then renamed; or a binary stream.
        format: one of :data:`ctkg.graph.export.FORMATS`; None: by the suffix of the file.
        graph: IRI of the one graph to write; None: the union for ``ttl``, ``nt`` and ``rdfxml``, all graphs for
            ``nq``, ``trig`` and ``jsonld``.
        context: address of a published JSON-LD context to refer to; empty writes the context into the document.

    Raises:
        UsageError: an unknown format, a graph that the store does not have, or a context for another format.
        StoreError: the file cannot be written; nothing is left behind.
    """
    if format is None and not isinstance(target, Path):
        raise UsageError(f"name the format: {', '.join(FORMATS)}")
    form = format_name(format) if format else format_of(target)  # type: ignore[arg-type]
    if graph is not None and graph not in store.graphs():
        from ctkg.graph.names import suggestion

        hint = suggestion(compact(graph), map(compact, store.graphs()))
        raise UsageError(f"the store has no graph {compact(graph)}{hint}")
    if context and form != "jsonld":
        raise UsageError(f"only jsonld has a context, and not {form}; leave it out")
    if isinstance(target, Path):
        beside(target, _chunks(store, form, graph, context))
    else:
        for chunk in _chunks(store, form, graph, context):
            target.write(chunk)


def dumps(triples: Iterable[Triple], format: str) -> bytes:
    """Triples in a format without graphs, sorted."""
    return b"".join(_of_triples(triples, format_name(format)))


def dumps_quads(quads: Iterable[Quad], format: str) -> bytes:
    """Quads in any format, sorted; without their graphs where it has none, and in JSON-LD."""
    form = format_name(format)
    if form == "nq":
        return b"".join(_lines(quads))
    if form == "trig":
        by_graph: dict[str, list[Triple]] = defaultdict(list)
        for quad in quads:
            by_graph[str(getattr(quad.graph_name, "value", ""))].append(quad.triple)
        return b"".join(_trig(sorted(by_graph.items())))
    return dumps((quad.triple for quad in quads), form)


def beside(target: Path, chunks: Iterable[bytes]) -> None:
    """Writes a file whole or not at all: to another name first.

    Raises:
        StoreError: it cannot be written; nothing is left behind, and an older file is there still.
    """
    if not target.parent.is_dir():
        raise StoreError("the folder of this file does not exist; make it first", path=target)
    if target.is_dir():
        raise StoreError("this is a folder; name a file", path=target)
    part = target.with_name(target.name + ".part")
    with explained(str(target)):
        try:
            with part.open("wb") as stream:
                stream.writelines(chunks)
            part.replace(target)
        except (OSError, CtkgError, KeyboardInterrupt):
            part.unlink(missing_ok=True)
            raise


def _chunks(store: Store, form: str, graph: str | None, context: str) -> Iterator[bytes]:
    if form not in WITH_GRAPHS:
        return _of_triples((quad.triple for quad in store.quads(graph)) if graph else store.union(), form)
    names = [graph] if graph else store.graphs()
    if form == "nq":
        return _lines(quad for name in names for quad in store.quads(name))
    if form == "trig":
        return _trig((name, _triples(store, name)) for name in names)
    return jsonld.document(((name, partial(_triples, store, name)) for name in names), context)


def _triples(store: Store, graph: str) -> Iterator[Triple]:
    return (quad.triple for quad in store.quads(graph))


def _of_triples(triples: Iterable[Triple], form: str) -> Iterator[bytes]:
    if form == "nt":
        return _lines(triples)
    if form == "ttl":
        turtle = Turtle()
        body = list(turtle.blocks(triples))
        return iter([turtle.header().encode(), "\n".join(body).encode()])
    if form == "jsonld":
        return jsonld.document([(None, lambda: triples)])
    return iter([_serialized(sorted(set(triples), key=str), form)])


def _lines(statements: Iterable[Quad] | Iterable[Triple]) -> Iterator[bytes]:
    for line in sorted({f"{statement} .\n" for statement in statements}):
        yield line.encode()


def _trig(held: Iterable[tuple[str, Iterable[Triple]]]) -> Iterator[bytes]:
    turtle = Turtle()
    graphs = []
    for name, triples in held:
        blocks = "\n".join(turtle.blocks(triples, "    "))
        graphs.append(f"{turtle.iri(name)} {{\n{blocks}}}\n")
    return iter([turtle.header().encode(), "\n".join(graphs).encode()])


def _serialized(triples: Iterable[Triple], form: str) -> bytes:
    stream = io.BytesIO()
    triples = list(triples)
    for predicate in {triple.predicate.value for triple in triples}:
        must_be_writable(predicate, form)
    serialize(triples, stream, format=FORMATS[form], prefixes=PREFIXES)
    return stream.getvalue()
