"""Takes a name out of the texts of one document or entry, so that all else in them stays where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from ctkg.decisions.names import Names, Word, normal, words

#: What stands for each letter of a name: one code point, so that offsets stay right.
MARK = "█"
#: Words of names that are words of much else.
_SMALL = frozenset(
    {"al", "abu", "bin", "da", "de", "del", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la", "le", "of", "van"}
    | {"ter", "the", "von", "y"}
)


class Mask:
    """The names of one document as they are written there.

    Beside the names in full, their single words are taken out where they are written as names: of somebody whom a
    text calls ``Ana Roe`` it speaks as ``Ms Roe`` afterwards. Names of others that hold such a word stay.

    Args:
        names: the names.
        texts: all texts of the document.
        called: what its things are called that are the person.
        others: what other things of the document are called; persons among them in full.
    """

    def __init__(self, names: Names, texts: Iterable[str], called: Iterable[str], others: Iterable[str]) -> None:
        self._names = names
        found = {word.plain for text in texts for part in names.within(text) for word in part}
        found |= {plain for name in called for plain in normal(name)}
        self._words = frozenset(word for word in found if len(word) > 1 and word not in _SMALL)
        self._others: dict[str, set[tuple[str, ...]]] = {}
        for other in others:
            plain = tuple(word.plain for word in words(other))
            if not self._words.isdisjoint(plain):
                self._others.setdefault(plain[0], set()).add(plain)

    def __bool__(self) -> bool:
        return bool(self._words)

    def __call__(self, text: str) -> str:
        """``text`` with the mark for each letter of the names."""
        if not self._words or not text:
            return text
        found = words(text)
        kept = self._kept(found)
        gone = {word for part in self._names.within(text) for word in part}
        gone |= {word for word in found if word.proper and word.plain in self._words}
        letters = list(text)
        for word in gone - kept:
            letters[word.start : word.end] = MARK * (word.end - word.start)
        return "".join(letters)

    def _kept(self, found: list[Word]) -> set[Word]:
        """Words that belong to a name of somebody or something else."""
        kept: set[Word] = set()
        for start, word in enumerate(found):
            for other in self._others.get(word.plain, ()):
                part = found[start : start + len(other)]
                if tuple(each.plain for each in part) == other:
                    kept.update(part)
        return kept
