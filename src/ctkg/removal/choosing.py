"""Which documents and entries are meant by the names that somebody gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from ctkg.decisions import Act, Log, applying, live
from ctkg.errors import UsageError
from ctkg.graph import documents
from ctkg.graph.names import suggestion
from ctkg.graph.store import Store
from ctkg.iris import GRAPH, ID

#: How a document may be named beside its id.
_STEMS = ("id:document/", ID + "document/", GRAPH + "document/", GRAPH + "evidence/")


def is_pattern(name: str) -> bool:
    """True where ``name`` may mean several ids: ``*`` is anything, ``?`` one letter, ``[ab]`` one of these."""
    return any(mark in name for mark in "*?[")


def choose(store: Store, log: Log, names: Sequence[str]) -> list[str]:
    """Ids of the documents and entries that ``names`` mean, sorted.

    Args:
        store: what they are in.
        log: what was done with those that are not there any more.
        names: ids, IRIs of documents, or patterns of ids.

    Raises:
        UsageError: no name, or one that means nothing: the message has the nearest ids, or who removed it and when.
    """
    if not names:
        raise UsageError("name a document or an entry by its id; `ctkg search --kind document WORDS` finds documents")
    there = documents(store) | applying.entries(store).keys()
    found: set[str] = set()
    for name in map(_id, names):
        meant = {name} & there or ({each for each in there if fnmatchcase(each, name)} if is_pattern(name) else set())
        if not meant:
            raise UsageError(_missing(store, log, name, there))
        found |= meant
    return sorted(found)


def _id(name: str) -> str:
    text = name.strip().strip("<>")
    return next((text.removeprefix(stem) for stem in _STEMS if text.startswith(stem)), text)


def _missing(store: Store, log: Log, name: str, there: Iterable[str]) -> str:
    if is_pattern(name):
        return f"no document or entry has an id like {name!r}"
    act = _removed(log, name)
    if act is not None:
        why = f" ({act.reason})" if act.reason else ""
        return (
            f"{name!r} was removed already, by {act.by} on {act.on[:10]} at {act.on[11:16]} UTC{why}; "
            f"to have it back: ctkg undo {act.id}"
        )
    return f"the store has no document or entry {name!r}{suggestion(name, there)}"


def _removed(log: Log, name: str) -> Act | None:
    """The last act in force that removed this id."""
    acts = live(log.read(each) for each in log.names() if any(kind in each for kind in ("-remove-", "-undo-")))
    return next((act for act in reversed(acts) if name in act.documents), None)
