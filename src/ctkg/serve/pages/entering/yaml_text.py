"""A sheet as the YAML form that the same person could have written, and which line of it is which input."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ctkg.serve.pages.entering.sheet import WORDS, Group, Sheet, Slot

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 .()/'-]*[A-Za-z0-9.)])?")
#: What YAML would take for something else than a text, at least for people who read it.
_NOT_PLAIN = frozenset({"null", "true", "false", "yes", "no", "on", "off"})
#: What a text in quotation marks cannot hold as it is.
_ESCAPED = re.compile('[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|["\\\\]')


@dataclass(slots=True)
class Written:
    """A form as text.

    Attributes:
        text: YAML.
        places: address of the input, or of the field, that stands in a line (from 1).
    """

    text: str = ""
    places: dict[int, str] = field(default_factory=dict)


def written(sheet: Sheet) -> Written:
    """``sheet`` as YAML; what nobody typed in is left out, but for the names of fields that are needed."""
    writer = _Writer()
    writer.line(0, f"id: {scalar(sheet.id.strip())}".rstrip(), "id")
    writer.line(0, f"kind: {sheet.form.kind}", "")
    writer.groups(sheet.groups, 0)
    return Written(text="\n".join(writer.lines) + "\n", places=writer.places)


def scalar(text: str) -> str:
    """A text as a value of YAML, on one line; nothing for an empty one."""
    if not text:
        return ""
    if _PLAIN.fullmatch(text) and text.casefold() not in _NOT_PLAIN:
        return text
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    if character in '"\\':
        return "\\" + character
    if character == "\n":
        return "\\n"
    return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.places: dict[int, str] = {}

    def line(self, depth: int, text: str, address: str) -> None:
        self.lines.append("  " * depth + text)
        if address:
            self.places[len(self.lines)] = address

    def groups(self, groups: Sequence[Group], depth: int, key: str = "") -> None:
        """The fields of a node; ``key`` is that by which the reader tells what it is, which always stands there."""
        for group in groups:
            filled = [slot for slot in group.slots if not slot.empty]
            name = group.field.name
            if not filled:
                if group.field.required or name == key:
                    self.line(depth, f"{name}:", group.address)
            elif not group.field.several:
                self._one(name, filled[0], depth)
            else:
                self.line(depth, f"{name}:", group.address)
                for slot in filled:
                    self._item(slot, depth + 1)

    def _one(self, name: str, slot: Slot, depth: int) -> None:
        if slot.form is not None:
            self.line(depth, f"{name}:", slot.address)
            self.groups(slot.groups, depth + 1, slot.way)
        elif slot.way == WORDS:
            self.line(depth, f"{name}:", slot.address)
            self.line(depth + 1, f"words: {scalar(slot.text.strip())}", slot.address)
        else:
            self.line(depth, f"{name}: {scalar(slot.text.strip())}", slot.address)

    def _item(self, slot: Slot, depth: int) -> None:
        start = len(self.lines)
        if slot.form is not None:
            self.groups(slot.groups, depth + 1, slot.way)
        elif slot.way == WORDS:
            self.line(depth + 1, f"words: {scalar(slot.text.strip())}", slot.address)
        else:
            self.line(depth + 1, scalar(slot.text.strip()), slot.address)
        first = self.lines[start]
        self.lines[start] = "  " * depth + "- " + first[2 * (depth + 1) :]
