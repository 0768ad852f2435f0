"""Validates a new entry before it goes into a store: syntax, terms, shapes, contradictions."""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from ctkg.errors import UnreadableInput
from ctkg.graph.export import read
from ctkg.graph.infer import close, contradictions
from ctkg.graph.store import MemoryStore, Store
from ctkg.graph.validate import entry_terms
from ctkg.graph.validate.data import around
from ctkg.graph.validate.results import sorted_report
from ctkg.graph.validate.running import validate
from ctkg.iris import BASE, ONTOLOGY, graph
from ctkg.model import Finding, Report

#: Largest entry, bytes.
LIMIT = 16 * 1024 * 1024
#: Name under which an entry stands beside the documents while it is looked at.
_NAME = "-entry"
_KNOWN_TERM = BASE + "shape/known-term"


def validate_entry(
    source: Path | bytes,
    *,
    store: Store | None = None,
    engine: str = "shacl",
    shapes: Path | None = None,
    format: str | None = None,
) -> Report:
    """Validates an entry in the context of ontology, reference data and, where given, a store; nothing is stored.

    Args:
        source: a file of Turtle, N-Triples, TriG, N-Quads, JSON-LD or RDF/XML, or its bytes.
        store: a closed store; it is not changed. None: ontology and reference data alone.
        engine: see :func:`ctkg.graph.validate.validate`.
        shapes: see :func:`ctkg.graph.validate.validate`.
        format: see :func:`ctkg.graph.export.read`; needed for bytes, default ``ttl`` there.

    Raises:
        UnreadableInput: missing, without a statement, or not parsable; with line and column.
    """
    given = format or ("ttl" if isinstance(source, bytes) else None)
    quads = list(read(source, given, limit=LIMIT))
    if not quads:
        raise UnreadableInput("no statement in here", path=source if isinstance(source, Path) else None)
    focus = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    known = _background() if store is None else store
    context = _context(known, quads)
    context.replace_graph(graph("document", _NAME), quads)
    close(context, documents=[_NAME])
    unknown = list(entry_terms.unknown_terms(quads, known))
    said = {(finding.focus, finding.path) for finding in unknown}
    found = [
        *unknown,
        *entry_terms.unknown_nodes(quads, known),
        *entry_terms.without_iri(quads),
        *entry_terms.without_type(quads, known),
        # The shape says that a term is unknown, too, but not which one is meant.
        *(
            finding
            for finding in validate(context, shapes=shapes, engine=engine, focus=focus).findings
            if finding.check != _KNOWN_TERM or (finding.focus, finding.path) not in said
        ),
        *contradictions(context, documents=[_NAME]),
    ]
    return sorted_report(_without_name(finding) for finding in found)


@cache
def _background() -> Store:
    """Ontology and reference data, closed; kept for the entries to come."""
    from ctkg.graph import prepare

    store = MemoryStore()
    prepare(store)
    close(store)
    return store


def _context(store: Store, quads: list[Quad]) -> MemoryStore:
    """A small store with what the entry touches, so that a large store is neither copied nor changed."""
    ontology = graph("ontology")
    subjects, objects = (
        {term.value for term in terms if isinstance(term, NamedNode) and not term.value.startswith(ONTOLOGY)}
        for terms in ((quad.subject for quad in quads), (quad.object for quad in quads))
    )
    known = around(store, subjects, also=objects)
    context = MemoryStore()
    context.replace_graphs({ontology: store.quads(ontology), graph("reference", _NAME): known})
    return context


def _without_name(finding: Finding) -> Finding:
    message = finding.message.replace(f"graph:document/{_NAME}", "this entry")
    message = message.replace(f"graph:inferred/{_NAME}", "inferred from this entry")
    message = message.replace(f"graph:reference/{_NAME}", "the store")
    document = "" if finding.document == _NAME else finding.document
    return dataclasses.replace(finding, message=message, document=document)
