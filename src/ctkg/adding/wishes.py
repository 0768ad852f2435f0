"""What somebody who adds entries wants."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ctkg.errors import UsageError
from ctkg.model import SEVERITIES

#: What is to be done with an entry that tells of what the store has: nothing (it is refused), bring them together as
#: two reports of one thing, or keep them apart for good.
ASK, SAME, DISTINCT = "", "same", "distinct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How entries are added.

    Attributes:
        by: who adds them.
        source: what they say of where the entries come from.
        reason: why they add them.
        replace: an entry may take the place of one of the same id.
        likely: :data:`ASK`, :data:`SAME` or :data:`DISTINCT`, of what the store seems to have already.
        fail_on: refuse an entry for findings of this severity and worse.
        keep_going: add the good ones where some are refused; else all or none.
        dry_run: say what would come, and write nothing.
        decisions: folder of the log; None: beside the store.
    """

    by: str
    source: str = ""
    reason: str = ""
    replace: bool = False
    likely: str = ASK
    fail_on: str = "violation"
    keep_going: bool = False
    dry_run: bool = False
    decisions: Path | None = None

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise UsageError("say who adds this: --by NAME, CTKG_BY, or `by` under [add] in ctkg.toml")
        if self.fail_on not in SEVERITIES:
            raise UsageError(f"--fail-on {self.fail_on!r} is unknown; choose one of: {', '.join(SEVERITIES)}")
        if self.likely not in (ASK, SAME, DISTINCT):
            raise UsageError(f"an entry like one of the store is {SAME!r} or {DISTINCT!r}, not {self.likely!r}")
