"""Entries that somebody hands in and somebody else decides on: a folder of them beside the store.

Whoever may not decide (a program, an assistant, a guest) proposes; what the shapes forbid is refused at once, with the
reasons. A proposal is in no graph until a reader accepts it: it becomes an entry then, by that reader's act.
"""

from __future__ import annotations

from ctkg.proposals.desk import Proposals, Refused, beside
from ctkg.proposals.proposal import Proposal

__all__ = ["Proposal", "Proposals", "Refused", "beside"]
