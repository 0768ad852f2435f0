"""Who held which post when, and what they said in public, as far as documents say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from ctkg.iris import term

if TYPE_CHECKING:
    from ctkg.graph.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """A post that somebody held; dates are ISO days, months or years, empty where no document tells them.

    Attributes:
        node: IRI of the tenure itself.
        holder, post: IRIs; ``body`` of the body that has the post, or empty.
        on: days on which it is known to have been held.
        reported: IRIs of the documents that say so.
    """

    node: str
    holder: str
    post: str
    body: str
    start: str
    end: str
    on: tuple[str, ...]
    reported: tuple[str, ...]

    @property
    def first(self) -> str:
        """The earliest date that is told, or empty."""
        return min((each for each in (self.start, *self.on, self.end) if each), default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Words that a document quotes: where they stand (code points, None where not told) and at which event."""

    node: str
    text: str
    document: str
    start: int | None
    event: str


def tenures_of(store: Store, person: str, most: int) -> list[Tenure]:
    """Posts of a person, the first first."""
    return _tenures(store, islice(_subjects(store, "holder", person), most))


def holders_of(store: Store, posts: Iterable[str], most: int) -> list[Tenure]:
    """Who held some posts (IRIs), the first first."""
    found = (node for post in posts for node in _subjects(store, "postHeld", post))
    return _tenures(store, islice(found, most))


def posts_of(store: Store, body: str, most: int) -> list[str]:
    """IRIs of the posts of a body."""
    return sorted(islice(_subjects(store, "postIn", body), most))


def spoken_by(store: Store, person: str, most: int) -> list[Spoken]:
    """What a person is quoted with, by document and place."""
    found = [_spoken(store, node) for node in islice(_subjects(store, "quotedSpeaker", person), most)]
    return sorted(found, key=lambda each: (each.document, each.start or 0, each.node))


def _tenures(store: Store, nodes: Iterable[str]) -> list[Tenure]:
    return sorted((_tenure(store, node) for node in dict.fromkeys(nodes)), key=lambda each: (each.first, each.node))


def _tenure(store: Store, node: str) -> Tenure:
    said = _said(store, node)
    post = next(iter(said.get("postHeld", ())), "")
    bodies = _said(store, post).get("postIn", ()) if post else ()
    return Tenure(
        node=node,
        holder=next(iter(said.get("holder", ())), ""),
        post=post,
        body=next(iter(bodies), ""),
        start=next(iter(said.get("validFrom", ())), ""),
        end=next(iter(said.get("validUntil", ())), ""),
        on=tuple(said.get("validOn", ())),
        reported=tuple(said.get("reportedIn", ())),
    )


def _spoken(store: Store, node: str) -> Spoken:
    said = _said(store, node)
    start = next(iter(said.get("startOffset", ())), "")
    return Spoken(
        node=node,
        text=next(iter(said.get("quotationText", ())), ""),
        document=next(iter(said.get("passageOf", ())), ""),
        start=int(start) if start else None,
        event=next(iter(said.get("madeAt", ())), ""),
    )


def _said(store: Store, node: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for triple in store.union(NamedNode(node)):
        value: Any = triple.object
        found.setdefault(triple.predicate.value.rpartition("#")[2], []).append(str(getattr(value, "value", "")))
    return {name: sorted(values) for name, values in found.items()}


def _subjects(store: Store, name: str, value: str) -> Iterator[str]:
    for triple in store.union(None, NamedNode(term(name)), NamedNode(value)):
        if isinstance(triple.subject, NamedNode):
            yield triple.subject.value
