"""What the properties of a file say of its text: taken only where the text bears it out.

Titles of templates, names of files and the day on which somebody converted an old paper stand in the properties of PDF
and Word files as often as the truth; as evidence they would be worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ctkg.text.read import identity

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: A title stands at the beginning of a text, within so many code points.
_BEGINNING = 3_000


def title(stated: Iterable[str], text: str) -> str:
    """The first of ``stated`` that stands at the beginning of ``text`` in these words; empty where none does."""
    beginning = " ".join(text[:_BEGINNING].split()).casefold()
    for words in stated:
        words = " ".join(words.split())
        if len(words) > 3 and words.casefold() in beginning:
            return words
    return ""


def day(stated: Iterable[str], text: str) -> str:
    """The first of ``stated`` (ISO 8601) in the latest year that ``text`` names; empty where none is.

    A text made public on that day would hardly name a later year, and an old text that was converted then names none
    so late.
    """
    latest = max(_YEAR.findall(text), default="")
    return next((found for one in stated if (found := identity.date(one)) and found.startswith(latest or "-")), "")
