"""What people did: entries that they added, decisions on what documents state, and how both take effect.

    act (:mod:`.acts`) -> log (:mod:`.log`) -> standing of all acts (:mod:`.standing`) -> store (:mod:`.applying`)

A store is a function of its documents and the acts of its log; their order in time decides, nothing else does.
"""

from __future__ import annotations

from ctkg.decisions.acts import Act, Claim
from ctkg.decisions.clock import now
from ctkg.decisions.log import Log, beside, live, log_of, next_time

__all__ = ["Act", "Claim", "Log", "beside", "live", "log_of", "next_time", "now"]
