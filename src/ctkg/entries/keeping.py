"""Entries as they are kept beside the act that adds them: N-Quads, entry by entry, each sorted.

An entry has its graph there, and where it was entered elsewhere before, the graph that says by whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from ctkg.iris import graph

#: Id of an entry, and its quads.
Kept = tuple[str, list[Quad]]
_DOCUMENT, _EVIDENCE = graph("document", ""), graph("evidence", "")


def dumps(entries: Mapping[str, Iterable[Quad]]) -> bytes:
    """Quads by the id of their entry as N-Quads; the same entries give the same bytes."""
    return b"".join(one(entry, quads) for entry, quads in sorted(entries.items()))


def one(entry: str, quads: Iterable[Quad]) -> bytes:
    """One entry: what it says, sorted, then who entered it before."""
    said, before = set(), set()
    for quad in quads:
        if is_evidence(quad):
            before.add(f"{quad.triple} <{_EVIDENCE}{entry}> .\n")
        else:
            said.add(f"{quad.triple} <{_DOCUMENT}{entry}> .\n")
    return "".join([*sorted(said), *sorted(before)]).encode()


def loads(content: bytes) -> Iterator[Kept]:
    """Id and quads of each entry that :func:`dumps` wrote, one after the other: memory holds one at a time."""
    for entry, quads in groupby(parse(content, RdfFormat.N_QUADS), _entry):
        yield entry, list(quads)


def is_evidence(quad: Quad) -> bool:
    """True for a quad that says who entered something, not what."""
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(_EVIDENCE)


def _entry(quad: Quad) -> str:
    assert isinstance(quad.graph_name, NamedNode)
    return quad.graph_name.value.removeprefix(_DOCUMENT).removeprefix(_EVIDENCE)
