"""An incident with its places, and with what somebody says of it.

Nobody becomes a threat actor: a group is an identity, and that somebody is responsible is a note which says by whom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ctkg.interchange.countries import codes
from ctkg.interchange.events import Event, event
from ctkg.interchange.stix.objects import EXTENSION, Object, made, references
from ctkg.interchange.view import Source, View
from ctkg.iris import term

_CLASSES = (("Person", "individual"), ("NamedGroup", "group"), ("Group", "group"), ("Organization", "organization"))


def objects(view: View, incident: Event) -> Iterator[Object]:
    """The incident first, then what belongs to it."""
    found = _incident(view, incident)
    yield found
    for place in _locations(view, incident):
        yield place
        yield made(
            "relationship",
            ["located-at", found["id"], place["id"]],
            incident.sources,
            relationship_type="located-at",
            source_ref=found["id"],
            target_ref=place["id"],
        )
    for attribution in view.subjects("attributedEvent", incident.iri):
        yield from _attribution(view, attribution, found)
    for condemnation in view.subjects("condemns", incident.iri):
        yield from _condemnation(view, condemnation, found)


def _incident(view: View, incident: Event) -> Object:
    victims = [_victims(view, group) for group in view.objects(incident.iri, "hasVictimGroup")]
    means = [
        *(view.label(each) for each in view.stated(incident.iri, "usedMeans")),
        *view.texts(incident.iri, "meansText"),
    ]
    targets = [
        *(view.label(each) for each in view.stated(incident.iri, "targetOf")),
        *view.texts(incident.iri, "targetText"),
    ]
    told: dict[str, Any] = {
        "event_class": list(incident.kinds),
        "start_date": incident.start,
        "end_date": incident.end,
        "places": list(incident.places),
        "means": means,
        "targets": targets,
        "victims": victims,
    }
    sure = incident.confidence
    return made(
        "incident",
        [incident.iri],
        incident.sources,
        name=incident.name,
        description="; ".join([incident.label, *(group["label"] for group in victims)]),
        confidence=None if sure is None else round(100 * sure),
        external_references=references(incident.iri, incident.sources),
        extensions={
            EXTENSION: {"extension_type": "property-extension"}
            | {name: value for name, value in told.items() if value not in ("", [])}
        },
    )


def _victims(view: View, group: str) -> Object:
    found: Object = {"label": view.label(group)}
    for key, name in (("harm", "harm"), ("qualifier", "countQualifier")):
        if text := view.text(group, name):
            found[key] = text
    for key, name in (("stated", "statedCount"), ("minimum", "minCount"), ("maximum", "maxCount")):
        if text := view.text(group, name):
            found[key] = int(text)
    return found


def _locations(view: View, incident: Event) -> Iterator[Object]:
    countries = codes(view, incident.territories)
    for place in view.stated(incident.iri, "heldAt") or view.stated(incident.iri, "heldIn"):
        city = term("Territory") not in view.types(place)
        own = codes(view, [place, *view.objects(place, "locatedWithin")])
        country = own or (countries if len(countries) == 1 else [])
        latitude, longitude = view.text(place, "latitude"), view.text(place, "longitude")
        known = bool(latitude and longitude)
        if not country and not known:
            continue  # a place by its name alone is no location of STIX; it stands in the extension
        yield made(
            "location",
            [place],
            name=view.label(place),
            country=country[0] if country else None,
            city=view.label(place) if city else None,
            latitude=float(latitude) if known else None,
            longitude=float(longitude) if known else None,
            external_references=references(place, ()),
        )


def _identity(view: View, agent: str) -> Object:
    types = view.types(agent)
    kind = next((kind for name, kind in _CLASSES if term(name) in types), "unspecified")
    sources = view.documents(agent)
    return made(
        "identity",
        [agent],
        sources,
        name=view.label(agent),
        identity_class=kind,
        external_references=references(agent, ()),
    )


def _attribution(view: View, attribution: str, incident: Object) -> Iterator[Object]:
    # A person is known here by a public office or statement, and is not handed on as somebody suspected.
    named = [agent for agent in view.objects(attribution, "attributedTo") if term("Person") not in view.types(agent)]
    words = [*map(view.label, named), *view.texts(attribution, "attributionText")]
    if not words:
        return
    kinds = [view.label(kind) for kind in view.objects(attribution, "attributionKind")]
    by = view.objects(attribution, "attributedBy")
    identities = [_identity(view, agent) for agent in sorted({*named, *by})]
    yield from identities
    said = f"responsibility {' and '.join(kinds) or 'stated'}" + (f" by {_names(view, by)}" if by else "")
    sources = view.documents(attribution)
    labels = ["attribution", *kinds]
    yield _note(view, attribution, f"{said}: {', '.join(words)}", sources, by, labels, [incident, *identities])


def _condemnation(view: View, condemnation: str, incident: Object) -> Iterator[Object]:
    if term("Event") not in view.types(condemnation):
        return  # an instrument that condemns is no statement of one day
    told = event(view, condemnation)
    by = sorted({part.agent for part in told.parts if part.role == "organizer"})
    identities = [_identity(view, agent) for agent in by]
    yield from identities
    words = f"{told.name}: {incident['name']} condemned" + (f" by {_names(view, by)}" if by else "")
    yield _note(view, condemnation, words, told.sources, by, ["condemnation"], [incident, *identities])


def _note(
    view: View,
    iri: str,
    content: str,
    sources: Sequence[Source],
    by: list[str],
    labels: list[str],
    about: list[Object],
) -> Object:
    """What somebody says of an incident; who says so are those who are named, else those who published it."""
    return made(
        "note",
        [iri, about[0]["id"]],
        sources,
        content=content,
        authors=[view.label(agent) for agent in by] or sorted({source.publisher for source in sources} - {""}),
        labels=labels,
        object_refs=[each["id"] for each in about],
        external_references=references(iri, sources),
    )


def _names(view: View, agents: list[str]) -> str:
    return ", ".join(view.label(agent) for agent in agents)


def report(source: Source, about: list[str]) -> Object:
    """A document that reports incidents."""
    found = made(
        "report",
        [source.iri],
        [source],
        name=source.title or source.name,
        lang=source.language,
        object_refs=sorted(set(about)),
        external_references=references(source.iri, [source]),
    )
    return found | {"published": found["created"].replace(".000Z", "Z")}  # a time that knows no milliseconds
