"""Acts in words."""

from __future__ import annotations

from ctkg.decisions import Act, Claim, Log
from ctkg.errors import UnreadableInput
from ctkg.iris import compact
from ctkg.model import Entity

_DONE = {
    "add": "added",
    "remove": "removed",
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "prefer": "preferred",
    "merge": "merged",
    "split": "split",
    "takedown": "took down a person's data",
    "undo": "undid",
}
#: Documents that are named of an act with many.
_FEW = 3


def line(act: Act) -> str:
    """An act in one line, such as ``2026-11-28 07:05, A. Reader rejected event.place Osh in release``."""
    reason = f": “{act.reason}”" if act.reason else ""
    return f"{when(act)}, {act.by} {what(act)}{reason}"


def when(act: Act) -> str:
    """The time of an act, to the minute, in UTC."""
    return act.on[:16].replace("T", " ")


def what(act: Act) -> str:
    """What was done, without who and when."""
    verb = _DONE[act.kind]
    if act.kind == "undo":
        return f"{verb} {act.undoes}"
    if act.kind == "takedown":
        return verb + (f", in {len(act.redacted)} acts of the log as well" if act.redacted else "")
    if not (act.claims or act.nodes or act.documents):
        return f"{verb} what names a person whose data were taken down"
    if act.kind == "prefer":
        first, *others = act.claims
        return f"{verb} {_claim(first)} to {'; '.join(map(_claim, others))}"
    if act.kind == "correct":
        value = act.value.label if isinstance(act.value, Entity) else act.value
        return f"{verb} {_claim(act.claims[0])} to {value}"
    if act.claims:
        return f"{verb} {'; '.join(map(_claim, act.claims))}"
    if act.nodes:
        return f"{verb} {' and '.join(map(compact, act.nodes))}"
    few = ", ".join(act.documents[:_FEW])
    more = f" and {len(act.documents) - _FEW} more" if len(act.documents) > _FEW else ""
    source = f" from {act.source}" if act.source else ""
    return f"{verb} {few}{more}{source}"


def done(act: Act, log: Log) -> str:
    """What was done, of an undo by the words of what it took back where ``log`` has that still."""
    if act.kind != "undo":
        return what(act)
    try:
        return f"took back: {done(log.read(act.undoes), log)}"
    except UnreadableInput:
        return what(act)


def _claim(claim: Claim) -> str:
    of = f" ({claim.of})" if claim.of else ""
    stance = f", {claim.stance}" if claim.stance != "asserted" else ""
    return f"{claim.relation} {claim.value}{of}{stance} in {claim.document}"
