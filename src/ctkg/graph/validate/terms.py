"""Which terms of the ontology are used, and whether it has them.

A shape (``ontology/shapes/terms.ttl``) asks that of every node, by a query each. Where all terms that some statements
use are defined, no node can be told off, and one look at the terms saves as many queries as there are nodes.
"""

from __future__ import annotations

from collections.abc import Collection

from ctkg.graph.infer.terms import RDFS, TYPE
from ctkg.graph.store.plain import Fact
from ctkg.iris import PREFIXES

_OWN, _DEFINED = PREFIXES["ct"], RDFS + "isDefinedBy"


def unknown(facts: Collection[Fact]) -> bool:
    """True where a property or class may be used that is called as those of the ontology, and is not defined there.

    Args:
        facts: statements, with those that define their terms.
    """
    defined = {each[0] for each in facts if each[1] == _DEFINED}
    used = {each[1] for each in facts}
    used.update(each[2] if isinstance(each[2], str) else each[2].value for each in facts if each[1] == TYPE)
    return any(each.startswith(_OWN) for each in used - defined)
