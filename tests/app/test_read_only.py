"""A data folder on a file system that has become read-only, as after a fault of the disk."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app.indexing import sync_index
from tests.app.importing import imported, ndjson
from tests.fixtures.services import row

if TYPE_CHECKING:
    from pathlib import Path

    from app.wiring import Services

IN_MOUNTS_OF_ITS_OWN = ["unshare", "--map-root-user", "--mount"]


def _can_mount() -> bool:
    if not shutil.which("unshare"):
        return False
    tried = subprocess.run([*IN_MOUNTS_OF_ITS_OWN, "true"], capture_output=True, check=False)
    return tried.returncode == 0


pytestmark = pytest.mark.skipif(
    not _can_mount(), reason="unshare may mount nothing: Linux, with namespaces of users"
)

LOOKING = [
    "check",
    "jobs list",
    "candidates list",
    "tasks",
    "tokens list",
    "users list",
]
WRITING = [
    "index status",  # opening an index of the embedded engine takes a lock
    "index verify",
    "seed",
    "index sync",
    "index rebuild",
    "dump",
    "serve --port 0",
    "worker",
    "suggest --train",
    "tokens create --label A --scope imports:run",
    "erase --text Anna --reason 1",
]


EACH = """
import json, shlex, sys

from click.testing import CliRunner

from cli.main import commands

for command in json.loads(sys.argv[1]):
    done = CliRunner().invoke(commands, shlex.split(command))
    told = getattr(done.exception, "message", None)
    print(json.dumps([command, done.exit_code, told and told.sv, told and told.en]))
"""


def run_read_only(folder: Path, commands: list[str]) -> list[tuple[str, int, str, str]]:
    """Run commands for which a folder, and nothing else, is mounted read-only.

    Returns of each: the command, its exit code, and what it says in both languages.
    """
    named = shlex.quote(str(folder))
    script = (
        f"mount --bind {named} {named} && mount -o remount,ro,bind {named}"
        f" && exec {shlex.join([sys.executable, '-c', EACH, json.dumps(commands)])}"
    )
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("EXEMPELBANKEN_")
    }
    done = subprocess.run(
        [*IN_MOUNTS_OF_ITS_OWN, "sh", "-c", script],
        env={**environment, "EXEMPELBANKEN_DATA": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


@pytest.fixture
def folder(empty_services: Services) -> Path:
    """A data folder whose database was in use when nothing could be written any more."""
    imported(empty_services, ndjson(row("ett")))
    sync_index(empty_services)
    return empty_services.settings.data


def test_what_only_looks_goes_on(folder: Path) -> None:
    assert run_read_only(folder, LOOKING) == [(command, 0, None, None) for command in LOOKING]


def test_what_only_looks_needs_a_database_that_was_in_use(
    folder: Path, empty_services: Services
) -> None:
    empty_services.database.close()  # the last to close it takes the files beside it away
    for _, code, sv, _en in run_read_only(folder, LOOKING):
        assert code != 0
        assert f"{folder} ligger på ett filsystem som bara går att läsa" in sv


def test_what_writes_says_that_the_file_system_is_read_only_and_what_to_do(folder: Path) -> None:
    done = run_read_only(folder, WRITING)
    assert [command for command, *_ in done] == WRITING
    for _, code, sv, en in done:
        assert code != 0
        assert f"{folder} ligger på ett filsystem som bara går att läsa" in sv
        assert f"{folder} lies on a file system that is read-only" in en
        assert "mount -o remount,rw" in sv
