"""The port between what a model says and what is made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ctkg.model import Statement
from ctkg.text.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A fact that a model reads in the text; nothing of it is checked yet.

    Attributes:
        about: key of the event (``e1``), or label of the person.
        relation: as the model wrote it.
        value: as the model wrote it.
        quote: words that are said to stand in the text and to state the fact.
        of: for counts, what is counted.
    """

    about: str
    relation: str
    value: str
    quote: str
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """That a model does not find a statement in the text.

    Attributes:
        statement: id of the statement.
        reason: why, in plain words.
    """

    statement: str
    reason: str


@dataclass(slots=True)
class Answer:
    """What one model says of one document.

    Attributes:
        outcomes: what happened on the way, counted: ``asked``, ``from the cache``, ``dropped: ...``, ``failed: ...``.
    """

    proposals: list[Proposal] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)


class Opinion(Protocol):
    """A model that can be asked; ``name`` marks what it says: ``llm.NAME@VERSION``, ``model.NAME@VERSION``."""

    @property
    def name(self) -> str:
        """Name and version."""

    def ask(self, reading: Reading, statements: Sequence[Statement]) -> Answer:
        """What the model says; where it cannot be asked or fails, an answer that says so and holds nothing else."""
