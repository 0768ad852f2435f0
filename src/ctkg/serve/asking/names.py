"""Nodes as somebody types them: by their names in any language, by words of them, or by the beginning of their IRI."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ctkg.graph import search
from ctkg.graph.names import terms
from ctkg.graph.reader import Reader
from ctkg.graph.search.entries import kind_of
from ctkg.graph.store import Store
from ctkg.iris import CONCEPT, GRAPH, ID, ONTOLOGY, PREFIXES, compact

#: Kinds of finds that are no things to ask about.
_NOT_NAMED = ("passage", "quotation", "term")
_KINDS = tuple(kind for kind in search.KINDS if kind not in _NOT_NAMED)
_WORDS = re.compile(r"[^\W_]+")
#: Graphs of a document, by what stands in their IRI before its id.
_OF_DOCUMENT = ("document/", "evidence/", "inferred/")
#: Letters of what is typed that are looked at; and finds that are looked through for those of one kind.
_LONGEST, _LOOKED_AT = 200, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A node that may be meant.

    Attributes:
        name: as a query may name it.
        iri: its IRI.
        label: the name that it is shown by.
        kind: one of :data:`ctkg.graph.search.KINDS`, or ``graph``.
        found: another of its names, by which it was found, or empty.
    """

    name: str
    iri: str
    label: str
    kind: str
    found: str = ""


def suggested(store: Store, typed: str, *, limit: int = 20) -> list[Named]:
    """Nodes that ``typed`` may mean, best first, ``limit`` of them at most.

    Args:
        store: what to look in.
        typed: words (``anti-terrorism centre``), a prefixed name or IRI that is not yet whole
            (``id:organization/osce``), or a prefix with words (``id:kazakh``).
        limit: how many.
    """
    typed = typed.strip().strip("<>")[:_LONGEST]
    prefix, colon, local = typed.partition(":")
    whole = PREFIXES[prefix] + local if colon and prefix in PREFIXES else typed
    if whole.startswith(GRAPH):
        return _graphs(store, whole.removeprefix(GRAPH), limit)
    if whole.startswith(ONTOLOGY):
        return _terms(store, whole.removeprefix(ONTOLOGY), limit)
    base = next((each for each in (ID, CONCEPT) if whole.startswith(each)), "")
    if base:
        local = whole.removeprefix(base)
        return list(islice(_below(store, base, local, limit), limit))
    return list(islice(_worded(store, typed, "", limit), limit))


def _below(store: Store, base: str, local: str, limit: int) -> Iterator[Named]:
    """Nodes of ours: those whose IRI begins so, then those with the words of what stands behind the last slash."""
    reader, seen = Reader(store), set[str]()
    if "/" in local:
        for iri in search.nodes_beginning(store, base + local, limit):
            seen.add(iri)
            yield Named(name=compact(iri), iri=iri, label=reader.label(iri).text, kind=kind_of(iri))
    kind, _, rest = local.rpartition("/")
    for found in _worded(store, rest, f"{base}{kind}/" if kind else base, limit):
        if found.iri not in seen:
            yield found


def _worded(store: Store, typed: str, beginning: str, limit: int) -> Iterator[Named]:
    words = _WORDS.findall(typed)
    if not words:
        return
    asked = " ".join((*words[:-1], words[-1] + "*"))
    most = _LOOKED_AT if beginning else limit
    for hit in search.search(store, asked, kinds=_KINDS, limit=max(most, 1)):
        if hit.iri.startswith(beginning) and hit.iri.startswith((ID, CONCEPT)):
            other = "" if hit.text == hit.label else hit.text
            yield Named(name=compact(hit.iri), iri=hit.iri, label=hit.label, kind=hit.kind, found=other)


def _terms(store: Store, local: str, limit: int) -> list[Named]:
    """Terms of the ontology whose names begin so, then those that have the letters elsewhere."""
    letters = local.casefold()
    near = sorted(
        (not name.startswith(letters), name, iri)
        for iri in terms()
        if letters in (name := iri.removeprefix(ONTOLOGY).casefold())
    )
    reader = Reader(store)
    return [Named(name=compact(iri), iri=iri, label=reader.label(iri).text, kind="term") for *_, iri in near[:limit]]


def _graphs(store: Store, local: str, limit: int) -> list[Named]:
    """Graphs of documents, by the beginning of the document's id."""
    group = next((each for each in _OF_DOCUMENT if local.startswith(each)), "")
    if not group:
        names = [name for name in ("ontology", "report", "resolution") if name.startswith(local)]
        return [Named(name=f"graph:{name}", iri=GRAPH + name, label=name, kind="graph") for name in names]
    reader = Reader(store)
    return [
        Named(name=compact(name), iri=name, label=reader.label(iri).text, kind="graph")
        for iri in search.nodes_beginning(store, f"{ID}document/{local.removeprefix(group)}", limit)
        for name in (GRAPH + group + iri.removeprefix(ID + "document/"),)
    ]
