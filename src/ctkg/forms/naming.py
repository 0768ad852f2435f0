"""What a name in a form means: the node of the reference data or of the store that is called exactly so.

Asked in this order, until something of the right class is found: an IRI or the id of a table; the names of reference
nodes and, where none is called so, of what documents and entries of the store describe; numbers of resolutions and
decisions as texts write them; the names of reference nodes in another spelling (``centre``, ``center``; capitals).
Nothing is guessed: two that are called so are two candidates.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ctkg.errors import StoreError
from ctkg.forms import background
from ctkg.forms.spellings import CURATED, Spellings
from ctkg.graph.store.draft import DraftStore
from ctkg.iris import ID, PREFIXES, graph, term

if TYPE_CHECKING:
    from ctkg.graph.store import Store

_TYPE, _LABEL = NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["rdfs"] + "label")
_SUBCLASS = NamedNode(PREFIXES["rdfs"] + "subClassOf")
_PREF = NamedNode(PREFIXES["skos"] + "prefLabel")
_TITLE = NamedNode(PREFIXES["dcterms"] + "title")
_IN_SCHEME, _NOTATION = NamedNode(PREFIXES["skos"] + "inScheme"), NamedNode(PREFIXES["skos"] + "notation")
_RESOLVED, _RESOLUTION = NamedNode(term("resolvedTo")), graph("resolution")
_WITHIN = NamedNode(term("locatedWithin"))
_NAME_TEXT, _NAME_OF = NamedNode(term("nameText")), NamedNode(term("nameOf"))
_NAMES = (
    _LABEL,
    _PREF,
    _TITLE,
    _NOTATION,
    *(NamedNode(PREFIXES["skos"] + name) for name in ("altLabel", "hiddenLabel")),
    *(NamedNode(term(name)) for name in ("acronym", "officialName", "shortTitle", "documentSymbol", "iso3166Alpha2")),
    *(NamedNode(term(name)) for name in ("iso3166Alpha3", "actNumber")),
    _NAME_TEXT,
)
#: Languages of the names in the reference data; none, too.
_LANGUAGES = ("", "en", "fr", "ru", "es", "ar", "zh")
#: Kinds of node, the second part of an IRI, in which the id of a table may stand alone: ``osce-atu``.
_TABLES = ("organization", "instrument", "state", "territory", "city", "document", "region")
_BARE = re.compile(r"[\w.~-]+")
_PREFIXED = re.compile(r"<?(?P<iri>(?:id:|concept:|https?://w3id\.org/ctkg/)[^\s<>\"{}|\\^`]+)>?")
#: Statements with one name that are looked at, at most; names for which suggestions are looked up.
_MOST_USES, _MOST_SUGGESTIONS = 400, 200
_KEPT: weakref.WeakKeyDictionary[Store, Names] = weakref.WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may be meant: instances of any of the classes, or concepts of a scheme that are of one of them."""

    classes: tuple[str, ...] = ()
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A node that a name may mean, how it is called, and how so that others of the name are told apart."""

    iri: str
    label: str
    told: str


def names_of(store: Store | None = None) -> Names:
    """What looks names up in ``store``, kept as long as the store is; None: in the reference data alone."""
    store = store if store is not None else background.everything()
    kept = _KEPT.get(store)
    if kept is None:
        kept = _KEPT[store] = Names(store)
    kept.catch_up()
    return kept


class Names:
    """Looks names up in a store, once each.

    Args:
        store: where to look.
    """

    def __init__(self, store: Store) -> None:
        self._place = weakref.ref(store)
        self._seen = store.revision()
        self._found: dict[tuple[str, Wanted], tuple[Node, ...]] = {}
        self._near: dict[tuple[str, Wanted], list[str]] = {}
        self._under: dict[str, frozenset[str]] = {}
        self._spellings: Spellings | None = None

    @property
    def _store(self) -> Store:
        store = self._place()
        if store is None:
            raise StoreError("the store is gone in which names are looked up")
        return store

    def catch_up(self) -> None:
        """Forget what was found before the store changed."""
        seen = self._store.revision()
        if seen != self._seen:
            self._found.clear()
            self._near.clear()
            if any(name.startswith(CURATED) or name == _RESOLUTION for name in self._store.touched(self._seen)):
                self._spellings = None
                self._under.clear()
            self._seen = seen

    def find(self, name: str, wanted: Wanted) -> tuple[Node, ...]:
        """Every node that ``name`` may mean, sorted by IRI; empty where there is none."""
        key = (" ".join(name.split()), wanted)
        if key not in self._found:
            if len(self._found) > 100_000:
                self._found.clear()
            self._found[key] = tuple(Node(iri, self.label(iri), self._told(iri)) for iri in sorted(self._look(*key)))
        return self._found[key]

    def narrowed(self, nodes: Iterable[Node], countries: Iterable[str]) -> tuple[Node, ...]:
        """Those of ``nodes`` that lie in one of the territories (IRIs) and are no territory themselves."""
        wanted = set(countries)
        return tuple(
            node
            for node in nodes
            if wanted & {getattr(q.object, "value", "") for q in self._store.match(NamedNode(node.iri), _WITHIN)}
        )

    def label(self, iri: str) -> str:
        """The name by which a node is shown, English first; empty where it has none."""
        node = NamedNode(iri)
        found = [
            (place, quad.object.language not in ("en", None), quad.object.value)
            for place, predicate in enumerate((_PREF, _LABEL, _TITLE))
            for quad in self._store.match(node, predicate)
            if isinstance(quad.object, Literal)
        ]
        return min(found)[2] if found else ""

    def _told(self, iri: str) -> str:
        """The label; of a town with its country."""
        label = self.label(iri)
        if iri.startswith((ID + "city/", ID + "place/")):
            above = sorted(q.object.value for q in self._store.match(NamedNode(iri), _WITHIN))  # type: ignore[union-attr]
            lands = [self.label(each) for each in above if each.startswith(ID + "territory/")]
            return f"{label}, {lands[0]}" if lands and lands[0] != label else label
        return label

    def nearest(self, name: str, wanted: Wanted) -> list[str]:
        """Up to three names of different nodes that look like ``name``.

        None of an IRI, and none any more after many were looked up.
        """
        if _PREFIXED.fullmatch(name):
            return []
        key = (name, wanted)
        if key not in self._near and len(self._near) < _MOST_SUGGESTIONS:
            self._near[key] = self._all_spellings().nearest(name, wanted, lambda iri: bool(self._fitting(iri, wanted)))
        return self._near.get(key, [])

    def concepts(self, wanted: Wanted) -> list[tuple[str, str]]:
        """Id and label of every concept that is wanted, by label."""
        concepts = {q.subject.value for q in self._store.match(None, _IN_SCHEME, NamedNode(wanted.scheme))}  # type: ignore[union-attr]
        fitting = [iri for iri in concepts if self._fits(iri, wanted)]
        return sorted(
            ((iri.rpartition("/")[2], self.label(iri)) for iri in fitting), key=lambda pair: pair[1].casefold()
        )

    def is_a(self, iri: str, *classes: str) -> bool:
        """True where the store says that a node is of one of the classes, or of a class below it."""
        return any(kind in self._below(each) for kind in self._types(iri) for each in classes)

    def _look(self, name: str, wanted: Wanted) -> set[str]:
        for find in (self._by_iri, self._by_name, self._by_number, self._by_spelling):
            found = {iri for each in find(name, wanted) if (iri := self._fitting(each, wanted))}
            if found:
                return found
        return set()

    def _fitting(self, iri: str, wanted: Wanted) -> str:
        """The node, or what stands for it, where it is of the wanted class; else empty."""
        for quad in self._store.match(NamedNode(iri), _RESOLVED, None, _RESOLUTION):
            iri = getattr(quad.object, "value", iri)
        if self._fits(iri, wanted):
            return iri
        # A State that is named as a place stands for its territory.
        land = iri.replace(ID + "state/", ID + "territory/")
        return land if land != iri and self._fits(land, wanted) else ""

    def _fits(self, iri: str, wanted: Wanted) -> bool:
        if wanted.scheme and not iri.startswith(wanted.scheme + "/"):
            return False
        if wanted.classes:
            return self.is_a(iri, *wanted.classes)
        return next(iter(self._store.match(NamedNode(iri))), None) is not None

    def _by_iri(self, name: str, wanted: Wanted) -> Iterator[str]:
        written = _PREFIXED.fullmatch(name)
        if written is not None:
            prefix, _, rest = written["iri"].partition(":")
            yield PREFIXES[prefix] + rest if prefix in ("id", "concept") else written["iri"]
        elif _BARE.fullmatch(name):
            bases = [wanted.scheme] if wanted.scheme else [ID + kind for kind in _TABLES]
            for base in bases:
                if next(iter(self._store.match(NamedNode(f"{base}/{name}"))), None) is not None:
                    yield f"{base}/{name}"

    def _by_name(self, name: str, wanted: Wanted) -> set[str]:
        curated, told = set[str](), set[str]()
        for language in _LANGUAGES:
            text = Literal(name, language=language) if language else Literal(name)
            for predicate in _NAMES:
                for quad in islice(self._store.match(None, predicate, text), _MOST_USES):
                    node = quad.subject
                    if not isinstance(node, NamedNode):
                        continue
                    into = curated if str(getattr(quad.graph_name, "value", "")).startswith(CURATED) else told
                    into.update([node.value] if predicate != _NAME_TEXT else self._named(node))
        return curated if any(self._fitting(iri, wanted) for iri in curated) else told

    def _named(self, use: NamedNode) -> list[str]:
        return [q.object.value for q in self._store.match(use, _NAME_OF) if isinstance(q.object, NamedNode)]

    def _by_number(self, name: str, wanted: Wanted) -> Iterator[str]:
        if wanted.scheme or (wanted.classes and not self._below(term("Instrument")).intersection(wanted.classes)):
            return
        from ctkg.model import Document, Source
        from ctkg.text import folding
        from ctkg.text.find import instruments

        document = Document(id="name", source=Source(), text=name)
        for link in instruments.numbered(document, folding.plain(name)):
            span = link.mention.span
            if link.thing.reference and (span.start, span.end) == (0, len(name)):
                yield f"{ID}instrument/{link.thing.reference}"

    def _by_spelling(self, name: str, wanted: Wanted) -> frozenset[str]:
        return self._all_spellings().find(name)

    def _all_spellings(self) -> Spellings:
        if self._spellings is None:
            store = self._store
            if isinstance(store, DraftStore) and not store.touches(*CURATED, _RESOLUTION):
                # A draft lives for one look, and to read all names takes longer than the rest of it.
                self._spellings = names_of(store.below)._all_spellings()
            else:
                self._spellings = Spellings(store)
        return self._spellings

    def _types(self, iri: str) -> set[str]:
        return {t.object.value for t in self._store.union(NamedNode(iri), _TYPE) if isinstance(t.object, NamedNode)}

    def _below(self, cls: str) -> frozenset[str]:
        """The class and all below it."""
        if cls not in self._under:
            found, waiting = {cls}, [cls]
            while waiting:
                for quad in self._store.match(None, _SUBCLASS, NamedNode(waiting.pop())):
                    if isinstance(quad.subject, NamedNode) and quad.subject.value not in found:
                        found.add(quad.subject.value)
                        waiting.append(quad.subject.value)
            self._under[cls] = frozenset(found)
        return self._under[cls]
