"""The queue: what waits for a reader, most pressing first.

Four kinds, in this order: decisions that came back since what they were made on changed, conflicts, possible
duplicates, doubtful claims. Within a kind comes first what most hangs on, then what is least sure, then by document.
What was decided is out of the queue, and comes back only when what it rests on changes.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from ctkg.decisions import applying
from ctkg.decisions.claims import Returned
from ctkg.errors import UsageError
from ctkg.graph import claims, resolutions
from ctkg.iris import ID
from ctkg.resolve.writing import match_iri
from ctkg.review import items, points, priorities
from ctkg.review.items import CLAIM, CONFLICT, DOUBTFUL, DUPLICATE, FEWEST, KINDS, RETURNED, Entry, Item, Wanted

if TYPE_CHECKING:
    from ctkg.graph.resolutions import Match
    from ctkg.graph.store import Store
    from ctkg.review.points import Point

_DOCUMENT = ID + "document/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What was found: how many items there are of each kind, and the first of them."""

    counts: dict[str, int]
    items: tuple[Item, ...]

    @property
    def total(self) -> int:
        """How many there are, shown or not."""
        return sum(self.counts.values())


def waiting(store: Store, wanted: Wanted | None = None, *, limit: int | None = None) -> Waiting:
    """Items in their order; only those that are given back are read whole, so a long queue costs little.

    Args:
        store: caught up.
        wanted: which ones; all that wait where None.
        limit: how many to give back; all where None.
    """
    counts: dict[str, int] = {}

    def counted() -> Iterator[Entry]:
        for entry in _entries(store, wanted or Wanted()):
            counts[entry.kind] = counts.get(entry.kind, 0) + 1
            yield entry

    order = attrgetter("order")
    found = sorted(counted(), key=order) if limit is None else heapq.nsmallest(limit, counted(), key=order)
    return Waiting(
        counts={kind: counts[kind] for kind in KINDS if kind in counts},
        items=tuple(items.read(store, entry) for entry in found),
    )


def entries(store: Store, wanted: Wanted | None = None) -> Iterator[Entry]:
    """Items that were found and not read yet, in no order."""
    return _entries(store, wanted or Wanted())


def item(store: Store, name: str) -> Item:
    """The item that ``name`` means: an id or the beginning of one, or the IRI of a claim, whether it waits or not.

    Raises:
        UsageError: none is called so, or several are.
    """
    text = name.strip().strip("<>").lower().rpartition("/")[2]
    if len(text) < FEWEST:
        raise UsageError(f"{name!r} is too short for an item; give at least {FEWEST} digits of its id")
    found = {entry.id: entry for entry in _entries(store, Wanted(everything=True), beginning=text)}
    if not found:
        raise UsageError(f"no item is called {name!r}; `ctkg review list` names those that wait, and --all all claims")
    if len(found) > 1:
        which = ", ".join(sorted(found)[:10])
        raise UsageError(f"{name!r} is the beginning of {len(found)} items; give more digits: {which}")
    return items.read(store, next(iter(found.values())))


def _entries(store: Store, wanted: Wanted, *, beginning: str = "") -> Iterator[Entry]:
    """What is wanted, in no order; only what has an id that begins so."""
    kinds = frozenset(wanted.kinds or KINDS)
    done = claims.decided(store)
    makers = ((RETURNED, _returned), (CONFLICT, _conflicts), (DUPLICATE, _duplicates))
    for kind, make in makers:
        if kind in kinds:
            yield from make(store, wanted, done, beginning)
    if kinds & {DOUBTFUL, CLAIM}:
        yield from (entry for entry in _claims(store, wanted, done, beginning) if entry.kind in kinds)


def _returned(store: Store, wanted: Wanted, done: set[str], beginning: str) -> Iterator[Entry]:
    for back in applying.returned(store):
        name = returned_id(back)
        if name.startswith(beginning) and wanted.fits((back.claim.document,), back.claim.relation):
            yield Entry(
                id=name,
                kind=RETURNED,
                documents=(back.claim.document,),
                weight=_weight(back.claim.relation),
                confidence=0.0,
                source=back,
            )


def returned_id(back: Returned) -> str:
    """Id of the item of a decision that came back."""
    return hashlib.sha256(f"{back.act}\x1f{back.claim.document}\x1f{back.claim.claim}".encode()).hexdigest()[:16]


def _conflicts(store: Store, wanted: Wanted, done: set[str], beginning: str) -> Iterator[Entry]:
    for point in points.find(store, document=wanted.document):
        if not point.id.startswith(beginning) or not wanted.fits(point.documents, point.relation):
            continue
        if wanted.everything or not _is_settled(store, point, done):
            yield Entry(
                id=point.id,
                kind=CONFLICT,
                documents=point.documents,
                weight=_weight(point.relation),
                confidence=0.0,
                source=point,
            )


def _is_settled(store: Store, point: Point, done: set[str]) -> bool:
    """True where people decided on all claims, or those that are left after what they decided say the same."""
    if not (here := done.intersection(point.claims)) or len(here) == len(point.claims):
        return bool(here)
    told = [said for said in (claims.one(store, iri) for iri in point.claims) if said and said.stands]
    return len({points.said_on(said, told) for said in told}) < 2


def _duplicates(store: Store, wanted: Wanted, done: set[str], beginning: str) -> Iterator[Entry]:
    named: dict[str, frozenset[str]] = {}
    for match in resolutions.matches(store, outcome="doubtful"):
        name = match_iri(match.one, match.other).rpartition("/")[2]
        if not name.startswith(beginning):
            continue
        documents, number = _concerned(store, match, named)
        if wanted.fits(documents, match.kind):
            yield Entry(
                id=name, kind=DUPLICATE, documents=documents, weight=number, confidence=match.score, source=match
            )


def _claims(store: Store, wanted: Wanted, done: set[str], beginning: str) -> Iterator[Entry]:
    """Claims that are doubtful, and, where everything is wanted, all others."""
    below = priorities.load().below if wanted.below is None else wanted.below
    doubted = frozenset(claims.doubted(store))
    for iri, sure in claims.sureness(store, document=wanted.document):
        waits = (sure < below or iri in doubted) and iri not in done
        if not (waits or wanted.everything) or not claims.name_of(iri).startswith(beginning):
            continue
        relation, document = claims.relation_of(store, iri), claims.document_of(iri)
        if wanted.fits((document,), relation):
            yield Entry(
                id=claims.name_of(iri),
                kind=DOUBTFUL if waits else CLAIM,
                documents=(document,),
                weight=_weight(relation),
                confidence=sure,
                source=iri,
            )


def _weight(relation: str) -> int:
    return priorities.load().weights.get(relation, 1)


def _concerned(store: Store, match: Match, named: dict[str, frozenset[str]]) -> tuple[tuple[str, ...], int]:
    """The documents that name one of two nodes, and by how many claims; ``named`` keeps those of each node."""
    found = _naming(store, match.one, named) | _naming(store, match.other, named)
    return tuple(sorted(set(map(claims.document_of, found)))), len(found)


def _naming(store: Store, node: str, named: dict[str, frozenset[str]]) -> frozenset[str]:
    if not node.startswith(_DOCUMENT):
        node = resolutions.canonical(store, node)
    if node not in named:
        document = node.removeprefix(_DOCUMENT)
        found = claims.naming(store, node) if document == node else claims.all_of(store, document=document)
        named[node] = frozenset(found)
    return named[node]
