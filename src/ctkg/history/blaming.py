"""Who and what stands behind each statement about a node: document or entry, person and act, moment, sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, Quad

from ctkg.errors import UsageError
from ctkg.graph import infer, naming
from ctkg.graph.infer import sources as passages
from ctkg.graph.store import Store
from ctkg.graph.store.steps import Step, named
from ctkg.graph.store.union import INFERRED_GRAPHS, is_inferred
from ctkg.history import timeline
from ctkg.history.labels import Labels
from ctkg.history.timeline import Entry
from ctkg.iris import ID, compact, graph, term

_DOCUMENT, _REFERENCE, _ONTOLOGY = graph("document", ""), graph("reference", ""), graph("ontology")
_BY, _ON, _REASON, _REVIEWED = (term(name) for name in ("actBy", "actOn", "actReason", "reviewedIn"))
_ENTERED, _ACTIVITY = NamedNode(term("EntryActivity")), ID + "activity/"
_DATA_SOURCE = NamedNode(term("dataSource"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person's act behind a statement.

    Attributes:
        by: who; ``on``: when, as it was noted; ``reason``: why; each empty where nobody said.
        act: id of the act, where it is known.
    """

    by: str = ""
    on: str = ""
    reason: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What stands behind one statement in one graph.

    Attributes:
        direction: ``out`` where the node is the subject, ``in`` where it is the object.
        property: prefixed name.
        value: label or literal of the other end; ``iri`` its prefixed name, empty for a literal.
        kind: ``document``, ``entry``, ``table``, ``ontology`` or ``inferred``.
        source: id of the document or entry, name of the table; of what was inferred, its rule.
        sentence: the words of a document, or what a table names as its source; empty where there are none.
        confidence: of the claim, 0 to 1.
        people: acts that entered it or decided on it.
        moment: number of the moment that brought it; None where that is not known.
        day: of that moment.
        by: who ran it, where that is known.
        premises: of what was inferred, the asserted statements below it.
    """

    direction: str
    property: str
    value: str
    iri: str = ""
    kind: str
    source: str
    sentence: str = ""
    confidence: float | None = None
    people: tuple[Person, ...] = ()
    moment: int | None = None
    day: str = ""
    by: str = ""
    premises: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """What stands behind the statements about a node, or behind one statement.

    Attributes:
        iri: of the node; ``label``: its name.
        causes: sorted: the node as subject first, then by property, value and source.
        rest: how many more statements there are.
    """

    iri: str
    label: str
    causes: tuple[Cause, ...]
    rest: int


def blame(store: Store, subject: str, predicate: str = "", object: str = "", *, limit: int = 50) -> Blame:
    """Who stands behind what is said of a node, or behind one statement.

    Args:
        store: is only read.
        subject: IRI, prefixed name, id or label.
        predicate: where only one statement is meant, its property; and then
        object: its value.
        limit: statements that are looked into; the others are counted.

    Raises:
        UsageError: a name means nothing or several things, nothing is said, or a limit below 1.
    """
    if limit < 1:
        raise UsageError(f"a limit of {limit} shows nothing; give 1 or more")
    if bool(predicate) != bool(object):
        raise UsageError("one statement has subject, property and value; give all three, or the node alone")
    if predicate:
        said = naming.statement(store, subject, predicate, object)
        node = said.subject
        quads = [quad for quad in store.match(said.subject, said.predicate, said.object) if _is_told(quad)]
    else:
        node = naming.node(store, subject)
        both = (*store.match(node, None, None), *store.match(None, None, node))
        quads = [quad for quad in dict.fromkeys(both) if _is_told(quad)]
    assert isinstance(node, NamedNode), "named by a person"
    if not quads:
        raise UsageError(f"the store says nothing about <{node.value}>")
    quads.sort(key=lambda quad: (quad.subject != node, quad.predicate.value, str(quad)))
    names = Labels(store)
    finder = _Finder(store, names)
    causes = [finder.cause(quad, node) for quad in quads[:limit]]
    return Blame(
        iri=compact(node.value),
        label=names.of(node),
        causes=tuple(sorted(causes, key=lambda c: (c.direction == "in", c.property, c.value, c.kind, c.source))),
        rest=len(quads) - len(causes),
    )


def _is_told(quad: Quad) -> bool:
    return named(quad).startswith((_DOCUMENT, _REFERENCE, _ONTOLOGY, INFERRED_GRAPHS))


class _Finder:
    def __init__(self, store: Store, names: Labels) -> None:
        self._store, self._names = store, names
        self._moments = _Moments(store)
        self._entered: dict[str, Person | None] = {}

    def cause(self, quad: Quad, node: NamedNode) -> Cause:
        return self._inferred(quad, node) if is_inferred(named(quad)) else self._asserted(quad, node)

    def _asserted(self, quad: Quad, node: object) -> Cause:
        name = named(quad)
        number, entry = self._moments.of(quad)
        kind, source, sentence, confidence = "ontology", "ontology", "", None
        people: list[Person] = []
        if name.startswith(_REFERENCE):
            kind, source = "table", name.removeprefix(_REFERENCE)
            found = self._store.match(_known(quad.subject), _DATA_SOURCE, None, name)
            sentence = min((each.object.value for each in found if isinstance(each.object, Literal)), default="")
        elif name.startswith(_DOCUMENT):
            kind, source = "document", name.removeprefix(_DOCUMENT)
            if (entered := self._entry(source)) is not None:
                kind = "entry"
                people.append(entered)
            said = passages.sources(self._store, quad.triple, [name])
            if said:
                best = max(said, key=lambda each: (each.confidence or 0.0, each.text))
                sentence, confidence = " ".join(best.text.split()), best.confidence
                people += self._decided(source, {each.claim for each in said})
        return replace(
            self._statement(quad, node),
            kind=kind,
            source=source,
            sentence=sentence,
            confidence=confidence,
            people=tuple(people),
            moment=number,
            day=entry.day if entry else "",
            by=entry.moment.by if entry else "",
        )

    def _inferred(self, quad: Quad, node: object) -> Cause:
        try:
            proof = infer.explain(self._store, quad.subject, quad.predicate, quad.object)
        except UsageError:
            # The store changed since it was inferred: it holds, but nothing proves it any more.
            return replace(self._statement(quad, node), source="no longer implied")
        leaves = {(each.subject, each.predicate, each.object): each for each in _leaves(proof)}
        premises = []
        for leaf in leaves.values():
            fact = Quad(leaf.subject, leaf.predicate, leaf.object, NamedNode(leaf.graph))
            premises.append(self._asserted(fact, leaf.subject))
        kept = [each for each in premises if each.kind != "ontology"] or premises
        confidence = min((each.confidence for each in kept if each.confidence is not None), default=None)
        kept.sort(key=lambda c: (c.kind, c.source, c.property, c.value))
        return replace(
            self._statement(quad, node),
            source=proof.axiom or proof.rule,
            confidence=confidence,
            premises=tuple(kept),
        )

    def _statement(self, quad: Quad, node: object) -> Cause:
        """The statement alone, seen from ``node``."""
        out = quad.subject == node
        other = quad.object if out else quad.subject
        return Cause(
            direction="out" if out else "in",
            property=compact(quad.predicate.value),
            value=self._names.of(other),
            iri=compact(other.value) if isinstance(other, NamedNode) else "",
            kind="inferred",
            source="",
        )

    def _entry(self, document: str) -> Person | None:
        """Who entered ``document``; None where it is no entry."""
        if document not in self._entered:
            activity, name = NamedNode(_ACTIVITY + document), graph("evidence", document)
            about = list(self._store.match(activity, None, None, name))
            is_entry = any(each.object == _ENTERED for each in about)
            self._entered[document] = _person(about, self._store.note("entry", document) or "") if is_entry else None
        return self._entered[document]

    def _decided(self, document: str, claims: Iterable[str]) -> Iterator[Person]:
        """Who decided on claims of ``document``."""
        name = graph("evidence", document)
        acts = {
            each.object
            for claim in sorted(claims)
            for each in self._store.match(NamedNode(claim), NamedNode(_REVIEWED), None, name)
        }
        for act in sorted(acts, key=str):
            if isinstance(act, NamedNode):
                yield _person(self._store.match(act, None, None, name), act.value.removeprefix(ID + "act/"))


class _Moments:
    """Which moment brought a statement."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._entries = {entry.number: entry for entry in timeline.moments(store)}
        self._touching: list[tuple[int, str, set[str]]] = []
        for number in sorted(self._entries, reverse=True):
            for text in reversed(timeline.texts(store, number).values()):
                new, _, changed = Step.graphs(text)
                self._touching.append((number, text, {*new, *changed}))
        self._steps: dict[int, Step] = {}

    def of(self, quad: Quad) -> tuple[int | None, Entry | None]:
        """Number and moment; None where nothing is known of the time when it came."""
        name = named(quad)
        for index, (number, text, graphs) in enumerate(self._touching):
            if name not in graphs:
                continue
            if index not in self._steps:
                self._steps[index] = Step.loads(text)
            step = self._steps[index]
            if quad in step.away or name in step.new:
                return number, self._entries[number]
        return None, None


def _leaves(proof: infer.Proof) -> Iterator[infer.Proof]:
    if not proof.premises:
        yield proof
    for premise in proof.premises:
        yield from _leaves(premise)


def _person(about: Iterable[Quad], act: str) -> Person:
    said = {each.predicate.value: each.object.value for each in about if isinstance(each.object, Literal)}
    return Person(by=said.get(_BY, ""), on=said.get(_ON, ""), reason=said.get(_REASON, ""), act=act)


def _known(subject: object) -> NamedNode | None:
    return subject if isinstance(subject, NamedNode) else None
