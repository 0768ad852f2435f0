"""Queries in processes of their own: the same answers, an end in time, nobody left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

import ctkg
from ctkg.errors import DeadlineError, QueryError, StoreError, UsageError
from ctkg.graph import query
from ctkg.graph.deadline.pool import Pool
from ctkg.graph.deadline.request import Request
from ctkg.graph.deadline.worker import Worker
from ctkg.graph.store import Store, open_store
from ctkg.iris import graph

P = NamedNode("https://example.org/p")
#: Would take years.
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + " FILTER (?c1 != ?c2) }"
#: Keeps every row until the end.
GREEDY = "SELECT DISTINCT * { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(5)) + " }"
GENEROUS = 120.0


def fill(store: Store) -> None:
    triples = [Triple(P, P, Literal(number)) for number in range(100)]
    values = [Literal("a\n\"b'\\", language="en"), Literal("01", datatype=P), BlankNode("x"), NamedNode("urn:é")]
    store.replace_graph(graph("document", "d"), triples + [Triple(BlankNode("y"), P, value) for value in values])
    store.replace_graph(graph("evidence", "d"), triples[:3])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "s"
    with open_store(path) as store:
        fill(store)
    return path


@pytest.fixture(scope="module", params=["memory", "disk"])
def store(request: pytest.FixtureRequest, folder: Path) -> Iterator[Store]:
    with open_store() if request.param == "memory" else open_store(folder, read_only=True) as opened:
        if request.param == "memory":
            fill(opened)
        yield opened


@pytest.fixture(scope="module")
def pool(store: Store) -> Iterator[Pool]:
    with Pool(store) as opened:
        yield opened


def heed_interrupts() -> None:
    """A test run in the background of a shell leaves to its children that Ctrl-C is not for them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def is_gone(pid: int) -> bool:
    """True where there is no such process, or only its exit code is left."""
    for _ in range(200):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?o",
        "SELECT ?s ?none { ?s ?p 1 }",
        "SELECT ?s { ?s ?p 'nothing' }",
        "SELECT ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?o",
        "SELECT ?o FROM graph:evidence/d { ?s ?p ?o } ORDER BY ?o",
        "SELECT ?o FROM NAMED graph:evidence/d { GRAPH ?g { ?s ?p ?o } } ORDER BY ?o",
        "SELECT * {}",
        "ASK { ?s ?p 5 }",
        "ASK { ?s ?p 'nothing' }",
        "CONSTRUCT { ?o ?p ?s } WHERE { ?s ?p ?o FILTER (!ISLITERAL(?o)) }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p 'nothing' }",
        "DESCRIBE <https://example.org/p>",
    ],
)
def test_an_answer_is_that_of_this_process(store: Store, pool: Pool, text: str) -> None:
    here = query.run(store, text)
    there = query.run(store, text, pool=pool, timeout=GENEROUS)
    assert (here.columns, here.is_graph, here.rows, here.triples) == (
        there.columns, there.is_graph, there.rows, there.triples
    )  # fmt: skip
    forms = ("ttl", "nt") if here.is_graph else ("table", "csv", "tsv", "json", "xml")
    for form in forms:
        assert here.serialize(form) == there.serialize(form)
    if text.startswith("ASK"):
        assert here.boolean == there.boolean


def test_an_endless_query_is_ended_and_the_next_one_is_answered(store: Store) -> None:
    with Pool(store) as pool:
        before = time.monotonic()
        with pytest.raises(DeadlineError, match=r"ended after 0.5 s.*--timeout") as caught:
            query.run(store, ENDLESS, pool=pool, timeout=0.5)
        assert caught.value.exit_code == 124 and time.monotonic() - before < GENEROUS
        assert query.run(store, "ASK { ?s ?p 5 }", pool=pool, timeout=GENEROUS).boolean


def test_a_query_alone_has_a_process_for_itself(store: Store) -> None:
    assert query.run(store, "ASK { ?s ?p 5 }", timeout=GENEROUS).boolean
    with pytest.raises(DeadlineError):
        query.run(store, ENDLESS, timeout=0.2)


def test_refusals_and_mistakes_are_told_as_ever(store: Store, pool: Pool) -> None:
    for text, words in (("SELECT * { ?s ?p }", "not valid SPARQL"), ("ASK { SERVICE <urn:x> {} }", "SERVICE")):
        with pytest.raises(QueryError, match=words) as caught:
            query.run(store, text, pool=pool, timeout=GENEROUS)
        assert caught.value.line == 1 and caught.value.column
    assert query.run(store, "SELECT ?o { id:nobody/x ?p ?o }", pool=pool).notices


def test_a_query_that_needs_too_much_memory(folder: Path) -> None:
    with ctkg.open(folder, read_only=True) as kg:
        with pytest.raises(StoreError, match="more than the 30 MB") as caught:
            kg.query(GREEDY, timeout=GENEROUS, memory=30)
        assert caught.value.exit_code == 4
        assert kg.query("ASK { ?s ?p 5 }", timeout=GENEROUS, memory=30).boolean


def test_what_is_written_meanwhile_is_seen(tmp_path: Path) -> None:
    for place in (tmp_path / "s", None):
        with ctkg.open(place) as kg:
            for number in range(3):
                kg.store.replace_graph(graph("document", str(number)), [Triple(P, P, Literal(number))])
                rows = kg.query("SELECT ?o { ?s ?p ?o } ORDER BY ?o", timeout=GENEROUS).values()
                assert rows == [(each,) for each in range(number + 1)]
            kg.store.remove_graph(graph("document", "1"))
            assert kg.query("SELECT ?o { ?s ?p ?o }", timeout=GENEROUS).values() != rows


def test_a_worker_that_dies_is_told_of_and_replaced(folder: Path) -> None:
    worker = Worker(folder)
    worker.wait()
    threading.Timer(0.3, os.kill, (worker.pid, signal.SIGKILL)).start()
    with pytest.raises(StoreError, match="died by signal 9"):
        worker.answer(Request(text=ENDLESS))
    assert not worker.is_alive
    with open_store(folder, read_only=True) as store, Pool(store) as pool:
        assert query.run(store, "ASK {}", pool=pool).boolean


def test_a_store_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"), Pool(tmp_path / "nothing") as pool:
        pool.answer(Request(text="ASK {}"))
    with pytest.raises(UsageError, match="on disk and in memory"):
        Pool(object())  # type: ignore[arg-type]


def test_many_callers_share_few_workers(folder: Path) -> None:
    with open_store(folder, read_only=True) as store, Pool(store, size=2) as pool:
        found: list[object] = []

        def ask(number: int) -> None:
            rows = query.run(store, f"SELECT ?o {{ ?s ?p ?o FILTER (?o = {number}) }}", pool=pool, timeout=GENEROUS)
            found.append((number, rows.values()))

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(found, key=str) == sorted(((n, [(n,)]) for n in range(20)), key=str)


def test_waiting_for_a_worker_counts(folder: Path) -> None:
    with open_store(folder, read_only=True) as store, Pool(store) as pool:
        query.run(store, "ASK {}", pool=pool)

        def hold() -> None:
            with pytest.raises(DeadlineError):
                query.run(store, ENDLESS, pool=pool, timeout=3)

        busy = threading.Thread(target=hold)
        busy.start()
        with pytest.raises(DeadlineError):
            for _ in range(100):  # until the other one has the worker
                query.run(store, "ASK {}", pool=pool, timeout=0.1)
                time.sleep(0.01)
        busy.join()


SCRIPT = """
import sys
from pathlib import Path
from ctkg.graph.deadline.request import Request
from ctkg.graph.deadline.worker import Worker
worker = Worker(Path(sys.argv[1]))
worker.wait()
print(worker.pid, flush=True)
worker.answer(Request(text=sys.argv[2]))
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nobody_is_left_behind(folder: Path, number: int) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, folder, ENDLESS],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=heed_interrupts,
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    time.sleep(0.3)  # the engine is at work
    parent.send_signal(number)
    parent.wait(timeout=60)
    parent.stdout.close()
    assert is_gone(worker)


def test_the_command_ends_a_query_in_time(folder: Path) -> None:
    words = [sys.executable, "-m", "ctkg", "query", "--store", str(folder), "-e", ENDLESS]
    done = subprocess.run([*words, "--timeout", "1"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 124 and done.stdout == "" and "ended after 1 s" in done.stderr


def test_a_worker_leaves_no_files(folder: Path) -> None:
    readers = folder / "readers"
    with open_store(folder, read_only=True) as store:
        before = set(readers.iterdir())
        with Pool(store) as pool:
            assert query.run(store, "ASK {}", pool=pool, timeout=GENEROUS).boolean
            with pytest.raises(DeadlineError):
                query.run(store, ENDLESS, pool=pool, timeout=0.3)
            assert query.run(store, "ASK {}", pool=pool, timeout=GENEROUS).boolean
            assert len(set(readers.iterdir()) - before) == 1
        assert set(readers.iterdir()) == before


def test_the_command_can_be_interrupted(folder: Path) -> None:
    words = [sys.executable, "-m", "ctkg", "query", "--store", str(folder), "-e", ENDLESS]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, preexec_fn=heed_interrupts)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        process.communicate()
        pytest.skip("this system does not tell the children of a process")
    for _ in range(600):
        if found := children.read_text().split():
            break
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130 and "interrupted" in said
    assert found and is_gone(int(found[0]))
