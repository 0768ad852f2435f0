"""Conflicts: what documents that differ say, side by side, and which of it is the answer where nobody decided.

The answer follows from a policy that the user states: the surer claim, the later document, or the source that goes
first. It changes nothing in the graph; that is done by deciding (:func:`ctkg.review.deciding.prefer`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctkg.errors import UsageError
from ctkg.graph import claims, query
from ctkg.graph.claims import Claimed
from ctkg.iris import ID, compact, instance
from ctkg.review import points
from ctkg.review.points import Point

if TYPE_CHECKING:
    from ctkg.graph.store import Store

SOURCE, DATE, CONFIDENCE = "source", "date", "confidence"
POLICIES = (SOURCE, DATE, CONFIDENCE)
#: What an event of several reports has from one of them (docs/decisions/resolution.md).
_KEPT = frozenset({"event.start", "event.end", "event.durationDays", "event.title"})

_DOCUMENT = """
SELECT ?title ?publisher ?issued WHERE {
  OPTIONAL { ?document dcterms:title ?title }
  OPTIONAL { ?document dcterms:publisher ?publisher }
  OPTIONAL { ?document dcterms:issued ?issued }
} ORDER BY ?title ?publisher ?issued LIMIT 1"""
_LABEL = """
SELECT ?label WHERE { ?node rdfs:label|skos:prefLabel ?label . FILTER(lang(?label) IN ("", "en")) } ORDER BY ?label"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is known of a document; empty where it is not."""

    document: str
    title: str
    publisher: str
    issued: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one claim says on a point.

    Attributes:
        value: what it says; where the roles of one agent differ, its role.
        asserted: whether the graph says so now.
    """

    claim: Claimed
    source: Source
    value: str
    asserted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the policy prefers, and why in words."""

    side: Side
    policy: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A point with its sides, sorted by document, and the answer by policy.

    Attributes:
        label: name of what it is about; ``of`` is what is counted, whose role it is, or the name of the post's body.
    """

    point: Point
    label: str
    of: str
    sides: tuple[Side, ...]
    answer: Answer

    @property
    def asserted(self) -> tuple[str, ...]:
        """The values that the graph asserts now, each once."""
        return tuple(dict.fromkeys(side.value for side in self.sides if side.asserted))


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How to answer where nobody decided.

    Attributes:
        prefer: one of :data:`POLICIES`; what it leaves open goes by confidence, then by date, then by document.
        sources: publishers, the first goes before all others.
    """

    prefer: str = CONFIDENCE
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.prefer not in POLICIES:
            raise UsageError(f"{self.prefer!r} is no policy; choose one of: {', '.join(POLICIES)}")
        if self.prefer == SOURCE and not self.sources:
            raise UsageError('to prefer by source, name their order, such as --sources "UN, OSCE"')


def find(store: Store, policy: Policy | None = None, *, about: str = "") -> list[Conflict]:
    """All conflicts, or those about one node: an event, a person, or a document that takes part in them."""
    document = about.removeprefix(ID + "document/") if about.startswith(ID + "document/") else ""
    return [
        read(store, point, policy)
        for point in points.find(store)
        if not about or about == point.about or document in point.documents
    ]


def read(store: Store, point: Point, policy: Policy | None = None) -> Conflict:
    """A point with all that its claims say."""
    told = [said for said in (claims.one(store, iri) for iri in point.claims) if said is not None]
    sources = {said.document: source(store, said.document) for said in told}
    sides = tuple(
        Side(
            claim=said,
            source=sources[said.document],
            value=points.said_on(said, told),
            asserted=is_asserted(store, said),
        )
        for said in sorted(told, key=lambda s: (s.document, s.relation, s.value, s.iri))
    )
    return Conflict(
        point=point,
        label=label(store, point.about),
        of=of(store, point),
        sides=sides,
        answer=answer(sides, policy or Policy()),
    )


def of(store: Store, point: Point) -> str:
    """What is counted, whose role it is, or the name of the body in which the post is."""
    return label(store, point.of) if point.of.startswith(ID) else point.of


def source(store: Store, document: str) -> Source:
    """What the graph says of a document."""
    rows = query.run(store, _DOCUMENT, params={"document": instance("document", document)}).values()
    title, publisher, issued = (str(cell) if cell is not None else "" for cell in rows[0]) if rows else ("", "", "")
    return Source(document=document, title=title, publisher=publisher, issued=issued)


def label(store: Store, node: str) -> str:
    """The name of a node."""
    rows = query.run(store, _LABEL, params={"node": node}).values()
    return str(rows[0][0]) if rows else compact(node)


def is_asserted(store: Store, said: Claimed) -> bool:
    """Whether the graph says so: a claim that is asserted and stands, and that an event of several reports keeps."""
    if said.stance != "asserted" or not said.stands:
        return False
    return said.relation not in _KEPT or claims.holds(store, said.about, said.predicate, text=said.value)


# The answer


def answer(sides: Sequence[Side], policy: Policy) -> Answer:
    """What the policy prefers; where it leaves two values equal, the next one is asked."""
    left = list(sides)
    said: list[str] = []
    order = dict.fromkeys((policy.prefer, CONFIDENCE, DATE))
    for name in order:
        rank, words = _RANKS[name]
        ranked = [(rank(side, policy), side) for side in left]
        first = min(place for place, _ in ranked)
        best = [side for place, side in ranked if place == first]
        if len({side.value for side in best}) == 1:
            chosen = best[0]
            others = [side for side in left if side.value != chosen.value]
            return Answer(side=chosen, policy=name, why="; ".join([*said, words(chosen, others, policy)]))
        said.append(_TIES[name])
        left = best
    chosen = left[0]
    return Answer(side=chosen, policy="document", why="; ".join([*said, "the first document by its id"]))


def _by_source(side: Side, policy: Policy) -> tuple[int, ...]:
    names = [name.casefold() for name in policy.sources]
    publisher = side.source.publisher.casefold()
    places = [place for place, name in enumerate(names) if name == publisher or _is_word(name, publisher)]
    return (min(places, default=len(names)),)


def _is_word(name: str, text: str) -> bool:
    return f" {name} " in f" {text.replace('/', ' ').replace(',', ' ')} "


def _by_date(side: Side, policy: Policy) -> tuple[int, ...]:
    # The latest first; a document without a date comes last.
    return tuple(-int(part) for part in side.source.issued.split("-") if part.isdigit()) or (0,)


def _by_confidence(side: Side, policy: Policy) -> tuple[int, ...]:
    return (-round(side.claim.confidence * 10_000),)


def _source_words(side: Side, others: Iterable[Side], policy: Policy) -> str:
    return f"{side.source.publisher} goes before {_listed(other.source.publisher for other in others)}"


def _date_words(side: Side, others: Iterable[Side], policy: Policy) -> str:
    return f"the later document: {side.source.issued} after {_listed(other.source.issued for other in others)}"


def _confidence_words(side: Side, others: Iterable[Side], policy: Policy) -> str:
    return f"the surer claim: {side.claim.confidence:g} against {_listed(f'{o.claim.confidence:g}' for o in others)}"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(value or "one that does not say" for value in values))


_RANKS: dict[str, tuple[Callable[[Side, Policy], tuple[int, ...]], Callable[[Side, Iterable[Side], Policy], str]]] = {
    SOURCE: (_by_source, _source_words),
    DATE: (_by_date, _date_words),
    CONFIDENCE: (_by_confidence, _confidence_words),
}
_TIES = {
    SOURCE: "the order of sources leaves it open",
    DATE: "the dates leave it open",
    CONFIDENCE: "all are as sure",
}
