"""Forms, what is written in them, and what came of reading them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctkg.iris import ID

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from ctkg.model import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form, as its property shape describes it.

    Attributes:
        name: what stands before the colon, or above the column.
        description: one sentence for whoever fills the form.
        examples: values that it takes, as they are written; for numbers and dates as well.
        path: IRI of the property that takes the value; of a longer path the last one.
        against: True where the property leads from the value to the node that the form describes.
        order: place in the form.
        required: True where a form without it is refused.
        several: True where it takes more than one value.
        type: ``text``, ``name`` (with a language), ``integer``, ``boolean``, ``date``, ``choice`` (of :attr:`choices`),
            ``concept`` (of :attr:`scheme`), ``thing`` (of :attr:`classes`), ``document`` or ``form`` (:attr:`forms`).
        classes: IRIs of the classes of which a named thing must be one.
        scheme: IRI of the concept scheme.
        choices: what may be written.
        pattern: regular expression of the whole text, or empty.
        shortest: least length in code points.
        longest: greatest length in code points.
        least: smallest number.
        words: IRI of the property for ``{words: ...}``, or empty.
        forms: forms by which a value may, or for the type ``form`` must, be described in place.
        role: IRI of the role in which an agent takes part, where a node stands between event and agent; else empty.
        not_after: IRI of the property of the field that may not be earlier, or empty.
    """

    name: str
    description: str
    examples: tuple[str, ...]
    path: str
    against: bool
    order: int
    required: bool
    several: bool
    type: str
    classes: tuple[str, ...] = ()
    scheme: str = ""
    choices: tuple[str, ...] = ()
    pattern: str = ""
    shortest: int = 1
    longest: int = 2000
    least: int | None = None
    words: str = ""
    forms: tuple[Form, ...] = ()
    role: str = ""
    not_after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The fields of one kind of entry, or of a node within an entry.

    Attributes:
        kind: word by which it is asked for; empty for a form within others.
        label: what the node is, in plain words.
        description: what the ontology says of its class.
        cls: IRI of the class of the node; a finer one may follow from the fields.
        iri_kind: first part of the IRI of the node.
        written_as: name of the writer of the node; empty for the plain one.
        shorthand: how words that stand for the whole node are read; empty where they are not.
        fields: in order.
    """

    kind: str
    label: str
    description: str
    cls: str
    iri_kind: str
    written_as: str
    shorthand: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        """The field called ``name``."""
        return next((each for each in self.fields if each.name == name), None)

    @property
    def key(self) -> Field:
        """The field by which a description in place is told to be one of this form: its first required one."""
        return next((each for each in self.fields if each.required), self.fields[0])


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands in a form: line and column from 1 (code points), and the name of its field."""

    line: int
    column: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """That a name was understood: the words, the field, and the node that is meant with its own label."""

    name: str
    field: str
    iri: str
    label: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """One entry that was read from a form.

    Attributes:
        id: of the entry; empty where it gives none that can be used.
        kind: word of its form; empty where that is unknown.
        focus: IRI of the node that the entry is about; empty without id or kind.
        spot: where the entry begins.
        quads: what it says, in ``graph/document/<id>``, sorted, without blank nodes; not all of it where there are
            problems.
        places: where a statement (subject, property, value as IRI or words) was written, those that follow by a
            shortcut included; a node alone as ``(node, "", "")``.
        matches: how names were understood, in the order of the form.
        problems: why it cannot be taken in, with lines, in the order of the form; empty where it can.
    """

    id: str
    kind: str
    focus: str
    spot: Spot
    quads: tuple[Quad, ...] = ()
    places: Mapping[tuple[str, str, str], Spot] = field(default_factory=dict)
    matches: tuple[Match, ...] = ()
    problems: tuple[Finding, ...] = ()

    def place(self, focus: str, path: str = "", value: str = "") -> Spot:
        """Where the form says this; the nearest place that is known, at last the beginning of the entry."""
        keys = ((focus, path, value), (focus, path, ""), (value, "", ""), (focus, "", ""))
        return next((self.places[key] for key in keys if key[0].startswith(ID) and key in self.places), self.spot)

    def placed(self, finding: Finding) -> Finding:
        """``finding`` with line, column and field of the form, where it has none yet."""
        if finding.line:
            return finding
        spot = self.place(finding.focus, finding.path, finding.value)
        return dataclasses.replace(finding, line=spot.line, column=spot.column, field=spot.field)
