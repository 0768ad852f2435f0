"""Who is bound by an instrument, by what act and when, and who of which circle of States is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from ctkg.graph.statements import TYPE
from ctkg.iris import term

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: Classes of treaty actions, and what they are called here.
ACTIONS = {"Signature": "signed", "ConsentToBeBound": "bound", "Withdrawal": "withdrew", "Reservation": "reserved"}


@dataclass(frozen=True, slots=True, order=True)
class Action:
    """What a State (or another party) did about a treaty.

    Attributes:
        date: ISO day, month or year; empty where none is told.
        what: one of the values of :data:`ACTIONS`.
        by: IRI of the party.
        kind: IRI of the form of the action (ratification, accession ...), or empty.
        node: IRI of the action itself.
    """

    date: str
    what: str
    by: str
    kind: str
    node: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """States that belong together: members of a body of one kind of membership, or States of a region.

    Attributes:
        of: IRI of the body or the region.
        kind: IRI of the kind of membership; empty for a region.
        states: IRIs.
    """

    of: str
    kind: str
    states: frozenset[str]


def actions(store: Store, instrument: str) -> list[Action]:
    """Actions on an instrument by date, those without one first."""
    return [action for _, action in _acts(store, f"?a <{term('treatyActionOn')}> <{instrument}>")]


def actions_of(store: Store, party: str) -> list[tuple[str, Action]]:
    """Actions of a party by date, each with the IRI of the instrument."""
    return _acts(store, f"?a <{term('treatyActionBy')}> <{party}>")


def instruments(store: Store) -> frozenset[str]:
    """Instruments of which the graph knows an action."""
    answer: Any = store.beside(f"SELECT DISTINCT ?i WHERE {{ ?a <{term('treatyActionOn')}> ?i }}")
    return frozenset(row[0].value for row in answer)


def _acts(store: Store, where: str) -> list[tuple[str, Action]]:
    found = []
    for name, what in ACTIONS.items():
        text = (
            f"SELECT ?a ?by ?date ?kind ?on WHERE {{ {where} . ?a a <{term(name)}> ; <{term('treatyActionBy')}> ?by ; "
            f"<{term('treatyActionOn')}> ?on OPTIONAL {{ ?a <{term('actionDate')}> ?date }} "
            f"OPTIONAL {{ ?a <{term('actionKind')}> ?kind }} }}"
        )
        answer: Any = store.beside(text)
        for node, by, date, kind, on in answer:
            act = Action(date.value if date else "", what, by.value, kind.value if kind else "", node.value)
            found.append((on.value, act))
    return sorted(found, key=lambda pair: (pair[1], pair[0]))


def known_as_of(store: Store, instrument: str) -> tuple[str, str]:
    """First and last day as at which the graph knows of the actions on an instrument; empty where it does not say."""
    on, at = term("treatyActionOn"), term("asAt")
    answer: Any = store.beside(
        f"SELECT (MIN(?d) AS ?x) (MAX(?d) AS ?y) WHERE {{ ?a <{on}> <{instrument}> ; <{at}> ?d }}"
    )
    first, last = next(answer)
    return (first.value if first else "", last.value if last else "")


def bound(found: Iterable[Action]) -> dict[str, Action]:
    """The last act by which each party became bound, of those that did not leave after it."""
    parties: dict[str, Action] = {}
    left: dict[str, str] = {}
    for each in found:
        if each.what == "bound":
            parties[each.by] = each
        elif each.what == "withdrew":
            left[each.by] = max(each.date, left.get(each.by, ""))
    return {by: act for by, act in parties.items() if by not in left or left[by] < act.date}


def states(store: Store) -> frozenset[str]:
    """All States that the graph knows."""
    found = store.union(None, NamedNode(TYPE), NamedNode(term("State")))
    return frozenset(triple.subject.value for triple in found if isinstance(triple.subject, NamedNode))


def circles(store: Store) -> list[Circle]:
    """Members of bodies by kind of membership, as far as it has not ended, then States by region; sorted."""
    known = states(store)
    members: dict[tuple[str, str], set[str]] = defaultdict(set)
    for triple in store.union(None, NamedNode(term("membershipIn"))):
        said = {
            name: [_value(each.object) for each in store.union(triple.subject, NamedNode(term(name)))]
            for name in ("memberState", "membershipKind", "validUntil")
        }
        if isinstance(triple.object, NamedNode) and not said["validUntil"]:
            for kind in said["membershipKind"] or [""]:
                members[triple.object.value, kind].update(known.intersection(said["memberState"]))
    regions: dict[str, set[str]] = defaultdict(set)
    for triple in store.union(None, NamedNode(term("territoryOf"))):
        state = _value(triple.object)
        if state in known:
            for place in store.union(triple.subject, NamedNode(term("locatedWithin"))):
                regions[_value(place.object)].add(state)
    wanted = {each for each in regions if _is_region(store, each)}
    return [
        *(Circle(of=of, kind=kind, states=frozenset(found)) for (of, kind), found in sorted(members.items()) if found),
        *(Circle(of=of, kind="", states=frozenset(regions[of])) for of in sorted(wanted)),
    ]


def _value(end: object) -> str:
    return str(getattr(end, "value", ""))


def _is_region(store: Store, iri: str) -> bool:
    return next(iter(store.union(NamedNode(iri), NamedNode(TYPE), NamedNode(term("Region")))), None) is not None


def missing(parties: Iterable[str], among: Sequence[Circle]) -> list[tuple[Circle, list[str]]]:
    """The States of each circle that are not among ``parties``, sorted by IRI."""
    there = frozenset(parties)
    return [(each, sorted(each.states - there)) for each in among]
