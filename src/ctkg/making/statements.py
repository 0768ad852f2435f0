"""The statements of a document as text, so that a store can map them anew without reading the document again.

Beside them stands what the bridge asks of the document: where it comes from, not its text.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from ctkg.model import Document, Entity, Evidence, Source, Span, Statement

#: Kinds of the notes: the statements of a document, and a digest of the decisions that its graphs are made with.
NOTE, DECIDED = "statements", "decided"
_SOURCE = tuple(field.name for field in fields(Source) if field.name != "path")
_ENTITY = tuple(field.name for field in fields(Entity))
_PLAIN = ("predicate", "event", "confidence", "stance", "counted", "approx", "quote", "detail", "stated", "derived")


def dumps(document: Document, statements: Sequence[Statement]) -> str:
    """A document without its text, and its statements; the same for the same ones."""
    values = [document.id, [getattr(document.source, name) for name in _SOURCE], [_values(s) for s in statements]]
    packed = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.b64encode(zlib.compress(packed, 6)).decode()


def loads(text: str) -> tuple[Document, tuple[Statement, ...]]:
    """What :func:`dumps` wrote."""
    name, source, said = json.loads(zlib.decompress(base64.b64decode(text)))
    document = Document(id=name, source=Source(**dict(zip(_SOURCE, source, strict=True))), text="")
    return document, tuple(_statement(values) for values in said)


def _values(statement: Statement) -> list[Any]:
    thing, other, span = statement.object, statement.representing, statement.quote_span
    return [
        _entity(statement.subject),
        _entity(thing) if isinstance(thing, Entity) else thing,
        None if other is None else _entity(other),
        None if span is None else [span.start, span.end],
        [_evidence(evidence) for evidence in statement.evidence],
        statement.doubts,
        *(getattr(statement, name) for name in _PLAIN),
    ]


def _evidence(e: Evidence) -> list[Any]:
    return [e.document, e.span and [e.span.start, e.span.end], e.quote, e.extractor, e.score, e.kind]


def _entity(thing: Entity) -> list[Any]:
    return [getattr(thing, name) for name in _ENTITY]


def _statement(values: list[Any]) -> Statement:
    subject, thing, other, span, evidence, doubts, *plain = values
    return Statement(
        subject=_thing(subject),
        object=_thing(thing) if isinstance(thing, list) else thing,
        representing=None if other is None else _thing(other),
        quote_span=_span(span),
        evidence=tuple(
            Evidence(document=document, span=_span(at), quote=quote, extractor=extractor, score=score, kind=kind)
            for document, at, quote, extractor, score, kind in evidence
        ),
        doubts=tuple(doubts),
        **dict(zip(_PLAIN, plain, strict=True)),
    )


def _thing(values: list[Any]) -> Entity:
    found = dict(zip(_ENTITY, values, strict=True))
    return Entity(**{**found, "names": tuple(found["names"])})


def _span(values: list[int] | None) -> Span | None:
    return None if values is None else Span(*values)
