"""An installation that tests drive by its commands, as real processes."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.imports.at_once import ImportOptions, import_lines
from app.seeding import prepare_database
from app.settings import read_settings
from app.wiring import Services, build_services
from bench.recombine import recombined

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMAND = (sys.executable, "-m", "cli.main")
PATIENCE = 120
"""Seconds that a command may take on a busy machine."""


class Installation:
    """A data folder (and an index prefix) with everything that works on it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = dict(environment)
        self._started: list[subprocess.Popen[bytes]] = []
        prepare_database(self.services)

    @cached_property
    def services(self) -> Services:
        """The test's own view of the installation."""
        return build_services(read_settings(self.environment))

    def load(self, count: int, seed: int = 1, mark: str = "") -> None:
        """Put entries into the rows; another mark changes the same entries."""
        rows = (
            {**row, "title": f"{row['title']} {mark}".strip()} for row in recombined(count, seed)
        )
        lines = [json.dumps(row).encode() for row in rows]
        options = ImportOptions(source_system="faults", publish=True)
        assert import_lines(self.services, lines, options).rejected == 0

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [*COMMAND, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a command and leave it running."""
        return self.start_python(*COMMAND[1:], *arguments)

    def start_python(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start Python with arguments of its own and leave it running."""
        with self._log_of(len(self._started)).open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, *arguments], env=self.environment, stdout=log, stderr=log
            )
        self._started.append(process)
        return process

    def said(self, process: subprocess.Popen[bytes], text: str) -> bool:
        """Tell whether a process that was started has written a text."""
        return text in self._log_of(self._started.index(process)).read_text(encoding="utf-8")

    def _log_of(self, number: int) -> Path:
        return Path(self.environment["EXEMPELBANKEN_DATA"]) / f"process-{number}.log"

    def close(self) -> None:
        """End what still runs."""
        for process in self._started:
            process.kill()
            process.wait()
        self.services.database.close()


def wait_for(condition: object, what: str, seconds: float = PATIENCE) -> None:
    """Wait until a condition holds."""
    assert callable(condition)
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.02)
