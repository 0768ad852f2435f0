"""Resolution of a whole store: what its documents say becomes one graph."""

from __future__ import annotations

from collections.abc import Iterable

from ctkg.graph import rewriting
from ctkg.graph.store import Store
from ctkg.iris import graph
from ctkg.resolve import keeping, planning, resolve, writing
from ctkg.resolve.model import Links, Profile, Resolution

#: Notes of the store: the profile of each document.
_PROFILE = "profile"


def apply(
    store: Store, fresh: Iterable[Profile], *, links: Links | None = None, wanted: bool = True
) -> tuple[Resolution, int]:
    """Bring the nodes of all documents in ``store`` together, and write ``graph/resolution``.

    Args:
        store: holds the graphs of the ``fresh`` documents as they were minted, and those of others.
        fresh: profiles of the documents that were just written.
        links: what is decided beforehand; decisions of people go here.
        wanted: False undoes all that was brought together.

    Returns:
        What was decided, and how many more quads the graphs of the fresh documents have through it.
    """
    new = {profile.document: profile for profile in fresh}
    stem = graph("document", "")
    present = {name.removeprefix(stem) for name in store.graphs() if name.startswith(stem)}
    kept = store.notes(_PROFILE)
    changes: dict[str, str | None] = {document: None for document in kept if document not in present}
    changes |= {document: keeping.dumps(profile) for document, profile in new.items()}
    profiles = [*new.values(), *(keeping.loads(kept[d]) for d in sorted(present & kept.keys()) if d not in new)]
    found = resolve(profiles, links) if wanted else Resolution()
    grown = rewriting.rewrite(store, planning.plan(profiles, found), new)
    store.replace_graph(writing.GRAPH, writing.quads(found))
    store.set_notes(_PROFILE, changes)
    return found, grown
