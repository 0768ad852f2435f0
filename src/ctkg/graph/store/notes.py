"""Texts that ctkg keeps for itself in a store, in a graph that no query, dump or count sees."""

from __future__ import annotations

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from ctkg.graph.store.port import Notes
from ctkg.graph.store.union import NOTES

_NOTE = "urn:ctkg:note:"


class NoteBook:
    """The notes in an engine, by kind and name."""

    def __init__(self, engine: ox.Store) -> None:
        self._engine = engine

    def all(self, kind: str) -> dict[str, str]:
        """Every note of one kind, by name."""
        found = self._engine.quads_for_pattern(None, NamedNode(_NOTE + kind), None, NOTES)
        return {quad.subject.value.removeprefix(_NOTE): quad.object.value for quad in found}  # type: ignore[union-attr]

    def one(self, kind: str, name: str) -> str | None:
        """One note, or None."""
        found = self._engine.quads_for_pattern(NamedNode(_NOTE + name), NamedNode(_NOTE + kind), None, NOTES)
        quad = next(found, None)
        return None if quad is None else quad.object.value  # type: ignore[union-attr]

    def kinds(self, beginning: str) -> list[str]:
        """Kinds that begin so, sorted."""
        found = {quad.predicate.value for quad in self._engine.quads_for_pattern(None, None, None, NOTES)}
        return sorted(iri.removeprefix(_NOTE) for iri in found if iri.startswith(_NOTE + beginning))

    def changes(self, notes: Notes) -> tuple[list[Quad], list[Quad]]:
        """Quads to insert and to delete, so that the notes say what ``notes`` wants."""
        inserts: list[Quad] = []
        deletes: list[Quad] = []
        for kind, values in notes.items():
            predicate = NamedNode(_NOTE + kind)
            for name, text in values.items():
                subject = NamedNode(_NOTE + name)
                new = None if text is None else Quad(subject, predicate, Literal(text), NOTES)
                old = list(self._engine.quads_for_pattern(subject, predicate, None, NOTES))
                deletes += [quad for quad in old if quad != new]
                inserts += [new] if new is not None and new not in old else []
        return inserts, deletes
