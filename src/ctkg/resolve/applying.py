"""Resolution of a store: what its documents say becomes one graph, and stays so at the cost of what changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ctkg import resources
from ctkg.graph import rewriting
from ctkg.graph.store import Store
from ctkg.iris import graph
from ctkg.resolve import writing
from ctkg.resolve.growth import documents, undoing
from ctkg.resolve.growth.ledger import PROFILE, STATE, Ledger
from ctkg.resolve.growth.publishing import publish
from ctkg.resolve.growth.step import kept_links, take
from ctkg.resolve.growth.view import DOCUMENT
from ctkg.resolve.model import VERSION, Links

#: Documents that are taken in together, in one atomic step of the store.
BATCH = 384
_GRAPH = graph("document", "")
_TABLES = ("demonyms", "organisation_names", "organisations", "states")


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What came of it.

    Attributes:
        merged: nodes and documents of the whole store that were brought into another.
        doubtful: pairs of the whole store that a person should look at.
        rewritten: ids of documents whose graphs this call changed, sorted.
    """

    merged: int = 0
    doubtful: int = 0
    rewritten: tuple[str, ...] = ()


def apply(
    store: Store,
    touched: Iterable[str],
    *,
    links: Links | None = None,
    wanted: bool = True,
    ledger: Ledger | None = None,
    new: Mapping[str, bytes] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Applied:
    """Bring the nodes of all documents in ``store`` together.

    Of documents that are not ``touched``, what is known from earlier calls stands. They are taken in several together,
    each time in one atomic step of the store; where a call ended before its time, the same documents again bring it
    to the end, and those that were done already cost little.

    Args:
        store: holds the graphs of the touched documents as they were minted, and in its notes their profiles.
        touched: ids of documents that came, changed or went since the last call; of others it makes no difference.
        links: what is decided beforehand; decisions of people go here.
        wanted: False undoes all that was brought together.
        ledger: what the last call for this store read and wrote, where nothing else was brought together since.
        new: N-Quads of touched documents that came since the last call, which need not be read in the store.
        progress: called with how many documents are done and how many there are to do.
    """
    links = links or Links()
    waiting = set(touched)
    if not wanted:
        return Applied(rewritten=undoing.undo(store, waiting))
    rewritten: set[str] = set()
    ledger = ledger or Ledger(store)
    if store.note(STATE, "rules") != rules():
        ledger.forget()
        rewritten.update(undoing.undo(store, waiting))
        waiting |= {name.removeprefix(_GRAPH) for name in store.graphs() if name.startswith(_GRAPH)}
        store.set_notes(STATE, {"rules": rules()})
    names = sorted(waiting)
    batches = [names[start : start + BATCH] for start in range(0, len(names), BATCH)]
    if not batches and kept_links(ledger) != links:
        batches = [[]]
    for number, batch in enumerate(batches):
        progress(number * BATCH, len(names))
        rewritten |= _step(store, ledger, batch, links, new or {})
    merged, doubtful = _totals(store)
    return Applied(merged=merged, doubtful=doubtful, rewritten=tuple(sorted(rewritten)))


@cache
def rules() -> str:
    """A text that is another one where what is decided may be other: the rules, their data, the tables they ask."""
    total = hashlib.sha256(VERSION.encode())
    files = [*resources.path("data", "resolution").glob("*.toml"), resources.path("data", "patterns", "persons.toml")]
    files += [resources.path("data", "reference", f"{name}.csv") for name in _TABLES]
    for file in sorted(files):
        total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def _step(store: Store, ledger: Ledger, batch: Sequence[str], links: Links, new: Mapping[str, bytes]) -> set[str]:
    """Take some documents in, or out; returns those whose graphs changed."""
    profiles = {
        document: store.note(PROFILE, document) if store.contains_graph(_GRAPH + document) else None
        for document in batch
    }
    step = take(ledger, profiles, links)
    published = publish(store, step)
    plan, concerned = documents.plan(step)
    written = rewriting.rewrite(store, plan, concerned, new)
    merged, doubtful = _totals(store)
    gone = [document for document in batch if step.after.text(DOCUMENT + document) is None]
    store.change_graphs(
        {**written.added, writing.GRAPH: published.added},
        {**written.removed, writing.GRAPH: published.removed},
        notes={
            **step.draft.changes(),
            rewriting.MINTED: {**dict.fromkeys(gone), **written.minted},
            PROFILE: dict.fromkeys(gone),
            STATE: {"merged": str(merged + published.merged), "doubtful": str(doubtful + published.doubtful)},
        },
    )
    ledger.written(step.draft)
    return set(written.minted)


def _totals(store: Store) -> tuple[int, int]:
    return int(store.note(STATE, "merged") or 0), int(store.note(STATE, "doubtful") or 0)
