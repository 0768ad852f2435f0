"""Items of the queue: what waits, as it is read from the store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctkg.decisions.claims import Returned
from ctkg.errors import UsageError
from ctkg.graph import claims
from ctkg.graph.claims import Claimed
from ctkg.graph.names import suggestion
from ctkg.graph.resolutions import Match
from ctkg.iris import ID
from ctkg.review import conflicts, points
from ctkg.review.points import Point

if TYPE_CHECKING:
    from ctkg.graph.store import Store

RETURNED, CONFLICT, DUPLICATE, DOUBTFUL, CLAIM = "returned", "conflict", "duplicate", "doubtful", "claim"
#: Kinds of items in their order; the last only where everything is asked for.
KINDS = (RETURNED, CONFLICT, DUPLICATE, DOUBTFUL, CLAIM)
#: Digits of an id that are shown, and the fewest that are understood.
SHOWN, FEWEST = 8, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which items.

    Attributes:
        kinds: some of :data:`KINDS`; all where empty.
        document: id of a document that must be concerned.
        relation: relation of the flat view, or the kind of the nodes of a duplicate.
        below: claims less sure than this; None: what the data say.
        everything: the claims that are sure and those decided on as well.
    """

    kinds: tuple[str, ...] = ()
    document: str = ""
    relation: str = ""
    below: float | None = None
    everything: bool = False

    def __post_init__(self) -> None:
        for kind in self.kinds:
            if kind not in KINDS:
                raise UsageError(
                    f"{kind!r} is no kind of item; choose from: {', '.join(KINDS)}{suggestion(kind, KINDS)}"
                )

    def fits(self, documents: Iterable[str], relation: str) -> bool:
        """Whether an item of these is among them."""
        return (not self.document or self.document in documents) and self.relation in ("", relation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that waits.

    Attributes:
        id: 16 hexadecimal digits, made of what it is about; any beginning of it that no other item has names it.
        relation: relation of the flat view; for a duplicate what the two nodes are (``person``, ``body``, ...).
        value: what is said, in short.
        why: why it waits.
        confidence: of the least sure claim; of a duplicate the score of the pair.
        weight: how much hangs on it; of a duplicate the number of claims that name one of the two.
        claims: IRIs of the claims that it is about.
        nodes: of a duplicate the IRIs of the two, of a conflict the node that it is about.
        act: of a decision that came back, the id of its act.
    """

    id: str
    kind: str
    documents: tuple[str, ...]
    relation: str
    value: str
    why: str
    confidence: float
    weight: int
    claims: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    act: str = ""

    @property
    def short(self) -> str:
        """The digits that are shown."""
        return self.id[:SHOWN]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item before it is read: what its place in the order follows from, and what it is made of."""

    id: str
    kind: str
    documents: tuple[str, ...]
    weight: int
    confidence: float
    source: Point | Match | Returned | str

    @property
    def order(self) -> tuple[int, int, float, tuple[str, ...], str]:
        """Sort key: the smaller comes first."""
        return KINDS.index(self.kind), -self.weight, self.confidence, self.documents, self.id


def read(store: Store, entry: Entry) -> Item:
    """The item behind an entry."""
    match entry.source:
        case Point() as point:
            return _conflict(store, entry, point)
        case Returned() as back:
            return _back(entry, back)
        case str(iri):
            said = claims.one(store, iri)
            assert said is not None  # it was found in the same store
            return _claim(entry, said)
        case match:
            return _duplicate(entry, match)


def _back(entry: Entry, back: Returned) -> Item:
    claim = back.claim
    now = f"{ID}claim/{claim.document}/{back.now}" if back.now else ""
    return Item(
        id=entry.id,
        kind=RETURNED,
        documents=entry.documents,
        relation=claim.relation,
        value=_value(claim.value, claim.of),
        why="the words changed since" if now else "the document does not say it any more",
        confidence=entry.confidence,
        weight=entry.weight,
        claims=(now,) if now else (),
        act=back.act,
    )


def _duplicate(entry: Entry, match: Match) -> Item:
    return Item(
        id=entry.id,
        kind=DUPLICATE,
        documents=entry.documents,
        relation=match.kind,
        value=" | ".join(match.labels),
        why="; ".join(match.reasons),
        confidence=match.score,
        weight=entry.weight,
        nodes=(match.one, match.other),
    )


def _conflict(store: Store, entry: Entry, point: Point) -> Item:
    told = [said for said in (claims.one(store, iri) for iri in point.claims) if said is not None]
    values = dict.fromkeys(points.said_on(said, told) for said in sorted(told, key=lambda s: (s.document, s.iri)))
    where = "one document says both" if point.within else f"{len(point.documents)} documents differ"
    of = conflicts.of(store, point)
    return Item(
        id=entry.id,
        kind=CONFLICT,
        documents=point.documents,
        relation=point.relation,
        value=" | ".join(values),
        why=where + (f" ({of})" if of else ""),
        confidence=min((said.confidence for said in told), default=0.0),
        weight=entry.weight,
        claims=point.claims,
        nodes=(point.about,),
    )


def _claim(entry: Entry, said: Claimed) -> Item:
    why = [f"confidence {said.confidence:g}", *said.doubts] if entry.kind == DOUBTFUL else []
    if said.outcome:
        why.append(said.outcome)
    return Item(
        id=entry.id,
        kind=entry.kind,
        documents=entry.documents,
        relation=said.relation,
        value=_value(said.value, said.of),
        why="; ".join(why),
        confidence=said.confidence,
        weight=entry.weight,
        claims=(said.iri,),
        act=said.act,
    )


def _value(value: str, of: str) -> str:
    return f"{value} ({of})" if of else value
