"""What ``data/void.ttl`` says of the reference data: title, version, licence, and of each table what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from ctkg import resources
from ctkg.iris import PREFIXES

_DCTERMS, _VOID = PREFIXES["dcterms"], "http://rdfs.org/ns/void#"
_VERSION = "http://www.w3.org/ns/dcat#version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A reference table: its name in graphs (``reference/<name>``), what it holds, and where its facts are from."""

    name: str
    title: str
    description: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The reference data as a whole; ``licence`` is an address."""

    title: str
    version: str
    licence: str
    tables: tuple[Table, ...]


def card() -> Card:
    """Reads the card that stands beside the tables.

    Raises:
        ResourceError: it is missing.
    """
    data = Store()
    data.load(path=str(resources.path("data", "void.ttl")))

    def value(subject: NamedNode, predicate: str) -> str:
        found = [quad.object for quad in data.quads_for_pattern(subject, NamedNode(predicate), None)]
        return min((each.value for each in found if isinstance(each, Literal | NamedNode)), default="")

    whole = list(data.quads_for_pattern(None, NamedNode(_VOID + "subset"), None))
    top = next(quad.subject for quad in whole if isinstance(quad.subject, NamedNode))
    tables = [quad.object for quad in whole if isinstance(quad.object, NamedNode)]
    return Card(
        title=value(top, _DCTERMS + "title"),
        version=value(top, _VERSION),
        licence=value(top, _DCTERMS + "license"),
        tables=tuple(
            Table(
                name=each.value.rpartition("/")[2],
                title=value(each, _DCTERMS + "title"),
                description=value(each, _DCTERMS + "description"),
                source=value(each, _DCTERMS + "source"),
            )
            for each in sorted(tables, key=str)
        ),
    )
