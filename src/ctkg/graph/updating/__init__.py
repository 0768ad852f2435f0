"""SPARQL updates: checked, worked out, written as the difference.

The store keeps a union and a journal that no update may pass by, and an engine cannot take back what it did. So it is
found out first what an update changes, from the rows of its pattern or on a copy, and that is written by
:meth:`ctkg.graph.store.port.Store.change_graphs`, in one atomic step (docs/decisions/query-updates.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress

import pyoxigraph as ox
from pyoxigraph import NamedNode

from ctkg.graph import guard, shorthand
from ctkg.graph.store import Store
from ctkg.graph.store.faults import syntax_error
from ctkg.graph.store.union import HIDDEN, is_inferred
from ctkg.graph.tokens import Token, declared_base, declared_prefixes, iri_of, refused, spelled, tokens
from ctkg.graph.updating.change import Change, packed, unpacked
from ctkg.graph.updating.copying import copied
from ctkg.graph.updating.dataset import with_dataset
from ctkg.graph.updating.operations import operations
from ctkg.graph.updating.solving import NeedsCopy, solved
from ctkg.iris import PREFIXES, compact, graph

__all__ = ["Change", "is_kept", "packed", "run", "unpacked", "worked_out"]

_FORMS = ("INSERT", "DELETE", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
#: Words for graphs that are not named one by one.
_MANY = ("ALL", "NAMED", "DEFAULT")
#: Graphs that ctkg writes itself and may write over at any time.
_KEPT = (graph("ontology"), graph("report"), graph("resolution"))
_KEPT_KINDS = (graph("reference", ""), graph("evidence", ""))
_NO_LOAD = "nothing is fetched; read the file and insert what it says"
_NO_SERVICE = "an update reads this store only"
#: Graphs that the store keeps for itself.
_HIDDEN = frozenset(name.value for name in HIDDEN if isinstance(name, NamedNode))


def run(store: Store, text: str, *, default: str | None = None, allow: Collection[str] = ()) -> Change:
    """Runs an update request, all of it or nothing.

    Args:
        store: what to change.
        text: SPARQL 1.1 Update; prefixes and names as in a query (:func:`ctkg.graph.query.run`).
        default: IRI of the graph that stands for the default graph: read and written where no graph is named. Without
            it, what names no graph reads the union that a query sees, and cannot be written.
        allow: IRIs of graphs kept by ctkg that may be written all the same.

    Raises:
        QueryError: it cannot be parsed, is no update, reaches out (LOAD, SERVICE), writes to a graph that ctkg keeps
            or to none, or fails (CREATE of a graph that is there).
        StoreError: the store cannot be written.
    """
    change = worked_out(store, text, default=default, allow=allow)
    store.change_graphs(change.added, change.removed)
    return change


def worked_out(
    store: Store,
    text: str,
    *,
    default: str | None = None,
    allow: Collection[str] = (),
    using: Sequence[str] | None = None,
    using_named: Sequence[str] | None = None,
) -> Change:
    """What :func:`run` would write; nothing is written, so the store may be open for reading only.

    Args:
        store: see :func:`run`, as for ``text``, ``default`` and ``allow``.
        text: the request.
        default: the graph that stands for the default graph.
        allow: kept graphs that may be written.
        using: IRIs of graphs that all its patterns read, as by USING.
        using_named: the same, as by USING NAMED.

    Raises:
        QueryError: as :func:`run`, and where ``text`` has USING or WITH beside these.
    """
    text = shorthand.expand(spelled(text))
    found = tokens(text)
    _check(text, found, store)
    if using or using_named:
        _parsed(text)  # what is told of mistakes is told of the request as it was written
        text = with_dataset(text, found, using or (), using_named or ())
        found = tokens(text)
    change = _worked_out(store, text, found, default)
    for name in change.graphs:
        if name not in allow and is_kept(name):
            raise refused(
                text, _place(found, name), f"{compact(name)} is written by ctkg itself; an update leaves it alone"
            )
    return change


def _check(text: str, found: tuple[Token, ...], store: Store) -> None:
    guard.shallow(text, found)
    guard.stay_here(text, found, why=_NO_SERVICE)
    guard.stay_here(text, found, word="LOAD", why=_NO_LOAD)
    guard.known_names(text, found, {**PREFIXES, **declared_prefixes(found)}, store)
    for token in _iris(found):
        if token.text in _HIDDEN:
            raise refused(text, token.start, f"<{token.text}> is the store's own, written by ctkg alone")
    first = next((token for token in found if token.kind == "word" and not token.is_word("PREFIX", "BASE")), None)
    if first is not None and not first.is_word(*_FORMS):
        raise refused(text, first.start, f"an update begins with {', '.join(_FORMS)}, not with '{first.text}'")


def _worked_out(store: Store, text: str, found: tuple[Token, ...], default: str | None) -> Change:
    _parsed(text)
    if default is None:
        base = declared_base(found)
        parts = operations(text, {**PREFIXES, **declared_prefixes(found)}, base)
        with suppress(NeedsCopy):
            return solved(store, parts)
        if all(part.verb == "GRAPH" for part in parts) and not any(token.is_word(*_MANY) for token in found):
            return copied(store, text, None, graphs={token.text for token in _iris(found)})
    return copied(store, text, default)


def _parsed(text: str) -> None:
    """Finds mistakes of syntax, by an empty store, before anything is made of the text."""
    try:
        ox.Store().update(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise syntax_error(error, text) from None
    except (RuntimeError, OSError):
        pass  # such as a graph that is not there


def is_kept(name: str) -> bool:
    """True for graphs that ctkg writes itself, and that no update may write."""
    return name in _KEPT or name.startswith(_KEPT_KINDS) or is_inferred(name) or NamedNode(name) in HIDDEN


def _place(found: Iterable[Token], iri: str) -> int:
    """Where an update names a graph; its beginning where it does not (``CLEAR ALL``)."""
    return next((token.start for token in _iris(tuple(found)) if token.text == iri), 0)


def _iris(found: tuple[Token, ...]) -> Iterator[Token]:
    prefixes, base = {**PREFIXES, **declared_prefixes(found)}, declared_base(found)
    for token in found:
        if token.kind in ("iri", "name"):
            yield Token("iri", iri_of(token, prefixes, base), token.start)
