"""What a reader needs to decide on an item: the sentences with the words marked, and what else is said of the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctkg.decisions import known
from ctkg.decisions.acts import Act, of_values
from ctkg.decisions.log import live
from ctkg.graph import claims
from ctkg.graph.claims import Claimed
from ctkg.making import statements
from ctkg.model import Statement
from ctkg.review import conflicts, priorities
from ctkg.review.conflicts import Side
from ctkg.review.items import Item

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: What else is told of one event, at most.
_MOST = 8
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A sentence on one line, and where in it the words stand that say it: half-open, in order, never overlapping."""

    text: str
    marks: tuple[tuple[int, int], ...]

    def marked(self, before: str = "[", after: str = "]") -> str:
        """The sentence with these signs around the words."""
        parts, at = [], 0
        for start, end in self.marks:
            parts += [self.text[at:start], before, self.text[start:end], after]
            at = end
        return "".join([*parts, self.text[at:]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An item, read whole.

    Attributes:
        sides: its claims with their documents; of a duplicate some of what is said of each of the two.
        sentences: for each side, what it rests on.
        besides: what else the document says of the same event, what bears on it first.
        acts: acts that decided on it before.
    """

    item: Item
    sides: tuple[Side, ...]
    sentences: tuple[tuple[Quoted, ...], ...]
    besides: tuple[Claimed, ...]
    acts: tuple[Act, ...]


def show(store: Store, item: Item) -> Shown:
    """All that there is to be seen of an item."""
    told = [said for said in (claims.one(store, iri) for iri in _claims_of(store, item)) if said is not None]
    sides = [
        Side(
            claim=said,
            source=conflicts.source(store, said.document),
            value=said.value,
            asserted=conflicts.is_asserted(store, said),
        )
        for said in told
    ]
    return Shown(
        item=item,
        sides=tuple(sides),
        sentences=tuple(tuple(quoted(store, said)) for said in told),
        besides=tuple(besides(store, told[0])) if len(told) == 1 else (),
        acts=tuple(act for act in [act_of(store, item.act)] if act is not None),
    )


def act_of(store: Store, name: str) -> Act | None:
    """An act that the store has applied, by its id."""
    text = store.note(known.KNOWN, name) if name else None
    return None if text is None else of_values(json.loads(text), name)


def acts(store: Store) -> list[Act]:
    """The acts in force that the store has applied, by time."""
    return live(known.acts(store))


def statement(store: Store, document: str, name: str) -> Statement | None:
    """The statement behind a claim, as the document was mapped before people decided; None where there is none."""
    text = store.note(statements.NOTE, document)
    said = statements.loads(text)[1] if text else ()
    return next((each for each in said if each.id == name), None)


def quoted(store: Store, said: Claimed) -> Iterator[Quoted]:
    """The sentences of a claim with the words marked that say it."""
    behind = statement(store, said.document, said.name)
    words = [behind.stated if behind else "", said.quote, said.value, *said.labels, said.of]
    for passage in said.passages:
        text = " ".join(passage.text.split())
        yield Quoted(text=text, marks=tuple(marks(text, words)))


def marks(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where the first of ``words`` that stands in ``text`` does; whole words, whatever their case."""
    for each in words:
        flat = " ".join(each.split())
        if not flat:
            continue
        left = r"\b" if _WORD.match(flat) else ""
        right = r"\b" if _WORD.match(flat[-1]) else ""
        if found := [m.span() for m in re.finditer(f"{left}{re.escape(flat)}{right}", text, re.IGNORECASE)]:
            return found
    return []


def besides(store: Store, said: Claimed) -> list[Claimed]:
    """What else the document says of the same event: the same relation first, then what most hangs on."""
    weights = priorities.load().weights
    found = [
        other
        for iri in claims.about(store, said.about)
        if claims.document_of(iri) == said.document and iri != said.iri
        if (other := claims.one(store, iri)) is not None and other.event == said.event
    ]
    found.sort(
        key=lambda o: (
            o.relation != said.relation,
            o.relation.partition(".")[0] != said.relation.partition(".")[0],
            -weights.get(o.relation, 1),
            -o.confidence,
            o.relation,
            o.value,
            o.iri,
        )
    )
    return found[:_MOST]


def _claims_of(store: Store, item: Item) -> list[str]:
    """Claims to show: those of the item; of a duplicate a few that name each of the two, the surest first."""
    if item.claims or item.kind == "conflict":
        return list(item.claims)
    found = []
    for node in item.nodes:
        named = [said for iri in set(claims.naming(store, node)) if (said := claims.one(store, iri)) is not None]
        named.sort(key=lambda said: (-said.confidence, said.document, said.relation, said.iri))
        found += [said.iri for said in named[:3]]
    return found
