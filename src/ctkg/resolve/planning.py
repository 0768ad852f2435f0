"""From what is the same to what is written anew in the store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from ctkg.graph.rewriting import Rewriting
from ctkg.iris import PREFIXES, instance, term
from ctkg.resolve.model import Event, Profile, Resolution
from ctkg.resolve.world import is_reference

#: What an event has once; it is kept from one report, and stays a claim of the others.
_DATES = frozenset({PREFIXES["rdfs"] + "label", *map(term, ("startDate", "endDate", "hasTimeSpan", "durationDays"))})
_TITLE = PREFIXES["dcterms"] + "title"


def plan(profiles: Sequence[Profile], resolution: Resolution) -> Rewriting:
    """What the graphs of documents must be changed in; the order of ``profiles`` makes no difference."""
    events = {event.iri for p in profiles for event in p.events}
    return arrange(
        profiles,
        names=resolution.canonical,
        keepers=resolution.keepers,
        labels=_labels(resolution, events),
        mirrors=resolution.mirrors,
    )


def arrange(
    profiles: Sequence[Profile],
    *,
    names: Mapping[str, str],
    keepers: Mapping[str, str],
    labels: Mapping[str, str],
    mirrors: Mapping[str, str],
) -> Rewriting:
    """As :func:`plan`, for some documents: all of those that share events with one of them.

    Args:
        profiles: of these documents, in any order.
        names: node -> canonical IRI, of their nodes.
        keepers: canonical event -> the member whose dates, title and label it keeps.
        labels: canonical body or person -> the name that it has among all members.
        mirrors: document -> the document that it repeats.
    """
    events = {event.iri: event for p in profiles for event in p.events}
    clusters: dict[str, list[Event]] = {}
    for iri, first in names.items():
        if iri in events:
            clusters.setdefault(first, [events[first]]).append(events[iri])
    unsaid: dict[str, frozenset[str]] = {}
    dropped: set[str] = set()
    for first, members in sorted(clusters.items()):
        keeper = keepers[first]
        titled = min((e for e in members if e.title), key=lambda e: (e.iri != keeper, e.iri), default=None)
        for event in members:
            left = _DATES if event.iri != keeper else frozenset[str]()
            unsaid[event.iri] = left if titled is None or event is titled else left | {_TITLE}
            if event.iri != keeper:
                dropped.add(event.iri.replace(instance("event", ""), instance("timespan", "")))
    spoken_of = names.keys() | unsaid.keys() | labels.keys()
    nodes = {p.document: sorted({node for node in _nodes(p) if node in spoken_of}) for p in profiles}
    return Rewriting(
        names=names,
        final=frozenset(iri for iri in names.values() if is_reference(iri)),
        labels=labels,
        unsaid=unsaid,
        dropped=frozenset(dropped),
        mirrors=mirrors,
        together=_together([e.document for e in members] for members in clusters.values()),
        nodes={d: found for d, found in sorted(nodes.items()) if found or d in mirrors},
    )


def _labels(resolution: Resolution, events: Collection[str]) -> dict[str, str]:
    """The fullest name among the members of each node, the first in order of the alphabet among equal ones."""
    found: dict[str, list[str]] = {}
    for iri, first in resolution.canonical.items():
        if iri not in events and not is_reference(first):
            found.setdefault(first, [resolution.labels[first]]).append(resolution.labels[iri])
    return {first: fullest(names) for first, names in found.items()}


def fullest(names: Iterable[str]) -> str:
    """The longest name, the first in order of the alphabet among equal ones."""
    return min(names, key=lambda name: (-len(name), name))


def _nodes(profile: Profile) -> Iterable[str]:
    yield from (body.iri for body in profile.bodies)
    yield from (person.iri for person in profile.people)
    yield from (event.iri for event in profile.events)


def _together(clusters: Iterable[list[str]]) -> list[tuple[str, ...]]:
    """Documents that share events, in the smallest groups that share none with another."""
    groups: dict[str, set[str]] = {}
    for documents in clusters:
        whole = set(documents).union(*(groups.get(document, set()) for document in documents))
        groups.update(dict.fromkeys(whole, whole))
    return sorted({tuple(sorted(group)) for group in groups.values()})
