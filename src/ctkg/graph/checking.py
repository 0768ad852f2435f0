"""Validation of a whole store, and of what changed in it since it was validated last."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor

from pyoxigraph import BlankNode, NamedNode, Triple

from ctkg.collection import paused
from ctkg.graph import recording
from ctkg.graph.assemble import in_context, lacks_reference
from ctkg.graph.infer.contradictions import contradictions
from ctkg.graph.recording import Difference
from ctkg.graph.store import Store, traces
from ctkg.graph.store.near import content
from ctkg.graph.store.plain import Fact, Node, fact, triple
from ctkg.graph.validate import origin
from ctkg.graph.validate.context import RESOLUTION
from ctkg.graph.validate.judging import Judge
from ctkg.graph.validate.results import order, sorted_report
from ctkg.graph.validate.shapes import files
from ctkg.graph.validate.spreading import every
from ctkg.iris import graph
from ctkg.model import Finding, Report

_KINDS = ("document", "evidence", "inferred")
_OWN = tuple(graph(kind, "") for kind in _KINDS)
#: From so many documents on it is looked whether all together cost less at once: a statement that is judged for itself
#: costs as much as some ten in a row.
_MANY, _DEARER = 30, 4
#: Graphs whose change makes it necessary to look at everything again.
_BACKGROUND = (graph("ontology"), graph("reference", ""), graph("inferred", "reference"))
#: Documents that are read at once.
_PART = 200
#: Stands for the document of a finding that has none: of a node of which resolution alone speaks.
_NONE = ""


def everything(store: Store, engine: str, *, jobs: int = 1) -> Report:
    """The report of the whole store; ``jobs`` processes judge by the shapes where it is large."""
    store = in_context(store)
    # The fast engine works outside the interpreter's lock, so the two checks take little more than the longer one.
    with ThreadPoolExecutor(max_workers=1) as beside:
        shapes = beside.submit(_by_shapes, store, engine, jobs)
        axioms = _with_words(store, contradictions(store))
        return sorted_report((*shapes.result(), *axioms))


def _by_shapes(store: Store, engine: str, jobs: int) -> list[Finding]:
    with paused():
        return list(every(store, engine, files(), jobs=jobs))


def difference(store: Store, engine: str, documents: Iterable[str], *, jobs: int = 1) -> Difference:
    """How the report of the whole store differs from the recorded one, now that these documents changed or went.

    The cost follows from what changed since the report was recorded, unless ontology or reference tables did or
    nothing was recorded: then everything is looked at.
    """
    found = None
    with paused():
        seen = recording.checked(store)
        if seen is not None and not lacks_reference(store):
            found = _since(store, engine, set(documents), seen)
        if found is None:
            before = set(recording.recorded(store).findings)
            found = before, set(everything(store, engine, jobs=jobs).findings)
    old, new = found
    return Difference(gone=tuple(sorted(old - new, key=order)), new=tuple(sorted(new - old, key=order)))


def _since(store: Store, engine: str, documents: set[str], seen: int) -> tuple[set[Finding], set[Finding]] | None:
    """Recorded findings that may not hold any more, and those that hold in their place; None: look at everything."""
    logged = traces.read(store.notes(traces.KIND))
    touched = store.touched(seen)
    if logged is None or any(name.startswith(_BACKGROUND) for name in touched):
        return None
    documents |= {name.removeprefix(stem) for name in touched for stem in _OWN if name.startswith(stem)}
    documents -= {"cross"}
    if len(documents) > _MANY and len(documents) * _DEARER > _documents(store):
        return None
    old, new = set[Finding](), set[Finding]()
    for part in _parts(sorted(documents)):
        change = _Change(store, engine, set(part), set(touched), logged)
        if change.judge.reader.concerns_all(change.statements):
            return None
        with ThreadPoolExecutor(max_workers=1) as beside:
            before, shapes = change.of_shapes(beside)
            old |= before
            before, now = change.of_axioms()
            old |= before
            new |= now
            new |= set(shapes())
        logged = []  # looked at with the first part
    return old, new


def _parts(documents: list[str]) -> Iterator[list[str]]:
    """Documents in parts, so that memory does not grow with their number; one part at least, for what is logged."""
    for start in range(0, max(len(documents), 1), _PART):
        yield documents[start : start + _PART]


class _Change:
    """What changed: the statements of some documents as they are now, and what is logged as gone or as shared.

    ``touched`` are all graphs that changed, those of other documents included.
    """

    def __init__(self, store: Store, engine: str, documents: set[str], touched: set[str], logged: list[Triple]) -> None:
        self._store = store
        self._documents = documents
        own = {graph(kind, document) for document in documents for kind in _KINDS}
        self._graphs = touched | own
        self._logged = set(map(fact, logged))
        self.statements = self._logged.union(*(content(store, name) for name in own))
        self.judge = Judge(store, engine, files())

    def of_shapes(self, beside: Executor) -> tuple[set[Finding], Callable[[], list[Finding]]]:
        """Recorded findings of shapes about all nodes whose verdict may have changed, and what gives those of now."""
        reader = self.judge.reader
        nodes = {each[0] for each in self.statements}
        nodes |= reader.affected(self.statements, self._is_held_elsewhere)
        old = set(recording.about(self._store, (node for node in nodes if isinstance(node, str))))
        unnamed = set(self._documents)
        for node in [node for node in nodes if isinstance(node, BlankNode)]:
            names = {name for each in reader.said(node).values() for name in each}
            documents = {name.removeprefix(stem) for name in names for stem in _OWN if name.startswith(stem)}
            unnamed |= documents or {_NONE}
        # Findings about blank nodes are told apart by their document alone.
        for document in unnamed:
            old |= set(recording.of_blank(self._store, document))
            if document not in self._documents:
                nodes |= _blank(self._store, document)
        return {found for found in old if found.component}, self.judge.begin(nodes, beside)

    def of_axioms(self) -> tuple[set[Finding], set[Finding]]:
        """Recorded contradictions that rest on what changed, and those that there are now."""
        old = set(recording.resting_on(self._store, (str(triple(each)) for each in self.statements)))
        # Each contradiction that is still one is found again from its first statement.
        again = {triple for each in old for triple in _first(self._store, each)}
        found = contradictions(self._store, documents=sorted(self._documents), statements=again | self._logged)
        return old, set(_with_words(self._store, found))

    def _is_held_elsewhere(self, statement: Fact) -> bool:
        """True where a graph that did not change holds the statement: it neither came nor went."""
        return any(name not in self._graphs for _, name in self.judge.reader.match(*statement))


def _documents(store: Store) -> int:
    """How many documents the store holds or held; cheaper than a look at the graphs that there are."""
    return sum(name.startswith(_OWN[0]) for name in store.touched(0))


def _blank(store: Store, document: str) -> set[Node]:
    names = [RESOLUTION] if document == _NONE else [graph(kind, document) for kind in _KINDS]
    found = (each[0] for name in names for each in content(store, name))
    return {node for node in found if isinstance(node, BlankNode)}


def _first(store: Store, finding: Finding) -> set[Fact]:
    """The first statement behind a contradiction, where it still holds."""
    subject = BlankNode(finding.focus) if ":" not in finding.focus else NamedNode(finding.focus)
    found = store.match(subject, NamedNode(finding.path))
    return {fact(quad) for quad in found if origin.plain(quad.object) == finding.value}


def _with_words(store: Store, findings: Iterable[Finding]) -> list[Finding]:
    """Contradictions with the claim and the words behind their first statement."""
    told = []
    for each in findings:
        claim, quote = origin.said(store, each.document, each.focus, each.path, each.value)
        told.append(dataclasses.replace(each, claim=claim, quote=quote))
    return told
