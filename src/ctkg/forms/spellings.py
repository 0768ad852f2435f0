"""The names of reference nodes in one spelling, and those that look like one which nobody bears."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from difflib import get_close_matches

from ctkg.graph.search.entries import entries
from ctkg.graph.store import Store
from ctkg.iris import CONCEPT, GRAPH, ID
from ctkg.text import folding

#: Graphs whose names are curated.
CURATED = (GRAPH + "reference/", GRAPH + "ontology")
#: Suggestions at most, and names that are compared for them.
_MOST, _COMPARED = 3, 8


class Spellings:
    """All names in the ontology and reference graphs of a store.

    Args:
        store: where they stand; it is read once.
    """

    def __init__(self, store: Store) -> None:
        self._nodes: dict[str, set[str]] = defaultdict(set)
        #: A name in one spelling -> whether in other languages only, whether in small letters, as it is written.
        self._texts: dict[str, tuple[bool, bool, str]] = {}
        self._fits: dict[Hashable, dict[str, bool]] = {}
        for name in store.graphs():
            if name.startswith(CURATED):
                for entry in entries(store, name):
                    if entry.node.startswith((ID, CONCEPT)):
                        self._take(entry.node, entry.text, entry.language)

    def _take(self, node: str, text: str, language: str) -> None:
        spelling = folding.canonical(text).text
        self._nodes[spelling].add(node)
        written = (language not in ("", "en"), text.islower(), text)
        self._texts[spelling] = min(written, self._texts.get(spelling, written))

    def find(self, name: str) -> frozenset[str]:
        """IRIs of the nodes that bear ``name`` in any spelling of the same letters."""
        return frozenset(self._nodes.get(folding.canonical(name).text, ()))

    def nearest(self, name: str, wanted: Hashable, fits: Callable[[str], bool]) -> list[str]:
        """Up to three names that look like ``name``, of different nodes that fit, best first.

        Which nodes fit is asked once for each ``wanted``.
        """
        length = max(len(name), 4)
        known = {
            text.casefold(): (node, text)
            for text, node in self._fitting(wanted, fits, not name.isascii(), len(name) - length, len(name) + length)
        }
        found: dict[str, str] = {}
        for each in get_close_matches(name[:200].casefold(), known, n=_COMPARED, cutoff=0.6):
            found.setdefault(*known[each])
        return list(found.values())[:_MOST]

    def _fitting(
        self, wanted: Hashable, fits: Callable[[str], bool], foreign: bool, least: int, most: int
    ) -> Iterator[tuple[str, str]]:
        """Every name of some length, as it is written, with one node that bears it and fits.

        Names that are not English are given where ``foreign``.
        """
        seen = self._fits.setdefault(wanted, {})
        for spelling, nodes in self._nodes.items():
            other, _, text = self._texts[spelling]
            if (other and not foreign) or not least <= len(text) <= most:
                continue
            for node in sorted(nodes):
                if node not in seen:
                    seen[node] = fits(node)
                if seen[node]:
                    yield text, node
                    break
