"""Misspelt settings are named by every command, once and on standard error."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cli.main import commands
from tests.fixtures.repository import ROOT

if TYPE_CHECKING:
    from pathlib import Path

NAMED = "EXEMPELBANKEN_DTA finns inte och gör inget. Menas EXEMPELBANKEN_DATA?\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("seed", "--without-entries"),
        ("migrate", "--dry-run"),
        ("backup", "backups"),
        ("tokens", "list"),
        ("jobs", "list"),
        ("restore", "backups"),
    ],
    ids=" ".join,
)
def test_a_misspelt_setting_is_named_by_each_command(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "backups").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EXEMPELBANKEN_DATA", "data")
    monkeypatch.setenv("EXEMPELBANKEN_DTA", "/srv/data")
    done = CliRunner().invoke(commands, arguments)
    assert done.stderr.count(NAMED) == 1
    assert NAMED not in done.stdout


@pytest.mark.parametrize("command", [("serve", "--port", "{port}"), ("worker",)], ids=" ".join)
def test_a_process_names_it_in_its_log_also_beside_a_setting_that_cannot_be_used(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", *(each.format(port=port) for each in command)],
        cwd=ROOT,
        env={
            **os.environ,
            "EXEMPELBANKEN_DATA": str(tmp_path),
            "EXEMPELBANKEN_DTA": "/srv/data",
            "EXEMPELBANKEN_RATE_LIMIT": "many",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    log, fault = done.stderr.splitlines()
    assert '"name": "EXEMPELBANKEN_DTA", "nearest": "EXEMPELBANKEN_DATA"' in log
    assert fault.startswith("EXEMPELBANKEN_RATE_LIMIT: ")
