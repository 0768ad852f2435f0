"""Draw the graph of one event as SVG, straight from a store: what stands in README.md is what a build gives.

python tools/draw_event.py STORE EVENT_IRI OUT.svg
"""

from __future__ import annotations

import sys
import textwrap
from dataclasses import dataclass
from html import escape
from pathlib import Path

import ctkg

#: Property -> (side of the picture, word on the edge); the order is that of the picture.
EDGES = {
    "ct:hasOrganizer": ("left", "organised by"),
    "ct:hasPartner": ("left", "with partner"),
    "ct:hasSupporter": ("left", "supported by"),
    "ct:hasFunder": ("left", "funded by"),
    "ct:hasHost": ("left", "hosted by"),
    "ct:hasSpeaker": ("left", "speaker"),
    "ct:hasParticipant": ("left", "participant"),
    "ct:hasParticipantGroup": ("left", "took part"),
    "ct:heldAt": ("right", "held at"),
    "ct:implementsInstrument": ("right", "helps implement"),
    "ct:usesGuidance": ("right", "uses guidance"),
    "ct:addresses": ("right", "addresses"),
    "ct:promotesMeasure": ("right", "promotes"),
}
COLOURS = {"left": ("#e8f0fa", "#2b5d9b"), "right": ("#fbf1e3", "#9a6412")}
WIDTH, BOX, ROW, TOP = 1180, 330, 46, 40
CENTRE = (WIDTH - 300) / 2


@dataclass(frozen=True, slots=True)
class Edge:
    """One line of the picture: the word on it and the label of the node at its end."""

    side: str
    word: str
    label: str


def edges(kg: ctkg.KnowledgeGraph, event: str) -> tuple[str, list[Edge]]:
    """The event's label and its edges; what the document says and what rules made of it, nothing broader."""
    found = kg.show(event)
    document = event.rsplit("/", 2)[-2]
    stated, inferred = f"document/{document}", f"inferred/{document}"
    out = []
    for line in found.lines:
        # Roles come by rule; broader threats, measures and places would only repeat what is there.
        shown = line.graph == stated or (line.graph == inferred and line.predicate.startswith("ct:has"))
        if line.direction == "out" and line.predicate in EDGES and shown:
            out.append(Edge(*EDGES[line.predicate], line.value))
    order = [word for _, word in EDGES.values()]
    return found.label, sorted(set(out), key=lambda edge: (order.index(edge.word), edge.label))


def draw(label: str, found: list[Edge]) -> str:
    """The picture as SVG text."""
    sides = {side: [edge for edge in found if edge.side == side] for side in COLOURS}
    height = TOP * 2 + ROW * max(len(edges) for edges in sides.values())
    middle = height / 2
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="DejaVu Sans, Verdana, sans-serif" font-size="13">',
        f"<title>{escape(label)}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    boxes = []
    for side, edges_of in sides.items():
        x = 10 if side == "left" else WIDTH - BOX - 10
        first = middle - ROW * len(edges_of) / 2
        fill, ink = COLOURS[side]
        for number, edge in enumerate(edges_of):
            y = first + ROW * number + ROW / 2
            near = x + BOX if side == "left" else x
            to = CENTRE if side == "left" else CENTRE + 300
            bend = (near + to) / 2
            parts.append(
                f'<path d="M{near},{y:g} C{bend:g},{y:g} {bend:g},{middle:g} {to:g},{middle:g}" fill="none" '
                f'stroke="{ink}" stroke-opacity="0.45"/>'
            )
            boxes.append(_box(x, y - 18, BOX, 36, fill, ink, f"{edge.word}: {edge.label}"))
    parts += boxes
    parts.append(_box(CENTRE, middle - 40, 300, 80, "#e9f5ec", "#27703c", label, bold=True))
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _box(x: float, y: float, width: float, height: float, fill: str, ink: str, text: str, *, bold: bool = False) -> str:
    lines = textwrap.wrap(text, int(width / 7.6))[: 2 if height < 50 else 3]
    if len(" ".join(lines)) < len(" ".join(text.split())):
        lines[-1] = lines[-1][:-1] + "…"
    top = y + height / 2 - 8 * (len(lines) - 1) + 4.5
    weight = ' font-weight="bold"' if bold else ""
    words = "".join(
        f'<tspan x="{x + width / 2:g}" y="{top + 16 * n:g}">{escape(line)}</tspan>' for n, line in enumerate(lines)
    )
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="7" fill="{fill}" stroke="{ink}"/>'
        f'<text text-anchor="middle" fill="#1b1b1b"{weight}>{words}</text>'
    )


def main(arguments: list[str]) -> int:
    store, event, target = arguments
    with ctkg.open(store, read_only=True) as kg:
        Path(target).write_text(draw(*edges(kg, event)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
