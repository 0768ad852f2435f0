"""One step: some documents come, change or go, and all that follows from it is decided."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ctkg.resolve import keeping
from ctkg.resolve.growth import bodies, events, people, records, sources
from ctkg.resolve.growth.ledger import Draft, Ledger, short
from ctkg.resolve.growth.records import Telling
from ctkg.resolve.growth.settling import Outcome
from ctkg.resolve.growth.view import BODY, DOCUMENT, EVENT, PERSON, View
from ctkg.resolve.model import Event, Links


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What was decided.

    Attributes:
        before: what was known; ``after`` is what is known now.
        draft: all that is to be remembered, not written yet.
        documents: IRIs of the documents that came, changed or went.
        told: bodies and persons of which documents tell otherwise than before.
        sources: which documents repeat which; ``bodies``, ``people`` and ``events`` likewise.
    """

    before: View
    after: View
    draft: Draft
    documents: frozenset[str]
    told: frozenset[str]
    sources: Outcome
    bodies: Outcome
    people: Outcome
    events: Outcome


def take(ledger: Ledger, profiles: Mapping[str, str | None], links: Links) -> Step:
    """Take documents in, or out.

    Args:
        ledger: what is known.
        profiles: id of a document -> its profile as text, None where it is gone.
        links: what is decided beforehand.
    """
    draft = Draft(ledger)
    before, after = View(ledger, kept_links(ledger)), View(draft, links)
    draft.write("links", "all", _links_as_text(links))
    documents = [DOCUMENT + document for document in profiles]
    for document in documents:
        text = profiles[document.removeprefix(DOCUMENT)]
        records.keep(draft, document, before.profile(document), None if text is None else keeping.loads(text))
    told_bodies = {
        iri
        for document in documents
        for iri in _record(draft, document, *(records.of_bodies(v.profile(document)) for v in (before, after)))
    }
    decided = _difference(before.links, after.links)
    same_sources = sources.step(before, after, draft, documents, _of(DOCUMENT, decided))
    linked = decided | sources.told(before, after, draft, documents, same_sources.moved)
    same_bodies = bodies.step(before, after, draft, told_bodies, _of(BODY, linked))
    served = same_bodies.moved.keys()
    told_people = {
        iri
        for document in {*documents, *_tellers(before, after, served)}
        for iri in _record(
            draft, document, *(records.of_people(v.profile(document), v.canonical) for v in (before, after))
        )
    }
    same_people = people.step(before, after, draft, told_people, _of(PERSON, linked))
    agents = served | same_people.moved.keys()
    involving = {
        event.iri
        for document in _tellers(before, after, agents)
        for event in _events(before, after, document)
        if any(said.value in agents for said in event.said)
    }
    for document in {*documents, *same_sources.moved}:
        involving.update(event.iri for event in _events(before, after, document))
    same_events = events.step(before, after, draft, involving, _of(EVENT, linked))
    return Step(
        before=before,
        after=after,
        draft=draft,
        documents=frozenset(documents),
        told=frozenset(told_bodies | told_people),
        sources=same_sources,
        bodies=same_bodies,
        people=same_people,
        events=same_events,
    )


def kept_links(ledger: Ledger) -> Links:
    """What was decided beforehand in the last step."""
    kept = json.loads(ledger.text("links", "all") or "[[], []]")
    same, different = (frozenset((one, other) for one, other in pairs) for pairs in kept)
    return Links(same=same, different=different)


def _record(draft: Draft, document: str, old: set[Telling], new: set[Telling]) -> set[str]:
    """Write what a document tells of some members; returns those of which it tells otherwise than before."""
    for telling in old - new:
        records.count(draft, telling, -1)
    for telling in new - old:
        records.count(draft, telling, 1)
    were, are = ({telling.iri for telling in tellings} for tellings in (old, new))
    for iri in were ^ are:
        draft.write("in:" + short(iri), document, "" if iri in are else None)
    return {telling.iri for telling in old ^ new}


def _difference(one: Links, other: Links) -> set[str]:
    pairs = (one.same ^ other.same) | (one.different ^ other.different)
    return {iri for pair in pairs for iri in pair}


def _links_as_text(links: Links) -> str | None:
    return json.dumps([sorted(links.same), sorted(links.different)]) if links.same or links.different else None


def _of(kind: str, iris: Iterable[str]) -> set[str]:
    return {iri for iri in iris if iri.startswith(kind)}


def _tellers(before: View, after: View, iris: Iterable[str]) -> set[str]:
    """Documents that tell, or told, of some members."""
    return {document for iri in iris for view in (before, after) for document in view.tellers(iri)}


def _events(before: View, after: View, document: str) -> Iterator[Event]:
    for view in (before, after):
        if (profile := view.profile(document)) is not None:
            yield from profile.events
