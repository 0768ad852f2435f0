"""The marks before items of a Word document: bullets and numbers, which stand in no paragraph."""

from __future__ import annotations

import re
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVEL = re.compile(r"%(\d)")
_DEEP = 32


class Numbering:
    """Lists of one document; :meth:`marker` counts on as the paragraphs come in their order."""

    def __init__(self, root: Any, styles: Any) -> None:
        self._abstract: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles = {one.get(_W + "styleId"): one for one in styles.iter(_W + "style")} if styles is not None else {}
        if root is None:
            return
        for one in root.iter(_W + "abstractNum"):
            levels = {_number(level, "ilvl"): _level(level) for level in one.iter(_W + "lvl")}
            self._abstract[one.get(_W + "abstractNumId", "")] = levels
        for one in root.iter(_W + "num"):
            self._lists[one.get(_W + "numId", "")] = _value(one.find(_W + "abstractNumId"))

    @classmethod
    def of(cls, opened: Any) -> Numbering:
        """The numbering of a document opened by python-docx."""
        part = opened.part
        related = {relation.reltype.rsplit("/", 1)[-1]: relation for relation in part.rels.values()}
        numbering = related.get("numbering")
        root = None
        if numbering is not None and not numbering.is_external:
            from lxml import etree  # type: ignore[import-untyped]

            root = etree.fromstring(numbering.target_part.blob, etree.XMLParser(resolve_entities=False))
        return cls(root, opened.styles.element)

    def style_of(self, paragraph: Any) -> str:
        """Lower-case name of the paragraph's style, or of the first one that it is based on and begins ``heading``."""
        names = [_value(style.find(_W + "name")).lower() for style in self._based(paragraph)]
        heading = next((name for name in names if name.startswith("heading") or name == "title"), "")
        return heading or (names[0] if names else "")

    def marker(self, paragraph: Any) -> str:
        """``- ``, ``3. ``, ``(b) `` ... of an item, counted on; empty for what is no item."""
        number, level = self._list_of(paragraph)
        levels = self._abstract.get(self._lists.get(number, ""), {})
        if level not in levels:
            return ""
        kind, pattern, start = levels[level]
        if kind == "none":
            return ""
        if kind == "bullet":
            return "- "
        # Lists of one definition count on together, as Word does it.
        counts = self._counts.setdefault(self._lists[number], {})
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]

        def written(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            of_kind, _, first = levels.get(at, ("decimal", "", 1))
            return _figure(counts.get(at, first), of_kind)

        return _LEVEL.sub(written, pattern).strip() + " "

    def _based(self, paragraph: Any) -> list[Any]:
        found: list[Any] = []
        identifier = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
        while identifier in self._styles and len(found) < _DEEP:
            found.append(self._styles[identifier])
            identifier = _value(found[-1].find(_W + "basedOn"))
        return found

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        for holder in (paragraph, *self._based(paragraph)):
            found = holder.find(f"{_W}pPr/{_W}numPr")
            if found is not None and found.find(_W + "numId") is not None:
                level = found.find(_W + "ilvl")
                return _value(found.find(_W + "numId")), _number(level, "val") if level is not None else 0
        return "", 0


def _level(level: Any) -> tuple[str, str, int]:
    start = level.find(_W + "start")
    kind = _value(level.find(_W + "numFmt")) or "decimal"
    return kind, _value(level.find(_W + "lvlText")), _number(start, "val") if start is not None else 1


def _value(element: Any) -> str:
    return str(element.get(_W + "val", "")) if element is not None else ""


def _number(element: Any, attribute: str) -> int:
    written = str(element.get(_W + attribute, ""))
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 0


def _figure(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min(1 + (number - 1) // 26, 4)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        figure = _roman(number)
        return figure if kind == "lowerRoman" else figure.upper()
    return str(number)


def _roman(number: int) -> str:
    found = ""
    for value, figure in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
        (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        found += figure * (number // value)
        number %= value
    return found
