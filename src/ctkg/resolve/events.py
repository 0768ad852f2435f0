"""Whether two reports tell of the same event.

Two events of one document are never the same. Type, time and place must be compatible; what decides is who organised
it, who took part and what it was about. Each family of types has its own tests (:mod:`ctkg.resolve.occasions`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from ctkg.resolve import occasions, periods, titles
from ctkg.resolve.candidates import Index, Pair
from ctkg.resolve.clusters import Clusters, Rules, cluster
from ctkg.resolve.model import Event, Judgement, Links
from ctkg.resolve.scoring import REPEATED, SAID
from ctkg.resolve.told import Told


def judge(one: Told, other: Told) -> Judgement:
    """How likely two events are the same."""
    if one.document == other.document:
        return Judgement(score=0.0, impossible="one document tells of both")
    return occasions.judge(one, other)


class Memory:
    """Judgements of one run, each made once.

    Args:
        told: gives an event.
    """

    def __init__(self, told: Callable[[str], Told]) -> None:
        self._told = told
        self._known: dict[Pair, Judgement] = {}
        self._given: set[Pair] = set()

    def repeated(self, pairs: Iterable[Pair]) -> None:
        """These pairs, each sorted, are the same because their documents are."""
        self._give(pairs, REPEATED)

    def said(self, pairs: Iterable[Pair]) -> None:
        """These pairs, each sorted, are the same because people said so."""
        self._give(pairs, SAID)

    def _give(self, pairs: Iterable[Pair], judgement: Judgement) -> None:
        given = dict.fromkeys(pairs, judgement)
        self._known.update(given)
        self._given.update(given)

    def is_given(self, one: str, other: str) -> bool:
        """True for two, sorted, that are the same for another reason than what is told of them."""
        return (one, other) in self._given

    def judge(self, one: str, other: str) -> Judgement:
        """How likely the two are the same."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            self._known[pair] = judge(self._told(pair[0]), self._told(pair[1]))
        return self._known[pair]


def rules(memory: Memory) -> Rules:
    """What must hold in a cluster of events."""
    return Rules(apart=lambda a, b: memory.judge(a, b).impossible)


def resolve(
    events: Iterable[Event],
    canonical: Mapping[str, str],
    told: Iterable[Pair] = (),
    links: Links | None = None,
    repeated: frozenset[str] = frozenset(),
) -> Clusters:
    """Bring the events of all documents together.

    Args:
        events: those of all documents.
        canonical: member -> canonical IRI, of bodies and persons.
        told: pairs that are the same for another reason (a repeated document), each sorted.
        links: decisions made beforehand.
        repeated: documents that repeat another; their events are compared with no others.
    """
    members = {event.iri: Told.of(renamed(event, lambda iri: canonical.get(iri, iri))) for event in events}
    same = frozenset(told)
    memory = Memory(members.__getitem__)
    memory.repeated(same)
    said = (links or Links()).said(members.__contains__)
    memory.said(said)
    index = Index()
    for one in members.values():
        if one.document not in repeated:
            broad, rough = keys(one)
            index.add(one.event.iri, broad, against=rough)
    pairs = {*index.pairs(), *same, *said}
    return cluster(
        "event",
        ((a, b, memory.judge(a, b)) for a, b in sorted(pairs)),
        rules(memory),
        links=links,
    )


def renamed(event: Event, canonical: Callable[[str], str]) -> Event:
    """``event`` with canonical IRIs of bodies and persons."""
    names = {s.value: canonical(s.value) for s in event.said}
    if all(old == new for old, new in names.items()):
        return event
    return replace(event, said=tuple(replace(s, value=names[s.value]) for s in event.said))


def keys(told: Told) -> tuple[list[str], list[str]]:
    """Keys of an event: family and time with country or an agent; its title; the instrument that an act is of."""
    days, rough = periods.keys(told.period)
    about = sorted({*told.countries, *told.involved}) or ["?"]
    families = sorted(told.families)
    broad = [f"{family}|{day}|{thing}" for family in families for day in days for thing in about]
    against = [f"{family}|{time}|{thing}" for family in families for time in rough for thing in about]
    broad += [f"act|{family}|{thing}" for family in families for thing in sorted(told.acted_on)]
    if content := titles.content(told.event.title):
        broad += [f"title|{family}|{' '.join(sorted(content))}" for family in families]
    return broad, against
