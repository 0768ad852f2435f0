"""What stands in a form, before it is understood: texts, lists and mappings, each with its place.

YAML and CSV become the same tree, so that everything after this knows nothing of either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_SEMICOLON = re.compile(r"(?<!\\);")


@dataclass(slots=True)
class Text:
    """A value as it was written.

    ``plain`` where nothing marks it as text (no quotes); ``cell`` in a table, where semicolons part several values.
    """

    value: str
    line: int
    column: int
    plain: bool = True
    cell: bool = False

    @property
    def empty(self) -> bool:
        """True where nothing is stated: no value, or the word for none."""
        return not self.value.strip() or (self.plain and self.value in ("~", "null"))

    def parts(self) -> list[Text]:
        """The values of a cell that semicolons part; a semicolon of a value itself has a backslash before it."""
        found, start = [], 0
        for match in (*_SEMICOLON.finditer(self.value), None):
            end = match.start() if match else len(self.value)
            part = self.value[start:end]
            column = self.column + start + len(part) - len(part.lstrip())
            found.append(Text(part.strip().replace("\\;", ";"), self.line, column, self.plain))
            start = end + 1
        return found


@dataclass(slots=True)
class Items:
    """A list."""

    line: int
    column: int
    items: list[Text | Items | Fields] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """True where no item states anything."""
        return all(item.empty for item in self.items)


@dataclass(slots=True)
class Fields:
    """A mapping: what stands under each name, and where the name stands."""

    line: int
    column: int
    values: dict[str, Text | Items | Fields] = field(default_factory=dict)
    keys: dict[str, Text] = field(default_factory=dict)
    #: Names that stand there twice, the later ones.
    repeated: list[Text] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """True where no field states anything."""
        return all(value.empty for value in self.values.values())


Written = Text | Items | Fields
