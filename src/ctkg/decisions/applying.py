"""Puts acts into effect: entries come and go, documents are mapped anew with what was decided on their claims.

What it costs follows from the acts that are new, not from the log or the store. Every write is a whole step; where a
call ends before its time, the next one does the rest. Decisions on nodes are handed to resolution as links.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from ctkg.decisions import known, standing
from ctkg.decisions.acts import Act
from ctkg.decisions.claims import Returned, decide
from ctkg.decisions.log import Log
from ctkg.decisions.screening import Screened, kept_out
from ctkg.decisions.standing import Standing
from ctkg.decisions.withdrawing import TAKEDOWNS, WITHHELD, withdraw, withheld
from ctkg.making.statements import DECIDED
from ctkg.making.statements import NOTE as SAID
from ctkg.resolve import Links

if TYPE_CHECKING:
    from ctkg.bridge import Graphs
    from ctkg.decisions.withholding import Withheld
    from ctkg.entries.keeping import Kept
    from ctkg.graph.store import Store

#: Kinds of the notes: the act by entry, decisions that could not be applied, and the whole.
ENTRY, RETURNED, STATE = "entry", "returned", "decisions"
#: Entries that are written in one step.
_TOGETHER = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What acts came to.

    Attributes:
        links: what people decided on nodes.
        removed: ids of documents that are kept out.
        changed: ids of documents and entries that this call wrote or took out, sorted.
        returned: how many decisions wait for a person because what they rested on changed.
    """

    links: Links
    removed: frozenset[str]
    changed: tuple[str, ...] = ()
    returned: int = 0


def apply(store: Store, log: Log) -> Applied:
    """Bring ``store`` to what its documents and the acts of ``log`` say.

    Raises:
        UnreadableInput: an act is broken, or was changed after it was written.
        StoreError: the store cannot be written.
    """
    names, state = log.names(), store.notes(STATE)
    count = int(state.get("count", 0))
    if count and not log.exists():
        # Nobody takes all acts back by losing a folder, such as with a store that was moved without it.
        names = known.restore(store, log)
    if _digest(names) == state.get("digest", _digest([])):
        return _applied(store, _remap(store, json.loads(state.get("documents", "[]")), None))
    if names_out := kept_out(log, names):
        log = Screened(log, names_out)
    new = names[count:] if _digest(names[:count]) == state.get("digest", _digest([])) else None
    if new is not None and (added := _only_added(store, log, new, state)) is not None:
        changed = _write_entries(store, log, added)
        known.note(store, log, {act.id: act for act in added.values()}.values())
        store.set_notes(STATE, {"digest": _digest(names), "count": str(len(names))})
        return _applied(store, changed)
    other_names = withheld(store).acts != names_out.acts
    changed = withdraw(store, names_out, entries(store)) if other_names else set()
    found = standing.of(known.brought_up(store, log, names))
    if names_out:
        found = replace(found, entries={e: act for e, act in found.entries.items() if not names_out.has_id(e)})
    changed |= _write_entries(store, log, found.entries if other_names else _differing(store, found))
    changed |= _take_out(store, found)
    documents = sorted({*json.loads(state.get("documents", "[]")), *found.claims})
    changed |= _remap(store, documents, found)
    _settle(store, names, found, names_out)
    return _applied(store, changed)


def ahead(store: Store, log: Log) -> list[Act]:
    """The acts of ``log`` that the next :func:`apply` meets for the first time, by time.

    Raises:
        UnreadableInput: one of them is broken.
    """
    names = log.names()
    if _digest(names) == store.notes(STATE).get("digest", _digest([])):
        return []
    return [log.read(name) for name in names if store.note(known.KNOWN, name) is None]


def links(store: Store) -> Links:
    """What people decided on nodes, as of the last :func:`apply`."""
    same, different = json.loads(store.note(STATE, "links") or "[[], []]")
    return Links(same=frozenset(map(_pair, same)), different=frozenset(map(_pair, different)))


def removed(store: Store) -> frozenset[str]:
    """Ids of documents that are kept out, as of the last :func:`apply`."""
    return frozenset(json.loads(store.note(STATE, "removed") or "[]"))


def entries(store: Store) -> dict[str, str]:
    """Ids of the entries in ``store`` -> id of the act that added them."""
    return store.notes(ENTRY)


def entry(store: Store, name: str) -> str | None:
    """Id of the act that added the entry ``name``; None where the store has no such entry."""
    return store.note(ENTRY, name)


def returned(store: Store) -> list[Returned]:
    """Decisions that could not be applied, by time."""
    from ctkg.decisions.acts import Claim

    found = []
    for text in store.notes(RETURNED).values():
        for values in json.loads(text):
            claim = Claim(**{**values["claim"], "words": tuple(values["claim"]["words"])})
            found.append(Returned(**{**values, "claim": claim}))
    return sorted(found, key=lambda each: (each.act, each.claim.document, each.claim.claim))


def forgotten(store: Store, documents: Iterable[str]) -> dict[str, dict[str, str | None]]:
    """What is to be noted where documents go: nothing is kept of them."""
    from ctkg.making import origins

    gone = dict.fromkeys(documents)
    return {**origins.notes(store, gone), ENTRY: {**gone}, RETURNED: {**gone}, WITHHELD: {**gone}}


def _applied(store: Store, changed: Iterable[str]) -> Applied:
    return Applied(
        links=links(store),
        removed=removed(store),
        changed=tuple(sorted(changed)),
        returned=int(store.note(STATE, "returned") or 0),
    )


def _digest(names: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def _pair(values: list[str]) -> tuple[str, str]:
    one, other = values
    return one, other


# Acts


def _only_added(store: Store, log: Log, new: Sequence[str], state: Mapping[str, str]) -> dict[str, Act] | None:
    """The entries of ``new`` acts, where these add entries that never were there, so that nothing else can change."""
    found: dict[str, Act] = {}
    kept_out = set(json.loads(state.get("removed", "[]")))
    for name in new:
        act = log.read(name)
        if act.kind != "add" or not found.keys().isdisjoint(act.documents):
            return None
        found |= dict.fromkeys(act.documents, act)
    there = any(store.note(ENTRY, entry) is not None for entry in found)
    return None if there or not kept_out.isdisjoint(found) else found


def _settle(store: Store, names: Sequence[str], found: Standing, names_out: Withheld) -> None:
    """Note what stands, once all of it is done."""
    pairs = [sorted(found.links.same), sorted(found.links.different)]
    store.set_notes(
        STATE,
        {
            "digest": _digest(names),
            "count": str(len(names)),
            "documents": json.dumps(sorted(found.claims)),
            "removed": json.dumps(sorted(found.removed)),
            "links": json.dumps(pairs),
            TAKEDOWNS: json.dumps(names_out.acts) if names_out else None,
        },
    )


# Entries and removals


def _differing(store: Store, found: Standing) -> dict[str, Act]:
    """Entries that the store does not have, or has from another act."""
    have = entries(store)
    return {entry: act for entry, act in found.entries.items() if have.get(entry) != act.id}


def _write_entries(store: Store, log: Log, wanted: Mapping[str, Act]) -> set[str]:
    if not wanted:
        return set()
    from ctkg.entries import graphs_of, keeping, profile_of
    from ctkg.graph.rewriting import MINTED
    from ctkg.resolve.growth.ledger import PROFILE
    from ctkg.resolve.keeping import dumps

    by_act: dict[str, tuple[Act, set[str]]] = {}
    for entry, act in wanted.items():
        by_act.setdefault(act.id, (act, set()))[1].add(entry)
    for act, ids in by_act.values():
        given = _given(keeping.loads(log.graphs(act)), ids)
        while part := list(islice(given, _TOGETHER)):
            graphs: Graphs = {}
            notes: dict[str, dict[str, str | None]] = {PROFILE: {}, MINTED: {}, ENTRY: {}}
            for entry, quads in part:
                graphs |= graphs_of(entry, quads, by=act.by, on=act.on, reason=act.reason, source=act.source)
                notes[PROFILE][entry] = dumps(profile_of(entry, quads))
                notes[MINTED][entry] = None
                notes[ENTRY][entry] = act.id
            store.replace_graphs(graphs, notes=notes)
    return set(wanted)


def _given(entries: Iterable[Kept], ids: set[str]) -> Iterator[Kept]:
    """Those of ``entries`` that are asked for; one of which nothing is left is empty."""
    left = set(ids)
    for entry, quads in entries:
        if entry in left:
            left.remove(entry)
            yield entry, quads
    yield from ((entry, []) for entry in sorted(left))


def _take_out(store: Store, found: Standing) -> set[str]:
    """Take out entries that no act adds any more, and documents that are kept out."""
    from ctkg import graph

    old = set(entries(store)) - found.entries.keys()
    gone = sorted({*(found.removed & graph.documents(store) if found.removed else ()), *old})
    if gone:
        graph.forget(store, gone, notes=forgotten(store, gone))
    return set(gone)


# Claims


def _remap(store: Store, documents: Iterable[str], found: Standing | None) -> set[str]:
    """Map documents anew whose graphs are not made with the decisions that there are now.

    ``found`` None: decisions are as they were, so only documents are looked at that were written since.
    """
    waiting = [document for document in documents if found or store.note(DECIDED, document) is None]
    if not waiting:
        return set()
    found = found or standing.of(known.acts(store))
    changed = set()
    for document in waiting:
        acts = found.claims.get(document, [])
        wanted = hashlib.sha256("\n".join(act.id for act in acts).encode()).hexdigest() if acts else None
        if store.note(DECIDED, document) == wanted:
            continue
        if (said := store.note(SAID, document)) is None:
            continue  # it is not built (yet): its decisions wait
        _map(store, said, acts, wanted)
        changed.add(document)
    if changed:
        store.set_notes(STATE, {"returned": str(len(returned(store)))})
    return changed


def _map(store: Store, said: str, acts: Sequence[Act], wanted: str | None) -> None:
    from ctkg import bridge
    from ctkg.graph.rewriting import MINTED
    from ctkg.making.statements import loads as unpacked
    from ctkg.resolve import keeping, profiling
    from ctkg.resolve.growth.ledger import PROFILE

    document, statements = unpacked(said)
    decided = decide(document.id, statements, acts)
    mapped = bridge.quads(document, decided.statements)
    before = keeping.loads(store.note(PROFILE, document.id) or "")
    now = profiling.again(before, document, decided.statements)
    back = json.dumps([asdict(each) for each in decided.returned]) if decided.returned else None
    store.replace_graphs(
        mapped.graphs,
        notes={
            PROFILE: {document.id: keeping.dumps(now)},
            MINTED: {document.id: None},
            DECIDED: {document.id: wanted},
            RETURNED: {document.id: back},
        },
    )
