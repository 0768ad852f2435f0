"""Carries changes out at a server, so that whatever the catalogue calls whole is whole.

A server that carries out an update request in one step (the standard says that it should) gets everything in one
request. For one that does not, the graphs are marked first and the marks taken away last: whoever comes later knows
which graphs may be half written, and writes them whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import NamedNode, Triple

from ctkg.errors import StoreError
from ctkg.graph.store.port import Notes
from ctkg.graph.store.remote import catalogue as book
from ctkg.graph.store.remote import changes
from ctkg.graph.store.remote.changes import Change
from ctkg.graph.store.remote.ledger import Ledger
from ctkg.graph.store.remote.server import Server
from ctkg.graph.store.remote.terms import digest, lines
from ctkg.graph.store.union import is_inferred

_STAGING = "urn:ctkg:store:staging:"


class Writer:
    """Writes to one server; one writer at a time."""

    def __init__(self, server: Server, ledger: Ledger) -> None:
        self._server = server
        self._ledger = ledger
        #: Revision that this process wrote last, or found when it began.
        self._seen: int | None = None

    def write(self, graphs: Mapping[str, set[Triple]], notes: Notes, *, chunk: int = 0) -> list[str]:
        """Makes every graph hold what is given for it, and writes ``notes``, as one step.

        Args:
            graphs: all triples of each, with stable blank nodes.
            notes: see the port.
            chunk: triples that one request may carry, where the server could take more.

        Returns:
            The graphs that were changed, sorted.

        Raises:
            StoreError: somebody else writes, or the server fails; then the step was carried out wholly or not at all,
                or, where the server cannot promise that, its graphs are marked as half written.
        """
        state = self._current()
        entries = self._ledger.entries(state)
        wanted: list[Change] = []
        log: dict[str, book.Entry] = {}
        for graph in sorted(graphs):
            text = lines(graphs[graph])
            entry = book.Entry(state.revision + 1, len(graphs[graph]), digest(text) if text else "")
            old = entries.get(graph, book.Entry(0))
            if old.digest != entry.digest or graph in state.pending:
                wanted.append(self._change(graph, graphs[graph], old, graph in state.pending))
                log[graph] = entry
        inferred = any(is_inferred(graph) for graph in log) or any(
            entry.count and is_inferred(graph) for graph, entry in entries.items()
        )
        most = self._server.most
        staged = []
        limit = min(self._server.most_inline, chunk or self._server.most_inline)
        room = limit
        for place, change in enumerate(wanted):
            room -= len(change.added)
            if room < 0 and change.added:
                wanted[place] = self._stage(change, limit)
                staged.append(wanted[place].staged)
        steps = [
            *changes.operations(wanted, inferred=inferred, leftover=bool(state.pending), most=most),
            *changes.notes(notes, most),
            *(self._record(state, entries, log) if log else ()),
            *(f"DROP SILENT GRAPH {NamedNode(name)}" for name in staged),
            *changes.data("DELETE", book.JOURNAL, map(book.of_staged, staged), most),
        ]
        self._carry_out(steps, [change.graph for change in wanted])
        if log:
            self._seen = state.revision + 1
            self._ledger.learn(self._seen, log)
        return sorted(log)

    def set_metadata(self, values: Mapping[str, Any]) -> None:
        """Replaces the metadata."""
        state = self._current()
        steps: list[str] = []
        if state.metadata:
            steps += changes.data("DELETE", book.JOURNAL, [book.of_metadata(state.metadata)], 1)
        text = json.dumps(values, ensure_ascii=False, sort_keys=True)
        steps += changes.data("INSERT", book.JOURNAL, [book.of_metadata(text)], 1)
        self._carry_out(steps, [])

    def _current(self) -> book.State:
        state = self._ledger.state()
        if self._seen is None:
            self._seen = state.revision
            # Parts of graphs whose sender was stopped.
            for name in sorted(state.staged):
                steps = [f"DROP SILENT GRAPH {NamedNode(name)}"]
                steps += changes.data("DELETE", book.JOURNAL, [book.of_staged(name)], 1)
                self._carry_out(steps, [])
        elif state.revision != self._seen:
            raise StoreError(
                "somebody else has written to this server meanwhile; let one finish, then run again",
                path=self._server.where,
            )
        return state

    def _change(self, graph: str, new: set[Triple], old: book.Entry, pending: bool) -> Change:
        held = self._server.get(graph) if old.count or pending else set()
        if pending:
            # What stands there may not have reached the mirrors: do all of it again.
            return Change(graph, frozenset(new), frozenset(held - new), whole=True)
        return Change(graph, frozenset(new - held), frozenset(held - new), whole=not held)

    def _stage(self, change: Change, limit: int) -> Change:
        """Brings what is added to the server in pieces, to a graph that nobody looks at."""
        name = _STAGING + hashlib.sha256(change.graph.encode()).hexdigest()[:16]
        for step in changes.data("INSERT", book.JOURNAL, [book.of_staged(name)], 1):
            self._server.update(step)
        rows = lines(change.added).splitlines(keepends=True)
        for start in range(0, len(rows), limit):
            send = self._server.add if start else self._server.put
            send(name, "".join(rows[start : start + limit]))
        return Change(change.graph, change.added, change.removed, change.whole, staged=name)

    def _record(
        self, state: book.State, entries: Mapping[str, book.Entry], log: Mapping[str, book.Entry]
    ) -> Iterator[str]:
        old = [triple for graph in log if graph in entries for triple in entries[graph].triples(graph)]
        new = [triple for graph, entry in log.items() for triple in entry.triples(graph)]
        if state.revision:
            old.append(book.of_revision(state.revision))
        most = self._server.most
        yield from changes.data("DELETE", book.JOURNAL, old, most)
        yield from changes.data("INSERT", book.JOURNAL, [*new, book.of_revision(state.revision + 1)], most)

    def _carry_out(self, steps: list[str], graphs: list[str]) -> None:
        if not steps:
            return
        if self._server.is_atomic:
            self._server.update(" ;\n".join(steps))
            return
        marks = [book.of_pending(graph) for graph in graphs]
        most = self._server.most
        before = changes.data("INSERT", book.JOURNAL, marks, most)
        after = changes.data("DELETE", book.JOURNAL, marks, most)
        for step in (*before, *steps, *after):
            self._server.update(step)
