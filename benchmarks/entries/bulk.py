"""A table of entries: ``python bulk.py STORE ROWS [--peer N]`` prints rows a second and the peak of memory.

The store is copied before it is written. Of the rows one in a hundred is wrong (a date that does not exist), one in a
hundred tells of the event of the row before; ``--keep-going`` leaves them out. ``--peer`` judges N of the same entries
as one would without ctkg: rdflib and pyshacl with the same shapes, ontology and reference tables, entry by entry,
nothing inferred, compared or stored.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

COLUMNS = (
    "kind",
    "id",
    "title",
    "start",
    "end",
    "place",
    "country",
    "organizers",
    "participant_groups",
    "source.title",
)
CITIES = (("Astana", "Kazakhstan"), ("Vienna", "Austria"), ("Tirana", "Albania"), ("Skopje", "North Macedonia"))
ORGANIZERS = ("OSCE", "UNODC", "INTERPOL", "OSCE; UNODC", "UNOCT")


def write(target: Path, rows: int) -> None:
    """Write the table; the same number gives the same table."""
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for number in range(rows):
            twin = number - (number % 100 == 50)
            day = date(2031, 1, 1) + timedelta(days=3 * (twin // len(CITIES)))
            place, country = CITIES[twin % len(CITIES)]
            start = "2031-02-30" if number % 100 == 99 else day.isoformat()
            title = f"Fictional Course Number {twin} on the Guarding of Ports"
            organizer = ORGANIZERS[twin % len(ORGANIZERS)]
            row = ("training", f"table-{number}", title, start, day.isoformat(), place, country, organizer)
            writer.writerow((*row, f"some {20 + twin % 50} officers", "a fictional list"))


def run(store: Path, rows: int) -> dict[str, object]:
    """Add the table."""
    import ctkg

    with tempfile.TemporaryDirectory(dir=store.parent) as name:
        folder = Path(name)
        copytree(store, folder / "bulk.store")
        write(folder / "table.csv", rows)
        with ctkg.open(folder / "bulk.store") as kg:
            kg.enter(b"kind: training\n", by="A. Analyst", format="yaml")  # what a start loads
            wall, seconds = time.perf_counter(), time.process_time()
            entered = kg.enter(folder / "table.csv", by="A. Analyst", keep_going=True)
            wall, seconds = time.perf_counter() - wall, time.process_time() - seconds
        return {
            "rows": rows,
            "added": entered.count("added"),
            "refused": entered.count("refused"),
            "seconds": round(wall, 1),
            "processor seconds": round(seconds, 1),
            "rows a second": round(rows / wall, 1),
            "rows a processor second": round(rows / seconds, 1),
            "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }


def peer(rows: int) -> dict[str, object]:
    """The same entries, as Turtle, by rdflib and pyshacl."""
    import pyshacl
    import rdflib
    from pyoxigraph import RdfFormat, serialize

    from ctkg.entries.sources import read
    from ctkg.graph import assemble, reference
    from ctkg.graph.validate.entry import background
    from ctkg.graph.validate.shapes import entry_files, files

    with tempfile.TemporaryDirectory() as name:
        table = Path(name) / "table.csv"
        write(table, rows)
        texts = [
            serialize((quad.triple for quad in entry.quads), format=RdfFormat.N_TRIPLES)
            for entry in read(table, store=background())
            if not entry.problems
        ]
    known, shapes = rdflib.Graph(), rdflib.Graph()
    background_quads = [*assemble.ontology_quads(), *(quad for _, quads in reference.quads() for quad in quads)]
    known.parse(data=serialize((q.triple for q in background_quads), format=RdfFormat.N_TRIPLES), format="nt")
    for file in (*files(), *entry_files()):
        shapes.parse(file)
    seconds = time.process_time()
    for text in texts:
        data = rdflib.Graph()
        data.parse(data=text, format="nt")
        pyshacl.validate(data + known, shacl_graph=shapes, advanced=True)
    return {
        "peer rows": len(texts),
        "peer processor seconds a row": round((time.process_time() - seconds) / len(texts), 2),
    }


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("store", type=Path)
    words.add_argument("rows", type=int)
    words.add_argument("--peer", type=int, default=0)
    given = words.parse_args()
    print(json.dumps(run(given.store, given.rows)), flush=True)
    if given.peer:
        print(json.dumps(peer(given.peer)))
