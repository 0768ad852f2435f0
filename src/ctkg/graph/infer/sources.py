"""The sentences behind a statement: the claims that documents make of it, with their passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Triple

from ctkg.graph.infer.background import DOCUMENT, INFERRED
from ctkg.graph.store import Store
from ctkg.iris import graph, term

_SUBJECT, _PREDICATE, _OBJECT, _VALUE = (
    NamedNode(term(name)) for name in ("claimSubject", "claimPredicate", "claimObject", "claimValue")
)
_CONFIDENCE, _EVIDENCE, _TEXT, _START, _END = (
    NamedNode(term(name)) for name in ("confidence", "hasEvidence", "quotationText", "startOffset", "endOffset")
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Source:
    """A passage that states something.

    Attributes:
        document: id.
        text: the sentence.
        start, end: code points in the text of the document; None for a value of its front matter.
        confidence: of the claim, 0 to 1; None where it has none.
        claim: IRI of the claim.
    """

    document: str
    text: str
    start: int | None
    end: int | None
    confidence: float | None
    claim: str


def sources(store: Store, statement: Triple, graphs: Iterable[str]) -> tuple[Source, ...]:
    """Passages behind ``statement`` in those of the documents that state or imply it in ``graphs``, sorted.

    Of a statement that belongs to what a claim was written as (an event has a participation, a participation has a
    participant) they are those of that claim.
    """
    documents = {name.removeprefix(stem) for name in graphs for stem in (DOCUMENT, INFERRED) if name.startswith(stem)}
    found: set[Source] = set()
    for document in documents:
        exact = set(_of_claims(store, document, statement.subject, statement.predicate, [statement.object]))
        found |= exact or set(_of_parts(store, document, statement))
    return tuple(sorted(found, key=lambda s: (s.document, s.start or 0, s.end or 0, s.text, s.claim)))


def _of_parts(store: Store, document: str, statement: Triple) -> Iterator[Source]:
    name = graph("document", document)
    if isinstance(statement.object, NamedNode):
        parts = [quad.object for quad in store.match(statement.object, None, None, name)]
        yield from _of_claims(store, document, statement.subject, None, parts)
    if isinstance(statement.subject, NamedNode):
        for quad in store.match(None, None, statement.subject, name):
            yield from _of_claims(store, document, quad.subject, None, [statement.object])


def _of_claims(
    store: Store, document: str, subject: object, predicate: NamedNode | None, values: list[Any]
) -> Iterator[Source]:
    name = graph("evidence", document)
    nodes = {value for value in values if isinstance(value, NamedNode)}
    texts = {value.value for value in values if isinstance(value, Literal)}
    for quad in store.match(None, _SUBJECT, subject, name):  # type: ignore[arg-type]
        claim = quad.subject
        about = list(store.match(claim, None, None, name))
        said = {each.predicate: each.object for each in about}
        is_meant = said.get(_OBJECT) in nodes or (
            _OBJECT not in said and getattr(said.get(_VALUE), "value", 0) in texts
        )
        if isinstance(claim, NamedNode) and predicate in (None, said.get(_PREDICATE)) and is_meant:
            for passage in (each.object for each in about if each.predicate == _EVIDENCE):
                if isinstance(passage, NamedNode):
                    yield _source(store, document, claim, passage)


def _source(store: Store, document: str, claim: NamedNode, passage: NamedNode) -> Source:
    name = graph("evidence", document)
    confidence = _literal(store.match(claim, _CONFIDENCE, None, name))
    text, start, end = (_literal(store.match(passage, each, None, name)) for each in (_TEXT, _START, _END))
    return Source(
        document=document,
        text=text or "",
        start=int(start) if start else None,
        end=int(end) if end else None,
        confidence=float(confidence) if confidence else None,
        claim=claim.value,
    )


def _literal(found: Iterable[Quad]) -> str | None:
    values = sorted(quad.object.value for quad in found if isinstance(quad.object, Literal))
    return values[0] if values else None
