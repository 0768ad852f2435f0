"""A query that came from outside, checked and made ready for a worker; the same text is checked once for a view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ctkg.errors import QueryError
from ctkg.graph import guard, shorthand
from ctkg.graph.store import Store
from ctkg.graph.tokens import Token, declared_prefixes, spelled, tokens
from ctkg.iris import PREFIXES

if TYPE_CHECKING:
    from ctkg.serve.access import View

#: Texts whose check is remembered.
_KEPT = 512
#: Words that give another answer every time.
_FLEETING = ("NOW", "RAND", "UUID", "STRUUID")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query that may run.

    Attributes:
        text: with what ctkg adds to SPARQL written out.
        form: ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``.
        graphs: of FROM; None where it has neither FROM nor FROM NAMED.
        named: of FROM NAMED.
        prefixes: those that an answer may use.
        notices: doubts, for a person to read.
        is_lasting: the same store gives the same answer.
        head: what was put before the text that came.
    """

    text: str
    form: str
    graphs: tuple[str, ...] | None
    named: tuple[str, ...] | None
    prefixes: dict[str, str]
    notices: tuple[str, ...]
    is_lasting: bool
    head: str

    @property
    def is_graph(self) -> bool:
        """True where the answer is a graph."""
        return self.form in ("CONSTRUCT", "DESCRIBE")


def prepared(view: View, text: str, base: str) -> Prepared:
    """Checks a query by :mod:`ctkg.graph.guard`.

    Args:
        view: what it is asked of.
        text: the query as it came.
        base: what relative IRIs in it are relative to where it does not say.

    Raises:
        QueryError: it is refused, or cannot be read; with line and column.
    """
    check: Callable[[str, str], Prepared] = view.kept("protocol.prepared", _remembering)
    return check(text, base)


def _remembering(store: Store) -> Callable[[str, str], Prepared]:
    return lru_cache(maxsize=_KEPT)(partial(_prepared, store))


def _prepared(store: Store, text: str, base: str) -> Prepared:
    head = relative_to(text, base)
    try:
        whole = shorthand.expand(spelled(head + text))
        checked = guard.check(whole, store)
        notices = checked.notices
        filled = whole
        if "search" in whole:
            from ctkg.graph.search import sparql

            filled, found = sparql.expand(whole, store)
            notices += found
    except QueryError as error:
        raise moved(error, head) from None
    words = tokens(whole)
    return Prepared(
        filled,
        _form(words),
        checked.graphs,
        checked.named,
        {**PREFIXES, **declared_prefixes(words)},
        tuple(dict.fromkeys(notices)),
        not any(word.is_word(*_FLEETING) for word in words),
        head,
    )


def relative_to(text: str, base: str) -> str:
    """What to put before a text that has relative IRIs and no BASE, on the same line; mostly nothing."""
    found = tokens(text)
    if any(token.is_word("BASE") for token in found) or not any(map(_is_relative, found)):
        return ""
    return f"BASE <{base}> "


def moved(error: QueryError, head: str) -> QueryError:
    """An error in a text with ``head`` before it, as one in the text alone."""
    if head and error.line == 1 and error.column is not None:
        return QueryError(error.message, line=1, column=max(error.column - len(head), 1))
    return error


def known(graphs: Sequence[str], store: Store) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those of some graphs that the store has, and a notice for each of the others, which is empty.

    Raises:
        QueryError: a file is meant; nothing is ever read or fetched by its name.
    """
    for iri in graphs:
        if urlsplit(iri).scheme.casefold() == "file":
            raise QueryError(f"{iri} is refused: graphs of this store are asked, no file is read")
    there = tuple(iri for iri in graphs if guard.is_graph(iri, store))
    return there, tuple(f"the store has no graph {iri}" for iri in graphs if iri not in there)


def _form(words: Sequence[Token]) -> str:
    first = next(word for word in words if word.kind == "word" and not word.is_word("PREFIX", "BASE"))
    return first.text.upper()


def _is_relative(token: Token) -> bool:
    if token.kind != "iri":
        return False
    try:
        return not urlsplit(token.text[1:-1]).scheme
    except ValueError:
        return False
