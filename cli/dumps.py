"""`exempelbanken dump`: write everything public into files."""

from __future__ import annotations

import click

from app.copies.dumps.service import folder_of, make_dump, published
from cli.context import progress_bar, services_from_environment


@click.command("dump")
def dump_command() -> None:
    """Write a dump now; older ones are removed. Prints the folder with its files."""
    services = services_from_environment()
    with progress_bar("Skriver dump", published(services)) as advance:
        dump = make_dump(services, advance)
    click.echo(str(folder_of(services) / dump.id))
