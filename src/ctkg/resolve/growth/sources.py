"""Which documents repeat which after a step, and which of their nodes are the same for that."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from ctkg.resolve import mirrors
from ctkg.resolve.clusters import Pair, Rules
from ctkg.resolve.growth.keyring import Keyring, Keys
from ctkg.resolve.growth.ledger import Draft, short
from ctkg.resolve.growth.settling import Outcome, settle
from ctkg.resolve.growth.view import View
from ctkg.resolve.model import Judgement, Profile
from ctkg.resolve.scoring import SAID

_KEYS = Keyring("source")


def step(before: View, after: View, draft: Draft, documents: Iterable[str], linked: Collection[str]) -> Outcome:
    """Compare the texts of ``documents`` (IRIs) with those that share a key; the rest is as :func:`settle`."""
    touched = {iri for iri in documents if before.text(iri) != after.text(iri)} | set(linked)
    for document in sorted(touched):
        touched.update(
            _KEYS.change(draft, document, _keys(before, document), _keys(after, document), before.is_decided)
        )

    def exists(iri: str) -> bool:
        return after.text(iri) is not None

    sketches: dict[str, frozenset[int]] = {}

    def sketch(iri: str) -> frozenset[int]:
        found = sketches.get(iri)
        if found is None:
            found = sketches[iri] = frozenset(_there(after, iri).sketch)
        return found

    def judge(one: str, other: str) -> Judgement:
        if other in after.said(one):
            return SAID
        if mirrors.are_far(sketch(one), sketch(other)):
            return mirrors.FAR
        return mirrors.judge(_there(after, one), _there(after, other))

    return settle(
        "source",
        before,
        after,
        draft,
        touched,
        exists,
        lambda iri: {*_KEYS.partners(after.notes, iri, _keys(after, iri)), *filter(exists, after.said(iri))},
        judge,
        Rules(),
    )


def told(before: View, after: View, draft: Draft, documents: Iterable[str], moved: Iterable[str]) -> set[str]:
    """Write which nodes are the same because the text of their documents is; returns nodes of which this changed.

    Args:
        before: what was known; ``after`` is what is known now, written into ``draft``.
        documents: IRIs of documents whose profile changed.
        moved: IRIs of documents that repeat another since this step, or not any more.
    """
    copies = set(moved)
    for document in documents:
        copies.add(document)
        for view in (before, after):
            copies |= view.cluster(document)
    changed: set[str] = set()
    for copy in sorted(copies):
        old, new = _counterparts(before, copy), _counterparts(after, copy)
        for pair in old ^ new:
            for one, other in (pair, pair[::-1]):
                kind = "told:" + short(one)
                grounds = set(json.loads(draft.entries(kind).get(other, "[]"))) ^ {short(copy)}
                draft.write(kind, other, json.dumps(sorted(grounds), ensure_ascii=False) if grounds else None)
            changed.update(pair)
    return changed


def _counterparts(view: View, copy: str) -> set[Pair]:
    original = view.canonical(copy)
    if original == copy:
        return set()
    one, other = view.profile(copy), view.profile(original)
    return set() if one is None or other is None else set(mirrors.counterparts(one, other))


def _keys(view: View, document: str) -> Keys:
    text = view.text(document)
    return (mirrors.keys(text), ()) if text else ((), ())


def _there(view: View, document: str) -> Profile:
    text = view.text(document)
    assert text is not None, document
    return text
