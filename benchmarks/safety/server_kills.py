"""Kill a server at random moments while clients write to it, and look whether anything is lost that it answered.

    python benchmarks/safety/server_kills.py --kills 100
    python benchmarks/safety/server_kills.py --kills 20 --store ctkg.store     (on a copy of it)

Clients write by update and by the Graph Store Protocol, each write with a number, and remember which were answered with
success. The server is killed with SIGKILL while they do. Then the store is opened and asked: is everything there that
was answered, is every write there as a whole or not at all, and does the next server start on it? On a store with the
ontology, each write is an event, and what follows from it must be there as well.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from ctkg.graph.store import DiskStore
from ctkg.iris import graph, instance, term

TOKEN = "a-token-of-this-benchmark"
#: Clients that write at the same time.
CLIENTS = 3
#: Triples of one write beside those that it may lead to.
_SIZE = 3
_VALUE = "urn:kills:value"


@dataclass
class Written:
    """What one client wrote.

    Attributes:
        asked: number of the last write that was sent; it may be there or not.
        answered: numbers of the writes that were answered with success.
        refused: answers that were no success.
    """

    asked: int = 0
    answered: list[int] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Round:
    """One life of a server: how many writes it answered, and what was wrong with what it left."""

    answered: int
    wrong: tuple[str, ...]


class Bench:
    """A store, and servers on it one after the other."""

    def __init__(self, store: Path, *, seed: int = 1) -> None:
        self.store = store
        self._chance = random.Random(seed)
        self.written = [Written() for _ in range(CLIENTS)]
        with DiskStore(store, read_only=True) as opened:
            self.has_ontology = opened.contains_graph(graph("ontology"))

    def round(self) -> Round:
        """Starts a server, lets clients write, kills it, and looks at what is there."""
        before = sum(len(each.answered) for each in self.written)
        words = [
            sys.executable,
            "-m",
            "ctkg",
            "serve",
            "--store",
            str(self.store),
            "--write",
            "--port",
            "0",
            "--by",
            "B",
        ]
        environment = {key: value for key, value in os.environ.items() if not key.startswith("CTKG_")}
        server = subprocess.Popen(
            words,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**environment, "CTKG_TOKEN": TOKEN},
        )
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            if not address:
                return Round(answered=0, wrong=("the server does not start",))
            over = threading.Event()
            clients = [threading.Thread(target=self._write, args=(address, number, over)) for number in range(CLIENTS)]
            for client in clients:
                client.start()
            until = time.monotonic() + 60
            while sum(len(each.answered) for each in self.written) == before and time.monotonic() < until:
                time.sleep(0.01)
            time.sleep(self._chance.random() * 1.5)
        finally:
            server.kill()
            server.wait()
            if server.stdout is not None:
                server.stdout.close()
        over.set()
        for client in clients:
            client.join()
        answered = sum(len(each.answered) for each in self.written) - before
        wrong = [why for each in self.written for why in each.refused]
        return Round(answered=answered, wrong=(*wrong, *self.losses()))

    def _write(self, address: str, client: int, over: threading.Event) -> None:
        """Writes until the server is gone: inserts by update, and a graph that is replaced again and again."""
        written = self.written[client]
        with httpx.Client(base_url=address, headers={"authorization": f"Bearer {TOKEN}"}, timeout=30) as http:
            while not over.is_set():
                written.asked += 1
                number = written.asked
                try:
                    if number % 2:
                        response = http.post("update", data={"update": insert(client, number, self.has_ontology)})
                    else:
                        place = {"graph": replaced(client)}
                        response = http.put("data", params=place, content=triples(number), headers=_TURTLE)
                except httpx.HTTPError:
                    return
                if response.is_success:
                    written.answered.append(number)
                else:
                    written.refused.append(f"{response.status_code}: {response.text[:200]}")

    def losses(self) -> list[str]:
        """What is not as it must be."""
        wrong: list[str] = []
        with DiskStore(self.store, read_only=True) as store:
            for client, written in enumerate(self.written):
                answered = set(written.answered)
                for number in range(1, written.asked + 1, 2):
                    held = store.count(inserted(client, number))
                    whole = _EVENT if self.has_ontology else _SIZE
                    if held not in (0, whole) or (number in answered and not held):
                        wrong.append(f"write {number} of client {client}: {held} of {whole} triples")
                    elif number in answered and self.has_ontology and not _follows(store, client, number):
                        wrong.append(f"write {number} of client {client}: nothing follows from it")
                last = max((number for number in answered if number % 2 == 0), default=0)
                values = {int(quad.object.value) for quad in store.quads(replaced(client))}  # type: ignore[union-attr]
                if last and (store.count(replaced(client)) != _SIZE or len(values) != 1 or min(values) < last):
                    wrong.append(f"the graph of client {client} has {sorted(values)}, and {last} was answered")
        return wrong


_TURTLE = {"content-type": "text/turtle"}
#: Triples of an event that is written.
_EVENT = 2


def inserted(client: int, number: int) -> str:
    """The graph of one insert."""
    return graph("document", f"kills-{client}-{number}")


def replaced(client: int) -> str:
    """The graph that one client replaces."""
    return f"urn:kills:graph:{client}"


def triples(number: int) -> str:
    """What a graph holds after its write of a number."""
    return "".join(f"<urn:kills:{part}> <{_VALUE}> {number} .\n" for part in range(_SIZE))


def insert(client: int, number: int, has_ontology: bool) -> str:
    """An update that says something in a graph of its own."""
    if has_ontology:
        body = f"<{_event(client, number)}> a ct:Workshop ; ct:hasOrganizer id:organization/osce-atu"
    else:
        body = triples(number)
    return f"INSERT DATA {{ GRAPH <{inserted(client, number)}> {{ {body} }} }}"


def _event(client: int, number: int) -> str:
    return instance("event", f"kills-{client}-{number}", 1)


def _follows(store: DiskStore, client: int, number: int) -> bool:
    ask = f"ASK {{ <{_event(client, number)}> <{term('organizedUnder')}> <{instance('organization', 'osce')}> }}"
    return bool(store.query(ask))


def main() -> int:
    """Runs, and prints a line for each kill that left something wrong."""
    parser = argparse.ArgumentParser(description="Kill a server while clients write to it, and look at what it leaves.")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store", type=Path, help="a store to copy; else an empty one")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ctkg-kills-") as folder:
        store = Path(folder) / "ctkg.store"
        if given.store is None:
            DiskStore(store).close()
        else:
            shutil.copytree(given.store, store, ignore=shutil.ignore_patterns("readers"))
        bench = Bench(store, seed=given.seed)
        rounds = [bench.round() for _ in range(given.kills)]
    for number, each in enumerate(rounds, start=1):
        for why in each.wrong:
            print(f"kill {number}: {why}")
    answered, wrong = sum(each.answered for each in rounds), sum(bool(each.wrong) for each in rounds)
    print(f"{len(rounds)} kills, {answered} writes answered, {wrong} kills that left something wrong")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
