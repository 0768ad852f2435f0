"""Bodies after a step: those that are compared, and those that follow them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ctkg.resolve import bodies
from ctkg.resolve.clusters import Pair, Rules, cluster
from ctkg.resolve.growth.firsts import Firsts
from ctkg.resolve.growth.ledger import Draft
from ctkg.resolve.growth.naming import label
from ctkg.resolve.growth.settling import Outcome, forget, remember, settle
from ctkg.resolve.growth.standing import KEYS, Standing
from ctkg.resolve.growth.view import WORDS, View
from ctkg.resolve.model import Judgement
from ctkg.resolve.scoring import REPEATED


def step(before: View, after: View, draft: Draft, touched: Iterable[str], linked: Iterable[str]) -> Outcome:
    """Compare bodies again of which documents tell otherwise; see :func:`ctkg.resolve.growth.settling.settle`.

    Args:
        before: what was known; ``after`` is what is known now, written into ``draft``.
        touched: bodies of which documents tell otherwise.
        linked: bodies with which others are the same, or different, for another reason than before.
    """
    was, now = Standing(before), Standing(after)
    moving = {*touched, *linked}
    moving |= {other for iri in moving for side in (was, now) for other in side.repeated(iri)}
    firsts = Firsts(draft, WORDS)
    for iri in sorted(moving):
        firsts.move(iri, before.words(iri), after.words(iri))
    turned = firsts.settle(before.notes)
    moving |= turned
    compared = set(moving)
    for iri in sorted(moving):
        _bind(was, now, draft, iri)
        compared.update(KEYS.change(draft, iri, was.keys(iri), now.keys(iri)))
    compared |= {other for iri in compared for side in (was, now) for other in side.stateless(iri)}
    outcome = Outcome(members=set(moving))
    followers = {iri for iri in moving if was.follows(iri) or now.follows(iri)}
    for iri in sorted(followers):
        outcome.removed |= forget(before, draft, iri)
    outcome.take(
        settle(
            "body",
            before,
            after,
            draft,
            {iri for iri in compared if was.is_compared(iri) or now.is_compared(iri)},
            now.is_compared,
            now.partners,
            now.decide,
            bodies.rules(now.member),
            now.is_bound,
        )
    )
    for words in {after.words(iri) for iri in turned | outcome.moved.keys() if now.is_first(iri)}:
        followers |= {iri for iri in draft.entries(f"{WORDS}:{words}") if now.follows(iri)}
    outcome.take(_follow(was, now, draft, followers))
    return outcome


def _bind(was: Standing, now: Standing, draft: Draft, iri: str) -> None:
    """Write whether a body is bound to its first, and what those are called that follow it."""
    for side, text, number in ((was, None, -1), (now, "", 1)):
        words = side.view.words(iri)
        if side.is_bound(iri):
            draft.write("bound:" + words, iri, text)
        elif side.follows(iri):
            known: dict[str, int] = json.loads(draft.text("labels", words) or "{}")
            name = label(side.view, iri)
            known[name] = known.get(name, 0) + number
            left = {name: count for name, count in sorted(known.items()) if count}
            draft.write("labels", words, json.dumps(left, ensure_ascii=False) if left else None)


def _follow(was: Standing, now: Standing, draft: Draft, followers: Iterable[str]) -> Outcome:
    """Decide on bodies that follow their first, each group of repeated ones by itself."""
    outcome = Outcome()
    groups = set()
    for iri in sorted(followers):
        if now.is_compared(iri):
            continue  # has been decided on with the others
        outcome.members.add(iri)
        outcome.removed |= forget(was.view, draft, iri)
        old, new = was.view.canonical(iri), now.view.canonical(iri)
        if old != new:
            outcome.moved[iri] = (old, new)
        if now.follows(iri):
            groups.add(now.repeated(iri))
    for group in sorted(groups, key=min):
        first = now.view.first(now.view.words(min(group)))
        judged: dict[Pair, Judgement] = {(first, iri): now.judge(first, iri) for iri in group if iri != first}
        judged |= {(a, b): REPEATED for a in group for b in now.view.told(a) if a < b}
        found = cluster("body", ((*pair, judgement) for pair, judgement in judged.items()), Rules())
        for decision in found.decisions:
            outcome.decisions.append(decision)
            remember(draft, decision, (iri for iri in (decision.one, decision.other) if iri != first))
    return outcome
