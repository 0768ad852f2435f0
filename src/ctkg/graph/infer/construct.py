"""Rules written as SPARQL: ``CONSTRUCT { ... } WHERE { triples }``, read into the same form as compiled axioms.

Only what keeps inference monotone is accepted: triples in the WHERE part, and between variables
``FILTER (?a != ?b)`` or ``FILTER (?a = ?b)``. Anything else (negation, OPTIONAL, paths, aggregates) is an error with
file and line.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from ctkg.errors import ResourceError
from ctkg.graph.infer.rule import Guard, Rule, different, same
from ctkg.graph.infer.terms import TYPE, XSD, Node, Pattern, is_variable, node
from ctkg.graph.tokens import Token, declared_prefixes, place, tokens, unescaped
from ctkg.iris import PREFIXES


@cache
def load(folder: Path) -> tuple[Rule, ...]:
    """Rules of all ``.rq`` files in ``folder``, sorted by file name.

    Raises:
        ResourceError: a file that is not such a rule, with its line.
    """
    return tuple(rule for file in sorted(folder.glob("*.rq")) for rule in parse(file.read_text("utf-8"), file.name))


def parse(text: str, name: str) -> list[Rule]:
    """The rules of one file, one for each triple of its template."""
    return list(_Reader(text, name).rules())


class _Reader:
    def __init__(self, text: str, name: str) -> None:
        self._text, self._name = text, name
        self._tokens = list(tokens(text))
        self._prefixes = {**PREFIXES, **declared_prefixes(self._tokens)}
        self._next = 0

    def rules(self) -> Iterator[Rule]:
        while self._peek().is_word("PREFIX"):
            self._next += 3
        self._expect("CONSTRUCT")
        heads, _ = self._group()
        self._expect("WHERE")
        body, guards = self._group()
        if self._next < len(self._tokens):
            raise self._error("only CONSTRUCT { triples } WHERE { triples } is a rule", self._peek())
        bound = {part for pattern in body for part in pattern if is_variable(part)}
        for head in heads:
            loose = sorted(str(part) for part in head if is_variable(part) and part not in bound)
            if loose:
                raise self._error(f"{loose[0]} is not bound by the WHERE part", self._tokens[-1])
            yield Rule(
                name=f"rule {Path(self._name).stem}",
                axiom=f"ontology/rules/{self._name}",
                body=tuple(body),
                head=head,
                guards=tuple(guards),
            )

    def _group(self) -> tuple[list[Pattern], list[Guard]]:
        self._expect("{")
        patterns: list[Pattern] = []
        guards: list[Guard] = []
        while self._peek().text != "}":
            if self._peek().is_word("FILTER"):
                guards.append(self._filter())
            else:
                patterns += self._same_subject()
            if self._peek().text == ".":
                self._next += 1
        self._expect("}")
        return patterns, guards

    def _same_subject(self) -> Iterator[Pattern]:
        subject = self._node()
        while True:
            predicate = self._node(predicate=True)
            while True:
                yield subject, predicate, self._node()
                if self._peek().text != ",":
                    break
                self._next += 1
            if self._peek().text != ";":
                return
            while self._peek().text == ";":
                self._next += 1
            if self._peek().text in (".", "}"):
                return

    def _filter(self) -> Guard:
        self._expect("FILTER")
        self._expect("(")
        left, sign, right = str(self._node()), self._take(), str(self._node())
        self._expect(")")
        if not (is_variable(left) and is_variable(right)) or sign.text not in ("=", "!="):
            raise self._error("a rule may compare two variables by = or != and nothing else", sign)
        return different(left, right) if sign.text == "!=" else same(left, right)

    def _node(self, *, predicate: bool = False) -> Node:
        token = self._take()
        if token.kind == "variable":
            return "?" + token.text[1:]
        if token.kind == "iri":
            return token.text[1:-1]
        if token.kind == "name":
            prefix, local = token.text.split(":", 1)
            if prefix not in self._prefixes:
                raise self._error(f"unknown prefix {prefix}:", token)
            return self._prefixes[prefix] + unescaped(local)
        if predicate and token.text == "a":
            return TYPE
        if not predicate and (token.kind in ("string", "number") or token.is_word("TRUE", "FALSE")):
            return self._literal(token)
        raise self._error(f"'{token.text}' cannot stand in a rule", token)

    def _literal(self, token: Token) -> Node:
        text = token.text
        if self._next < len(self._tokens) and self._peek().kind == "language":
            text += self._take().text
        elif self._next < len(self._tokens) and self._peek().text == "^^":
            self._next += 1
            text += f"^^<{self._node()}>"
        if token.is_word("TRUE", "FALSE"):
            text = f'"{text.lower()}"^^<{XSD}boolean>'
        try:
            parsed = next(iter(ox.parse(f"<urn:s> <urn:p> {text} .", ox.RdfFormat.TURTLE)))
        except SyntaxError as error:
            raise self._error(str(error), token) from None
        return node(parsed.object)

    def _peek(self) -> Token:
        if self._next >= len(self._tokens):
            raise self._error("the rule ends too early", self._tokens[-1] if self._tokens else Token("sign", "", 0))
        return self._tokens[self._next]

    def _take(self) -> Token:
        token = self._peek()
        self._next += 1
        return token

    def _expect(self, text: str) -> None:
        token = self._take()
        if token.text.upper() != text:
            raise self._error(f"'{token.text}' stands where {text} was expected", token)

    def _error(self, message: str, token: Token) -> ResourceError:
        line, column = place(self._text, token.start)
        return ResourceError(message, path=self._name, line=line, column=column)
