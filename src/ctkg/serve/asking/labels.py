"""Names and addresses of the nodes of an answer, for many at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyoxigraph import NamedNode

from ctkg.errors import UsageError
from ctkg.graph.reader import Reader
from ctkg.graph.store import Store
from ctkg.iris import compact
from ctkg.serve.links import href

#: IRIs of one request at most: looking one up takes some 50 microseconds.
MOST = 2_000
_LONGEST = 2_000


def labels(store: Store, iris: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Of each IRI its ``label`` (with ``language`` where it has one), its ``name`` as written in queries, and ``href``.

    Raises:
        UsageError: these are more than :data:`MOST`, or one is no IRI.
    """
    reader = Reader(store)
    return {iri: _label(reader, iri) for iri in distinct(iris)}


def distinct(iris: Iterable[str]) -> list[str]:
    """Some IRIs, each once, in their order.

    Raises:
        UsageError: these are more than :data:`MOST`, or one is no IRI.
    """
    wanted = list(dict.fromkeys(iris))
    if len(wanted) > MOST:
        raise UsageError(f"{len(wanted)} IRIs are more than the {MOST} of one request; ask for them in parts")
    for iri in wanted:
        try:
            if len(iri) > _LONGEST:
                raise ValueError("it is too long")
            NamedNode(iri)
        except ValueError as error:
            raise UsageError(f"{iri[:100]!r} is no IRI: {error}") from None
    return wanted


def _label(reader: Reader, iri: str) -> dict[str, Any]:
    found = reader.label(iri)
    language = {"language": found.language} if found.language else {}
    return {"label": found.text, **language, "name": compact(iri), "href": href(iri)}
