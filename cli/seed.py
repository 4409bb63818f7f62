"""`exempelbanken seed`: tables, curated entries, index."""

from __future__ import annotations

import click

from app.indexing import sync_index
from app.seeding import count_seed_entries, seed_entries
from cli.context import prepare_with_messages, progress_bar, unchecked_services
from cli.import_reports import show_counts


@click.command("seed")
@click.option("--without-entries", is_flag=True, help="Leave the catalogue empty.")
def seed_command(*, without_entries: bool) -> None:
    """Prepare database, entries and index; may be run again at any time."""
    services = unchecked_services()
    prepare_with_messages(services)
    if not without_entries:
        with progress_bar("Läser in exempel", count_seed_entries()) as advance:
            report = seed_entries(services, advance)
        show_counts(report.counts)
    with progress_bar("Indexerar", None) as advance:
        sync_index(services, advance)
