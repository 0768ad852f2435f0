"""One entry into a large store: ``python one.py STORE WHERE [COUNT]``, WHERE being ``memory`` or ``disk``.

The store (``large.py``) is copied before it is written. Each entry is another fictional workshop: read, judged,
compared, taken in with all that follows, and written with its act. The median counts, by the clock and of the
processor, after three that load what a start loads; then as many from their forms.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from pathlib import Path
from shutil import copytree
from typing import Any

from pyoxigraph import RdfFormat

sys.path.insert(0, str(Path(__file__).parent.parent / "scale"))
from measuring import Clock

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
    """Median milliseconds of one entry: in N-Triples by the clock (``ms``) and of the processor, and as a form."""
    from pyoxigraph import serialize

    from ctkg.adding import Wishes, enter
    from ctkg.entries.sources import read
    from ctkg.graph.store import Store

    def add(store: Store, data: bytes, format: str) -> Clock:
        with Clock() as clock:
            entered = enter(store, [data], Wishes(by="A. Analyst"), format=format)
        found = [(each.message, [finding.message for finding in each.findings]) for each in entered.outcomes]
        assert entered.exit_code == 0, found
        return clock

    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        store = opened(folder, Path(name), where)
        size = store.count()
        forms = [form(number) for number in range(2 * count + 3)]
        entries = [next(read(each, store=store, format="yaml")) for each in forms[: count + 3]]
        texts = [serialize((q.triple for q in each.quads), format=RdfFormat.N_TRIPLES) or b"" for each in entries]
        plain = [add(store, text, "nt") for text in texts][3:]
        filled = [add(store, each, "yaml") for each in forms[count + 3 :]]
        store.close()
    return {
        "quads": size,
        "ms": statistics.median(each.wall for each in plain) * 1000,
        "processor ms": statistics.median(each.seconds for each in plain) * 1000,
        "least processor ms": min(each.seconds for each in plain) * 1000,
        "form processor ms": statistics.median(each.seconds for each in filled) * 1000,
    }


def opened(folder: Path, scratch: Path, where: str) -> Any:
    """A copy of the store that can be written: in a folder, or in memory."""
    from ctkg import graph
    from ctkg.graph.store import MemoryStore

    copytree(folder, scratch / "large.store")
    store = graph.open_store(scratch / "large.store")
    if where == "disk":
        return store
    store._engine.dump(str(scratch / "dump.nq"), RdfFormat.N_QUADS)  # type: ignore[attr-defined]
    memory = MemoryStore.of_dump(scratch / "dump.nq")
    memory.set_metadata(store.metadata())
    store.close()
    return memory


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 50)))
