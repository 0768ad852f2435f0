"""Updates without a copy: the pattern is asked of the store, and the templates are filled with its rows.

The cost follows what is asked and what changes, not the store. It needs a store that no earlier operation of the same
request has changed, since an operation sees what those before it did.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QuerySolutions, Triple

from ctkg.errors import QueryError
from ctkg.graph.store import Store, Term
from ctkg.graph.tokens import tokens
from ctkg.graph.updating.change import Change, Pending
from ctkg.graph.updating.operations import Operation
from ctkg.iris import PREFIXES

#: A blank node of the store, as it goes through the text of a query.
_BLANK = "urn:ctkg:store:blank:"


class NeedsCopy(Exception):
    """The request cannot be run without a copy."""


def solved(store: Store, operations: Sequence[Operation]) -> Change:
    """What the operations change, one after the other.

    Raises:
        NeedsCopy: an operation asks for more than can be done so; nothing was changed.
        QueryError: an operation writes to no named graph.
    """
    pending = Pending()
    for operation in operations:
        if operation.verb == "INSERT DATA":
            pending.add(_made(operation, operation.text))
        elif operation.verb == "DELETE DATA":
            pending.remove(_made(operation, "INSERT" + operation.text[len("DELETE") :]))
        elif operation.verb == "MODIFY" and not pending:
            _modify(store, operation, pending)
        else:
            raise NeedsCopy
    return pending.change(store)


def _modify(store: Store, operation: Operation, pending: Pending) -> None:
    names = sorted({token.text[1:] for part in (operation.delete, operation.insert) for token in tokens(part)
                    if token.kind == "variable"})  # fmt: skip
    where = operation.where
    if operation.target and operation.using is None:
        where = f"{{ GRAPH <{operation.target}> {where} }}"
    columns = " ".join(f"?{name}" for name in names) or "(1 AS ?found)"
    answer = store.query(
        f"{operation.prologue}SELECT {columns} WHERE {where}",
        graphs=operation.using,
        named=operation.named,
        prefixes=PREFIXES,
    )
    assert isinstance(answer, QuerySolutions)
    rows = [tuple(map(_written, row)) if names else () for row in answer]
    if not rows:
        return
    removed = _filled(operation, operation.delete, names, rows)
    added = _filled(operation, operation.insert, names, rows)
    pending.remove(removed)
    pending.add(added)


def _filled(operation: Operation, template: str, names: Sequence[str], rows: Sequence[tuple[str, ...]]) -> list[Quad]:
    """The quads of a template for all rows; what is no triple with the values of a row is left out."""
    if not template:
        return []
    table = " ".join(f"({' '.join(row)})" for row in rows)
    variables = " ".join(f"?{name}" for name in names)
    target = f"WITH <{operation.target}> " if operation.target else ""
    return _made(operation, f"{target}INSERT {template} WHERE {{ VALUES ({variables}) {{ {table} }} }}")


def _made(operation: Operation, text: str) -> list[Quad]:
    scratch = ox.Store()
    scratch.update(operation.prologue + text, prefixes=PREFIXES)
    made = list(map(_restored, scratch))
    if any(isinstance(quad.graph_name, DefaultGraph) for quad in made):
        raise nowhere()
    return made


def nowhere() -> QueryError:
    """The error of an update that writes where no graph is named."""
    return QueryError("the update writes to no named graph; say which by GRAPH or WITH")


def _written(term: Term | None) -> str:
    if term is None:
        return "UNDEF"
    if isinstance(term, Triple):
        raise NeedsCopy
    return f"<{_BLANK}{term.value}>" if isinstance(term, BlankNode) else str(term)


def _restored(quad: Quad) -> Quad:
    subject, object_ = map(_blank_again, (quad.subject, quad.object))
    if subject is quad.subject and object_ is quad.object:
        return quad
    return Quad(subject, quad.predicate, object_, quad.graph_name)


def _blank_again(term: Any) -> Any:
    if isinstance(term, NamedNode) and term.value.startswith(_BLANK):
        return BlankNode(term.value.removeprefix(_BLANK))
    return term
