"""How members and clusters are called."""

from __future__ import annotations

import json

from ctkg.resolve import planning, reports
from ctkg.resolve.growth import records
from ctkg.resolve.growth.view import BODY, DOCUMENT, EVENT, WORDS, View
from ctkg.resolve.world import is_reference, reference_names


def label(view: View, iri: str) -> str:
    """The name of a member that is there; where documents call it differently, the first in order of the alphabet."""
    if iri.startswith(DOCUMENT):
        return iri.removeprefix(DOCUMENT)
    if iri.startswith(EVENT):
        told = view.event(iri)
        return "" if told is None else reports.label(told.event)
    if is_reference(iri):
        return reference_names()[iri]
    if iri.startswith(BODY):
        return min((body.names[0] for body in records.bodies(view.notes, iri)), default="")
    return min((person.name for person in records.people(view.notes, iri)), default="")


def common_label(view: View, canonical: str) -> str:
    """The name of a node that stands for several bodies or persons; empty where it stands for itself alone."""
    members = view.cluster(canonical)
    names = [label(view, iri) for iri in members]
    if canonical.startswith(BODY):
        for words in {view.words(iri) for iri in members if iri == view.first(view.words(iri))}:
            names += json.loads(view.notes.text("labels", words) or "{}")
    if is_reference(canonical) or (len(members) == 1 and not has_followers(view, canonical)):
        return ""
    return planning.fullest(names)


def has_followers(view: View, iri: str) -> bool:
    """True for the first of bodies that are told in the same words, where others follow it."""
    words = view.words(iri) if iri.startswith(BODY) else ""
    return bool(words) and view.first(words) == iri and view.notes.text("labels", words) is not None


def all_members(view: View, canonical: str) -> set[str]:
    """All bodies, persons or events that stand under ``canonical``, itself included."""
    found = view.cluster(canonical)
    for iri in list(found):
        if has_followers(view, iri):
            found |= {o for o in view.notes.entries(f"{WORDS}:{view.words(iri)}") if view.canonical(o) == canonical}
    return found
