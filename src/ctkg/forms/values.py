"""Values of fields: texts, dates and numbers as people write them, and what is wrong with those that are not taken."""

from __future__ import annotations

import datetime
import re
import unicodedata

from ctkg.forms.model import Field
from ctkg.graph.names import suggestion
from ctkg.text.find import numbers

# Digits of other scripts are digits to Python, and no date or number to RDF.
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_INTEGER = re.compile(r"[+-]?[0-9]{1,9}")
_LANGUAGE = re.compile(r"(?P<text>.*\S)\s*@(?P<tag>[A-Za-z][A-Za-z0-9-]*)", re.DOTALL)
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--|&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});")
_BOOLEANS = {"true": True, "yes": True, "false": False, "no": False}
_SHOWN = 60
#: Longest text that may be a name, to which people write a language.
_NAME = 300
#: Words before a number -> how it is meant.
_QUALIFIERS = (
    ("exact", r""),
    ("over", r"more than|over|above"),
    ("at least", r"at least|no fewer than|no less than"),
    ("about", r"about|around|some|approximately|nearly|almost"),
    ("under", r"fewer than|less than|under"),
    ("at most", r"at most|up to|no more than"),
)
_COUNT = re.compile(
    "(?:" + "|".join(rf"(?P<q{index}>{words})\s+" for index, (_, words) in enumerate(_QUALIFIERS) if words) + ")?"
    r"(?P<number>\d{1,3}(?:[ ,]\d{3})+|\d{1,7}|[a-z]+(?:-[a-z]+)?)\s+(?P<of>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


class Wrong(Exception):
    """A value that its field does not take; the message says why and what to write."""


def shown(text: str) -> str:
    """``text`` in quotation marks, cut where it is long."""
    flat = " ".join(text.split())
    return repr(flat if len(flat) <= _SHOWN else flat[: _SHOWN - 3] + "...")


def checked(text: str, field: Field) -> str:
    """A text that may stand in the graph, in NFC, without markup, and no longer than the field takes.

    Raises:
        Wrong: it may not.
    """
    text = text.strip()
    if not unicodedata.is_normalized("NFC", text):
        raise Wrong(
            f"{shown(unicodedata.normalize('NFC', text))} is not in the Unicode form NFC; type it anew, or convert it"
        )
    if len(text) > field.longest:
        raise Wrong(f"{len(text)} characters are too many; {field.longest} at most")
    if len(text) < field.shortest:
        raise Wrong(f"{shown(text)} is too short; write {field.shortest} characters at least")
    if match := _HTML.search(text):
        raise Wrong(f"there is markup in it, {shown(match.group())}; write plain text")
    return text


def text(written: str, field: Field) -> str:
    """Plain text.

    Raises:
        Wrong: it is not what the field takes.
    """
    found = checked(written, field)
    match = _LANGUAGE.fullmatch(found)
    if match and field.longest <= _NAME and _TAG.fullmatch(match["tag"]):
        raise Wrong(f"a language is not taken here; leave @{match['tag']} out")
    if field.pattern and not re.search(field.pattern, found):
        raise Wrong(f"{shown(found)} has not the form that is wanted here{_like(field)}")
    return found


def name(written: str, field: Field) -> tuple[str, str]:
    """A name and its language: ``Institut fictif@fr``; English where none is given.

    Raises:
        Wrong: it cannot be a name, or the language is none.
    """
    match = _LANGUAGE.fullmatch(written.strip())
    if match is None:
        return checked(written, field), "en"
    if not _TAG.fullmatch(match["tag"]):
        raise Wrong(f"{match['tag']!r} is no language tag; write two or three small letters, such as @fr")
    return checked(match["text"], field), match["tag"]


def date(written: str, field: Field) -> str:
    """An ISO date: day, month or year.

    Raises:
        Wrong: it is none, or names a day that does not exist.
    """
    found = written.strip()
    match = _DATE.fullmatch(found)
    if match is None:
        raise Wrong(f"{shown(found)} is no date; write year-month-day, such as 2019-11-19, or 2019-11 or 2019")
    try:
        datetime.date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        raise Wrong(f"there is no {found}; correct the date") from None
    return found


def integer(written: str, field: Field) -> int:
    """A whole number.

    Raises:
        Wrong: it is none, or too small.
    """
    if not _INTEGER.fullmatch(written.strip()):
        raise Wrong(f"{shown(written)} is no whole number; write digits alone{_like(field)}")
    number = int(written)
    if field.least is not None and number < field.least:
        raise Wrong(f"{number} is too small; {field.least} at least")
    return number


def boolean(written: str, field: Field) -> bool:
    """Yes or no.

    Raises:
        Wrong: it is neither.
    """
    found = _BOOLEANS.get(written.strip().casefold())
    if found is None:
        raise Wrong(f"{shown(written)} is neither true nor false")
    return found


def choice(written: str, field: Field) -> str:
    """One of the field's choices.

    Raises:
        Wrong: it is none of them.
    """
    found = " ".join(written.split())
    if found not in field.choices:
        raise Wrong(
            f"{shown(found)} is unknown{suggestion(found, field.choices)}; choose one of: {', '.join(field.choices)}"
        )
    return found


def count(written: str) -> tuple[str, int | None, str]:
    """How it is meant, the number and what is counted: ``more than 40 experts``; without a number words alone."""
    words = " ".join(written.split())
    match = _COUNT.fullmatch(words)
    number = numbers.value(match["number"].replace(" ", "")) if match else None
    if match is None or number is None:
        return "", None, words
    given = next((q for index, (q, said) in enumerate(_QUALIFIERS) if said and match[f"q{index}"]), "exact")
    return given, number, match["of"]


def _like(field: Field) -> str:
    return f", such as {field.examples[0]}" if field.examples else ""
