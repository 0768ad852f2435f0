"""In which language a text is read: the one that its source states, else the one that its letters and words show."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources
from typing import Any

from ctkg.model import Document
from ctkg.text.tongues import lexicon

#: The language for which the grammars are made; texts of no known language are read as English.
ENGLISH = "en"
_WORD = re.compile(r"[^\W\d_]+")
#: So much of the text is looked at, in characters.
_SAMPLE = 20_000
#: At least this share of the words must be common words of the language.
_SHARE = 0.12
#: With a smaller share than this, a text is not in the language that its source states.
_FOREIGN = 0.02
_FEWEST = 8


def known() -> tuple[str, ...]:
    """Tags of the languages from which facts are drawn, sorted."""
    return tuple(sorted((ENGLISH, *lexicon.tags())))


def of(document: Document) -> str:
    """The main tag of the language in which ``document`` is read; English where nothing tells."""
    return document.source.language.partition("-")[0].lower() or ENGLISH


def settle(stated: str, text: str) -> tuple[str, str]:
    """The language of ``text``, whose source states ``stated`` (or nothing), and a notice where there is need of one.

    What is stated holds, unless the text has hardly a common word of that language and many of another.
    """
    tag, doubt = stated or guess(text), ""
    main = stated.partition("-")[0].lower()
    if stated and main in _data()["words"] and _shares(text, main).get(main, 1.0) < _FOREIGN:
        shown = guess(text)
        if shown and shown != main:
            tag, doubt = shown, f"the source states the language {stated}, but the text is in {_name(shown)}; "
    return tag, doubt + _unread(tag) if _unread(tag) else doubt + "it is read as such" if doubt else ""


def _unread(tag: str) -> str:
    main = tag.partition("-")[0].lower()
    if not tag or main in known():
        return ""
    read = ", ".join(_name(one) for one in known())
    return (
        f"ctkg does not read {_name(tag)}, only {read}: no facts are drawn from this text; the names in it that the "
        f"tables hold are listed by ctkg facts --names"
    )


def _name(tag: str) -> str:
    main = tag.partition("-")[0].lower()
    named = _data()["names"].get(main)
    return f"{named} ({tag})" if named else f"the language {tag!r}" if main != "und" else f"its language ({tag})"


def guess(text: str) -> str:
    """BCP 47 tag of the language whose letters, or whose common words, prevail; empty where none does.

    Of a text in several languages, that is the main one. Texts of fewer than eight words stay unknown, unless their
    letters tell. Letters that many languages share give a tag without language (``und-Arab``).
    """
    sample = text[:_SAMPLE]
    letters = _script(sample)
    shares = _shares(text)
    best = max(sorted(shares), key=lambda tag: shares[tag], default="")
    if best and shares[best] >= _SHARE and (not letters or letters.startswith("und")):
        return best
    return letters


def _shares(text: str, *tags: str) -> dict[str, float]:
    """Share of the common words of each language (of ``tags``, where given) among all words; empty for short texts."""
    words = Counter(_WORD.findall(text[:_SAMPLE].casefold()))
    total = words.total()
    if total < _FEWEST:
        return {}
    common = _data()["words"]
    return {tag: sum(words[word] for word in dict.fromkeys(common[tag])) / total for tag in tags or common}


def _script(sample: str) -> str:
    """The tag of the letters that make up half of ``sample``; empty for Latin, Cyrillic and mixed texts."""
    if sample.isascii():
        return ""
    total = sum(letter.isalpha() for letter in sample)
    for tag, letters in _data()["scripts"].items():
        # Japanese is told by its syllables among characters that it shares with Chinese.
        least = 0.1 if tag == "ja" else 0.5
        if total and len(re.findall(f"[{letters}]", sample)) >= least * total:
            return str(tag)
    return ""


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files("ctkg.text.read").joinpath("languages.toml").read_text(encoding="utf-8"))
