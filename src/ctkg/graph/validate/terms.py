"""Which terms of the ontology are used, and whether it has them.

A shape (``ontology/shapes/terms.ttl``) asks that of every node, by a query each. Where all terms that some statements
use are defined, no node can be told off, and one look at the terms saves as many queries as there are nodes.
"""

from __future__ import annotations

from collections.abc import Iterable

from ctkg.graph.infer.terms import TYPE
from ctkg.graph.store.plain import Fact, Node
from ctkg.iris import PREFIXES

_OWN = PREFIXES["ct"]


def own_terms(facts: Iterable[Fact]) -> list[str]:
    """The properties and classes that some statements use and that are called as those of the ontology."""
    used: set[Node] = {each[2] if each[1] == TYPE else each[1] for each in facts}
    names = (each if isinstance(each, str) else each.value for each in used)
    return [name for name in names if name.startswith(_OWN)]
