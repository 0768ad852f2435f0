"""Capitalised words that may be a person's name, with the titles before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ctkg.model import Entity
from ctkg.text.find import naming
from ctkg.text.reading import Reading

# Letters behind a name: "Jane Roe MP".
_LETTERS = re.compile(r"(?:TD|MP|QC|KC|SC|JP|MEP|MLA|MNA|MSP|OBE|CBE|MBE|KBE|PhD|MSc|MBA|LLM|TV|FM)")

# "his Tajik counterpart Jane Roe"
_COUNTERPART = re.compile(r"\b(?:counterpart|colleague|homologue),?\s$")
# Ranks that are adjectives as well.
_ADJECTIVE = re.compile(r"(?:Major|General)\s")


@dataclass(slots=True)
class Candidate:
    """A run of words from ``start`` to ``end``; its titles begin at ``outer``."""

    start: int
    end: int
    outer: int
    titled: bool = False
    words: int = 1


def find(reading: Reading, text: str) -> Iterator[Candidate]:
    """Candidates in ``text``, the shaded text of ``reading``, in text order."""
    for match in naming.pattern().finditer(text):
        for start, end in naming.runs(match):
            words = match.string[start:end].split()
            start, words = _without_acronym(reading, start, words)
            while len(words) > 1 and _LETTERS.fullmatch(words[-1]) and not all(word.isupper() for word in words):
                end -= len(words[-1]) + 1
                words = words[:-1]
            if not words or len(words[-1].rstrip(".")) < 2 or (words[-1].isupper() and words[-1].endswith(".")):
                continue
            if words[-1] in ("Jr", "Sr") and text[end : end + 1] == ".":
                end += 1
            outer = start
            while title := naming.title().search(text, max(0, outer - 48), outer):
                outer = title.start()
            if (
                len(words) == 1
                and _ADJECTIVE.fullmatch(text, outer, start)
                and re.match(r"\s[A-Z]", text[end : end + 2])
            ):
                continue  # "Major Sporting Events"
            titled = outer < start or (
                len(words) > 1 and _COUNTERPART.search(text, max(0, start - 24), start) is not None
            )
            if all(word.isupper() for word in words) and not titled and len(words) < 6 and _shouts(reading, start):
                continue
            yield Candidate(start, end, outer, titled, len(words))


def _without_acronym(reading: Reading, start: int, words: list[str]) -> tuple[int, list[str]]:
    """A name without the acronym of a body in front of it."""
    while len(words) > 1 and words[0].isupper() and "." not in words[0]:
        if len(words[0]) > 3 and not reading.entity(words[0]):
            break
        start += len(words[0]) + 1
        words = words[1:]
    if len(words) == 1 and words[0].isupper() and (len(words[0]) < 5 or reading.entity(words[0])):
        return start, []
    return start, words


def _shouts(reading: Reading, offset: int) -> bool:
    span = reading.passage_at(offset).span
    return reading.words(span).isupper()


def person(reading: Reading, candidate: Candidate, body: str) -> Entity:
    """The person of this name, who belongs to ``body`` (empty where the text does not say)."""
    words = re.sub(r"\s", " ", reading.document.text[candidate.start : candidate.end])
    label = " ".join(naming.cased(word) for word in words.split())
    return Entity(kind="person", label=label, names=() if label == words else (words,), body=body)
