"""What was valid on a day: a working copy without the nodes whose period excludes that day, closed again.

The guide (docs/guide/history.md) says in words what is left out; the tables of this module are what it means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad, Triple

from ctkg.bridge.periods import bounds
from ctkg.errors import UsageError
from ctkg.graph.store import Store
from ctkg.graph.store.forking import Fork, MemoryFork, fork
from ctkg.history.known import derive
from ctkg.iris import ID, PREFIXES, graph, term

_GRAPHS = (graph("document", ""), graph("reference", ""))
_REFERENCE = graph("reference", "")
_TYPE, _SUBCLASS = NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["rdfs"] + "subClassOf")
_SPAN, _EARLIEST = NamedNode(term("hasTimeSpan")), NamedNode(term("earliestStart"))
_ON, _TREATY, _FORCE = term("validOn"), NamedNode(term("treatyActionOn")), term("entryIntoForceDate")
_CONSENT, _SOURCE = NamedNode(term("ConsentToBeBound")), NamedNode(term("SourceDocument"))
#: The first of these that a node has says when it began.
_BEGINNINGS = (
    (term("validFrom"),),
    (term("startDate"),),
    (term("actionDate"),),
    (term("adoptionDate"), term("openingDate"), _FORCE),
)
#: The last day on which it held, and the first on which it no longer did.
_LAST, _OVER = term("validUntil"), term("endOfForceDate")
#: Classes whose nodes cannot be without what they connect, with all classes below them.
_RELATIONS = tuple(NamedNode(term(name)) for name in ("QualifiedRelation", "Post", "InstrumentProvision", "Quotation"))

#: First and last day that the values of a property allow, by node.
Dates = dict[str, list[tuple[str, str]]]


def valid_on(store: Store, day: str | date) -> Fork | MemoryFork:
    """``store`` without what was not valid on ``day``, read-only; close it to be rid of it.

    Raises:
        UsageError: no such day.
        StoreError: there is no room for a working copy.
    """
    wanted = _day(day)
    copy = fork(store)
    try:
        copy.set_metadata({**copy.metadata(), "history": False})
        before = copy.revision()
        removed: dict[str, set[Triple]] = defaultdict(set)
        for node in left_out(copy, wanted):
            for quad in (*_about(copy, node), *_pointing(copy, node)):
                removed[_graph(quad)].add(quad.triple)
        copy.change_graphs({}, removed)
        derive(copy, copy.touched(before), validated=False)
        copy.freeze()
    except BaseException:
        copy.close()
        raise
    return copy


def left_out(store: Store, day: str) -> set[str]:
    """IRIs of the nodes whose period excludes ``day``, and of what hangs on them alone."""
    found = set(_excluded(store, day))
    relations = _below(store, _RELATIONS)
    ahead = list(found)
    while ahead:
        node = ahead.pop()
        near = {_subject(quad) for quad in _pointing(store, node) if _is_of(store, quad.subject, relations)}
        told = {quad.object.value for quad in _about(store, node) if isinstance(quad.object, NamedNode)}
        near |= {each for each in told if each.startswith(ID) and _hangs(store, each, found)}
        ahead += near - found
        found |= near
    return found


def _excluded(store: Store, day: str) -> Iterator[str]:
    begun: set[str] = set()
    for properties in _BEGINNINGS:
        dates: Dates = defaultdict(list)
        for each in properties:
            for node, values in _dates(store, each).items():
                dates[node] += values
        for node, values in dates.items():
            if node not in begun and min(first for first, _ in values) > day:
                yield node
        begun |= dates.keys()
    spans = _dates(store, _EARLIEST.value)
    for quad in _asserted(store.match(None, _SPAN, None)):
        starts = spans.get(quad.object.value) if isinstance(quad.object, NamedNode) else None
        if starts and _subject(quad) not in begun and min(first for first, _ in starts) > day:
            yield _subject(quad)
    ended = _dates(store, _LAST)
    yield from (node for node, values in ended.items() if max(last for _, last in values) < day)
    yield from (node for node, values in _dates(store, _OVER).items() if max(first for first, _ in values) <= day)
    for node, values in _dates(store, _ON).items():
        if node not in begun and node not in ended and min(first for first, _ in values) > day:
            yield node
    yield from _not_in_force(store, day)


def _not_in_force(store: Store, day: str) -> Iterator[str]:
    """Consents to be bound by a treaty that entered into force only later: nobody was bound on the day."""
    later = {node for node, values in _dates(store, _FORCE).items() if min(first for first, _ in values) > day}
    for treaty in later:
        for quad in _asserted(store.match(None, _TREATY, NamedNode(treaty))):
            if next(store.match(quad.subject, _TYPE, _CONSENT), None) is not None:
                yield _subject(quad)


def _hangs(store: Store, node: str, gone: set[str]) -> bool:
    """Whether only nodes that are gone speak of ``node``, which no table describes and which is no document."""
    if any(_graph(quad).startswith(_REFERENCE) for quad in _about(store, node)):
        return False
    if next(store.match(NamedNode(node), _TYPE, _SOURCE), None) is not None:
        return False
    return all(_subject(quad) in gone for quad in _pointing(store, node))


def _below(store: Store, classes: Iterable[NamedNode]) -> set[str]:
    found: set[str] = set()
    ahead = list(classes)
    while ahead:
        each = ahead.pop()
        if each.value not in found:
            found.add(each.value)
            ahead += [q.subject for q in store.match(None, _SUBCLASS, each) if isinstance(q.subject, NamedNode)]
    return found


def _is_of(store: Store, node: object, classes: set[str]) -> bool:
    assert isinstance(node, NamedNode), "data have no blank nodes"
    return any(
        isinstance(quad.object, NamedNode) and quad.object.value in classes
        for quad in _asserted(store.match(node, _TYPE, None))
    )


def _dates(store: Store, name: str) -> Dates:
    """Values of a property as first and last day, by node; what is no date is left out."""
    found: Dates = defaultdict(list)
    for quad in _asserted(store.match(None, NamedNode(name), None)):
        if isinstance(quad.object, Literal) and (days := bounds(quad.object.value)) is not None:
            found[_subject(quad)].append(days)
    return found


def _about(store: Store, node: str) -> list[Quad]:
    return list(_asserted(store.match(NamedNode(node), None, None)))


def _pointing(store: Store, node: str) -> list[Quad]:
    return list(_asserted(store.match(None, None, NamedNode(node))))


def _asserted(quads: Iterable[Quad]) -> Iterator[Quad]:
    return (quad for quad in quads if _graph(quad).startswith(_GRAPHS) and isinstance(quad.subject, NamedNode))


def _graph(quad: Quad) -> str:
    return quad.graph_name.value  # type: ignore[union-attr]  # never the unnamed graph


def _subject(quad: Quad) -> str:
    return quad.subject.value  # type: ignore[union-attr]  # data have no quoted triples


def _day(day: str | date) -> str:
    try:
        return (day if isinstance(day, date) else date.fromisoformat(day)).isoformat()
    except ValueError:
        raise UsageError(f"{day!r} is no day; give one such as 2019-11-20") from None
