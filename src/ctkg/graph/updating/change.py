"""What an update changes, collected quad by quad."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, Triple

from ctkg.graph.store import Store


@dataclass(frozen=True, slots=True)
class Change:
    """What an update did.

    Attributes:
        added: new triples by graph.
        removed: triples that went, by graph.
    """

    added: Mapping[str, frozenset[Triple]]
    removed: Mapping[str, frozenset[Triple]]

    @property
    def graphs(self) -> list[str]:
        """IRIs of the graphs that changed, sorted."""
        return sorted({*self.added, *self.removed})


def packed(change: Change) -> tuple[bytes, bytes]:
    """What comes and what goes, as N-Quads; for another process."""
    added, removed = (
        b"".join(f"{triple} {NamedNode(name)} .\n".encode() for name, held in part.items() for triple in held)
        for part in (change.added, change.removed)
    )
    return added, removed


def unpacked(added: bytes, removed: bytes) -> Change:
    """The change that was packed."""
    parts: list[dict[str, set[Triple]]] = []
    for content in (added, removed):
        part: dict[str, set[Triple]] = defaultdict(set)
        for quad in ox.parse(content, ox.RdfFormat.N_QUADS):
            assert isinstance(quad.graph_name, NamedNode)
            part[quad.graph_name.value].add(quad.triple)
        parts.append(part)
    new, gone = ({name: frozenset(held) for name, held in part.items()} for part in parts)
    return Change(new, gone)


class Pending:
    """Quads that are to be there, and quads that are not, whatever the store holds; the last word counts."""

    def __init__(self) -> None:
        self._wanted: dict[Quad, bool] = {}

    def __bool__(self) -> bool:
        return bool(self._wanted)

    def remove(self, quads: Iterable[Quad]) -> None:
        """These are to go."""
        self._wanted.update(dict.fromkeys(quads, False))

    def add(self, quads: Iterable[Quad]) -> None:
        """These are to come."""
        self._wanted.update(dict.fromkeys(quads, True))

    def change(self, store: Store) -> Change:
        """What is not as it should be in ``store``."""
        moves: dict[bool, dict[str, set[Triple]]] = {True: defaultdict(set), False: defaultdict(set)}
        for quad, wanted in self._wanted.items():
            assert isinstance(quad.graph_name, NamedNode)
            name = quad.graph_name.value
            held = next(iter(store.match(quad.subject, quad.predicate, quad.object, name)), None) is not None
            if held != wanted:
                moves[wanted][name].add(quad.triple)
        added, removed = ({name: frozenset(triples) for name, triples in moves[kind].items()} for kind in (True, False))
        return Change(added, removed)
