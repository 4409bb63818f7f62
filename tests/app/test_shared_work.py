"""Work on batches that other processes share comes to the same as work done here."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from app.indexing import RowSource
from app.shared_batch_work import MOST_PROCESSES, share_batch_work

if TYPE_CHECKING:
    from app.wiring import Services

BATCHES = [(number, list(range(number))) for number in range(20)]


def total(numbers: list[int]) -> tuple[int, int]:
    return sum(numbers), os.getpid()


def fail(_numbers: list[int]) -> None:
    raise LookupError("no such number")


@pytest.mark.parametrize("is_large", [True, False])
def test_results_come_in_order_each_with_what_was_kept(
    services: Services, *, is_large: bool
) -> None:
    with share_batch_work(services, is_large=is_large) as sharing:
        done = list(sharing.batch_work.each(total, BATCHES))
    assert [(kept, result) for kept, (result, _) in done] == [
        (number, sum(numbers)) for number, numbers in BATCHES
    ]
    is_shared = is_large and len(os.sched_getaffinity(0)) >= MOST_PROCESSES
    assert (os.getpid() not in {process for _, (_, process) in done}) is is_shared


def test_an_error_of_the_work_is_raised_where_its_result_is_taken(
    services: Services,
) -> None:
    with (
        share_batch_work(services, is_large=True) as sharing,
        pytest.raises(LookupError, match="no such number"),
    ):
        list(sharing.batch_work.each(fail, BATCHES))


def test_documents_are_the_same_whichever_process_makes_them(services: Services) -> None:
    alone = list(RowSource(services).pages())
    with share_batch_work(services, is_large=True) as sharing:
        shared = list(RowSource(sharing).pages())
    assert shared == alone
    assert sum(map(len, alone)) > 0
