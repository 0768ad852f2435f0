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
    ranked = sorted(links, key=_rank)
    taken: list[Link] = []
    covered = _Covered(ranked)
    for one in ranked:
        span = one.mention.span
        if not covered.touches(span):
            covered.add(span)
            taken.append(one)
    return sorted(taken, key=lambda one: one.mention.span.start)


def _rank(one: Link) -> tuple[int, float, int, str]:
    mention = one.mention
    span = mention.span
    return span.start - span.end, -one.score, span.start, mention.kind


def free(weak: Iterable[Link], links: Sequence[Link]) -> list[Link]:
    """Those of ``weak`` that share no character with ``links``."""
    found = list(weak)
    if not found:
        return []
    covered = _Covered([*found, *links])
    for one in links:
        covered.add(one.mention.span)
    return [one for one in found if not covered.touches(one.mention.span)]


class _Covered:
    """The characters that spans cover, a byte each: many short spans are asked of one text."""

    def __init__(self, links: Sequence[Link]) -> None:
        self._bytes = bytearray(max((one.mention.span.end for one in links), default=0))

    def add(self, span: Span) -> None:
        self._bytes[span.start : span.end] = b"\1" * (span.end - span.start)

    def touches(self, span: Span) -> bool:
        """True where ``span`` shares a character with a span that was added."""
        return self._bytes.find(1, span.start, span.end) >= 0
