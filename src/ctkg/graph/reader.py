"""Reads what a store says of a node, with the claims of documents behind it; the cost is that of the node."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Triple

from ctkg.graph.looking import KEPT, STATED, Look
from ctkg.graph.statements import TYPE, Claim, Decision, Entering, Passage, Statement
from ctkg.iris import CONCEPT, GRAPH, ID, term

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: Claims that are kept in memory: whoever reads of a node soon reads of what it is joined to.
_CLAIMS = 8_000


class Reader(Look):
    """Reads one store; labels, claims and passages that were met are kept, up to a bound."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._passage = lru_cache(maxsize=KEPT)(self._read_passage)
        self._claim = lru_cache(maxsize=_CLAIMS)(self._read_claim)

    def outgoing(self, iri: str) -> list[Statement]:
        """Statements of which the node is the subject, sorted."""
        return self._statements(self.store.match(NamedNode(iri)))

    def incoming(self, iri: str) -> list[Statement]:
        """Statements of which the node is the value, sorted; those of nodes without an IRI are left out."""
        return self._statements(self.store.match(None, None, NamedNode(iri)))

    def held(self, triple: Triple) -> list[Statement]:
        """One triple with the graphs that hold it; nothing where no graph of statements does."""
        return self._statements(self.store.match(triple.subject, triple.predicate, triple.object))

    def _statements(self, quads: Iterable[Quad]) -> list[Statement]:
        graphs: dict[tuple[object, str, object], set[str]] = defaultdict(set)
        for quad in quads:
            graph = str(getattr(quad.graph_name, "value", ""))
            if graph.startswith(STATED) and isinstance(quad.subject, NamedNode):
                graphs[quad.subject, quad.predicate.value, quad.object].add(graph.removeprefix(GRAPH))
        self.learn(term.value for s, p, o in graphs for term in (s, o) if isinstance(term, NamedNode))
        found = [
            Statement(subject=self.value(s), predicate=p, object=self.value(o), graphs=tuple(sorted(names)))
            for (s, p, o), names in graphs.items()
        ]
        return sorted(found, key=lambda each: (each.predicate, each.object, each.subject, each.graphs))

    def claims(self, iri: str) -> list[Claim]:
        """Claims whose subject, object or event the node is; sorted by document and place in the text."""
        places = [
            (quad.subject, quad.graph_name)
            for name in ("claimSubject", "claimObject", "aboutEvent")
            for quad in self.store.match(None, NamedNode(term(name)), NamedNode(iri))
        ]
        found = [
            self._claim(claim, graph)
            for claim, graph in dict.fromkeys(places)
            if isinstance(claim, NamedNode) and isinstance(graph, NamedNode)
        ]
        return sorted(found, key=lambda claim: (claim.document, _place(claim), claim.iri))

    def claims_of(self, document: str) -> Iterator[Claim]:
        """Claims of one document or entry, by id; in no fixed order."""
        graph = GRAPH + "evidence/" + document
        for quad in self.store.match(None, NamedNode(TYPE), NamedNode(term("Claim")), graph):
            if isinstance(quad.subject, NamedNode):
                yield self._claim(quad.subject, NamedNode(graph))

    def passages(self, document: str) -> list[Passage]:
        """Passages of one document, by id, that have a place in its text; in no fixed order."""
        graph = GRAPH + "evidence/" + document
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for name in ("startOffset", "endOffset", "quotationText"):
            for quad in self.store.match(None, NamedNode(term(name)), None, graph):
                found[str(getattr(quad.subject, "value", ""))][name] = str(getattr(quad.object, "value", ""))
        return [
            Passage(
                iri=iri,
                document=ID + "document/" + document,
                text=values.get("quotationText", ""),
                start=int(values["startOffset"]),
                end=int(values["endOffset"]) if "endOffset" in values else None,
            )
            for iri, values in found.items()
            if "startOffset" in values
        ]

    def claims_by(self, predicate: str, node: str, graph: str | None = None) -> Iterator[tuple[str, str]]:
        """Claims that have ``node`` by ``predicate`` in graphs of evidence, with their graphs; in a fixed order."""
        return self._placed(self.store.match(None, NamedNode(predicate), NamedNode(node), graph))

    def claims_of_relation(self, relation: str) -> Iterator[tuple[str, str]]:
        """Claims of a relation of the flat vocabulary, likewise."""
        return self._placed(self.store.match(None, NamedNode(term("relation")), Literal(relation)))

    def is_of_relation(self, claim: str, relation: str, graph: str) -> bool:
        """Whether a claim is of a relation."""
        wanted = self.store.match(NamedNode(claim), NamedNode(term("relation")), Literal(relation), graph)
        return next(wanted, None) is not None

    def _placed(self, quads: Iterable[Quad]) -> Iterator[tuple[str, str]]:
        for quad in quads:
            graph = str(getattr(quad.graph_name, "value", ""))
            if graph.startswith(GRAPH + "evidence/") and isinstance(quad.subject, NamedNode):
                yield quad.subject.value, graph

    def claim(self, iri: str) -> Claim | None:
        """One claim by its IRI, or None where no graph has it."""
        graphs = {quad.graph_name for quad in self.store.match(NamedNode(iri), NamedNode(TYPE))}
        named = sorted((each for each in graphs if isinstance(each, NamedNode)), key=str)
        return self._claim(NamedNode(iri), named[0]) if named else None

    def claim_in(self, iri: str, graph: str) -> Claim:
        """The claim with this IRI in the graph that has it."""
        return self._claim(NamedNode(iri), NamedNode(graph))

    def passage_in(self, iri: str, graph: str) -> Passage:
        """The passage with this IRI in the graph that has it."""
        return self._passage(iri, graph)

    def _read_claim(self, claim: NamedNode, graph: NamedNode) -> Claim:
        values = self.values(claim.value, graph.value)

        def about(name: str) -> str:
            return next(iter(values.get(name, ())), "")

        passages = [self._passage(each, graph.value) for each in values.get("hasEvidence", ())]
        sure = about("confidence")
        return Claim(
            iri=claim.value,
            document=graph.value.removeprefix(GRAPH + "evidence/"),
            relation=about("relation"),
            about=about("aboutEvent"),
            subject=about("claimSubject"),
            predicate=about("claimPredicate"),
            object=about("claimObject"),
            value=about("claimValue"),
            names=tuple(values.get("valueLabel", ())),
            of=about("ofText"),
            stance=about("stance").removeprefix(CONCEPT + "stance/") or "asserted",
            status=about("claimStatus").removeprefix(CONCEPT + "claim-status/"),
            outcome=about("reviewOutcome").removeprefix(CONCEPT + "review-outcome/"),
            decisions=self._decisions(values.get("reviewedIn", ()), graph.value),
            confidence=float(sure) if sure else None,
            rule=about("firedRule"),
            doubts=tuple(values.get("doubtText", ())),
            quoted=about("quotedWords"),
            passages=tuple(sorted(passages, key=lambda each: (each.start is None, each.start or 0, each.iri))),
        )

    def _decisions(self, acts: Iterable[str], graph: str) -> tuple[Decision, ...]:
        found = []
        for act in acts:
            said = self.first_values(act, graph)
            words = (said.get(name, "") for name in ("actKind", "actBy", "actOn", "actReason"))
            found.append(Decision(act, *words))
        return tuple(sorted(found, key=lambda each: (each.on, each.act)))

    def entering(self, document: str) -> Entering | None:
        """Who entered an entry; None for a document that was read."""
        name, graph = f"{ID}activity/{document}", f"{GRAPH}evidence/{document}"
        if (
            next(self.store.match(NamedNode(name), NamedNode(TYPE), NamedNode(term("EntryActivity")), graph), None)
            is None
        ):
            return None
        said = self.first_values(name, graph)
        return Entering(document, *(said.get(each, "") for each in ("actBy", "actOn", "actReason", "enteredFrom")))

    def _read_passage(self, iri: str, graph: str) -> Passage:
        values = self.values(iri, graph)
        start, end = (next(iter(values.get(name, ())), None) for name in ("startOffset", "endOffset"))
        return Passage(
            iri=iri,
            document=next(iter(values.get("passageOf", ())), ID + "document/" + graph.partition("/evidence/")[2]),
            text=next(iter(values.get("quotationText", ())), ""),
            start=None if start is None else int(start),
            end=None if end is None else int(end),
        )


def _place(claim: Claim) -> tuple[bool, int]:
    first = claim.passages[0].start if claim.passages else None
    return (first is None, first or 0)
