"""Building many documents: ``python building.py FOLDER DOCUMENTS JOBS``, from text to a validated store on disk.

The texts are those of ``benchmarks/speed/corpus.py``. Memory is that of this process; ``workers_mb`` that of the
largest of its workers.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
from pathlib import Path

from measuring import Clock, Figures, peak_mb

sys.path.append(str(Path(__file__).parents[1] / "speed"))


def built(folder: Path, documents: int, jobs: int) -> Figures:
    """Build the first ``documents`` with so many processes."""
    import corpus

    from ctkg import graph
    from ctkg.pipeline import Options, build

    texts = folder / f"documents-{documents}"
    if not texts.exists():
        corpus.write(texts, documents)
    target = folder / f"built-{jobs}.store"
    shutil.rmtree(target, ignore_errors=True)
    with Clock() as clock:
        store = graph.open_store(target)
        summary = build([texts], store, options=Options(jobs=jobs))
        store.close()
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    shutil.rmtree(target)
    return {
        "documents": summary.documents,
        "jobs": jobs,
        "quads": summary.quads,
        "inferred": summary.inferred,
        "violations": len(summary.report.at_least("violation")),
        "wall": clock.wall,
        "seconds": clock.seconds,
        "peak_mb": peak_mb(),
        "workers_mb": children,
        "cores": os.cpu_count(),
    }


if __name__ == "__main__":
    place, count, processes = sys.argv[1:]
    print(json.dumps(built(Path(place), int(count), int(processes))))
