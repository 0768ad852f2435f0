"""Copies a store to a server: what is missing there, whole graphs each, in chunks; safe to be stopped at any point.

The server's catalogue says which graphs it holds and what was in them when they were sent, so a copy that was stopped
is gone on with. Once a copy is complete, a note at the server says up to which revision; the next copy looks only at
graphs that the store has touched since.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ctkg.iris import GRAPH

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from ctkg.graph.store import Store
    from ctkg.graph.store.remote import RemoteStore

#: Triples that one request carries, about.
CHUNK = 10_000
#: Key of the metadata, and of the note at the server, that tells one store from another.
ID = "id"
_NOTE = ("push", "cursor")
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """What a copy did.

    Attributes:
        sent: graphs that were sent.
        triples: in those graphs.
        removed: graphs that were removed at the server.
        kept: graphs that the server had already.
        revision: of the store, up to which the server is now.
    """

    sent: int
    triples: int
    removed: int
    kept: int
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where store and server differ.

    Attributes:
        graph: IRI; or a default graph, in words.
        here: triples in the store.
        there: triples at the server.
    """

    graph: str
    here: int
    there: int


def identify(store: Store) -> str:
    """What tells ``store`` from any other; empty where nothing does.

    On disk it is the name that the engine gave its files; copying the folder keeps it, restoring a backup does not.
    A store in memory gets a random id in its metadata, beside the graphs and in none of them.
    """
    from ctkg.graph.store import DiskStore
    from ctkg.graph.store.seal import QUADS

    if isinstance(store, DiskStore):
        try:
            return (store.path / QUADS / "IDENTITY").read_text(encoding="ascii", errors="replace").strip()
        except OSError:
            return ""
    known = store.metadata().get(ID, "")
    if not known and not store.read_only:
        known = secrets.token_hex(8)
        store.set_metadata({**store.metadata(), ID: known})
    return str(known)


def push(store: Store, server: RemoteStore, *, chunk: int = CHUNK, progress: Callable[[str, int, int], None]) -> Pushed:
    """Makes ``server`` hold the graphs of ``store`` and no others.

    Graphs of one document go in one step, so the server holds whole documents at any time.

    Args:
        store: what to copy.
        server: an open, writable store on a server.
        chunk: triples that one request carries, about; a larger graph is sent in several.
        progress: called as the work goes on.

    Raises:
        StoreError: the server fails, or somebody else writes to it; what was sent is kept, and a second copy sends
            the rest.
    """
    revision = store.revision()
    here, there = store.graphs(), server.digests()
    known = _known(store, server)
    touched = set(here) if known is None else set(store.touched(known))
    # A graph that the server lacks is sent even where the note says that it was: somebody may have taken it away.
    suspects = [name for name in here if name in touched or name not in there]
    gone = sorted(set(server.graphs()) - set(here))
    if known is None and server.note(*_NOTE) is not None:
        # The note of another store, which is no longer true from now on.
        server.set_notes(_NOTE[0], {_NOTE[1]: None})
    sent = triples = 0
    for batch, done in _batches(store, there, suspects, chunk):
        changed = server.send(batch, chunk=chunk)
        sent += len(changed)
        triples += sum(len(batch[name]) for name in changed)
        progress("push", done, len(suspects))
    for start in range(0, len(gone), 100):
        server.remove_graphs(gone[start : start + 100])
    _finish(store, server, revision)
    return Pushed(sent=sent, triples=triples, removed=len(gone), kept=len(here) - sent, revision=revision)


def differences(store: Store, server: RemoteStore, *, progress: Callable[[str, int, int], None]) -> list[Difference]:
    """Where what ``server`` gives differs from ``store``, graph by graph, read anew; and the two default graphs."""
    from ctkg.graph.store.remote.terms import digest, lines

    found = []
    names = sorted({*store.graphs(), *server.graphs()})
    for done, name in enumerate(names, start=1):
        here, there = _triples(store, name), _triples(server, name)
        if digest(lines(here)) != digest(lines(there)):
            found.append(Difference(graph=name, here=len(here), there=len(there)))
        progress("verify", done, len(names))
    for inference, title in ((True, "the default graph"), (False, "the default graph without inference")):
        counts = [_counted(each, inference) for each in (store, server)]
        if counts[0] != counts[1]:
            found.append(Difference(graph=title, here=counts[0], there=counts[1]))
    return found


def _known(store: Store, server: RemoteStore) -> int | None:
    """Revision of ``store`` up to which ``server`` is complete; None where that is not known."""
    written: dict[str, Any] = json.loads(server.note(*_NOTE) or "{}")
    revision = int(written.get("revision", -1))
    if written.get(ID) and written[ID] == identify(store) and 0 <= revision <= store.revision():
        return revision
    return None


def _finish(store: Store, server: RemoteStore, revision: int) -> None:
    values = {key: value for key, value in store.metadata().items() if key not in (ID, "format")}
    if {**server.metadata(), **values} != server.metadata():
        server.set_metadata({**server.metadata(), **values})
    cursor = json.dumps({ID: identify(store), "revision": revision}, sort_keys=True)
    if server.note(*_NOTE) != cursor:
        server.set_notes(_NOTE[0], {_NOTE[1]: cursor})


def _batches(
    store: Store, there: dict[str, str], names: Sequence[str], chunk: int
) -> Iterator[tuple[dict[str, set[Triple]], int]]:
    """Graphs that the server lacks or has otherwise, about ``chunk`` triples at a time; and how many were looked at."""
    from ctkg.graph.store.remote.terms import digest, lines

    batch: dict[str, set[Triple]] = {}
    done = size = 0
    for group in _groups(names):
        new = {name: _triples(store, name) for name in group}
        missing = {name: triples for name, triples in new.items() if there.get(name) != digest(lines(triples))}
        total = sum(map(len, missing.values()))
        if batch and size + total > chunk:
            yield batch, done
            batch, size = {}, 0
        batch.update(missing)
        size += total
        done += len(group)
    if batch:
        yield batch, done


def _groups(names: Sequence[str]) -> list[list[str]]:
    """Graphs that go together, in the order in which they go: shared ones, then those of one document each."""
    groups: dict[tuple[int, str], list[str]] = {}
    for name in names:
        kind, _, rest = name.removeprefix(GRAPH).partition("/")
        of_document = kind in ("document", "evidence", "inferred") and rest
        groups.setdefault((1, rest) if of_document else (0, name), []).append(name)
    return [groups[key] for key in sorted(groups)]


def _triples(store: Store, name: str) -> set[Triple]:
    return {quad.triple for quad in store.quads(name)}


def _counted(store: Store, inference: bool) -> int:
    from ctkg.graph import query

    return int(query.run(store, _COUNT, inference=inference).values()[0][0])
