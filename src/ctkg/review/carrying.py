"""Carrying acts out: they are tried on a draft of the store, then written to the log and the store, or not at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ctkg import pipeline
from ctkg.adding.acting import Ahead, moments
from ctkg.decisions import Act, Log
from ctkg.graph import infer
from ctkg.graph.store.draft import draft
from ctkg.iris import GRAPH, compact
from ctkg.model import Finding

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: Groups of graphs whose triples are listed, and those whose triples are counted; findings are told apart.
_SHOWN = frozenset({"document", "inferred", "resolution"})
_IRI = re.compile(r"<([^<>\s]+)>")
GROUPS = ("document", "inferred", "evidence", "resolution", "reference", "ontology")


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What acts did to a store, or would do.

    Attributes:
        acts: as they were written.
        gained: quads that came, in N-Quads form, sorted; ``lost`` are those that went.
        new: findings of the validation that there were not before; ``settled`` are those that are gone.
        known: False where the store does not say what changed (on a server).
    """

    acts: tuple[Act, ...]
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    new: tuple[Finding, ...] = ()
    settled: tuple[Finding, ...] = ()
    known: bool = True

    def counts(self) -> dict[str, tuple[int, int]]:
        """Group of graphs -> triples that came and that went, where there are any."""
        came, went = (Counter(_group(quad) for quad in quads) for quads in (self.gained, self.lost))
        return {group: (came[group], went[group]) for group in GROUPS if came[group] or went[group]}

    def words(self) -> str:
        """What changed, in one line."""
        if not self.known:
            return "done; a server does not say what changed"
        parts = []
        for group, (came, went) in self.counts().items():
            changes = [f"{number} {what}" for number, what in ((came, "new"), (went, "gone")) if number]
            parts.append(f"{group} {' and '.join(changes)}")
        return f"triples: {', '.join(parts)}" if parts else "nothing changed in the graph"


def carry_out(
    store: Store,
    log: Log,
    acts: Sequence[Act],
    *,
    options: pipeline.Options | None = None,
    dry_run: bool = False,
    what: str = "review",
    check: Callable[[Store], None] = lambda tried: None,
) -> Effect:
    """Write acts to the log and bring the store up to date, in one step.

    Args:
        store: open for writing, and caught up with its log.
        log: where the acts go.
        acts: without a time; each gets one of its own, in this order.
        options: those of the pipeline.
        dry_run: only tell what would change.
        what: the command, for the history.
        check: raises where the store as it would be is not what is wanted; then nothing is written.

    Raises:
        StoreError: log or store cannot be written; where the log was written and the store was not, the next command
            that writes brings the store up to date.
    """
    from ctkg.graph import search
    from ctkg.graph.store import is_remote

    ahead = Ahead(log)
    dated = tuple(replace(act, on=on) for act, on in zip(acts, moments(log), strict=False))
    for act in dated:
        ahead.write(act)
    if is_remote(store):
        ahead.keep()
        pipeline.follow(store, options=options, log=log)
        return Effect(acts=dated, known=False)
    with draft(store) as tried:
        infer.inherit(store, tried)
        with tried.moment(what, by=dated[0].by, acts=[act.id for act in dated]):
            found = pipeline.follow(tried, options=options, log=ahead).found
        check(tried)
        effect = Effect(
            acts=dated,
            gained=tuple(map(str, tried.gained())),
            lost=tuple(map(str, tried.lost())),
            new=found.new,
            settled=found.gone,
        )
        if dry_run:
            return effect
        # The acts come first: were this to end in between, the store would catch up with them the next time.
        ahead.keep()
        tried.publish()
    search.refresh(store)
    return effect


def lines(effect: Effect) -> list[str]:
    """The triples of an effect with short names, those that go before those that come; not those of evidence."""
    found = []
    for sign, quads in (("-", effect.lost), ("+", effect.gained)):
        found += [f"{sign} {short(quad)}" for quad in quads if _group(quad) in _SHOWN]
    return found


def short(quad: str) -> str:
    """A quad in N-Quads form with prefixed names instead of IRIs."""
    return _IRI.sub(lambda match: compact(match[1]), quad)


def _group(quad: str) -> str:
    """The group of graphs that a quad in N-Quads form stands in."""
    return quad.rpartition(f"<{GRAPH}")[2].partition("/")[0].rstrip("> .")
