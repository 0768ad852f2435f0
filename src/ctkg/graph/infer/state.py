"""What inference remembers of its last run, in the notes of the store: so that it can go on from there.

``inference/base`` says what the background was closed from; ``inference-seen/<n>`` how far the journal has been
followed, and how many triples are inferred in all (the highest n counts; they are appended, since a write that only
inserts is faster); ``inferred-from/<document>`` at which revision a document was closed, how many triples its inferred
graph has, and which of its own statements would follow from others of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import RdfFormat, parse

from ctkg.graph.infer import ruleset
from ctkg.graph.infer.background import DOCUMENT, REFERENCE, is_background
from ctkg.graph.infer.terms import Fact, fact, triple
from ctkg.graph.store import Store

_BASE, _SEEN, _FROM = "inference", "inference-seen", "inferred-from"
#: What is written changes its meaning with this number: a store of another one is closed anew.
_VERSION = 1
#: Notes of what was seen that may lie around.
_MANY = 32

Changes = dict[str, dict[str, str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The last run.

    Attributes:
        graphs: IRIs of the background's graphs, sorted.
        revision: the revision of the store that the background was closed at.
        rules: digest of the rules beside the axioms.
        seen: every document that was touched up to this revision has been closed since.
        total: number of all inferred triples.
        number: of the note that holds ``seen`` and ``total``.
        finished: False where a run over everything was stopped on the way.
    """

    graphs: tuple[str, ...]
    revision: int
    rules: str
    seen: int
    total: int
    number: int
    finished: bool

    def base(self) -> str:
        """The note about the background."""
        values = [_VERSION, self.rules, self.revision, list(self.graphs), self.finished]
        return json.dumps(values, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Closed:
    """A document as it was closed.

    Attributes:
        revision: of the store.
        size: triples in its inferred graph.
        restated: its own statements that also follow from two or more others of them.
    """

    revision: int
    size: int
    restated: frozenset[Fact]


def state(store: Store) -> State | None:
    """The last run, or None where there was none or its notes are of another version."""
    text = store.note(_BASE, "base")
    if text is None:
        return None
    version, *values = json.loads(text)
    if version != _VERSION:
        return None
    rules, revision, graphs, finished = values
    number, seen, total = max(_seen(store), default=(0, 0, 0))
    return State(
        graphs=tuple(graphs), revision=revision, rules=rules, seen=seen, total=total, number=number, finished=finished
    )


def is_current(known: State, touched: Iterable[str]) -> bool:
    """True where the background is what it was, ``touched`` being the graphs that changed since ``known.seen``."""
    return (
        known.finished
        and known.rules == ruleset.digest()
        and not any(is_background(name) and name != REFERENCE for name in touched)
    )


def changes(store: Store, old: State | None, new: State) -> Changes:
    """The notes that make ``new`` the last run."""
    found: Changes = {_SEEN: {str(new.number): f"{new.seen} {new.total}"}}
    if old is None or old.base() != new.base():
        found[_BASE] = {"base": new.base()}
    numbers = [number for number, _, _ in _seen(store)]
    if len(numbers) >= _MANY or _BASE in found:
        found[_SEEN] = {**{str(number): None for number in numbers}, **found[_SEEN]}
    return found


def forgotten(store: Store) -> Changes:
    """The notes whose removal makes the store as if nothing had ever been inferred."""
    return {
        _BASE: {"base": None},
        _SEEN: {str(number): None for number, _, _ in _seen(store)},
        _FROM: dict.fromkeys(store.notes(_FROM)),
    }


def closed(store: Store, document: str) -> Closed | None:
    """A document as it was closed last, or None."""
    text = store.note(_FROM, document)
    if text is None:
        return None
    first, _, lines = text.partition("\n")
    revision, size = map(int, first.split())
    return Closed(revision, size, frozenset(map(fact, parse(lines, RdfFormat.N_TRIPLES))) if lines else frozenset())


def closed_changes(found: dict[str, Closed | None]) -> Changes:
    """The notes about closed documents; None where the document is gone."""
    return {_FROM: {document: None if each is None else _text(each) for document, each in found.items()}}


def dirty(store: Store, touched: Mapping[str, int]) -> dict[str, int]:
    """Documents among the graphs ``touched`` that changed since they were closed, with the revision of the change."""
    found = {}
    for name, revision in touched.items():
        if name.startswith(DOCUMENT):
            document = name.removeprefix(DOCUMENT)
            known = store.note(_FROM, document)
            if int(known.split(None, 1)[0]) < revision if known else store.contains_graph(name):
                found[document] = revision
    return found


def _seen(store: Store) -> list[tuple[int, int, int]]:
    return [(int(name), *map(int, text.split())) for name, text in store.notes(_SEEN).items()]  # type: ignore[misc]


def _text(each: Closed) -> str:
    lines = sorted(str(triple(statement)) for statement in each.restated)
    return "\n".join([f"{each.revision} {each.size}", *(f"{line} ." for line in lines)])
