"""What shapes cannot say of a new entry: names that nobody knows, and nodes that no shape looks at."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterable, Iterator

from pyoxigraph import BlankNode, NamedNode, Quad

from ctkg.graph import names
from ctkg.graph.infer.terms import TYPE
from ctkg.graph.store import Store
from ctkg.graph.validate.entry_finding import finding
from ctkg.iris import CONCEPT, ID, ONTOLOGY, compact
from ctkg.model import Finding


def unknown_terms(quads: Iterable[Quad], store: Store) -> Iterator[Finding]:
    """A violation for every property and class of our namespace that the ontology does not have."""
    for quad in quads:
        places = [(quad.predicate, "property"), *([(quad.object, "class")] if quad.predicate.value == TYPE else [])]
        for term, kind in places:
            if not isinstance(term, NamedNode) or not term.value.startswith(ONTOLOGY):
                continue
            if not names.is_known_term(term.value, store):
                hint = names.term_suggestion(term.value) or "; look it up in ontology/TERMS.md"
                said = f"The ontology has no {kind} {compact(term.value)}{hint}"
                yield finding("unknown term", quad, said, value=term.value)


def unknown_nodes(quads: Iterable[Quad], known: Store, described: Container[object], store: Store) -> Iterator[Finding]:
    """A violation for every instance or concept that the entry points to, and that neither it nor the store describes.

    Inference would make an agent of a mistyped organiser and a role of a mistyped role, so that no shape can tell.

    Args:
        quads: statements of the entry.
        known: what is known besides.
        described: nodes that the entry describes.
        store: where similar names are looked for.
    """
    for quad in quads:
        node = quad.object
        if not isinstance(node, NamedNode) or node in described or not node.value.startswith((ID, CONCEPT)):
            continue
        if not names.is_known_node(node.value, known):
            hint = names.node_suggestion(node.value, store) or "; describe it in the entry, or correct its name"
            said = f"Nothing is known of {compact(node.value)}{hint}"
            yield finding("unknown node", quad, said)


def without_iri(quads: Iterable[Quad]) -> Iterator[Finding]:
    """A violation for every blank node: it can be neither judged on its own nor pointed to."""
    said = "A node without IRI can be neither judged nor found again; name it, such as <id/event/note-7/1>."
    first: dict[BlankNode, Quad] = {}
    for quad in quads:
        for node in (quad.subject, quad.object):
            if isinstance(node, BlankNode) and (node not in first or (node == quad.subject and _is_typing(quad))):
                first[node] = quad
    for quad in first.values():
        yield finding("blank node", quad, said)


def without_type(quads: Iterable[Quad], store: Store) -> Iterator[Finding]:
    """A warning for every node of which neither the entry nor the store says what it is."""
    quads = list(quads)
    typed = {quad.subject for quad in quads if quad.predicate.value == TYPE}
    for quad in quads:
        node = quad.subject
        if isinstance(node, NamedNode) and node not in typed and not names.is_known_node(node.value, store):
            typed.add(node)
            said = "Say what this is (rdf:type); most checks go by class, and passed it over."
            yield dataclasses.replace(finding("node without type", quad, said, value=""), path=TYPE)


def _is_typing(quad: Quad) -> bool:
    return quad.predicate.value == TYPE
