"""A Virtuoso server: what it does in another way, as the guide says (docs/guide/remote.md), and copies there."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple
from tests.servers import Virtuoso

from ctkg.errors import QueryError, StoreError
from ctkg.graph import query
from ctkg.graph.pushing import Pushed, differences, identify, push
from ctkg.graph.store import MemoryStore, Store, open_store
from ctkg.graph.store.remote import RemoteStore, address
from ctkg.graph.store.remote.failures import Refused
from ctkg.iris import graph

A, P = NamedNode("https://example.org/a"), NamedNode("https://example.org/p")
DOC, BIG = graph("document", "d"), graph("reference", "big")
XSD = "http://www.w3.org/2001/XMLSchema#"


def silent(stage: str, done: int, total: int) -> None:
    pass


def typed(text: str, kind: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + kind))


@pytest.fixture
def store(virtuoso: Virtuoso) -> Iterator[RemoteStore]:
    with RemoteStore(virtuoso.address()) as opened:
        yield opened


def copied(store: Store, server: Virtuoso) -> Pushed:
    identify(store)
    with RemoteStore(server.address()) as there:
        done = push(store, there, progress=silent)
        assert differences(store, there, progress=silent) == []
    return done


def test_a_copy_is_the_same_beyond_the_limit_of_rows_and_a_second_one_sends_what_was_touched(
    virtuoso: Virtuoso,
) -> None:
    with MemoryStore() as here:
        numbered = [Triple(NamedNode(f"https://example.org/{number}"), P, Literal(number)) for number in range(2_000)]
        here.replace_graphs({BIG: numbered, DOC: numbered[:30], graph("inferred", "d"): numbered[20:40]})
        assert copied(here, virtuoso).triples == 2_050
        assert copied(here, virtuoso).sent == 0
        here.replace_graphs({DOC: numbered[10:20], graph("inferred", "d"): []})
        done = copied(here, virtuoso)
        assert (done.sent, done.removed) == (1, 1)


def test_words_come_back_to_the_letter(store: RemoteStore) -> None:
    values = [
        typed("2021", "gYear"),
        typed("2021-03", "gYearMonth"),
        typed("2021-03-04", "date"),
        typed("2021-03-04T10:00:00Z", "dateTime"),
        typed("true", "boolean"),
        typed("0.88", "decimal"),
        Literal(12),
        Literal("text", language="ru"),
        Literal('тероризм "quoted" \\ back\nnew line\ttab 😀 𐍈'),
        Literal(""),
        Literal("x" * 5_000),
    ]
    wanted = {Quad(A, P, value, NamedNode(DOC)) for value in values}
    store.load(wanted)
    assert set(store.quads(DOC)) == wanted
    assert {row["o"] for row in store.query("SELECT ?o { ?s ?p ?o }")} == set(values)


def test_numbers_come_back_by_value(store: RemoteStore) -> None:
    store.replace_graph(DOC, [Triple(A, P, typed("0.90", "decimal")), Triple(A, P, typed("007", "integer"))])
    assert sorted(quad.object.value for quad in store.quads(DOC)) == ["0.9", "7"]


def test_rows_beyond_the_limit_are_told_and_not_left_out(store: RemoteStore) -> None:
    store.replace_graph(BIG, [Triple(A, P, Literal(number)) for number in range(1_600)])
    with pytest.raises(Refused, match="cut its answer off after 1500 rows"):
        store.query("SELECT ?o { ?s ?p ?o }")
    assert len(list(store.query("SELECT ?o { ?s ?p ?o } LIMIT 1499"))) == 1_499
    assert len(list(store.quads(BIG))) == store.count(BIG) == 1_600


def test_yes_and_no(store: RemoteStore) -> None:
    store.replace_graph(DOC, [Triple(A, P, Literal(1))])
    assert query.ask(store, f"ASK {{ ?s {P} 1 }}") is True
    assert query.ask(store, f"ASK {{ ?s {P} 2 }}") is False


def test_graphs_of_the_server_itself_are_not_seen(store: RemoteStore) -> None:
    store.replace_graphs({DOC: [Triple(A, P, Literal(1))], graph("inferred", "d"): [Triple(A, P, Literal(2))]})
    text = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    assert sorted(row["g"].value for row in store.query(text)) == [DOC, graph("inferred", "d")]
    assert [row["g"].value for row in store.query(text, inference=False)] == [DOC]
    assert len(list(store.query("SELECT * { ?s ?p ?o }"))) == 2


def test_what_it_cannot_compile_is_told_at_once(store: RemoteStore) -> None:
    with pytest.raises(QueryError, match="does not take this query: Virtuoso"):
        store.query("SELECT ?s (COUNT(*) AS ?n) ?o { ?s ?p ?o } GROUP BY ?s (?o AS ?x) ORDER BY ?o")


def test_a_wrong_password_and_nobody_in_particular(virtuoso: Virtuoso) -> None:
    with pytest.raises(Refused, match="refuses the password") as caught:
        RemoteStore(dataclasses.replace(virtuoso.address(), password="wrong"))
    assert caught.value.status == 401
    anybody = dataclasses.replace(address(virtuoso.url, environment={}), tries=1)
    with RemoteStore(anybody) as store, pytest.raises(StoreError):
        store.replace_graph(DOC, [Triple(A, P, Literal(1))])
    with RemoteStore(virtuoso.address()) as store:
        assert store.graphs() == []


def test_a_killed_copy_is_gone_on_with(virtuoso: Virtuoso, tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as here:
        for number in range(12):
            found = [Triple(A, P, Literal(1_000 * number + each)) for each in range(60)]
            here.replace_graphs({graph(kind, str(number)): found for kind in ("document", "evidence", "inferred")})
        identify(here)
    words = [sys.executable, "-m", "ctkg", "push", virtuoso.url, "--store", str(tmp_path / "s"), "--chunk", "100"]
    environment = {**os.environ, **virtuoso.environment(), "PYTHONPATH": os.pathsep.join(sys.path)}
    with RemoteStore(virtuoso.address()) as there:
        for wanted in (2, 14):
            process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
            until = time.monotonic() + 60
            while process.poll() is None and len(there.digests()) < wanted and time.monotonic() < until:
                time.sleep(0.005)
            process.kill()
            assert process.wait() == -signal.SIGKILL, "the copy was over before it was killed"
            assert wanted <= len(there.digests()) < 36
    done = subprocess.run([*words, "--verify"], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the same, graph by graph" in done.stdout
