"""What a query may do: read this store, and nothing else.

Engines accept more than the terminals of SPARQL allow: to pyoxigraph ``SERVICEx:y`` and ``SERVICESILENT<...>`` call
a service, and ``?a<?b#>`` is a comparison with a comment behind it. So a word or prefix that has SERVICE in it is
refused as well, and so is ``<`` where it can be read in both ways (docs/decisions/query-safety.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from pyoxigraph import Literal, NamedNode

from ctkg.errors import QueryError
from ctkg.graph import names
from ctkg.graph.store import Store
from ctkg.graph.store.union import HIDDEN
from ctkg.graph.tokens import Token, declared_base, declared_prefixes, iri_of, refused, tokens
from ctkg.iris import CONCEPT, ID, ONTOLOGY, PREFIXES, SEARCH, compact

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_READS_ONLY = "a query reads this store only"
#: Graph names that are looked through for one that looks like an unknown one.
_LOOKED_AT = 2_000
#: An IRI that can be no comparison: nothing in an expression looks like ``http://``.
_SURE = re.compile(r"<[A-Za-z][\w+.\-]*://|<[^#]*$")
#: Brackets that may be open at a time; some 3,000 are too many for the engine.
_DEPTH = 200
_OPENING, _CLOSING = frozenset("({["), frozenset(")}]")
_NOTHING = Token("sign", "", 0)
_OF_NODES = (f"<{ID}", f"<{CONCEPT}")
_OPERANDS = ("variable", "string", "number", "iri", "name", "language")


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that may run.

    Attributes:
        graphs: IRIs of its FROM clauses; None where it has neither FROM nor FROM NAMED.
        named: IRIs of its FROM NAMED clauses, in the same way.
        notices: doubts that do not stop it, for a person to read.
    """

    graphs: tuple[str, ...] | None
    named: tuple[str, ...] | None
    notices: tuple[str, ...]


def check(text: str, store: Store) -> Checked:
    """Checks a query before it runs; ``text`` has no codes left (:func:`ctkg.graph.tokens.spelled`).

    The cost follows the text, not the store.

    Raises:
        QueryError: an update, SERVICE, FROM of what is no graph of the store, an unknown prefix or an unknown term of
            the ontology (with the nearest known one); line and column are given.
    """
    found = tokens(text)
    prefixes = {**PREFIXES, "search": SEARCH, **declared_prefixes(found)}
    _form(text, found)
    shallow(text, found)
    stay_here(text, found)
    known_names(text, found, prefixes, store)
    notices: list[str] = []
    for before, token in pairwise((_NOTHING, *found)):
        if before.is_word("PREFIX"):
            continue
        if token.kind == "name" or (token.kind == "iri" and token.text.startswith(_OF_NODES)):
            iri = iri_of(token, prefixes)
            notices += _doubts(iri, token.text if token.kind == "name" else compact(iri), store)
    graphs, named = _dataset(text, found, prefixes, store)
    return Checked(graphs, named, tuple(dict.fromkeys(notices)))


def stay_here(text: str, found: Sequence[Token], *, word: str = "SERVICE", why: str = _READS_ONLY) -> None:
    """Refuses ``word``, which reaches other machines, in every form that an engine may take for it.

    Raises:
        QueryError: it is there, or may be.
    """
    if word not in text.upper():
        return
    depth = 0
    for index, token in enumerate(found):
        if token.kind == "word" and word in token.text.upper():
            raise refused(text, token.start, f"{word} is refused: {why}")
        if token.kind == "name" and word in token.text.partition(":")[0].upper():
            raise refused(text, token.start, f"{word} is refused, in the name of a prefix too: {why}")
        if token.kind == "iri" and depth and not _SURE.match(token.text) and _ends_operand(found[index - 1]):
            message = f"{token.text} can be read as a comparison; put a space behind <, or write the IRI with a prefix"
            raise refused(text, token.start, message)
        depth += (token.text == "(") - (token.text == ")") if token.kind == "sign" else 0


def shallow(text: str, found: Sequence[Token]) -> None:
    """Refuses brackets within brackets without end: engines run out of stack there, which takes the process along.

    Raises:
        QueryError: more than 200 are open at a time.
    """
    depth = 0
    for token in found:
        if token.kind == "sign":
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
            if depth > _DEPTH:
                raise refused(text, token.start, f"brackets within brackets, more than {_DEPTH} deep, are refused")


def _ends_operand(token: Token) -> bool:
    return token.kind in _OPERANDS or token.text in (")", "]") or token.is_word("TRUE", "FALSE")


def unknown_nodes(values: Iterable[NamedNode | Literal], store: Store) -> Iterator[str]:
    """A notice for every instance or concept among ``values`` (of parameters) that the store does not know."""
    for value in values:
        if isinstance(value, NamedNode):
            yield from _doubts(value.value, compact(value.value), store)


def _doubts(iri: str, written: str, store: Store) -> Iterator[str]:
    # A prefix may be declared by such an IRI: it names nothing by itself.
    if iri.startswith((ID, CONCEPT)) and not iri.endswith("/") and not names.is_known_node(iri, store):
        yield f"the store says nothing of {written}{names.node_suggestion(iri, store)}"


def _form(text: str, found: Sequence[Token]) -> None:
    words = (token for token in found if token.kind == "word" and not token.is_word("PREFIX", "BASE"))
    first = next(words, None)
    if first is None:
        raise QueryError("the query is empty")
    if first.is_word(*_UPDATES):
        raise refused(text, first.start, f"{first.text.upper()} is refused: this is an update, and queries only read")
    if not first.is_word(*_FORMS):
        raise refused(text, first.start, f"a query begins with {', '.join(_FORMS)}, not with '{first.text}'")


def known_names(text: str, found: Sequence[Token], prefixes: Mapping[str, str], store: Store) -> None:
    """Refuses prefixes that nothing declares and terms that the ontology does not have.

    Raises:
        QueryError: there is one.
    """
    for index, token in enumerate(found):
        if token.kind != "name" or (index and found[index - 1].is_word("PREFIX")):
            continue
        prefix, local = token.text.split(":", 1)
        if prefix not in prefixes:
            hint = names.suggestion(prefix, prefixes) or "; declare it with PREFIX"
            raise refused(text, token.start, f"unknown prefix {prefix}:{hint}")
        iri = iri_of(token, prefixes)
        if iri.startswith(ONTOLOGY) and local and not names.is_known_term(iri, store):
            raise refused(text, token.start, f"the ontology has no {token.text}{names.term_suggestion(iri)}")


def _dataset(
    text: str, found: Sequence[Token], prefixes: dict[str, str], store: Store
) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    graphs: list[str] = []
    named: list[str] = []
    for index, token in enumerate(found[:-1]):
        if not token.is_word("FROM"):
            continue
        is_named = found[index + 1].is_word("NAMED")
        source = found[min(index + 1 + is_named, len(found) - 1)]
        if source.kind not in ("iri", "name"):
            raise refused(text, source.start, f"FROM needs the IRI of a graph, not '{source.text}'")
        (named if is_named else graphs).append(_graph(text, source, prefixes, store))
    return (tuple(graphs), tuple(named)) if graphs or named else (None, None)


def _graph(text: str, token: Token, prefixes: dict[str, str], store: Store) -> str:
    iri = iri_of(token, prefixes, declared_base(tokens(text)))
    if not is_graph(iri, store):
        known = (compact(name) for name in islice(store.graphs(), _LOOKED_AT))
        message = f"FROM is refused: the store has no graph {compact(iri)}{names.suggestion(compact(iri), known)}"
        raise refused(text, token.start, message)
    return iri


def is_graph(iri: str, store: Store) -> bool:
    """True where the store has this graph, and does not keep it for itself."""
    try:
        return NamedNode(iri) not in HIDDEN and store.contains_graph(iri)
    except ValueError:  # a relative IRI, or none at all
        return False
