"""Commands killed at any point, or run at the same time: index and rows agree afterwards."""

from __future__ import annotations

import random
import signal
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest

from app.indexing import index_status, sync_index, verify_index
from app.searching.requests import SearchRequest
from app.searching.search import search
from tests.faults.acting import die_at, halt_in
from tests.faults.installation import wait_for

if TYPE_CHECKING:
    from tests.faults.conftest import Install
    from tests.faults.installation import Installation

ENTRIES = 600
ENGINES = "indexer/engines/"
PAGES = "app.indexing:RowSource._page"
"""Reads a page of rows, of which there are two."""
STATE = ("_write_state", "_remember")
"""What notes, last of all, how far an index has come: in either engine."""


def ledger_seq(installation: Installation) -> int:
    return index_status(installation.services).ledger_seq


def place(installation: Installation, *names: str) -> str:
    """Return where, in the installation's engine, the first of these methods is that it has."""
    engine = type(installation.services.engine)
    name = next(name for name in names if hasattr(engine, name))
    return f"{engine.__module__}:{engine.__name__}.{name}"


@pytest.fixture
def ready(install: Install) -> Installation:
    """Rows and a live index that agree."""
    installation = install(ENTRIES)
    sync_index(installation.services)
    return installation


def test_a_rebuild_that_is_killed_leaves_the_live_index_and_the_next_one_sweeps(
    ready: Installation,
) -> None:
    live = ready.services.engine.live()
    for where, call in ((PAGES, 1), (PAGES, 2), (place(ready, "point_alias"), 1)):
        before = len(ready.services.engine.names())
        rebuild = ready.start("index", "rebuild", prepare=partial(halt_in, where, call))
        assert rebuild.wait() == -signal.SIGKILL
        assert len(ready.services.engine.names()) == before + 1
        assert ready.services.engine.live() == live
        assert search(ready.services, SearchRequest()).total == ENTRIES
    assert ready.run("index", "rebuild").wait() == 0
    assert ready.services.engine.names() == [ready.services.engine.live()]
    assert not verify_index(ready.services)


def test_ctrl_c_ends_a_rebuild_without_a_trace(ready: Installation) -> None:
    live = ready.services.engine.live()
    rebuild = ready.start("index", "rebuild", prepare=interrupt)
    assert rebuild.wait() > 0
    assert not rebuild.said("Traceback")
    assert ready.services.engine.names() == [live]


def interrupt() -> None:
    # What a shell starts in the background ignores the signal, and so do the tests' children.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    halt_in(PAGES, 2, signal.SIGINT)


def test_a_sync_that_is_killed_anywhere_catches_up(ready: Installation) -> None:
    choose = random.Random(3)
    anywhere = [partial(die_at, choose.randint(1, ENTRIES), ENGINES) for _ in range(2)]
    before_its_end = partial(halt_in, place(ready, *STATE), 1)
    for turn, deadly in enumerate([*anywhere, before_its_end]):
        ready.load(ENTRIES, mark=f"gång {turn}")
        sync = ready.start("index", "sync", prepare=deadly)
        assert sync.wait() == -signal.SIGKILL
    assert ready.run("index", "sync").wait() == 0
    assert not verify_index(ready.services)
    assert index_status(ready.services).seq == ledger_seq(ready)


def test_two_syncs_and_a_rebuild_at_once_agree(ready: Installation) -> None:
    ready.load(ENTRIES, mark="ändrat")
    started = [
        ready.start("index", "sync"),
        ready.start("index", "rebuild"),
        ready.start("index", "sync"),
    ]
    assert [process.wait() for process in started] == [0, 0, 0]
    assert not verify_index(ready.services)
    assert ready.services.engine.names() == [ready.services.engine.live()]


def test_rows_that_change_while_a_rebuild_reads_them_are_right_afterwards(
    ready: Installation,
) -> None:
    stop = partial(halt_in, PAGES, 2, signal.SIGSTOP)
    rebuild = ready.start("index", "rebuild", prepare=stop)
    wait_for(lambda: rebuild.is_stopped, "the first page to be read")
    ready.load(ENTRIES, mark="ändrat under tiden")
    rebuild.resume()
    assert rebuild.wait() == 0
    assert ready.run("index", "sync").wait() == 0
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
            assert ready.run("index", "verify").wait() == 0
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
            stop.wait(0.01)

    searcher = threading.Thread(target=searching)
    searcher.start()
    try:
        for _ in range(2):
            assert ready.run("index", "rebuild").wait() == 0
    finally:
        stop.set()
        searcher.join()
    assert faults == []
    assert totals == {ENTRIES}
