"""What all lines share: ids, values, provenance, and which schema an agent has."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ctkg.interchange.countries import codes
from ctkg.interchange.view import Source, View
from ctkg.iris import term

#: Classes of agents and their schemata, the first that fits; a group is a number of people and no entity.
_SCHEMATA = (
    ("Person", "Person"),
    ("NationalAuthority", "PublicBody"),
    ("InternationalOrganization", "PublicBody"),
    ("PrivateSectorEntity", "Company"),
    ("Organization", "Organization"),
    ("NamedGroup", "Organization"),
    ("State", "LegalEntity"),
)
#: Classes whose parts are public bodies too.
_PUBLIC = ("NationalAuthority", "InternationalOrganization")
#: A day, a month or a year; FollowTheMoney knows no day without a year.
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")

Line = dict[str, Any]
Values = Mapping[str, Iterable[str]]


def identifier(*parts: str) -> str:
    """The id of an entity, from its IRI; FollowTheMoney allows no slash or colon in one."""
    return "ctkg-" + hashlib.sha1(" ".join(parts).encode(), usedforsecurity=False).hexdigest()


def line(schema: str, iri: str, properties: Values, *parts: str) -> Line:
    """A line; empty values are dropped, the others sorted. ``parts`` tell apart several of one node."""
    kept = {name: sorted({value.strip() for value in values} - {""}) for name, values in sorted(properties.items())}
    return {
        "id": identifier(iri, *parts),
        "schema": schema,
        "properties": {name: values for name, values in kept.items() if values},
        "iri": iri,
    }


def provenance(sources: Iterable[Source]) -> Values:
    """Addresses and publishers of sources, and the day of the latest."""
    sources = list(sources)
    return {
        "sourceUrl": [source.address for source in sources if _ADDRESS.fullmatch(source.address)],
        "publisher": [source.publisher for source in sources],
        "modifiedAt": [max((source.issued for source in sources if DATE.fullmatch(source.issued)), default="")],
    }


def proof(sources: Iterable[Source]) -> Values:
    """The documents as links, beside :func:`provenance`."""
    return {"proof": [identifier(source.iri) for source in sources if source.described], **provenance(sources)}


def dates(view: View, node: str, **names: str) -> Values:
    """Dates by property of FollowTheMoney, from those of the ontology; a day without year is none."""
    return {key: [text for text in view.texts(node, name) if DATE.fullmatch(text)] for key, name in names.items()}


def countries(view: View, nodes: Iterable[str]) -> list[str]:
    """Codes of States and territories, in lower case."""
    return [code.casefold() for code in codes(view, nodes)]


def schema_of(view: View, agent: str) -> str:
    """The schema of an agent; empty where none fits."""
    types = view.types(agent)
    found = next((schema for name, schema in _SCHEMATA if term(name) in types), "")
    if found == "Organization":
        above = {each for whole in view.objects(agent, "partOfOrganization") for each in view.types(whole)}
        if above & {term(name) for name in _PUBLIC}:
            return "PublicBody"
    return found


def is_body(view: View, agent: str) -> bool:
    """True where an agent can have posts and members."""
    return schema_of(view, agent) in ("Organization", "PublicBody", "Company")
