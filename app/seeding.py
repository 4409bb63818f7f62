"""An installation's first content, by the same way that admins load theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.imports.bulk_load import ImportOptions, ImportReport, import_lines
from app.tables import UnfitTables
from catalogue.migrating import Tables
from seed.entries import SEED_SOURCE, entries_path
from seed.mappings import check_mappings, read_mappings

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.wiring import Services


def prepare_database(services: Services) -> None:
    """Create or migrate the tables, if the vocabularies are whole; idempotent.

    Raises:
        LookupError: a mapping leads to a concept that is missing.
        UnfitTables: the tables are a newer release's.
    """
    check_mappings(read_mappings())
    if services.database.tables() is Tables.NEWER:
        raise UnfitTables(Tables.NEWER)
    services.database.migrate()


def seed_entries(services: Services, progress: Callable[[int], None]) -> ImportReport:
    """Load and publish the curated entries; what is unchanged makes no new version."""
    options = ImportOptions(source_system=SEED_SOURCE, publish=True, actor="seed")
    with entries_path().open("rb") as lines:
        return import_lines(services, lines, options, progress)


def count_seed_entries() -> int:
    """Return how many entries the seed holds."""
    with entries_path().open("rb") as lines:
        return sum(1 for line in lines if line.strip())
