"""`exempelbanken backup` and `exempelbanken restore`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from app.backups import back_up, restore
from cli.context import services_from_environment, unchecked_services

KEPT = 14


@click.command("backup")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    default=KEPT,
    show_default=True,
    help="Backups that stay in FOLDER, the latest ones.",
)
def backup_command(folder: Path, *, keep: int) -> None:
    """Copy rows and survey replies into a new folder of FOLDER; nothing need be stopped."""
    os.umask(0o077)
    services = services_from_environment(writes=False, may_be_older=True)
    click.echo(str(back_up(services, folder, keep)))


@click.command("restore")
@click.argument("backup", type=click.Path(exists=True, file_okay=False, path_type=Path))
def restore_command(backup: Path) -> None:
    """Put BACKUP in the place of rows and replies; stop web and worker first."""
    os.umask(0o077)
    before = restore(unchecked_services(writes=False), backup)
    click.echo(f"{backup} är återläst, och sökindexet är byggt av det.")
    if before:
        click.echo(f"Databasen från före återläsningen är kvar som {before}. Ta bort den sedan.")
