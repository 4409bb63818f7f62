"""A copy kept by dump and feed is equal in the end, whoever was killed and whenever."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.faults.copying import read_copy, read_original, start_client, write_on
from tests.faults.installation import PATIENCE, Installation
from tests.web.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROUNDS = 3
LONGEST_ROUND = 1.2
WRITERS = 2
_spawning = multiprocessing.get_context("spawn")


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
    copy = tmp_path / "copy.sqlite3"
    assert catalogue.run("index", "rebuild").returncode == 0
    assert catalogue.run("dump").returncode == 0
    data = tmp_path / "data"
    with Server(data, "--no-worker", **catalogue.environment) as server:
        api = f"{server.address}/api/v1"
        for turn in range(ROUNDS):
            _disturbed_round(catalogue, api, copy, turn, choose)
        _run_client(api, copy)
        original = read_original(catalogue.services)
        assert len(original) > 20
        assert any(entry["relations"] for entry in original.values())
        assert read_copy(copy) == original
        assert catalogue.run("dump").returncode == 0
        _run_client(api, tmp_path / "late.sqlite3")
    assert read_copy(tmp_path / "late.sqlite3") == original


def _disturbed_round(
    catalogue: Installation, api: str, copy: Path, turn: int, choose: random.Random
) -> None:
    """Let writers, a dump and the client run side by side, and kill each when it happens."""
    with ExitStack() as stack:
        for number in range(WRITERS):
            seed = turn * WRITERS + number
            writer = _spawning.Process(target=write_on, args=(catalogue.environment, seed))
            writer.start()
            stack.callback(writer.join)
            stack.callback(writer.kill)
        dump = catalogue.start("dump")
        stack.callback(dump.kill)
        time.sleep(1.0)  # until the processes have read their modules
        for _ in range(2):
            client = start_client(api, copy)
            time.sleep(choose.uniform(0.1, LONGEST_ROUND))
            client.kill()
            client.communicate()
        if turn % 2:
            dump.wait(PATIENCE)  # every other dump is let be


def _run_client(api: str, copy: Path) -> None:
    client = start_client(api, copy)
    _, errors = client.communicate(timeout=PATIENCE)
    assert client.returncode == 0, errors
