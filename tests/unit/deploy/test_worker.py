"""`exempelbanken worker` as a real process, the way a deployment runs it beside the web."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from app.imports.bulk_load import ImportOptions, import_lines
from app.imports.service import get_import
from app.indexing import index_is_behind, verify_index
from catalogue import jobs
from tests.app.importing import handed_in, ndjson
from tests.app.working import work_off
from tests.fixtures.services import copy_learnt, row
from tests.web.server import PATIENCE, eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.wiring import Services

pytestmark = pytest.mark.slow
ROWS = 4_000
"""Eight batches: some seconds of work."""
COMMAND = (sys.executable, "-m", "cli.main", "worker")


@pytest.fixture
def services(empty_services: Services, learnt: Path) -> Services:
    copy_learnt(learnt, empty_services.settings.data)
    return empty_services


@contextmanager
def worker(data: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker in a data folder; end it when the test has not."""
    environment = {**os.environ, "EXEMPELBANKEN_DATA": str(data)}
    with subprocess.Popen(COMMAND, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


def publish(services: Services, *names: str) -> None:
    lines = [json.dumps(row(name)).encode() for name in names]
    import_lines(services, lines, ImportOptions(source_system="test", publish=True))


def caught_up(services: Services) -> bool:
    return eventually(lambda: not index_is_behind(services)) and not verify_index(services)


def test_it_brings_what_is_published_into_the_index(services: Services) -> None:
    with worker(services.settings.data):
        publish(services, "one", "two")
        assert caught_up(services)


def test_a_second_one_goes_on_when_the_first_is_killed(services: Services) -> None:
    data = services.settings.data
    with worker(data) as first, worker(data) as second:
        publish(services, "before")
        assert caught_up(services)
        first.kill()
        publish(services, "after")
        assert caught_up(services)
        assert second.poll() is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_in_order_when_it_is_told_to(services: Services, number: signal.Signals) -> None:
    with worker(services.settings.data) as process:
        publish(services, "one")
        assert caught_up(services)
        process.send_signal(number)
        assert process.wait(PATIENCE) == 0


def test_it_ends_in_the_middle_of_a_long_import_which_the_next_one_goes_on_with(
    services: Services,
) -> None:
    """Signalled when the first batches are in; the job has to be free again before it has ended."""
    import_id = handed_in(services, ndjson(*(row(str(number)) for number in range(ROWS))))

    def done() -> int:
        with services.database.read() as connection:
            job = jobs.get(connection, import_id)
        assert job is not None
        return job.done if job.state != "finished" else ROWS

    with worker(services.settings.data) as process:
        assert eventually(lambda: done() > 0)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    with services.database.read() as connection:
        job = jobs.get(connection, import_id)
    assert job is not None
    assert (job.state, job.worker) == ("queued", None)
    assert 0 < job.done < ROWS
    work_off(services)
    assert get_import(services, import_id).record.created == ROWS


def test_it_says_which_setting_is_wrong(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "EXEMPELBANKEN_DATA": str(tmp_path),
        "EXEMPELBANKEN_DATABASE_URL": "sqlite:no-such:form",
        "EXEMPELBANKEN_SECRET_KEY": "k" * 40,
    }
    done = subprocess.run(
        COMMAND, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 2
    assert "EXEMPELBANKEN_DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr
