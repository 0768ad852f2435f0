"""Letters made equal for searching, with the way back to the letters that stand in the text.

SQLite's tokeniser drops case and the accents of Latin letters. It leaves letters that are letters of their own (``ı``
of Şanlıurfa, ``đ``, ``ł``, ``ø``, ``ß``) and the accents of other scripts; those are made equal here, before it.
"""

from __future__ import annotations

import re
import unicodedata

_APART = {
    "ı": "i", "İ": "I", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ħ": "h",
    "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th",
    "Þ": "TH", "ё": "е", "Ё": "Е", "ς": "σ",
}  # fmt: skip
_ACCENTED_GREEK = {c: unicodedata.normalize("NFD", c)[0] for c in "άέήίόύώϊϋΐΰΆΈΉΊΌΎΏΪΫ"}
#: Control characters would be in the way of marking what was found, and mean nothing.
_CONTROL = {chr(code): " " for code in (*range(32), 127)}
_LETTERS = str.maketrans({**_APART, **_ACCENTED_GREEK, **_CONTROL})
_SIGNS = re.compile(r"[\W_]+")
_SURROGATES = re.compile("[\ud800-\udfff]")


def plain(text: str) -> str:
    """``text`` as the index holds it; the tokeniser does the rest. May be longer than ``text``."""
    return text.translate(_LETTERS)


def origins(text: str) -> list[int]:
    """For every letter of ``plain(text)``, and for its end, the offset in ``text`` that it comes from."""
    found: list[int] = []
    for offset, letter in enumerate(text):
        found += [offset] * len(letter.translate(_LETTERS))
    return [*found, len(text)]


def key(text: str) -> str:
    """What two labels share that are the same but for case, accents, punctuation and blanks.

    A label without letters and digits is its own key.
    """
    letters = plain(text).casefold()
    if not letters.isascii():
        letters = "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c))
    return " ".join(_SIGNS.sub(" ", letters).split()) or " ".join(text.split()) or text


def storable(text: str) -> str:
    """``text`` without halves of surrogate pairs, which no store can hold."""
    return _SURROGATES.sub("\ufffd", text)
