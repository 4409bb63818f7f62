"""A copy kept by dump and feed is equal in the end, whoever was killed and whenever."""

from __future__ import annotations

import os
import random
import time
from contextlib import ExitStack
from itertools import count
from typing import TYPE_CHECKING

import pytest

from app.copies.dumps.service import list_dumps
from app.indexing import RowSource
from tests.faults.acting import PATIENCE
from tests.faults.copying import dump_on, read_copy, read_original, start_client, write_on
from tests.faults.installation import Installation, wait_for
from tests.fixtures.forking import fresh
from tests.web.server import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from multiprocessing.process import BaseProcess
    from pathlib import Path

ROUNDS = 3
"""Each of them is killed in one."""
LONGEST_PAUSE = 1.0
LEAST_CHANGES = 20
"""Events of a round, so that it does not end before the processes have begun."""
BUSY = (write_on, write_on, dump_on)


class Disturbed:
    """Two writers and a dumper who never rest, each of them killed now and then."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._seeds = count(1)
        self._running = [self._started(each) for each in BUSY]

    def kill_all(self) -> None:
        for process in self._running:
            process.kill()
            process.join()

    def kill_and_start(self, place: int) -> None:
        self._running[place].kill()
        self._running[place].join()
        self._running[place] = self._started(BUSY[place])

    def _started(self, target: Callable[[Mapping[str, str], int], None]) -> BaseProcess:
        process = fresh.Process(target=target, args=(self._environment, next(self._seeds)))
        process.start()
        return process


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def catalogue(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """An installation on each database; its index plays no part."""
    environment = {
        **os.environ,
        "EXEMPELBANKEN_DATA": str(tmp_path / "data"),
        "EXEMPELBANKEN_RATE_LIMIT": "0",
        "EXEMPELBANKEN_SECRET_KEY": "0123456789abcdef0123456789abcdef",
    }
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
        environment["EXEMPELBANKEN_DATABASE_URL"] = url
    built = Installation(environment)
    yield built
    built.close()


def test_a_copy_is_equal_after_writers_dumps_and_client_were_killed(
    catalogue: Installation, tmp_path: Path
) -> None:
    choose = random.Random(7)
    copies = [tmp_path / "early.sqlite3", tmp_path / "late.sqlite3"]
    assert catalogue.run("dump").wait() == 0
    with Server(tmp_path / "data", "--no-worker", **catalogue.environment) as server:
        api = f"{server.address}/api/v1"
        _disturb(catalogue, api, copies[0], choose)
        for copy in copies:  # the second one begins with whatever dump is there
            _run_client(api, copy)
        original = read_original(catalogue.services)
        assert list_dumps(catalogue.services)[0]["seq"] > 0
        assert any(entry["relations"] for entry in original.values())
        assert [read_copy(copy) == original for copy in copies] == [True, True]


def _disturb(catalogue: Installation, api: str, copy: Path, choose: random.Random) -> None:
    """Let all work side by side, and kill one after the other when it happens."""
    rows = RowSource(catalogue.services)
    with ExitStack() as stack:
        disturbed = Disturbed(catalogue.environment)
        stack.callback(disturbed.kill_all)
        for turn in range(ROUNDS):
            begun = rows.last_seq()
            client = start_client(api, copy)
            time.sleep(choose.uniform(0.1, LONGEST_PAUSE))
            client.kill()
            client.communicate()
            wait_for(lambda begun=begun: rows.last_seq() > begun + LEAST_CHANGES, "changes")
            disturbed.kill_and_start(turn % len(BUSY))


def _run_client(api: str, copy: Path) -> None:
    client = start_client(api, copy)
    _, errors = client.communicate(timeout=PATIENCE)
    assert client.returncode == 0, errors
