"""Commands killed at any point, or run at the same time: index and rows agree afterwards."""

from __future__ import annotations

import random
import threading
from typing import TYPE_CHECKING

import pytest

from app.indexing import index_status, verify_index
from app.searching.requests import SearchRequest
from app.searching.search import search
from tests.faults.installation import wait_for

if TYPE_CHECKING:
    from tests.faults.installation import Installation

ENTRIES = 1_500
KILLS = 4


def ledger_seq(installation: Installation) -> int:
    return index_status(installation.services).ledger_seq


def building(installation: Installation) -> bool:
    """Tell whether a second index is there beside the live one."""
    return len(installation.services.engine.names()) > 1


@pytest.fixture
def ready(installation: Installation) -> Installation:
    """Rows and a live index that agree."""
    installation.load(ENTRIES)
    assert installation.run("index", "rebuild").returncode == 0
    return installation


def test_a_rebuild_that_is_killed_leaves_the_live_index_and_the_next_one_sweeps(
    ready: Installation,
) -> None:
    live = ready.services.engine.live()
    for _ in range(KILLS):
        before = len(ready.services.engine.names())
        rebuild = ready.start("index", "rebuild")
        wait_for(
            lambda before=before: len(ready.services.engine.names()) > before, "a second index"
        )
        rebuild.kill()
        rebuild.wait()
        assert ready.services.engine.live() == live
        assert search(ready.services, SearchRequest()).total == ENTRIES
    assert ready.run("index", "rebuild").returncode == 0
    assert ready.services.engine.names() == [ready.services.engine.live()]
    assert not verify_index(ready.services)


def test_a_sync_that_is_killed_anywhere_catches_up(ready: Installation) -> None:
    choose = random.Random(3)
    for turn in range(KILLS):
        ready.load(ENTRIES, mark=f"gång {turn}")
        sync = ready.start("index", "sync")
        with pytest.raises(Exception, match="timed out"):
            sync.wait(choose.uniform(0.6, 2.0))
        sync.kill()
        sync.wait()
    assert ready.run("index", "sync").returncode == 0
    assert not verify_index(ready.services)
    assert index_status(ready.services).seq == ledger_seq(ready)


def test_two_syncs_and_a_rebuild_at_once_agree(ready: Installation) -> None:
    ready.load(ENTRIES, mark="ändrat")
    started = [
        ready.start("index", "sync"),
        ready.start("index", "rebuild"),
        ready.start("index", "sync"),
    ]
    assert [process.wait(120) for process in started] == [0, 0, 0]
    assert not verify_index(ready.services)
    assert ready.services.engine.names() == [ready.services.engine.live()]


def test_rows_that_change_while_a_rebuild_reads_them_are_right_afterwards(
    ready: Installation,
) -> None:
    rebuild = ready.start("index", "rebuild")
    wait_for(lambda: building(ready), "a second index")
    ready.load(200, mark="ändrat under tiden")
    assert rebuild.wait(120) == 0
    assert ready.run("index", "sync").returncode == 0
    assert not verify_index(ready.services)


def test_verify_is_not_misled_by_what_is_being_written(ready: Installation) -> None:
    ready.start("worker")
    stop = threading.Event()

    def writing() -> None:
        turn = 0
        while not stop.is_set():
            ready.load(5, mark=f"gång {turn}")
            turn += 1
            stop.wait(0.05)

    writer = threading.Thread(target=writing)
    writer.start()
    try:
        for _ in range(3):
            assert ready.run("index", "verify").returncode == 0
    finally:
        stop.set()
        writer.join()


def test_searches_during_rebuilds_see_no_error_no_gap_and_no_mix(ready: Installation) -> None:
    totals: set[int] = set()
    faults: list[BaseException] = []
    stop = threading.Event()

    def searching() -> None:
        while not stop.is_set():
            try:
                answer = search(ready.services, SearchRequest(facets=("kind",), limit=5))
                counted = sum(value["count"] for value in answer.facets["kind"])
                totals.update({answer.total, counted})
            except Exception as fault:  # noqa: BLE001 - whatever it is, it fails the test
                faults.append(fault)

    searcher = threading.Thread(target=searching)
    searcher.start()
    try:
        for _ in range(2):
            assert ready.run("index", "rebuild").returncode == 0
    finally:
        stop.set()
        searcher.join()
    assert faults == []
    assert totals == {ENTRIES}
