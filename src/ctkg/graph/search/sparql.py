"""The index in a query: ``?node search:matches "border security"``.

Before a query runs, every such pattern gives way to a ``VALUES`` block with what the index finds, so it may stand
wherever triples may: in a group, ``OPTIONAL``, ``UNION``, ``MINUS``, ``EXISTS``, ``GRAPH``, a sub-query. Forms::

    ?node search:matches "words"                 nodes and passages
    (?node ?rank ?text) search:matches "words"   with their place in the order, from 1, and the name or passage found
    ?node search:matches "words"@en              only names and passages of that language

The words are those of :mod:`ctkg.graph.search.asking`. Works on tokens, and leaves line breaks where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ctkg.graph.tokens import Token, declared_base, declared_prefixes, iri_of, refused, tokens
from ctkg.iris import PREFIXES, SEARCH

if TYPE_CHECKING:
    from ctkg.graph.store import Store

_MATCHES = SEARCH + "matches"
#: Rows of one block at most.
MOST = 10_000
_FORM = 'write ?node search:matches "words", or (?node ?rank ?text) search:matches "words"'
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)


def expand(text: str, store: Store) -> tuple[str, tuple[str, ...]]:
    """``text`` with every ``search:matches`` answered, and notices; unchanged where there is none.

    Raises:
        QueryError: such a pattern has another form, or stands where no pattern can be answered; with line and column.
    """
    if "search" not in text:
        return text, ()
    found = tokens(text)
    predicates = _predicates(text, found)
    if not predicates:
        return text, ()
    notices: list[str] = []
    parts, done = [], 0
    for first, last in _statements(text, found, predicates):
        parts += [text[done : found[first].start], _answered(text, found, first, last, predicates, store, notices)]
        done = found[last].end
    return "".join((*parts, text[done:])), tuple(dict.fromkeys(notices))


def _predicates(text: str, found: Sequence[Token]) -> set[int]:
    """Where ``search:matches`` stands.

    Raises:
        QueryError: another name of its namespace, or a CONSTRUCT template.
    """
    prefixes = {**PREFIXES, "search": SEARCH, **declared_prefixes(found)}
    base = declared_base(found)
    at: set[int] = set()
    for index, token in enumerate(found):
        if index and found[index - 1].is_word("PREFIX"):
            continue
        iri = iri_of(token, prefixes, base) if token.kind in ("name", "iri") else ""
        declared = index > 1 and found[index - 2].is_word("PREFIX")
        if not iri.startswith(SEARCH) or declared:
            continue
        if iri != _MATCHES:
            raise refused(text, token.start, f"there is no {token.text}, only search:matches; {_FORM}")
        at.add(index)
    for index in at & _template(found):
        raise refused(
            text, found[index].start, "search:matches asks, so it stands in WHERE { }, not in what is constructed"
        )
    return at


def _template(found: Sequence[Token]) -> set[int]:
    """The tokens of what a CONSTRUCT makes; of its short form, which allows plain triples only, everything."""
    for index, token in enumerate(found[:-1]):
        if token.is_word("CONSTRUCT"):
            if found[index + 1].text != "{":
                return set(range(index, len(found)))
            return set(range(index, _partner(found, index + 1, 1)))
    return set()


def _partner(found: Sequence[Token], index: int, step: int) -> int:
    """Where the bracket at ``index`` is closed (step 1) or opened (step -1); the end of the query where nowhere."""
    depth = 0
    while 0 <= index < len(found):
        sign = found[index].text if found[index].kind == "sign" else ""
        depth += (sign in _OPENING and bool(sign)) - (sign in _CLOSING and bool(sign))
        if depth == 0:
            return index
        index += step
    return len(found) - 1 if step > 0 else 0


def _statements(text: str, found: Sequence[Token], predicates: set[int]) -> Iterator[tuple[int, int]]:
    """First and last token of every subject with its predicates and objects that asks the index, in order."""
    last = -1
    for index in sorted(predicates):
        if index > last:
            first = _first(found, index)
            if first >= index:
                raise refused(text, found[index].start, f"search:matches needs a variable before it; {_FORM}")
            last = _last(found, index)
            yield first, last


def _ends(token: Token) -> bool:
    """Whether a statement ends at this token, if it stands outside all brackets."""
    if token.kind == "word":
        return not token.is_word("A", "TRUE", "FALSE")
    if token.kind == "number":
        return token.text.endswith(".")
    return token.kind == "sign" and token.text in ("{", "}", ".")


def _first(found: Sequence[Token], index: int) -> int:
    while index > 0:
        before = found[index - 1]
        if before.kind == "sign" and before.text in ("(", "["):
            break
        if _ends(before):
            # Behind FILTER, BIND and functions stand brackets that are no part of the statement.
            while before.kind == "word" and found[index].kind in ("name", "iri", "word"):
                index += 1
            if before.kind == "word" and found[index].text == "(":
                index = _partner(found, index, 1) + 1
            break
        index = _partner(found, index - 1, -1) if before.text in (")", "]") else index - 1
    return index


def _last(found: Sequence[Token], index: int) -> int:
    while index + 1 < len(found):
        after = found[index + 1]
        if _ends(after) or (after.kind == "sign" and after.text in (")", "]")):
            if after.kind == "number":
                index += 1
            break
        index = _partner(found, index + 1, 1) if after.text in ("(", "[") else index + 1
    return index


def _answered(
    text: str, found: Sequence[Token], first: int, last: int, predicates: set[int], store: Store, notices: list[str]
) -> str:
    """A statement with blocks in the place of what asks the index; its line breaks stay."""
    subject = _partner(found, first, 1) if found[first].text == "(" else first
    variables = _variables(text, found, first, subject)
    blocks, others = [], []
    for start, end in _pairs(found, subject + 1, last):
        if start in predicates:
            words, language = _words(text, found, start, end)
            blocks.append(_block(variables, words, language, store, notices))
        elif any(index in predicates for index in range(start, end + 1)):
            inner = next(index for index in range(start, end + 1) if index in predicates)
            raise refused(text, found[inner].start, f"search:matches is no part of a path, list or bracket; {_FORM}")
        else:
            others.append(text[found[start].start : found[end].end])
    if others and found[first].text == "(":
        raise refused(
            text, found[first].start, "a list of variables has search:matches alone; say the rest of ?node apart"
        )
    kept = f"{found[first].text} {' ; '.join(others)}" if others else ""
    whole = text[found[first].start : found[last].end]
    lost = whole.count("\n") - sum(other.count("\n") for other in others)
    return f"{' '.join(blocks)} {kept}".rstrip() + "\n" * lost


def _variables(text: str, found: Sequence[Token], first: int, subject: int) -> tuple[str, ...]:
    named = found[first : subject + 1]
    named = named[1:-1] if named[0].text == "(" else named
    if not 1 <= len(named) <= 3 or any(token.kind != "variable" for token in named):
        raise refused(
            text, found[first].start, f"search:matches stands behind one variable, or up to three in brackets; {_FORM}"
        )
    names = tuple(f"?{token.text[1:]}" for token in named)
    if len(set(names)) < len(names):
        raise refused(text, found[first].start, "the variables of search:matches must differ")
    return names


def _pairs(found: Sequence[Token], start: int, last: int) -> Iterator[tuple[int, int]]:
    """First and last token of every predicate with its objects: what stands between semicolons."""
    index = start
    while index <= last:
        if found[index].text == ";" and found[index].kind == "sign":
            if index > start:
                yield start, index - 1
            start = index = index + 1
            continue
        index = _partner(found, index, 1) + 1 if found[index].text in ("(", "[") else index + 1
    if start <= last:
        yield start, last


def _words(text: str, found: Sequence[Token], start: int, end: int) -> tuple[str, str]:
    """The words and the language behind the predicate at ``start``."""
    asked = list(found[start + 1 : end + 1])
    if asked and asked[-1].kind == "number" and asked[-1].text.endswith("."):
        asked[-1] = Token("number", asked[-1].text[:-1], asked[-1].start)
    at = asked[0] if asked else found[start]
    if at.kind == "variable":
        name = at.text[1:]
        raise refused(
            text, at.start, f"search:matches needs words in quotation marks, or a parameter {name} with its value"
        )
    if len(asked) == 3 and asked[1].text == "^^":
        asked = asked[:1]  # a number or date that was given as a parameter
    if at.kind not in ("string", "number") or len(asked) > 2:
        raise refused(text, at.start, f"search:matches needs words in quotation marks, one string of them; {_FORM}")
    if len(asked) == 2 and asked[1].kind != "language":
        raise refused(text, asked[1].start, f"only a language may follow the words of search:matches; {_FORM}")
    words = at.text if at.kind == "number" else _unquoted(at.text)
    return words, asked[1].text[1:] if len(asked) == 2 else ""


def _unquoted(written: str) -> str:
    marks = 3 if written[:3] in ('"""', "'''") else 1

    def letter(found: re.Match[str]) -> str:
        code = found[1] or found[2]
        if not code:
            return _ESCAPES.get(found[3], found[3])
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else "\ufffd"

    return _ESCAPED.sub(letter, written[marks:-marks])


def _block(variables: tuple[str, ...], words: str, language: str, store: Store, notices: list[str]) -> str:
    """``VALUES`` with what the index finds."""
    from ctkg.graph.search import nodes

    found, said = nodes(store, words, language=language, limit=MOST + 1)
    notices += said
    if len(found) > MOST:
        notices.append(f"search:matches {words!r}: only the {MOST} best are looked at; ask for more words")
    rows = []
    for rank, row in enumerate(found[:MOST], start=1):
        # The words of a passage have no language in the graph; that of the row is its document's.
        text = Literal(row.text, language=row.language) if row.language and row.main < 2 else Literal(row.text)
        cells = (f"<{row.node}>", str(rank), str(text).replace("\n", "\\n").replace("\r", "\\r"))
        rows.append(f"({' '.join(cells[: len(variables)])})")
    return f"VALUES ({' '.join(variables)}) {{ {' '.join(rows)} }}"
