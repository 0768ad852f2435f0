"""In which graphs of a store a fact stands, as far as inference has to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from ctkg.graph.infer.background import CROSS, DOCUMENT, INFERRED, is_background
from ctkg.graph.infer.terms import Fact, Node, term
from ctkg.graph.store import Store
from ctkg.graph.store.near import UNION, Row, near

#: A fact stands in the background.
BACKGROUND = ":background"
#: A fact stands in the graph of what several documents imply.
TOGETHER = ":together"


class Places:
    """Where facts stand while some documents are closed anew.

    Args:
        store: the store.
        anew: ids of the documents that are closed anew: their inferred graphs are those of before and do not count.
        unsettled: ids of all documents that are not closed as they are now, those in ``anew`` included.
        withdrawn: facts whose place in the cross graph does not count.
        sparse: each fact is looked up by itself, since few are asked of each node.
    """

    def __init__(
        self, store: Store, anew: Set[str], unsettled: Set[str], withdrawn: Set[Fact], *, sparse: bool = False
    ) -> None:
        self._store, self._sparse = store, sparse
        self._anew, self._unsettled, self._withdrawn = anew, unsettled, withdrawn

    def of(self, statement: Fact) -> Iterator[tuple[str, bool]]:
        """Each place that counts, and whether it is settled.

        A place is a document's id, :data:`BACKGROUND` or :data:`TOGETHER`.
        """
        for name in names(self._store, statement, sparse=self._sparse):
            if name == CROSS:
                if statement not in self._withdrawn:
                    yield TOGETHER, True
            elif is_background(name):
                yield BACKGROUND, True
            elif name.startswith(DOCUMENT):
                document = name.removeprefix(DOCUMENT)
                yield document, document not in self._unsettled
            elif name.startswith(INFERRED):
                document = name.removeprefix(INFERRED)
                if document not in self._anew:
                    yield document, document not in self._unsettled

    def documents(self, statement: Fact) -> Iterator[str]:
        """Documents that state or imply ``statement`` by themselves."""
        return (place for place, _ in self.of(statement) if place[:1] != ":")

    def says(self, document: str, statement: Fact) -> bool:
        """True for one of :meth:`documents` of ``statement``."""
        graphs = [DOCUMENT + document] if document in self._anew else [DOCUMENT + document, INFERRED + document]
        subject, predicate, object_ = map(term, statement)
        return any(
            next(self._store.match(subject, predicate, object_, name), None) is not None  # type: ignore[arg-type]
            for name in graphs
        )


def alone_in(store: Store, document: str, nodes: Iterable[Node]) -> dict[Node, Row]:
    """What is said of those of some nodes of which, as far as is known, only this document's own two graphs speak."""
    known = near(store)
    if known is None:
        return {}
    own = {DOCUMENT + document, INFERRED + document, UNION}
    found = {}
    for node in nodes:
        row = known.known(node)
        # Most statements about a node share one tuple of names.
        if row is not None and all(map(own.issuperset, set(row.values()))):
            found[node] = row
    return found


def names(store: Store, statement: Fact, *, sparse: bool = False) -> Iterator[str]:
    """IRIs of all graphs of ``store`` that hold ``statement``; ``sparse``: few are asked of each node."""
    known = None if sparse else near(store)
    if known is not None:
        return (name for name in known.names(statement) if name != UNION)
    subject, predicate, object_ = map(term, statement)
    found = store.match(subject, predicate, object_)  # type: ignore[arg-type]
    return (quad.graph_name.value for quad in found)  # type: ignore[union-attr]  # a blank node never names a graph here
