"""The flat view: one fact a row, in the vocabulary of the relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ctkg.model import COUNTS, Document, Entity, Link, Statement

_MOST_LABELS = 6


def rows(document: Document, statements: Iterable[Statement]) -> Iterator[dict[str, Any]]:
    """Rows with the keys ``document event relation value labels of approx quote evidence confidence rule stance
    doubts``.

    ``value`` is a label, an ISO date, a code or a whole number; ``labels`` other names that the thing really has, at
    most six; ``of`` the person, the thing counted or the instrument; keys that say nothing are left out.
    """
    for statement in statements:
        value, labels = _value(statement.object)
        row: dict[str, Any] = {
            "document": document.id,
            "event": statement.event,
            "relation": statement.predicate,
            "value": value,
        }
        if labels:
            row["labels"] = labels
        if of := _of(statement):
            row["of"] = of
        if statement.predicate in COUNTS:
            row["approx"] = statement.approx if statement.approx is not None else False
        if statement.quote:
            row["quote"] = statement.quote
        # Two rules may rest on the same words; the words are shown once.
        words = {e.span: e.quote for e in statement.evidence if e.span is not None}
        row["evidence"] = [{"start": span.start, "end": span.end, "text": quote} for span, quote in words.items()]
        row["confidence"] = statement.confidence
        row["rule"] = statement.evidence[0].extractor
        row["stance"] = statement.stance
        if statement.doubts:
            row["doubts"] = list(statement.doubts)
        yield row


def named(document: Document, links: Iterable[Link]) -> Iterator[dict[str, Any]]:
    """One row for each thing of the reference tables that ``links`` name, in text order, with the keys of :func:`rows`.

    ``relation`` is the kind of the name, ``of`` the id of the thing in its table, ``evidence`` every place.
    """
    things: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        if link.thing.reference:
            things.setdefault((link.mention.kind, link.thing.reference), []).append(link)
    for (kind, reference), places in things.items():
        spans = [place.mention.span for place in places]
        yield {
            "document": document.id,
            "event": "",
            "relation": kind,
            "value": places[0].thing.label,
            "labels": list(places[0].thing.names[:_MOST_LABELS]),
            "of": reference,
            "evidence": [{"start": span.start, "end": span.end, "text": document.slice(span)} for span in spans],
            "confidence": max(place.score for place in places),
            "rule": places[0].mention.finder,
            "stance": "",
        }


def _value(value: Entity | str | int) -> tuple[str | int, list[str]]:
    if isinstance(value, Entity):
        return value.label, list(value.names[:_MOST_LABELS])
    return value, []


def _of(statement: Statement) -> str:
    if statement.predicate in COUNTS:
        return statement.counted
    return statement.subject.label if statement.subject.kind != "event" else ""
