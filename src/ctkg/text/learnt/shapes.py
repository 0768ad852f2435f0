"""Words as a model sees them: names by kind, verbs and nouns of the lexicon by class, the rest by their endings."""

from __future__ import annotations

from functools import cache

from ctkg.text import patterns
from ctkg.text.relate import verbs


@cache
def _classes() -> dict[str, str]:
    roles = patterns.load("roles")
    found: dict[str, str] = {word: word for word in patterns.load("pairs")["kept"]["words"]}
    for noun, kind in patterns.load("events")["nouns"].items():
        for word in (noun, f"{noun}s"):
            found.setdefault(word, "EVENT" if kind not in {"attack", "arrest"} else kind.upper())
    for word in (*roles["presence"]["sent"], *roles["groups"]["people"]):
        found.setdefault(word.lower(), "PEOPLE")
    for form, told in verbs.forms().items():
        if " " not in form:
            role = next(iter(told))
            found.setdefault(form, f"{role.upper()}-{told[role]}")
    for role, nouns in roles["support"]["nouns"].items():
        for noun in nouns:
            found.setdefault(noun, f"N-{role}")
    return found


@cache
def of(word: str) -> str:
    """The class of a word in lower case."""
    if word[0] == "<":
        return word
    known = _classes().get(word)
    if known is not None:
        return known
    if not word[0].isalpha():
        return word
    return next(
        (
            f"*{ending}"
            for ending in patterns.load("pairs")["kept"]["endings"]
            if word.endswith(ending) and len(word) > len(ending) + 2
        ),
        "*",
    )


def telling(kind: str) -> bool:
    """True for the classes of the lexicon."""
    return kind.isupper() or "-" in kind
