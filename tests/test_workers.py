from __future__ import annotations

import math
import os
from collections.abc import Iterator

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
