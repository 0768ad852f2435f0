"""What one write did to the graphs that the history looks after, so that it can be undone.

A step names the graphs that it made and those that it emptied, and of every graph that was there before it holds the
difference: what to bring back and what to take away. A graph that is new needs its name only, so that a first build
costs next to nothing; what a step weighs follows the change. As text it is JSON, packed by zlib.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from ctkg.graph.store.union import is_inferred
from ctkg.iris import graph

#: Kinds of the notes: what a moment is, by its number; and before its number, its steps by their revisions.
MOMENT, STEPS = "history", "history:"
#: Kind and name of the note that says which moment is the first that is still known; absent where it is number 1.
FIRST = ("history-first", "number")
#: Kind and name of the note that says before which day moments were forgotten; absent where none was.
SINCE = ("history-first", "day")

_REPORT = graph("report")
#: Size of the window in which a short text is packed, as a power of two.
_SMALL_WINDOW = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How to undo one write, or several in a row.

    Attributes:
        new: graphs that were not there before; to undo it, they go whole.
        gone: graphs of which nothing was left.
        back: what to bring back, and ``away``: what to take away; of graphs that were there before.
    """

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    back: frozenset[Quad] = field(default_factory=frozenset)
    away: frozenset[Quad] = field(default_factory=frozenset)

    def dumps(self) -> str:
        """The step as text; empty where it says nothing."""
        values = {
            "new": list(self.new),
            "gone": list(self.gone),
            "changed": sorted(self.changed),
            "back": _lines(self.back),
            "away": _lines(self.away),
        }
        said = {key: value for key, value in values.items() if value}
        if not said:
            return ""
        return base64.b64encode(_packed(json.dumps(said, separators=(",", ":")).encode())).decode()

    @classmethod
    def loads(cls, text: str) -> Step:
        """The step that :meth:`dumps` wrote."""
        said = _values(text)
        back, away = (frozenset(parse(said.get(key, ""), RdfFormat.N_QUADS)) for key in ("back", "away"))
        return cls(new=tuple(said.get("new", ())), gone=tuple(said.get("gone", ())), back=back, away=away)

    @staticmethod
    def graphs(text: str) -> tuple[list[str], list[str], list[str]]:
        """What a text of :meth:`dumps` says of graphs, without a look at its quads: new, gone, and changed."""
        said = _values(text)
        return said.get("new", []), said.get("gone", []), said.get("changed", [])

    @property
    def changed(self) -> frozenset[str]:
        """Graphs that it holds quads of."""
        return frozenset(map(named, self.back | self.away))

    @property
    def weight(self) -> int:
        """Quads that it holds."""
        return len(self.back) + len(self.away)


def is_kept(iri: str) -> bool:
    """True for graphs whose history is kept: all but those that are made from others."""
    return iri != _REPORT and not is_inferred(iri)


def named(quad: Quad) -> str:
    """IRI of the graph of a quad, which has one."""
    return quad.graph_name.value  # type: ignore[union-attr]  # never the unnamed graph


def quads(change: Mapping[str, set[Triple]], graphs: Iterable[str]) -> frozenset[Quad]:
    """What a change holds of some graphs."""
    found = ((NamedNode(iri), change.get(iri, ())) for iri in graphs)
    return frozenset(Quad(t.subject, t.predicate, t.object, name) for name, triples in found for t in triples)


def together(steps: Iterable[Step]) -> Step:
    """One step that undoes several, given in the order in which they were made."""
    new: dict[str, None] = {}
    gone: set[str] = set()
    back: set[Quad] = set()
    away: set[Quad] = set()
    for step in steps:
        # What came into a graph after it was made goes with it.
        old, came = ({q for q in some if named(q) not in new} for some in (step.back, step.away))
        # Each step says exactly what it changed: what one took away and another brought is as it was.
        back, away = (back - came) | (old - away), (away - old) | (came - back)
        new |= dict.fromkeys(step.new)
        gone = (gone - set(step.new)) | set(step.gone)
    return Step(new=tuple(new), gone=tuple(sorted(gone)), back=frozenset(back), away=frozenset(away))


def _packed(text: bytes) -> bytes:
    # Of the time that a few lines take, nine tenths are for clearing the largest window.
    packing = zlib.compressobj(wbits=_SMALL_WINDOW) if len(text) <= 1 << _SMALL_WINDOW else zlib.compressobj()
    return packing.compress(text) + packing.flush()


def _values(text: str) -> dict[str, Any]:
    return json.loads(zlib.decompress(base64.b64decode(text))) if text else {}


def _lines(found: frozenset[Quad]) -> str:
    written: bytes = serialize(found, format=RdfFormat.N_QUADS) or b""
    # In order they pack better, and the same step is the same text.
    return b"".join(sorted(written.splitlines(keepends=True))).decode()
