"""What is said of a node: statements, the claims of documents behind them, and who entered or decided what.

:class:`ctkg.graph.reader.Reader` reads them from a store.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ctkg.iris import PREFIXES
from ctkg.model.statement import OUTCOMES

TYPE = PREFIXES["rdf"] + "type"


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """The other end of a statement.

    Attributes:
        text: the words of a literal; the label of a node, or its prefixed name where it has none.
        iri: of a node; empty for a literal.
        language: tag of the literal or of the label, or empty.
        datatype: IRI of a typed literal; empty for plain text and for nodes.
    """

    text: str
    iri: str = ""
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of a document; ``start`` and ``end`` count code points of its text, None for a line of its metadata."""

    iri: str
    document: str
    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reader decided on a claim; ``kind`` is ``accept``, ``reject``, ``correct`` or ``prefer``."""

    act: str
    kind: str
    by: str
    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entering:
    """By whom an entry was entered, when, why, and from what; empty where nobody said."""

    entry: str
    by: str
    on: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a document says, with its words.

    Attributes:
        document: id of the document, or of the entry.
        relation: in the flat vocabulary, such as ``organizer``.
        about: IRI of the event that it belongs to.
        object: IRI, or empty where the value is words only.
        value: the value as a label, a date or a number; ``names`` are other names for it, ``of`` what it is said of.
        stance: ``asserted``, ``intended``, ``denied`` or ``possible``.
        status: ``stated`` or ``derived``.
        outcome: one of :data:`ctkg.model.statement.OUTCOMES` where a reader decided, or empty.
        decisions: the acts by which that was decided, in order of time.
        rule: what found it; empty where a person entered it.
        doubts: why a second opinion lowered the confidence.
        quoted: the words that were quoted.
        passages: evidence, in order of the text.
    """

    iri: str
    document: str
    relation: str
    about: str
    subject: str
    predicate: str
    object: str
    value: str
    names: tuple[str, ...]
    of: str
    stance: str
    status: str
    outcome: str
    decisions: tuple[Decision, ...]
    confidence: float | None
    rule: str
    doubts: tuple[str, ...]
    quoted: str
    passages: tuple[Passage, ...]

    @property
    def is_asserted(self) -> bool:
        """True where the document says it of the world and no reader decided otherwise."""
        return self.stance == "asserted" and self.outcome in ("", *OUTCOMES[:2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A triple about a node, with the graphs that hold it (without the common stem), and the claims behind it."""

    subject: Value
    predicate: str
    object: Value
    graphs: tuple[str, ...]
    claims: tuple[Claim, ...] = field(default=())

    @property
    def is_inferred(self) -> bool:
        """True where no document and no table says so itself."""
        return all(graph.startswith("inferred/") for graph in self.graphs)
