"""A real cluster of two processes on this machine: the same bytes as without it, a killed worker included."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ctkg
from ctkg import pipeline
from ctkg.clusters import OnCluster, check, running
from ctkg.errors import ClusterError, CtkgError, MissingExtra, UsageError
from ctkg.making import make
from ctkg.text.opinions.settings import OpinionSettings
from ctkg.text.read import discover

PLACES = ("Vienna", "Skopje", "Astana", "Tirana", "Rabat", "Almaty", "Belgrade")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Scheduler and two workers, bound to this machine, without a dashboard."""
    distributed = pytest.importorskip("distributed")
    import dask

    folder = str(tmp_path_factory.mktemp("dask"))
    with (
        dask.config.set({"distributed.worker.daemon": True, "temporary-directory": folder}),
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            scheduler_port=0,
            dashboard_address=None,
            worker_dashboard_address=None,
            silence_logs=50,
        ) as made,
    ):
        yield made


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Short documents that tell of invented events, one of them empty, one missing, one with a double id."""
    folder = tmp_path_factory.mktemp("documents")
    for number in range(70):
        place, day = PLACES[number % len(PLACES)], 1 + number % 27
        text = f"The OSCE held a workshop on border security in {place} on {day} March {2010 + number % 9}.\n"
        (folder / f"report-{number:02d}.txt").write_text(text, encoding="utf-8")
    (folder / "report-30.txt").write_text("", encoding="utf-8")
    (folder / "report-31.md").write_text("---\nid: report-02\n---\n\nA meeting.\n", encoding="utf-8")
    return [path for path in discover([folder]) if isinstance(path, Path)] + [folder / "missing.txt"]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards of ten documents, so that there are several."""
    monkeypatch.setattr("ctkg.clusters.shards.FEWEST", 10)
    monkeypatch.setattr("ctkg.clusters.shards.FULL", 0)


def words(answers: list[Any]) -> list[Any]:
    return [str(answer) if isinstance(answer, CtkgError) else answer for answer in answers]


@pytest.mark.usefixtures("small")
def test_a_killed_worker_costs_only_its_tasks(cluster: Any, files: list[Path], tmp_path: Path) -> None:
    import distributed

    manifest = tmp_path / "shards.jsonl"
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as watching:
        pids = watching.run(os.getpid)
        with OnCluster(files, address=cluster.scheduler_address, manifest=manifest) as makers:
            victim, lost = "", ()
            for _ in range(1200):
                busy = {worker: tasks for worker, tasks in watching.processing().items() if tasks}
                if busy:
                    victim, lost = next(iter(busy.items()))
                    break
                time.sleep(0.05)
            assert lost, "no worker took up a task within a minute"
            os.kill(pids[victim], signal.SIGKILL)
            answers = list(makers)
        assert pids[victim] not in watching.run(os.getpid).values()
    assert words(answers) == words([make(file, OpinionSettings()) for file in files])
    shards = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    assert [shard["shard"] for shard in shards] == list(range(len(shards))) and len(shards) == 8
    assert [each["path"] for shard in shards for each in shard["documents"]] == [str(file) for file in files[:-1]]


@pytest.mark.usefixtures("small")
def test_a_build_on_the_cluster_writes_the_same_bytes(cluster: Any, files: list[Path], tmp_path: Path) -> None:
    plain = {"reference": False, "inference": False, "validation": False}
    for name, options in {
        "here": pipeline.Options(**plain),
        "there": pipeline.Options(**plain, dask=cluster.scheduler_address),
    }.items():
        with ctkg.open(None) as kg:
            summary = kg.build(files, options=options)
            kg.export(tmp_path / f"{name}.nq")
        assert summary.documents == 69 and len(summary.failures) == 3
    assert (tmp_path / "here.nq").read_bytes() == (tmp_path / "there.nq").read_bytes()


@pytest.mark.usefixtures("small")
def test_workers_with_other_rules_are_refused(cluster: Any, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctkg.clusters.running.recipe.digest", lambda: "other rules")
    with (
        OnCluster(files[:3], address=cluster.scheduler_address) as makers,
        pytest.raises(ClusterError, match="another version of ctkg"),
    ):
        list(makers)


def test_nothing_is_asked_where_nothing_is_to_be_made() -> None:
    with OnCluster([], address="tcp://127.0.0.1:9") as makers:
        assert list(makers) == []


def test_a_scheduler_that_does_not_answer(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(running, "_PATIENCE", 1)
    with pytest.raises(ClusterError, match="no answer from a worker"):
        OnCluster(files[:3], address="tcp://127.0.0.1:9")


@pytest.mark.parametrize(
    "address", ["127.0.0.1:8786", "http://127.0.0.1:8786", "tcp://h", "inproc://h:1", "tcp://h:1/x", "ucx://h:1", ""]
)
def test_only_addresses_of_schedulers_are_taken(address: str) -> None:
    with pytest.raises(UsageError, match="write tcp://HOST:PORT"):
        check(address)


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"ctkg\[dask\]"):
        check("tls://[::1]:8786")


def test_second_opinions_and_a_cluster_exclude_each_other(files: list[Path]) -> None:
    pytest.importorskip("distributed")
    options = pipeline.Options(dask="tcp://127.0.0.1:9", opinions=OpinionSettings(model="some_model"))
    with ctkg.open(None) as kg, pytest.raises(UsageError, match="second opinions"):
        kg.build(files[:1], options=options)


def test_the_command_refuses_a_wrong_address_before_it_makes_a_store(ctkg: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A meeting was held in Vienna.\n", encoding="utf-8")
    done = ctkg("build", "a.txt", "--dask", "http://127.0.0.1:8786", cwd=tmp_path)
    assert done.returncode == 2 and "write tcp://HOST:PORT" in done.stderr
    done = ctkg("build", "a.txt", "--manifest", "m.jsonl", cwd=tmp_path)
    assert done.returncode == 2 and "--dask" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
