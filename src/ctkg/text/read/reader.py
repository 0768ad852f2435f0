"""What a reader is: the port that the readers here, and those of plug-ins, fill."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from ctkg.model import Document, Source
from ctkg.text.read import identity, languages


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A kind of file and how to read it. Plug-ins register one under the entry-point group ``ctkg.readers``.

    Attributes:
        media_type: such as ``text/html``.
        suffixes: of file names, in lower case with the dot.
        parse: bytes and file name to a document; raises UnreadableInput, MissingExtra and nothing else.
    """

    media_type: str
    suffixes: tuple[str, ...]
    parse: Callable[[bytes, str], Document]

    def __call__(self, data: bytes, name: str) -> Document:
        """Read ``data``, which comes from the file ``name``."""
        return self.parse(data, name)


def document(text: str, *, name: str, source: Source, identifier: str = "", notices: tuple[str, ...] = ()) -> Document:
    """A document of ``text``, with what can be known of any text: id by name, path, hash, language where not stated."""
    language, notice = languages.settle(source.language, text)
    known = {"path": name, "sha256": hashlib.sha256(text.encode()).hexdigest(), "language": language}
    if notice:
        notices = (*notices, notice)
    identifier = identifier or identity.from_name(name)
    return Document(id=identifier, text=text, source=source, notices=notices).with_source(**known)
