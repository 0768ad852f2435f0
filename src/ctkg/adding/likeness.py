"""Whether an entry tells of what the store has already: read from what resolution decided in a draft."""

from __future__ import annotations

from collections.abc import Iterable

from ctkg.adding.outcomes import Likeness
from ctkg.entries import profile_of
from ctkg.entries.sources import Entry
from ctkg.graph import resolutions
from ctkg.graph.store import Store
from ctkg.iris import compact, instance
from ctkg.resolve.growth.ledger import Ledger
from ctkg.resolve.growth.view import View
from ctkg.resolve.model import Event, Links

#: What is shown of two events side by side, in this order.
_SHOWN = {
    "event.type": "type",
    "event.title": "title",
    "event.start": "start",
    "event.end": "end",
    "event.place": "place",
    "event.country": "country",
    "organizer": "organiser",
    "host": "host",
    "participant.count": "participants",
    "victim.count": "victims",
}
_EVENT = instance("event", "")


def likenesses(store: Store, entry: Entry) -> tuple[Likeness, ...]:
    """With what an entry, which ``store`` holds resolved, is or may be the same: the surest first.

    Looked at are its events; of an entry without events its bodies and persons. A body or person that an event speaks
    of may well be one that the store knows: that is what resolution is for.
    """
    profile = profile_of(entry.id, entry.quads)
    nodes = [event.iri for event in profile.events]
    nodes = nodes or [*(body.iri for body in profile.bodies), *(person.iri for person in profile.people)]
    return alike(store, nodes)


def alike(store: Store, nodes: Iterable[str]) -> tuple[Likeness, ...]:
    """With what some nodes, by the IRIs that their document or entry minted, are or may be the same."""
    view = View(Ledger(store), Links())
    found = (likeness for node in nodes for likeness in _of(store, view, node))
    return tuple(sorted(found, key=lambda each: (each.outcome != "merged", -each.score, each.ours, each.theirs)))


def _of(store: Store, view: View, node: str) -> Iterable[Likeness]:
    for match in resolutions.about(store, node):
        at = 0 if match.one == node else 1
        theirs = (match.other, match.one)[at]
        yield Likeness(
            kind=match.kind,
            outcome=match.outcome,
            score=match.score,
            ours=node,
            theirs=theirs,
            labels=(match.labels[at], match.labels[1 - at]),
            reasons=match.reasons,
            told=tuple(_side_by_side(view, node, theirs)) if node.startswith(_EVENT) else (),
        )


def side_by_side(store: Store, ours: str, theirs: str) -> tuple[tuple[str, str, str], ...]:
    """What two events say, relation by relation; nothing where one of them is no event."""
    return tuple(_side_by_side(View(Ledger(store), Links()), ours, theirs))


def _side_by_side(view: View, ours: str, theirs: str) -> Iterable[tuple[str, str, str]]:
    one, other = view.event(ours), view.event(theirs)
    if one is None or other is None:
        return
    for relation, name in _SHOWN.items():
        left, right = _words(one.event, relation), _words(other.event, relation)
        if left or right:
            yield name, left, right


def _words(event: Event, relation: str) -> str:
    texts = {
        f"{s.text} {s.of}".rstrip() if s.of else s.text or compact(s.value)
        for s in event.said
        if s.relation == relation
    }
    return ", ".join(sorted(texts))
