"""What a document is called: its id, and the checks on what its metadata state."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePath

from ctkg import iris
from ctkg.errors import UnreadableInput
from ctkg.model import Document, Failure
from ctkg.text.read import web

_ID = re.compile(r"\w[\w.~-]{0,127}")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MOMENT = re.compile(r"[T ]\d{2}:?\d{2}.*")
_ADDRESS = re.compile(r"(?:https?://|urn:|doi:)[^\s<>\"{}|\\^`]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def is_id(text: str) -> bool:
    """True where ``text`` can stand in an IRI as one path segment, as it is."""
    return _ID.fullmatch(text) is not None and unicodedata.is_normalized("NFC", text)


def from_name(name: str) -> str:
    """Id of a document that states none: the stem of its file name; its slug where the stem cannot stand in an IRI.

    The id of a web page is the slug of its host and path, because numbers at the end of a path recur across sites.
    """
    if web.is_address(name):
        return iris.slug(web.words_of(name))
    stem = unicodedata.normalize("NFC", PurePath(name).stem)
    return stem if is_id(stem) else iris.slug(stem)


def date(text: str) -> str:
    """An ISO 8601 date as precise as ``text`` states it (year, month or day); empty where it states none."""
    found = _DATE.fullmatch(_MOMENT.sub("", text.strip()))
    if found is None:
        return ""
    try:
        datetime.date(*(int(part or 1) for part in found.groups()))
    except ValueError:
        return ""
    return found.group()


def address(text: str) -> str:
    """``text`` where it is an address that can be an IRI, else empty."""
    text = text.strip()
    return text if _ADDRESS.fullmatch(text) else ""


def language(text: str) -> str:
    """A BCP 47 tag from ``en``, ``en-GB`` or ``en_GB``; empty where ``text`` is none."""
    tag = text.strip().replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        return ""
    first, *rest = tag.split("-")
    return "-".join((first.lower(), *rest))


def check_ids(documents: Iterable[Document]) -> tuple[Failure, ...]:
    """One failure for every document whose id a document of an earlier path already has; both files are named.

    The first in the order of paths keeps the id, whatever the order of ``documents``.
    """
    taken: dict[str, str] = {}
    failures = []
    for document in sorted(documents, key=lambda d: (d.source.path, d.id)):
        path = document.source.path
        if document.id in taken:
            message = (
                f"document id {document.id!r} is already that of {taken[document.id]}; give one of them another id"
            )
            failures.append(Failure(path=path, message=message))
        else:
            taken[document.id] = path
    return tuple(failures)


def invalid(key: str, value: str, wanted: str, *, name: str, line: int) -> UnreadableInput:
    """The error of a front-matter value that cannot be used."""
    return UnreadableInput(f"front matter: {key}: {value!r} is not {wanted}", path=name, line=line)
