"""`exempelbanken seed`: tables, curated entries, index."""

from __future__ import annotations

import click

from app.indexing import sync_index
from app.seeding import (
    Removals,
    SeedPreview,
    count_seed_entries,
    preview_seed,
    seed_entries,
    withdraw_removed_entries,
)
from cli.context import prepare_with_messages, progress_bar, unchecked_services
from cli.import_reports import show_counts


@click.command("seed")
@click.option("--without-entries", is_flag=True, help="Leave the catalogue empty.")
@click.option("--dry-run", is_flag=True, help="Tell what would happen to the curated entries.")
def seed_command(*, without_entries: bool, dry_run: bool) -> None:
    """Prepare database, entries and index; may be run again at any time."""
    services = unchecked_services(writes=not dry_run)
    if dry_run:
        _show_preview(preview_seed(services))
        return
    prepare_with_messages(services)
    if not without_entries:
        with progress_bar("Läser in exempel", count_seed_entries()) as advance:
            report = seed_entries(services, advance)
        removals = withdraw_removed_entries(services)
        show_counts({**report.counts, "withdrawn": len(removals.withdrawn)})
        _show_removals(removals)
    with progress_bar("Indexerar", None) as advance:
        sync_index(services, advance)


def _show_preview(preview: SeedPreview) -> None:
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
