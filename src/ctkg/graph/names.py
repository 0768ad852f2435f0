"""Known names, and the nearest known one to a name that is not."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ctkg import resources
from ctkg.iris import CONCEPT, ID, ONTOLOGY, compact

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: Suggestions at most.
_MOST = 3
#: Names of a kind that are read to find those that look like an unknown one, and such as are compared with it.
_MOST_OF_KIND, _COMPARED = 50_000, 2_000
#: Names of nodes by kind, as a store had them at a revision.
_of_kind: WeakKeyDictionary[Store, dict[str, tuple[int | None, list[str]]]] = WeakKeyDictionary()


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


def is_iri(text: str) -> bool:
    """True for an absolute IRI."""
    from pyoxigraph import NamedNode

    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


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
    """Suggestion for an unknown instance or concept, among those of the same kind that have a class."""
    base = next(each for each in (ID, CONCEPT) if iri.startswith(each))
    kind = base + iri.removeprefix(base).split("/")[0] + "/"
    revision = store.revision()
    kept = _of_kind.setdefault(store, {})
    if kept.get(kind, (None, []))[0] != revision:
        where = f"?node a ?class FILTER(STRSTARTS(STR(?node), '{kind}'))"
        rows = store.query(f"SELECT DISTINCT ?node WHERE {{ {where} }} LIMIT {_MOST_OF_KIND}")
        kept[kind] = revision, sorted(row[0].value for row in rows)  # type: ignore[union-attr]
    return suggestion(compact(iri), map(compact, _alike(iri, kept[kind][1])))


def _alike(iri: str, known: list[str]) -> list[str]:
    """Those of many names that begin like ``iri``, or few in all, so that comparing them takes no time."""
    if len(known) <= _COMPARED:
        return known
    stem = iri.rpartition("/")[0] + "/"
    for length in range(len(iri), len(stem), -1):
        near = [name for name in known if name.startswith(iri[:length])]
        if near:
            return near[:_COMPARED]
    return known[:_COMPARED]
