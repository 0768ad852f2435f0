"""Takes what is withheld out of a store that has it, document by document; see :mod:`ctkg.decisions.withholding`."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ctkg.decisions.known import KNOWN
from ctkg.decisions.withholding import Left, Withheld
from ctkg.making import texts
from ctkg.making.statements import DECIDED, dumps, loads
from ctkg.making.statements import NOTE as SAID

if TYPE_CHECKING:
    from ctkg.graph.store import Store
    from ctkg.model import Document, Statement

#: Kind of the notes: documents that names were taken out of.
WITHHELD = "withheld"
#: Name of the note, of the kind ``decisions``, that has the names of each act that takes down.
TAKEDOWNS = "takedowns"


def withheld(store: Store) -> Withheld:
    """What is kept out of ``store``, as of the last time that acts were applied."""
    from ctkg.decisions.applying import STATE

    return Withheld(json.loads(store.note(STATE, TAKEDOWNS) or "[]"))


def withdraw(store: Store, kept_out: Withheld, entries: Iterable[str]) -> set[str]:
    """Bring the documents of ``store`` to what is kept out now, if that has changed; returns ids of those that changed.

    A document of which something was kept out that is not any more has to be built again: the store does not have what
    it is without.

    Args:
        store: open for writing.
        kept_out: what is to be kept out.
        entries: ids of entries; these are written anew from their acts.
    """
    from ctkg import graph

    before = withheld(store)
    if before.acts == kept_out.acts:
        return set()
    # Acts are known without the names that were kept out before: all are read anew.
    store.set_notes(KNOWN, dict.fromkeys(store.notes(KNOWN)))
    if not set(before.acts) <= set(kept_out.acts):
        _make_again(store)
    changed = set()
    for document in sorted(graph.documents(store).difference(entries)):
        if kept_out.has_id(document):
            _forget(store, document)
        elif (said := store.note(SAID, document)) is None:
            # Made by a ctkg that did not keep what documents state.
            if not holds(store, kept_out, document):
                continue
            _forget(store, document)
        elif (left := kept_out.left(*whole(store, said))) is not None:
            _write(store, left)
        else:
            continue
        changed.add(document)
    return changed


def _make_again(store: Store) -> None:
    """Forget what documents were made from that names were taken out of, so that the next build makes them again."""
    from ctkg.making import origins

    documents = dict.fromkeys(store.notes(WITHHELD))
    noted = origins.notes(store, documents)
    store.replace_graphs({}, notes={kind: noted[kind] for kind in (origins.NOTE, origins.KEY)} | {WITHHELD: documents})


def _forget(store: Store, document: str) -> None:
    from ctkg import graph
    from ctkg.decisions.applying import forgotten

    graph.forget(store, [document], notes=forgotten(store, [document]))


def whole(store: Store, said: str) -> tuple[Document, tuple[Statement, ...]]:
    """A document with the text that the store keeps of it, and its statements; ``said`` is the note of these."""
    document, statements = loads(said)
    return dataclasses.replace(document, text=texts.text(store, document.id)), statements


def holds(store: Store, kept_out: Withheld, document: str) -> bool:
    """Whether the graphs of a document have one of the names."""
    from ctkg.iris import graph

    graphs = (graph(kind, document) for kind in ("document", "evidence"))
    return any(kept_out.all.within(str(quad.object)) for name in graphs for quad in store.quads(name))


def _write(store: Store, left: Left) -> None:
    from ctkg import bridge
    from ctkg.decisions.applying import RETURNED
    from ctkg.graph.rewriting import MINTED
    from ctkg.resolve import keeping, profiling
    from ctkg.resolve.growth.ledger import PROFILE

    name = left.document.id
    before = keeping.loads(store.note(PROFILE, name) or "")
    now = profiling.again(before, left.document, left.statements)
    store.replace_graphs(
        bridge.quads(left.document, left.statements).graphs,
        notes={
            SAID: {name: dumps(left.document, left.statements)},
            **({texts.NOTE: {name: texts.dumps(left.document.text)}} if left.document.text else {}),
            PROFILE: {name: keeping.dumps(now)},
            MINTED: {name: None},
            # What people decided is applied to it anew.
            DECIDED: {name: None},
            RETURNED: {name: None},
            WITHHELD: {name: "1"},
        },
    )
