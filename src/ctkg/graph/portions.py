"""What is said of a node of which very much may be said: how much by which property, and some of it at a time.

The engine counts (10,000 statements in some 4 ms); what is read follows what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from pyoxigraph import NamedNode, Triple

from ctkg.graph import ranking
from ctkg.graph.grounds import grounded
from ctkg.graph.reader import Reader
from ctkg.graph.statements import Claim, Statement
from ctkg.iris import GRAPH, ID, concept, term

#: From so many statements of one property on, the first ones that are shown are no longer the newest.
_SORTED = 1_500
#: Lists of IRIs in order that are kept.
_LISTS = 16
_NAMING = ("claimSubject", "claimObject", "aboutEvent")
_EVENT = ID + "event/"
_START = term("startDate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many statements a node has by one property, as subject or (``inverse``) as value; inferred ones apart."""

    predicate: str
    inverse: bool
    stated: int
    inferred: int

    @property
    def number(self) -> int:
        """Both."""
        return self.stated + self.inferred


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was read of a node.

    Attributes:
        out, into: statements with it as subject and as value, each with the claims behind it.
        rest: claims that stand behind none of these.
        parts: number of all statements by property and direction, of those that were not read whole.
    """

    out: Sequence[Statement]
    into: Sequence[Statement]
    rest: Sequence[Claim]
    parts: dict[tuple[str, bool], int]


def said(reader: Reader, iri: str) -> Said:
    """Everything that is said of a node."""
    out, left = grounded(reader.outgoing(iri), reader.claims(iri))
    into, rest = grounded(reader.incoming(iri), left)
    return Said(out=out, into=into, rest=rest, parts={})


class Portions:
    """Reads portions of what one store says of nodes."""

    def __init__(self, reader: Reader) -> None:
        self._reader, self._store = reader, reader.store
        self._lists = lru_cache(maxsize=_LISTS)(self._ordered)
        #: IRIs of the claims that name a node and are not asserted; every claim that names it is looked at.
        self.open_claims = lru_cache(maxsize=_LISTS)(self._open_claims)

    def tallies(self, iri: str) -> list[Tally]:
        """How many statements a node has by each property and direction; sorted."""
        found: dict[tuple[str, bool], list[int]] = {}
        for inverse, pattern in ((False, f"<{iri}> ?p ?o"), (True, f"?s ?p <{iri}>")):
            for place, where in ((0, pattern), (1, self._store.asserted(pattern))):
                answer: Any = self._store.beside(f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ {where} }} GROUP BY ?p")
                for predicate, number in answer:
                    found.setdefault((predicate.value, inverse), [0, 0])[place] = int(number.value)
        return [
            Tally(predicate=name, inverse=inverse, stated=stated, inferred=both - stated)
            for (name, inverse), (both, stated) in sorted(found.items())
        ]

    def some(self, iri: str, tally: Tally, most: int) -> list[Statement]:
        """Up to ``most`` statements of one property: what is stated first, the newest events first."""
        node, predicate = NamedNode(iri), NamedNode(tally.predicate)
        if tally.inverse and most < tally.number <= _SORTED:
            pattern = f"?s <{tally.predicate}> <{iri}> OPTIONAL {{ ?s <{_START}> ?d }}"
            answer: Any = self._store.beside(f"SELECT ?s WHERE {{ {pattern} }} ORDER BY DESC(?d) LIMIT {most}")
            return self.of(Triple(row[0], predicate, node) for row in answer)
        place = (None, predicate, node) if tally.inverse else (node, predicate, None)
        return self.of(islice(self._store.union(*place), most))

    def page(self, iri: str, predicate: str, *, inverse: bool, start: int, most: int) -> list[Statement]:
        """Some of the statements of one property, all of which are in an order: the newest first, then by name."""
        node, name = NamedNode(iri), NamedNode(predicate)
        if not inverse:
            values = sorted(self._store.union(node, name), key=lambda triple: str(triple.object))
            return self.of(values[start : start + most])
        subjects = self._lists(iri, predicate)[start : start + most]
        return self.of(Triple(NamedNode(each), name, node) for each in subjects)

    def _ordered(self, iri: str, predicate: str) -> tuple[str, ...]:
        return ranking.ordered(self._store, f"?s <{predicate}> <{iri}>", _START)

    def of(self, triples: Iterable[Triple]) -> list[Statement]:
        """Statements of the union, with the graphs that hold each."""
        return [each for triple in triples for each in self._reader.held(triple)]

    def claims(self, iri: str, most: int) -> list[Claim] | None:
        """The claims that name a node, or None where there are more than ``most``."""
        found = list(islice(self._naming(iri), most + 1))
        return self._reader.claims(iri) if len(found) <= most else None

    def _naming(self, iri: str) -> Iterator[object]:
        for name in _NAMING:
            yield from self._store.match(None, NamedNode(term(name)), NamedNode(iri))

    def behind(self, iri: str, statements: Sequence[Statement]) -> list[Statement]:
        """Statements with the claims behind them, by a look at the documents of each alone."""
        documents = {
            name.partition("/")[2] for each in statements for name in each.graphs if not name.startswith("reference/")
        }
        node, names = NamedNode(iri), _NAMING if iri.startswith(_EVENT) else _NAMING[:2]
        graphs = [f"{GRAPH}evidence/{document}" for document in sorted(documents)]
        found = {
            quad.subject.value: graph
            for graph in graphs
            for name in names
            for quad in self._store.match(None, NamedNode(term(name)), node, graph)
            if isinstance(quad.subject, NamedNode)
        }
        return grounded(statements, [self._reader.claim_in(claim, each) for claim, each in found.items()])[0]

    def _open_claims(self, iri: str) -> tuple[str, ...]:
        asserted = NamedNode(concept("stance", "asserted"))
        found = set()
        for name in _NAMING[:2]:
            for quad in self._store.match(None, NamedNode(term(name)), NamedNode(iri)):
                claim = quad.subject
                if isinstance(claim, NamedNode) and (
                    next(self._store.match(claim, NamedNode(term("stance")), asserted), None) is None
                    or next(self._store.match(claim, NamedNode(term("reviewOutcome"))), None) is not None
                ):
                    found.add(claim.value)
        claims = (claim for claim in map(self._reader.claim, sorted(found)) if claim)
        return tuple(claim.iri for claim in claims if not claim.is_asserted)
