"""Points on which documents contradict each other, or one contradicts itself: only which claims, nothing read yet."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ctkg.bridge.periods import bounds
from ctkg.graph import claims, query
from ctkg.graph.claims import Claimed
from ctkg.review import priorities
from ctkg.text import folding

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: Relations of which one event has one value, and those that count.
DATES, COUNTS = ("event.start", "event.end"), ("participant.count", "state.count", "victim.count")
_SINGLE = (*DATES, "event.durationDays", *COUNTS)
_POST = "person.post"
_SMALL = frozenset({"a", "and", "at", "for", "in", "of", "the", "to"})
#: How far a number that is told as "about" may be off and still be the same.
_ABOUT = 0.2

_DIFFERENCES = """
SELECT ?difference ?about ?relation ?of ?claim WHERE {
  GRAPH graph:resolution {
    ?difference ct:differenceAbout ?about ; ct:differingRelation ?relation ; ct:differingClaim ?claim .
    OPTIONAL { ?difference ct:differingText ?of }
  }
}"""
_TENURES = """
SELECT DISTINCT ?person ?body ?title ?on ?document WHERE {
  ?tenure a ct:Tenure ; ct:holder ?person ; ct:postHeld ?post ; ct:reportedIn ?document ; ct:validOn ?on .
  ?post rdfs:label ?title .
  { ?post ct:postIn ?body } UNION { ?tenure ct:representing ?body }
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Claims of which not all can stand.

    Attributes:
        id: 16 hexadecimal digits, the same as long as it is the same point.
        about: canonical IRI of the event or person.
        of: what is counted, whose role it is or in which body the post; empty elsewhere.
        claims: their IRIs, sorted.
        within: True where one document contradicts itself.
    """

    id: str
    about: str
    relation: str
    of: str
    claims: tuple[str, ...]
    within: bool = False

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents that differ, sorted."""
        return tuple(sorted({claims.document_of(claim) for claim in self.claims}))


def find(store: Store, *, document: str = "") -> Iterator[Point]:
    """All of them: between reports of one event, within one document, and in the posts of persons.

    With a document only its own points within are looked for; those between documents are all there.
    """
    yield from between(store)
    yield from within(store, document=document)
    yield from posts(store)


def between(store: Store) -> Iterator[Point]:
    """Where reports of one event differ, as resolution found it."""
    told: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for difference, about, relation, of, claim in query.run(store, _DIFFERENCES).values():
        told[difference.rpartition("/")[2], about, relation, of or ""].add(claim)
    for (name, about, relation, of), found in sorted(told.items()):
        yield Point(id=name, about=about, relation=relation, of=of, claims=tuple(sorted(found)))


def within(store: Store, *, document: str = "") -> Iterator[Point]:
    """Where one document gives one event two dates, lengths or numbers that cannot both be right."""
    for relation in _SINGLE:
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        for claim in claims.with_relation(store, relation, document=document):
            groups[claims.event_of(store, claim), claims.document_of(claim)].append(claim)
        for (event, name), group in sorted(groups.items()):
            if len(group) < 2:
                continue
            by_of: dict[str, list[Claimed]] = defaultdict(list)
            for each in (claims.one(store, iri) for iri in sorted(group)):
                if each is not None and each.stands and each.stance == "asserted":
                    by_of[f"{each.event}\x1f{each.of}"].append(each)
            for key, said in sorted(by_of.items()):
                if any(apart(a, b) for i, a in enumerate(said) for b in said[i + 1 :]):
                    yield Point(
                        id=_id("within", name, key, relation),
                        about=event,
                        relation=relation,
                        of=said[0].of,
                        claims=tuple(sorted(each.iri for each in said)),
                        within=True,
                    )


def said_on(said: Claimed, told: Sequence[Claimed]) -> str:
    """What a claim says beside others on one point: its value, its relation where these differ, or both."""
    relations, values = ({getattr(each, name) for each in told} for name in ("relation", "value"))
    if len(relations) == 1:
        return said.value
    return said.relation if len(values) == 1 else f"{said.relation} {said.value}"


def apart(one: Claimed, other: Claimed) -> bool:
    """True where two values of a relation that has one cannot both be right: what is only less precise can."""
    first, second = (_range(each) for each in (one, other))
    return bool(first and second and (first[0] > second[1] or second[0] > first[1]))


def _range(each: Claimed) -> tuple[float, float] | None:
    if each.relation in DATES:
        days = bounds(each.value)
        return days and (date.fromisoformat(days[0]).toordinal(), date.fromisoformat(days[1]).toordinal())
    if not each.value.isdigit():
        return None
    number = int(each.value)
    if each.approx == "about":
        return number * (1 - _ABOUT), number * (1 + _ABOUT)
    if each.approx in ("over", "at least"):
        return number + (each.approx == "over"), float("inf")
    return number, number


def posts(store: Store) -> Iterator[Point]:
    """Where two documents give one person other posts in one body at nearly the same time."""
    told: dict[tuple[str, str], dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for person, body, title, on, document in query.run(store, _TENURES).values():
        told[person, body][document.rpartition("/")[2]][str(title)] = str(on)
    for (person, body), by_document in sorted(told.items()):
        differing = {
            document
            for one, other in _pairs(sorted(by_document))
            if _differ(by_document[one], by_document[other])
            for document in (one, other)
        }
        if not differing:
            continue
        found = [
            each.iri
            for each in (claims.one(store, iri) for iri in sorted(set(claims.naming(store, person))))
            if each and each.relation == _POST and each.stance == "asserted" and each.subject == person
            if each.document in differing and each.value in by_document[each.document]
        ]
        if len({claims.document_of(iri) for iri in found}) > 1:
            yield Point(id=_id("post", person, body), about=person, relation=_POST, of=body, claims=tuple(found))


def _pairs(names: list[str]) -> Iterator[tuple[str, str]]:
    return ((one, other) for index, one in enumerate(names) for other in names[index + 1 :])


def _differ(one: dict[str, str], other: dict[str, str]) -> bool:
    """True where no title of one report can be one of the other's, and they tell of nearly the same days."""
    near = any(_days(a, b) <= priorities.load().post_days for a in one.values() for b in other.values())
    return near and not any(same_post(a, b) for a in one for b in other)


def same_post(one: str, other: str) -> bool:
    """True where two titles can name one post: the same words, or more of them, but no other rank."""
    first, second = (frozenset(folding.canonical(title).text.split()) - _SMALL for title in (one, other))
    return (first <= second or second <= first) and not (first ^ second) & priorities.load().ranks


def _days(one: str, other: str) -> float:
    """Days between two dates, none where the rougher one allows the other."""
    first, second = bounds(one), bounds(other)
    if not first or not second:
        return float("inf")
    (a, b), (c, d) = (tuple(date.fromisoformat(day).toordinal() for day in pair) for pair in (first, second))
    return max(0, c - b, a - d)


def _id(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
