"""An update request as operations: which parts there are, each as its own text.

Reads the grammar of SPARQL 1.1 Update as far as is needed to tell the parts of an operation; texts that the engine has
found to be right are given, so nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ctkg.graph.tokens import Token, iri_of, tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """An operation of a request.

    Attributes:
        prologue: the declarations before it.
        verb: ``INSERT DATA``, ``DELETE DATA``, ``MODIFY`` (DELETE and INSERT with WHERE), or ``GRAPH`` (CLEAR, COPY and
            the like).
        text: all of it, without prologue.
        target: the graph of WITH.
        delete: the template of what goes, braces included; empty where there is none.
        insert: the template of what comes.
        using: graphs of USING; None where there is neither USING nor USING NAMED.
        named: graphs of USING NAMED, in the same way.
        where: the pattern, braces included.
    """

    prologue: str
    verb: str
    text: str
    target: str = ""
    delete: str = ""
    insert: str = ""
    using: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    where: str = ""


def operations(text: str, prefixes: dict[str, str], base: str) -> list[Operation]:
    """The operations of a request, in order.

    Args:
        text: a request without mistakes of syntax.
        prefixes: those that it may use, its own included.
        base: its base IRI.
    """
    found: list[Operation] = []
    prologue = ""
    for part in _parts(tokens(text)):
        start = 0
        while part[start : start + 1] and part[start].is_word("PREFIX", "BASE"):
            size = 3 if part[start].is_word("PREFIX") else 2
            prologue += text[part[start].start : part[start + size - 1].end] + "\n"
            start += size
        if part[start:]:
            found.append(_Reader(text, part[start:], prologue, prefixes, base).operation())
    return found


def _parts(found: Sequence[Token]) -> list[list[Token]]:
    """Tokens between semicolons that stand in no braces."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in found:
        if token.kind == "sign":
            depth += (token.text == "{") - (token.text == "}")
            if token.text == ";" and depth == 0:
                parts.append([])
                continue
        parts[-1].append(token)
    return parts


class _Reader:
    def __init__(self, text: str, part: list[Token], prologue: str, prefixes: dict[str, str], base: str) -> None:
        self._text, self._part, self._prologue = text, part, prologue
        self._prefixes, self._base = prefixes, base
        self._next = 0

    def operation(self) -> Operation:
        first, second = self._part[0], self._part[min(1, len(self._part) - 1)]
        text = self._text[first.start : self._part[-1].end]
        if second.is_word("DATA"):
            return Operation(prologue=self._prologue, verb=f"{first.text.upper()} DATA", text=text)
        if not first.is_word("WITH", "INSERT", "DELETE"):
            return Operation(prologue=self._prologue, verb="GRAPH", text=text)
        target = self._iri() if self._took("WITH") else ""
        delete = insert = ""
        if self._took("DELETE"):
            if self._took("WHERE"):
                block = self._block()
                return Operation(
                    prologue=self._prologue, verb="MODIFY", text=text, target=target, delete=block, where=block
                )
            delete = self._block()
        if self._took("INSERT"):
            insert = self._block()
        using: list[str] = []
        named: list[str] = []
        while self._took("USING"):
            (named if self._took("NAMED") else using).append(self._iri())
        self._took("WHERE")
        has_dataset = bool(using or named)
        return Operation(
            prologue=self._prologue, verb="MODIFY", text=text, target=target, delete=delete, insert=insert,
            using=tuple(using) if has_dataset else None, named=tuple(named) if has_dataset else None,
            where=self._block(),
        )  # fmt: skip

    def _took(self, word: str) -> bool:
        taken = self._next < len(self._part) and self._part[self._next].is_word(word)
        self._next += taken
        return taken

    def _iri(self) -> str:
        token = self._part[self._next]
        self._next += 1
        return iri_of(token, self._prefixes, self._base)

    def _block(self) -> str:
        start, depth = self._part[self._next].start, 0
        while True:
            token = self._part[self._next]
            self._next += 1
            if token.kind == "sign":
                depth += (token.text == "{") - (token.text == "}")
            if depth == 0:
                return self._text[start : token.end]
