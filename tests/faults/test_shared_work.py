"""A large import has processes beside it: none is left, and none is needed to the end."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.shared_batch_work import MOST_PROCESSES
from tests.faults.installation import wait_for
from tests.faults.test_imports import assert_whole, file_of, load

if TYPE_CHECKING:
    from tests.faults.acting import Command
    from tests.faults.conftest import Install
    from tests.faults.installation import Installation

ROWS = 2_000

pytestmark = pytest.mark.skipif(
    len(os.sched_getaffinity(0)) < MOST_PROCESSES, reason="one core shares no work"
)


@pytest.fixture
def embedded(install_embedded: Install) -> Installation:
    return install_embedded()


def start_import(installation: Installation, file: Path) -> tuple[Command, list[int]]:
    """Return an import and the processes that share its work."""
    started = installation.start(*load(file))
    wait_for(lambda: len(started.children) == MOST_PROCESSES, "processes beside")
    return started, started.children


def is_gone(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2]
    except FileNotFoundError:
        return True
    return state.split()[0] == "Z"


def test_an_import_whose_processes_are_killed_loads_every_row(
    embedded: Installation, tmp_path: Path
) -> None:
    started, processes = start_import(embedded, file_of(tmp_path, ROWS))
    for process in processes:
        os.kill(process, signal.SIGKILL)
    assert started.wait() == 0, started.stderr
    assert_whole(embedded, ROWS)


def test_an_import_that_is_killed_takes_its_processes_along(
    embedded: Installation, tmp_path: Path
) -> None:
    started, processes = start_import(embedded, file_of(tmp_path, ROWS))
    started.kill()
    wait_for(lambda: all(map(is_gone, processes)), "the processes to end")
