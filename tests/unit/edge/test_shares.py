from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from edge.guard import guard
from edge.refusals import AddressBusy, ProcessBusy
from edge.shares import LONG_TEXT, FairShares, expensive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

    from werkzeug.test import TestResponse

    from app.settings import Settings

SECRET = "a secret that is only used by tests"  # noqa: S105 - it guards nothing
PATIENCE = 30.0  # seconds until a test gives up


@pytest.fixture
def shares(tmp_path: Path) -> Iterator[FairShares]:
    opened = FairShares(tmp_path / "run" / "expensive", SECRET)
    yield opened
    opened.close()


def test_an_address_has_one_expensive_request_at_a_time(shares: FairShares) -> None:
    leave = shares.admit("203.0.113.7")
    with pytest.raises(AddressBusy):
        shares.admit("203.0.113.7")
    leave()
    shares.admit("203.0.113.7")()


def test_an_ipv6_subscriber_is_one_address(shares: FairShares) -> None:
    shares.admit("2001:db8:1:2::1")
    with pytest.raises(AddressBusy):
        shares.admit("2001:db8:1:2:ffff::9")


def test_a_process_works_on_two_expensive_requests_at_once(shares: FairShares) -> None:
    shares.admit("203.0.113.7")
    leave = shares.admit(None)
    with pytest.raises(ProcessBusy):
        shares.admit("203.0.113.8")
    leave()
    shares.admit("203.0.113.8")


def test_callers_that_are_known_share_the_process_alone(shares: FairShares) -> None:
    shares.admit(None)
    shares.admit(None)
    with pytest.raises(ProcessBusy):
        shares.admit(None)


def _hold(path: Path, connection: Connection) -> None:
    FairShares(path, SECRET).admit("203.0.113.7")
    connection.send("admitted")
    connection.poll(None)


def test_an_address_is_held_to_its_share_across_processes_until_they_end(
    shares: FairShares, tmp_path: Path
) -> None:
    here, there = multiprocessing.Pipe()
    spawn = multiprocessing.get_context("spawn")
    other = spawn.Process(target=_hold, args=(tmp_path / "run" / "expensive", there))
    other.start()
    assert here.recv() == "admitted"
    with pytest.raises(AddressBusy):
        shares.admit("203.0.113.7")
    shares.admit("203.0.113.8")
    other.kill()
    other.join()
    shares.admit("203.0.113.7")


class Slow:
    """An app whose expensive view runs until it is told to end."""

    def __init__(self, settings: Settings, shares: FairShares) -> None:
        self.end = Event()
        self.began = Barrier(2)
        flask_app = Flask(__name__, static_folder=None)

        @flask_app.get("/export")
        @expensive
        def export() -> str:
            self.began.wait(PATIENCE)
            assert self.end.wait(PATIENCE)
            return "done"

        @flask_app.get("/search")
        def search() -> str:
            return "found"

        self.app = guard(flask_app, settings, None, shares=shares)

    def get(self, path: str, address: str = "203.0.113.7") -> TestResponse:
        return self.app.test_client().get(path, environ_base={"REMOTE_ADDR": address})


@pytest.fixture
def slow(settings: Settings, shares: FairShares) -> Slow:
    return Slow(settings, shares)


def test_of_eight_expensive_requests_of_an_address_one_runs_and_searches_go_on(slow: Slow) -> None:
    with ThreadPoolExecutor(8) as threads:
        first = threads.submit(slow.get, "/export")
        slow.began.wait(PATIENCE)
        refused = list(threads.map(slow.get, ["/export"] * 7))
        assert [answer.status_code for answer in refused] == [429] * 7
        assert all(int(answer.headers["Retry-After"]) > 0 for answer in refused)
        assert slow.get("/search").status_code == 200
        slow.end.set()
        assert first.result().status_code == 200
        again = threads.submit(slow.get, "/export")
        slow.began.wait(PATIENCE)
        assert again.result().status_code == 200


def test_of_eight_addresses_two_are_served_at_once_and_searches_go_on(slow: Slow) -> None:
    with ThreadPoolExecutor(8) as threads:
        served = []
        for number in range(2):
            served.append(threads.submit(slow.get, "/export", f"203.0.113.{number}"))
            slow.began.wait(PATIENCE)
        others = [f"203.0.113.{number}" for number in range(2, 8)]
        refused = list(threads.map(slow.get, ["/export"] * 6, others))
        assert [answer.status_code for answer in refused] == [503] * 6
        assert all(int(answer.headers["Retry-After"]) > 0 for answer in refused)
        assert slow.get("/search").status_code == 200
        slow.end.set()
        assert [each.result().status_code for each in served] == [200, 200]


@pytest.mark.parametrize(("length", "status"), [(LONG_TEXT, 200), (LONG_TEXT + 1, 429)])
def test_a_long_text_makes_any_operation_expensive(
    slow: Slow, shares: FairShares, length: int, status: int
) -> None:
    shares.admit("203.0.113.7")
    assert slow.get(f"/search?q={'å' * length}").status_code == status


def test_an_expensive_request_that_fails_leaves_room_for_the_next(
    settings: Settings, shares: FairShares
) -> None:
    flask_app = Flask(__name__, static_folder=None)

    @flask_app.get("/export")
    @expensive
    def export() -> str:
        raise RuntimeError

    client = guard(flask_app, settings, None, shares=shares).test_client()
    assert [client.get("/export").status_code for _ in range(3)] == [500, 500, 500]


def test_asking_for_the_head_of_an_expensive_answer_is_as_expensive(
    slow: Slow, shares: FairShares
) -> None:
    shares.admit("203.0.113.7")
    answer = slow.app.test_client().head("/export", environ_base={"REMOTE_ADDR": "203.0.113.7"})
    assert answer.status_code == 429
