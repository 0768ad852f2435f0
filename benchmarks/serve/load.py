"""Many people and programs at once: ``python benchmarks/serve/load.py STORE``. See README.md in the folder above.

Starts ``ctkg serve`` on the store and lets clients ask it for a while: pages of things and documents, searches, SPARQL,
each after a pause as people make it; one of them sends a query that would run for hours every few seconds. The answers
are checked. Beside it, in the same run, the simple queries are put to a bare pyoxigraph store in this process.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import httpx
import psutil
import pyoxigraph as ox

from ctkg.graph.store import DiskStore
from ctkg.graph.store.union import UNION
from ctkg.iris import ID, PREFIXES, term
from ctkg.serve.links import href

#: Asked by programs; each is one step or two on the graph, answered with some rows to some hundreds.
SIMPLE = {
    "organisers of an event": "SELECT ?o WHERE { <{event}> ct:hasOrganizer ?o }",
    "events of a State": "SELECT ?e ?d WHERE { ?e ct:heldIn <{state}> ; ct:startDate ?d } LIMIT 200",
    "all of a thing": "SELECT ?p ?o WHERE { <{event}> ?p ?o }",
    "latest workshops": "SELECT ?e ?d WHERE { ?e a ct:Workshop ; ct:startDate ?d } ORDER BY DESC(?d) LIMIT 50",
    "events by organiser": "SELECT ?o (COUNT(?e) AS ?n) WHERE { ?e a ct:Conference ; ct:hasOrganizer ?o } "
    "GROUP BY ?o ORDER BY DESC(?n) LIMIT 20",
}
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a != ?g) }"
#: Part of the time in which caches fill and what pages count beside requests is counted; told apart.
_BEGINNING = 1 / 6
#: Seconds that the runaway query is given.
DEADLINE = 2.0
WORDS = ("border security", "financing of terrorism", "workshop", "Vienna", "precursors", "air", "training course")
#: How often each kind of request comes.
MIX = {"entity": 35, "document": 10, "search": 25, "query": 25, "home": 5}


@dataclass
class Told:
    """What clients saw: seconds by kind of request (of the beginning, apart), and what was wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    begin: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)
    killed: int = 0


@dataclass
class Things:
    """IRIs of the store to ask for."""

    events: list[str]
    states: list[str]
    documents: list[str]
    others: list[str]


def things(store: Path, most: int = 400) -> Things:
    """A sample, the same in every run."""
    with DiskStore(store, read_only=True) as opened:

        def of(name: str) -> list[str]:
            rows = opened.query(f"SELECT ?s WHERE {{ ?s a <{term(name)}> }} ORDER BY ?s LIMIT 20000")
            found = [row[0].value for row in rows if row[0].value.startswith(ID)]
            return random.Random(1).sample(found, min(most, len(found)))

        others = [each for name in ("State", "Instrument", "Person", "InternationalBody") for each in of(name)]
        return Things(of("Event"), of("State"), of("SourceDocument"), others)


@contextmanager
def serving(store: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server on the store: its address and its process."""
    words = [sys.executable, "-m", "ctkg", "serve", "--store", str(store), "--port", "0"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip().rstrip("/"), process
    finally:
        process.terminate()
        process.wait(20)


def memory(process: subprocess.Popen[str]) -> float:
    """Megabytes of the server and the processes that it made."""
    top = psutil.Process(process.pid)
    total = 0
    for each in (top, *top.children(recursive=True)):
        try:
            total += each.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / 1e6


def filled(text: str, sample: Things, chance: random.Random) -> str:
    """A query with things of the store in it."""
    return text.replace("{event}", chance.choice(sample.events)).replace("{state}", chance.choice(sample.states))


async def client(
    address: str, number: int, warm: float, until: float, pause: float, sample: Things, told: Told
) -> None:
    """One person or program; what it saw before ``warm`` is told apart."""
    chance = random.Random(number)
    async with httpx.AsyncClient(base_url=address, timeout=60) as http:
        await asyncio.sleep(chance.random() * pause)
        while time.monotonic() < until:
            kind = chance.choices(list(MIX), list(MIX.values()))[0]
            name, path, accept, holds = request(kind, sample, chance)
            begun = time.perf_counter()
            try:
                answer = await http.get(path, headers={"accept": accept})
            except httpx.HTTPError as error:
                told.wrong.append(f"{path}: {type(error).__name__} {error}")
                continue
            kept = told.seconds if time.monotonic() > warm else told.begin
            kept[name].append(time.perf_counter() - begun)
            if answer.status_code != 200 or holds not in answer.text:
                told.wrong.append(f"{path}: {answer.status_code} {answer.text[:200]}")
            await asyncio.sleep(chance.expovariate(1 / pause) if pause else 0)


def request(kind: str, sample: Things, chance: random.Random) -> tuple[str, str, str, str]:
    """Kind, path, what is accepted, and words that the answer must hold."""
    if kind == "entity":
        return kind, href(chance.choice([*sample.events, *sample.others])), "text/html", "</html>"
    if kind == "document":
        return kind, href(chance.choice(sample.documents)), "text/html", "</html>"
    if kind == "search":
        return kind, f"/search?q={quote(chance.choice(WORDS))}", "text/html", "</html>"
    if kind == "home":
        return kind, "/", "text/html", "</html>"
    name = chance.choice(list(SIMPLE))
    text = filled(SIMPLE[name], sample, chance)
    return f"query: {name}", f"/sparql?query={quote(text)}", "application/sparql-results+json", '"bindings"'


async def runaway(address: str, until: float, told: Told) -> None:
    """Asks what would take hours, and must be told that it took too long."""
    async with httpx.AsyncClient(base_url=address, timeout=60) as http:
        while time.monotonic() < until:
            answer = await http.get("/sparql", params={"query": RUNAWAY, "timeout": DEADLINE})
            if answer.status_code != 504:
                told.wrong.append(f"runaway: {answer.status_code} {answer.text[:200]}")
            told.killed += answer.status_code == 504
            await asyncio.sleep(3)


async def bare(store: Path, until: float, sample: Things) -> dict[str, list[float]]:
    """The simple queries by pyoxigraph itself, one after the other in a thread, beside the load."""
    engine = DiskStore(store, read_only=True)
    chance, seconds = random.Random(0), defaultdict(list)

    def asked(text: str) -> float:
        begun = time.perf_counter()
        rows = engine._engine.query(text, default_graph=[UNION], prefixes=PREFIXES)
        assert isinstance(rows, ox.QuerySolutions)
        rows.serialize(format=ox.QueryResultsFormat.JSON)
        return time.perf_counter() - begun

    while time.monotonic() < until:
        for name, text in SIMPLE.items():
            seconds[name].append(await asyncio.to_thread(asked, filled(text, sample, chance)))
        await asyncio.sleep(0.5)
    engine.close()
    return seconds


async def load(store: Path, clients: int, length: float, pause: float) -> dict[str, object]:
    """The whole: figures as they are written to the file."""
    sample, told = things(store), Told()
    with serving(store) as (address, process):
        async with httpx.AsyncClient(base_url=address, timeout=60) as http:
            begun = time.perf_counter()
            (await http.get("/")).raise_for_status()
            first = time.perf_counter() - begun
            (await http.get("/search", params={"q": "workshop"})).raise_for_status()
        warm = time.monotonic() + length * _BEGINNING
        until = time.monotonic() + length
        tasks = [asyncio.create_task(client(address, n, warm, until, pause, sample, told)) for n in range(clients)]
        tasks.append(asyncio.create_task(runaway(address, until, told)))
        reference = asyncio.create_task(bare(store, until, sample))
        sizes = []
        while time.monotonic() < until:
            sizes.append(memory(process))
            await asyncio.sleep(1)
        await asyncio.gather(*tasks)
        alone = await reference
    pages = ("entity", "document", "search", "home")
    return {
        "clients": clients,
        "seconds": length,
        "pause": pause,
        "requests": sum(map(len, (*told.seconds.values(), *told.begin.values()))),
        "wrong": told.wrong[:20],
        "errors": len(told.wrong),
        "killed": told.killed,
        "first page s": first,
        "memory MB": [round(size) for size in sizes[:: max(1, len(sizes) // 12)]],
        "latency ms": {name: spread(values) for name, values in sorted(told.seconds.items())},
        "pages ms": spread([s for name in pages for s in told.seconds[name]]),
        "pages ms, beginning": spread([s for name in pages for s in told.begin[name]]),
        "bare ms": {f"query: {name}": spread(values) for name, values in sorted(alone.items())},
    }


def spread(values: list[float]) -> dict[str, float]:
    """Median, 95th percentile and number, in milliseconds."""
    if not values:
        return {"n": 0}
    ordered = sorted(values)
    return {
        "n": len(ordered),
        "median": round(statistics.median(ordered) * 1000, 2),
        "p95": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))] * 1000, 2),
        "max": round(ordered[-1] * 1000, 2),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between a client's requests, on average")
    parser.add_argument("--output", type=Path, help="file for the figures (JSON)")
    given = parser.parse_args()
    figures = asyncio.run(load(given.store, given.clients, given.seconds, given.pause))
    text = json.dumps(figures, indent=1)
    print(text)
    if given.output:
        given.output.write_text(text + "\n", encoding="utf-8")
    return 1 if figures["errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
