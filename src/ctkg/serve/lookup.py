"""What pages are made from: one view of the store with its reader, words, catalogue and evidence."""

from __future__ import annotations

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


class Lookup:
    """The means to look up what a page shows; one for a view of the store, shared by its requests.

    Attributes:
        reader: statements, claims and labels.
        words: what terms are called.
        catalogue: entry and kind of a node, one at a time.
        portions: how much is said of a node, and some of it.
        entities: pages of nodes, as those of a static site; ``entities.evidence`` has quotes and passages.
    """

    def __init__(self, store: Store, learnt: Learnt) -> None:
        self.reader = Reader(store)
        self.words = Words(self.reader, learnt)
        self.catalogue = LiveCatalogue(self.reader, self.words)
        self.portions = Portions(self.reader)
        self.entities = Entities(self.reader, self.words, self.catalogue, Evidence(self.reader, place))


def lookup(view: View) -> Lookup:
    """The look-up of a view; what the ontology says is read once for all views that have the same one."""
    learnt = view.lasting("words", graph("ontology"), lambda store: Learnt())
    return view.kept("lookup", lambda store: Lookup(store, learnt))
