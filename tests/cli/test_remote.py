"""`ctkg push`, and the commands that read, on a server: what they print is what they print for the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.servers import Oxigraph, free_port

Run = Callable[..., CompletedProcess[str]]

DOCUMENT = """VIENNA, 4 March 2021 - The OSCE and UNODC organized a two-day workshop on border security in Tashkent.
"""
ENTRY = """@prefix ct: <https://w3id.org/ctkg/ontology#> .
<https://w3id.org/ctkg/id/event/x/1> a ct:Workshop ; ct:heldAt <https://w3id.org/ctkg/id/state/XX> .
"""


@pytest.fixture(scope="module")
def folder(ctkg: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("folder")
    (folder / "release.txt").write_text(DOCUMENT, encoding="utf-8")
    (folder / "entry.ttl").write_text(ENTRY, encoding="utf-8")
    done = ctkg("build", "release.txt", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def endpoint(ctkg: Run, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    # One of its own: tests of other modules, which may run in between, empty the common one.
    server = Oxigraph(tmp_path_factory.mktemp("server"))
    server.start()
    done = ctkg("push", server.url, "--verify", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "the same, graph by graph" in done.stdout
    yield server.url
    server.stop()


@pytest.mark.parametrize(
    "words",
    [
        ("query", "CQ01"),
        ("query", "CQ46", "--param", "state=id:state/UZ", "-f", "csv"),
        ("query", "--no-inference", "-e", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", "-f", "json"),
        ("query", "-e", "CONSTRUCT { ?s a ct:Workshop } WHERE { ?s a ct:Workshop }", "-f", "ttl"),
        ("query", "-e", "ASK { ?s a ct:Nonsense }"),
        ("query", "-e", "SELECT * FROM graph:nonsense { ?s ?p ?o }"),
        ("search", "border security", "-f", "csv"),
        ("facts", "-f", "jsonl"),
        ("show", "Uzbekistan"),
        ("show", "nobody of this name"),
        ("stats",),
        ("resolve",),
        ("export", "-f", "nq", "-"),
        ("export", "-f", "nt", "-", "--graph", "graph:ontology"),
        ("validate", "entry.ttl"),
    ],
)
def test_a_command_prints_the_same(ctkg: Run, folder: Path, endpoint: str, words: tuple[str, ...]) -> None:
    here = ctkg(*words, cwd=folder)
    there = ctkg(*words, "--endpoint", endpoint, cwd=folder)
    assert (there.stdout, there.stderr, there.returncode) == (here.stdout, here.stderr, here.returncode)
    assert here.stdout + here.stderr


def test_the_server_may_stand_in_the_environment_or_the_settings(
    ctkg: Run, folder: Path, endpoint: str, tmp_path: Path
) -> None:
    told = ctkg("stats", cwd=folder).stdout
    assert ctkg("stats", cwd=tmp_path, CTKG_ENDPOINT=endpoint).stdout == told
    (tmp_path / "ctkg.toml").write_text(f'[stats]\nendpoint = "{endpoint}"\n', encoding="utf-8")
    assert ctkg("stats", cwd=tmp_path).stdout == told
    missing = ctkg("stats", "--store", "none.store", cwd=tmp_path)
    assert missing.returncode == 2 and "no store here" in missing.stderr, "what is given goes before settings"
    both = ctkg("stats", "--store", "a", "--endpoint", endpoint, cwd=tmp_path)
    assert both.returncode == 2 and "not both" in both.stderr


def test_a_second_copy_sends_nothing_and_a_difference_is_told(ctkg: Run, folder: Path, endpoint: str) -> None:
    done = ctkg("push", cwd=folder, CTKG_ENDPOINT=endpoint)
    assert done.stdout.startswith("0 graphs sent"), done.stderr


@pytest.mark.parametrize(
    ("words", "variables", "code", "message"),
    [
        (("ftp://h/",), {}, 2, "named by its address"),
        (("http://u:geheim@h/",), {}, 2, "no user or password"),
        (("http://h/", "--password-env", "NOT_SET"), {}, 2, "no variable NOT_SET"),
        (("http://h/", "--store", "none.store"), {}, 2, "no store here"),
        (("http://h/", "--store", "http://h/"), {}, 2, "--store names a folder"),
    ],
)
def test_a_wrong_call_is_told(
    ctkg: Run, folder: Path, words: tuple[str, ...], variables: dict[str, str], code: int, message: str
) -> None:
    done = ctkg("push", *words, cwd=folder, **variables)
    assert done.returncode == code and message in done.stderr and "geheim" not in done.stderr


def test_nobody_there(ctkg: Run, folder: Path) -> None:
    done = ctkg("query", "CQ01", "--endpoint", f"http://127.0.0.1:{free_port()}/", cwd=folder)
    assert done.returncode == 4 and "no connection to this server" in done.stderr


def test_a_server_without_a_store(ctkg: Run, folder: Path, tmp_path: Path) -> None:
    server = Oxigraph(tmp_path)
    server.start()
    try:
        done = ctkg("stats", "--endpoint", server.url, cwd=folder)
    finally:
        server.stop()
    assert done.returncode == 4 and "ctkg push" in done.stderr
