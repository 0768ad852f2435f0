from __future__ import annotations

import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ctkg.workers import Ordered, Team


@pytest.mark.parametrize("jobs", [1, 2])
def test_answers_come_in_the_order_of_the_items(jobs: int) -> None:
    numbers = list(range(200))
    with Ordered(math.factorial, numbers, jobs=jobs) as answers:
        assert list(answers) == [math.factorial(number) for number in numbers]


def test_other_processes_do_the_work() -> None:
    with Ordered(eval, ["__import__('os').getpid()"] * 20, jobs=2) as answers:
        assert os.getpid() not in set(answers)


def test_items_are_taken_as_they_are_needed() -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in range(10_000):
            taken.append(number)
            yield number

    with Ordered(math.sqrt, items(), jobs=2) as answers:
        assert next(iter(answers)) == 0
    assert len(taken) < 100


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_reaches_the_one_who_asks(jobs: int) -> None:
    with pytest.raises(ValueError), Ordered(math.sqrt, [1, -1, 4], jobs=jobs) as answers:
        list(answers)


def test_a_team_does_one_work_after_the_other_and_is_done_with_what_nobody_asks_for() -> None:
    who = ["__import__('os').getpid()"] * 40
    with Team(2) as team:
        with Ordered(eval, who, jobs=team) as first:
            found = set(first)
        with Ordered(math.factorial, range(10_000), jobs=team) as unasked:
            assert next(iter(unasked)) == 1
        with Ordered(eval, who, jobs=team, together=4) as last:
            assert set(last) <= found | {*_processes(team)}
        assert os.getpid() not in found
        assert len(_processes(team)) <= 2


def _processes(team: Team) -> list[int]:
    return list(team.pool._processes)


_PARENT = """
import sys, time
from pathlib import Path
from ctkg.workers import Ordered
from tests.test_workers import sleep_long

if __name__ == "__main__":
    with Ordered(sleep_long, [Path(sys.argv[1], name) for name in "ab"], jobs=2) as answers:
        list(answers)
"""


def sleep_long(file: Path) -> None:
    """Says who does this work, and goes on with it for longer than any test."""
    new = file.with_suffix(".new")
    new.write_text(str(os.getpid()), encoding="utf-8")
    new.rename(file)
    time.sleep(600)


def test_the_processes_end_with_the_one_that_was_killed(tmp_path: Path) -> None:
    (script := tmp_path / "parent.py").write_text(_PARENT, encoding="utf-8")
    folders = os.pathsep.join([str(Path(__file__).parents[1]), *filter(None, sys.path)])
    parent = subprocess.Popen([sys.executable, str(script), str(tmp_path)], env={**os.environ, "PYTHONPATH": folders})
    workers = [tmp_path / "a", tmp_path / "b"]
    wait_for(lambda: all(each.exists() for each in workers))
    parent.kill()
    parent.wait()
    wait_for(lambda: not any(is_alive(int(each.read_text(encoding="utf-8"))) for each in workers))


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    """True for a process that is there and has not ended."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    # One that ended and that nobody asked after yet is still listed.
    return not stat.exists() or stat.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
