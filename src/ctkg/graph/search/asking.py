"""What a person types, as an expression of SQLite's full-text search. Every text is a valid question.

``words``            all must stand in the text, in any order, and in any English form (``workshops``)
``"some words"``     must stand together, as they are written
``word*``            a word that begins so
``-word``            must not stand there; so may ``-"some words"`` and ``-word*``

Everything else is text; nothing of SQLite's own syntax is passed on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ctkg.graph.search.letters import key, plain, storable

_PART = re.compile(r'(?P<minus>(?<!\S)-(?=[^\s-]))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
#: More words than this are not looked for; a page pasted as a question is cut.
MOST = 200


@dataclass(frozen=True, slots=True)
class Term:
    """One condition of a question.

    Attributes:
        text: words that stand together, without stars and signs.
        prefix: the last word may go on.
        whole: written in quotation marks: no other forms of the word.
    """

    text: str
    prefix: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for.

    Attributes:
        text: as asked, but for what no text can hold.
        wanted: all must be found; empty where the question has no letters and digits.
        unwanted: none may be found.
        cut: True where the question had more than :data:`MOST` words.
    """

    text: str
    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]
    cut: bool = False

    @property
    def key(self) -> str:
        """The key of labels that are just what was asked for."""
        return key(self.text)

    def expression(self, forms: Callable[[Term], list[str]] | None = None) -> str:
        """The expression for ``MATCH``, or nothing where there is nothing to look for.

        Args:
            forms: other forms of a term that count as it; none where None.
        """

        def either(term: Term) -> str:
            written = _quoted(plain(term.text)) + (" *" if term.prefix else "")
            others = [] if forms is None or term.prefix or term.whole else forms(term)
            return f"({' OR '.join((written, *map(_quoted, others)))})"

        found = " AND ".join(map(either, self.wanted))
        if found and self.unwanted:
            found = f"({found}) NOT ({' OR '.join(map(either, self.unwanted))})"
        return found


def question(text: str) -> Question:
    """Reads what a person typed; never an error."""
    text = storable(text)
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for part in _PART.finditer(text):
        words = part["word"] if part["phrase"] is None else part["phrase"]
        if not any(map(str.isalnum, words)):
            continue
        prefix = part["phrase"] is None and words.endswith("*") and words.rstrip("*")[-1:].isalnum()
        term = Term(words.rstrip("*") if prefix else words, prefix, part["phrase"] is not None)
        (unwanted if part["minus"] else wanted).append(term)
    if not wanted:
        # Nothing is left to look for: the signs were part of a name.
        wanted, unwanted = unwanted, []
    cut = len(wanted) + len(unwanted) > MOST
    return Question(text, tuple(wanted[:MOST]), tuple(unwanted[: max(0, MOST - len(wanted))]), cut)


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
