"""Help for who types: names that begin so, and words that were meant where nothing is found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ctkg.graph.search.asking import question
from ctkg.graph.search.entries import KINDS
from ctkg.graph.search.finding import Limits, ranked
from ctkg.graph.search.index import Index
from ctkg.graph.search.letters import key, plain

#: Kinds that are suggested: things, not words of documents.
_THINGS = tuple(kind for kind in KINDS if kind not in ("term", "other", "quotation", "passage"))
#: Letters from which on words inside names are looked for, not only their beginnings.
_INSIDE = 3
#: Names and words that are looked at.
_NAMES, _WORDS = 200, 4_000
_BEGINNING = f"""
SELECT node, kind, text FROM entries INDEXED BY names_by_key
WHERE key >= :low AND key < :high AND main < 2 AND kind IN ({", ".join(str(KINDS.index(kind)) for kind in _THINGS)})
ORDER BY key, text LIMIT {_NAMES}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name that somebody may be typing."""

    iri: str
    kind: str
    text: str


def suggestions(index: Index, text: str, *, most: int = 8) -> list[Name]:
    """Names that begin with what was typed, the shortest first and places last; then those with words that begin so.

    Args:
        index: in a transaction that reads.
        text: what was typed so far.
        most: names at most.
    """
    letters = key(text)
    if not letters:
        return []
    rows = index.stream(_BEGINNING, {"low": letters, "high": letters + "\U0010ffff"})
    found: dict[str, Name] = {}
    for node, kind, name in sorted(rows, key=_order):
        found.setdefault(node, Name(iri=node, kind=KINDS[kind], text=name))
    if len(found) < most and len(letters) >= _INSIDE:
        for name in _within(index, text, most):
            found.setdefault(name.iri, name)
    return list(found.values())[:most]


def _order(row: Sequence[Any]) -> tuple[bool, int, int, str, str]:
    """Cities last: there are many of each beginning; then the shortest names first."""
    node, kind, name = row
    return (KINDS[kind] == "place", len(name), kind, name, node)


def _within(index: Index, text: str, most: int) -> Iterator[Name]:
    for place, row in enumerate(ranked(index, question(text.rstrip("*") + "*"), Limits(kinds=_THINGS))):
        if place >= most:
            return
        yield Name(iri=row.node, kind=KINDS[row.kind], text=row.text)


def meant(index: Index, text: str) -> str:
    """``text`` with words that occur in the place of those that do not; empty where there is nothing to mend."""
    changed = text
    for term in question(text).wanted:
        for word in plain(term.text).lower().split():
            if not (word.isascii() and word.isalpha() and len(word) > 3) or _occurs(index, word):
                continue
            known = index.rows(
                f"SELECT word FROM words WHERE word >= ? AND word < ? LIMIT {_WORDS}", (word[:1], word[:1] + "{")
            )
            near = get_close_matches(word, [row[0] for row in known if abs(len(row[0]) - len(word)) < 3], 1, 0.75)
            if near:
                changed = _replaced(changed, word, near[0])
    return changed if changed != text else ""


def _occurs(index: Index, word: str) -> bool:
    return bool(index.rows("SELECT 1 FROM words WHERE word = ?", (word,)))


def _replaced(text: str, word: str, by: str) -> str:
    at = plain(text).lower().find(word)
    return text if at < 0 or len(plain(text)) != len(text) else text[:at] + by + text[at + len(word) :]
