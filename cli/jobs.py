"""`exempelbanken jobs`: what is going on behind requests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from app.accounts.access import COMMAND
from app.jobs.service import cancel_job, get_job, list_jobs, retry_job
from cli.context import services_from_environment, write_json

COLUMNS = {
    "id": "Id",
    "kind": "Slag",
    "state": "Läge",
    "done": "Klart",
    "createdAt": "Skapat",
    "attempts": "Försök",
    "nextAttemptAt": "Nästa",
    "fault": "Fel",
}
WIDTH = 160
"""Columns; an id must not be cut, whatever the terminal."""


@click.group("jobs")
def jobs_group() -> None:
    """Show imports, dumps and other work that goes on behind requests."""


@jobs_group.command("list")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Write the jobs as JSON.")
def list_command(limit: int, *, as_json: bool) -> None:
    """List jobs, the newest first."""
    found = list_jobs(services_from_environment(writes=False), limit)
    if as_json:
        write_json(found)
        return
    from rich.console import Console  # noqa: PLC0415 - only the table needs it
    from rich.table import Column, Table  # noqa: PLC0415

    table = Table(*(Column(head, no_wrap=True) for head in COLUMNS.values()), box=None)
    for job in found:
        table.add_row(*(_cell(job, name) for name in COLUMNS))
    Console(width=WIDTH).print(table)
    for job in found:
        if job["fault"]:
            click.echo(f"{job['id']}: {job['fault']['message'].sv}", err=True)


@jobs_group.command("show")
@click.argument("job_id", metavar="ID")
def show_command(job_id: str) -> None:
    """Show a job as JSON."""
    job = get_job(services_from_environment(writes=False), job_id)
    write_json(job)


@jobs_group.command("retry")
@click.argument("job_id", metavar="ID")
def retry_command(job_id: str) -> None:
    """Queue a job that has failed anew; it goes on from where it had come to."""
    write_json(retry_job(services_from_environment(), job_id, COMMAND))


@jobs_group.command("cancel")
@click.argument("job_id", metavar="ID")
def cancel_command(job_id: str) -> None:
    """End a job that waits or runs; what it has done so far stays."""
    write_json(cancel_job(services_from_environment(), job_id, COMMAND))


def _cell(job: Mapping[str, Any], name: str) -> str:
    if name == "done":
        progress = job["progress"]
        total = progress["total"]
        return f"{progress['done']}" if total is None else f"{progress['done']} av {total}"
    if name == "fault":
        return job["fault"]["error"] or job["fault"]["code"] if job["fault"] else ""
    return str(job[name] or "") if name == "nextAttemptAt" else str(job[name])
