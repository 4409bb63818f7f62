"""`exempelbanken seed` and `exempelbanken migrate`: tables, curated entries, index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.indexing import sync_index
from app.seeding import (
    Removals,
    choose_curated_entries,
    count_seed_entries,
    has_curated_entries,
    preview_seed,
    seed_entries,
    withdraw_removed_entries,
)
from catalogue.migrating import Tables
from cli.context import prepare_with_messages, progress_bar, unchecked_services
from cli.import_reports import show_counts

if TYPE_CHECKING:
    from app.wiring import Services


WITHOUT = (
    "Katalogen är utan de medföljande exemplen, så inga läses in. Ska den ha dem, kör:"
    " exempelbanken seed --with-entries"
)
ALREADY = (
    "Katalogen har redan de medföljande exemplen, och de är kvar: --without-entries tar inte bort"
    " något, och läser inte in utgåvans ändringar av dem. Dra tillbaka dem vid redaktionen om"
    " katalogen ska vara utan dem."
)


@click.command("seed")
@click.option("--without-entries", is_flag=True, help="Load no curated entries.")
@click.option(
    "--with-entries", is_flag=True, help="Load them into a catalogue that began without them."
)
@click.option("--dry-run", is_flag=True, help="Tell what would happen to the curated entries.")
def seed_command(*, without_entries: bool, with_entries: bool, dry_run: bool) -> None:
    """Prepare a new catalogue with the curated entries; later as `migrate`."""
    if without_entries and with_entries:
        raise click.UsageError("Ange antingen --without-entries eller --with-entries.")
    services = unchecked_services(writes=not dry_run)
    if dry_run:
        _show_preview(services, chosen=with_entries)
        return
    is_new = services.database.tables() is Tables.MISSING
    prepare_with_messages(services)
    if with_entries or (is_new and not without_entries):
        choose_curated_entries(services)
    _bring_up_to_date(services, with_entries=not without_entries)


@click.command("migrate")
@click.option("--dry-run", is_flag=True, help="Tell what would happen to the curated entries.")
def migrate_command(*, dry_run: bool) -> None:
    """Bring tables, curated entries (where there are any) and index to this release."""
    services = unchecked_services(writes=not dry_run)
    if dry_run:
        _show_preview(services)
        return
    prepare_with_messages(services)
    _bring_up_to_date(services)


def _bring_up_to_date(services: Services, *, with_entries: bool = True) -> None:
    if with_entries and has_curated_entries(services):
        with progress_bar("Läser in exempel", count_seed_entries()) as advance:
            report = seed_entries(services, advance)
        removals = withdraw_removed_entries(services)
        show_counts({**report.counts, "withdrawn": len(removals.withdrawn)})
        _show_removals(removals)
    elif with_entries:
        click.echo(WITHOUT, err=True)
    elif has_curated_entries(services):
        click.echo(ALREADY, err=True)
    with progress_bar("Indexerar", None) as advance:
        sync_index(services, advance)


def _show_preview(services: Services, *, chosen: bool = False) -> None:
    preview = preview_seed(services, chosen=chosen)
    if preview is None:
        click.echo(WITHOUT)
        return
    for label, keys in (
        ("nya", preview.created),
        ("ändras", preview.updated),
        ("dras tillbaka, för utgåvan har dem inte längre", preview.removals.withdrawn),
        ("har ändrats här och finns inte i utgåvan, och är kvar", preview.removals.left),
        ("läses inte in, som de som har dragits tillbaka här", preview.rejected),
    ):
        click.echo(f"{len(keys)} {label}")
        for key in keys:
            click.echo(f"  {key}")
    click.echo(f"{len(preview.preserved)} behåller fält som har ändrats här")
    for key, fields in preview.preserved.items():
        click.echo(f"  {key}: {', '.join(fields)}")


def _show_removals(removals: Removals) -> None:
    if removals.withdrawn:
        keys = ", ".join(removals.withdrawn)
        click.echo(f"Tillbakadragna, för utgåvan har dem inte längre: {keys}", err=True)
    if removals.left:
        click.echo(
            "Utgåvan har dem inte längre, men någon har ändrat eller återställt dem här, så de är"
            f" kvar: {', '.join(removals.left)}. Dra tillbaka dem vid redaktionen om de inte ska"
            " vara det.",
            err=True,
        )
