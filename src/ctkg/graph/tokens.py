"""SPARQL as tokens: enough to tell words from comments, strings and IRIs, and to know where each stands.

Follows the terminals of SPARQL 1.1 Query Language, section 19.8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ctkg.errors import QueryError

_LONG = r'"""(?:(?:"|"")?(?:[^"\\]|\\.))*"""' + r"|'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''"
_SHORT = r'"(?:[^"\\\n\r]|\\.)*"' + r"|'(?:[^'\\\n\r]|\\.)*'"
_NAME = r"[^\W\d_](?:[\w.\-\u00b7]*[\w\-\u00b7])?"
_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL = rf"(?:[\w:]|{_ESCAPE})(?:(?:[\w:.\-\u00b7]|{_ESCAPE})*(?:[\w:\-\u00b7]|{_ESCAPE}))?"

_TOKEN = re.compile(
    rf"""
    (?P<space>\s+|\#[^\n\r]*)
  | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>)
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


@dataclass(frozen=True, slots=True)
class Token:
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


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query, without white space and comments.

    Raises:
        QueryError: a string that is never closed.
    """
    for found in _TOKEN.finditer(text):
        kind = str(found.lastgroup)
        if kind == "sign" and found[0] in "\"'":
            line, column = place(text, found.start())
            raise QueryError("this string is never closed", line=line, column=column)
        if kind != "space":
            yield Token(kind, found[0], found.start())


def place(text: str, offset: int) -> tuple[int, int]:
    """1-based line and column of ``offset``."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def declared_prefixes(found: list[Token]) -> dict[str, str]:
    """Prefixes that a query declares, without colon."""
    return {
        found[i + 1].text[:-1]: found[i + 2].text[1:-1]
        for i in range(len(found) - 2)
        if found[i].is_word("PREFIX") and found[i + 1].kind == "name" and found[i + 2].kind == "iri"
    }


def unescaped(local: str) -> str:
    """The local part of a prefixed name without its backslashes."""
    return re.sub(r"\\(.)", r"\1", local)
