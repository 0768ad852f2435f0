"""What came of adding entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctkg.model import Finding

if TYPE_CHECKING:
    from pyoxigraph import Quad

#: What can come of an entry; of the first three, the store holds it afterwards.
ADDED, REPLACED, THERE, REFUSED = "added", "replaced", "there", "refused"
#: Why an entry is refused with which nothing is wrong: all are added or none.
HELD_BACK = "others were refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """That a node of an entry is, or may be, one that the store has already.

    Attributes:
        kind: ``event``, ``body`` or ``person``.
        outcome: ``merged``: resolution would bring them together; ``doubtful``: it would ask a person.
        score: 0 to 1.
        ours: IRI of the entry's node; ``theirs`` that of the other.
        labels: names of the two.
        reasons: grounds with their points, the weightiest first.
        told: what the two say, side by side: relation, ours, theirs.
    """

    kind: str
    outcome: str
    score: float
    ours: str
    theirs: str
    labels: tuple[str, str]
    reasons: tuple[str, ...]
    told: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one entry.

    Attributes:
        row: its number in the file, from 1.
        line: where it begins in the file; 0 where that is not known.
        outcome: :data:`ADDED`, :data:`REPLACED`, :data:`THERE` or :data:`REFUSED`.
        message: why, in a sentence; empty where nothing needs to be said.
        findings: of the check, those that stopped nothing included.
        likenesses: with what is in the store or before it in the file.
        matches: how names of its form were understood.
    """

    id: str
    file: str
    row: int
    line: int = 0
    outcome: str = ADDED
    message: str = ""
    findings: tuple[Finding, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    matches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a store would gain and lose, sorted; findings of the recorded report are not among it."""

    gained: tuple[Quad, ...] = ()
    lost: tuple[Quad, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What came of a call.

    Attributes:
        act: id of the act that adds the entries; empty where there is none.
        outcomes: one for each entry, in order.
        merged: nodes more that are brought into another; ``doubtful`` pairs more that a person should look at.
        inferred: inferred triples more.
        difference: for a dry run, what would change.
    """

    act: str = ""
    outcomes: tuple[Outcome, ...] = ()
    merged: int = 0
    doubtful: int = 0
    inferred: int = 0
    difference: Difference | None = field(default=None)

    def count(self, *outcomes: str) -> int:
        """How many entries came to one of these."""
        return sum(each.outcome in outcomes for each in self.outcomes)

    @property
    def exit_code(self) -> int:
        """0: the store holds all of them; 5: some; 1: none was taken in, since some were refused."""
        if not self.count(REFUSED):
            return 0
        return 5 if self.count(ADDED, REPLACED) else 1
