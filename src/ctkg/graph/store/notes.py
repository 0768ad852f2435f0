"""Texts that ctkg keeps for itself in a store, in a graph that no query, dump or count sees."""

from __future__ import annotations

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from ctkg.graph.store.port import Notes
from ctkg.graph.store.union import NOTES

_NOTE = "urn:ctkg:note:"
#: Notes of one kind that are kept in mind.
_FEW = 256
#: Kinds with one of these signs are those of one document or moment; there are too many of them.
_OF_ONE = frozenset("/:")


class NoteBook:
    """The notes in an engine, by kind and name.

    Kinds of which there are few notes, and that were asked for, are kept in mind: the engine in memory passes by all
    notes that were ever deleted, more with every write.
    """

    def __init__(self, engine: ox.Store) -> None:
        self._engine = engine
        self._known: dict[str, dict[str, str]] = {}
        self._next: Notes = {}

    def all(self, kind: str) -> dict[str, str]:
        """Every note of one kind, by name."""
        known = self._known.get(kind)
        if known is None:
            quads = self._engine.quads_for_pattern(None, NamedNode(_NOTE + kind), None, NOTES)
            known = {quad.subject.value.removeprefix(_NOTE): quad.object.value for quad in quads}  # type: ignore[union-attr]
            if len(known) > _FEW or not _OF_ONE.isdisjoint(kind):
                return known
            self._known[kind] = known
        return known.copy()

    def one(self, kind: str, name: str) -> str | None:
        """One note, or None."""
        known = self._known.get(kind)
        if known is not None:
            return known.get(name)
        found = self._engine.quads_for_pattern(NamedNode(_NOTE + name), NamedNode(_NOTE + kind), None, NOTES)
        quad = next(found, None)
        return None if quad is None else quad.object.value  # type: ignore[union-attr]

    def kinds(self, beginning: str) -> list[str]:
        """Kinds that begin so, sorted."""
        found = {quad.predicate.value for quad in self._engine.quads_for_pattern(None, None, None, NOTES)}
        return sorted(iri.removeprefix(_NOTE) for iri in found if iri.startswith(_NOTE + beginning))

    def changes(self, notes: Notes) -> tuple[list[Quad], list[Quad]]:
        """Quads to insert and to delete, so that the notes say what ``notes`` wants; call :meth:`advance` when done."""
        self._next = notes
        inserts: list[Quad] = []
        deletes: list[Quad] = []
        for kind, values in notes.items():
            predicate = NamedNode(_NOTE + kind)
            known = self._known.get(kind)
            for name, text in values.items():
                subject = NamedNode(_NOTE + name)
                new = None if text is None else Quad(subject, predicate, Literal(text), NOTES)
                if known is None:
                    old = list(self._engine.quads_for_pattern(subject, predicate, None, NOTES))
                else:
                    old = [Quad(subject, predicate, Literal(known[name]), NOTES)] if name in known else []
                deletes += [quad for quad in old if quad != new]
                inserts += [new] if new is not None and new not in old else []
        return inserts, deletes

    def advance(self) -> None:
        """The step that :meth:`changes` described has been carried out."""
        for kind, values in self._next.items():
            known = self._known.get(kind)
            if known is not None:
                for name, text in values.items():
                    if text is None:
                        known.pop(name, None)
                    else:
                        known[name] = text
                if len(known) > _FEW:
                    del self._known[kind]
        self._next = {}
