"""What templates are given: texts with their links, lines with their evidence, and pages made of these."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words on a page.

    Attributes:
        text: what is read; templates escape it.
        language: tag for the ``lang`` attribute, or empty.
        href: relative link to a page of the site, or an address of the web; empty for plain words.
        outside: True where ``href`` leaves the site.
        note: what is said beside, in small letters (a date, a kind).
    """

    text: str
    language: str = ""
    href: str = ""
    outside: bool = False
    note: str = ""

    @property
    def is_date(self) -> bool:
        """True for a day or a month of the calendar."""
        return _DATE.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence of a document.

    Attributes:
        parts: its text in pieces, each with whether its words are those that count.
        document: title of the document, with a link to the sentence on its page.
        address: where the document was published, or empty.
        confidence: between 0 and 1 as text, or empty; ``level`` is ``high``, ``medium``, ``low`` or empty.
        rule: what found the statement.
        notes: stance, decision of a reader, doubts: whatever else must be known.
        claim: last part of the IRI of the claim; of two that say the same in the same words one is shown.
    """

    parts: tuple[tuple[str, bool], ...]
    language: str
    document: Text
    address: str
    confidence: str
    level: str
    rule: str
    notes: tuple[str, ...] = ()
    claim: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line: the other end of a statement, its evidence and its sources.

    Attributes:
        inferred: it only follows from other statements.
        claimed: a document says so and the graph has no statement of it: who is behind an attack, or mere words.
        why: link to why an inferred statement holds, or empty.
    """

    value: Text
    inferred: bool = False
    claimed: bool = False
    quotes: tuple[Quote, ...] = ()
    sources: tuple[Text, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines of one property.

    Attributes:
        more: how many have another end without a page and are not listed.
        whole: how many there are in all, with a link to them; None where they stand here.
    """

    title: Text
    rows: tuple[Row, ...]
    more: int = 0
    whole: Text | None = None

    @property
    def has_quotes(self) -> bool:
        """True where one of the lines has a sentence."""
        return any(row.quotes for row in self.rows)

    @property
    def quoted(self) -> tuple[Row, ...]:
        """Lines that have a sentence."""
        return tuple(row for row in self.rows if row.quotes)

    @property
    def plain(self) -> tuple[Row, ...]:
        """Lines that have none; they stand close together."""
        return tuple(row for row in self.rows if not row.quotes)

    @property
    def is_words(self) -> bool:
        """True where a line without a sentence is words and no link: each then stands on a line of its own."""
        return any(not row.value.href for row in self.plain)

    @property
    def sources(self) -> tuple[Text, ...]:
        """Sources of the lines without a sentence, each once."""
        return tuple(dict.fromkeys(each for row in self.plain for each in row.sources))


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of a table: a cell for every column, each with any number of texts; ``href`` leads to its own page."""

    cells: tuple[tuple[Text, ...], ...]
    quotes: tuple[Quote, ...] = ()
    sources: tuple[Text, ...] = ()
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Relations that have a node of their own (a tenure, a treaty action, a group), one a row; ``whole`` as above."""

    title: Text
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    whole: Text | None = None

    @property
    def sources(self) -> tuple[Text, ...]:
        """Sources of all rows, each once."""
        return tuple(dict.fromkeys(each for row in self.rows for each in row.sources))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one document says where reports differ."""

    value: str
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A point on which reports of one event differ, side by side."""

    title: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A pair that was brought together, or may be the same, with the grounds."""

    outcome: str
    score: str
    nodes: tuple[Text, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Everything on the page of a node; ``pages`` is how many it has, ``number`` counts them from 1."""

    iri: str
    path: str
    title: Text
    kind: Text
    classes: tuple[Text, ...]
    names: tuple[Text, ...] = ()
    type_quotes: tuple[Quote, ...] = ()
    facts: tuple[Group | Table, ...] = ()
    differences: tuple[Difference, ...] = ()
    open_claims: tuple[Group, ...] = ()
    follows: tuple[Group, ...] = ()
    backward: tuple[Group | Table, ...] = ()
    members: tuple[Text, ...] = ()
    matches: tuple[Match, ...] = ()
    sources: tuple[Text, ...] = ()
    document: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read from a sentence: of what, which property, and the value."""

    subject: Text
    relation: Text
    value: Text
    confidence: str
    level: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A passage of a document, in parts that were read (True) or not, and what was read from it."""

    anchor: str
    parts: tuple[tuple[str, bool], ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document or an entry: its passages in order, and, of an entry, who entered it and from what."""

    address: str
    language: str
    entered: tuple[Text, ...]
    sentences: tuple[Sentence, ...]
