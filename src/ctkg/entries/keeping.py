"""Entries as they are kept beside the act that adds them: N-Quads, a graph for each, sorted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from ctkg.iris import graph

_STEM = graph("document", "")


def dumps(entries: Mapping[str, Iterable[Quad]]) -> bytes:
    """Quads by the id of their entry as N-Quads; the same entries give the same bytes."""
    lines = {f"{quad.triple} <{_STEM}{entry}> .\n" for entry, quads in entries.items() for quad in quads}
    return "".join(sorted(lines)).encode()


def loads(content: bytes) -> dict[str, list[Quad]]:
    """What :func:`dumps` wrote."""
    found: dict[str, list[Quad]] = {}
    for quad in parse(content, RdfFormat.N_QUADS):
        assert isinstance(quad.graph_name, NamedNode)
        found.setdefault(quad.graph_name.value.removeprefix(_STEM), []).append(quad)
    return found
