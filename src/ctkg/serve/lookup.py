"""What pages are made from: one view of the store with its reader, words, catalogue and evidence."""

from __future__ import annotations

from functools import cached_property, lru_cache

from ctkg.graph import parties
from ctkg.graph.portions import Portions
from ctkg.graph.reader import Reader
from ctkg.graph.store import Store
from ctkg.iris import graph
from ctkg.serve.access import View
from ctkg.serve.catalogue import LiveCatalogue
from ctkg.serve.pages.things.linking import place
from ctkg.site.entities import Entities
from ctkg.site.evidence import Evidence
from ctkg.site.words import Learnt, Words

#: Instruments whose parties are kept.
_KEPT = 32


class Lookup:
    """The means to look up what a page shows; one for a view of the store, shared by its requests.

    Attributes:
        reader: statements, claims and labels.
        words: what terms are called.
        catalogue: entry and kind of a node, one at a time.
        actions: what States did about an instrument, by its IRI.
        portions: how much is said of a node, and some of it.
        entities: pages of nodes, as those of a static site; ``entities.evidence`` has quotes and passages.
    """

    def __init__(self, store: Store, learnt: Learnt) -> None:
        self.reader = Reader(store)
        self.words = Words(self.reader, learnt)
        self.catalogue = LiveCatalogue(self.reader, self.words)
        self.portions = Portions(self.reader)
        self.actions = lru_cache(maxsize=_KEPT)(lambda iri: parties.actions(store, iri))
        self.entities = Entities(self.reader, self.words, self.catalogue, Evidence(self.reader, place))

    @cached_property
    def states(self) -> frozenset[str]:
        """IRIs of all States that the graph knows."""
        return parties.states(self.reader.store)

    @cached_property
    def circles(self) -> list[parties.Circle]:
        """States by body and region."""
        return parties.circles(self.reader.store)

    @cached_property
    def treaties(self) -> frozenset[str]:
        """IRIs of the instruments of which the graph knows who signed or joined."""
        return parties.instruments(self.reader.store)


def lookup(view: View) -> Lookup:
    """The look-up of a view; what the ontology says is read once for all views that have the same one."""
    learnt = view.lasting("words", graph("ontology"), lambda store: Learnt())
    return view.kept("lookup", lambda store: Lookup(store, learnt))
