"""The triple patterns of a SPARQL constraint: which statements it can look at, starting from ``$this``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ctkg.graph.infer.terms import TYPE
from ctkg.graph.tokens import Token, tokens

THIS = "?this"
#: Subject, predicate and object: a variable (``?name``), an IRI, or empty for a literal.
Pattern = tuple[str, str, str]
_SIGNS_OF_PATHS = frozenset("/|^*+!")
_TERMS = ("iri", "name", "variable", "string", "number", "blank")


class NotFollowed(Exception):
    """The query is written in a way that is not followed here."""


class Comparison(NamedTuple):
    """A filter that compares a variable with an IRI."""

    variable: str
    value: str
    equal: bool


class Scope(NamedTuple):
    """What must hold together: the patterns of a group, and its filters as far as they are simple comparisons."""

    patterns: tuple[Pattern, ...] = ()
    comparisons: tuple[Comparison, ...] = ()


_NO_SCOPE = Scope()


@dataclass
class Group:
    """A group of a query between braces: its own patterns and filters, and the groups inside it."""

    patterns: list[Pattern] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    inner: list[Group] = field(default_factory=list)

    def scopes(self, outer: Scope = _NO_SCOPE) -> Iterator[Scope]:
        """Each group together with the groups around it."""
        mine = Scope((*outer.patterns, *self.patterns), (*outer.comparisons, *self.comparisons))
        if mine.patterns:
            yield mine
        for group in self.inner:
            yield from group.scopes(mine)


def patterns(select: str, prefixes: Mapping[str, str]) -> list[Scope]:
    """The sets of patterns that must hold together in ``select``; over-complete for OPTIONAL, UNION and EXISTS.

    Raises:
        NotFollowed: property paths, sub-queries, other graphs, ``$PATH`` and ``$shapesGraph``.
    """
    found = list(tokens(select))
    start = next((at for at, token in enumerate(found) if token.text == "{"), None)
    if start is None:
        raise NotFollowed("no group")
    group, _ = _Reader(found, prefixes).group(start + 1)
    return list(group.scopes())


class _Reader:
    def __init__(self, found: list[Token], prefixes: Mapping[str, str]) -> None:
        self._found, self._prefixes = found, prefixes

    def group(self, at: int) -> tuple[Group, int]:
        """Reads from behind an opening brace; returns the group and the place behind its closing brace."""
        group, terms = Group(), list[str]()
        while at < len(self._found):
            token = self._found[at]
            if token.text in ("{", "}", ".") or token.is_word(
                "FILTER", "BIND", "OPTIONAL", "UNION", "VALUES", "MINUS", "EXISTS", "NOT"
            ):
                _flush(group, terms)
            if token.text == "}":
                return group, at + 1
            if token.text == "{":
                inner, at = self.group(at + 1)
                group.inner.append(inner)
                continue
            if token.is_word("SELECT", "GRAPH", "SERVICE") or token.text in _SIGNS_OF_PATHS:
                raise NotFollowed(token.text)
            if token.text == "(":
                if self._found[at - 1].is_word("FILTER"):
                    group.comparisons += self._comparison(at + 1)
                at = self._expression(group, at + 1)
                continue
            if token.text in (";", ","):
                # The next pattern takes over the subject, and after a comma the predicate.
                kept = terms[: 1 if token.text == ";" else 2]
                _flush(group, terms)
                terms += kept
            elif token.kind in _TERMS or token.is_word("A", "TRUE", "FALSE"):
                terms.append(self._term(token))
            at += 1
        raise NotFollowed("a group is not closed")

    def _comparison(self, at: int) -> list[Comparison]:
        """The filter between the parentheses that open here, where it compares a variable with an IRI and no more."""
        match self._found[at : at + 4]:
            case [variable, sign, value, end] if (
                variable.kind == "variable"
                and sign.text in ("=", "!=")
                and value.kind in ("iri", "name")
                and end.text == ")"
            ):
                return [Comparison(self._term(variable), self._term(value), sign.text == "=")]
        return []

    def _expression(self, group: Group, at: int) -> int:
        depth = 1
        while depth:
            token = self._found[at]
            if token.text == "{":  # EXISTS inside an expression
                inner, at = self.group(at + 1)
                group.inner.append(inner)
                continue
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            at += 1
        return at

    def _term(self, token: Token) -> str:
        if token.kind == "iri":
            return token.text[1:-1]
        if token.kind == "variable":
            if token.text[1:] in ("PATH", "shapesGraph", "currentShape"):
                raise NotFollowed(token.text)
            return f"?{token.text[1:]}"
        if token.kind == "blank":
            return f"?{token.text}"
        if token.kind == "name":
            prefix, _, local = token.text.partition(":")
            if prefix not in self._prefixes:
                raise NotFollowed(token.text)
            return self._prefixes[prefix] + local
        return TYPE if token.is_word("A") else ""


def _flush(group: Group, terms: list[str]) -> None:
    # A literal may be followed by its language or type, so there may be more than three.
    if len(terms) >= 3:
        group.patterns.append((terms[0], terms[1], terms[2]))
    terms.clear()
