"""What an entity is called where changes and causes are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from ctkg.graph.store import Store
from ctkg.iris import PREFIXES, compact, term

#: Properties that name an entity, the best first.
NAMES = tuple(
    NamedNode(iri)
    for iri in (
        PREFIXES["dcterms"] + "title",
        PREFIXES["rdfs"] + "label",
        PREFIXES["skos"] + "prefLabel",
        term("nameText"),
    )
)
_LANGUAGES = ("", None, "en")


def name_in(quad: Quad) -> str | None:
    """The name that a statement gives its subject, in English or without a language; else None."""
    value = quad.object
    is_name = quad.predicate in NAMES and isinstance(value, Literal) and value.language in _LANGUAGES
    return value.value if is_name and isinstance(value, Literal) else None


def best(names: Mapping[NamedNode, Iterable[str]]) -> str:
    """The name that is shown, of those that some properties give; empty where there is none."""
    return next((min(names[each]) for each in NAMES if each in names), "")


@dataclass(slots=True)
class Labels:
    """Names of nodes of a store, each looked up once."""

    store: Store
    _known: dict[str, str] = field(default_factory=dict)

    def of(self, node: object) -> str:
        """Name or prefixed name of a node; a literal itself."""
        if isinstance(node, Literal):
            return node.value
        if not isinstance(node, NamedNode):
            return "a node without a name"
        if node.value not in self._known:
            names: dict[NamedNode, set[str]] = {}
            for each in NAMES:
                for quad in self.store.match(node, each):
                    if (name := name_in(quad)) is not None:
                        names.setdefault(each, set()).add(name)
            self._known[node.value] = best(names) or compact(node.value)
        return self._known[node.value]
