from __future__ import annotations

import math
import os
from collections.abc import Iterator

import pytest

from ctkg.workers import Ordered


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
