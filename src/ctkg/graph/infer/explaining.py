"""Why a triple holds: a tree of rules and premises down to what a graph asserts."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from ctkg.errors import UsageError
from ctkg.graph.infer import ruleset
from ctkg.graph.infer.closing import (
    CROSS,
    REFERENCE,
    Derived,
    cross_closure,
    document_closure,
    is_background,
    is_data,
    reference_closure,
)
from ctkg.graph.infer.contradictions import graphs_of, readable
from ctkg.graph.infer.facts import Layers, MemoryFacts, StoreFacts
from ctkg.graph.infer.terms import Fact, fact, node, triple
from ctkg.graph.store import Store, Term
from ctkg.graph.store.union import is_asserted
from ctkg.iris import compact, graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A triple and why it holds.

    Attributes:
        subject, predicate, object: the triple.
        graph: IRI of the graph that asserts it or, for an inferred one, that holds it.
        rule: kind of the axiom or name of the rule; empty where asserted.
        axiom: the axiom in words; empty where asserted.
        premises: proofs of what the rule needed; none where asserted.
    """

    subject: NamedNode | BlankNode
    predicate: NamedNode
    object: NamedNode | BlankNode | Literal
    graph: str
    rule: str = ""
    axiom: str = ""
    premises: tuple[Proof, ...] = ()

    def lines(self, depth: int = 0) -> list[str]:
        """The tree as indented lines, premises below what they prove."""
        said = readable((node(self.subject), self.predicate.value, node(self.object)))
        why = f"by {self.axiom}" if self.rule else f"stated in {compact(self.graph)}"
        below = [line for premise in self.premises for line in premise.lines(depth + 1)]
        return ["  " * depth + f"{said}  [{why}]", *below]


def explain(store: Store, subject: Term, predicate: NamedNode, object: Term) -> Proof:
    """The first proof of a triple in a closed store.

    Raises:
        UsageError: the triple is neither asserted nor inferred.
    """
    return _Explainer(store).proof((node(subject), predicate.value, node(object)))


class _Explainer:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._rules = ruleset.inferring(store)
        self._derived: dict[str, Derived] = {}

    def proof(self, statement: Fact) -> Proof:
        graphs = graphs_of(self._store, statement)
        if not graphs:
            raise UsageError(f"this triple does not hold: {readable(statement)}; nothing states or implies it")
        return self._proof(statement, graphs[0])

    def _proof(self, statement: Fact, name: str) -> Proof:
        said = triple(statement)
        if is_asserted(name):
            return Proof(subject=said.subject, predicate=said.predicate, object=said.object, graph=name)  # type: ignore[arg-type]
        derived = self._derivations(name)
        derivation = derived.get(statement)
        if derivation is None:
            raise UsageError(f"nothing implies {readable(statement)} any more; run `ctkg infer` again")
        premises = tuple(
            self._proof(premise, name) if premise in derived and not self._asserted(premise) else self.proof(premise)
            for premise in derivation.premises
        )
        return Proof(
            subject=said.subject,  # type: ignore[arg-type]
            predicate=said.predicate,
            object=said.object,  # type: ignore[arg-type]
            graph=name,
            rule=derivation.rule.name,
            axiom=derivation.rule.axiom,
            premises=premises,
        )

    def _asserted(self, statement: Fact) -> bool:
        return any(map(is_asserted, graphs_of(self._store, statement)))

    def _derivations(self, name: str) -> Derived:
        if name not in self._derived:
            self._derived[name] = self._derive(name)
        return self._derived[name]

    def _derive(self, name: str) -> Derived:
        if name == REFERENCE:
            return reference_closure(self._store, self._rules)[1]
        background = StoreFacts(self._store, is_background)
        if name != CROSS:
            document = name.removeprefix(graph("inferred", ""))
            return document_closure(self._store, self._rules, document, background)[1]
        data = [each for each in self._store.graphs() if is_data(each) and not is_background(each) and each != CROSS]
        together = MemoryFacts(fact(quad) for each in data for quad in self._store.quads(each))
        return cross_closure(self._rules, together, Layers(together, background))
