"""Objects of STIX 2.1: ids, times, references and what all of them share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ctkg.interchange.view import Source
from ctkg.iris import BASE

#: Every id is made in this namespace, from the IRI of what it stands for.
NAMESPACE = uuid5(NAMESPACE_URL, BASE)
#: The day on which this mapping was laid down: for what no document dates, such as a place.
SINCE = "2026-11-28"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")

Object = dict[str, Any]


def identifier(kind: str, *parts: str) -> str:
    """The id of an object, the same for the same parts."""
    return f"{kind}--{uuid5(NAMESPACE, ' '.join((kind, *parts)))}"


#: Who wrote the objects: this program, and nobody who is named in them.
AUTHOR = identifier("identity", BASE)
#: The definition of what an incident of ctkg has beside STIX's own properties.
EXTENSION = identifier("extension-definition", BASE + "incident", "1")


def made(kind: str, parts: Iterable[str], sources: Iterable[Source] = (), **properties: Any) -> Object:
    """An object, without empty properties; its times are the days of the first and the last of the sources."""
    days = sorted(source.issued for source in sources if _DAY.fullmatch(source.issued)) or [SINCE]
    found: Object = {"type": kind, "spec_version": "2.1", "id": identifier(kind, *parts), "created_by_ref": AUTHOR}
    found |= {"created": time(days[0]), "modified": time(days[-1])}
    return found | {name: value for name, value in properties.items() if value not in (None, "", [], {})}


def time(day: str) -> str:
    """The first moment of a day."""
    return f"{day}T00:00:00.000Z"


def references(iri: str, sources: Iterable[Source]) -> list[Object]:
    """Where it stands: in the graph, and in the documents."""
    found: list[Object] = [{"source_name": "ctkg", "external_id": iri}]
    for source in sources:
        one = {"source_name": source.publisher or source.name, "description": source.title or source.name}
        found.append(one | ({"url": source.address} if _ADDRESS.fullmatch(source.address) else {}))
    return found


def author() -> Object:
    """The program as an identity."""
    return made("identity", [BASE], name="ctkg", identity_class="system") | {"id": AUTHOR}


def extension() -> Object:
    """The definition of the extension of incidents."""
    told = (
        "What documents say of an incident, in the terms of the ontology https://w3id.org/ctkg/ontology. event_class: "
        "names of its classes. start_date, end_date: as precise as known (a day, a month or a year); the end is "
        "included. means, targets: names of kinds, never a description. victims: groups with harm, qualifier and "
        "stated, minimum and maximum number. places: names of places."
    )
    return made(
        "extension-definition",
        [BASE + "incident", "1"],
        name="ctkg incident",
        description="Class, dates, places, means, targets and victims of an incident, as documents state them.",
        schema=told,
        version="1.0.0",
        extension_types=["property-extension"],
    )
