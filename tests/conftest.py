"""Shared by all tests: test data outside the repository, the switch that rewrites golden files, the built demo."""

from __future__ import annotations

import asyncio
import fcntl
import gc
import os
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from tests.servers import Oxigraph, Virtuoso, program
from tests.warm import Warm, is_early

Run = Callable[..., subprocess.CompletedProcess[str]]
REPOSITORY = Path(__file__).resolve().parent.parent
#: Seconds after which a command counts as stuck: far more than any takes, for machines with other work.
_LONGEST = 1_200


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """A search for cycles among what collection makes costs a quarter of it, and finds nothing, then or later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files from what the code gives now")


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the test data that does not travel with the repository; the test is skipped where it is absent."""
    folder = Path(os.environ.get("CTKG_TEST_DATA", REPOSITORY.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no test data at {folder}; set CTKG_TEST_DATA to its folder")
    return folder


@pytest.fixture(autouse=True)
def no_loop_but_its_own(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hides the loop of the browser, which runs on between its tests, from tests that run loops of their own."""
    running = asyncio._get_running_loop()
    if running is None or {"tab", "browser"} & set(request.fixturenames):
        yield
        return
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


#: What commands see, of all that changes how they print.
PLAIN = {"COLUMNS": "120", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}


def plain_environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith("CTKG_")} | PLAIN


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """The process that commands are forked from."""
    made = Warm(tmp_path_factory.mktemp("warm"), plain_environment())
    yield made
    made.close()


@pytest.fixture(scope="session")
def ctkg(warm: Warm, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs the command in a fresh folder (or ``cwd``) with a plain environment."""

    def run(
        *words: str | Path, cwd: Path | None = None, stdin: str = "", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        given, cwd = [str(word) for word in words], cwd or tmp_path_factory.mktemp("run")
        environment = plain_environment() | variables
        if not any(map(is_early, variables)):
            return warm.run(given, cwd=cwd, environment=environment, stdin=stdin, timeout=_LONGEST)
        return subprocess.run(
            [sys.executable, "-m", "ctkg", *given],
            cwd=cwd,
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_LONGEST,
        )

    return run


@pytest.fixture(scope="session")
def demo(ctkg: Run, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's store (``ctkg.store``) and its dump (``demo.nq``), for reading only.

    Processes that run tests beside each other share it: whoever comes first builds it, the others wait.
    """
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    base = tmp_path_factory.mktemp("demo") if alone else tmp_path_factory.getbasetemp().parent
    folder = base / "shared-demo"
    with (base / "shared-demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            made = base / "shared-demo.new"
            made.mkdir()
            done = ctkg("build", repository / "data" / "documents", "-o", "demo.nq", cwd=made)
            assert done.returncode == 0, done.stderr
            made.rename(folder)
    return folder


@pytest.fixture(scope="session")
def running_oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Oxigraph]:
    """One for all tests of this process."""
    server = Oxigraph(tmp_path_factory.mktemp("oxigraph"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def oxigraph(running_oxigraph: Oxigraph) -> Oxigraph:
    """An Oxigraph server that holds nothing."""
    running_oxigraph.clear()
    return running_oxigraph


@pytest.fixture(scope="session")
def running_virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """One for all tests of this process; they are skipped where the Debian package is missing."""
    if not (program("virtuoso-t") and program("isql-vt")):
        pytest.skip("no virtuoso-t here; on Debian: apt-get install virtuoso-opensource-7-bin")
    server = Virtuoso(tmp_path_factory.mktemp("virtuoso"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def virtuoso(running_virtuoso: Virtuoso) -> Virtuoso:
    """A Virtuoso server that holds nothing of ctkg's."""
    running_virtuoso.clear()
    return running_virtuoso
