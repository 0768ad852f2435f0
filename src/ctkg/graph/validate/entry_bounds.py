"""What an entry may speak of: its own nodes and those that documents share, never terms, tables or other documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from ctkg.graph.infer.terms import OWL, RDF, RDFS, SAME_AS, TYPE
from ctkg.graph.store import Store
from ctkg.graph.validate.entry_finding import finding
from ctkg.iris import BASE, CONCEPT, GRAPH, ID, ONTOLOGY, PREFIXES, compact, graph
from ctkg.model import Finding

#: Kinds of nodes that a document mints under its own id: ``id/<kind>/<document>/...``.
_MINTED = (
    "activity attribution claim document event group participation passage place quotation tenure timespan victims vote"
)
OWN_KINDS = frozenset(_MINTED.split())
_RECORDED = frozenset({"activity", "claim", "finding", "match", "passage", "report"})
_VOCABULARIES = (*(PREFIXES[name] for name in ("dcterms", "owl", "prov", "rdf", "rdfs", "sh", "skos", "xsd")),)
_TERMS = (ONTOLOGY, CONCEPT, BASE + "ontology", BASE + "shape", *_VOCABULARIES)
#: Properties by which terms are defined, besides all of OWL and SHACL.
_DEFINING = frozenset(RDFS + name for name in ("domain", "range", "subClassOf", "subPropertyOf", "isDefinedBy"))
_REFERENCE = graph("reference", "")
_DOCUMENT = graph("document", "")
_SCHEMES, _NOT_SECURE = ("http:", "https:", "urn:"), "http" + BASE.removeprefix("https")
_NODE = re.compile(rf"{re.escape(ID)}[a-z][a-z0-9-]*(?:/[^/?#\s]+)+")


def subjects(quads: Iterable[Quad], store: Store, entry: str) -> Iterator[Finding]:
    """A finding for every node that the entry may not speak of, at the first statement about it.

    Args:
        quads: the statements of the entry.
        store: what is known already.
        entry: id of the entry.
    """
    seen: set[object] = set()
    for quad in quads:
        node = quad.subject
        if node in seen or not isinstance(node, NamedNode):
            continue
        seen.add(node)
        iri = node.value
        if iri.startswith(_TERMS):
            said = f"An entry cannot say what {compact(iri)} is; terms are changed in the files of ontology/."
            yield finding("redefines terms", quad, said, value=iri)
        elif not iri.startswith(ID):
            yield _elsewhere(quad, iri)
        else:
            yield from _of_ours(quad, iri, store, entry)


def objects(quads: Iterable[Quad]) -> Iterator[Finding]:
    """A violation for every statement that points to something by an IRI that leads nowhere."""
    for quad in quads:
        node = quad.object
        if isinstance(node, NamedNode):
            if node.value.startswith(_NOT_SECURE):
                yield finding("ill-formed IRI", quad, f"Write https, not http: <https{node.value[4:]}>.")
            elif not node.value.startswith(_SCHEMES):
                scheme = node.value.partition(":")[0]
                yield finding("ill-formed IRI", quad, f"Nothing of the graph is found by the scheme {scheme}:.")


def properties(quads: Iterable[Quad]) -> Iterator[Finding]:
    """A violation for every statement by which terms are defined, nodes are merged, or statements are spoken of."""
    for quad in quads:
        predicate = quad.predicate.value
        kind = quad.object.value if predicate == TYPE and isinstance(quad.object, NamedNode) else ""
        if isinstance(quad.object, Triple) or isinstance(quad.subject, Triple):
            yield finding("statement on a statement", quad, "Say it by nodes and properties of the ontology.", value="")
        elif predicate == SAME_AS:
            said = "Two nodes are made one in a review (ctkg review), where it can be undone; leave this statement out."
            yield finding("merging by hand", quad, said)
        elif predicate in _DEFINING or predicate.startswith((OWL, PREFIXES["sh"])):
            said = f"An entry cannot define terms by {compact(predicate)}; they are changed in the files of ontology/."
            yield finding("redefines terms", quad, said)
        elif kind.startswith((OWL, RDFS, RDF, PREFIXES["sh"], PREFIXES["skos"])):
            said = f"An entry describes things, not a {compact(kind)}; terms come from the files of ontology/."
            yield finding("redefines terms", quad, said)


def graphs(quads: Iterable[Quad], entry: str) -> Iterator[Finding]:
    """A violation for every named graph that is not the entry's own, at its first statement."""
    own = {graph(kind, entry) for kind in ("document", "evidence")}
    seen: set[str] = set()
    for quad in quads:
        name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode | BlankNode) else ""
        if name and name not in own and name not in seen:
            seen.add(name)
            said = f"The graph {compact(name)} is not that of this entry; leave the name of the graph out."
            yield finding("another document's graph", quad, said, value=name if "/" in name else "")


def evidence(quads: Iterable[Quad], entry: str) -> Iterator[Finding]:
    """A violation for every node of the entry's evidence graph that is not about this entry."""
    seen: set[object] = set()
    for quad in quads:
        node = quad.subject
        if node in seen or not isinstance(node, NamedNode):
            continue
        seen.add(node)
        kind, owner, *_ = [*node.value.removeprefix(ID).split("/"), "", ""]
        if kind not in _RECORDED | {"document"} or owner != entry:
            said = f"The evidence of an entry is about the entry {entry}, and not about {compact(node.value)}."
            yield finding("another document's node", quad, said, value=node.value)


def _elsewhere(quad: Quad, iri: str) -> Finding:
    if iri.startswith(GRAPH):
        return finding("redefines terms", quad, "An entry cannot speak of named graphs.", value=iri)
    if iri.startswith(_NOT_SECURE):
        return finding("ill-formed IRI", quad, f"Write https, not http: <https{iri[4:]}>.", value=iri)
    if iri.startswith(BASE):
        return finding("ill-formed IRI", quad, f"Nodes have names such as <{ID}event/note-7/1>.", value=iri)
    if not iri.startswith(_SCHEMES):
        scheme = iri.partition(":")[0]
        said = f"A node cannot be called by the scheme {scheme}:; name it such as <{ID}event/note-7/1>, or set @base."
        return finding("ill-formed IRI", quad, said, value=iri)
    said = f"Statements about nodes outside of {ID} say nothing to most queries; name a node of your own for it."
    return finding("node elsewhere", quad, said, value=iri)


def _of_ours(quad: Quad, iri: str, store: Store, entry: str) -> Iterator[Finding]:
    if not _NODE.fullmatch(iri) or "%20" in iri or "/../" in iri or "/./" in iri:
        said = "The IRI is not of the form id/<kind>/<name>, in which kind is a word and name has no space."
        yield finding("ill-formed IRI", quad, said, value=iri)
        return
    kind, owner, *_ = iri.removeprefix(ID).split("/")
    if kind in _RECORDED:
        said = f"What is under id/{kind}/ is written by ctkg itself; an entry says only what it states."
        yield finding("provenance by hand", quad, said, value=iri)
        return
    holders = {q.graph_name.value for q in store.match(quad.subject) if isinstance(q.graph_name, NamedNode)}
    tables = sorted(name.removeprefix(_REFERENCE) for name in holders if name.startswith(_REFERENCE))
    others = sorted(name.removeprefix(_DOCUMENT) for name in holders if name.startswith(_DOCUMENT))
    if tables:
        where = ", ".join(tables)
        said = f"{compact(iri)} is reference data ({where}); correct it in data/reference/, or point to it from a node."
        yield finding("reference data", quad, said, value=iri)
    elif kind in OWN_KINDS and owner != entry and store.contains_graph(_DOCUMENT + owner):
        said = f"{compact(iri)} belongs to the document {owner}; name a node of this entry instead."
        yield finding("another document's node", quad, said, value=iri)
    elif kind in OWN_KINDS and others:
        said = (
            f"{compact(iri)} is described by {', '.join(others)} already; give a new node another name, or point to it."
        )
        yield finding("another document's node", quad, said, value=iri)
