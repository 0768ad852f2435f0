"""Formats of RDF by name and by file suffix."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat

from ctkg.errors import UsageError

#: Name of a format to pyoxigraph's.
FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
#: Formats that hold named graphs.
WITH_GRAPHS = frozenset({"nq", "trig", "jsonld"})

_OTHER_NAMES = {
    "turtle": "ttl", "n-triples": "nt", "ntriples": "nt", "n-quads": "nq", "nquads": "nq", "json-ld": "jsonld",
    "json": "jsonld", "rdf/xml": "rdfxml", "rdf": "rdfxml", "xml": "rdfxml", "owl": "rdfxml",
}  # fmt: skip


def format_name(name: str) -> str:
    """The name under which :data:`FORMATS` knows a format.

    Raises:
        UsageError: unknown.
    """
    plain = name.casefold().lstrip(".")
    found = _OTHER_NAMES.get(plain, plain)
    if found not in FORMATS:
        raise UsageError(f"unknown format {name!r}; there are {', '.join(FORMATS)}")
    return found


def format_of(path: str | Path) -> str:
    """The format that a file's suffix means.

    Raises:
        UsageError: a suffix of no known format.
    """
    suffix = Path(path).suffix
    if not suffix:
        raise UsageError(f"no suffix tells the format; there are {', '.join(FORMATS)}", path=path)
    try:
        return format_name(suffix)
    except UsageError as error:
        raise UsageError(error.message, path=path) from None
