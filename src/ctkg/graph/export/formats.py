"""Formats of RDF by name and by file suffix."""

from __future__ import annotations

import re
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

#: The end of an IRI that can be a local name in XML.
_LOCAL = re.compile(r"[^\W\d][\w.\-]*$")
_OTHER_NAMES = {
    "turtle": "ttl", "n-triples": "nt", "ntriples": "nt", "n-quads": "nq", "nquads": "nq", "json-ld": "jsonld",
    "json": "jsonld", "rdf/xml": "rdfxml", "rdf": "rdfxml", "xml": "rdfxml", "owl": "rdfxml",
}  # fmt: skip


def must_be_writable(predicate: str, form: str) -> None:
    """RDF/XML makes element names of properties; the engine writes what is no XML where one cannot be made.

    Raises:
        UsageError: the format cannot hold a statement by ``predicate``.
    """
    if form == "rdfxml" and not _LOCAL.search(predicate):
        raise UsageError(
            f"rdfxml cannot hold statements by <{predicate}>, which ends in no name; choose another format"
        )


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
