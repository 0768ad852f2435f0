"""Time and memory against the length of one document: ``python benchmarks/speed/growth.py [--output FOLDER]``.

Four shapes: ``many sentences`` (generated releases one after the other, as paragraphs), ``one line`` (the same
without a line end), ``one sentence`` (without a full stop, too) and ``digest`` (news in brief, each paragraph with an
event of its own). Linear growth shows as the same time for each
character at every length. Each length is measured in a process of its own; writes ``growth.md``.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
from itertools import count
from pathlib import Path

import corpus
from stages import Clock, Figures

SHAPES = ("many sentences", "one line", "one sentence", "digest")
LENGTHS = (2_000, 50_000, 200_000, 1_000_000, 5_000_000)


_TOWNS = ("Riga", "Vienna", "Tashkent", "Astana", "Rome", "Oslo", "Lima", "Quito", "Accra", "Lagos", "Paris", "Tokyo")


def digest(length: int) -> str:
    """News in brief of ``length`` characters."""
    pieces = ["News in brief"]
    for number in range(length // 100):
        town = _TOWNS[number % len(_TOWNS)]
        day = f"{number % 27 + 1} May 20{10 + number % 15}"
        pieces.append(
            f"{town.upper()} - A workshop on border security was held in {town} on {day}. "
            "The OSCE and Malta organized it. Fifteen officers of Togo attended."
        )
    return "\n\n".join(pieces)[:length]


def text(shape: str, length: int) -> str:
    """A text of ``length`` characters."""
    if shape == "digest":
        return digest(length)
    pieces: list[str] = []
    size = 0
    for batch in count():
        for _, document in corpus.documents(min(2_000, length // 1_500 + 2)):
            body = document.split("---\n", 2)[2].strip()
            pieces.append(body)
            size += len(body) + 2
            if size >= length:
                joined = "\n\n".join(pieces)[:length]
                line = joined if shape == "many sentences" else " ".join(joined.split())
                return line.replace(". ", ", ") if shape == "one sentence" else line
        assert batch < 10, "the generated documents are too short"
    raise AssertionError


def measure(shape: str, length: int) -> Figures:
    """Figures of one document, after short ones that load tables and patterns; seconds of processor time."""
    import resource

    from ctkg.model import Document, Source
    from ctkg.text.extract import extract

    def document(words: str) -> Document:
        return Document(id="growth", source=Source(), text=words)

    for _ in range(2):  # screens are made for the second
        extract(document(text(shape, 40_000)))
    words = text(shape, length)
    with Clock() as clock:
        found = extract(document(words))
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    return {**clock.figures, "characters": len(words), "statements": len(found), "peak_mb": peak}


def apart(shape: str, length: int) -> Figures:
    """:func:`measure` in a process of its own.

    Raises:
        SystemExit: it failed; its own words are on stderr.
    """
    words = [sys.executable, str(Path(__file__)), "--shape", shape, "--length", str(length)]
    run = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"{shape}, {length} characters: failed")
    found: Figures = json.loads(run.stdout)
    return found


def page(figures: dict[str, list[Figures]]) -> str:
    """``growth.md``."""
    lines = [
        "# Growth with the length of one document",
        "",
        f"Measured on {platform.machine()}, {platform.system()}, Python {platform.python_version()}; seconds of "
        "processor time, one process a line.",
        "",
        "| shape | characters | seconds | microseconds a character | statements | peak memory |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for shape, found in figures.items():
        for one in found:
            each = one["seconds"] / one["characters"] * 1e6
            lines.append(
                f"| {shape} | {one['characters']:,.0f} | {one['seconds']:.2f} | {each:.1f} | {one['statements']:,.0f} "
                f"| {one['peak_mb']:.0f} MB |"
            )
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lengths", type=int, nargs="+", default=LENGTHS, help="characters")
    parser.add_argument("--output", type=Path, help="folder to write growth.md into")
    parser.add_argument("--shape", choices=SHAPES, help=argparse.SUPPRESS)
    parser.add_argument("--length", type=int, help=argparse.SUPPRESS)
    words = parser.parse_args()
    if words.shape:
        print(json.dumps(measure(words.shape, words.length)))
        return 0
    told = page({shape: [apart(shape, length) for length in words.lengths] for shape in SHAPES})
    print(told)
    if words.output:
        (words.output / "growth.md").write_text(told, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
