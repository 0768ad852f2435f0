"""The graphs that an update reads, named beside its text: parameters of the SPARQL Protocol."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from ctkg.errors import QueryError
from ctkg.graph.tokens import Token, refused


def with_dataset(text: str, found: Sequence[Token], using: Sequence[str], named: Sequence[str]) -> str:
    """``text`` with USING and USING NAMED for all its patterns.

    Args:
        text: a request without mistakes of syntax, with USING and WITH nowhere.
        found: its tokens.
        using: IRIs for USING.
        named: IRIs for USING NAMED.

    Raises:
        QueryError: it has USING or WITH, or what is given is no IRI.
    """
    try:
        clauses = [f"USING {NamedNode(iri)}" for iri in using] + [f"USING NAMED {NamedNode(iri)}" for iri in named]
    except ValueError as error:
        raise QueryError(f"using-graph-uri and using-named-graph-uri take IRIs: {error}") from None
    clause = " ".join(clauses)
    parts: list[str] = []
    done = depth = 0
    for index, token in enumerate(found):
        if token.is_word("USING", "WITH"):
            message = f"{token.text.upper()} is refused beside using-graph-uri and using-named-graph-uri"
            raise refused(text, token.start, message)
        if token.kind == "sign":
            depth += (token.text == "{") - (token.text == "}")
        elif depth == 0 and token.is_word("WHERE"):
            parts.append(text[done : token.start])
            if found[index - 1].is_word("DELETE"):  # DELETE WHERE has no place for it
                parts.append(_block(text, found, index + 1))
            parts.append(f" {clause} ")
            done = token.start
    return "".join((*parts, text[done:]))


def _block(text: str, found: Sequence[Token], start: int) -> str:
    """The text from the brace at ``start`` to the one that closes it."""
    depth = 0
    for token in found[start:]:
        if token.kind == "sign":
            depth += (token.text == "{") - (token.text == "}")
            if depth == 0:
                return text[found[start].start : token.end]
    raise AssertionError("a request without mistakes of syntax closes its braces")
