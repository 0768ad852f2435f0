"""Entries: what people add to the graph that no extractor saw.

An entry is a document in every way: it has an id, a graph of what it says, a graph of evidence, and a profile by which
it is brought together with reports of the same. This package makes these from the triples that somebody wrote.
"""

from __future__ import annotations

from ctkg.entries.identity import identifier
from ctkg.entries.profiling import profile_of
from ctkg.entries.provenance import graphs_of

__all__ = ["graphs_of", "identifier", "profile_of"]
