"""Writes stores as earlier versions of ctkg did, from the description of their formats, without today's code."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

BASE = "https://w3id.org/ctkg/graph/"


def write_format_1(
    folder: Path,
    graphs: Mapping[str, Iterable[Triple]],
    notes: Mapping[tuple[str, str], str],
    metadata: Mapping[str, object],
) -> None:
    """Format 1 (ctkg 0.1.0): named graphs, two mirrors, notes; no journal, no seal, no lock of ctkg's own.

    Args:
        folder: where the store is made.
        graphs: triples by the IRI of their graph.
        notes: texts by kind and name.
        metadata: what stood in ``ctkg.json`` besides the format.
    """
    engine = ox.Store(_made(folder) / "quads")
    asserted: set[Triple] = set()
    inferred: set[Triple] = set()
    for name, triples in graphs.items():
        for triple in triples:
            engine.add(Quad(triple.subject, triple.predicate, triple.object, NamedNode(name)))
            if name == BASE + "ontology" or name.startswith((BASE + "reference/", BASE + "document/")):
                asserted.add(triple)
            elif name.startswith(BASE + "inferred/"):
                inferred.add(triple)
    for triple in asserted:
        engine.add(Quad(triple.subject, triple.predicate, triple.object, DefaultGraph()))
    for triple in inferred - asserted:
        engine.add(Quad(triple.subject, triple.predicate, triple.object, NamedNode("urn:ctkg:store:inferred")))
    for (kind, name), text in notes.items():
        subject, predicate = NamedNode(f"urn:ctkg:note:{name}"), NamedNode(f"urn:ctkg:note:{kind}")
        engine.add(Quad(subject, predicate, Literal(text), NamedNode("urn:ctkg:store:notes")))
    content = json.dumps({**metadata, "format": 1}, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "ctkg.json").write_text(content + "\n", encoding="utf-8")


def write_format_2(
    folder: Path,
    graphs: Mapping[str, Iterable[Triple]],
    notes: Mapping[tuple[str, str], str],
    metadata: Mapping[str, object],
) -> None:
    """Format 2: format 1 and a journal, here as after one write; see :func:`write_format_1` for the arguments."""
    write_format_1(folder, graphs, notes, metadata)
    kept = NamedNode("urn:ctkg:store:notes")
    engine = ox.Store(folder / "quads")
    for name in graphs:
        entry = NamedNode("urn:ctkg:revision:1"), NamedNode("urn:ctkg:store:touched"), NamedNode(name)
        engine.add(Quad(*entry, kept))
    engine.add(Quad(NamedNode("urn:ctkg:store:journal"), NamedNode("urn:ctkg:store:counter"), Literal("1"), kept))
    content = json.dumps({**metadata, "format": 2}, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "ctkg.json").write_text(content + "\n", encoding="utf-8")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder
