"""Diagrams of classes, drawn on the server: a class with what is around it, a module as a tree of its classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ctkg.graph.glossary import Glossary, Module, Term
from ctkg.iris import compact
from ctkg.serve.charts.drawing import Drawing, number
from ctkg.serve.links import href

#: Sizes in units of the drawing; a letter of a label is about ``_LETTER`` wide.
_BOX, _LINE, _GAP, _WIDE, _LETTER = 26.0, 14.0, 10.0, 190.0, 6.6
_COLUMN = 265.0
#: Boxes of one side, and names in one box.
_BOXES, _NAMES = 14, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """A drawing with its title and, in a sentence, what it shows; ``width`` in units of the drawing."""

    id: str
    title: str
    svg: str
    width: int


@dataclass(frozen=True, slots=True)
class _Box:
    """A class with the properties (lines above its name) by which the middle is joined to it."""

    iri: str
    label: str
    names: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        return _BOX + _LINE * len(self.names)


def of_class(glossary: Glossary, term: Term) -> Diagram:
    """A class in the middle, those above and below it, and beside it what its properties join it to."""
    out = _beside(glossary, term, forward=True)
    into = _beside(glossary, term, forward=False)
    above = [_Box(iri, _label(glossary, iri)) for iri in term.above]
    below = _few([_Box(iri, _label(glossary, iri)) for iri in term.below])
    middle = [*above, _Box(term.iri, term.label), *below]
    height = max(_height(into), _height(out), _height(middle)) + 2 * _GAP
    columns = [_GAP, _GAP + _COLUMN, _GAP + 2 * _COLUMN] if into else [_GAP - _COLUMN, _GAP, _GAP + _COLUMN]
    right = max(x for x, boxes in zip(columns, (into, middle, out), strict=True) if boxes) + _WIDE + _GAP
    told = _told(term, above, below, into, out)
    drawing = _drawing("class-diagram", right, height, f"The class {term.label} and what is around it", told)
    places = _stacked(middle, columns[1], height)
    own = places[len(above)]
    for place, (x, y) in enumerate(places):
        if abs(place - len(above)) == 1:
            upper, lower = sorted((y, own[1]))
            _line(drawing, [(x + _WIDE / 2, upper + _BOX), (x + _WIDE / 2, lower)], "is-a")
        elif place != len(above):
            _line(drawing, _bracket(x, own[1], y), "is-a")
    for boxes, x, sign in ((into, columns[0], -1), (out, columns[2], 1)):
        for box, (left, y) in zip(boxes, _stacked(boxes, x, height), strict=True):
            end = left + _WIDE if sign < 0 else left
            start = own[0] if sign < 0 else own[0] + _WIDE
            joint = (start + end) / 2
            points = [(start, own[1] + _BOX / 2), (joint, own[1] + _BOX / 2), (joint, y + box.height - _BOX / 2)]
            points.append((end, y + box.height - _BOX / 2))
            _line(drawing, points if sign > 0 else points[::-1], "joins")
            _draw(drawing, box, left, y)
    for box, (x, y) in zip(middle, places, strict=True):
        _draw(drawing, box, x, y, own=box.iri == term.iri)
    return Diagram(id="class-diagram", title=told, svg=drawing.markup(), width=int(right))


def of_module(glossary: Glossary, module: Module) -> Diagram | None:
    """The classes of a module as a tree, with those of others that they are below; None where it has no classes."""
    own = {term.iri for term in glossary.of_module(module.iri) if term.is_class}
    if not own:
        return None
    above = {iri for each in own for iri in glossary.terms[each].above}
    shown = own | above
    roots = [iri for iri in _sorted(glossary, shown) if not set(_above(glossary, iri)) & shown]
    rows: list[tuple[str, int, int]] = []

    def walk(iri: str, depth: int, parent: int, path: frozenset[str]) -> None:
        rows.append((iri, depth, parent))
        here = len(rows) - 1
        below = glossary.terms[iri].below if iri in glossary.terms else ()
        for each in _sorted(glossary, set(below) & shown - path):
            if each in own:
                walk(each, depth + 1, here, path | {each})

    for root in roots:
        walk(root, 0, -1, frozenset({root}))
    step = _BOX + 8
    width = (max(depth for _, depth, _ in rows) * 60.0) + _WIDE + 2 * _GAP + 40
    told = f"{len(own)} classes of the module {module.name}, each below the class that it is a kind of."
    drawing = _drawing("module-diagram", width, len(rows) * step + 2 * _GAP, module.title, told)
    for place, (_, depth, parent) in enumerate(rows):
        x, y = _GAP + depth * 60.0, _GAP + place * step
        if parent >= 0:
            left, top = _GAP + rows[parent][1] * 60.0 + 20, _GAP + parent * step + _BOX
            _line(drawing, [(x, y + _BOX / 2), (left, y + _BOX / 2), (left, top)], "is-a")
    for place, (iri, depth, _) in enumerate(rows):
        box = _Box(iri, _label(glossary, iri))
        _draw(drawing, box, _GAP + depth * 60.0, _GAP + place * step, other=iri not in own)
    return Diagram(id="module-diagram", title=told, svg=drawing.markup(), width=int(width))


def _beside(glossary: Glossary, term: Term, *, forward: bool) -> list[_Box]:
    """Classes that the properties of a class lead to, or come from, each with the names of these properties."""
    found: dict[str, list[str]] = {}
    for each in glossary.properties(term.iri) if forward else glossary.leading_to(term.iri):
        for end in each.range if forward else each.domain:
            if end in glossary.terms and end != term.iri:
                found.setdefault(end, []).append(each.label)
    boxes = []
    for iri in _sorted(glossary, set(found)):
        names = tuple(found[iri][:_NAMES])
        more = len(found[iri]) - len(names)
        boxes.append(_Box(iri, _label(glossary, iri), (*names, f"and {more} more") if more else names))
    return _few(boxes)


def _few(boxes: list[_Box]) -> list[_Box]:
    more = len(boxes) - _BOXES
    return [*boxes[:_BOXES], _Box("", f"and {more} more")] if more > 0 else boxes


def _told(term: Term, above: Sequence[_Box], below: Sequence[_Box], into: Sequence[_Box], out: Sequence[_Box]) -> str:
    def names(boxes: Sequence[_Box]) -> str:
        return ", ".join(each.label for each in boxes)

    parts = [f"{term.label} is a kind of {names(above)}" if above else f"{term.label} stands on top"]
    parts += [f"kinds of it are {names(below)}"] if below else []
    parts += [f"its properties lead to {names(out)}"] if out else []
    parts += [f"properties of {names(into)} lead to it"] if into else []
    return "; ".join(parts) + "."


def _drawing(id: str, width: float, height: float, title: str, description: str) -> Drawing:
    drawing = Drawing(id, height=height, title=title, description=description)
    drawing.root.set("class", "diagram")
    drawing.root.set("viewBox", f"0 0 {number(width)} {number(height)}")
    drawing.root.set("width", number(width))
    # Its boxes are links, which would be lost in an image.
    drawing.root.set("role", "group")
    return drawing


def _draw(drawing: Drawing, box: _Box, x: float, y: float, *, own: bool = False, other: bool = False) -> None:
    for place, name in enumerate(box.names):
        shown = _cut(name)
        text = drawing.add("text", text=shown, class_="by", x=x + 4, y=y + _LINE * (place + 1) - 4)
        _whole(drawing, text, name, shown)
    top = y + _LINE * len(box.names)
    parent: Element | None = None
    if box.iri and not own:
        parent = drawing.add("a", href=href(box.iri))
        drawing.add("title", parent, text=compact(box.iri))
    look = "box own" if own else "box other" if other else "box" if box.iri else "box rest"
    drawing.add("rect", parent, class_=look, x=x, y=top, width=_WIDE, height=_BOX, rx=5)
    drawing.add("text", parent, text=_cut(box.label), class_="in", x=x + _WIDE / 2, y=top + _BOX / 2 + 4)


def _whole(drawing: Drawing, text: Element, name: str, shown: str) -> None:
    if shown != name:
        drawing.add("title", text, text=name)


def _cut(name: str) -> str:
    most = int(_WIDE / _LETTER)
    return name if len(name) <= most else name[: most - 1] + "…"


def _line(drawing: Drawing, points: Sequence[tuple[float, float]], look: str) -> None:
    way = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    drawing.add("path", class_=look, d=f"M{way}")


def _bracket(x: float, one: float, other: float) -> list[tuple[float, float]]:
    left = x - _GAP / 2
    return [(x, one + _BOX / 2), (left, one + _BOX / 2), (left, other + _BOX / 2), (x, other + _BOX / 2)]


def _stacked(boxes: Sequence[_Box], x: float, height: float) -> list[tuple[float, float]]:
    """Places of boxes one under another, in the middle of the drawing."""
    y = (height - _height(boxes)) / 2
    found = []
    for box in boxes:
        found.append((x, y))
        y += box.height + _GAP
    return found


def _height(boxes: Sequence[_Box]) -> float:
    return sum(box.height for box in boxes) + _GAP * max(0, len(boxes) - 1)


def _above(glossary: Glossary, iri: str) -> tuple[str, ...]:
    return glossary.terms[iri].above if iri in glossary.terms else ()


def _label(glossary: Glossary, iri: str) -> str:
    return glossary.terms[iri].label if iri in glossary.terms else compact(iri)


def _sorted(glossary: Glossary, iris: set[str] | frozenset[str]) -> list[str]:
    return sorted(iris, key=lambda iri: (_label(glossary, iri), iri))
