"""One entry into a large store: ``python one.py STORE WHERE [COUNT]``, WHERE being ``memory`` or ``disk``.

The store (``large.py``) is copied before it is written. Each entry is another fictional workshop, read from its form,
judged, compared, taken in with all that follows, and written with its act; the median of the clock and of the processor
counts, after one that loads what a start loads.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from shutil import copytree

CITIES = (
    ("Astana", "Kazakhstan"),
    ("Vienna", "Austria"),
    ("Tirana", "Albania"),
    ("Sarajevo", "Bosnia and Herzegovina"),
)
FORM = """kind: workshop
id: large-note-{number}
title: Fictional workshop number {number} on the guarding of ports
start: {year}-{month:02d}-{day:02d}
place: {place}
country: {country}
organizers: [OSCE, UNODC]
speakers:
  - person: Ada Fictional {letter}
    post: Director
    body: UNODC
participant_groups: [more than {count} experts]
implements: [UNSCR 2341]
source:
  title: a fictional letter of number {number}
"""


def form(number: int) -> bytes:
    """The form of one entry; no two tell of the same event."""
    place, country = CITIES[number % len(CITIES)]
    text = FORM.format(
        number=number,
        year=2031 + number // 300,
        month=number // 25 % 12 + 1,
        day=number % 25 + 1,
        place=place,
        country=country,
        letter=chr(ord("A") + number % 26),
        count=20 + number,
    )
    return text.encode()


def measure(folder: Path, where: str, count: int) -> dict[str, float]:
    """Median milliseconds of one entry, by the clock and of the processor, and the quads of the store before."""
    from ctkg import graph
    from ctkg.adding import Wishes, enter
    from ctkg.graph.store import MemoryStore

    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        place = Path(name) / "large.store"
        copytree(folder, place)
        if where == "memory":
            with graph.open_store(place, read_only=True) as disk:
                dump = Path(name) / "dump.nq"
                disk._engine.dump(str(dump))  # type: ignore[attr-defined]
                metadata = disk.metadata()
            store: graph.Store = MemoryStore.of_dump(dump)  # type: ignore[name-defined]
            store.set_metadata(metadata)
        else:
            store = graph.open_store(place)
        clock, processor = [], []
        for number in range(count + 3):
            wall, seconds = time.perf_counter(), time.process_time()
            entered = enter(store, [form(number)], Wishes(by="A. Analyst"), format="yaml")
            if number >= 3:
                clock.append((time.perf_counter() - wall) * 1000)
                processor.append((time.process_time() - seconds) * 1000)
            assert entered.exit_code == 0, [
                (each.message, [found.message for found in each.findings]) for each in entered.outcomes
            ]
        store.close()
    return {"ms": statistics.median(clock), "processor ms": statistics.median(processor), "least ms": min(clock)}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 50)))
