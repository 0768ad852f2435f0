"""What stands around a node: its neighbours and how they belong to it, small enough for a picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Triple

from ctkg.graph.reader import Reader
from ctkg.graph.statements import TYPE, Statement
from ctkg.iris import CONCEPT, ID, PREFIXES, compact

if TYPE_CHECKING:
    from ctkg.graph.store import Store
    from ctkg.notebook import Edge, Node

#: Nodes that only tell how two others belong together, or of names and dates: a picture of them would show little else.
_LEFT_OUT = (
    "participation", "timespan", "name", "claim", "passage", "activity", "group", "victims", "membership", "tenure",
    "treaty-action", "vote", "mandate",
)  # fmt: skip
_QUIET = frozenset(
    (
        TYPE,
        PREFIXES["skos"] + "inScheme",
        PREFIXES["skos"] + "topConceptOf",
        PREFIXES["ct"] + "reportedIn",
        PREFIXES["ct"] + "dataConfidence",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two nodes (IRIs) and the properties between them, the stated ones first."""

    source: str
    target: str
    predicates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """A node and what stands around it.

    Attributes:
        nodes: IRI and name of each; the first is the one that was asked for.
        links: between them.
        total: neighbours that there are, drawn or not.
    """

    nodes: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    total: int

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        from ctkg import notebook

        title = f"{self.nodes[0][1]} and {len(self.nodes) - 1} of {self.total} neighbours"
        edges = [notebook.Edge(each.source, each.target, _words(each.predicates)) for each in self.links]
        picture = notebook.graph(
            [_drawn(iri, name) for iri, name in self.nodes], edges, title=title, focus=self.nodes[0][0]
        )
        names = dict(self.nodes)
        told = [f"{names[each.source]} – {_words(each.predicates)} – {names[each.target]}" for each in self.links]
        return notebook.bundle(picture + notebook.notes([title]), "\n".join([title, *told]))


def neighbourhood(store: Store, node: str, *, depth: int = 1, most: int = 30) -> Neighbourhood:
    """The nodes around one (an IRI), those that documents and tables state before those that follow, by name.

    Args:
        store: what is looked at.
        node: the IRI.
        depth: steps that neighbours are away at most.
        most: nodes at most, the first included.
    """
    reader = Reader(store)
    found: dict[tuple[str, str], dict[str, bool]] = {}
    kept, last, seen = [node], [node], {node}
    for _ in range(depth):
        next_: list[str] = []
        for each in last:
            for statement in _stated_first(_statements(reader, each)):
                source, target = statement.subject.iri, statement.object.iri
                predicates = found.setdefault((source, target), {})
                predicates[statement.predicate] = predicates.get(statement.predicate, True) and statement.is_inferred
                other = target if source == each else source
                if other not in seen:
                    seen.add(other)
                    next_.append(other)
        last = next_[: max(0, most - len(kept))]
        kept += last
    here = set(kept)
    links = [
        Link(source=source, target=target, predicates=tuple(sorted(those, key=lambda name: (those[name], name))))
        for (source, target), those in sorted(found.items())
        if {source, target} <= here
    ]
    return Neighbourhood(
        nodes=tuple((iri, reader.label(iri).text) for iri in kept), links=tuple(links), total=len(seen) - 1
    )


def _statements(reader: Reader, node: str) -> Iterator[Statement]:
    for statement in (*reader.outgoing(node), *reader.incoming(node)):
        ends = (statement.subject.iri, statement.object.iri)
        if statement.predicate not in _QUIET and all(map(_is_thing, ends)) and ends[0] != ends[1]:
            yield statement


def _is_thing(iri: str) -> bool:
    return iri.startswith((ID, CONCEPT)) and not iri.removeprefix(ID).startswith(
        tuple(f"{each}/" for each in _LEFT_OUT)
    )


def _stated_first(statements: Iterable[Statement]) -> list[Statement]:
    return sorted(
        statements,
        key=lambda each: (each.is_inferred, each.predicate, each.object.text, each.subject.text, each.subject.iri),
    )


def _words(predicates: Sequence[str]) -> str:
    first = compact(predicates[0]).partition(":")[2] or predicates[0]
    return f"{first} +{len(predicates) - 1}" if len(predicates) > 1 else first


def _drawn(iri: str, name: str) -> Node:
    from ctkg import notebook

    kind = iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else "concept"
    return notebook.Node(iri, name, kind if iri.startswith((ID, CONCEPT)) else "", iri)


def picture(triples: Sequence[Triple], *, most: int = 40) -> tuple[list[Node], list[Edge]]:
    """Nodes and edges of the first triples that ``most`` nodes hold; literals are nodes of their own."""
    from ctkg import notebook

    nodes: dict[str, Node] = {}
    edges = []
    for triple in triples:
        ends = [_end(triple, place) for place in (triple.subject, triple.object)]
        if len(nodes.keys() | {end.id for end in ends}) > most:
            continue
        nodes |= {end.id: end for end in ends}
        name = compact(triple.predicate.value)
        edges.append(notebook.Edge(ends[0].id, ends[1].id, name.removeprefix("ct:").replace("rdf:type", "a")))
    return list(nodes.values()), edges


def _end(triple: Triple, term: Any) -> Node:
    from ctkg import notebook

    if isinstance(term, NamedNode):
        return _drawn(term.value, compact(term.value))
    # A text belongs to the one statement that it stands in.
    return notebook.Node(str(triple), str(getattr(term, "value", term)), "text")
