"""What a page of a thing costs: ``python benchmarks/serve/pages.py STORE``. See README.md in the folder above.

Asks the application in this process for a sample of every kind and for the nodes of which most is said, each twice:
with nothing known of it, and again with names and passages in memory but the page made anew. Prints milliseconds of
processor time, compression of the answer included.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from starlette.testclient import TestClient

from ctkg.graph.store import DiskStore
from ctkg.iris import ID
from ctkg.serve import Settings, application
from ctkg.serve.catalogue import LiveCatalogue
from ctkg.serve.links import href
from ctkg.serve.lookup import Lookup
from ctkg.site.words import Learnt

_KINDS = ("events", "people", "organisations", "states", "places", "instruments", "threats")
_MOST_SAID = f"""
SELECT ?o (COUNT(*) AS ?n) WHERE {{ ?s ?p ?o FILTER(isIRI(?o) && STRSTARTS(STR(?o), "{ID}")) }}
GROUP BY ?o ORDER BY DESC(?n) LIMIT 20"""


def sample(catalogue: LiveCatalogue, number: int) -> Iterator[tuple[str, str]]:
    """Kind and path of some nodes of each kind, the same in every run."""
    for kind in _KINDS:
        entries = catalogue.of(kind, most=20_000)
        for entry in random.Random(1).sample(entries, min(number, len(entries))):
            yield kind, entry.path


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--number", type=int, default=40, help="pages of each kind")
    given = parser.parse_args()
    with DiskStore(given.store, read_only=True) as store:
        pages = list(sample(Lookup(store, Learnt()).catalogue, given.number))
        pages += [("most said of", href(row[0].value)) for row in store.beside(_MOST_SAID)]  # type: ignore[union-attr]
    cost: dict[tuple[str, str], list[float]] = {}
    size: dict[str, list[int]] = {}
    with TestClient(application(Settings(store=given.store)), base_url="http://127.0.0.1") as client:
        client.get("/id/nothing", headers={"accept": "text/html"})
        for turn in ("first", "again"):
            for kind, path in pages:
                start = time.process_time()
                answer = client.get(f"{path}?turn={turn}", headers={"accept": "text/html"})
                cost.setdefault((kind, turn), []).append(1000 * (time.process_time() - start))
                assert answer.status_code == 200, path
                size.setdefault(kind, []).append(len(answer.content))
    print(f"{'kind':15} {'pages':>5} {'KB':>5}  first: median   p95   max   again: median   p95   max   (ms)")
    for kind in dict.fromkeys(kind for kind, _ in pages):
        first, again = (figures(cost[kind, turn]) for turn in ("first", "again"))
        kilobytes = statistics.median(size[kind]) / 1000
        print(f"{kind:15} {len(cost[kind, 'first']):5} {kilobytes:5.0f}         {first}          {again}")


def figures(values: list[float]) -> str:
    """Median, 95th percentile and greatest of some values."""
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"{statistics.median(ordered):6.1f} {p95:5.1f} {ordered[-1]:5.1f}"


if __name__ == "__main__":
    main()
