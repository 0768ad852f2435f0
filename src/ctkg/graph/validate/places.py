"""Where a finding stands in the text of an entry."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pyoxigraph import Quad

from ctkg.errors import CtkgError
from ctkg.graph.export.formats import FORMATS, format_name
from ctkg.graph.validate import turtle_text
from ctkg.graph.validate.entry_finding import plain
from ctkg.graph.validate.turtle_text import Statement
from ctkg.model import Finding

#: Code points of a text that is looked through at most; a longer one has no places.
LIMIT = 4_000_000
_TURTLES = frozenset({"nq", "nt", "trig", "ttl"})


class Spot(NamedTuple):
    """A line and a column (code points), from 1; both 0 where nothing is known."""

    line: int
    column: int


NOWHERE = Spot(0, 0)


class Places:
    """Where the statements of an entry stand.

    Nothing is guessed: the statements that are found in the text must be those that its parser gives, else no place
    is known at all; and of a finding that fits several places the nearest common one is given, which may be that of
    the property or of the node.
    """

    def __init__(self, text: str = "", statements: Iterable[Statement] = ()) -> None:
        self._starts = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]
        self._values: dict[tuple[str, str, str], set[int]] = defaultdict(set)
        self._properties: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._nodes: dict[str, list[int]] = defaultdict(list)
        self._pointing: dict[str, list[int]] = defaultdict(list)
        for each in statements:
            self._values[each.subject, each.predicate, each.object].add(each.object_at)
            self._properties[each.subject, each.predicate].add(each.predicate_at)
            self._nodes[each.subject].append(each.subject_at)
            self._pointing[each.object].append(each.object_at)

    def of(self, finding: Finding) -> Spot:
        """Where a finding stands: at its value, else at its property, else at its node."""
        at = self._at(finding)
        if at is None:
            return NOWHERE
        line = bisect_right(self._starts, at)
        return Spot(line, at - self._starts[line - 1] + 1)

    def placed(self, finding: Finding) -> Finding:
        """The finding with its place, where it has none yet and one is known."""
        if finding.line:
            return finding
        spot = self.of(finding)
        return dataclasses.replace(finding, line=spot.line, column=spot.column)

    def _at(self, finding: Finding) -> int | None:
        focus, path, value = finding.focus, finding.path, finding.value
        values = self._values.get((focus, path, value), set())
        if not values and value.endswith("…"):
            values = {at for key, found in self._values.items() if _begins(key, focus, path, value) for at in found}
        properties = self._properties.get((focus, path), set())
        for places in (values, properties):
            if len(places) == 1:
                return next(iter(places))
        for nodes in (self._nodes, self._pointing):
            if nodes.get(focus):
                return min(nodes[focus])
        return None


def _begins(key: tuple[str, str, str], focus: str, path: str, value: str) -> bool:
    return key[:2] == (focus, path) and key[2].startswith(value[:-1])


def places(data: bytes, format: str, quads: Sequence[Quad]) -> Places:
    """The places of the statements of an entry; none are known of what is neither Turtle nor one of its kin.

    Args:
        data: what was read.
        format: its format, as :func:`ctkg.graph.export.read` takes it.
        quads: what the parser gave for it.
    """
    try:
        form = format_name(format)
    except CtkgError:
        form = ""
    if form not in _TURTLES or form not in FORMATS or len(data) > LIMIT:
        return Places()
    text = data.decode("utf-8", "replace")
    try:
        found = list(turtle_text.statements(text))
    except (turtle_text.NotFollowed, RecursionError):
        return Places()
    given = {(plain(quad.subject), quad.predicate.value, plain(quad.object)) for quad in quads}
    if given != {(each.subject, each.predicate, each.object) for each in found}:
        return Places()
    return Places(text, found)
