"""What is seen of a document before it is kept: its text with what was read in it, statement by statement."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ctkg.adding.outcomes import Likeness
from ctkg.adding.previewing import Previewed, preview
from ctkg.graph.store import Store
from ctkg.making import statements as packed
from ctkg.model import Entity, Statement
from ctkg.serve.documents.kinds import kind_of
from ctkg.serve.documents.pieces import Pages, pages
from ctkg.serve.documents.statements import OPEN, STATED, Row, phrases, words_in
from ctkg.serve.pages.changing import Changes, changes
from ctkg.serve.pages.giving.given import Given
from ctkg.serve.pages.giving.worker import Read
from ctkg.site.evidence import level
from ctkg.site.view import Text


@dataclass(slots=True, kw_only=True)
class Preview:
    """A document that somebody looks at.

    Attributes:
        values: what was typed, for mending.
        fault: why it cannot be read; ``at`` which field.
        read: what was read.
        rows: its statements, in the order of the text.
        tried: what would come of it.
        changes: the same, for people.
        out: statements that are left out, by the name of their claim.
        kept: id of the document once it is in the graph, and ``done`` what is to be said of that.
        lock: held by whoever decides on it: of two who keep it at once, one does.
    """

    values: dict[str, str] = field(default_factory=dict)
    fault: str = ""
    at: str = ""
    given: Given | None = None
    read: Read | None = None
    rows: tuple[Row, ...] = ()
    tried: Previewed | None = None
    changes: Changes | None = None
    out: set[str] = field(default_factory=set)
    kept: str = ""
    done: tuple[str, ...] = ()
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def title(self) -> str:
        """What it is called on lists."""
        if self.read is not None:
            return self.read.document.source.title or self.read.document.id
        return self.values.get("title") or (self.given.name or self.given.address if self.given else "a document")

    @property
    def text(self) -> Pages | None:
        """The text with its marks."""
        if self.read is None:
            return None
        text = self.read.document.text
        return pages([(0, text)], self.rows, whole=True, number=1) if text else None

    @property
    def alike(self) -> Sequence[Likeness]:
        """What of it is or may be something that the graph has."""
        return self.tried.alike if self.tried else ()


def look(store: Store, read: Read, preview_of: Preview, *, decisions: Path | None = None) -> None:
    """Fill a preview with what was read and what would come of it.

    Raises:
        UsageError: the store cannot be compared with.
    """
    name = read.given.name or read.given.address
    tried = preview(store, Path(name), read.made, decisions=decisions)
    _, said = packed.loads(read.made.said)
    preview_of.given, preview_of.read, preview_of.tried = read.given, read, tried
    preview_of.rows = tuple(rows(read.document.text, said))
    preview_of.changes = changes(store, tried.difference) if tried.difference else None


def rows(text: str, said: Sequence[Statement]) -> list[Row]:
    """The statements of a document as its page shows them."""
    ordered = sorted(said, key=lambda each: (_passages(each)[:1] or ((-1, 0),), each.predicate, each.id))
    return [_row(number, text, each) for number, each in enumerate(ordered, start=1)]


def _passages(said: Statement) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({(each.span.start, each.span.end) for each in said.evidence if each.span is not None}))


def _row(number: int, text: str, said: Statement) -> Row:
    thing = said.object
    value = thing.label if isinstance(thing, Entity) else str(thing)
    passages = _passages(said)
    notes = [said.stance] if said.stance != "asserted" else []
    notes += ["follows from the text"] if said.derived else []
    return Row(
        number=number,
        kind=kind_of(said.predicate),
        relation=said.predicate,
        title=Text(text=said.predicate.replace(".", " ").replace("_", " ")),
        subject=Text(text=said.subject.label or said.event),
        value=Text(text=value, note=said.counted),
        place="",
        confidence=f"{said.confidence:.2f}",
        level=level(said.confidence),
        rule=said.evidence[0].extractor,
        notes=(*notes, *said.doubts),
        standing=STATED if said.holds else OPEN,
        passages=passages,
        words=words_in([(start, text[start:end]) for start, end in passages], phrases(said)),
        review="",
        claim=said.id,
    )
