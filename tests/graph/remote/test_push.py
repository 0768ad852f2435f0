"""Copies of a store on an Oxigraph server."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from tests.servers import Oxigraph

from ctkg.graph.pushing import ID, Pushed, differences, identify, push
from ctkg.graph.store import MemoryStore, Store, open_store
from ctkg.graph.store.remote import RemoteStore
from ctkg.graph.store.remote.server import Server
from ctkg.iris import graph

P = NamedNode("https://example.org/p")


def silent(stage: str, done: int, total: int) -> None:
    pass


def triples(document: int, version: int, size: int) -> list[Triple]:
    subject = NamedNode(f"https://example.org/{document}")
    shared = Triple(NamedNode("https://example.org/all"), P, Literal("shared"))
    return [shared, *(Triple(subject, P, Literal(version * 1000 + number)) for number in range(size))]


def write(store: Store, documents: dict[int, int], *, size: int = 20) -> None:
    """Documents by number, each in a version; what is inferred says part of it again."""
    for number, version in documents.items():
        found = triples(number, version, size)
        blank = BlankNode("b")
        store.replace_graphs(
            {
                graph("document", str(number)): found,
                graph("evidence", str(number)): [*found, Triple(blank, P, Literal(version))],
                graph("inferred", str(number)): [*found[:2], Triple(P, P, Literal(version))],
            }
        )


def copied(store: Store, server: Oxigraph, *, chunk: int = 100) -> Pushed:
    identify(store)
    with RemoteStore(server.address()) as there:
        done = push(store, there, chunk=chunk, progress=silent)
    assert dump(open_store(server.url, read_only=True)) == dump(store)
    return done


def dump(store: Store) -> list[str]:
    return sorted(map(str, store.quads())) + sorted(map(str, store.union())) + ["", *store.graphs()]


@pytest.fixture
def store() -> Iterator[Store]:
    with MemoryStore() as opened:
        yield opened


@pytest.mark.parametrize("chunk", [100, 7, 100_000])
def test_a_copy_is_the_same_and_a_second_one_sends_nothing(store: Store, oxigraph: Oxigraph, chunk: int) -> None:
    write(store, dict.fromkeys(range(9), 1))
    done = copied(store, oxigraph, chunk=chunk)
    assert (done.sent, done.triples, done.removed, done.kept) == (27, 9 * (21 + 22 + 3), 0, 0)
    again = copied(store, oxigraph, chunk=chunk)
    assert (again.sent, again.removed, again.kept) == (0, 0, 27)


def test_only_what_was_touched_is_looked_at_and_sent(
    store: Store, oxigraph: Oxigraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(store, dict.fromkeys(range(9), 1))
    copied(store, oxigraph)
    write(store, {3: 2})
    store.remove_graphs([graph(kind, "5") for kind in ("document", "evidence", "inferred")])
    read: list[str | None] = []
    real = MemoryStore.quads
    monkeypatch.setattr(MemoryStore, "quads", lambda self, name=None: read.append(name) or real(self, name))
    with RemoteStore(oxigraph.address()) as there:
        done = push(store, there, progress=silent)
    monkeypatch.undo()
    assert (done.sent, done.removed) == (3, 3)
    assert set(read) == {graph(kind, "3") for kind in ("document", "evidence", "inferred")}
    assert dump(open_store(oxigraph.url)) == dump(store)


def test_another_store_takes_the_place_of_the_first(store: Store, oxigraph: Oxigraph) -> None:
    write(store, {1: 1, 2: 1})
    copied(store, oxigraph)
    with MemoryStore() as other:
        write(other, {1: 1, 2: 7, 3: 1})
        done = copied(other, oxigraph)
        assert (done.sent, done.kept) == (6, 3), "what is the same is not sent, though another store sent it"
    assert copied(store, oxigraph).sent == 3


def test_a_store_without_an_id_is_compared_whole(
    store: Store, oxigraph: Oxigraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctkg.graph.pushing.identify", lambda store: "")
    write(store, {1: 1})
    for _ in range(2):
        with RemoteStore(oxigraph.address()) as there:
            push(store, there, progress=silent)
        write(store, {1: 2})
    with RemoteStore(oxigraph.address()) as there:
        assert push(store, there, progress=silent).sent == 0
    assert ID not in store.metadata()


def test_a_store_on_disk_is_known_again_without_being_written(oxigraph: Oxigraph, tmp_path: Path) -> None:
    for name in ("one", "two"):
        with open_store(tmp_path / name) as store:
            write(store, {1: 1})
    names = []
    for name in ("one", "one", "two"):
        with open_store(tmp_path / name, read_only=True) as store:
            names.append(identify(store))
            copied(store, oxigraph)
    assert names[0] == names[1] != names[2] and all(names)


def test_what_was_taken_away_at_the_server_is_sent_again(store: Store, oxigraph: Oxigraph) -> None:
    write(store, {1: 1, 2: 1})
    copied(store, oxigraph)
    with RemoteStore(oxigraph.address()) as there:
        there.remove_graph(graph("document", "1"))
    assert copied(store, oxigraph).sent == 1


def test_metadata_go_along_but_for_the_id(store: Store, oxigraph: Oxigraph) -> None:
    store.set_metadata({"prepared": "x"})
    write(store, {1: 1})
    copied(store, oxigraph)
    with open_store(oxigraph.url) as there:
        assert there.metadata() == {"prepared": "x", "format": store.metadata()["format"]}


def test_differences_are_found_where_they_are(store: Store, oxigraph: Oxigraph) -> None:
    write(store, {1: 1, 2: 1})
    copied(store, oxigraph)
    with RemoteStore(oxigraph.address()) as there:
        assert differences(store, there, progress=silent) == []
        server = Server(oxigraph.address())
        server.update(
            f"DELETE DATA {{ GRAPH <{graph('document', '2')}> {{ <https://example.org/all> {P} 'shared' }} }}"
        )
        server.update("INSERT DATA { GRAPH <urn:ctkg:store:asserted> { <urn:a> <urn:a> 1 } }")
        found = [(each.graph, each.here, each.there) for each in differences(store, there, progress=silent)]
        server.close()
    assert found[0] == (graph("document", "2"), 21, 20)
    assert [each[2] - each[1] for each in found[1:]] == [1, 1]


class Stopped(Exception):
    pass


@pytest.mark.parametrize("atomic", [True, False])
def test_a_copy_that_is_stopped_anywhere_is_gone_on_with(
    oxigraph: Oxigraph, monkeypatch: pytest.MonkeyPatch, atomic: bool
) -> None:
    monkeypatch.setattr(Server, "is_atomic", atomic)
    store = MemoryStore()
    write(store, {1: 1, 2: 1, 3: 1})
    copied(store, oxigraph, chunk=30)
    write(store, {2: 2, 4: 1}, size=60)
    random_ = random.Random(7)
    real: dict[str, Callable[..., None]] = {name: getattr(Server, name) for name in ("update", "put", "add")}
    left = 0

    def limited(name: str) -> Callable[..., None]:
        def send(self: Server, *words: str) -> None:
            nonlocal left
            if not left:
                raise Stopped
            left -= 1
            real[name](self, *words)

        return send

    with monkeypatch.context() as patch:
        for name in real:
            patch.setattr(Server, name, limited(name))
        for _ in range(12):
            left = random_.randrange(1, 4 if atomic else 12)
            with suppress(Stopped), RemoteStore(oxigraph.address()) as there:
                push(store, there, chunk=30, progress=silent)
            if atomic:
                whole = {name: set(map(str, store.quads(name))) for name in store.graphs()}
                with open_store(oxigraph.url) as there:
                    for name in (graph("document", "4"), graph("document", "1")):
                        held = set(map(str, there.quads(name)))
                        assert not held or held == whole[name]
    copied(store, oxigraph, chunk=30)


def test_killed_copies_leave_whole_documents_and_are_gone_on_with(oxigraph: Oxigraph, tmp_path: Path) -> None:
    """The process itself is killed, each time a few documents further."""
    with open_store(tmp_path / "s") as store:
        write(store, dict.fromkeys(range(24), 1), size=100)
        wanted = {name: set(map(str, store.quads(name))) for name in store.graphs()}
        identify(store)
    words = [sys.executable, "-m", "ctkg", "push", oxigraph.url, "--store", str(tmp_path / "s"), "--chunk", "100"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with open_store(oxigraph.url) as there:
        for _ in range(3):
            held = len(there.graphs())
            process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
            until = time.monotonic() + 60
            while process.poll() is None and len(there.graphs()) < held + 6 and time.monotonic() < until:
                time.sleep(0.005)
            process.kill()
            assert process.wait() == -signal.SIGKILL, "the copy was over before it was killed"
            names = there.graphs()
            assert held < len(names) < len(wanted)
            assert all(set(map(str, there.quads(name))) == wanted[name] for name in names)
            documents = {name.rsplit("/", 1)[1] for name in names}
            assert len(names) == 3 * len(documents), "a document without its evidence or inferences"
    done = subprocess.run([*words, "--verify"], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert "the same, graph by graph" in done.stdout and f"{len(names)} there already" in done.stdout


def test_the_note_at_the_server_is_no_graph(store: Store, oxigraph: Oxigraph) -> None:
    write(store, {1: 1})
    copied(store, oxigraph)
    with open_store(oxigraph.url) as there:
        assert json.loads(there.note("push", "cursor") or "")["revision"] == store.revision()
        assert not list(there.query("SELECT * { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), 'urn:')) }"))
