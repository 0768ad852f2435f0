"""Persons after a step."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from ctkg.resolve import people
from ctkg.resolve.growth.firsts import Firsts
from ctkg.resolve.growth.keyring import Keyring, Keys
from ctkg.resolve.growth.ledger import Draft
from ctkg.resolve.growth.settling import Outcome, settle
from ctkg.resolve.growth.view import View
from ctkg.resolve.model import Judgement
from ctkg.resolve.people import Member
from ctkg.resolve.scoring import REPEATED, SAID

_KEYS = Keyring("person")


def step(before: View, after: View, draft: Draft, touched: Iterable[str], linked: Iterable[str]) -> Outcome:
    """Compare persons again of whom documents tell otherwise, or whose bodies became others; see :func:`settle`.

    Args:
        before: what was known; ``after`` is what is known now, written into ``draft``.
        touched: persons who may be others than before.
        linked: persons with whom others are the same, or different, for another reason than before.
    """
    changed = {iri for iri in touched if before.person(iri) != after.person(iri)}
    firsts = Firsts(draft, "nobody")
    for iri in sorted(changed):
        firsts.move(iri, _alone(before.person(iri)), _alone(after.person(iri)))
    changed |= firsts.settle(before.notes)
    for iri in sorted(changed):
        changed.update(_KEYS.change(draft, iri, _keys(before, iri), _keys(after, iri), before.is_decided))

    def exists(iri: str) -> bool:
        return after.person(iri) is not None

    def partners(iri: str) -> Iterable[str]:
        keyed = _KEYS.partners(after.notes, iri, _keys(after, iri))
        return {*keyed, *after.told(iri), *filter(exists, after.said(iri))}

    def judge(one: str, other: str) -> Judgement:
        if other in after.said(one):
            return SAID
        return REPEATED if other in after.told(one) else people.judge(_there(after, one), _there(after, other))

    return settle(
        "person",
        before,
        after,
        draft,
        changed | set(linked),
        exists,
        partners,
        judge,
        people.rules(lambda iri: _there(after, iri)),
    )


def _there(view: View, iri: str) -> Member:
    found = view.person(iri)
    assert found is not None, iri
    return found


def _alone(person: Member | None) -> str:
    """What persons share of whom nothing but the one name is known; else empty."""
    if person is None or person.bodies or not person.name:
        return ""
    return hashlib.blake2b(" ".join(person.name).encode(), digest_size=10).hexdigest()


def _keys(view: View, iri: str) -> Keys:
    """Of persons without a body only the first of a name is compared with others."""
    person = view.person(iri)
    if person is None or not person.name:
        return (), ()
    alone = _alone(person)
    return ((), ()) if alone and Firsts.of(view.notes, "nobody", alone) != iri else (person.keys, ())
