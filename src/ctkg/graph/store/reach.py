"""Which statements a query can meet at all: those of its properties, where it names each.

A look at the tokens, not a parser: what is not sure to name all its properties counts as meeting everything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ctkg.graph.tokens import Token, declared_base, declared_prefixes, iri_of, tokens
from ctkg.iris import PREFIXES

_RDF = PREFIXES["rdf"]
#: Properties that a query may mean without their names: those of lists in brackets, and ``a``.
_OF_LISTS, _A = frozenset((_RDF + "first", _RDF + "rest")), _RDF + "type"
_TERMS = ("variable", "iri", "name", "blank", "string", "number")
#: From such a word on to the next brace, variables stand side by side without making a statement.
_LISTING = ("SELECT", "GROUP", "ORDER", "HAVING", "VALUES")


def properties(text: str, prefixes: Mapping[str, str]) -> frozenset[str] | None:
    """IRIs among which all properties are whose statements a query can meet; None where it may meet any.

    Args:
        text: a query.
        prefixes: those that need no declaration.
    """
    found = tokens(text)
    listing = values = False
    for at, token in enumerate(found):
        before, after = found[max(at - 1, 0)], found[min(at + 1, len(found) - 1)]
        if token.is_word(*_LISTING):
            listing, values = True, token.is_word("VALUES")
        elif token.text == "{":
            listing = values
        elif token.text == "}":
            listing = values = False
        elif token.is_word("DESCRIBE") or (token.is_word("GRAPH") and not _has_statement(found, at)):
            return None  # all that is said of a node; a graph with anything in it
        elif token.text == "!" and (after.kind in ("iri", "name") or after.text in ("(", "^") or after.is_word("A")):
            return None  # any property but some
        elif not listing and token.kind == "variable" and _is_property(before, after):
            return None
        elif not listing and token.text == "(" and before.text in ("{", "}", ".", ")", "]"):
            return None  # a list as subject, behind which a variable may be a property
        elif token.text in ("*", "?") and _is_repeated(before):
            return None  # no step is a way, too: from any node that some statement has to itself
    known = {**prefixes, **declared_prefixes(found)}
    base = declared_base(found)
    try:
        named = {iri_of(token, known, base) for token in found if token.kind in ("iri", "name")}
    except KeyError:
        return None  # the engine knows better what is wrong
    typed = {_A} if any(token.is_word("A") for token in found) else ()
    return _OF_LISTS.union(named, typed)


def _is_property(before: Token, after: Token) -> bool:
    """True where a variable between two tokens may be a property: behind a subject, before an object."""
    behind = before.kind in _TERMS or before.text in (";", "]", "[")
    return behind and (after.kind in _TERMS or after.text in ("[", "(", "+", "-") or after.is_word("TRUE", "FALSE"))


def _is_repeated(before: Token) -> bool:
    """True where a sign behind this token may say how often a property is followed."""
    return before.kind in ("iri", "name") or before.text == ")" or before.is_word("A")


def _has_statement(found: Sequence[Token], at: int) -> bool:
    """True where what ``GRAPH`` encloses begins with a statement, so that a graph without one gives nothing."""
    inside = found[at + 2 : at + 4]
    return len(inside) == 2 and inside[0].text == "{" and (inside[1].kind in _TERMS or inside[1].text == "[")
