"""Deciding that two nodes are one, or that they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctkg.decisions import Act
from ctkg.errors import UsageError
from ctkg.graph import describe, query, resolutions
from ctkg.graph.names import is_known_node
from ctkg.iris import ID, compact
from ctkg.resolve.world import is_reference
from ctkg.review import telling
from ctkg.review.showing import acts

if TYPE_CHECKING:
    from ctkg.graph.store import Store
    from ctkg.review.deciding import Who

#: Kinds of node of which several documents may tell, by the beginning of their IRIs.
KINDS = {"person": "a person", "organization": "a body", "event": "an event", "document": "a document"}
_MEMBERS = "SELECT ?member WHERE { GRAPH graph:resolution { ?member ct:resolvedTo ?node } }"


def named(store: Store, name: str) -> str:
    """The node that a reader means: an IRI, a prefixed name, an id or a label; a member stays the member.

    Raises:
        UsageError: nothing or several things are called so, or it is of a kind that is never the same as another.
    """
    iri = describe.resolve(store, name)
    kind = _kind(iri)
    if kind not in KINDS:
        raise UsageError(
            f"<{compact(iri)}> is not of a kind that documents tell of one by one; what can be merged and split: "
            f"persons, bodies, events, documents"
        )
    if not _is_there(store, iri):
        raise UsageError(f"the store says nothing about <{compact(iri)}>")
    return iri


def merge(store: Store, one: str, other: str, *, who: Who) -> Act:
    """That two nodes are one.

    Raises:
        UsageError: they are of two kinds, both stand in the tables, are one already, or somebody said otherwise.
    """
    one, other = named(store, one), named(store, other)
    _refuse_kinds(one, other, "merged")
    if resolutions.canonical(store, one) == resolutions.canonical(store, other):
        raise UsageError(f"<{compact(one)}> and <{compact(other)}> are one node already")
    heads = [resolutions.canonical(store, iri) for iri in (one, other)]
    if all(map(is_reference, heads)):
        raise UsageError(
            f"<{compact(heads[0])}> and <{compact(heads[1])}> are two rows of the reference tables, which know them "
            "apart; correct the tables instead (data/reference)"
        )
    _refuse_decided(store, one, other, who)
    return _act("merge", one, other, who)


def split(store: Store, one: str, other: str, *, who: Who) -> Act:
    """That two nodes are not one.

    Raises:
        UsageError: they are of two kinds, or both stand for the same member, or somebody said otherwise.
    """
    one, other = named(store, one), named(store, other)
    _refuse_kinds(one, other, "split")
    if one == other:
        raise UsageError(f"<{compact(one)}> is one member; name two of those that went into it: {_listed(store, one)}")
    _refuse_decided(store, one, other, who)
    return _act("split", one, other, who)


def check(tried: Store, *, store: Store) -> None:
    """See that all merges that people want hold after a decision as they did before it, the new one included.

    Args:
        tried: the store as it would be.
        store: as it is.

    Raises:
        UsageError: a decision that two nodes are not one, and others that they are, cannot all be had.
    """
    for act in acts(tried):
        if act.kind != "merge" or _are_one(tried, act) or (act in acts(store) and not _are_one(store, act)):
            continue
        sides = [set(members(tried, iri)) for iri in act.nodes]
        apart = [each for each in acts(tried) if each.kind == "split" and all(side & set(each.nodes) for side in sides)]
        why = f" and {telling.line(apart[-1])}" if apart and apart[-1] in acts(store) else ""
        raise UsageError(
            f"with that, <{compact(act.nodes[0])}> and <{compact(act.nodes[1])}> would be apart, but "
            f"{telling.line(act)}{why}; not all of it can be had: undo one of these first"
        )


def _are_one(store: Store, act: Act) -> bool:
    one, other = act.nodes
    return resolutions.canonical(store, one) == resolutions.canonical(store, other)


def members(store: Store, iri: str) -> list[str]:
    """The nodes that went into one, itself included, sorted."""
    head = resolutions.canonical(store, iri)
    rows = query.run(store, _MEMBERS, params={"node": head}).values()
    return sorted({head, *(str(member) for (member,) in rows)})


def _refuse_kinds(one: str, other: str, what: str) -> None:
    kinds = [KINDS[_kind(iri)] for iri in (one, other)]
    if kinds[0] != kinds[1]:
        raise UsageError(
            f"<{compact(one)}> is {kinds[0]}, <{compact(other)}> {kinds[1]}; only nodes of one kind are {what}"
        )


def _refuse_decided(store: Store, one: str, other: str, who: Who) -> None:
    pair = {one, other}
    said = [act for act in acts(store) if set(act.nodes) == pair]
    if said and not who.again:
        raise UsageError(
            f"somebody decided on these already: {telling.line(said[-1])}; to decide anew add --again, to take that "
            f"back: ctkg undo {said[-1].id}"
        )


def _act(kind: str, one: str, other: str, who: Who) -> Act:
    first, second = sorted((one, other))
    return Act(kind=kind, by=who.by, on="", reason=who.reason, nodes=(first, second))


def _kind(iri: str) -> str:
    return iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else ""


def _is_there(store: Store, iri: str) -> bool:
    return is_reference(iri) or is_known_node(iri, store)


def _listed(store: Store, iri: str) -> str:
    found = [compact(member) for member in members(store, iri)]
    return ", ".join(found) if len(found) > 1 else "nothing else did"
