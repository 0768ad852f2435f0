"""Undoing resolution: documents as they were minted, and nothing remembered."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from ctkg.graph import rewriting
from ctkg.graph.store import Store
from ctkg.iris import graph
from ctkg.resolve import writing
from ctkg.resolve.growth.ledger import PREFIX, PROFILE, STATE

_GRAPH = graph("document", "")
#: Stands for the rules where nothing is brought together.
OFF = "none"
#: Triples or notes that go in one step.
_MANY = 20_000


def undo(store: Store, documents: Iterable[str] = ()) -> tuple[str, ...]:
    """Undo all that was brought together; returns the ids of the documents whose graphs changed.

    A kill between two steps leaves whole documents, and a next call ends the work.

    Args:
        store: is written, in steps of bounded size.
        documents: ids of documents that are gone, so that nothing is left of them.
    """
    present = {name.removeprefix(_GRAPH) for name in store.graphs() if name.startswith(_GRAPH)}
    gone = dict.fromkeys(set(documents) - present)
    store.change_graphs({}, {}, notes={PROFILE: gone, rewriting.MINTED: gone})
    if store.note(STATE, "rules") == OFF:
        return ()
    store.set_notes(STATE, {"rules": "undone in part"})
    changed = []
    for document in sorted(present):
        if store.note(rewriting.MINTED, document) is not None:
            found = rewriting.rewrite(store, rewriting.Rewriting(), [document])
            store.change_graphs(found.added, found.removed, notes={rewriting.MINTED: found.minted})
            changed.append(document)
    while triples := list(islice(store.quads(writing.GRAPH), _MANY)):
        store.change_graphs({}, {writing.GRAPH: triples})
    _forget(store)
    return tuple(changed)


def _forget(store: Store) -> None:
    kinds = [kind for kind in store.note_kinds(PREFIX) if kind != STATE]
    notes: dict[str, dict[str, None]] = {}
    size = 0
    for kind in kinds:
        notes[kind] = dict.fromkeys(store.notes(kind))
        size += len(notes[kind])
        if size >= _MANY:
            store.change_graphs({}, {}, notes=notes)
            notes, size = {}, 0
    store.change_graphs({}, {}, notes={**notes, STATE: {"rules": OFF, "merged": None, "doubtful": None}})
