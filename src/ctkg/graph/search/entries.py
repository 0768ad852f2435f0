"""What of a graph can be found: labels and other names of nodes, and the passages of documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from ctkg.graph.search.topics import READ, Topic, Topics
from ctkg.graph.store import MemoryStore
from ctkg.graph.store.base import OxigraphStore
from ctkg.iris import BASE, CONCEPT, GRAPH, ID, ONTOLOGY, PREFIXES, term

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from ctkg.graph.store import Store, Term

#: Kinds of what can be found, in the order in which equally good finds are shown.
KINDS = (
    "state", "organization", "person", "event", "instrument", "place", "concept", "document", "post", "group", "term",
    "other", "quotation", "passage",
)  # fmt: skip
#: Kind by what follows ``id/`` in the IRI of a node.
_KIND_OF = {
    "city": "place", "collection": "instrument", "region": "place", "territory": "place", "victims": "group",
    **{kind: kind for kind in KINDS},
}  # fmt: skip

_SKOS, _DCTERMS = PREFIXES["skos"], PREFIXES["dcterms"]
#: The names that a node is shown by, best first.
MAIN = tuple(map(NamedNode, (PREFIXES["rdfs"] + "label", _SKOS + "prefLabel", _DCTERMS + "title")))
_NAMES = (
    *MAIN,
    *(NamedNode(_SKOS + name) for name in ("altLabel", "hiddenLabel")),
    *(NamedNode(term(name)) for name in ("acronym", "officialName", "shortTitle", "documentSymbol")),
)
_NAME_TEXT, _NAME_OF = NamedNode(term("nameText")), NamedNode(term("nameOf"))
_RESOLVED = NamedNode(term("resolvedTo"))
_WORDS = NamedNode(term("quotationText"))
_START, _END, _PASSAGE_KIND = (NamedNode(term(name)) for name in ("startOffset", "endOffset", "passageKind"))
_LANGUAGE = NamedNode(_DCTERMS + "language")

_READ = (*_NAMES, _NAME_TEXT, _NAME_OF, _RESOLVED, _WORDS, _START, _END, _PASSAGE_KIND, _LANGUAGE, *READ)

_DOCUMENT, _EVIDENCE, _RESOLUTION = GRAPH + "document/", GRAPH + "evidence/", GRAPH + "resolution"
#: Names that were only inferred are inferred from names that stand elsewhere; findings are no data.
_LEFT_OUT = (GRAPH + "inferred/", GRAPH + "report")


class Entry(NamedTuple):
    """One text that can be found, and what it leads to.

    Attributes:
        node: IRI of what is found.
        kind: one of :data:`KINDS`.
        main: 0 for a name that the node is shown by, 1 for another name, 2 for a passage.
        language: language tag in lower case, or empty.
        document: id of the document that says so, or empty.
        start: offset in the document, code points; None for names.
        end: offset behind it; None for names.
        text: label or words, as they stand in the graph.
        topics: what it is about (:mod:`ctkg.graph.search.topics`).
    """

    node: str
    kind: str
    main: int
    language: str
    document: str
    start: int | None
    end: int | None
    text: str
    topics: tuple[Topic, ...] = ()


def searched(graphs: Iterable[str]) -> list[str]:
    """Those of ``graphs`` that are searched, and of each document both graphs; sorted."""
    wanted = {graph for graph in graphs if not graph.startswith(_LEFT_OUT)}
    for one, other in ((_DOCUMENT, _EVIDENCE), (_EVIDENCE, _DOCUMENT)):
        # A passage takes its language from the graph of the document.
        wanted |= {other + graph.removeprefix(one) for graph in wanted if graph.startswith(one)}
    return sorted(wanted)


def near(store: Store, graphs: Sequence[str] | None) -> Store:
    """A store on this machine with what of ``graphs`` can be found; ``store`` itself where it is on this machine.

    A store on a server answers each question by a request: a few for everything (None), or a few for each graph.
    """
    if isinstance(store, OxigraphStore):
        return store
    places = (None,) if graphs is None else graphs
    quads = [quad for place in places for name in _READ for quad in store.match(None, name, None, place)]
    copy = MemoryStore()
    copy.load(quads)
    return copy


def about(store: Store, graph: str) -> Iterator[Entry]:
    """As :func:`entries`, each with its topics."""
    topics = Topics(store, graph)
    for entry in entries(store, graph):
        yield entry._replace(topics=topics.of(entry.node))


def entries(store: Store, graph: str) -> Iterator[Entry]:
    """What ``graph`` lets be found, without topics; nothing for a graph that is gone. In no fixed order."""
    document = next((graph.removeprefix(each) for each in (_DOCUMENT, _EVIDENCE) if graph.startswith(each)), "")
    if not graph.startswith(_EVIDENCE):
        yield from _names(store, graph, document)
    if document:
        yield from _passages(store, graph, document)


def kind_of(node: str) -> str:
    """The kind that the IRI of a node tells."""
    if node.startswith(ID):
        return _KIND_OF.get(node.removeprefix(ID).partition("/")[0], "other")
    if node.startswith(CONCEPT):
        return "concept"
    return "term" if node.startswith((ONTOLOGY, BASE + "ontology")) else "other"


def _names(store: Store, graph: str, document: str) -> Iterator[Entry]:
    for name in _NAMES:
        main = 0 if name in MAIN else 1
        for quad in store.match(None, name, None, graph):
            nodes: list[Term] = [quad.subject]
            if graph.startswith(_RESOLUTION):
                # What was merged is found by its old names, and leads to what it became.
                nodes = [to.object for to in store.match(quad.subject, _RESOLVED, None, graph)] or nodes
            yield from _named(quad, nodes, 1 if nodes != [quad.subject] else main, document)
    for quad in store.match(None, _NAME_TEXT, None, graph):
        yield from _named(quad, [of.object for of in store.match(quad.subject, _NAME_OF, None, graph)], 1, document)


def _named(quad: Quad, nodes: Sequence[Term], main: int, document: str) -> Iterator[Entry]:
    text = quad.object
    if isinstance(text, Literal) and text.value:
        for node in nodes:
            if isinstance(node, NamedNode):
                language = (text.language or "").lower()
                yield Entry(node.value, kind_of(node.value), main, language, document, None, None, text.value)


def _passages(store: Store, graph: str, document: str) -> Iterator[Entry]:
    found = list(store.match(None, _WORDS, None, graph))
    if not found:
        return
    own = NamedNode(f"{ID}document/{document}")
    languages = store.match(own, _LANGUAGE, None, _DOCUMENT + document)
    language = min((quad.object.value for quad in languages if isinstance(quad.object, Literal)), default="").lower()
    starts, ends, kinds = (_values(store, graph, name) for name in (_START, _END, _PASSAGE_KIND))
    for quad in found:
        node, text = quad.subject, quad.object
        if not isinstance(node, NamedNode) or not isinstance(text, Literal) or not text.value:
            continue
        if kinds.get(node.value) == "metadata":
            continue  # a line of the front matter, not of the text
        start, end = (int(each[node.value]) if node.value in each else None for each in (starts, ends))
        kind = kind_of(node.value)
        yield Entry(node.value, kind, 2, language, document, start, end, text.value)


def _values(store: Store, graph: str, name: NamedNode) -> dict[str, str]:
    found = store.match(None, name, None, graph)
    return {q.subject.value: q.object.value for q in found if isinstance(q.object, Literal)}  # type: ignore[union-attr]
