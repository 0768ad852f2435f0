"""What was known when, by whom it came, and how it changed. Read this first.

    the store writes      moments and the steps that lead back     :mod:`ctkg.graph.store.moments`, ``steps``
    here they are read    what ran when, which documents came       :mod:`ctkg.history.timeline`
                          back to what was known                    :mod:`ctkg.history.undoing`

Nothing here is on the way of a build; the guide is docs/guide/history.md.
"""

from ctkg.history.timeline import Documents, Entry, documents, moments

__all__ = ["Documents", "Entry", "documents", "moments"]
