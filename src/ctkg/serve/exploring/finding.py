"""Things by their names, to begin with or to add."""

from __future__ import annotations

from ctkg.errors import UsageError
from ctkg.graph import search
from ctkg.serve.exploring.explorer import Explorer
from ctkg.serve.exploring.model import Node

#: Nodes of one answer, usually.
FOUND = 10
#: Kinds of what the search finds that are no things of the graph.
_NO_THINGS = frozenset({"term", "quotation", "passage"})
#: Names that are looked at for one node that is wanted: a node may have many.
_NAMES = 6


def find(explorer: Explorer, text: str, *, limit: int = FOUND) -> list[Node]:
    """Nodes whose names have the words of ``text``, the last of which may be a beginning; or the one with that IRI.

    Raises:
        UsageError: the limit is below 1.
    """
    words = text.strip()
    if not words:
        return []
    if words.startswith(("http://", "https://")):
        try:
            return [explorer.things.node(explorer.known(words))]
        except UsageError:
            return []
    beginning = words if not words[-1].isalnum() else words + "*"
    kinds = [kind for kind in search.KINDS if kind not in _NO_THINGS]
    hits = search.search(explorer.store, beginning, kinds=kinds, limit=limit * _NAMES).hits
    iris = [iri for iri in dict.fromkeys(hit.iri for hit in hits) if explorer.relations.is_thing(iri)]
    return [explorer.things.node(iri) for iri in iris[:limit]]
