"""Eight questions that an analyst asks most, to ctkg and to rdflib: ``python questions.py SIDE FOLDER``.

Both sides hold the same closed graph in its named graphs; both get the same SPARQL text, which has no ORDER BY at its
end: rdflib fails where something to sort by is not bound. The answers are compared as bags of rows.
"""

from __future__ import annotations

import hashlib
import json
import re
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from measuring import Figures, run

from ctkg.graph import library, parameters
from ctkg.iris import PREFIXES

#: Name of a query of the library, and what is asked in this graph instead of its defaults.
QUESTIONS: dict[str, dict[str, str]] = {
    "CQ01": {},  # events, of what type, where and when
    "CQ02": {},  # who organised, supported, funded, hosted and partnered each event
    "CQ17": {},  # instruments that each event helps to implement or promotes
    "CQ40": {"event": "id:event/{document}/1", "role": "ct:hasOrganizer", "agent": "{agent}"},  # the sentence behind it
    "CQ42": {},  # who is quoted, or reported to have spoken, in which source
    "CQ54": {},  # pairs of organisations by the number of events they share
    "events-by-country": {},
    "themes-over-time": {},
}
#: Each question is asked so many times by the fast side; the median counts.
TIMES = 5

_ORDER = re.compile(r"\bORDER\s+BY\b[^{}]*$", re.IGNORECASE)


def texts(of: dict[str, str]) -> dict[str, str]:
    """SPARQL by name, parameters put in; ``of`` fills the placeholders of :data:`QUESTIONS`."""
    found = {}
    declared = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    for name, given in QUESTIONS.items():
        query = library.find(name)
        values = query.bind({key: value.format(**of) for key, value in given.items()})
        text = _ORDER.sub("", query.text)
        found[name] = declared + (parameters.insert(text, values) if values else text)
    return found


def ours(folder: Path) -> Figures:
    """A store in memory, loaded from N-Quads."""
    from pyoxigraph import parse

    from ctkg import graph
    from ctkg.graph import query

    store = graph.open_store(None)
    store.load(parse(path=str(folder / "closed.nq")))
    return _asked(folder, lambda text: [_row(row) for row in query.run(store, text).rows], TIMES)


def reference(folder: Path) -> Figures:
    """rdflib: a dataset whose default graph is the union of the named ones."""
    from rdflib import Dataset

    dataset = Dataset(default_union=True)
    dataset.parse(folder / "closed.nq", format="nquads")
    return _asked(folder, lambda text: [_row(row) for row in dataset.query(text)], 1)  # type: ignore[union-attr]


def _asked(folder: Path, ask: Callable[[str], list[tuple[str, ...]]], times: int) -> Figures:
    figures: Figures = {}
    for name, text in texts(json.loads((folder / "example.json").read_text(encoding="utf-8"))).items():
        seconds = []
        for _ in range(times):
            start = time.process_time()
            rows = ask(text)
            seconds.append(time.process_time() - start)
        figures[f"{name} seconds"] = statistics.median(seconds)
        figures[f"{name} rows"] = len(rows)
        figures[f"{name} digest"] = _digest(rows)
    return figures


def _row(row: Iterable[Any]) -> tuple[str, ...]:
    # rdflib terms are strings, those of pyoxigraph have a value: the lexical form is what both can say.
    return tuple("" if term is None else str(getattr(term, "value", None) or term) for term in row)


def _digest(rows: list[tuple[str, ...]]) -> str:
    return hashlib.sha256("\n".join(sorted("\x1f".join(row) for row in rows)).encode()).hexdigest()[:12]


if __name__ == "__main__":
    run({"ours": ours, "reference": reference})
