"""Bodies and their owners: "A's B", "B of A", "Kazakhstan's A, B and C"."""

from __future__ import annotations

import dataclasses
import re

from ctkg.model import Document, Entity, Link, Span
from ctkg.text.find import gazetteer
from ctkg.text.find.linking import link

_WITHIN = re.compile(r"(?: \([^()]{2,15}\))?,? (?:of|at|in|within|under) (?:the )?")
_CARRIED = re.compile(
    r"(?:'s)?\s*(?:,|and|, and|as well as|, as well as)\s*"
    r"(?:its |the )?(?:representatives of |officials from )?(?:the )?"
)


def merged(document: Document, plain: str, links: list[Link]) -> list[Link]:
    """Body with its owner made one: "A's B", "B of A", "Government of S", "S Government"."""
    out: list[Link] = []
    for one in links:
        if out and (joined := _join(document, plain, out[-1], one)) is not None:
            out[-1] = joined
        else:
            out.append(one)
    return out


def _join(document: Document, plain: str, left: Link, right: Link) -> Link | None:
    gap = plain[left.mention.span.end : right.mention.span.start]
    kinds = (left.mention.kind, right.mention.kind)
    span = Span(left.mention.span.start, right.mention.span.end)
    if kinds == ("organization", "organization"):
        if gap in {"'s ", "' "} or (gap == " " and left.thing.reference and _above(left.thing, right.thing)):
            return link(
                document, span, "organization", _under(right.thing, left.thing), right.mention.finder, right.score
            )
        if _WITHIN.fullmatch(gap) and _part(left.thing, right.thing):
            return link(
                document, span, "organization", _under(left.thing, right.thing), left.mention.finder, left.score
            )
    if (
        kinds == ("organization", "state")
        and re.fullmatch(r" (?:of|in) (?:the )?(?:Republic of )?", gap)
        and not left.thing.reference
    ):
        thing = dataclasses.replace(left.thing, state=right.thing.state)
        return link(document, span, "organization", thing, left.mention.finder, left.score)
    if kinds == ("organization", "state") and gap in {" of ", " of the "} and left.thing.state == right.thing.state:
        return link(document, span, "organization", left.thing, left.mention.finder, left.score)
    if kinds in {("state", "organization"), ("nationality", "organization")} and gap in {"'s ", " ", "' "}:
        if right.thing.reference and right.thing.state not in {"", left.thing.state}:
            return None
        thing = dataclasses.replace(right.thing, state=right.thing.state or left.thing.state)
        return link(document, span, "organization", thing, right.mention.finder, right.score)
    return None


_SMALL = frozenset(
    {
        "unit",
        "department",
        "committee",
        "office",
        "service",
        "agency",
        "police",
        "academy",
        "faculty",
        "centre",
        "military",
    }
)


def _part(small: Entity, large: Entity) -> bool:
    """True where ``small`` reads as a part of ``large`` ("Legal Department of the Ministry of Justice")."""
    return _above(large, small) or (small.reference is None and (small.type in _SMALL or large.type == "ministry"))


def _above(large: Entity, small: Entity) -> bool:
    parents = gazetteer.load().parents
    above = small.reference or ""
    for _ in range(8):
        above = parents.get(above, "")
        if not above:
            return False
        if above == large.reference:
            return True
    return False


def _under(small: Entity, large: Entity) -> Entity:
    if small.reference is not None:
        return small
    return dataclasses.replace(small, body=small.body or large.label, state=small.state or large.state)


#: Words of names that belong to no State.
_WIDE = re.compile(
    r"\b(?:International|Global|World|Worldwide|Regional|European|African|Arab|Asian|American|Nordic|Baltic|Balkan|"
    r"Euro|Inter|Multinational|Atlantic|Pacific|Caribbean)\b"
)


def carried(plain: str, links: list[Link]) -> list[Link]:
    """Carries the State of "Kazakhstan's A, B and C" (or "the Kazakh A, B and C") over to B and C."""
    out: list[Link] = []
    state, end = "", -1
    for one in links:
        kind, span = one.mention.kind, one.mention.span
        gap = plain[end : span.start] if 0 <= end <= span.start else "."
        carried = _CARRIED.fullmatch(gap)
        if kind == "organization" and not one.thing.reference:
            if one.thing.state:
                state = one.thing.state
            elif state and carried and not _WIDE.search(one.mention.text):
                one = dataclasses.replace(one, thing=dataclasses.replace(one.thing, state=state))
            else:
                state = ""
            end = span.end
        elif (kind in {"state", "nationality"} and plain[span.end : span.end + 2] == "'s") or (
            kind == "organization" and one.thing.state and one.thing.reference and _national(one.thing)
        ):
            state, end = one.thing.state, span.end
        else:
            state, end = "", span.end
        out.append(one)
    return out


def _national(thing: Entity) -> bool:
    return bool(thing.state) and not (thing.reference or "").startswith(("osce", "un"))
