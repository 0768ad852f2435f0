"""Mentions of things in a text, and the things themselves."""

from __future__ import annotations

from dataclasses import dataclass

from ctkg.model.document import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name something.

    Attributes:
        text: the words, verbatim.
        kind: ``organization state place person date number instrument concept group event nationality``.
        finder: which finder found it.
        score: how sure the finder is, 0 to 1.
    """

    document: str
    span: Span
    text: str
    kind: str
    finder: str
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A thing that a document speaks of.

    Attributes:
        kind: ``event person organization state territory place instrument concept group project document``.
        label: its canonical name (of the reference table where linked, else the fullest name in the text).
        reference: id in a reference table (``osce-atu``, ``state-KZ``, ``unscr-2341``, ``act-bombing``, a GeoNames id);
            None for a thing that no table knows.
        names: other names that it really has (acronyms, former names, the words of the text), at most six, in a fixed
            order; never invented.
        state: ISO 3166-1 alpha-2 code of the State it belongs to or stands in, where the text or the table says so.
        body: for a person, label of the body by which it is told from others of the same name.
        type: a finer kind where the words give it (``ministry``, ``field-operation``, ``treaty``, ``threat``,
            ``measure``, ``sector`` ...).
        key: name within the document (``e1`` for the main event); empty for all but events.
    """

    kind: str
    label: str
    reference: str | None = None
    names: tuple[str, ...] = ()
    state: str = ""
    body: str = ""
    type: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """That a mention names a thing, and how sure that is."""

    mention: Mention
    thing: Entity
    score: float
