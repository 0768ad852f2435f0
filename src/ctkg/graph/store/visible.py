"""What ``GRAPH`` sees: every graph of the store, and none of those that the store keeps for itself.

The engine can be given a list of graph names, but tries each of them for every row: with 30,000 graphs a join takes
seconds (docs/decisions/query-safety.md). So it is given none, and a query that has a variable behind GRAPH gets a
filter beside it. Where the engine leaves that variable unbound (around a sub-query, for one) a filter would see
nothing, and the list is used after all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from pyoxigraph import NamedNode

from ctkg.graph.store.union import HIDDEN, INFERRED_GRAPHS, is_inferred
from ctkg.graph.tokens import Token, declared_base, declared_prefixes, iri_of, refused, tokens

_HIDDEN = sorted(str(name) for name in HIDDEN if isinstance(name, NamedNode))


def confined(text: str, *, inference: bool, prefixes: Mapping[str, str], only: str = "") -> str:
    """``text``, so that a variable behind GRAPH is bound to graphs of the data only.

    Args:
        text: a query.
        inference: False hides the inferred graphs as well.
        prefixes: those that need no declaration.
        only: how the names of graphs begin that may be seen, where others keep theirs beside them.

    Raises:
        QueryError: the query names a graph that the store keeps for itself.
    """
    if "graph" not in text.casefold():
        return text
    return _confined(text, inference, tuple(prefixes.items()), only)


@lru_cache(maxsize=64)
def _confined(text: str, inference: bool, prefixes: tuple[tuple[str, str], ...], only: str) -> str:
    found = tokens(text)
    known = {**dict(prefixes), **declared_prefixes(found)}
    inserts: list[tuple[int, str]] = []
    for index, token in enumerate(found[:-2]):
        if not token.is_word("GRAPH"):
            continue
        end = _closing(found, index + 2)
        if end is not None:
            condition = _condition(text, found[index + 1], known, inference, only)
            inserts += [(token.start, "{ "), (found[end].end, condition + " }")] if condition else []
    parts, done = [], 0
    for offset, piece in sorted(inserts, key=lambda insert: insert[0]):
        parts += [text[done:offset], piece]
        done = offset
    return "".join((*parts, text[done:]))


def needs_names(text: str) -> bool:
    """True where the engine leaves a variable behind GRAPH unbound, so that it must be given the names themselves."""
    if "graph" not in text.casefold():
        return False
    found = tokens(text)
    for index, token in enumerate(found[:-2]):
        if token.is_word("GRAPH") and found[index + 1].kind == "variable":
            end = _closing(found, index + 2) or index
            if any(each.is_word("SELECT", "VALUES", "MINUS") for each in found[index + 2 : end]):
                return True
    return False


def _closing(found: Sequence[Token], start: int) -> int | None:
    """Index of the brace that closes the one at ``start``."""
    depth = 0
    for index in range(start, len(found)):
        if found[index].kind == "sign":
            depth += (found[index].text == "{") - (found[index].text == "}")
        if depth == 0:
            return index if found[index].text == "}" else None
    return None


def _condition(text: str, name: Token, prefixes: Mapping[str, str], inference: bool, only: str) -> str:
    """What is put beside ``GRAPH name { ... }``."""
    if name.kind == "variable":
        hidden = f" FILTER ({name.text} NOT IN ({', '.join(_HIDDEN)}))"
        if only:
            hidden = f' FILTER (STRSTARTS(STR({name.text}), "{only}"))'
        if not inference:
            hidden += f' FILTER (!STRSTARTS(STR({name.text}), "{INFERRED_GRAPHS}"))'
        return hidden
    try:
        iri = iri_of(name, prefixes, declared_base(tokens(text)))
    except KeyError:
        return ""  # the engine knows better what is wrong
    if f"<{iri}>" in _HIDDEN:
        raise refused(text, name.start, f"{iri} is a graph that the store keeps for itself")
    return "" if inference or not is_inferred(iri) else " FILTER (false)"
