"""Measure ctkg: ``python benchmarks/speed/run.py``. See README.md beside this file.

Every stage runs in a process of its own, several times; the median counts. Ratios are of one run on one machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import corpus
import layout
import side_by_side
import stages
from stages import Figures

HERE = Path(__file__).parent


def measure(script: str, stage: str, folder: Path, repeats: int) -> Figures:
    """Median of every figure over ``repeats`` processes.

    Raises:
        SystemExit: the stage failed; its own words are on stderr.
    """
    found: list[Figures] = []
    for _ in range(repeats):
        run = subprocess.run(
            [sys.executable, str(HERE / script), stage, str(folder)], stdout=subprocess.PIPE, text=True, check=False
        )
        if run.returncode:
            raise SystemExit(f"the stage {stage} failed")
        found.append(json.loads(run.stdout))
    return {key: statistics.median(figures[key] for figures in found) for key in found[0]}


def own(folder: Path, documents: int, repeats: int) -> dict[str, Figures]:
    """Figures of ctkg's stages on ``documents`` generated documents with all reference tables."""
    corpus.write(folder / "documents", documents)
    return {stage: _say(stage, measure("stages.py", stage, folder, repeats)) for stage in stages.STAGES}


def compared(folder: Path, documents: int, repeats: int, pairs: Sequence[str]) -> dict[str, Figures]:
    """Figures of both sides on the graph of ``documents`` generated documents, without the reference tables."""
    corpus.write(folder / "documents", documents)
    (folder / "no-reference").touch()
    measure("stages.py", "build", folder, 1)
    found = {"prepare": measure("side_by_side.py", "prepare", folder, 1)}
    measure("stages.py", "infer", folder, 1)
    for stage in [f"{pair}_{side}" for pair in pairs for side in ("ours", "reference")]:
        # The reference engines take long and vary little.
        times = 1 if stage in ("infer_reference", "validate_reference") else repeats
        found[stage] = _say(stage, measure("side_by_side.py", stage, folder, times))
    return found


def machine() -> str:
    """The machine in general words."""
    version = ".".join(platform.python_version_tuple()[:2])
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {version}"


def _say(stage: str, figures: Figures) -> Figures:
    print(f"{stage:20} {figures['seconds']:8.3f} s {figures['peak_mb']:7.0f} MB", file=sys.stderr)
    return figures


def main() -> None:
    """Measure, print the tables, and write figures.json and figures.md where a folder is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=400, help="size of the corpus (400)")
    parser.add_argument("--side-documents", type=int, default=40, help="size of the comparison; 0 leaves it out (40)")
    parser.add_argument(
        "--pairs", nargs="+", choices=side_by_side.PAIRS, default=side_by_side.PAIRS, help="what to compare"
    )
    parser.add_argument("--repeats", type=int, default=3, help="processes per stage, the median counts (3)")
    parser.add_argument("--output", type=Path, help="folder for figures.json and figures.md")
    given = parser.parse_args()
    figures: dict[str, object] = {"machine": machine(), "documents": given.documents, "repeats": given.repeats}
    with tempfile.TemporaryDirectory() as scratch:
        figures["stages"] = own(Path(scratch, "own"), given.documents, given.repeats)
        if given.side_documents:
            figures["side_documents"] = given.side_documents
            figures["side_by_side"] = compared(Path(scratch, "side"), given.side_documents, given.repeats, given.pairs)
    text = layout.markdown(figures)
    print(text, end="")
    if given.output:
        given.output.mkdir(parents=True, exist_ok=True)
        rounded = json.loads(json.dumps(figures), parse_float=lambda digits: round(float(digits), 4))
        (given.output / "figures.json").write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
        (given.output / "figures.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
