"""Documents, events, and who is said to be responsible for one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ctkg.interchange.events import Event
from ctkg.interchange.ftm.lines import DATE, Line, countries, identifier, line, proof, provenance, schema_of
from ctkg.interchange.view import View
from ctkg.iris import PREFIXES, term

#: Codes of languages of three letters (ISO 639-2/T), which FollowTheMoney writes, by those of two.
_LANGUAGES = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "it": "ita", "kk": "kaz", "ky": "kir", "nl": "nld",
    "pl": "pol", "pt": "por", "ru": "rus", "sr": "srp", "tg": "tgk", "tr": "tur", "uk": "ukr", "uz": "uzb", "zh": "zho",
}  # fmt: skip


def article(view: View, document: str) -> Line:
    """A source document."""
    source = view.source(document.replace(PREFIXES["id"], ""))
    language = _LANGUAGES.get(source.language.partition("-")[0].casefold(), "")
    properties = {
        "name": [view.label(document)],
        "title": [source.title],
        "language": [language],
        "mimeType": view.texts(document, PREFIXES["dcterms"] + "format"),
        **provenance([source]),
        "publishedAt": [source.issued if DATE.fullmatch(source.issued) else ""],
    }
    return line("Article", document, properties)


def event(view: View, event: Event) -> Iterator[Line]:
    """An event or a project, the documents that report it, and who spoke for whom."""
    project = term("Project") in view.types(event.iri)
    parts = [part for part in event.parts if schema_of(view, part.agent)]
    organizers = {identifier(part.agent) for part in parts if part.role == "organizer"}
    groups = [*view.objects(event.iri, "hasParticipantGroup"), *view.objects(event.iri, "hasVictimGroup")]
    notes = [f"{part.role_name}: {part.name}" for part in event.parts]
    notes += [f"{view.label(kind)}: {view.label(group)}" for group in groups for kind in view.kinds(group)]
    notes += [f"instrument: {view.label(text)}" for text in view.objects(event.iri, "concernsInstrument")]
    concepts = [each for name in ("addresses", "promotesMeasure") for each in view.stated(event.iri, name)]
    properties: dict[str, Iterable[str]] = {
        "name": [event.name],
        "alias": {event.label} - {event.name},
        "keywords": [*event.kinds, *map(view.label, concepts)],
        "startDate": [event.start if DATE.fullmatch(event.start) else ""],
        "endDate": [event.end if DATE.fullmatch(event.end) else ""],
        "country": countries(view, event.territories),
        "notes": notes,
        **proof(event.sources),
    }
    if project:
        yield line("Project", event.iri, properties)
        for part in parts:
            joined = {
                "participant": [identifier(part.agent)],
                "project": [identifier(event.iri)],
                "role": [part.role_name],
            }
            yield line("ProjectParticipant", event.iri, {**joined, **proof(event.sources)}, part.role, part.agent)
    else:
        properties["location"] = event.places
        properties["organizer"] = organizers
        properties["involved"] = {identifier(part.agent) for part in parts} - organizers
        yield line("Event", event.iri, properties)
    for source in event.sources:
        if not source.described:
            continue
        joined = {"document": [identifier(source.iri)], "entity": [identifier(event.iri)], "role": ["report"]}
        yield line("Documentation", event.iri, {**joined, **provenance([source])}, source.iri)
    for part in parts:
        for client in part.representing:
            if schema_of(view, client):
                joined = {"agent": [identifier(part.agent)], "client": [identifier(client)], "role": [part.role_name]}
                dates = {"startDate": properties["startDate"], "endDate": properties["endDate"]}
                yield line("Representation", event.iri, {**joined, **dates, **proof(event.sources)}, part.agent, client)


def attribution(view: View, attribution: str) -> Iterator[Line]:
    """Who is held responsible for an event, and who says so."""
    said = ", ".join(view.label(kind) for kind in view.objects(attribution, "attributionKind")) or "stated"
    by = ", ".join(view.label(body) for body in view.objects(attribution, "attributedBy"))
    role = f"responsibility {said}" + (f" by {by}" if by else "")
    for event in [each for each in view.objects(attribution, "attributedEvent") if term("Event") in view.types(each)]:
        for agent in view.objects(attribution, "attributedTo"):
            # A person is known here by a public office or statement, and is not handed on as somebody suspected.
            if schema_of(view, agent) not in ("", "Person"):
                properties = {
                    "subject": [identifier(agent)],
                    "object": [identifier(event)],
                    "role": [role],
                    **proof(view.documents(attribution)),
                }
                yield line("UnknownLink", attribution, properties, agent, event)
        for words in view.texts(attribution, "attributionText"):
            properties = {"entity": [identifier(event)], "name": [role], "description": [f"{role}: {words}"]}
            yield line("Note", attribution, {**properties, **proof(view.documents(attribution))}, words, event)
