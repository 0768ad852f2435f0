"""Values of query parameters as terms, and their place in the query."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from ctkg.errors import QueryError
from ctkg.graph.names import suggestion
from ctkg.graph.tokens import Token, place, tokens
from ctkg.iris import PREFIXES

Value = NamedNode | Literal
XSD = PREFIXES["xsd"]
TYPES = ("iri", "string", "integer", "decimal", "boolean", "date", "year")

_FORMS = {
    "integer": re.compile(r"[+-]?\d+"),
    "decimal": re.compile(r"[+-]?\d*\.\d+"),
    "boolean": re.compile(r"true|false"),
    "date": re.compile(r"-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"),
    "year": re.compile(r"-?\d{4,}"),
}
_DATATYPES = {"year": "gYear"}
_ABSOLUTE = re.compile(r"<?(https?://|urn:)[^\s<>\"{}|\\^`]+>?")
_NAME = re.compile(r"([A-Za-z][\w-]*):([^\s<>\"{}|\\^`]*)")


def typed(text: str, kind: str) -> Value:
    """``text`` as a term of one of :data:`TYPES`.

    Raises:
        QueryError: it does not have the form of that type.
    """
    if kind == "string":
        return Literal(text)
    if kind == "iri":
        return _iri(text)
    form = _FORMS[kind]
    # A decimal may be written as an integer.
    if not (form.fullmatch(text) or (kind == "decimal" and _FORMS["integer"].fullmatch(text))):
        raise QueryError(f"{text!r} is not of type {kind}")
    return Literal(text, datatype=NamedNode(XSD + _DATATYPES.get(kind, kind)))


def guessed(text: str) -> Value:
    """``text`` as an IRI where it looks like one, else as a number, date or truth value, else as a string."""
    name = _NAME.fullmatch(text)
    if _ABSOLUTE.fullmatch(text) or (name and name[1] in PREFIXES):
        return _iri(text)
    kind = next((kind for kind in ("integer", "decimal", "boolean", "date") if _FORMS[kind].fullmatch(text)), "string")
    return typed(text, kind)


def _iri(text: str) -> NamedNode:
    name = _NAME.fullmatch(text)
    if _ABSOLUTE.fullmatch(text):
        return NamedNode(text.strip("<>"))
    if not name:
        raise QueryError(f"{text!r} is not an IRI; write it in full or as a prefixed name such as id:state/KZ")
    if name[1] not in PREFIXES:
        raise QueryError(f"unknown prefix {name[1]}: in {text!r}{suggestion(name[1], PREFIXES)}")
    try:
        return NamedNode(PREFIXES[name[1]] + name[2])
    except ValueError as error:
        raise QueryError(f"{text!r} is not an IRI: {error}") from None


def insert(text: str, values: Mapping[str, Value]) -> str:
    """``text`` with the variables named in ``values`` replaced; line breaks stay where they are.

    Raises:
        QueryError: the query lacks one of the variables, or assigns it.
    """
    found = list(tokens(text))
    present = {token.text[1:] for token in found if token.kind == "variable"}
    for name in sorted(values.keys() - present):
        raise QueryError(f"the query has no parameter {name}{suggestion(name, present)}")
    parts, done, zone, depth = [], 0, "", 0
    for index, token in enumerate(found):
        zone = _zone(token, zone, depth)
        depth += (token.text == "(") - (token.text == ")") if token.kind == "sign" else 0
        if token.kind == "variable" and token.text[1:] in values:
            parts += [text[done : token.start], _written(text, found, index, zone if depth == 0 else "", values)]
            done = token.end
    return "".join(parts) + text[done:]


def _zone(token: Token, zone: str, depth: int) -> str:
    """In which clause a token at depth 0 stands: what a term must look like depends on it."""
    if token.is_word("SELECT", "GROUP", "ORDER", "VALUES", "HAVING"):
        return token.text.upper()
    if token.is_word("WHERE", "FROM", "LIMIT", "OFFSET") or (depth == 0 and token.text in "{}"):
        return ""
    return zone


def _written(text: str, found: list[Token], index: int, zone: str, values: Mapping[str, Value]) -> str:
    token = found[index]
    before = found[index - 1] if index else token
    in_values = before.is_word("VALUES") or (before.text == "(" and index > 1 and found[index - 2].is_word("VALUES"))
    if before.is_word("AS") or in_values:
        line, column = place(text, token.start)
        raise QueryError(f"{token.text} is a parameter and cannot be assigned", line=line, column=column)
    term = str(values[token.text[1:]]).replace("\n", "\\n")
    if zone == "SELECT":
        return f"({term} AS {token.text})"
    return f"({term})" if zone in ("GROUP", "ORDER", "HAVING") else term
