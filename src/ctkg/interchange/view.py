"""What exports read of a store: nodes by class, their values and names, and where they come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ctkg.graph.looking import Look
from ctkg.graph.store import MemoryStore, is_remote
from ctkg.graph.store.union import is_asserted, is_inferred
from ctkg.iris import GRAPH, ID, PREFIXES, concept, graph, term

if TYPE_CHECKING:
    from ctkg.graph.store import Store

RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_SUBCLASS = NamedNode(PREFIXES["rdfs"] + "subClassOf")
_DCTERMS = PREFIXES["dcterms"]
_DOCUMENTS, _REFERENCE = graph("document", ""), graph("reference", "")

_ASSERTED = concept("stance", "asserted")
#: What people decided on claims that are not asserted any more.
_NOT_STANDING = tuple(concept("review-outcome", name) for name in ("rejected", "corrected", "overruled"))

Term = NamedNode | BlankNode | Literal | Triple
Values = dict[str, list[Term]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document, an entry or a reference table that says something of a node.

    Attributes:
        iri: of the document; empty for a table.
        described: True where the graph has a node for the document; an entry that somebody wrote may have none.
        name: ``document/<id>`` or ``reference/<table>``.
        title, address, publisher, language: of the document; empty where unknown.
        issued: its day, month or year in ISO 8601; of an entry the day on which it was entered; empty where unknown.
    """

    iri: str
    name: str
    described: bool = False
    title: str = ""
    address: str = ""
    publisher: str = ""
    language: str = ""
    issued: str = ""


class View:
    """A store as exports see it: the union of what is asserted and what follows, and the claims behind it.

    Names, the hierarchy of classes and some ten thousand nodes are held in memory, however large the store is; but a
    store on a server is copied into memory first, because one request a node would take hours.
    """

    def __init__(self, store: Store) -> None:
        if is_remote(store):
            copy = MemoryStore()
            copy.load(quad for name in store.graphs() for quad in store.quads(name))
            store = copy
        self.store = store
        self._look = Look(store)
        self.about = lru_cache(maxsize=10_000)(self._about)
        self.sources = lru_cache(maxsize=10_000)(self._sources)
        self.source = lru_cache(maxsize=10_000)(self._source)

    def label(self, node: str) -> str:
        """The name of a node: English or without language before others; its prefixed IRI where it has none."""
        return self._look.label(node).text

    @cached_property
    def _above(self) -> dict[str, set[str]]:
        """Every class above a class, and itself."""
        direct = defaultdict(set)
        for triple in self.store.union(None, _SUBCLASS):
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
                direct[triple.subject.value].add(triple.object.value)
        found: dict[str, set[str]] = {}
        for name in direct:
            seen, ahead = {name}, [name]
            while ahead:
                new = direct.get(ahead.pop(), set()) - seen
                seen |= new
                ahead += new
            found[name] = seen
        return found

    def classes(self) -> list[str]:
        """IRIs of the ontology's classes that have instances, sorted."""
        used = {t.object.value for t in self.store.union(None, RDF_TYPE) if isinstance(t.object, NamedNode)}
        wanted = {above for name in used for above in self._above.get(name, {name})}
        return sorted(name for name in wanted if name.startswith(PREFIXES["ct"]) and self.instances(name))

    def instances(self, name: str) -> list[str]:
        """IRIs of the instances of a class (by IRI) and of the classes under it, sorted."""
        under = {each for each, above in self._above.items() if name in above} | {name}
        return sorted(
            {
                triple.subject.value
                for each in under
                for triple in self.store.union(None, RDF_TYPE, NamedNode(each))
                if isinstance(triple.subject, NamedNode)
            }
        )

    def types(self, node: str) -> set[str]:
        """Every class of a node, those above included."""
        stated = [
            t.object.value for t in self.store.union(NamedNode(node), RDF_TYPE) if isinstance(t.object, NamedNode)
        ]
        return {above for name in stated for above in self._above.get(name, {name})}

    def kinds(self, node: str) -> list[str]:
        """The most specific classes of a node that are the ontology's, sorted."""
        every = {name for name in self.types(node) if name.startswith(PREFIXES["ct"])}
        return sorted(
            name for name in every if not any(name != each and name in self._above.get(each, ()) for each in every)
        )

    def values(self, node: str) -> Values:
        """What is said of a node, by predicate; in no order."""
        return self.about(node)[0]

    def _about(self, node: str) -> tuple[Values, tuple[str, ...]]:
        """What is said of a node, and names of the documents and tables that say something of it; in one look-up."""
        found: dict[str, dict[Term, None]] = defaultdict(dict)
        names = set()
        for quad in self.store.match(NamedNode(node)):
            name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
            if is_asserted(name) or is_inferred(name):
                found[quad.predicate.value][quad.object] = None
                names.add(name)
        stated = sorted(name for name in names if name.startswith((_DOCUMENTS, _REFERENCE)))
        return {name: list(terms) for name, terms in found.items()}, tuple(stated)

    def objects(self, node: str, name: str) -> list[str]:
        """IRIs that a property of the ontology has as values, sorted."""
        found = self.store.union(NamedNode(node), NamedNode(term(name)))
        return sorted({triple.object.value for triple in found if isinstance(triple.object, NamedNode)})

    def stated(self, node: str, name: str) -> list[str]:
        """:meth:`objects` without what was inferred."""
        found = self.store.union(NamedNode(node), NamedNode(term(name)), inference=False)
        return sorted({triple.object.value for triple in found if isinstance(triple.object, NamedNode)})

    def subjects(self, name: str, node: str) -> list[str]:
        """IRIs of which a property of the ontology has this node as value, sorted."""
        found = self.store.union(None, NamedNode(term(name)), NamedNode(node))
        return sorted({triple.subject.value for triple in found if isinstance(triple.subject, NamedNode)})

    def texts(self, node: str, name: str) -> list[str]:
        """Lexical forms of the literals that a property (by name of the ontology, or by IRI) has, sorted."""
        iri = name if ":" in name else term(name)
        found = self.store.union(NamedNode(node), NamedNode(iri))
        return sorted({triple.object.value for triple in found if isinstance(triple.object, Literal)})

    def text(self, node: str, name: str) -> str:
        """The first of :meth:`texts`, or empty."""
        return next(iter(self.texts(node, name)), "")

    def _sources(self, node: str) -> tuple[Source, ...]:
        """Documents and tables that say something of a node, sorted by name."""
        return tuple(self.source(name.removeprefix(GRAPH)) for name in self.about(node)[1])

    def _source(self, name: str) -> Source:
        kind, _, identifier = name.partition("/")
        if kind != "document":
            return Source(iri="", name=name)
        iri = f"{ID}document/{identifier}"
        if term("SourceDocument") not in self.types(iri):
            return self._entry(iri, name, identifier)
        return Source(
            iri=iri,
            name=name,
            described=True,
            title=self.text(iri, _DCTERMS + "title"),
            address=self.text(iri, "sourceAddress"),
            publisher=self.text(iri, _DCTERMS + "publisher"),
            language=self.text(iri, _DCTERMS + "language"),
            issued=self.text(iri, _DCTERMS + "issued"),
        )

    def _entry(self, iri: str, name: str, identifier: str) -> Source:
        """What somebody wrote by hand: from what, and on which day; who did is not handed on."""
        told: dict[str, str] = {}
        for quad in self.store.match(NamedNode(f"{ID}activity/{identifier}"), graph=graph("evidence", identifier)):
            if isinstance(quad.object, Literal):
                told[quad.predicate.value.removeprefix(PREFIXES["ct"])] = quad.object.value
        words = told.get("enteredFrom", "")
        address = words if words.startswith(("http://", "https://")) else ""
        title = words if words and not address else f"entry {identifier}"
        return Source(iri=iri, name=name, title=title, address=address, issued=told.get("actOn", "")[:10])

    def documents(self, node: str) -> list[Source]:
        """The documents among :meth:`sources`."""
        return [source for source in self.sources(node) if source.iri]

    def confidence(self, node: str) -> float | None:
        """How sure the surest claim is that gave a node its class, or else that names it.

        None for what stands in a reference table, and for what no claim names.
        """
        if any(not source.iri for source in self.sources(node)):
            return None
        found: list[tuple[bool, float]] = []
        for name in ("claimSubject", "claimObject"):
            for quad in self.store.match(None, NamedNode(term(name)), NamedNode(node)):
                assert isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode)
                found += self._weights(quad.subject, quad.graph_name.value)
        return max(found)[1] if found else None

    def _weights(self, claim: NamedNode, name: str) -> Iterator[tuple[bool, float]]:
        parts: dict[str, str] = {}
        for quad in self.store.match(claim, graph=name):
            if isinstance(quad.object, NamedNode | Literal):
                parts[quad.predicate.value.removeprefix(PREFIXES["ct"])] = quad.object.value
        if parts.get("stance") == _ASSERTED and parts.get("reviewOutcome", "") not in _NOT_STANDING:
            yield parts.get("claimPredicate") == RDF_TYPE.value, float(parts.get("confidence", "0"))
