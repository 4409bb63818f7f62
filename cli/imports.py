"""`exempelbanken import FILE`: load entries."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from app.accounts.access import COMMAND
from app.errors import ExempelbankenError, Message
from app.imports.inline import run_inline
from app.imports.options import MODES, ON_ERROR, ImportOptions
from app.imports.rejected_rows import write_rejected
from app.imports.reports import report_of
from app.imports.service import NOT_THIS_LIST
from app.indexing import sync_index
from app.shared_batch_work import share_batch_work
from app.uploads import receive_upload
from app.wiring import freeze_gc
from cli.context import counting_bar, progress_bar, services_from_environment
from cli.import_reports import report_json, show_report


class InvalidSource(ExempelbankenError):
    """The name of a source cannot be used."""


class FailedImport(ExempelbankenError):
    """The file could not be loaded at all."""


LARGE_FILE = 1_000_000
"""Bytes from which on work is shared with other processes."""
STDIN = "-"


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--mode", type=click.Choice(MODES), default="upsert", show_default=True)
@click.option(
    "--on-error",
    type=click.Choice(ON_ERROR),
    default="skip",
    show_default=True,
    help="Skip a bad row, or load nothing of a file that has one.",
)
@click.option("--publish", is_flag=True, help="Make the entries public at once.")
@click.option("--dry-run", is_flag=True, help="Tell what would happen, and change nothing.")
@click.option("--overwrite", is_flag=True, help="Let rows win over what people have edited.")
@click.option(
    "--confirm-personal",
    metavar="MARK",
    help="Publish the rows with personal data that an earlier run listed under this mark.",
)
@click.option("--source", help="sourceSystem of rows that name none.")
@click.option("--json", "as_json", is_flag=True, help="Write the outcome as JSON.")
@click.option(
    "--rejected",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write the rejected rows to this file, with their errors.",
)
def import_command(
    file: str, *, as_json: bool, rejected: Path | None, source: str | None, **how: object
) -> None:
    """Load entries from a sheet or a file of JSON, recognised by content; - reads standard input.

    Exits with 1 when a row was rejected, with 2 when the file could not be loaded, or the index
    could not follow: the results of the rows are printed then, too.
    """
    _check_source(source)
    services = services_from_environment(prepare=True)
    freeze_gc()
    options = ImportOptions(source_system=source, actor=COMMAND.name, **how)  # type: ignore[arg-type]  # click has checked them
    with (
        _open_file(file) as content,
        receive_upload(services.settings, content, None) as upload,
        share_batch_work(services, is_large=upload.size >= LARGE_FILE) as shared,
    ):
        with counting_bar("Läser in") as advance:
            import_id = run_inline(shared, upload, options, Path(file).name, advance)
        report = report_of(services, import_id)
        if report.fault and report.state == "failed":
            raise _failure(report.fault)
        if rejected and report.counts["rejected"]:
            with rejected.open("wb") as out:
                write_rejected(services, report.import_id, out)
        if as_json:
            click.echo(report_json(report))
        else:
            show_report(report)
        if how["confirm_personal"] and report.personal.mark not in {None, how["confirm_personal"]}:
            click.echo(NOT_THIS_LIST.sv, err=True)
        if report.state == "loaded":  # last: the outcome stands, whatever becomes of the index
            with progress_bar("Indexerar", None) as advance:
                sync_index(shared, advance)
    if report.fault:  # the rows after a place were not read: printed with the rest
        raise _failure(report.fault)
    sys.exit(1 if report.counts["rejected"] else 0)


def _check_source(source: str | None) -> None:
    if source is not None and (not source or re.search(r"\s", source)):
        raise InvalidSource(
            Message(
                sv="--source får inte vara tom eller innehålla blanktecken; skriv till exempel"
                " mitt-lan.",
                en="--source may not be empty or hold white space; write for example my-county.",
            )
        )


@contextmanager
def _open_file(file: str) -> Iterator[BinaryIO]:
    if file == STDIN:
        yield sys.stdin.buffer
        return
    with Path(file).open("rb") as content:
        yield content


def _failure(fault: Mapping[str, Any]) -> FailedImport:
    return FailedImport(Message(sv=fault["message_sv"], en=fault["message_en"]))
