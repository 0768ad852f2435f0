"""The statements of a Turtle text with the places where they stand; also of TriG, N-Triples and N-Quads.

Parsers give statements without places. This reader gives places, and is no parser: it takes for granted that the text
is well-formed, and whoever uses it compares what it finds with what a parser gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pyoxigraph import NamedNode, RdfFormat, parse

from ctkg.graph.infer.terms import RDF, TYPE

#: Stands for every blank node.
BLANK = "[]"
#: Brackets in brackets at most.
_DEPTH = 100
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_NAMED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_NAME = r"[\w\-·\u0300-\u036f\u203f\u2040]"
_PLAIN = r"""[^<>"{}|^`\\\x00-\x20]"""
_LOCAL = rf"(?:{_NAME}|:|%[0-9A-Fa-f]{{2}}|\\[^\w\s]|\\_|\.+(?=[\w\-:%\\·]))*"
_TOKEN = re.compile(
    rf"""
    (?P<space>(?:\s|\#[^\n\r]*)+)
  | (?P<iri><{_PLAIN}*(?:\\(?:u[0-9A-Fa-f]{{4}}|U[0-9A-Fa-f]{{8}}){_PLAIN}*)*>)
  | (?P<text>\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
  | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>[+-]?(?:\d+\.\d*[eE][+-]?\d+|\.?\d+[eE][+-]?\d+|\d*\.\d+|\d+))
  | (?P<blank>_:{_NAME}+(?:\.+{_NAME}+)*)
  | (?P<name>(?:[^\W\d_]{_NAME}*(?:\.+{_NAME}+)*)?:{_LOCAL})
  | (?P<word>[A-Za-z]+)
  | (?P<sign>\^\^|[.;,\[\](){{}}])
    """,
    re.VERBOSE | re.DOTALL,
)


class NotFollowed(Exception):
    """The text holds something that this reader does not know."""


class Statement(NamedTuple):
    """A statement by IRIs and lexical forms, and where its three parts begin (offsets in code points)."""

    subject: str
    predicate: str
    object: str
    subject_at: int
    predicate_at: int
    object_at: int


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


def statements(text: str) -> Iterator[Statement]:
    """The statements of a well-formed text, in no particular order.

    Raises:
        NotFollowed: it holds something that is not known here, such as triple terms.
    """
    return iter(_Reader(list(_tokens(text))).document())


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise NotFollowed(f"at {at}")
        if found.lastgroup != "space":
            yield _Token(found.lastgroup, found[0], at)
        at = found.end()
    yield _Token("end", "", at)


class _Reader:
    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._base = ""
        self._prefixes: dict[str, str] = {}
        self._found: list[Statement] = []

    def document(self) -> list[Statement]:
        while self._here.kind != "end":
            token = self._here
            word = token.text.casefold()
            if token.kind in ("tag", "word") and word.lstrip("@") in ("prefix", "base", "version"):
                self._directive(word.lstrip("@"), token.kind == "tag")
            elif token.kind == "word" and word == "graph":
                self._take()
                self._term(0)
                self._block()
            elif token.text == "{":
                self._block()
            else:
                self._triples(graph=True)
        return self._found

    @property
    def _here(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, text: str = "") -> _Token:
        token = self._here
        if (text and token.text != text) or token.kind == "end":
            raise NotFollowed(f"{token.text!r} at {token.at}")
        self._next += 1
        return token

    def _directive(self, word: str, dotted: bool) -> None:
        self._take()
        if word == "version":
            self._take()
        elif word == "base":
            self._base = self._iri(self._take().text)
        else:
            prefix = self._take().text
            self._prefixes[prefix.removesuffix(":")] = self._iri(self._take().text)
        if dotted:
            self._take(".")

    def _block(self) -> None:
        self._take("{")
        while self._here.text != "}":
            self._triples()
        self._take("}")

    def _triples(self, *, graph: bool = False) -> None:
        bracketed = self._here.text == "["
        subject, at = self._term(0)
        if graph and self._here.text == "{":
            self._block()  # the name of a graph, without the word
            return
        if not (bracketed and self._here.text in (".", "}")):
            self._properties(subject, at, 0)
        if graph and self._here.kind in ("iri", "blank"):
            self._take()  # the name of a graph, behind the statement
        if self._here.text != "}":
            self._take(".")

    def _properties(self, subject: str, subject_at: int, depth: int) -> None:
        while True:
            while self._here.text == ";":
                self._take()
            if self._here.text in (".", "]", "}") or self._here.kind == "end":
                return
            start = self._here
            if start == (_Token("word", "a", start.at)):
                predicate, predicate_at = TYPE, self._take().at
            else:
                predicate, predicate_at = self._term(depth)
            while True:
                value, value_at = self._term(depth)
                self._found.append(Statement(subject, predicate, value, subject_at, predicate_at, value_at))
                if self._here.text != ",":
                    break
                self._take()
            if self._here.text != ";":
                return

    def _term(self, depth: int) -> tuple[str, int]:
        if depth > _DEPTH:
            raise NotFollowed("too deep")
        token = self._take()
        match token.kind:
            case "iri":
                return self._iri(token.text), token.at
            case "name":
                return self._name(token.text), token.at
            case "blank":
                return BLANK, token.at
            case "number":
                return token.text, token.at
            case "word" if token.text in ("true", "false"):
                return token.text, token.at
            case "text":
                return self._literal(token), token.at
            case "sign" if token.text == "[":
                self._properties(BLANK, token.at, depth + 1)
                self._take("]")
                return BLANK, token.at
            case "sign" if token.text == "(":
                return self._list(token.at, depth)
        raise NotFollowed(f"{token.text!r} at {token.at}")

    def _literal(self, token: _Token) -> str:
        if self._here.kind == "tag":
            self._take()
        elif self._here.text == "^^":
            self._take()
            self._take()
        quotes = 3 if token.text[:3] in ('"""', "'''") and len(token.text) >= 6 else 1
        return _unescaped(token.text[quotes:-quotes])

    def _list(self, at: int, depth: int) -> tuple[str, int]:
        empty = self._here.text == ")"
        while self._here.text != ")":
            value, value_at = self._term(depth + 1)
            rest = RDF + "nil" if self._here.text == ")" else BLANK
            self._found.append(Statement(BLANK, RDF + "first", value, at, value_at, value_at))
            self._found.append(Statement(BLANK, RDF + "rest", rest, at, at, at))
        self._take(")")
        return (RDF + "nil" if empty else BLANK), at

    def _iri(self, text: str) -> str:
        iri = _unescaped(text[1:-1])
        return iri if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", iri) and not self._base else _resolved(iri, self._base)

    def _name(self, text: str) -> str:
        prefix, _, local = text.partition(":")
        if prefix not in self._prefixes:
            raise NotFollowed(f"the prefix {prefix}")
        return self._prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)


@lru_cache(maxsize=10_000)
def _resolved(iri: str, base: str) -> str:
    """A relative IRI, resolved as the parser does."""
    try:
        quad = next(iter(parse(f"<{iri}> a <{TYPE}> .", RdfFormat.TURTLE, base_iri=base or None)))
    except (SyntaxError, ValueError, StopIteration):
        raise NotFollowed(f"the IRI {iri}") from None
    return quad.subject.value if isinstance(quad.subject, NamedNode) else BLANK


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _NAMED.get(found[3], found[3])
