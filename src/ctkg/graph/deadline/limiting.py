"""A query for some of its rows: LIMIT and OFFSET in the text, since the engine takes no other bound."""

from __future__ import annotations

from ctkg.graph.tokens import Token, tokens

_OPENING, _CLOSING = frozenset("({["), frozenset(")}]")


def limited(text: str, most: int, *, skip: int = 0) -> tuple[str, bool]:
    """A SELECT for ``most`` rows behind the first ``skip`` of those that it asks for.

    Args:
        text: a query that was checked.
        most: rows at most.
        skip: rows to leave out, of those that the query itself leaves.

    Returns:
        The text, and whether the query asks for more rows than that. Lines and columns stay what they were.
    """
    found = tokens(text)
    outer = _outer(found)
    limit = offset = None
    end = found[-1].end
    spans: list[tuple[int, int]] = []
    for index in outer:
        token = found[index]
        if token.is_word("LIMIT", "OFFSET") and found[index + 1 : index + 2]:
            number = found[index + 1]
            spans.append((token.start, number.end))
            if token.is_word("LIMIT"):
                limit = int(number.text)
            else:
                offset = int(number.text)
        elif token.is_word("VALUES"):
            end = token.start
    wanted = most if limit is None else min(max(limit - skip, 0), most)
    if limit == wanted and not skip:
        return text, False
    for start, stop in spans:
        text = text[:start] + " " * (stop - start) + text[stop:]
    clause = f" LIMIT {wanted} OFFSET {(offset or 0) + skip} "
    return text[:end] + clause + text[end:], limit is None or limit - skip > most


def _outer(found: tuple[Token, ...]) -> list[int]:
    """Indices of the tokens that stand in no bracket."""
    depth = 0
    indices = []
    for index, token in enumerate(found):
        if token.kind == "sign":
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
        elif depth == 0:
            indices.append(index)
    return indices
