"""A small graph as SVG. The same graph gives the same picture on every machine: places come by sums and roots alone,
which are exact everywhere, and in a fixed number of steps from places on a grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt, sqrt
from xml.etree.ElementTree import Element, SubElement, tostring

from ctkg.notebook.markup import cut

_WIDTH, _HEIGHT, _MARGIN = 860.0, 520.0, 60.0
_STEPS, _INWARD = 120, 0.9
#: Edges that are written on; more of them can be read by pointing at them.
_WRITTEN = 34
#: Letters of a node and of an edge.
_LONGEST, _SHORT = 34, 22
#: Colours that can be told apart on light and dark, by the order in which kinds are met.
_COLOURS = (
    "#3d8b92",
    "#b4632c",
    "#6f72b8",
    "#8a8a35",
    "#b0527a",
    "#6d7c84",
    "#5a8f4e",
    "#a8742a",
    "#7d5ba6",
    "#c25b5b",
)


@dataclass(frozen=True, slots=True)
class Node:
    """A node: a name for edges, what is written, its kind (a colour), an address of the web or nothing."""

    id: str
    text: str
    kind: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from ``source`` to ``target`` (ids of nodes) with what is written on it."""

    source: str
    target: str
    text: str = ""


def graph(nodes: Sequence[Node], edges: Sequence[Edge], *, title: str, focus: str = "") -> str:
    """The picture as markup, as wide as it may be and no wider than its place.

    Args:
        nodes: each once.
        edges: between them; others are left out.
        title: read by those who do not see it.
        focus: id of the node that the picture is of, where it is of one.
    """
    places = layout([node.id for node in nodes], [(edge.source, edge.target) for edge in edges])
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_WIDTH:.0f} {_HEIGHT:.0f}",
            "role": "img",
            "aria-label": cut(title),
            "style": f"max-width: {_WIDTH:.0f}px; width: 100%; height: auto; font-family: sans-serif",
            "color": "currentColor",
        },
    )
    SubElement(root, "title").text = cut(title)
    drawn = [each for each in edges if {each.source, each.target} <= places.keys() and each.source != each.target]
    for edge in drawn:
        _edge(root, edge, places[edge.source], places[edge.target], is_written=len(drawn) <= _WRITTEN)
    kinds = list(dict.fromkeys(node.kind for node in nodes))
    for node in nodes:
        colour = _COLOURS[kinds.index(node.kind) % len(_COLOURS)]
        _node(root, node, places[node.id], colour, is_focus=node.id == focus)
    _legend(root, [kind for kind in kinds if kind][: len(_COLOURS)], kinds)
    return tostring(root, encoding="unicode")


def layout(names: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    """Places of nodes: edges draw their ends together, all push each other apart (Fruchterman and Reingold, 1991)."""
    many = len(names)
    if not many:
        return {}
    columns = isqrt(many - 1) + 1
    xs = [float(number % columns) + 0.13 * (number // columns) for number in range(many)]
    ys = [float(number // columns) + 0.07 * (number % columns) for number in range(many)]
    index = {name: number for number, name in enumerate(names)}
    ends = sorted({(index[a], index[b]) for a, b in edges if a in index and b in index and a != b})
    for step in range(_STEPS):
        dx, dy = [0.0] * many, [0.0] * many
        for i in range(many):
            for j in range(i + 1, many):
                x, y = xs[i] - xs[j], ys[i] - ys[j]
                push = 1 / max(x * x + y * y, 1e-4)
                dx[i], dy[i], dx[j], dy[j] = dx[i] + x * push, dy[i] + y * push, dx[j] - x * push, dy[j] - y * push
        for i, j in ends:
            x, y = xs[i] - xs[j], ys[i] - ys[j]
            pull = sqrt(x * x + y * y)
            dx[i], dy[i], dx[j], dy[j] = dx[i] - x * pull, dy[i] - y * pull, dx[j] + x * pull, dy[j] + y * pull
        longest = 0.4 * (1 - step / _STEPS) + 0.005
        for i in range(many):
            # A little to the middle, so that parts without an edge between them stay in the picture.
            dx[i], dy[i] = dx[i] - _INWARD * xs[i], dy[i] - _INWARD * ys[i]
            length = sqrt(dx[i] * dx[i] + dy[i] * dy[i])
            share = min(1.0, longest / length) if length else 0.0
            xs[i], ys[i] = xs[i] + dx[i] * share, ys[i] + dy[i] * share
    return {name: (_fitted(xs, i, _WIDTH), _fitted(ys, i, _HEIGHT)) for i, name in enumerate(names)}


def _fitted(values: list[float], number: int, width: float) -> float:
    least, most = min(values), max(values)
    if most - least < 1e-9:
        return width / 2
    return round(_MARGIN + (values[number] - least) / (most - least) * (width - 2 * _MARGIN), 1)


def _edge(root: Element, edge: Edge, start: tuple[float, float], end: tuple[float, float], *, is_written: bool) -> None:
    (x1, y1), (x2, y2) = start, end
    length = sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    # The arrow ends at the rim of its node.
    tip_x, tip_y = x2 - ux * 11, y2 - uy * 11
    ink = {"stroke": "currentColor", "stroke-opacity": "0.45"}
    ends = {"x1": _n(x1), "y1": _n(y1), "x2": _n(tip_x), "y2": _n(tip_y)}
    line = SubElement(root, "line", {**ends, **ink})
    SubElement(line, "title").text = cut(edge.text)
    corners = [
        (tip_x, tip_y),
        (tip_x - 8 * ux - 3.5 * uy, tip_y - 8 * uy + 3.5 * ux),
        (tip_x - 8 * ux + 3.5 * uy, tip_y - 8 * uy - 3.5 * ux),
    ]
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in corners)
    SubElement(root, "polygon", {"points": points, "fill": "currentColor", "fill-opacity": "0.6"})
    if is_written:
        _text(root, (x1 + x2) / 2, (y1 + y2) / 2 - 3, _shortened(edge.text, _SHORT), size="10", opacity="0.75")


def _node(root: Element, node: Node, place: tuple[float, float], colour: str, *, is_focus: bool) -> None:
    x, y = place
    group = SubElement(root, "g")
    if node.href.startswith(("https://", "http://")):
        group = SubElement(group, "a", {"href": cut(node.href), "rel": "noopener noreferrer"})
    SubElement(group, "title").text = cut(node.text)
    rim = {"stroke": "currentColor", "stroke-width": "2"} if is_focus else {}
    SubElement(group, "circle", {"cx": _n(x), "cy": _n(y), "r": "9" if is_focus else "7", "fill": colour, **rim})
    _text(group, x, y + 21, _shortened(node.text, _LONGEST), size="12", opacity="1")


def _text(parent: Element, x: float, y: float, words: str, *, size: str, opacity: str) -> None:
    # In the middle, but not out of the picture: a letter takes about half of its height.
    half = len(words) * int(size) * 0.27
    x = min(max(x, half), _WIDTH - half)
    made = SubElement(
        parent,
        "text",
        {"x": _n(x), "y": _n(y), "font-size": size, "text-anchor": "middle", "fill": "currentColor"},
    )
    made.set("fill-opacity", opacity)
    made.text = words


def _legend(root: Element, named: Sequence[str], kinds: Sequence[str]) -> None:
    for line, kind in enumerate(named):
        y = 14 + 16 * line
        colour = _COLOURS[kinds.index(kind) % len(_COLOURS)]
        SubElement(root, "circle", {"cx": "10", "cy": _n(y), "r": "5", "fill": colour})
        made = SubElement(root, "text", {"x": "20", "y": _n(y + 4), "font-size": "11", "fill": "currentColor"})
        made.text = _shortened(kind, _SHORT)


def _shortened(words: str, letters: int) -> str:
    flat = " ".join(cut(words).split())
    return flat if len(flat) <= letters else flat[: letters - 1] + "…"


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
