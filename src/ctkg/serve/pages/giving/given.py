"""What somebody gave: bytes with a name, or an address; pasted text becomes a small Markdown file with front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from ctkg.errors import UnreadableInput
from ctkg.iris import slug
from ctkg.serve.pages.entering.yaml_text import scalar
from ctkg.text.read import identity

#: Fields beside a pasted text, with what front matter calls them.
_FIELDS = {"title": "title", "publisher": "publisher", "date": "date", "address": "source", "language": "language"}
#: Characters that mean something to Markdown; before each a backslash stands.
_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&=])")
_NAME = re.compile(r"[^\w.~ -]+")
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Given:
    """A document before it is read.

    Attributes:
        name: of its file; for an address empty.
        data: its bytes.
        address: to be fetched, where there are no bytes yet; else from which they came.
    """

    name: str
    data: bytes = b""
    address: str = ""


class Mistaken(Exception):
    """What is wrong with a field of the page: its name, and what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message


def pasted(values: Mapping[str, str]) -> Given:
    """A pasted text as a file, whose text is that text after the title.

    Args:
        values: ``text``, and where known ``title``, ``publisher``, ``date``, ``address``, ``language``, ``id``.

    Raises:
        Mistaken: a field cannot be used.
    """
    said = {name: " ".join(values.get(name, "").split()) for name in (*_FIELDS, "id")}
    text = values.get("text", "").replace("\r\n", "\n").strip()
    if not text:
        raise Mistaken("text", "there is no text; paste the words of the document")
    if said["date"] and not identity.date(said["date"]):
        raise Mistaken("date", "write the day as 2019-11-19, or 2019-11 or 2019")
    if said["address"] and not identity.address(said["address"]):
        raise Mistaken("address", "write an address such as https://example.org/report")
    if said["language"] and not identity.language(said["language"]):
        raise Mistaken("language", "write a language tag such as en")
    name = said["id"] or slug(f"{said['title'] or ' '.join(text.split()[:8])} {said['date']}".strip())[:_LONGEST_NAME]
    if not identity.is_id(name):
        raise Mistaken("id", "write letters, digits and hyphens")
    front = [f"{key}: {scalar(said[field])}" for field, key in _FIELDS.items() if said[field]]
    body = "\n\n".join(_paragraph(part) for part in re.split(r"\n[^\S\n]*\n\s*", text))
    head = "\n".join(["---", f"id: {scalar(name)}", *front, "---"])
    return Given(f"{name}.md", f"{head}\n\n{body}\n".encode("utf-8", "replace"))


def _paragraph(lines: str) -> str:
    """Lines as Markdown that reads as they stand: every mark escaped, every line end kept."""
    return "\\\n".join(_MARKS.sub(r"\\\1", line.strip()) for line in lines.split("\n"))


def uploaded(name: str, data: bytes) -> Given:
    """A file under a name that is safe as one; its suffix says what it is.

    Raises:
        UnreadableInput: it is empty.
    """
    last = PurePath(name.replace("\\", "/")).name
    clean = _NAME.sub("-", last).strip(" .-")[-_LONGEST_NAME:].lstrip(" .-")
    if not data:
        raise UnreadableInput("this file is empty", path=last[:_LONGEST_NAME] or "file")
    return Given(clean or "document", data)
