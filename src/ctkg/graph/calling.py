"""Which node a name means: an IRI, a prefixed name, the id of a table's row, or a label."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ctkg.errors import UsageError
from ctkg.graph import search
from ctkg.graph.statements import TYPE
from ctkg.iris import ID, PREFIXES, compact

if TYPE_CHECKING:
    from ctkg.graph.store import Store

_STATE, _TERRITORY = ID + "state/", ID + "territory/"
#: Kinds of nodes that are called by an id without slashes.
_KINDS = (
    "act",
    "activity",
    "city",
    "collection",
    "document",
    "instrument",
    "organization",
    "region",
    "state",
    "territory",
)
_BY_LABEL = """
SELECT DISTINCT ?found WHERE {
  { ?found rdfs:label|skos:prefLabel|dcterms:title|skos:altLabel|skos:hiddenLabel ?name }
  UNION { ?found ct:acronym|ct:officialName|ct:shortTitle|ct:documentSymbol ?name }
  UNION { ?use ct:nameOf ?found ; ct:nameText ?name }
  UNION { GRAPH graph:resolution { ?member rdfs:label ?name ; ct:resolvedTo ?found } }
  FILTER(lcase(str(?name)) = ?wanted)
} ORDER BY ?found"""


def resolve(store: Store, name: str) -> str:
    """The IRI that ``name`` means: an IRI, a prefixed name, an id such as ``osce-atu``, or a label.

    Where a State and its territory are called so, the State is meant. Labels are found by the search index, so the
    cost does not grow with the store.

    Raises:
        UsageError: nothing is called so, or several things are; the message names the nearest or all of them.
    """
    text = name.strip().strip("<>")
    if text.startswith(("http://", "https://", "urn:")):
        return text
    prefix, colon, rest = text.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + rest
    found = _called(store, text) or _with_id(store, text)
    if not found:
        near = get_close_matches(text, search.alike(store, text), n=3)
        hint = f"; near: {', '.join(near)}" if near else ""
        raise UsageError(f"nothing is called {name!r} in this store{hint}")
    states = {iri for iri in found if iri.startswith(_STATE)}
    found = [iri for iri in found if iri.replace(_TERRITORY, _STATE) not in states - {iri}]
    if len(found) > 1:
        raise UsageError(f"{name!r} names several things; say which: {', '.join(compact(iri) for iri in found)}")
    return found[0]


def _called(store: Store, text: str) -> list[str]:
    from ctkg.graph import query
    from ctkg.graph.store import is_remote

    if not is_remote(store):
        return search.named(store, text)
    # A server is asked: an index of its own names would have to be fetched first.
    rows = query.run(store, _BY_LABEL, params={"wanted": text.casefold()}).values()
    return sorted({str(row[0]) for row in rows})


def _with_id(store: Store, text: str) -> list[str]:
    try:
        nodes = [NamedNode(f"{ID}{kind}/{text}") for kind in _KINDS]
    except ValueError:
        return []  # no IRI can end so
    return [node.value for node in nodes if next(store.union(node, NamedNode(TYPE)), None) is not None]
