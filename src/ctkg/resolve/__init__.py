"""Resolution across documents: which nodes of several documents stand for one person, body, event or source.

    profiles -> candidate pairs (by keys) -> judgements (scores with reasons) -> clusters -> canonical IRIs

The result is a function of the set of documents: their order, the number of processes and what a store held before
make no difference. Nothing is merged by a score alone; see docs/decisions/resolution.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from ctkg.iris import instance
from ctkg.resolve import bodies, differences, events, mirrors, people
from ctkg.resolve.clusters import Clusters
from ctkg.resolve.model import DOUBTFUL, MERGED, Difference, Links, Profile, Resolution
from ctkg.resolve.profiling import profile
from ctkg.resolve.reports import keeper, label
from ctkg.resolve.world import reference_bodies

__all__ = ["DOUBTFUL", "MERGED", "Links", "Profile", "Resolution", "profile", "resolve"]


def resolve(profiles: Sequence[Profile], links: Links | None = None) -> Resolution:
    """Bring together what is the same.

    Args:
        profiles: one for each document, in any order.
        links: what is decided beforehand; decisions of people go here.
    """
    ordered = sorted(profiles, key=lambda p: p.document)
    known = {instance("document", p.document): p for p in ordered}
    sources = mirrors.resolve(ordered, links)
    told = [
        pair
        for copy, original in sources.canonical.items()
        for pair in mirrors.counterparts(known[copy], known[original])
    ]
    kinds = {kind: [pair for pair in told if pair[0].startswith(instance(kind, ""))] for kind in _KINDS}
    same_bodies = bodies.resolve((b for p in ordered for b in p.bodies), kinds["organization"], links)
    same_people = people.resolve(
        (person for p in ordered for person in p.people), same_bodies.canonical, kinds["person"], links
    )
    agents = {**same_bodies.canonical, **same_people.canonical}
    copies = frozenset(known[copy].document for copy in sources.canonical)
    same_events = events.resolve(
        (event for p in ordered for event in p.events), agents, kinds["event"], links, repeated=copies
    )
    return _resolution(ordered, sources, (same_bodies, same_people, same_events), agents, copies)


_KINDS = ("organization", "person", "event")


def _resolution(
    profiles: Sequence[Profile],
    sources: Clusters,
    found: tuple[Clusters, Clusters, Clusters],
    agents: dict[str, str],
    copies: frozenset[str],
) -> Resolution:
    canonical = {iri: first for clusters in found for iri, first in clusters.canonical.items()}
    told = {event.iri: event for p in profiles for event in p.events}

    def named(iri: str) -> str:
        return agents.get(iri, iri)

    groups: dict[str, list[str]] = {}
    for iri, first in found[2].canonical.items():
        groups.setdefault(first, [first]).append(iri)
    keepers: dict[str, str] = {}
    differing: list[Difference] = []
    for first, members in sorted(groups.items()):
        reports = [events.renamed(told[iri], named) for iri in sorted(members) if told[iri].document not in copies]
        keepers[first] = keeper(reports or [told[first]])
        differing += differences.between(first, reports)
    decisions = (*sources.decisions, *(d for clusters in found for d in clusters.decisions))
    prefix = instance("document", "")
    return Resolution(
        canonical=canonical,
        mirrors={a.removeprefix(prefix): b.removeprefix(prefix) for a, b in sources.canonical.items()},
        keepers=keepers,
        labels=_labels(
            profiles, {iri for d in decisions for iri in (d.one, d.other)} | {*canonical, *canonical.values()}
        ),
        decisions=decisions,
        differences=tuple(differing),
    )


def _labels(profiles: Sequence[Profile], wanted: set[str]) -> dict[str, str]:
    """Names of ``wanted``; where documents call one node differently, the first in order of the alphabet."""
    names = [
        *((instance("document", p.document), p.document) for p in profiles),
        *((body.iri, body.names[0]) for p in profiles for body in p.bodies),
        *((person.iri, person.name) for p in profiles for person in p.people),
        *((event.iri, label(event)) for p in profiles for event in p.events),
        *((body.iri, body.names[0]) for body in reference_bodies()),
    ]
    found: dict[str, str] = {}
    for iri, name in names:
        if iri in wanted:
            found[iri] = min(found.get(iri, name), name)
    return dict(sorted(found.items()))
