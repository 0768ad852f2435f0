"""Known names, and the nearest known one to a name that is not."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from ctkg import resources
from ctkg.iris import CONCEPT, ID, ONTOLOGY, compact

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: Suggestions at most.
_MOST = 3
#: Statements that are looked through for names that look like an unknown one, and names that are compared with it.
_LOOKED_AT, _COMPARED = 100_000, 2_000


@cache
def terms() -> frozenset[str]:
    """IRIs of all terms of the ontology that ctkg brings."""
    from pyoxigraph import NamedNode, parse

    found = set()
    for file in sorted(resources.path("ontology").glob("*.ttl")):
        for quad in parse(path=str(file)):
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(ONTOLOGY):
                found.add(quad.subject.value)
    return frozenset(found)


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """Up to three of ``known`` that look like ``name``, best first; case is looked at last."""
    by_folded: dict[str, str] = {}
    for each in sorted(known):
        by_folded.setdefault(each.casefold(), each)
    return [by_folded[each] for each in get_close_matches(name.casefold(), by_folded, n=_MOST, cutoff=0.6)]


def suggestion(name: str, known: Iterable[str]) -> str:
    """Words to end a message with: the nearest known names, or nothing."""
    near = nearest(name, known)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def is_known_term(iri: str, store: Store | None = None) -> bool:
    """True where ``iri`` is a term of the ontology, or something that the store describes."""
    from pyoxigraph import NamedNode

    if iri in terms():
        return True
    return store is not None and next(iter(store.match(NamedNode(iri))), None) is not None


def term_suggestion(iri: str) -> str:
    """Suggestion for an unknown term of the ontology."""
    return suggestion(compact(iri), map(compact, terms()))


def is_known_node(iri: str, store: Store) -> bool:
    """True where the store says anything of ``iri``."""
    from pyoxigraph import NamedNode

    node = NamedNode(iri)
    return any(next(iter(store.match(*place)), None) is not None for place in ((node,), (None, None, node)))


def node_suggestion(iri: str, store: Store) -> str:
    """Suggestion for an unknown instance or concept, among those of the same kind.

    Looks at what the store says first, up to a bound, so that it costs the same in a store of any size.
    """
    from pyoxigraph import NamedNode

    base = next(each for each in (ID, CONCEPT) if iri.startswith(each))
    kind = base + iri.removeprefix(base).split("/")[0] + "/"
    subjects = (quad.subject for quad in islice(store.match(), _LOOKED_AT))
    known = {each.value for each in subjects if isinstance(each, NamedNode) and each.value.startswith(kind)}
    return suggestion(compact(iri), map(compact, islice(sorted(known), _COMPARED)))
