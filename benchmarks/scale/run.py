"""Measure how ctkg grows: ``python benchmarks/scale/run.py [PART ...]``. See README.md in the folder above.

Every stage runs in a process of its own. Each part writes ``PART.json`` into the output folder when it is done, and is
not measured again unless ``--again`` is given: what was interrupted goes on where it was. At the end (and by
``--tables`` alone) ``figures.md`` and ``scale.svg`` are written from what there is.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import layout
import plot
from measuring import HERE, Figures, apart


def start(sizes: Sizes) -> Figures:
    """Start of the command."""
    return apart("starting.py", sizes.starts)


def shape(sizes: Sizes) -> Figures:
    """The generated graph against a true build."""
    return apart("shape.py", sizes.profile)


def engines(sizes: Sizes) -> Figures:
    """Load, closure, validation and writing against rdflib, owlrl and pyshacl."""
    found: Figures = {}
    for size in sizes.engines:
        with tempfile.TemporaryDirectory() as folder:
            made = apart("prepare.py", "flat", folder, size)
            ours = [apart("engines.py", "ours", folder) for _ in range(sizes.repeats)]
            found[str(size)] = {
                **made,
                "ours": layout.medians(ours),
                "reference": apart("engines.py", "reference", folder),
                "compared": apart("engines.py", "compare", folder),
            }
    return found


def queries(sizes: Sizes) -> Figures:
    """Eight questions against rdflib."""
    with tempfile.TemporaryDirectory() as folder:
        made = apart("prepare.py", "closed", folder, sizes.queries)
        sides = {side: apart("questions.py", side, folder) for side in ("ours", "reference")}
    return {**made, **sides}


def increments(sizes: Sizes) -> Figures:
    """One document more, changed and less."""
    found: Figures = {}
    for size in sizes.increments:
        with tempfile.TemporaryDirectory() as folder:
            made = apart("prepare.py", "spare", folder, size)
            for where in ("memory", "disk"):
                for kind in ("small", "whole"):
                    figures = apart("increments.py", kind, folder, where, sizes.spare)
                    found[f"{size} {where} {kind}"] = {**figures, "stored_documents": made["documents"]}
            found[f"{size} equal"] = apart("increments.py", "equal", folder, "memory", min(5, sizes.spare))
    return found


def bulk(sizes: Sizes) -> Figures:
    """Many quads on disk."""
    with tempfile.TemporaryDirectory() as folder:
        return {stage: apart("bulk.py", stage, folder, sizes.bulk) for stage in ("make", "load", "ask")}


def build(sizes: Sizes) -> Figures:
    """Many documents from their texts, by one process and by several."""
    found: Figures = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in sizes.build:
            found[f"{count} by {sizes.jobs}"] = apart("building.py", folder, count, sizes.jobs)
        largest = max(sizes.build)
        found[f"{largest} by 1"] = apart("building.py", folder, largest, 1)
    return found


#: Parts by name: what is done, and how many minutes it takes on two quiet cores, about.
PARTS: dict[str, tuple[Callable[[Sizes], Figures], float]] = {
    "start": (start, 0.2),
    "shape": (shape, 1.5),
    "engines": (engines, 12),
    "queries": (queries, 3),
    "increments": (increments, 8),
    "bulk": (bulk, 6),
    "build": (build, 35),
}


class Sizes(argparse.Namespace):
    """How large each part is measured."""

    engines: list[int]
    queries: int
    increments: list[int]
    spare: int
    bulk: int
    build: list[int]
    jobs: int
    profile: int
    repeats: int
    starts: int


def main() -> int:
    """Measure the parts that are asked for and have no figures yet, then write tables and plot."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all but build where none")
    parser.add_argument("--output", type=Path, default=HERE / "figures", help="folder of the figures")
    parser.add_argument("--plot", type=Path, help="file of the plot (scale.svg in the output folder)")
    parser.add_argument("--again", action="store_true", help="measure what has figures already, too")
    parser.add_argument("--tables", action="store_true", help="measure nothing")
    parser.add_argument("--engines", type=int, nargs="+", default=[10_000, 100_000], help="triples")
    parser.add_argument("--queries", type=int, default=100_000, help="quads")
    parser.add_argument("--increments", type=int, nargs="+", default=[100_000, 1_000_000], help="quads")
    parser.add_argument("--spare", type=int, default=50, help="documents that come, change and go (50)")
    parser.add_argument("--bulk", type=int, default=10_000_000, help="quads")
    parser.add_argument("--build", type=int, nargs="+", default=[1_000, 3_000, 10_000], help="documents")
    parser.add_argument("--jobs", type=int, default=2, help="processes of the build (2)")
    parser.add_argument("--profile", type=int, default=200_000, help="quads of the graph whose shape is told")
    parser.add_argument("--repeats", type=int, default=3, help="processes of a fast stage; the median counts (3)")
    parser.add_argument("--starts", type=int, default=10, help="starts of each command (10)")
    words = parser.parse_args(namespace=Sizes())
    unknown = set(words.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    words.output.mkdir(parents=True, exist_ok=True)
    for name in [] if words.tables else words.parts or [part for part in PARTS if part != "build"]:
        target = words.output / f"{name}.json"
        if target.exists() and not words.again:
            print(f"{name}: measured already; --again measures it anew", file=sys.stderr)
            continue
        function, minutes = PARTS[name]
        print(f"{name}: about {minutes:g} minutes at its usual size", file=sys.stderr)
        began = time.monotonic()
        figures = {"machine": machine(), **function(words)}
        beside = target.with_suffix(".new")
        beside.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        beside.replace(target)
        print(f"{name}: {(time.monotonic() - began) / 60:.1f} minutes", file=sys.stderr)
    found = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(words.output.glob("*.json"))}
    told = layout.page(found)
    (words.output / "figures.md").write_text(told, encoding="utf-8")
    picture = plot.svg(found)
    if picture:
        (words.plot or words.output / "scale.svg").write_text(picture, encoding="utf-8")
    print(told)
    return 0


def machine() -> str:
    """The machine in general words."""
    version = ".".join(platform.python_version_tuple()[:2])
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {version}"


if __name__ == "__main__":
    raise SystemExit(main())
