"""Namespaces of ctkg and the minting of instance IRIs.

Minting is deterministic: the same words give the same IRI in every run, on every machine. Nothing is random and
nothing is numbered by a counter that depends on the order of work.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

BASE = "https://w3id.org/ctkg/"
ONTOLOGY = BASE + "ontology#"
ID = BASE + "id/"
CONCEPT = BASE + "concept/"
GRAPH = BASE + "graph/"
#: Of what a query can ask the search index; no node and no term of the ontology.
SEARCH = BASE + "search#"

#: Prefixes that every query and every Turtle export of ctkg may use.
PREFIXES: dict[str, str] = {
    "concept": CONCEPT,
    "ct": ONTOLOGY,
    "dcterms": "http://purl.org/dc/terms/",
    "graph": GRAPH,
    "id": ID,
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_SLUG_LIMIT = 80
_NOT_SLUG = re.compile(r"[^\w]+", re.UNICODE)


@lru_cache(maxsize=8_192)
def slug(text: str) -> str:
    """A readable, IRI-safe form of ``text``: lower case, hyphens, accents of Latin letters dropped.

    Letters of other scripts are kept (an IRI may hold them). Text longer than 80 characters is cut and closed by eight
    hexadecimal digits of its hash, so that two long names never share a slug. Never empty.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))
    flat = _NOT_SLUG.sub("-", plain.replace("'", "").replace("\u2019", "")).strip("-_")
    if flat and len(flat) <= _SLUG_LIMIT:
        return flat
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{flat[: _SLUG_LIMIT - 9].rstrip('-')}-{digest}" if flat else digest


def term(name: str) -> str:
    """IRI of a class or property of the ontology."""
    return ONTOLOGY + name


def instance(kind: str, *parts: str | int) -> str:
    """IRI of a node: ``id/<kind>/<part>/<part>...``; the parts must already be slugs or ids."""
    return ID + "/".join((kind, *(str(part) for part in parts)))


def concept(scheme: str, identifier: str) -> str:
    """IRI of a SKOS concept."""
    return f"{CONCEPT}{scheme}/{identifier}"


def graph(*parts: str) -> str:
    """IRI of a named graph: ``graph/document/<id>``, ``graph/evidence/<id>`` ..."""
    return GRAPH + "/".join(parts)


def compact(iri: str) -> str:
    """``iri`` as a prefixed name where one of :data:`PREFIXES` fits, else unchanged."""
    best = max(
        ((prefix, base) for prefix, base in PREFIXES.items() if iri.startswith(base)),
        key=lambda pair: len(pair[1]),
        default=None,
    )
    return f"{best[0]}:{iri[len(best[1]) :]}" if best else iri


def expand(name: str) -> str:
    """The IRI that a prefixed name with one of :data:`PREFIXES` stands for; anything else unchanged."""
    prefix, colon, rest = name.partition(":")
    return PREFIXES[prefix] + rest if colon and prefix in PREFIXES and not rest.startswith("//") else name
