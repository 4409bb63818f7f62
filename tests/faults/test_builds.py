"""A large build has processes beside it: none is left, and none is needed to the end."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.indexing import sync_index, verify_index
from tests.faults.installation import wait_for

if TYPE_CHECKING:
    import subprocess

    from tests.faults.conftest import Install
    from tests.faults.installation import Installation

ENTRIES = 300
LARGE_REBUILD = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from app import indexing
indexing.LARGE, indexing.PAGE, indexing.spare_cores = 1, 20, lambda: 2
from cli.main import main
sys.argv = ["exempelbanken", "index", "rebuild"]
if __name__ == "__main__":
    main()
"""
"""A rebuild that takes this catalogue for a large one, and hears Ctrl-C.

A shell lets what it starts in the background ignore that signal, and the tests' children with it.
"""


@pytest.fixture
def ready(install_embedded: Install) -> Installation:
    installation = install_embedded(ENTRIES)
    sync_index(installation.services)
    return installation


def start_rebuild(installation: Installation) -> tuple[subprocess.Popen[bytes], list[int]]:
    """Return a rebuild that is writing, and the processes beside it."""
    rebuild = installation.start_python("-c", LARGE_REBUILD)
    wait_for(lambda: len(analysing(rebuild.pid)) == 2, "processes beside")
    return rebuild, analysing(rebuild.pid)


def analysing(parent: int) -> list[int]:
    """Return the processes beside that are past their start: they have read the vocabularies."""
    found = []
    for task in Path(f"/proc/{parent}/task").iterdir():
        for child in (task / "children").read_text(encoding="ascii").split():
            threads = list(Path(f"/proc/{child}/task").iterdir())
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes() and len(threads) > 1:
                found.append(int(child))
    return found


def is_gone(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2]
    except FileNotFoundError:
        return True
    return state.split()[0] == "Z"


def test_a_build_whose_processes_are_killed_ends_well(ready: Installation) -> None:
    rebuild, processes = start_rebuild(ready)
    for process in processes:
        os.kill(process, signal.SIGKILL)
    assert rebuild.wait(120) == 0
    assert ready.said(rebuild, "doing the rest alone")
    assert not verify_index(ready.services)


def test_a_build_that_is_killed_takes_its_processes_along(ready: Installation) -> None:
    rebuild, processes = start_rebuild(ready)
    rebuild.kill()
    rebuild.wait()
    wait_for(lambda: all(map(is_gone, processes)), "the processes to end")


def test_ctrl_c_ends_a_build_without_a_trace(ready: Installation) -> None:
    live = ready.services.engine.live()
    rebuild, processes = start_rebuild(ready)
    for process in (rebuild.pid, *processes):  # as a terminal does to the whole group
        os.kill(process, signal.SIGINT)
    assert rebuild.wait(120) != 0
    assert not ready.said(rebuild, "Traceback")
    assert all(map(is_gone, processes))
    assert ready.services.engine.names() == [live]
    assert not verify_index(ready.services)
