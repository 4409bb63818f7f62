from __future__ import annotations

import multiprocessing
import os
import signal
from functools import partial
from typing import TYPE_CHECKING

import pytest

from app.processes.pool import BEGUN_EACH, map_in_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROCESSES = 2
NUMBERS = list(range(20))
BAD = 7


def negated(_argument: object) -> Callable[[int], int]:
    return int.__neg__


def refusing(bad: int) -> Callable[[int], int]:
    return partial(refuse, bad)


def refuse(bad: int, number: int) -> int:
    if number == bad:
        raise ValueError(f"no {number}")
    return number


def dying(bad: int) -> Callable[[int], int]:
    return partial(die, bad)


def die(bad: int, number: int) -> int:
    if number == bad and multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def told_apart(_argument: object) -> Callable[[int], int]:
    return process


def process(_number: int) -> int:
    return os.getpid()


def test_results_come_in_the_order_of_the_items() -> None:
    found = list(map_in_processes(negated, None, iter(NUMBERS), PROCESSES))
    assert found == [-number for number in NUMBERS]


def test_the_work_is_done_in_other_processes() -> None:
    assert os.getpid() not in set(map_in_processes(told_apart, None, iter(NUMBERS), PROCESSES))


def test_an_error_of_the_work_is_raised_where_results_are_taken() -> None:
    results = map_in_processes(refusing, BAD, iter(NUMBERS), PROCESSES)
    with pytest.raises(ValueError, match=f"no {BAD}"):
        list(results)


def test_when_a_process_is_killed_the_rest_is_done_here() -> None:
    assert list(map_in_processes(dying, BAD, iter(NUMBERS), PROCESSES)) == NUMBERS


def test_no_more_is_begun_than_the_processes_need() -> None:
    begun = []

    def items() -> Iterator[int]:
        for number in NUMBERS:
            begun.append(number)
            yield number

    results = map_in_processes(negated, None, items(), PROCESSES)
    next(results)
    assert len(begun) == PROCESSES * BEGUN_EACH
    results.close()


def test_processes_end_when_nobody_takes_results_any_more() -> None:
    results = map_in_processes(told_apart, None, iter(NUMBERS), 1)
    child = next(results)
    results.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
