"""What commands share: the services, JSON, and a progress bar."""

from __future__ import annotations

import json
import os
import threading
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.errors import Message
from app.settings import read_settings
from app.tables import check_tables
from app.wiring import Services, build_services
from catalogue.migrating import Tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console
    from rich.progress import Progress

MOMENT = 1.0
"""Seconds without progress before a line is printed."""


@cache
def console() -> Console:
    """Return where progress goes: stderr, so that `--json` on stdout stays clean."""
    from rich.console import Console  # noqa: PLC0415 - most commands show none

    return Console(stderr=True)


def services_from_environment(
    *, prepare: bool = False, writes: bool = True, may_be_older: bool = False
) -> Services:
    """Build the services that a command works with.

    Args:
        prepare: make tables where there are none.
        writes: False for a command that only looks, also where nothing can be written.
        may_be_older: for a command that does with an older release's tables.

    Raises:
        UnfitTables: the database is not this release's to work with.
    """
    services = unchecked_services(writes=writes)
    with _announce_waiting():
        found = services.database.tables()
    if prepare and found is Tables.MISSING:
        prepare_with_messages(services)
    check_tables(services.database, may_be_older=may_be_older)
    return services


@contextmanager
def _announce_waiting() -> Iterator[None]:
    """Say what is waited for, if it takes more than a moment."""
    timer = threading.Timer(MOMENT, lambda: console().print("Väntar på databasen ..."))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def unchecked_services(*, writes: bool = True) -> Services:
    """Build services whatever the tables are; their connections are closed with the command."""
    services = build_services(read_settings(os.environ, writes=writes))
    click.get_current_context().call_on_close(services.database.close)
    return services


def prepare_with_messages(services: Services) -> None:
    """Make or migrate the tables, saying where a new database is made."""
    file = services.database.url.database
    if services.database.is_embedded and file and not Path(file).exists():
        console().print(f"Ny databas: {file}", soft_wrap=True, highlight=False)
    from app.seeding import prepare_database  # noqa: PLC0415 - most commands load nothing

    prepare_database(services)


def write_json(content: object) -> None:
    """Write what `--json` asks for to stdout; messages in Swedish, as the command speaks."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=1, default=_in_swedish))


@contextmanager
def progress_bar(label: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Show a bar while work goes on; yields a function that takes the number just done."""
    with _progress() as progress:
        task = progress.add_task(label, total=total)
        yield lambda done: progress.advance(task, done)
        if total is None:  # what was done is all there was
            progress.update(task, total=progress.tasks[task].completed)


@contextmanager
def counting_bar(label: str) -> Iterator[Callable[[int, int | None], None]]:
    """Show a bar of which neither place nor length is known before; yields what tells both."""
    with _progress() as progress:
        task = progress.add_task(label, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _progress() -> Progress:
    from rich.progress import (  # noqa: PLC0415 - most commands show none
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
        console=console(),
    )


def _in_swedish(value: object) -> str:
    if isinstance(value, Message):
        return value.sv
    raise TypeError(f"no JSON: {type(value).__name__}")
