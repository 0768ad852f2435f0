"""What all acts of a log come to: which entries there are, what was removed, what was decided on claims and nodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ctkg.decisions.acts import OF_CLAIMS, Act
from ctkg.decisions.log import live
from ctkg.resolve import Links


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands after all acts.

    Attributes:
        entries: id of an entry -> the act that added it last.
        removed: ids of documents that are kept out.
        claims: id of a document -> the acts in force on its claims, by time.
        links: nodes that people said to be the same, or not the same.
    """

    entries: dict[str, Act] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()
    claims: dict[str, list[Act]] = field(default_factory=dict)
    links: Links = field(default_factory=Links)


def of(acts: Iterable[Act]) -> Standing:
    """What stands after ``acts``, in whatever order they are given; of acts on one thing the last one counts."""
    entries: dict[str, Act] = {}
    removed: set[str] = set()
    claims: dict[str, list[Act]] = defaultdict(list)
    pairs: dict[tuple[str, str], str] = {}
    for act in live(acts):
        if act.kind == "add":
            removed.difference_update(act.documents)
            entries |= dict.fromkeys(act.documents, act)
        elif act.kind in ("remove", "takedown"):
            for document in act.documents:
                if entries.pop(document, None) is None:
                    removed.add(document)
        elif act.kind in OF_CLAIMS:
            for document in dict.fromkeys(claim.document for claim in act.claims):
                claims[document].append(act)
        elif act.nodes:
            one, other = sorted(act.nodes)
            pairs[one, other] = act.kind
    return Standing(
        entries=entries,
        removed=frozenset(removed),
        claims=dict(claims),
        links=Links(
            same=frozenset(pair for pair, kind in pairs.items() if kind == "merge"),
            different=frozenset(pair for pair, kind in pairs.items() if kind == "split"),
        ),
    )
