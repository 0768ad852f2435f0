"""Scores one split and notes the figures in the ledger: ``python record.py SPLIT``. Figures only, never an error.

A split is a folder beside this file with ``documents/``, ``facts/`` and ``traps.tsv``. The line says which commit was
measured; where files of the project differ from it, ``-dirty`` follows.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import subprocess
from pathlib import Path

from ctkg.evaluation import Evaluation, evaluate

HERE = Path(__file__).resolve().parent
LEDGER = HERE / "ledger.tsv"
GROUPS = ("event", "roles", "people", "counts", "instruments")


def figures(result: Evaluation) -> dict[str, str]:
    """The columns of the ledger that are measured, by name."""
    found, overall, groups = result.figures, result.figures.score(), result.figures.groups()
    measures = {
        "documents": found.documents,
        "precision": overall.precision,
        "recall": overall.recall,
        "f1": overall.f1,
        "recall_all": overall.recall_all,
        "said_per_gold": overall.said_per_gold,
        "sure": found.sure,
        "sure_precision": found.sure_precision,
        "traps": found.traps,
        "trapped": len(found.trapped),
        **{f"f1_{name}": groups[name].f1 if name in groups else None for name in GROUPS},
    }
    return {
        name: "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
        for name, value in measures.items()
    }


def commit(folder: Path) -> str:
    """Short name of the commit checked out in ``folder``; a change of the ledger there does not make it dirty."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()

    changed = git("status", "--porcelain", "--", ":/", f":(exclude){folder / LEDGER.name}")
    return git("rev-parse", "--short", "HEAD") + "-dirty" * bool(changed)


def append(ledger: Path, line: dict[str, str]) -> None:
    """Add ``line``; columns that the ledger lacks are added to its right, where older lines say nothing."""
    columns, rows = list(line), []
    if ledger.exists():
        with ledger.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream, delimiter="\t")
            rows = list(reader)
            columns = [*(reader.fieldnames or ()), *(name for name in line if name not in (reader.fieldnames or ()))]
    with ledger.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, delimiter="\t", lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows([*rows, line])


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("split", help="name of a folder beside this file, or path of another such folder")
    parser.add_argument("--ledger", type=Path, default=LEDGER, help="where the line goes")
    words = parser.parse_args()
    folder = HERE / words.split
    measured = figures(evaluate(folder, [folder / "documents"]))
    line = {
        "commit": commit(HERE),
        "date": datetime.date.today().isoformat(),
        "split": folder.name,
        **measured,
    }
    append(words.ledger, line)
    width = max(map(len, line))
    print("\n".join(f"{name:<{width}}  {value}" for name, value in line.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
