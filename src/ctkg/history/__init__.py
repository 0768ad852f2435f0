"""What was known when, what was valid when, what differs, and who stands behind it. Read this first.

    the store writes      moments and the steps that lead back           :mod:`ctkg.graph.store.moments`, ``steps``
    here they are read    what ran when, which documents came and went   :mod:`ctkg.history.timeline`
                          a point: a moment, a day, now                  :mod:`ctkg.history.points`
                          the store as it was known then                 :mod:`ctkg.history.known`, ``undoing``
    what was valid        the store without what had not begun or ended  :mod:`ctkg.history.valid`
    what differs          two sides, their quads, in words, as a patch    :mod:`ctkg.history.diffing`, ``sides``,
                                                                         ``comparing``, ``telling``, ``patch``
                          two versions of the ontology                   :mod:`ctkg.history.ontologies`
    who said so           document, person, moment and words             :mod:`ctkg.history.blaming`
    what must not be kept                                                :mod:`ctkg.history.forgetting`

Nothing here is on the way of a build; the guide is docs/guide/history.md, the reasons docs/decisions/history.md.
"""

from ctkg.history.blaming import Blame, Cause, blame
from ctkg.history.diffing import Diff, diff
from ctkg.history.forgetting import forget_before, purge
from ctkg.history.known import known_on
from ctkg.history.sides import Scope
from ctkg.history.timeline import Documents, Entry, documents, moments
from ctkg.history.valid import valid_on

__all__ = [
    "Blame",
    "Cause",
    "Diff",
    "Documents",
    "Entry",
    "Scope",
    "blame",
    "diff",
    "documents",
    "forget_before",
    "known_on",
    "moments",
    "purge",
    "valid_on",
]
