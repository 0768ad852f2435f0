"""Documents and their parts."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a document comes from. Empty strings where unknown.

    Attributes:
        url: address of the original.
        title: title as published.
        publisher: who published it.
        licence: licence of the text, if stated.
        media_type: such as ``text/plain``, ``text/html`` or ``application/pdf``.
        language: BCP 47 tag of the text.
        sha256: hexadecimal SHA-256 of ``Document.text`` in UTF-8.
        published: day of publication, ISO 8601 as precise as stated.
        path: file name as given by the user, for messages; never written to a graph.
    """

    url: str = ""
    title: str = ""
    publisher: str = ""
    licence: str = ""
    media_type: str = "text/plain"
    language: str = ""
    sha256: str = ""
    published: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open interval of code points of ``Document.text``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """True where ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True where at least one code point is shared."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text to be mapped. ``text`` is NFC with LF line ends and no byte order mark; offsets count its code points.

    ``notices`` say, for people, what its reader left out or doubts; they are never written to a graph. ``keep`` is
    False where the document asks that its text is not kept beside what it states (:mod:`ctkg.making.texts`).
    """

    id: str
    source: Source
    text: str
    notices: tuple[str, ...] = ()
    keep: bool = True

    def slice(self, span: Span) -> str:
        """The words at ``span``."""
        return self.text[span.start : span.end]

    def with_source(self, **changes: str) -> Document:
        """A copy with some fields of its source changed."""
        return dataclasses.replace(self, source=dataclasses.replace(self.source, **changes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A part of a document.

    Attributes:
        kind: ``title``, ``heading``, ``paragraph``, ``item``, ``row`` or ``sentence``.
    """

    document: str
    span: Span
    kind: str
