"""From one file to what a store takes in of it: statements, quads and the profile for resolution.

This is the half of a build that needs no store, so that it can run in other processes and on other machines:
:func:`make` takes a file and gives plain bytes and words.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ctkg.errors import CtkgError
from ctkg.iris import graph
from ctkg.model import Document, Link, OpinionTally, Statement
from ctkg.text.opinions.settings import OpinionSettings

if TYPE_CHECKING:
    from ctkg.bridge import Graphs, Mapped
    from ctkg.text.read import Address

#: A document and what it states.
Extracted = tuple[Document, tuple[Statement, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a store takes in of one document.

    Attributes:
        document: its id.
        statements: how many statements it gave.
        size: how many quads.
        packed: its graphs, :func:`packed` N-Quads, since hundreds of documents are under way at once.
        profile: what resolution looks at (:mod:`ctkg.resolve.keeping`).
        said: its statements, from which it can be mapped anew (:mod:`ctkg.making.statements`).
        text: its text, packed (:mod:`ctkg.making.texts`); empty where it is not to be kept.
        notices: what the reader wants people to know.
        tally: what came of second opinions.
    """

    document: str
    statements: int
    size: int
    packed: bytes
    profile: str
    said: str
    text: str
    notices: tuple[str, ...]
    tally: OpinionTally

    @property
    def quads(self) -> bytes:
        """Its graphs as N-Quads, by :meth:`ctkg.bridge.Mapped.dumps`."""
        return unpacked(self.packed)

    @property
    def digest(self) -> str:
        """The same where the graphs of the store would hold the same."""
        return hashlib.sha256(self.quads + b"\n" + self.profile.encode()).hexdigest()

    def graphs(self) -> Graphs:
        """The quads by the IRI of their graph; each graph of a document is there, if only empty."""
        from ctkg import bridge

        return bridge.loads(self.document, self.quads)

    def named(self) -> list[str]:
        """IRIs of the graphs that hold something."""
        names, quads = (graph(kind, self.document) for kind in ("document", "evidence")), self.quads
        return [name for name in names if f"<{name}> .\n".encode() in quads]


def packed(mapped: Mapped) -> bytes:
    """What was mapped, in a sixteenth of its room."""
    return zlib.compress(mapped.dumps(), 1)


def unpacked(graphs: bytes) -> bytes:
    """The N-Quads that :func:`packed` took."""
    return zlib.decompress(graphs)


def extract(path: str | Path | Address, *, data: bytes | None = None) -> Extracted:
    """Read one file, or fetch one web address, and say what it states.

    ``data`` are the bytes of a file that is not on this machine.

    Raises:
        UnreadableInput: the file is missing, empty, binary, too large or broken, or the address gives no document.
        MissingExtra: an optional part reads this kind of file and is not installed.
    """
    from ctkg.text.extract import extract as statements_of
    from ctkg.text.read import read, read_bytes

    document = read(path) if data is None else read_bytes(data, name=str(path))
    return document, statements_of(document)


def consult(extracted: Extracted, settings: OpinionSettings) -> tuple[Extracted, OpinionTally]:
    """``extracted`` after second opinions, and what came of them (see :mod:`ctkg.text.opinions`).

    Raises:
        MissingExtra: a package is not installed that is needed for what is asked.
        UsageError: a spaCy pipeline cannot be loaded, or a setting is off.
    """
    if not settings:
        return extracted, OpinionTally()
    from ctkg.text.opinions.consulting import consult as ask

    document, statements = extracted
    heard = ask(document, statements, settings)
    return (document, heard.statements), heard.tally


def names(path: str | Path | Address) -> tuple[Document, tuple[Link, ...]]:
    """Read one file, or fetch one web address, and link the names in it, whatever its language.

    Raises:
        UnreadableInput: as :func:`extract`.
        MissingExtra: as :func:`extract`.
    """
    from ctkg.text.extract import names as names_of
    from ctkg.text.read import read

    document = read(path)
    return document, names_of(document)


def make(path: Path | Address, opinions: OpinionSettings, *, data: bytes | None = None) -> Made | CtkgError:
    """All of one file; what went wrong is an answer like any other, so that one file does not stop the rest."""
    try:
        extracted, tally = consult(extract(path, data=data), opinions)
        return made_of(extracted, tally)
    except CtkgError as error:
        return error


def made_of(extracted: Extracted, tally: OpinionTally | None = None) -> Made:
    """What a store takes in of a document that was read, with what it states.

    Raises:
        CtkgError: it cannot be mapped.
    """
    from ctkg import bridge
    from ctkg.making import texts
    from ctkg.making.statements import dumps as noted
    from ctkg.resolve import keeping, profile

    document, statements = extracted
    mapped = bridge.quads(document, statements)
    return Made(
        document=document.id,
        statements=mapped.statements,
        size=mapped.size,
        packed=packed(mapped),
        profile=keeping.dumps(profile(document, statements)),
        said=noted(document, statements),
        text=texts.dumps(document.text) if document.keep else "",
        notices=document.notices,
        tally=tally or OpinionTally(),
    )
