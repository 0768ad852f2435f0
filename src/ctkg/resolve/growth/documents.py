"""Which documents a step makes to be written anew, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ctkg.graph.rewriting import Rewriting
from ctkg.resolve import planning
from ctkg.resolve.growth import events
from ctkg.resolve.growth.naming import all_members, common_label
from ctkg.resolve.growth.publishing import canonicals
from ctkg.resolve.growth.step import Step
from ctkg.resolve.growth.view import DOCUMENT, EVENT, View, document_of
from ctkg.resolve.model import Profile


def plan(step: Step) -> tuple[Rewriting, set[str]]:
    """What to write, and the ids of all documents that it may concern, those that are to be as minted included."""
    concerned = set(_grown_together(step.before, _concerned(step)))
    concerned = set(_grown_together(step.after, concerned))
    profiles = [profile for iri in sorted(concerned) if (profile := step.after.profile(iri)) is not None]
    names = {iri: step.after.canonical(iri) for profile in profiles for iri in _nodes(profile)}
    firsts = {first for iri, first in names.items() if iri != first}
    shared = {first for first in names.values() if not first.startswith(EVENT)}
    copies = {p.document: step.after.canonical(DOCUMENT + p.document).removeprefix(DOCUMENT) for p in profiles}
    found = planning.arrange(
        profiles,
        names={iri: first for iri, first in names.items() if iri != first},
        keepers={first: events.keeper(step.after, first) for first in firsts if first.startswith(EVENT)},
        labels={first: name for first in sorted(shared) if (name := common_label(step.after, first))},
        mirrors={document: original for document, original in copies.items() if document != original},
    )
    return found, {profile.document for profile in profiles}


def _concerned(step: Step) -> set[str]:
    """Documents that came or changed, and those whose nodes get another name, label or keeper."""
    found = {*step.documents, *step.sources.moved}
    for outcome in (step.bodies, step.people, step.events):
        for iri in outcome.moved:
            found.update(step.after.tellers(iri))
    for iri in canonicals(step):
        for view in (step.before, step.after):
            found.update(document_of(member) for member in view.cluster(iri))
    looked_at = step.told | step.bodies.members | step.people.members
    nodes = {view.canonical(iri) for iri in looked_at for view in (step.before, step.after)}
    for iri in nodes:
        if common_label(step.before, iri) != common_label(step.after, iri):
            found.update(document for member in all_members(step.after, iri) for document in step.after.tellers(member))
    return found


def _grown_together(view: View, documents: Iterable[str]) -> Iterator[str]:
    """These documents, and those that tell of one event with one of them, directly or by others."""
    seen: set[str] = set()
    ahead = list(documents)
    while ahead:
        document = ahead.pop()
        if document in seen:
            continue
        seen.add(document)
        yield document
        if (profile := view.profile(document)) is not None:
            for event in profile.events:
                ahead += (document_of(member) for member in view.cluster(view.canonical(event.iri)))


def _nodes(profile: Profile) -> Iterator[str]:
    yield from (body.iri for body in profile.bodies)
    yield from (person.iri for person in profile.people)
    yield from (event.iri for event in profile.events)
