"""What a query may do: read this store, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ctkg.errors import QueryError
from ctkg.graph import names
from ctkg.graph.store import Store
from ctkg.graph.tokens import Token, declared_prefixes, place, tokens, unescaped
from ctkg.iris import CONCEPT, ID, ONTOLOGY, PREFIXES, compact

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that may run.

    Attributes:
        graphs: IRIs of its FROM clauses; empty where it has none.
        notices: doubts that do not stop it, for a person to read.
    """

    graphs: tuple[str, ...]
    notices: tuple[str, ...]


def check(text: str, store: Store) -> Checked:
    """Checks a query before it runs.

    Raises:
        QueryError: an update, SERVICE, FROM of what is no graph of the store, an unknown prefix or an unknown term of
            the ontology (with the nearest known one); line and column are given.
    """
    found = list(tokens(text))
    prefixes = {**PREFIXES, **declared_prefixes(found)}
    _form(text, found)
    notices: list[str] = []
    for index, token in enumerate(found):
        if token.is_word("SERVICE"):
            raise _refused(text, token, "SERVICE is refused: a query reads this store only")
        if token.kind == "name" and not (index and found[index - 1].is_word("PREFIX")):
            notices += _name(text, token, prefixes, store)
    return Checked(tuple(_graphs(text, found, prefixes, store)), tuple(dict.fromkeys(notices)))


def unknown_nodes(values: Iterable[NamedNode | Literal], store: Store) -> Iterator[str]:
    """A notice for every instance or concept among ``values`` (of parameters) that the store does not know."""
    for value in values:
        if isinstance(value, NamedNode):
            yield from _doubts(value.value, compact(value.value), store)


def _doubts(iri: str, written: str, store: Store) -> Iterator[str]:
    if iri.startswith((ID, CONCEPT)) and not names.is_known_node(iri, store):
        yield f"the store says nothing of {written}{names.node_suggestion(iri, store)}"


def _form(text: str, found: list[Token]) -> None:
    words = (token for token in found if token.kind == "word" and not token.is_word("PREFIX", "BASE"))
    first = next(words, None)
    if first is None:
        raise QueryError("the query is empty")
    if first.is_word(*_UPDATES):
        raise _refused(text, first, f"{first.text.upper()} is refused: this is an update, and queries only read")
    if not first.is_word(*_FORMS):
        raise _refused(text, first, f"a query begins with {', '.join(_FORMS)}, not with '{first.text}'")


def _name(text: str, token: Token, prefixes: dict[str, str], store: Store) -> Iterable[str]:
    prefix, local = token.text.split(":", 1)
    if prefix not in prefixes:
        hint = names.suggestion(prefix, prefixes) or "; declare it with PREFIX"
        raise _refused(text, token, f"unknown prefix {prefix}:{hint}")
    iri = prefixes[prefix] + unescaped(local)
    if iri.startswith(ONTOLOGY) and local and not names.is_known_term(iri, store):
        raise _refused(text, token, f"the ontology has no {token.text}{names.term_suggestion(iri)}")
    if "/" in local:
        yield from _doubts(iri, token.text, store)


def _graphs(text: str, found: list[Token], prefixes: dict[str, str], store: Store) -> Iterable[str]:
    for index, token in enumerate(found[:-1]):
        if not token.is_word("FROM"):
            continue
        named = found[index + 1]
        if named.is_word("NAMED"):
            raise _refused(text, named, "FROM NAMED is refused: every graph of the store can be named by GRAPH")
        iri = named.text[1:-1]
        if named.kind == "name":
            prefix, local = named.text.split(":", 1)
            iri = prefixes[prefix] + unescaped(local)
        if iri not in store.graphs():
            hint = names.suggestion(compact(iri), map(compact, store.graphs()))
            raise _refused(text, named, f"FROM is refused: the store has no graph {compact(iri)}{hint}")
        yield iri


def _refused(text: str, token: Token, message: str) -> QueryError:
    line, column = place(text, token.start)
    return QueryError(message, line=line, column=column)
