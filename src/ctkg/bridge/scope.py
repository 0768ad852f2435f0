"""One event of one document while its triples are written."""

from __future__ import annotations

from dataclasses import dataclass

from ctkg.bridge.nodes import Nodes
from ctkg.bridge.quads import GraphBag
from ctkg.iris import instance
from ctkg.model import Entity, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class EventScope:
    """What the writers of one event share.

    Attributes:
        nodes: the nodes of the document.
        key: ``e1`` for the main event.
        said: all asserted statements about the event.
        bag: the document's graph.
    """

    nodes: Nodes
    key: str
    said: tuple[Statement, ...]
    bag: GraphBag

    @property
    def node(self) -> str:
        """IRI of the event."""
        return self.nodes.event(self.key)

    @property
    def types(self) -> list[str]:
        """Flat event types, sorted."""
        return sorted({str(s.object) for s in self.values("event.type")})

    def values(self, predicate: str) -> list[Statement]:
        """The statements of one relation, in their order."""
        return [s for s in self.said if s.predicate == predicate]

    def own(self, kind: str, *parts: str) -> str:
        """IRI of a node that belongs to this event: ``id/<kind>/<document>/<n>/<part>...``."""
        return instance(kind, self.nodes.document, self.key.removeprefix("e"), *parts)


def label_of(thing: Entity | str | int) -> str:
    """The name of an entity, or the value itself as text."""
    return thing.label if isinstance(thing, Entity) else str(thing)
