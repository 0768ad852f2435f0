"""The terms of a statement that a user names: by IRI, prefixed name, id or label, or by the words of a literal."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ctkg.errors import UsageError
from ctkg.graph import describe, resolutions
from ctkg.graph.store import Store
from ctkg.iris import PREFIXES, compact, term


def statement(store: Store, subject: str, predicate: str, object: str) -> Triple:
    """The statement of the store that is meant.

    The property may be a name of the ontology without its prefix (``hasOrganizer``), or ``a``. The value is looked for
    first among the literals that the subject has by that property.

    Raises:
        UsageError: a name means nothing or several things.
    """
    about = node(store, subject)
    by = property_(store, predicate)
    values = [triple.object for triple in store.union(about, by)]
    said = [value for value in values if isinstance(value, Literal) and object in (value.value, str(value))]
    if said:
        return Triple(about, by, min(said, key=str))
    try:
        return Triple(about, by, node(store, object))
    except UsageError as error:
        held = sorted(_short(value) for value in values if not isinstance(value, BlankNode | Triple))
        hint = f"; {compact(about.value)} has by {compact(by.value)}: {', '.join(held[:10])}" if held else ""
        raise UsageError(f"{error.message}{hint}") from None


def node(store: Store, name: str) -> NamedNode:
    """The node that ``name`` means; of a member, what it became."""
    return NamedNode(resolutions.canonical(store, describe.resolve(store, name)))


def property_(store: Store, name: str) -> NamedNode:
    """The property that ``name`` means."""
    if name == "a":
        return NamedNode(PREFIXES["rdf"] + "type")
    if name.isidentifier():
        own = NamedNode(term(name))
        if next(store.union(own), None) is not None:
            return own
    return NamedNode(describe.resolve(store, name))


def _short(value: NamedNode | Literal) -> str:
    return compact(value.value) if isinstance(value, NamedNode) else value.value
