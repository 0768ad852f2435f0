"""Making links, and choosing among links that overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ctkg.model import Document, Entity, Link, Mention, Span


def link(document: Document, span: Span, kind: str, thing: Entity, finder: str, score: float = 1.0) -> Link:
    """A link from the words at ``span`` to ``thing``."""
    mention = Mention(document=document.id, span=span, text=document.slice(span), kind=kind, finder=finder, score=score)
    return Link(mention=mention, thing=thing, score=score)


def choose(links: Iterable[Link]) -> list[Link]:
    """Links that do not overlap, sorted by span: the longest win, then the surest, then the first."""
    ranked = sorted(
        links, key=lambda one: (-len(one.mention.span), -one.score, one.mention.span.start, one.mention.kind)
    )
    taken: list[Link] = []
    covered: set[int] = set()
    for one in ranked:
        span = one.mention.span
        if span.start in covered or span.end - 1 in covered:
            continue  # nothing taken so far is shorter, so an overlap shows at one of the two ends
        covered.update(range(span.start, span.end))
        taken.append(one)
    return sorted(taken, key=lambda one: one.mention.span.start)


def free(weak: Iterable[Link], links: Sequence[Link]) -> list[Link]:
    """Those of ``weak`` that share no character with ``links``."""
    covered: set[int] = set()
    for one in links:
        covered.update(range(one.mention.span.start, one.mention.span.end))
    return [one for one in weak if covered.isdisjoint(range(one.mention.span.start, one.mention.span.end))]
