"""What the content of a PDF page shows: strings of letters with their places (PDF 32000-1, chapter 9).

pypdf parses the content and the fonts; the text operators are followed here, because its own text output has neither
the width of what is shown nor the places that tables and headings are told by.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import hypot
from typing import Any

from ctkg.errors import UnreadableInput
from ctkg.text.read import extras

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
#: Fonts by the identity of their dictionaries, which are kept so that no other takes it.
Fonts = dict[int, tuple["_Font | None", Any]]
#: How the page is turned before it is shown, by its /Rotate.
_TURNED: dict[int, Matrix] = {90: (0, -1, 1, 0, 0, 0), 180: (-1, 0, 0, -1, 0, 0), 270: (0, 1, -1, 0, 0, 0)}
_DEEP = 12
#: No page is so large; what lies there is nonsense.
_FAR = 1e6


@dataclass(frozen=True, slots=True)
class Run:
    """Letters shown at one place; ``x0``, ``x1``, ``y`` of the baseline and ``size`` are in points, y goes up."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool


@dataclass(slots=True)
class Budget:
    """What may still be done for one document.

    Attributes:
        operations: operators of content streams.
        forms: forms that are drawn (one that draws others many times over would never end).
        name: of the file, for the message.
    """

    name: str
    operations: int = 4_000_000
    forms: int = 2_000

    def spend(self, operations: int, forms: int = 0) -> None:
        """Take off what is about to be done.

        Raises:
            UnreadableInput: nothing is left.
        """
        self.operations -= operations
        self.forms -= forms
        if self.operations < 0 or self.forms < 0:
            raise UnreadableInput("the pages of this PDF are too intricate to be read; split it", path=self.name)


@dataclass(slots=True)
class Shown:
    """What a page shows: upright runs in the order of the content, and what could not be read of it.

    Attributes:
        height, width: of the page, in points; ``bottom`` and ``left`` are where it begins.
        unreadable: letters of fonts that do not say which letters they are.
        turned: letters of text that is not upright, such as stamps.
    """

    runs: list[Run] = field(default_factory=list)
    left: float = 0.0
    bottom: float = 0.0
    width: float = 0.0
    height: float = 0.0
    unreadable: int = 0
    turned: int = 0


def of(page: Any, budget: Budget, fonts: Fonts) -> Shown:
    """What ``page`` (of pypdf) shows. ``fonts`` keeps the fonts of a document between its pages."""
    matrix = _TURNED.get(int(page.rotation) % 360, _UNIT)
    box = page.mediabox
    corners = [_at(matrix, float(x), float(y)) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    shown = Shown(left=min(xs), bottom=min(ys), width=max(xs) - min(xs), height=max(ys) - min(ys))
    contents = page.get("/Contents")
    if contents is not None:
        _Content(shown, budget, fonts, page.pdf).follow(contents.get_object(), page.get("/Resources"), matrix, 0)
    return shown


@dataclass(slots=True)
class _State:
    """The graphics state, as far as text goes."""

    ctm: Matrix
    font: _Font | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0

    def copy(self) -> _State:
        return _State(
            self.ctm, self.font, self.size, self.spacing, self.word_spacing, self.scale, self.leading, self.rise
        )


class _Content:
    """Follows the operators of content streams."""

    def __init__(self, shown: Shown, budget: Budget, fonts: Fonts, pdf: Any) -> None:
        self._shown, self._budget, self._fonts, self._pdf = shown, budget, fonts, pdf
        self._generic = extras.load("pypdf.generic", extra="read", what="PDF", name=budget.name)
        self._font_of = extras.load("pypdf.generic._font", extra="read", what="PDF", name=budget.name).Font

    def follow(self, contents: Any, resources: Any, ctm: Matrix, depth: int) -> None:
        """Follow one content stream; ``depth`` counts the forms it stands in."""
        operations = self._generic.ContentStream(contents, self._pdf, "bytes").operations
        self._budget.spend(len(operations), 1)
        resources = _mapping(resources)
        fonts, objects = _mapping(resources.get("/Font")), _mapping(resources.get("/XObject"))
        state, stack = _State(ctm), list[_State]()
        tm = line = _UNIT
        for operands, operator in operations:
            if operator == b"q":
                stack.append(state.copy())
            elif operator == b"Q":
                state = stack.pop() if stack else state
            elif operator == b"cm":
                state.ctm = _mul(_matrix(operands), state.ctm)
            elif operator == b"BT":
                tm = line = _UNIT
            elif operator == b"Tf" and len(operands) >= 2:
                state.font, state.size = self._font(_mapping(fonts.get(operands[0]))), _number(operands[1])
            elif operator in (b"Td", b"TD") and len(operands) >= 2:
                if operator == b"TD":
                    state.leading = -_number(operands[1])
                tm = line = _mul((1, 0, 0, 1, _number(operands[0]), _number(operands[1])), line)
            elif operator == b"Tm":
                tm = line = _matrix(operands)
            elif operator == b"T*":
                tm = line = _mul((1, 0, 0, 1, 0, -state.leading), line)
            elif operator in (b"Tj", b"'", b'"') and operands:
                if operator != b"Tj":
                    tm = line = _mul((1, 0, 0, 1, 0, -state.leading), line)
                if operator == b'"' and len(operands) >= 3:
                    state.word_spacing, state.spacing = _number(operands[0]), _number(operands[1])
                tm = self._show(operands[-1], state, tm)
            elif operator == b"TJ" and operands and isinstance(operands[0], list):
                for part in operands[0]:
                    if isinstance(part, int | float):
                        tm = _mul((1, 0, 0, 1, -_number(part) / 1000 * state.size * state.scale, 0), tm)
                    else:
                        tm = self._show(part, state, tm)
            elif operator == b"Do" and operands and depth < _DEEP:
                self._form(objects.get(operands[0]), resources, state.ctm, depth)
            elif operands:
                _set(state, operator, operands[0])

    def _form(self, reference: Any, resources: Any, ctm: Matrix, depth: int) -> None:
        form = reference.get_object() if reference is not None else None
        if isinstance(form, dict) and form.get("/Subtype") == "/Form":
            matrix = form.get("/Matrix")
            inner = _mul(_matrix(list(matrix.get_object())), ctm) if matrix is not None else ctm
            self.follow(form, form.get("/Resources") or resources, inner, depth + 1)

    def _font(self, found: Any) -> _Font | None:
        if not found:
            return None
        if id(found) not in self._fonts:
            named = "/ToUnicode" in found or found.get("/Encoding") not in ("/Identity-H", "/Identity-V")
            try:
                font = self._font_of.from_font_resource(found)
            except Exception:  # a broken font makes its letters unreadable, not the document
                font = None
            readable = font is not None and font.interpretable and named
            self._fonts[id(found)] = (_Font(font) if readable else None, found)
        return self._fonts[id(found)][0]

    def _show(self, value: Any, state: _State, tm: Matrix) -> Matrix:
        """Show one string; the text matrix behind it."""
        if not isinstance(value, bytes | str):
            return tm
        font = state.font
        if font is None:
            self._shown.unreadable += len(value)
            return tm
        codes, text, width = font.read(value)
        advance = width / 1000 * state.size + len(codes) * state.spacing + codes.count(" ") * state.word_spacing
        behind = _mul((1, 0, 0, 1, advance * state.scale, 0), tm)
        here, there = _mul(tm, state.ctm), _mul(behind, state.ctm)
        size = abs(state.size) * hypot(here[2], here[3])
        x0, y = _at(here, 0, state.rise)
        x1, _ = _at(there, 0, state.rise)
        if not max(abs(x0), abs(y), size) < _FAR or x1 != x1:
            return tm
        if abs(here[1]) > abs(here[0]) * 0.1 or here[0] * state.size < 0:
            self._shown.turned += len(text.strip())
        elif text:
            self._shown.runs.append(Run(text, x0, min(max(x0, x1), _FAR), y, size or 1.0, font.bold))
        return behind


class _Font:
    """A font of pypdf with the letters and widths of its codes, each worked out once."""

    def __init__(self, font: Any) -> None:
        self.bold = any(word in font.name.lower() for word in ("bold", "black", "heavy"))
        self._font = font
        self._simple = not isinstance(font.encoding, str)
        self._known: dict[str, tuple[str, float]] = {}

    def read(self, value: bytes | str) -> tuple[str, str, float]:
        """The codes of a string as characters, its letters, and its width in thousandths of the size."""
        if isinstance(value, str):
            return value, value, sum(self._glyph(code)[1] for code in value)
        if self._simple:
            codes = value.decode("latin-1")
        else:
            try:
                codes = value.decode(self._font.encoding, "surrogatepass")
            except UnicodeDecodeError:
                codes = value.decode(self._font.encoding, "replace")
        glyphs = [self._known.get(code) or self._glyph(code) for code in codes]
        return codes, "".join([text for text, _ in glyphs]), sum([width for _, width in glyphs])

    def _glyph(self, code: str) -> tuple[str, float]:
        font = self._font
        named = font.encoding.get(ord(code), code) if self._simple else code
        text = "".join(str(font.character_map.get(one, one)) for one in named)
        width = font.space_width if code == font.space_char else font.get_text_width(code)
        self._known[code] = text, float(width)
        return self._known[code]


def _set(state: _State, operator: bytes, operand: Any) -> None:
    value = _number(operand)
    if operator == b"Tc":
        state.spacing = value
    elif operator == b"Tw":
        state.word_spacing = value
    elif operator == b"Tz":
        state.scale = value / 100
    elif operator == b"TL":
        state.leading = value
    elif operator == b"Ts":
        state.rise = value


def _mapping(value: Any) -> Any:
    found = value.get_object() if hasattr(value, "get_object") else value
    return found if isinstance(found, dict) else {}


def _number(value: Any) -> float:
    """A number within what pages have; anything else, which would overflow later, is 0."""
    return float(value) if isinstance(value, int | float) and abs(value) < 1e7 else 0.0


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = [*map(_number, operands[:6]), 0.0, 0.0, 0.0, 0.0, 0.0, 0.0][:6]
    return (a, b, c, d, e, f) if len(operands) >= 6 else _UNIT


def _mul(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]
