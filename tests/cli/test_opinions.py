"""Second opinions on the command line: said on stderr, kept for the next time, and never at the cost of the rules."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.text.opinions.conftest import endpoint  # noqa: F401 (a fixture)
from tests.text.opinions.endpoints import Endpoint, fact, says, send

import ctkg as package
from ctkg import pipeline
from ctkg.text.opinions.settings import OpinionSettings

pytest.importorskip("httpx", reason="the extra [llm] is not installed")

Run = Callable[..., subprocess.CompletedProcess[str]]
TEXT = (
    "A two-day workshop on the financing of terrorism took place in Tashkent.\n\n"
    "It was made possible by means of the Halden Institute."
)
QUOTE = "made possible by means of the Halden Institute"
SAID = says(
    fact("supporter", "Halden Institute", QUOTE),
    fact("host", "Norvik Foundation", "The Norvik Foundation hosted it"),
    doubts=({"fact": 1, "reason": "not said"},),
)
TALLY = "ctkg: llm.tiny@1: asked 1; filled 1; doubted 1; dropped 1 (quote not in the text 1)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def words(server: Endpoint, *more: str) -> tuple[str, ...]:
    return ("--llm", server.address, "--llm-model", "tiny", *more)


def test_facts(ctkg: Run, folder: Path, endpoint: Endpoint) -> None:  # noqa: F811
    endpoint.will(SAID)
    done = ctkg("facts", "note.txt", "-f", "jsonl", *words(endpoint), cwd=folder, CTKG_LLM_KEY="sk-hidden")
    assert done.returncode == 0 and done.stderr.strip() == TALLY
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    (new,) = [row for row in rows if row["rule"] == "llm.tiny@1"]
    assert (new["relation"], new["value"], new["confidence"]) == ("supporter", "Halden Institute", 0.5)
    (piece,) = new["evidence"]
    assert TEXT[piece["start"] : piece["end"]] == piece["text"] == QUOTE
    assert [row["doubts"] for row in rows if "doubts" in row] == [["llm.tiny@1: the text does not say so"]]
    assert endpoint.headers[0]["Authorization"] == "Bearer sk-hidden"


def test_a_build_says_the_same_and_a_rebuild_asks_nobody(ctkg: Run, folder: Path, endpoint: Endpoint) -> None:  # noqa: F811
    endpoint.will(SAID)
    asked = words(
        endpoint, "--llm-cache", "answers", "--jobs", "1", "--no-reference", "--no-inference", "--no-validation"
    )
    first = ctkg("build", "note.txt", "-o", "first.nq", *asked, cwd=folder, CTKG_LLM_KEY="sk-hidden")
    assert first.returncode == 0, first.stderr
    assert TALLY in first.stderr
    endpoint.will(send(b"{}", 500))
    again = ctkg("build", "note.txt", "-o", "again.nq", *asked, "--store", "other.store", cwd=folder)
    assert again.returncode == 0, again.stderr
    assert TALLY.replace("asked 1", "asked 1; from the cache 1") in again.stderr
    assert len(endpoint.bodies) == 1
    assert (folder / "first.nq").read_bytes() == (folder / "again.nq").read_bytes()
    for file in folder.rglob("*"):
        if file.is_file():
            assert b"sk-hidden" not in file.read_bytes(), file
    with package.open(folder / "ctkg.store", read_only=True) as kg:
        rows = list(kg.facts())
    assert [row["value"] for row in rows if row["rule"] == "llm.tiny@1"] == ["Halden Institute"]
    assert [row["doubts"] for row in rows if "doubts" in row] == [["llm.tiny@1: the text does not say so"]]


def test_several_processes_give_the_same_graph(folder: Path, endpoint: Endpoint) -> None:  # noqa: F811
    settings = endpoint.will(SAID)
    (folder / "other.txt").write_text(TEXT.replace("Tashkent", "Vienna"), encoding="utf-8")
    dumps = []
    for jobs in (1, 2):
        with package.open(None) as kg:
            options = pipeline.Options(opinions=settings, jobs=jobs, reference=False, validation=False)
            summary = kg.build([folder / "note.txt", folder / "other.txt"], options=options)
            kg.export(folder / f"{jobs}.nq")
        assert (summary.opinions.number("asked"), summary.opinions.number("filled")) == (2, 2)
        dumps.append((folder / f"{jobs}.nq").read_bytes())
    assert dumps[0] == dumps[1]


def test_a_dead_endpoint_costs_no_fact(ctkg: Run, folder: Path, endpoint: Endpoint) -> None:  # noqa: F811
    endpoint.will(send(b"{}", 401))
    alone = ctkg("facts", "note.txt", "-f", "jsonl", cwd=folder)
    done = ctkg("-v", "facts", "note.txt", "-f", "jsonl", *words(endpoint), cwd=folder, CTKG_LLM_KEY="sk-hidden")
    assert (done.returncode, done.stdout) == (0, alone.stdout)
    assert "failed 1 (HTTP 401, see CTKG_LLM_KEY 1)" in done.stderr
    assert "sk-hidden" not in done.stderr and "Halden" not in done.stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--llm", "http://127.0.0.1:9/v1"), "--llm-model"),
        (("--llm-model", "tiny"), "--llm"),
        (("--llm", "127.0.0.1", "--llm-model", "tiny"), "http://"),
        (("--llm-cache", "answers"), "--llm"),
        (("--llm", "http://127.0.0.1:9/v1", "--llm-model", "tiny", "--llm-cache", "note.txt"), "note.txt"),
    ],
)
@pytest.mark.parametrize("command", ["facts", "build"])
def test_a_call_that_makes_no_sense_is_refused(
    ctkg: Run, folder: Path, command: str, given: tuple[str, ...], said: str
) -> None:
    done = ctkg(command, "note.txt", *given, cwd=folder)
    assert done.returncode == 2 and said in done.stderr and not done.stdout
    assert not (folder / "ctkg.store").exists()


def test_a_pipeline_that_is_not_there_is_said_before_a_store_is_made(ctkg: Run, folder: Path) -> None:
    pytest.importorskip("spacy", reason="the extra [model] is not installed")
    for command in ("facts", "build"):
        done = ctkg(command, "note.txt", "--model", "no_such_pipeline", cwd=folder)
        assert done.returncode == 2 and "python -m spacy download" in done.stderr
        assert "Traceback" not in done.stderr


def test_without_the_options_nothing_of_it_is_even_loaded(folder: Path) -> None:
    code = (
        "import sys\nfrom ctkg.cli.app import run\nrun(['facts', 'note.txt'])\n"
        "print(*sorted({'httpx', 'spacy', 'ssl'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == ""


def test_the_settings_of_python_are_the_words_of_the_command() -> None:
    assert {"llm", "llm_model", "llm_cache", "model"} <= set(OpinionSettings.__dataclass_fields__)
