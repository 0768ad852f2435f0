"""The shapes: found, read once, compiled once for each engine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from ctkg import resources
from ctkg.errors import ResourceError, UnreadableInput

if TYPE_CHECKING:
    import rdflib
    import shacl

Files = tuple[Path, ...]
#: What relative IRIs are relative to, as the fast engine has it.
_BASE = "http://example.org/shapes"
#: Predicate whose every value is reported by the shape below, so that the engine tells its labels of blank nodes.
MARK = NamedNode("urn:ctkg:validate:label")
_MARKING = f"""
<urn:ctkg:validate:marking> a <http://www.w3.org/ns/shacl#NodeShape> ;
    <http://www.w3.org/ns/shacl#targetSubjectsOf> {MARK} ;
    <http://www.w3.org/ns/shacl#property> [
        <http://www.w3.org/ns/shacl#path> {MARK} ; <http://www.w3.org/ns/shacl#nodeKind> <http://www.w3.org/ns/shacl#IRI>
    ] .
"""


def files(shapes: Path | None = None) -> Files:
    """Turtle files of shapes: one file, or all in a folder; default ``ontology/shapes/*.ttl``.

    Raises:
        UnreadableInput: there is none.
    """
    return _files(shapes) if shapes else _own()


@cache
def entry_files() -> Files:
    """Shapes that hold for entries besides: ``ontology/shapes/entry/*.ttl``."""
    return _files(resources.path("ontology", "shapes", "entry"))


@cache
def without_terms(found: Files) -> Files:
    """The shapes besides the one of ctkg that asks of every node whether its terms are defined."""
    return tuple(file for file in found if file != resources.path("ontology", "shapes", "terms.ttl"))


@cache
def _own() -> Files:
    return _files(resources.path("ontology", "shapes"))


def _files(place: Path) -> Files:
    found = tuple(sorted(place.glob("*.ttl"))) if place.is_dir() else (place,)
    if not found or not all(file.is_file() for file in found):
        raise UnreadableInput("no shapes here; name a Turtle file or a folder of them", path=place)
    return found


@cache
def digest(found: Files) -> str:
    """Hash of the shapes, so that a report by other ones is told apart."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in found)).hexdigest()


@cache
def compiled(found: Files, marked: bool = False) -> shacl.Shapes:
    """Shapes for the fast engine; where ``marked``, with one more that finds every use of :data:`MARK`.

    Raises:
        ResourceError: a file cannot be read, or there is no shape in any.
    """
    import shacl

    for file in found:
        _parsed(file)  # the engine does not say which of several files it cannot read
    text = "\n".join(file.read_text("utf-8") for file in found)
    try:
        shapes = shacl.Shapes.from_text(text + _MARKING if marked else text)
    except Exception as error:
        raise ResourceError(f"these shapes cannot be read: {error}", path=found[0]) from None
    if not len(shapes):
        raise ResourceError("no shape in here", path=found[0])
    return shapes


def statements(found: Files) -> Iterator[Triple]:
    """The shapes as triples; blank nodes of different files differ.

    Raises:
        ResourceError: a file cannot be read.
    """
    for file in found:
        yield from _parsed(file)


def _parsed(file: Path) -> list[Triple]:
    from pyoxigraph import RdfFormat, parse

    try:
        found = parse(path=str(file), format=RdfFormat.TURTLE, base_iri=_BASE, rename_blank_nodes=True)
        return [quad.triple for quad in found]
    except (SyntaxError, ValueError, OSError) as error:
        raise ResourceError(f"these shapes cannot be read: {error}", path=file) from None


@cache
def graph(found: Files) -> rdflib.Graph:
    """Shapes for the reference engine."""
    import rdflib

    merged = rdflib.Graph()
    for file in found:
        try:
            merged.parse(file, format="turtle")
        except Exception as error:  # rdflib's parsers raise many kinds of their own
            raise ResourceError(f"these shapes cannot be read: {error}", path=file) from None
    return merged
