"""What a validated store lost since: triples that went, kept until their absence has been looked at.

What came can be read from the graphs that were touched; what went cannot. So, where the store holds a report of its
last validation, each write also notes, in the same atomic step, the triples that it takes away from documents, and
those that it adds to or takes away from the graphs that belong to no single document.
"""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import RdfFormat, Triple, parse, serialize

from ctkg.graph.store.port import Notes
from ctkg.iris import graph

#: Kind of the notes: one for each write, named by its revision; empty where a write changed too much to be noted.
KIND = "unchecked"
REPORT = graph("report")
_OF_DOCUMENTS = (graph("document", ""), graph("evidence", ""), graph("inferred", ""))
_REFERENCE = graph("inferred", "reference")
#: Graphs that belong to no single document: what is added to them is noted, too.
SHARED = (graph("inferred", "cross"), graph("resolution"))
_BACKGROUND = (graph("ontology"), graph("reference", ""), _REFERENCE)
#: Triples of one write; beyond, looking at everything again is not dearer.
_MOST = 20_000


def left(added: Mapping[str, set[Triple]], removed: Mapping[str, set[Triple]], revision: int) -> Notes:
    """What the write that makes ``revision`` has to note."""
    found: set[Triple] = set()
    whole = False
    for change in (added, removed):
        for name, triples in change.items():
            if not triples:
                continue
            whole |= name.startswith(_BACKGROUND)
            if name in SHARED or (change is removed and name.startswith(_OF_DOCUMENTS)):
                found |= triples
    if not whole and not found:
        return {}
    whole |= len(found) > _MOST
    return {KIND: {str(revision): "" if whole else _text(found)}}


def read(notes: Mapping[str, str]) -> list[Triple] | None:
    """The triples that such notes tell of; None where they say that everything must be looked at."""
    if any(not text for text in notes.values()):
        return None
    return [quad.triple for text in notes.values() for quad in parse(text, RdfFormat.N_TRIPLES)]


def _text(triples: set[Triple]) -> str:
    """Lines in one order, so that the same writes always leave the same bytes."""
    lines = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode().split("\n")
    return "\n".join([*sorted(filter(None, lines)), ""])
