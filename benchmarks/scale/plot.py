"""The plot of the figures: a few lines of SVG, both axes logarithmic."""

from __future__ import annotations

import math
from typing import Any

Figures = dict[str, Any]
Points = list[tuple[float, float]]
Line = tuple[str, str, Points]

_WIDTH, _HEIGHT, _LEFT, _TOP, _PLOT_W, _PLOT_H = 940, 420, 70, 56, 330, 280
_REFERENCE, _OURS, _DISK = "#b3541e", "#1f5fa8", "#5b8f3a"


def svg(found: dict[str, Figures]) -> str:
    """Two panels: the whole graph by both sides, and one document more; empty where figures are missing."""
    if "engines" not in found or "increments" not in found:
        return ""
    panels = [
        _panel(0, "Load, close, validate, write", "triples", "seconds", _whole(found["engines"])),
        _panel(
            _WIDTH // 2,
            "One new document",
            "quads in the store",
            "milliseconds (processor)",
            _added(found["increments"]),
        ),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" '
        'font-family="Helvetica, Arial, sans-serif" font-size="12">\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>\n' + "".join(panels) + "</svg>\n"
    )


def _whole(figures: Figures) -> list[Line]:
    sides: list[Line] = []
    for side, name, colour in (("reference", "rdflib, owlrl, pyshacl", _REFERENCE), ("ours", "ctkg", _OURS)):
        points = [(each["ours"]["triples"], each[side]["seconds"]) for key, each in figures.items() if key.isdigit()]
        sides.append((name, colour, sorted(points)))
    return sides


def _added(figures: Figures) -> list[Line]:
    lines: list[Line] = []
    for where, colour in (("disk", _DISK), ("memory", _OURS)):
        keys = [key for key in figures if key.endswith(f" {where} small")]
        points = [(float(figures[key]["quads"]), float(figures[key]["new processor ms"])) for key in keys]
        lines.append((f"ctkg, {where}", colour, sorted(points)))
    return lines


def _panel(shift: int, title: str, below: str, beside: str, lines: list[Line]) -> str:
    xs, ys = ([point[axis] for _, _, points in lines for point in points] for axis in (0, 1))
    x_low, x_high = math.floor(math.log10(min(xs))), math.ceil(math.log10(max(xs)))
    y_low, y_high = math.floor(math.log10(min(ys))), math.ceil(math.log10(max(ys)) + 0.2)
    left = shift + _LEFT

    def at(x: float, y: float) -> tuple[float, float]:
        across = (math.log10(x) - x_low) / max(x_high - x_low, 1)
        up = (math.log10(y) - y_low) / max(y_high - y_low, 1)
        return left + across * _PLOT_W, _TOP + (1 - up) * _PLOT_H

    parts = [_text(left + _PLOT_W / 2, _TOP - 26, title, "middle", 15)]
    for power in range(x_low, max(x_high, x_low + 1) + 1):
        x, bottom = at(10.0**power, 10.0**y_low)
        parts.append(_rule(x, _TOP, x, bottom))
        parts.append(_text(x, bottom + 18, _number(power), "middle"))
    for power in range(y_low, max(y_high, y_low + 1) + 1):
        x, y = at(10.0**x_low, 10.0**power)
        parts.append(_rule(x, y, x + _PLOT_W, y))
        parts.append(_text(x - 6, y + 4, _number(power), "end"))
    parts.append(_text(left + _PLOT_W / 2, _TOP + _PLOT_H + 40, below, "middle"))
    parts.append(_text(left - 44, _TOP - 10, beside, "start"))
    for number, (name, colour, points) in enumerate(lines):
        places = [at(*point) for point in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>\n')
        for (x, y), (_, value) in zip(places, points, strict=True):
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>\n')
            # Beside the axis a number in the middle would stand on those of the axis.
            beside_axis = x - left < 20
            parts.append(_text(x, y - 9, f"{value:.3g}", "start" if beside_axis else "middle", 11, colour))
        row = _TOP + _PLOT_H + 62
        parts.append(f'<rect x="{left + number * 170}" y="{row - 9}" width="12" height="10" fill="{colour}"/>\n')
        parts.append(_text(left + number * 170 + 18, row, name, "start"))
    return "".join(parts)


def _number(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"


def _rule(x: float, y: float, to_x: float, to_y: float) -> str:
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="#dddddd"/>\n'


def _text(x: float, y: float, words: str, anchor: str, size: int = 12, colour: str = "#222222") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}"'
    return f"<text {place}>{words}</text>\n"
