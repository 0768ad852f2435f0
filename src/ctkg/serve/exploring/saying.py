"""Edges with what is said: relation, role and dates, how sure, and from how many documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ctkg.graph.grounds import grounded
from ctkg.graph.reader import Reader
from ctkg.graph.statements import TYPE, Claim, Value
from ctkg.graph.statements import Statement as Said
from ctkg.iris import GRAPH, term
from ctkg.serve.exploring.adjacency import Link
from ctkg.serve.exploring.carriers import BESIDE, EDGES, FROM, ON, UNTIL, Carrier
from ctkg.serve.exploring.model import Edge, Statement
from ctkg.serve.exploring.relations import Relations
from ctkg.serve.exploring.things import Things
from ctkg.site.words import full

if TYPE_CHECKING:
    from ctkg.graph.store import Store

_SUBJECT, _OBJECT, _PREDICATE, _ABOUT = (
    NamedNode(term(name)) for name in ("claimSubject", "claimObject", "claimPredicate", "aboutEvent")
)
_SHORTCUT, _PARTICIPATION_ROLE = NamedNode(term("shortcutProperty")), NamedNode(term("participationRole"))
_TYPE = NamedNode(TYPE)
_SYMMETRIC = frozenset((full("skos:related"),))
_KEPT = 20_000
#: Documents whose claims are looked at for one statement.
_DOCUMENTS = 5


class Saying:
    """Makes edges of one store."""

    def __init__(self, store: Store, reader: Reader, relations: Relations, things: Things) -> None:
        self._store, self._reader = store, reader
        self._relations, self._things = relations, things
        self._carriers = {carrier.iri: carrier for carrier in (*EDGES, *BESIDE)}
        self._beside = {name: carrier for carrier in BESIDE for name in carrier.shortcuts}
        participation = next(carrier for carrier in BESIDE if carrier.leads)
        self._roles: dict[str, str] = {}
        for triple in store.union(None, _SHORTCUT):
            if isinstance(triple.object, NamedNode) and isinstance(triple.subject, NamedNode):
                self._beside[triple.object.value] = participation
                self._roles[triple.object.value] = triple.subject.value
        self.statement = lru_cache(maxsize=_KEPT)(self._statement)

    def edge(self, node: str, links: Iterable[Link]) -> Edge:
        """The edge between a node and another, from all links between them, as seen from the node."""
        ordered = sorted(
            dict.fromkeys(links), key=lambda link: (self._relations.place(link.predicate), not link.outgoing, link.via)
        )
        kept: list[Link] = []
        for link in ordered:
            if link.predicate not in _SYMMETRIC or all(link.predicate != each.predicate for each in kept):
                kept.append(link)
        statements = tuple(self.statement(node, link) for link in kept)
        return Edge(source=statements[0].subject, target=statements[0].object, statements=statements)

    def is_stated(self, node: str, link: Link) -> bool:
        """False where the statement only follows from others."""
        if link.via:
            return True
        s, o = (node, link.other) if link.outgoing else (link.other, node)
        found = self._store.union(NamedNode(s), NamedNode(link.predicate), NamedNode(o), inference=False)
        return next(iter(found), None) is not None

    def _statement(self, node: str, link: Link) -> Statement:
        s, o = (node, link.other) if link.outgoing else (link.other, node)
        label, inverse = self._relations.label(link.predicate), self._relations.inverse(link.predicate)
        if link.via:
            role, start, end = self._details(link.via, self._carriers[link.predicate])
            documents = {
                name.removeprefix("document/") for name in self._graphs(link.via) if name.startswith("document/")
            }
            return Statement(
                subject=s, relation=link.predicate, object=o, label=label, inverse=inverse, role=role, start=start,
                end=end, via=link.via, documents=len(documents),
            )  # fmt: skip
        claims = self.claims(s, link.predicate, o)
        sure = [claim.confidence for claim in claims if claim.confidence is not None]
        told = self._told(s, link.predicate, o)
        role, start, end = told or ("", "", "")
        # Who organised and who is bound stands in the graph by a rule, beside a node that says it: no mere inference.
        return Statement(
            subject=s, relation=link.predicate, object=o, label=label, inverse=inverse,
            inferred=not claims and not told and not self.is_stated(node, link), confidence=max(sure, default=None),
            documents=len({claim.document for claim in claims}), role=role, start=start, end=end,
        )  # fmt: skip

    def claims(self, s: str, predicate: str, o: str) -> tuple[Claim, ...]:
        """The claims of documents behind a statement, in the order of document and text."""
        graphs = self._graphs(s, predicate, o)
        documents = sorted(
            {name.partition("/")[2] for name in graphs if name.startswith(("document/", "inferred/"))} - {"reference"}
        )
        said = Said(
            subject=Value(s, s), predicate=predicate, object=Value(self._things.label(o), o), graphs=tuple(graphs)
        )
        found: list[Claim] = []
        for document in documents[:_DOCUMENTS]:
            for names in self._candidates(s, predicate, o, document):
                claims = [claim for name in sorted(set(names)) if (claim := self._reader.claim(name))]
                behind = grounded([said], claims)[0][0].claims
                found += behind
                if behind:
                    break
        return tuple(found)

    def _candidates(self, s: str, predicate: str, o: str, document: str) -> Iterator[list[str]]:
        """Claims of a document that may say so, the likeliest first, found without a look at the whole of each."""
        graph = f"{GRAPH}evidence/{document}"
        subject, object, name = NamedNode(s), NamedNode(o), NamedNode(predicate)
        # The role of an instrument is a claim about the instrument, at the event.
        for known, value, other, wanted in (
            (_OBJECT, object, _SUBJECT, subject),
            (_SUBJECT, object, _ABOUT, subject),
            (_SUBJECT, subject, _PREDICATE, name),
        ):
            yield [
                quad.subject.value
                for quad in self._store.match(None, known, value, graph)
                if isinstance(quad.subject, NamedNode) and self._has(quad.subject, other, wanted, graph)
            ]

    def _has(self, claim: NamedNode, predicate: NamedNode, value: NamedNode, graph: str) -> bool:
        return next(self._store.match(claim, predicate, value, graph), None) is not None

    def _graphs(self, s: str, predicate: str = "", o: str = "") -> list[str]:
        """Names of the graphs that hold a statement, or anything of a node, without the common stem."""
        place = (NamedNode(s), NamedNode(predicate), NamedNode(o)) if o else (NamedNode(s),)
        return sorted({quad.graph_name.value.removeprefix(GRAPH) for quad in self._store.match(*place)})  # type: ignore[union-attr]

    def sources(self, s: str, predicate: str, o: str, via: str = "") -> list[str]:
        """Names of the documents and tables that hold a statement, such as ``reference/states``."""
        names = self._graphs(via) if via else self._graphs(s, predicate, o)
        return [name for name in names if name.startswith(("document/", "reference/", "ontology"))]

    def _told(self, s: str, predicate: str, o: str) -> tuple[str, str, str] | None:
        """Role and dates of a plain statement, from the nodes beside it; None where there is none."""
        carrier = self._beside.get(predicate)
        found = [] if carrier is None else [self._details(via, carrier) for via in self._via(s, predicate, o, carrier)]
        if not found:
            return None
        roles = dict.fromkeys(role for role, _, _ in sorted(found) if role)
        starts, ends = ([each[place] for each in found if each[place]] for place in (1, 2))
        return ", ".join(roles), min(starts, default=""), max(ends, default="")

    def _via(self, s: str, predicate: str, o: str, carrier: Carrier) -> Iterator[str]:
        """Nodes that carry the relation of a plain statement."""
        role = self._roles.get(predicate)
        kind = (_PARTICIPATION_ROLE, NamedNode(role)) if role else (_TYPE, NamedNode(carrier.iri))
        if carrier.leads:
            nodes = [triple.object for triple in self._store.union(NamedNode(s), NamedNode(carrier.leads))]
        else:
            nodes = [t.subject for t in self._store.union(None, NamedNode(carrier.source), NamedNode(s))]
        for via in nodes:
            if isinstance(via, NamedNode) and all(
                next(iter(self._store.union(via, *wanted)), None) is not None
                for wanted in ((NamedNode(carrier.target), NamedNode(o)), kind)
            ):
                yield via.value

    def _details(self, via: str, carrier: Carrier) -> tuple[str, str, str]:
        nodes = self._reader.nodes_from(via, carrier.role) if carrier.role else []
        role = ", ".join(dict.fromkeys(self._things.label(each) for each in nodes))
        if role and carrier.leads:
            role = f"for {role}"
        literal = self._things.literal
        on = next((text for name in ON if (text := literal(via, name))), "")
        return role, literal(via, FROM) or on, literal(via, UNTIL) or on
