"""Validates a new entry before it goes into a store: syntax, terms, bounds, texts, shapes, contradictions."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Triple

from ctkg.collection import paused
from ctkg.errors import UnreadableInput
from ctkg.graph.assemble import in_context, lacks_reference
from ctkg.graph.export import read
from ctkg.graph.infer import close, contradictions, ruleset
from ctkg.graph.infer.facts import UnionFacts
from ctkg.graph.infer.terms import TYPE, fact, triple
from ctkg.graph.store import MemoryStore, Store
from ctkg.graph.store.union import ONTOLOGY_GRAPH
from ctkg.graph.validate import entry_bounds, entry_terms, entry_text, entry_values
from ctkg.graph.validate.entry_finding import plain
from ctkg.graph.validate.judging import Judge
from ctkg.graph.validate.overlay import Overlay
from ctkg.graph.validate.results import BLANK, sorted_report
from ctkg.graph.validate.shapes import Files, entry_files, files
from ctkg.iris import BASE, graph, instance, slug, term
from ctkg.model import Finding, Report

#: Largest entry, bytes.
LIMIT = 16 * 1024 * 1024
#: Name under which an entry stands over the documents while it is looked at.
_NAME = "-entry"
_KNOWN_TERM = BASE + "shape/known-term"
_TYPE, _ENTRY_ACTIVITY = NamedNode(TYPE), NamedNode(term("EntryActivity"))
_DOCUMENT, _EVIDENCE = graph("document", ""), graph("evidence", "")
#: Checks after which a node or a statement is not looked at any further.
_NOT_LOOKED_AT = frozenset(
    {
        "another document's graph",
        "another document's node",
        "merging by hand",
        "provenance by hand",
        "redefines terms",
        "reference data",
        "statement on a statement",
    }
)
#: What a shape of the property tells better, where it finds the same fault.
_SHAPES_SAY_MORE = frozenset({"datatype", "text for a node", "node for a text"})


def validate_entry(
    source: Path | bytes,
    *,
    store: Store | None = None,
    engine: str = "shacl",
    shapes: Path | None = None,
    also: Path | None = None,
    format: str | None = None,
    entry: str = "",
) -> Report:
    """Validates an entry in the context of ontology, reference data and, where given, a store; nothing is stored.

    Args:
        source: a file of Turtle, N-Triples, TriG, N-Quads, JSON-LD or RDF/XML, or its bytes.
        store: a closed store; it is not changed. None: ontology and reference data alone.
        engine: see :func:`ctkg.graph.validate.validate`.
        shapes: a Turtle file or a folder of them; default: the shapes of ctkg, with those for entries.
        also: shapes that are judged besides them.
        format: see :func:`ctkg.graph.export.read`; needed for bytes, default ``ttl`` there.
        entry: id of the entry; by default as :func:`entry_id` finds it.

    Raises:
        UnreadableInput: missing, without a statement, or not parsable; with line and column.
    """
    path = source if isinstance(source, Path) else None
    given = format or (None if path else "ttl")
    quads = list(read(source, given, limit=LIMIT))
    if not quads:
        raise UnreadableInput("no statement in here", path=path)
    entry = entry or entry_id(quads, path)
    return judge_entry(quads, store=store, engine=engine, shapes=shapes, also=also, entry=entry)


def entry_id(quads: Iterable[Quad], path: Path | None = None) -> str:
    """The id that an entry has: of the one document graph that it names, else of the name of its file; else empty."""
    named = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)}
    ids = {name.removeprefix(_DOCUMENT) for name in named if name.startswith(_DOCUMENT)}
    if len(ids) == 1:
        return ids.pop()
    return slug(path.stem) if path else ""


def judge_entry(
    quads: Sequence[Quad],
    *,
    store: Store | None = None,
    engine: str = "shacl",
    shapes: Path | None = None,
    also: Path | None = None,
    entry: str = "",
) -> Report:
    """The same as :func:`validate_entry` for statements that were read already; the cost is that of what they touch.

    Where the store holds an entry of this id, it is judged as if that were replaced.
    """
    entry = entry or _NAME
    if store is None or not store.contains_graph(ONTOLOGY_GRAPH):
        store = background()
    known = in_context(store)
    hidden = _own_graphs(known, entry)
    if hidden:
        known = Overlay(known, {}, hidden).as_store()
    elif known.contains_graph(_DOCUMENT + entry):
        entry = ""  # that of a document: the entry has no nodes and graphs of this name
    chosen = (files(shapes) if shapes else files() + entry_files()) + (files(also) if also else ())
    with paused():
        refused = list(_refused(quads, known, entry))
        sound = _without(quads, refused)
        before = list(_before(sound, quads, known, store))
        after = list(_judged(sound, known, store, engine, chosen))
    return sorted_report(map(_without_name, (*refused, *_each_once(before, after))))


def seems_sound(quads: Sequence[Quad], *, store: Store, entry: str) -> bool:
    """True where nothing is wrong with a new entry that can be told without shapes and axioms.

    The first half of :func:`judge_entry`, for a fifth of its cost: whoever takes the entry into a draft of the store
    sees there what the shapes and axioms say, but for the shapes of entries (:func:`by_entry_shapes`).
    """
    with paused():
        told = (*_refused(quads, store, entry), *_before(quads, quads, store, store))
    return not told and store.contains_graph(ONTOLOGY_GRAPH) and not lacks_reference(store)


def by_entry_shapes(quads: Iterable[Quad], store: Store) -> list[Finding]:
    """What the shapes that hold for entries alone find about one that ``store`` holds."""
    nodes = {q.subject.value for q in quads if isinstance(q.subject, NamedNode) and not _is_evidence(q)}
    return Judge(store, "shacl", entry_files()).some(nodes)


def _refused(quads: Sequence[Quad], known: Store, entry: str) -> Iterator[Finding]:
    """What the entry may not speak of."""
    stated = [quad for quad in quads if not _is_evidence(quad)]
    yield from entry_bounds.graphs(quads, entry)
    yield from entry_bounds.subjects(stated, known, entry)
    yield from entry_bounds.evidence([quad for quad in quads if _is_evidence(quad)], entry)
    yield from entry_bounds.properties(stated)


def _without(quads: Sequence[Quad], refused: Iterable[Finding]) -> list[Quad]:
    """The statements that are worth a further look: what is refused is wrong, whatever else it says."""
    bad = [finding for finding in refused if finding.check in _NOT_LOOKED_AT]
    nodes = {finding.focus for finding in bad if finding.value == finding.focus}
    nodes |= {finding.value for finding in bad if finding.check == "another document's graph"}
    pairs = {(finding.focus, finding.path) for finding in bad}
    reifying = {quad.subject for quad in quads if isinstance(quad.object, Triple)}
    return [
        quad
        for quad in quads
        if quad.subject not in reifying
        and nodes.isdisjoint((plain(quad.subject), plain(quad.graph_name)))
        and (plain(quad.subject), quad.predicate.value) not in pairs
    ]


def _before(sound: Sequence[Quad], quads: Sequence[Quad], known: Store, store: Store) -> Iterator[Finding]:
    """What is wrong with the statements as such."""
    stated = [quad for quad in sound if not _is_evidence(quad)]
    yield from entry_bounds.objects(sound)
    yield from entry_terms.unknown_terms(sound, known)
    yield from entry_terms.unknown_nodes(sound, known, {quad.subject for quad in quads}, store)
    yield from entry_terms.without_iri(sound)
    yield from entry_terms.without_type(stated, known)
    yield from entry_values.values(stated, known)
    yield from entry_text.texts(quads)
    yield from entry_text.terms_are_nfc(quads)


def _each_once(before: Sequence[Finding], after: Sequence[Finding]) -> Iterator[Finding]:
    """Findings without those that tell the same fault less well, or only what follows from it."""
    shaped = {(f.focus, f.path, f.value) for f in after if f.component}
    known = {(f.focus, f.path, f.value) for f in before}
    unknown = {(f.focus, f.path) for f in before if f.check == "unknown term"}
    # A node that is of no use where it is named has no use for the class that this gives it.
    misused = {f.value for f in after if f.component and f.value != f.focus and f.severity == "violation"}
    for finding in before:
        if finding.check not in _SHAPES_SAY_MORE or (finding.focus, finding.path, finding.value) not in shaped:
            yield finding
    seen = set()
    for finding in after:
        same = (finding.check, finding.focus, finding.path, finding.value, finding.message)
        told = (
            same in seen  # by another constraint of the shape
            or (finding.check == _KNOWN_TERM and (finding.focus, finding.path) in unknown)
            or BLANK in (finding.focus, finding.value)
            or (not finding.component and same[1:4] in known)
            or (finding.focus in misused and finding.path in ("", TYPE))
        )
        if not told:
            seen.add(same)
            yield finding


def _judged(quads: Sequence[Quad], known: Store, below: Store, engine: str, chosen: Files) -> Iterator[Finding]:
    """What shapes and axioms find about the entry, and about what else it changes the verdict on."""
    stated = {quad.triple for quad in quads if not _is_evidence(quad)}
    facts = set(map(fact, stated))
    written = {quad.triple for quad in quads if _is_evidence(quad)}
    name = {kind: graph(kind, _NAME) for kind in ("document", "evidence", "inferred")}
    over = Overlay(known, {name["document"]: stated, name["evidence"]: written})
    context = over.as_store()
    closure = ruleset.inferring(below).close_document(facts, UnionFacts(known))
    over.add(name["inferred"], map(triple, closure.inferred))
    judge = Judge(context, engine, chosen)
    nodes = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    found = [*judge.some(nodes), *contradictions(context, documents=[_NAME], rules=ruleset.forbidding(below))]
    yield from found
    if Report(findings=tuple(found)).conforms:
        # Other nodes may be wrong by what is said now, such as one that is joined to two where one is allowed.
        others = {
            node for node in judge.reader.affected(facts | closure.inferred, lambda _: False) if node not in nodes
        }
        yield from set(judge.some(others)) - set(Judge(known, engine, chosen).some(others))


def _is_evidence(quad: Quad) -> bool:
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(_EVIDENCE)


def _own_graphs(store: Store, entry: str) -> list[str]:
    """The graphs that this entry has in the store, where it is one that was added."""
    evidence = graph("evidence", entry)
    added = store.match(NamedNode(instance("activity", entry)), _TYPE, _ENTRY_ACTIVITY, evidence)
    return [] if next(added, None) is None else [graph(kind, entry) for kind in ("document", "evidence", "inferred")]


@cache
def background() -> Store:
    """Ontology and reference data, closed; kept for the entries to come."""
    from ctkg.graph import prepare

    store = MemoryStore()
    prepare(store)
    close(store)
    return store


def _without_name(finding: Finding) -> Finding:
    message = finding.message.replace(f"graph:document/{_NAME}", "this entry")
    message = message.replace(f"graph:inferred/{_NAME}", "inferred from this entry")
    document = "" if finding.document == _NAME else finding.document
    return dataclasses.replace(finding, message=message, document=document)
