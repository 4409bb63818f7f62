"""`exempelbanken import FILE`: load entries."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from app.errors import ExempelbankenError, Message
from app.importing import ImportOptions, ImportReport, import_lines
from app.indexing import sync_index
from app.seeding import prepare_database
from cli.background import run_background
from cli.context import progress_bar, services_from_environment
from cli.reports import report_json, show_report
from cli.supervisor import SPAWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.wiring import Services


class InvalidSource(ExempelbankenError):
    """The name of a source cannot be used."""


MANY_ROWS = 2_000
"""From here on a second process is worth its second of start."""


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--publish", is_flag=True, help="Make the entries public at once.")
@click.option("--dry-run", is_flag=True, help="Do everything, then undo it.")
@click.option("--json", "as_json", is_flag=True, help="Write the outcome as JSON.")
@click.option("--source", help="sourceSystem of rows that name none.")
def import_command(
    file: Path, *, publish: bool, dry_run: bool, as_json: bool, source: str | None
) -> None:
    """Load entries from an NDJSON file; exits with 1 when a row was rejected."""
    if source is not None and (not source or re.search(r"\s", source)):
        raise InvalidSource(
            Message(
                sv="--source får inte vara tom eller innehålla blanktecken; skriv till exempel"
                " mitt-lan.",
                en="--source may not be empty or hold white space; write for example my-county.",
            )
        )
    services = services_from_environment()
    prepare_database(services)
    options = ImportOptions(source_system=source, publish=publish, dry_run=dry_run, actor="import")
    with file.open("rb") as lines:
        report = _load(services, lines, options)
    if as_json:
        click.echo(report_json(report))
    else:
        show_report(report)
    sys.exit(1 if report.rejected else 0)


def _load(services: Services, lines: IO[bytes], options: ImportOptions) -> ImportReport:
    total = sum(1 for line in lines if line.strip())
    lines.seek(0)
    beside = total >= MANY_ROWS and not options.dry_run
    if beside:
        sync_index(services)  # or the worker would build an index of rows that are still coming
    indexing = _indexing_beside(services) if beside else nullcontext()
    with indexing, progress_bar("Läser in", total) as advance:
        report = import_lines(services, lines, options, advance)
    if not options.dry_run:
        with progress_bar("Indexerar", None) as advance:
            sync_index(services, advance)
    return report


@contextmanager
def _indexing_beside(services: Services) -> Iterator[None]:
    """Let a background worker index while rows are loaded: two cores do it in half the time."""
    process = SPAWN.Process(target=run_background, args=(services.settings,))
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join()
