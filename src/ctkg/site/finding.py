"""The index of the search: names by the first letters of their words, in scripts that a page loads on demand."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

#: Names that one script holds, about; where there are more, they are told apart by one letter more.
_MOST = 3_000
#: Letters of a key at most: words that share so many are in one script, however many they are.
_DEEPEST = 4
_WORD = re.compile(r"[^\W_]+")


class Found(NamedTuple):
    """A page that can be found: where it is, its label, kind and date, and its other names."""

    path: str
    label: str
    kind: str
    date: str
    names: tuple[str, ...]


def fold(text: str) -> str:
    """``text`` without case and marks; the same as in ``search.js``."""
    flat = unicodedata.normalize("NFKD", text).lower()
    return "".join(letter for letter in flat if not unicodedata.category(letter).startswith("M"))


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(fold(text))


def files(pages: Iterable[Found]) -> Iterator[tuple[str, str]]:
    """Path and text of each script of the index, sorted by path."""
    everything = sorted(pages)
    begins = [(entry, {word for name in (entry.label, *entry.names) for word in words(name)}) for entry in everything]
    shards = dict(_shards(begins, ""))
    keys = sorted(shards)
    names = {
        key: f"{'-'.join(f'{ord(letter):x}' if not _is_plain(letter) else letter for letter in key)}.js" for key in keys
    }
    index = {"keys": keys, "files": [names[key] for key in keys]}
    yield "assets/index.js", f"var ctkgIndex = {_json(index)};\n"
    for key in sorted(keys, key=names.__getitem__):
        rows = ",\n".join(_json([*entry[:4], *entry.names]) for entry in shards[key])
        yield f"assets/names/{names[key]}", f"ctkgNames({_json(key)}, [\n{rows}\n]);\n"


def _shards(entries: list[tuple[Found, set[str]]], key: str) -> Iterator[tuple[str, list[Found]]]:
    """Entries by the beginnings of their words that go on after ``key``."""
    by_letter: dict[str, list[tuple[Found, set[str]]]] = defaultdict(list)
    for entry, all_words in entries:
        for letter in {word[len(key)] for word in all_words if word.startswith(key) and len(word) > len(key)}:
            by_letter[letter].append((entry, all_words))
    for letter in sorted(by_letter):
        longer, found = key + letter, by_letter[letter]
        if len(found) <= _MOST or len(longer) == _DEEPEST:
            yield longer, [entry for entry, _ in found]
            continue
        whole = [entry for entry, all_words in found if longer in all_words]
        if whole:
            yield longer, whole
        yield from _shards(found, longer)


def _is_plain(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def _json(value: object) -> str:
    # Only ASCII, and no "<": harmless wherever a browser might read it as something else.
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
