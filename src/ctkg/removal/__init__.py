"""Taking out of the graph: documents and entries with all that follows from them, and a person's data for good.

ids -> those that are there (:mod:`.choosing`) -> an act (:mod:`ctkg.decisions`) -> carried out
a name -> what is said of that person (:mod:`.tracing`) -> an act, and nothing left anywhere (:mod:`.taking`)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ctkg.decisions import Act
from ctkg.removal.choosing import choose, is_pattern

if TYPE_CHECKING:
    from ctkg import pipeline
    from ctkg.decisions import Log
    from ctkg.graph.store import Store
    from ctkg.review.carrying import Effect

__all__ = ["choose", "is_pattern", "remove"]


def remove(
    store: Store,
    log: Log,
    names: Sequence[str],
    *,
    by: str,
    reason: str = "",
    options: pipeline.Options | None = None,
    dry_run: bool = False,
) -> Effect:
    """Take documents and entries out of ``store``, with all that follows from them.

    Args:
        store: open for writing unless this is a dry run, and caught up with its log.
        log: where the act goes.
        names: ids of documents or entries, or patterns of ids such as ``draft-*``.
        by: who removes them.
        reason: why.
        options: those of the pipeline.
        dry_run: only tell what would change.

    Raises:
        UsageError: one is not there, or was removed already; nothing is removed then.
        StoreError: log or store cannot be written.
    """
    from ctkg.review.carrying import carry_out
    from ctkg.review.deciding import UNDATED

    ids = choose(store, log, names)
    act = Act(kind="remove", by=by, on=UNDATED, reason=reason, documents=tuple(ids))
    return carry_out(store, log, [act], options=options, dry_run=dry_run, what="remove")
