"""``ctkg search`` as a user runs it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from subprocess import CompletedProcess
from typing import Protocol


class Run(Protocol):
    def __call__(self, *words: str | Path, cwd: Path | None = None, **variables: str) -> CompletedProcess[str]: ...


def test_names_and_passages_are_found_with_what_matched_marked(ctkg: Run, demo: Path) -> None:
    done = ctkg("search", "explosives", "precursors", "-f", "json", cwd=demo)
    assert done.returncode == 0 and done.stderr == ""
    hits = json.loads(done.stdout)
    assert (hits[0]["kind"], hits[0]["iri"]) == ("concept", "https://w3id.org/ctkg/concept/threat/means-precursors")
    passage = next(hit for hit in hits if hit["kind"] == "passage")
    assert passage["document"] == "osce-2014-astana-explosives"
    marked = [passage["text"][start:end].lower() for start, end in passage["marks"]]
    assert {"precursors"} < set(marked) and all(word.startswith(("explosive", "precursor")) for word in marked)


def test_the_table_shows_the_snippet_and_csv_the_offsets(ctkg: Run, demo: Path) -> None:
    done = ctkg("search", '"explosive precursors"', "--kind", "passage", cwd=demo, COLUMNS="300")
    assert "[explosive precursors]" in done.stdout and "osce-2014-astana-explosives" in done.stdout
    done = ctkg("search", '"explosive precursors"', "--kind", "passage", "-f", "csv", cwd=demo)
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert int(row["end"]) - int(row["start"]) == len(row["text"])


def test_limits_narrow_the_search(ctkg: Run, demo: Path) -> None:
    within = ("--document", "osce-2014-astana-explosives", "--language", "en", "--limit", "3")
    done = ctkg("search", "kazakhstan", *within, "-f", "json", cwd=demo)
    hits = json.loads(done.stdout)
    assert 0 < len(hits) <= 3 and {hit["document"] for hit in hits} == {"osce-2014-astana-explosives"}
    done = ctkg("search", "kazakhstan -republic", "--kind", "state", "--kind", "place", "-f", "json", cwd=demo)
    assert {hit["kind"] for hit in json.loads(done.stdout)} == {"state", "place"}


def test_nothing_found_is_no_error(ctkg: Run, demo: Path) -> None:
    done = ctkg("search", "zyzzyva", cwd=demo)
    assert (done.returncode, done.stdout) == (0, "no rows\n")
    assert ctkg("search", "zyzzyva", "-f", "json", cwd=demo).stdout == "[]\n"


def test_errors_say_what_to_do(ctkg: Run, demo: Path, tmp_path: Path) -> None:
    done = ctkg("search", "x", "--kind", "persons", cwd=demo)
    assert done.returncode == 2 and "no kind 'persons'" in done.stderr and "person" in done.stderr
    done = ctkg("search", "x", "--document", "osce-2014-astana-explosive", cwd=demo)
    assert done.returncode == 2 and "did you mean osce-2014-astana-explosives" in done.stderr
    assert ctkg("search", "x", cwd=tmp_path).returncode == 2


def test_a_query_asks_the_index(ctkg: Run, demo: Path) -> None:
    text = (
        'SELECT DISTINCT ?event WHERE { ?passage search:matches "explosive precursors" . '
        "GRAPH ?g { ?claim ct:hasEvidence ?passage ; ct:aboutEvent ?event } }"
    )
    done = ctkg("query", "-e", text, "-f", "csv", cwd=demo)
    assert "https://w3id.org/ctkg/id/event/osce-2014-astana-explosives/1" in done.stdout.split()
    done = ctkg("query", "-e", "SELECT ?n { ?n search:match 'x' }", cwd=demo)
    assert done.returncode == 2 and "ctkg: 1:16: there is no search:match, only search:matches" in done.stderr
