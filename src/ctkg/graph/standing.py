"""How far what is derived from the documents has caught up with them: resolution, inference.

Each of these stages keeps, as a note of the store, the revision that it has seen. What a later write touched is still
to be looked at, whoever wrote it and whatever ended before its time; see :mod:`ctkg.graph.store.journal`. Validation
keeps the same beside its report (:mod:`ctkg.graph.recording`), and the search index in its own file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ctkg.graph.store import Store
from ctkg.iris import graph

#: Kind of the notes.
NOTE = "standing"
_OF_DOCUMENTS = (graph("document", ""), graph("evidence", ""))
_BACKGROUND = (graph("ontology"), graph("reference", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What a stage has not seen yet.

    Attributes:
        background: ontology or reference tables changed, or the stage has never run: it must look at everything.
        documents: id -> revision that touched one of its graphs last, in the order of the revisions.
        graphs: all graphs that were touched -> revision, in the order of the revisions.
    """

    background: bool
    documents: dict[str, int]
    graphs: dict[str, int]

    def __bool__(self) -> bool:
        return self.background or bool(self.graphs)

    def parts(self, size: int) -> Iterator[tuple[list[str], int]]:
        """The documents in parts of ``size``, each with a revision that the stage has seen once the part is done."""
        items = list(self.documents.items())
        for start in range(0, len(items), size):
            part, rest = items[start : start + size], items[start + size :]
            last = part[-1][1]
            # Documents of one step have one revision: it is seen when the last of them is done.
            yield [document for document, _ in part], last - 1 if rest and rest[0][1] == last else last


def behind(store: Store, stage: str) -> Behind:
    """What ``stage`` has still to look at."""
    seen = store.note(NOTE, stage)
    graphs = store.touched(int(seen or 0))
    documents: dict[str, int] = {}
    for name, revision in graphs.items():
        for stem in _OF_DOCUMENTS:
            if name.startswith(stem):
                # The later revision counts, and its place in the order.
                documents.pop(name.removeprefix(stem), None)
                documents[name.removeprefix(stem)] = revision
    background = seen is None or any(name.startswith(_BACKGROUND) for name in graphs)
    return Behind(background=background, documents=documents, graphs=graphs)


def caught_up(store: Store, stage: str, revision: int | None = None) -> None:
    """``stage`` has seen all up to ``revision``, by default the present one."""
    store.set_notes(NOTE, {stage: str(store.revision() if revision is None else revision)})


def settled(store: Store) -> None:
    """Every stage that has caught up has seen all up to now: what was written since is derived, by a later stage."""
    now = str(store.revision())
    behind = {stage: now for stage, seen in store.notes(NOTE).items() if seen != now}
    if behind:
        store.set_notes(NOTE, behind)


def never(store: Store, stage: str) -> None:
    """What ``stage`` gave is not there (any more): next time it looks at everything."""
    if store.note(NOTE, stage) is not None:
        store.set_notes(NOTE, {stage: None})
