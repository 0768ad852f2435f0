"""What a store says of one node, and the claims of documents behind it; the cost is that of the node, not of the store.

Everything is read by patterns, so nothing is parsed and planned again for every node.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from ctkg.iris import CONCEPT, GRAPH, ID, PREFIXES, compact, term

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: Groups of graphs that hold statements on the world; evidence, resolution and reports are read apart.
_STATED = tuple(GRAPH + group for group in ("ontology", "reference/", "document/", "inferred/"))
_LABELS = tuple(NamedNode(iri) for iri in (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel"))
_TITLE = NamedNode(PREFIXES["dcterms"] + "title")
TYPE = PREFIXES["rdf"] + "type"
#: Labels and passages that a reader keeps in memory; a bound, so that a large store does not fill it.
_KEPT = 50_000


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """The other end of a statement.

    Attributes:
        text: the words of a literal; the label of a node, or its prefixed name where it has none.
        iri: of a node; empty for a literal.
        language: tag of the literal or of the label, or empty.
        datatype: IRI of a typed literal; empty for plain text and for nodes.
    """

    text: str
    iri: str = ""
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of a document; ``start`` and ``end`` count code points of its text, None for a line of its metadata."""

    iri: str
    document: str
    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a document says, with its words.

    Attributes:
        document: id of the document, or of the entry.
        relation: in the flat vocabulary, such as ``organizer``.
        about: IRI of the event that it belongs to.
        object: IRI, or empty where the value is words only.
        value: the value as a label, a date or a number; ``names`` are other names for it, ``of`` what it is said of.
        stance: ``asserted``, ``intended``, ``denied`` or ``possible``.
        status: ``stated`` or ``derived``.
        outcome: what a reader decided (``accepted``, ``rejected`` ...), or empty; ``acts`` are the decisions, by IRI.
        rule: what found it; empty where a person entered it.
        doubts: why a second opinion lowered the confidence.
        quoted: the words that were quoted.
        passages: evidence, in order of the text.
    """

    iri: str
    document: str
    relation: str
    about: str
    subject: str
    predicate: str
    object: str
    value: str
    names: tuple[str, ...]
    of: str
    stance: str
    status: str
    outcome: str
    acts: tuple[str, ...]
    confidence: float | None
    rule: str
    doubts: tuple[str, ...]
    quoted: str
    passages: tuple[Passage, ...]

    @property
    def is_asserted(self) -> bool:
        """True where the document says it of the world and no reader rejected it."""
        return self.stance == "asserted" and self.outcome not in ("rejected", "overruled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A triple about a node, with the graphs that hold it (without the common stem), and the claims behind it."""

    subject: Value
    predicate: str
    object: Value
    graphs: tuple[str, ...]
    claims: tuple[Claim, ...] = field(default=())

    @property
    def is_inferred(self) -> bool:
        """True where no document and no table says so itself."""
        return all(graph.startswith("inferred/") for graph in self.graphs)


class Reader:
    """Reads one store; labels and passages that were met are kept, up to a bound."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.label = lru_cache(maxsize=_KEPT)(self._label)
        self._passage = lru_cache(maxsize=_KEPT)(self._read_passage)

    def _label(self, iri: str) -> Value:
        """The node with its best name: English or without a tag before all others, then in order of the alphabet."""
        node = NamedNode(iri)
        names = [t.object for each in _LABELS for t in self.store.union(node, each) if isinstance(t.object, Literal)]
        names = names or [t.object for t in self.store.union(node, _TITLE) if isinstance(t.object, Literal)]
        if not names:
            return Value(compact(iri), iri)
        best = min(names, key=lambda name: (name.language not in (None, "en"), name.value, name.language or ""))
        return Value(best.value, iri, best.language or "")

    def value(self, found: object) -> Value:
        """A term of the store as a value."""
        if isinstance(found, NamedNode):
            return self.label(found.value)
        if isinstance(found, Literal):
            kind = found.datatype.value
            plain = found.language or kind == PREFIXES["xsd"] + "string"
            return Value(found.value, "", found.language or "", "" if plain else kind)
        return Value(str(found))

    def outgoing(self, iri: str) -> list[Statement]:
        """Statements of which the node is the subject, sorted."""
        return self._statements(self.store.match(NamedNode(iri)))

    def incoming(self, iri: str) -> list[Statement]:
        """Statements of which the node is the value, sorted; those of nodes without an IRI are left out."""
        return self._statements(self.store.match(None, None, NamedNode(iri)))

    def _statements(self, quads: Iterable[Quad]) -> list[Statement]:
        graphs: dict[tuple[object, str, object], set[str]] = defaultdict(set)
        for quad in quads:
            graph = str(getattr(quad.graph_name, "value", ""))
            if graph.startswith(_STATED) and isinstance(quad.subject, NamedNode):
                graphs[quad.subject, quad.predicate.value, quad.object].add(graph.removeprefix(GRAPH))
        found = [
            Statement(subject=self.value(s), predicate=p, object=self.value(o), graphs=tuple(sorted(names)))
            for (s, p, o), names in graphs.items()
        ]
        return sorted(found, key=lambda each: (each.predicate, each.object, each.subject, each.graphs))

    def nodes_of(self, type_: str) -> Iterator[str]:
        """IRIs of the nodes of a class in the union of stated and inferred graphs; each once, in no fixed order."""
        for triple in self.store.union(None, NamedNode(TYPE), NamedNode(type_)):
            if isinstance(triple.subject, NamedNode):
                yield triple.subject.value

    def nodes_everywhere(self, type_: str) -> list[str]:
        """IRIs of the nodes of a class in all graphs, those of evidence and decisions too; sorted."""
        found = {quad.subject for quad in self.store.match(None, NamedNode(TYPE), NamedNode(type_))}
        return sorted(node.value for node in found if isinstance(node, NamedNode))

    def nodes_from(self, iri: str, predicate: str, graph: str | None = None) -> list[str]:
        """Nodes that ``iri`` has by ``predicate`` in a graph or in any; sorted."""
        found = {quad.object for quad in self.store.match(NamedNode(iri), NamedNode(predicate), None, graph)}
        return sorted(node.value for node in found if isinstance(node, NamedNode))

    def nodes_to(self, iri: str, predicate: str, graph: str | None = None) -> list[str]:
        """Nodes that have ``iri`` by ``predicate`` in a graph or in any; sorted."""
        found = {quad.subject for quad in self.store.match(None, NamedNode(predicate), NamedNode(iri), graph)}
        return sorted(node.value for node in found if isinstance(node, NamedNode))

    def uses(self, iri: str) -> Iterator[tuple[str, str]]:
        """Predicate and graph of every stated or inferred quad with the node as value, or of documents about it."""
        for quad in self.store.match(None, None, NamedNode(iri)):
            graph = str(getattr(quad.graph_name, "value", ""))
            if graph.startswith(_STATED):
                yield quad.predicate.value, graph
        for quad in self.store.match(NamedNode(iri)):
            graph = str(getattr(quad.graph_name, "value", ""))
            if graph.startswith(GRAPH + "document/"):
                yield quad.predicate.value, graph

    def classes(self) -> list[str]:
        """IRIs of all classes of which something is told to be, sorted; every type statement is looked at."""
        found = (triple.object for triple in self.store.union(None, NamedNode(TYPE)))
        return sorted({each.value for each in found if isinstance(each, NamedNode)})

    def edges(self, predicate: str, graph: str | None = None) -> Iterator[tuple[str, str]]:
        """Subject and object of every statement between nodes by ``predicate`` in a graph, or in all."""
        for quad in self.store.match(None, NamedNode(predicate), None, graph):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                yield quad.subject.value, quad.object.value

    def named(self, iri: str, predicate: str, graph: str) -> str:
        """The first literal that a node has by ``predicate`` in one graph, or nothing."""
        found = (quad.object for quad in self.store.match(NamedNode(iri), NamedNode(predicate), None, graph))
        return min((each.value for each in found if isinstance(each, Literal)), default="")

    def text(self, iri: str, predicate: str) -> str:
        """The literal that a node has by ``predicate``, English before others, else nothing."""
        found = [t.object for t in self.store.union(NamedNode(iri), NamedNode(predicate))]
        words = [each for each in found if isinstance(each, Literal)]
        return min(((each.language not in (None, "en"), each.value) for each in words), default=(True, ""))[1]

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

    def claim(self, iri: str) -> Claim | None:
        """One claim by its IRI, or None where no graph has it."""
        graphs = {quad.graph_name for quad in self.store.match(NamedNode(iri), NamedNode(TYPE))}
        named = sorted((each for each in graphs if isinstance(each, NamedNode)), key=str)
        return self._claim(NamedNode(iri), named[0]) if named else None

    def _claim(self, claim: NamedNode, graph: NamedNode) -> Claim:
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
            stance=about("stance").removeprefix(CONCEPT + "stance/"),
            status=about("claimStatus").removeprefix(CONCEPT + "claim-status/"),
            outcome=about("reviewOutcome").removeprefix(CONCEPT + "review-outcome/"),
            acts=tuple(values.get("reviewedIn", ())),
            confidence=float(sure) if sure else None,
            rule=about("firedRule"),
            doubts=tuple(values.get("doubtText", ())),
            quoted=about("quotedWords"),
            passages=tuple(sorted(passages, key=lambda each: (each.start is None, each.start or 0, each.iri))),
        )

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

    def values(self, iri: str, graph: str) -> dict[str, list[str]]:
        """Plain values of a node in one graph by name of the property (without its namespace), sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for quad in self.store.match(NamedNode(iri), None, None, graph):
            name = quad.predicate.value
            found[name[1 + max(name.rfind("#"), name.rfind("/")) :]].append(str(getattr(quad.object, "value", "")))
        return {name: sorted(values) for name, values in found.items()}


def _place(claim: Claim) -> tuple[bool, int]:
    first = claim.passages[0].start if claim.passages else None
    return (first is None, first or 0)
