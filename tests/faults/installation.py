"""An installation that tests drive by its commands, as real processes."""

from __future__ import annotations

import json
import time
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app.imports.bulk_load import ImportOptions, import_lines
from app.seeding import prepare_database
from app.settings import read_settings
from app.wiring import Services, build_services
from bench.recombine import recombined
from tests.faults.acting import PATIENCE, Command
from tests.fixtures.services import DATABASE, services_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Installation:
    """A data folder (and an index prefix) with everything that works on it."""

    def __init__(self, environment: Mapping[str, str], entries: int = 0) -> None:
        """Begin with so many entries in the rows."""
        self.environment = dict(environment)
        self._started: list[Command] = []
        if self.services.database.is_embedded:
            (self._folder / DATABASE).write_bytes(rows_of(entries))
        else:
            prepare_database(self.services)
            self.load(entries)

    @cached_property
    def services(self) -> Services:
        """The test's own view of the installation."""
        return build_services(read_settings(self.environment))

    @property
    def _folder(self) -> Path:
        return self.services.settings.data

    def load(self, count: int, mark: str = "") -> None:
        """Put entries into the rows; another mark changes the same entries."""
        load_entries(self.services, count, mark)

    def run(self, *arguments: str, prepare: Callable[[], object] | None = None) -> Command:
        """Run a command to its end."""
        command = self.start(*arguments, prepare=prepare)
        command.wait()
        return command

    def start(self, *arguments: str, prepare: Callable[[], object] | None = None) -> Command:
        """Start a command and leave it running; `prepare` is called in its process before."""
        output = self._folder / f"process-{len(self._started)}"
        command = Command(self.environment, arguments, output, prepare)
        self._started.append(command)
        return command

    def close(self) -> None:
        """End what still runs."""
        for command in self._started:
            command.kill()
        self.services.database.close()


@cache
def rows_of(entries: int) -> bytes:
    """Return a file of SQLite with so many entries, made once."""
    with TemporaryDirectory() as folder:
        services = services_in(Path(folder))
        load_entries(services, entries)
        services.database.close()  # writes everything into the one file
        return (Path(folder) / DATABASE).read_bytes()


def load_entries(services: Services, count: int, mark: str = "") -> None:
    """Put entries into the rows; another mark changes the same entries."""
    rows = ({**row, "title": f"{row['title']} {mark}".strip()} for row in recombined(count))
    lines = [json.dumps(row).encode() for row in rows]
    options = ImportOptions(source_system="faults", publish=True)
    assert import_lines(services, lines, options).rejected == 0


def wait_for(condition: object, what: str, seconds: float = PATIENCE) -> None:
    """Wait until a condition holds."""
    assert callable(condition)
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.02)
