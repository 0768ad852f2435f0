"""What a query needs to be told a server: its prefixes, and the named graphs that it may see."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pyoxigraph as ox
from pyoxigraph import QueryTriples

from ctkg.graph.store.faults import syntax_error
from ctkg.graph.tokens import Token, declared_prefixes, tokens, unescaped


def checked(text: str, prefixes: Mapping[str, str]) -> bool:
    """True where ``text`` asks for triples, False for rows or yes and no.

    Raises:
        QueryError: this is no SPARQL; with line and column, which servers give in many ways or not at all.
    """
    try:
        return isinstance(ox.Store().query(text, prefixes=dict(prefixes)), QueryTriples)
    except SyntaxError as error:
        raise syntax_error(error, text) from None


def declared(text: str, prefixes: Mapping[str, str]) -> str:
    """``text`` with those of ``prefixes`` declared that it uses and does not declare itself."""
    found = list(tokens(text))
    known = declared_prefixes(found)
    used = {token.text.partition(":")[0] for token in found if token.kind == "name"}
    missing = sorted(used & (prefixes.keys() - known.keys()))
    return "".join(f"PREFIX {prefix}: <{prefixes[prefix]}> " for prefix in missing) + text


def named(text: str) -> set[str] | None:
    """IRIs of the graphs that ``text`` names by ``GRAPH``; None where it may look into any. Needs its prefixes."""
    found = list(tokens(text))
    known = declared_prefixes(found)
    names: set[str] = set()
    for token, following in pairwise(found):
        if token.is_word("GRAPH"):
            iri = _iri(following, known)
            if iri is None:
                return None
            names.add(iri)
    return names


def _iri(token: Token, prefixes: Mapping[str, str]) -> str | None:
    if token.kind == "iri" and ":" in token.text:
        return token.text[1:-1]
    if token.kind == "name":
        prefix, local = token.text.split(":", 1)
        return prefixes[prefix] + unescaped(local) if prefix in prefixes else None
    return None
