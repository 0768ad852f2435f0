"""From a reader's words to an act, or to a kind refusal; nothing is written here.

An act made here has no time yet: :mod:`ctkg.review.carrying` gives it one when it is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctkg.decisions import Act, Claim
from ctkg.decisions.claims import CORRECTED
from ctkg.errors import UsageError
from ctkg.graph import claims
from ctkg.graph.claims import Claimed
from ctkg.iris import ID
from ctkg.review import points, telling, values
from ctkg.review.items import CONFLICT, DUPLICATE, RETURNED, Item
from ctkg.review.nodes import merge, split
from ctkg.review.showing import act_of
from ctkg.review.values import Meant, New

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: The time of an act that is not written yet.
UNDATED = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who decides, and why.

    Attributes:
        by: as they call themselves.
        reason: in their words; may be empty.
        again: they know that somebody decided on it before.
    """

    by: str
    reason: str = ""
    again: bool = False


def accept(store: Store, item: Item, who: Who) -> Act:
    """That documents state what they are claimed to state; of a possible duplicate, that the two are one.

    Raises:
        UsageError: there is nothing to accept, or somebody decided meanwhile.
    """
    if item.kind == DUPLICATE:
        return merge(store, *item.nodes, who=who)
    if not item.claims:
        raise UsageError(_gone(item))
    return _act("accept", who, tuple(claim_of(store, iri, who) for iri in item.claims))


def reject(store: Store, item: Item, who: Who) -> Act:
    """That a document does not state a claim; of a possible duplicate, that the two are not one.

    Raises:
        UsageError: there is nothing to reject, several claims could be meant, or somebody decided meanwhile.
    """
    if item.kind == DUPLICATE:
        one, other = item.nodes
        return split(store, one, other, who=who)
    return _act("reject", who, (claim_of(store, _only(item, "reject"), who),))


def correct(store: Store, item: Item, text: str, who: Who, new: New | None = None) -> tuple[Act, Meant]:
    """That a document states something else than is claimed; with what the value was taken for.

    Raises:
        UsageError: the value means nothing or several things, is the one that is there, or as for :func:`reject`.
    """
    iri = _only(item, "correct")
    claim = claim_of(store, iri, who)
    found = values.meant(store, claim.relation, claim.document, text, new)
    value = found.value if isinstance(found.value, str) else found.value.label
    if value == claim.value and (isinstance(found.value, str) or found.value.reference):
        raise UsageError(
            f"that is what the claim says already: {value}; to let it stand: ctkg review accept {item.short}"
        )
    return _act("correct", who, (claim,), found.value), found


def prefer(store: Store, item: Item, which: str, who: Who) -> Act:
    """That of claims that differ one stands; those that say the same as it are left as they are.

    Args:
        which: a document's id, or a claim by the beginning of its id or by its IRI.

    Raises:
        UsageError: it is no conflict, none or several of its claims are meant, or somebody decided meanwhile.
    """
    if item.kind != CONFLICT:
        raise UsageError(f"{item.short} is no conflict; only of claims that differ one can be preferred")
    told = [said for iri in item.claims if (said := claims.one(store, iri)) is not None]
    name = which.strip().strip("<>").removeprefix(ID).removeprefix("id:").removeprefix("document/")
    chosen = [said for said in told if said.document == name or said.name.startswith(name.rpartition("/")[2].lower())]
    words = {said.name: points.said_on(said, told) for said in told}
    if len({words[said.name] for said in chosen}) != 1:
        which_are = "; ".join(f"{said.name[:8]} {said.document}: {words[said.name]}" for said in told)
        few = "several claims" if chosen else "no claim"
        raise UsageError(f"{which!r} names {few} of this conflict; name a document or a claim: {which_are}")
    first = max(chosen, key=lambda said: (said.confidence, said.name))
    others = [said for said in told if words[said.name] != words[first.name]]
    ordered = (first, *others)
    return _act("prefer", who, tuple(claim_of(store, said.iri, who) for said in ordered))


def claim_of(store: Store, iri: str, who: Who) -> Claim:
    """A claim as an act keeps it.

    Raises:
        UsageError: the store has none of this name, or somebody decided on it already and ``who`` does not know.
    """
    said = claims.one(store, iri)
    if said is None:
        raise UsageError(f"the store has no claim <{iri}>; was the document changed or taken out?")
    if said.outcome and not who.again:
        act = act_of(store, said.act)
        told = telling.line(act) if act else f"it was {said.outcome}"
        raise UsageError(
            f"somebody decided on this already: {told}; to decide anew add --again, to take that back: "
            f"ctkg undo {said.act}"
        )
    if said.rule == CORRECTED:
        said = _original(store, said)
    return Claim(
        document=said.document,
        claim=said.name,
        event=said.event,
        relation=said.relation,
        value=said.value,
        of=said.of,
        stance=said.stance,
        words=tuple(sorted({passage.text for passage in said.passages})),
    )


def _original(store: Store, said: Claimed) -> Claimed:
    """The claim in whose place a person put ``said``."""
    for iri in sorted(claims.all_of(store, document=said.document)):
        other = claims.one(store, iri)
        if other and other.act == said.act and other.outcome == "corrected" and other.relation == said.relation:
            return other
    return said


def _only(item: Item, verb: str) -> str:
    if not item.claims:
        raise UsageError(_gone(item))
    if len(item.claims) > 1:
        raise UsageError(
            f"{item.short} is about {len(item.claims)} claims; {verb} one of them by its id, or say which stands: "
            f"ctkg review prefer {item.short} DOCUMENT. They are: {', '.join(map(claims.name_of, item.claims))}"
        )
    return item.claims[0]


def _gone(item: Item) -> str:
    if item.kind == RETURNED:
        return (
            f"the document does not say it any more, so there is nothing to decide on; to take the old decision out of "
            f"the log's effect: ctkg undo {item.act}"
        )
    return f"{item.short} has no claim to decide on"


def _act(kind: str, who: Who, about: Sequence[Claim], value: object = None) -> Act:
    return Act(kind=kind, by=who.by, on=UNDATED, reason=who.reason, claims=tuple(about), value=value)  # type: ignore[arg-type]
