"""Who works with whom: bodies that organise, host, fund or support the same events, and the events behind each pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, islice
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ctkg.iris import ID, term
from ctkg.serve.events import Events
from ctkg.serve.exploring.explorer import Explorer
from ctkg.serve.exploring.model import Node

if TYPE_CHECKING:
    from ctkg.graph.store import Store
    from ctkg.serve.access import View

#: Parts in an event that make somebody one of those who brought it about.
ROLES = ("hasOrganizer", "hasPartner", "hasHost", "hasFunder", "hasSupporter")
#: Statements on who brought an event about that are read at most, of each role.
READ = 50_000
#: Bodies of one event above which no pairs are made of it: a list of names is no co-operation of each with each.
CROWD = 40
#: Pairs that are drawn at most.
DRAWN = 300
_TERRITORY, _REGION = ID + "territory/", ID + "region/"
_WITHIN = NamedNode(term("locatedWithin"))


@dataclass(frozen=True, slots=True)
class Bodies:
    """Who brought events about.

    Attributes:
        of: roles by body, by number of the event.
        cut: names of the roles of which more statements are in the graph than were read.
    """

    of: dict[int, dict[str, tuple[str, ...]]]
    cut: tuple[str, ...]

    @staticmethod
    def kept(view: View, events: Events) -> Bodies:
        """The bodies of a view; read once for it."""
        return view.kept("bodies", lambda store: _read(store, events))


def _read(store: Store, events: Events) -> Bodies:
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    cut = []
    for role in ROLES:
        triples = store.union(None, NamedNode(term(role)))
        for triple in islice(triples, READ):
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
                number = events.index.numbers.get(triple.subject.value)
                if number is not None:
                    found[number][triple.object.value].append(role)
        if next(iter(triples), None) is not None:
            cut.append(role)
    return Bodies(
        {number: {body: tuple(roles) for body, roles in each.items()} for number, each in found.items()}, tuple(cut)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two bodies, by IRI, and the numbers of the events that they brought about together, by time."""

    one: str
    other: str
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Who works with whom among some events.

    Attributes:
        pairs: the most frequent first, then by IRI; those of fewer events than were asked for are left out.
        bodies: how many of these events each body of the pairs brought about with others.
        joint: events that several bodies brought about together.
        crowded: events with too many bodies to make pairs of.
        left_out: pairs of fewer events than were asked for.
    """

    pairs: tuple[Pair, ...]
    bodies: dict[str, int]
    joint: int
    crowded: int
    left_out: int


def network(bodies: Bodies, numbers: Iterable[int], *, least: int = 1) -> Network:
    """The network of the events with these numbers.

    Args:
        bodies: who brought which event about.
        numbers: of the events.
        least: events that a pair must have.
    """
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    joint = crowded = 0
    for number in numbers:
        names = sorted(bodies.of.get(number, ()))
        if len(names) < 2:
            continue
        joint += 1
        if len(names) > CROWD:
            crowded += 1
            continue
        for one, other in combinations(names, 2):
            together[one, other].append(number)
    kept = [
        Pair(one=one, other=other, events=tuple(events))
        for (one, other), events in together.items()
        if len(events) >= least
    ]
    kept.sort(key=lambda pair: (-len(pair.events), pair.one, pair.other))
    with_others: dict[str, set[int]] = defaultdict(set)
    for pair in kept:
        with_others[pair.one].update(pair.events)
        with_others[pair.other].update(pair.events)
    return Network(
        pairs=tuple(kept),
        bodies={body: len(events) for body, events in with_others.items()},
        joint=joint,
        crowded=crowded,
        left_out=len(together) - len(kept),
    )


def regions(explorer: Explorer) -> list[Node]:
    """Regions by name, of which a network may be made."""
    found = {iri for iri in explorer.means.reader.nodes_of(term("Region")) if iri.startswith(_REGION)}
    return sorted((explorer.things.node(iri) for iri in found), key=lambda node: (node.label, node.id))


def of_region(explorer: Explorer, events: Events, region: str) -> set[int]:
    """Numbers of the events in the territories of a region."""
    found: set[int] = set()
    for triple in explorer.store.union(None, _WITHIN, NamedNode(region)):
        if isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(_TERRITORY):
            found |= events.index.facets["country"].get(triple.subject.value, set())
    return found
