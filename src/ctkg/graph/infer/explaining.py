"""Why a triple holds: a tree of rules and premises down to what a graph asserts.

The proof is looked for backwards from the triple, the flattest first, in what the store holds; nothing is inferred
anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from ctkg.errors import UsageError
from ctkg.graph.infer import ruleset
from ctkg.graph.infer.background import CROSS, DOCUMENT, INFERRED, GraphFacts, background_graphs
from ctkg.graph.infer.contradictions import graphs_of, readable
from ctkg.graph.infer.facts import Facts, UnionFacts
from ctkg.graph.infer.plans import Derivation
from ctkg.graph.infer.sources import Source, sources
from ctkg.graph.infer.support import Support
from ctkg.graph.infer.terms import Fact, node, triple
from ctkg.graph.store import Store, Term
from ctkg.graph.store.union import is_asserted
from ctkg.iris import compact

#: Steps from a triple to what is asserted; longer chains are not looked for.
_DEEPEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A triple and why it holds.

    Attributes:
        subject, predicate, object: the triple.
        graph: IRI of the graph that asserts it or, for an inferred one, that holds it.
        rule: kind of the axiom or name of the rule; empty where asserted.
        axiom: the axiom in words; empty where asserted.
        premises: proofs of what the rule needed; none where asserted.
        sources: passages of documents that state just this triple.
    """

    subject: NamedNode | BlankNode
    predicate: NamedNode
    object: NamedNode | BlankNode | Literal
    graph: str
    rule: str = ""
    axiom: str = ""
    premises: tuple[Proof, ...] = ()
    sources: tuple[Source, ...] = ()

    def lines(self, depth: int = 0) -> list[str]:
        """The tree as indented lines, premises below what they prove."""
        said = readable((node(self.subject), self.predicate.value, node(self.object)))
        why = f"by {self.axiom}" if self.rule else f"stated in {compact(self.graph)}"
        below = [line for premise in self.premises for line in premise.lines(depth + 1)]
        told = ["  " * depth + "    " + _told(source) for source in self.sources]
        return ["  " * depth + f"{said}  [{why}]", *told, *below]

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        from ctkg.graph import display

        return display.proof(self)


def explain(store: Store, subject: Term, predicate: NamedNode, object: Term) -> Proof:
    """The flattest proof of a triple in a closed store.

    Raises:
        UsageError: the triple is neither asserted nor inferred.
    """
    statement = (node(subject), predicate.value, node(object))
    graphs = graphs_of(store, statement)
    if not graphs:
        raise UsageError(f"this triple does not hold: {readable(statement)}; nothing states or implies it")
    for known in _where(store, statement, graphs[0]):
        proof = _Search(store, known).proof(statement)
        if proof is not None:
            return proof
    raise UsageError(f"nothing implies {readable(statement)} any more; run `ctkg infer` again")


def _where(store: Store, statement: Fact, name: str) -> Iterator[Facts]:
    """Where to look for premises: first in as few graphs as must be enough."""
    if not is_asserted(name):
        entry = Support(store).get(statement) if name == CROSS else None
        documents = {name.removeprefix(INFERRED)} - {"reference", "cross"} if entry is None else entry.support
        graphs = [each for document in sorted(documents) for each in (DOCUMENT + document, INFERRED + document)]
        yield GraphFacts(store, [*background_graphs(store), *([CROSS] if name == CROSS else []), *graphs])
    yield UnionFacts(store)


class _Search:
    def __init__(self, store: Store, known: Facts) -> None:
        self._store, self._known = store, known
        self._rules = ruleset.inferring(store)
        self._found: dict[Fact, Derivation | str] = {}
        self._failed: dict[Fact, int] = {}

    def proof(self, statement: Fact) -> Proof | None:
        if any(self._holds(statement, depth) for depth in range(_DEEPEST)):
            return self._tree(statement)
        return None

    def _holds(self, statement: Fact, depth: int) -> bool:
        """True where a proof of at most ``depth`` steps is known by now; a flattest proof never goes in circles."""
        if statement in self._found:
            return True
        if self._failed.get(statement, -1) >= depth:
            return False
        if statement not in self._failed:
            graphs = graphs_of(self._store, statement)
            if graphs and is_asserted(graphs[0]):
                self._found[statement] = graphs[0]
                return True
        self._failed[statement] = depth
        if depth > 0:
            for reason in self._rules.reasons(statement, self._known):
                if all(self._holds(premise, depth - 1) for premise in reason.premises):
                    self._found[statement] = reason
                    return True
        return False

    def _tree(self, statement: Fact) -> Proof:
        said, reason = triple(statement), self._found[statement]
        graphs = graphs_of(self._store, statement)
        return Proof(
            subject=said.subject,  # type: ignore[arg-type]
            predicate=said.predicate,
            object=said.object,  # type: ignore[arg-type]
            graph=graphs[0] if isinstance(reason, Derivation) else reason,
            rule=reason.rule.name if isinstance(reason, Derivation) else "",
            axiom=reason.rule.axiom if isinstance(reason, Derivation) else "",
            premises=tuple(map(self._tree, reason.premises)) if isinstance(reason, Derivation) else (),
            sources=sources(self._store, said, graphs),
        )


def _told(source: Source) -> str:
    at = "front matter" if source.start is None else f"{source.start}-{source.end}"
    sure = "" if source.confidence is None else f", {source.confidence:g}"
    return f"\u201c{' '.join(source.text.split())}\u201d  ({source.document} {at}{sure})"
