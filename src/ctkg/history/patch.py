"""Differences as RDF Patch (https://afs.github.io/rdf-delta/rdf-patch.html), and patches put to use.

One transaction: ``TX .``, then ``D`` and ``A`` with subject, predicate, object and graph, sorted, then ``TC .``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from ctkg.errors import UnreadableInput
from ctkg.graph.store import Store
from ctkg.history.comparing import Difference

#: Lines that say something about the patch, or of prefixes that the data of ctkg do not need.
_ASIDE = ("H ", "TX ", "TC ", "#")


def lines(difference: Difference) -> Iterator[str]:
    """The lines of the patch that makes ``b`` of ``a``, without line ends."""
    yield "TX ."
    for sign, quads in (("D", difference.removed), ("A", difference.added)):
        yield from sorted(f"{sign} {quad} ." for quad in quads)
    yield "TC ."


def apply(store: Store, patch: Iterable[str]) -> None:
    """Carry a patch out, in one atomic step; what is there already is not added, what is not there is not removed.

    Raises:
        UnreadableInput: a line that is none of a patch, or a statement without a graph.
        StoreError: the store cannot be written.
    """
    changes: dict[str, dict[str, list[Triple]]] = {"A": defaultdict(list), "D": defaultdict(list)}
    for number, line in enumerate(patch, start=1):
        line = line.strip()
        if not line or f"{line} ".startswith(_ASIDE):
            continue
        sign, _, text = line.partition(" ")
        quad = _quad(text) if sign in changes else None
        if quad is None or not isinstance(quad.graph_name, NamedNode):
            raise UnreadableInput("this is no line of an RDF Patch of named graphs", line=number)
        changes[sign][quad.graph_name.value].append(quad.triple)
    store.change_graphs(changes["A"], changes["D"])


def _quad(text: str) -> Quad | None:
    try:
        return next(iter(parse(text, RdfFormat.N_QUADS)), None)
    except SyntaxError:
        return None
