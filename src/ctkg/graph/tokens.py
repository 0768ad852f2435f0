"""SPARQL as tokens: enough to tell words from comments, strings and IRIs, and to know where each stands.

Follows the terminals of SPARQL 1.1 Query Language, section 19.8.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urljoin

from ctkg.errors import QueryError

_LONG = r'"""(?:(?:"|"")?(?:[^"\\]|\\.))*"""' + r"|'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''"
_SHORT = r'"(?:[^"\\\n\r]|\\.)*"' + r"|'(?:[^'\\\n\r]|\\.)*'"
# Bounded, so that a text without a colon takes no more time than its length; what is longer falls to words.
_NAME = r"[^\W\d_](?:[\w.\-\u00b7]{0,200}[\w\-\u00b7])?"
_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_CODE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_LOCAL = rf"(?:[\w:]|{_ESCAPE})(?:(?:[\w:.\-\u00b7]|{_ESCAPE})*(?:[\w:\-\u00b7]|{_ESCAPE}))?"

_TOKEN = re.compile(
    rf"""
    (?P<space>\s+|\#[^\n\r]*)
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_CODE})*>)
  | (?P<string>{_LONG}|{_SHORT})
  | (?P<blank>_:[\w][\w.\-]*)
  | (?P<name>(?:{_NAME})?:(?:{_LOCAL})?)
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<sign>\^\^|&&|\|\||!=|<=|>=|.)
    """,
    re.VERBOSE | re.DOTALL,
)


_SPELLED = re.compile(_CODE)
#: Characters that end a string or an IRI: written as codes there, engines read them in two ways.
_ENDING = {"string": frozenset("\"'\\\n\r"), "iri": frozenset('<>"{}|^`\\').union(map(chr, range(0x21)))}


class Token(NamedTuple):
    """A token.

    Attributes:
        kind: ``iri string blank name variable language number word sign``; ``name`` is a prefixed name.
        text: as written.
        start: offset in the query, code points.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset behind the token."""
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        """True where this is one of ``words``, in any case; give them in upper case."""
        return self.kind == "word" and self.text.upper() in words


@lru_cache(maxsize=64)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a query, without white space and comments.

    Raises:
        QueryError: a string that is never closed.
    """
    found = []
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind == "sign" and match[0] in "\"'":
            raise refused(text, match.start(), "this string is never closed")
        if kind != "space":
            found.append(Token(kind, match[0], match.start()))
    return tuple(found)


def spelled(text: str) -> str:
    r"""``text`` with codes (``\u0053`` for S) as characters, outside of strings, IRIs and comments.

    SPARQL allows them anywhere (section 19.2), so nothing may be judged before this. In strings and IRIs the engine
    reads them; there a code cannot be a character that ends the string or IRI, which engines read in two ways.

    Raises:
        QueryError: such a code, or the code of no character.
    """
    if not _SPELLED.search(text):
        return text
    parts, done = [], 0
    for match in _TOKEN.finditer(text):
        if match.lastgroup in _ENDING:
            for code in _SPELLED.finditer(text, match.start(), match.end()):
                if not _escaped(text, code.start()) and _character(text, code) in _ENDING[match.lastgroup]:
                    raise refused(text, code.start(), f"{code[0]} is refused: engines read it in two ways")
            continue
        here = _SPELLED.match(text, match.start()) if match[0] == "\\" else None
        if here and here.start() >= done:
            parts += [text[done : here.start()], _character(text, here)]
            done = here.end()
    return "".join((*parts, text[done:]))


def _escaped(text: str, offset: int) -> bool:
    """True where the backslash at ``offset`` is the second of a pair."""
    first = offset
    while first and text[first - 1] == "\\":
        first -= 1
    return (offset - first) % 2 == 1


def _character(text: str, code: re.Match[str]) -> str:
    number = int(code[0][2:], 16)
    if number > sys.maxunicode or 0xD800 <= number < 0xE000:
        raise refused(text, code.start(), f"{code[0]} is the code of no character")
    return chr(number)


def refused(text: str, offset: int, message: str) -> QueryError:
    """An error with the line and column of ``offset``."""
    line, column = place(text, offset)
    return QueryError(message, line=line, column=column)


def place(text: str, offset: int) -> tuple[int, int]:
    """1-based line and column of ``offset``."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def declared_prefixes(found: Sequence[Token]) -> dict[str, str]:
    """Prefixes that a query declares, without colon."""
    base = declared_base(found)
    return {
        found[i + 1].text[:-1]: iri_of(found[i + 2], {}, base)
        for i in range(len(found) - 2)
        if found[i].is_word("PREFIX") and found[i + 1].kind == "name" and found[i + 2].kind == "iri"
    }


def declared_base(found: Sequence[Token]) -> str:
    """The base IRI that a query declares, empty where there is none."""
    for before, token in pairwise(found):
        if before.is_word("BASE") and token.kind == "iri":
            return token.text[1:-1]
    return ""


def iri_of(token: Token, prefixes: Mapping[str, str], base: str = "") -> str:
    """The IRI that a token of kind ``iri`` or ``name`` stands for.

    Raises:
        KeyError: its prefix is none of ``prefixes``.
    """
    if token.kind == "name":
        prefix, _, local = token.text.partition(":")
        return prefixes[prefix] + unescaped(local)
    inner = token.text[1:-1]
    if "\\" in inner:
        inner = _SPELLED.sub(lambda code: chr(int(code[0][2:], 16)), inner)
    return urljoin(base, inner) if base else inner


def unescaped(local: str) -> str:
    """The local part of a prefixed name without its backslashes."""
    return re.sub(r"\\(.)", r"\1", local) if "\\" in local else local
