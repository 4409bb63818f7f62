"""An installation's first content, by the same way that admins load theirs."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.errors import ExempelbankenError, Message
from app.imports.batches import BatchOutcome, Loader
from app.imports.bulk_load import (
    ImportOptions,
    ImportReport,
    batches,
    import_lines,
    load_batch,
)
from app.imports.rows import raw_lines
from app.tables import UnfitTables, check_tables
from catalogue import entries, ledger
from catalogue.affected_relations import WITHDRAW
from catalogue.backups import copy_rows
from catalogue.curation import curated_fields
from catalogue.database import Database
from catalogue.loading.rows import REJECTED
from catalogue.migrating import Tables
from record.lists import WITHDRAWN
from seed.entries import SEED_SOURCE, entries_path, removed_entries
from seed.mappings import check_mappings, read_mappings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection

    from app.wiring import Services
    from catalogue.records import EntryRecord
    from catalogue.unit import Unit
    from seed.entries import RemovedEntry

ACTOR = "seed"
"""Who the ledger says it was."""


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


def has_curated_entries(services: Services) -> bool:
    """Return whether the catalogue has the curated entries of releases, or is to have them.

    A catalogue that began without them gets none from later releases either, until
    `choose_curated_entries`.
    """
    with services.database.read() as connection:
        return ledger.has_chosen_curated(connection) or entries.has_source(connection, SEED_SOURCE)


def choose_curated_entries(services: Services) -> None:
    """Store that the catalogue is to have them, before any is loaded; idempotent."""
    if not has_curated_entries(services):
        with services.database.write() as unit:
            unit.record(ledger.event_without_entry(ledger.LOAD_CURATED, ACTOR))


def seed_entries(services: Services, progress: Callable[[int], None]) -> ImportReport:
    """Load and publish the curated entries; what is unchanged makes no new version."""
    options = ImportOptions(source_system=SEED_SOURCE, publish=True, actor=ACTOR)
    with entries_path().open("rb") as lines:
        return import_lines(services, lines, options, progress)


class Removals(NamedTuple):
    """What became of curated entries that releases took out, by their keys.

    Attributes:
        withdrawn: those that were withdrawn now.
        left: those that somebody has edited or brought back, and that stay as they are.
    """

    withdrawn: tuple[str, ...]
    left: tuple[str, ...]


def withdraw_removed_entries(services: Services) -> Removals:
    """Withdraw the curated entries that this release, or one before it, took out; idempotent."""
    with services.database.read() as connection:
        if not _living(connection):
            return Removals((), ())
    with services.database.write() as unit:
        living = _living(unit.connection)
        removals = _removals(unit.connection, living)
        for removed, record in living.items():
            if removed.external_id in removals.withdrawn:
                _withdraw(unit, record, removed)
    return removals


def _removals(connection: Connection, living: Mapping[RemovedEntry, EntryRecord]) -> Removals:
    untouched = {each for each in living if _is_untouched(connection, living[each])}
    return Removals(
        tuple(each.external_id for each in living if each in untouched),
        tuple(each.external_id for each in living if each not in untouched),
    )


class PreviewNeedsCopy(ExempelbankenError):
    """The tables on PostgreSQL are an older release's, so the new release cannot read them yet."""

    message = Message(
        sv="Tabellerna är en äldre utgåvas, och på PostgreSQL prövas inget i en kopia. Vill du se"
        " vad uppgraderingen gör med exemplen, så läs tillbaka säkerhetskopian (exempelbanken"
        " restore) i en databas med ett annat namn, med andra EXEMPELBANKEN_DATA och"
        " EXEMPELBANKEN_ELASTICSEARCH_PREFIX, och kör exempelbanken migrate --dry-run där.",
        en="The tables are an older release's, and on PostgreSQL nothing is tried in a copy. To see"
        " what the upgrade does to the entries: restore the backup (exempelbanken restore) into a"
        " database with another name, with another EXEMPELBANKEN_DATA and"
        " EXEMPELBANKEN_ELASTICSEARCH_PREFIX, and run exempelbanken migrate --dry-run there.",
    )


class SeedPreview(NamedTuple):
    """What the release would do to the curated entries, by their keys.

    Attributes:
        created: entries that the release brings.
        updated: entries that get a new version.
        preserved: of those and the unchanged ones, the fields that somebody has edited here, which
            stay as they are.
        rejected: entries that would not be loaded, as those that somebody has withdrawn.
        removals: entries that the release has no more.
    """

    created: tuple[str, ...]
    updated: tuple[str, ...]
    preserved: Mapping[str, tuple[str, ...]]
    rejected: tuple[str, ...]
    removals: Removals


def preview_seed(services: Services, *, chosen: bool = False) -> SeedPreview | None:
    """Return what the release would do to the curated entries, and change nothing.

    The tables of an older release are migrated in a copy of the file, where that is SQLite.
    None if the catalogue has no curated entries and is to have none, unless they are `chosen` now.

    Raises:
        UnfitTables: there are no tables, or they are a newer release's.
        PreviewNeedsCopy: they are an older one's, on PostgreSQL.
    """
    if services.database.tables() is Tables.OLDER:
        if not services.database.is_embedded:
            raise PreviewNeedsCopy
        with tempfile.TemporaryDirectory() as folder:
            copy = Database(f"sqlite:///{copy_rows(services.database, Path(folder))}")
            copy.migrate()
            try:
                return preview_seed(replace(services, database=copy), chosen=chosen)
            finally:
                copy.close()
    check_tables(services.database)
    if not (chosen or has_curated_entries(services)):
        return None
    options = ImportOptions(source_system=SEED_SOURCE, publish=True, actor=ACTOR, dry_run=True)
    loader, outcomes = Loader(options), list[BatchOutcome]()
    with entries_path().open("rb") as lines:
        for batch in batches(services, raw_lines(lines), options):
            outcomes += load_batch(services, loader, batch, dry_run=True)[0]
    with services.database.read() as connection:
        removals = _removals(connection, _living(connection))
    keys = defaultdict(list)
    for outcome in outcomes:
        keys[outcome.action].append(outcome.row.external_id or "")
    preserved = {
        outcome.row.external_id or "": outcome.preserved
        for outcome in outcomes
        if outcome.preserved
    }
    created, updated, rejected = (tuple(keys[each]) for each in ("created", "updated", REJECTED))
    return SeedPreview(created, updated, preserved, rejected, removals)


def _living(connection: Connection) -> dict[RemovedEntry, EntryRecord]:
    found = {
        removed: entries.by_key(connection, SEED_SOURCE, removed.external_id, published_only=False)
        for removed in removed_entries()
    }
    return {
        removed: record
        for removed, record in found.items()
        if record is not None and record.status != WITHDRAWN
    }


def _is_untouched(connection: Connection, record: EntryRecord) -> bool:
    """Return whether nobody has edited the entry, or restored it after it was withdrawn."""
    edited = curated_fields(connection, record.id)
    return not edited and not ledger.has_event(connection, record.pk, WITHDRAW)


def _withdraw(unit: Unit, record: EntryRecord, removed: RemovedEntry) -> None:
    successor = removed.replaced_by and entries.by_key(
        unit.connection, SEED_SOURCE, removed.replaced_by
    )
    replaced_by = successor.id if successor else None
    entries.withdraw(unit, record.id, removed.reason, replaced_by, actor=ACTOR)


def count_seed_entries() -> int:
    """Return how many entries the seed holds."""
    with entries_path().open("rb") as lines:
        return sum(1 for line in lines if line.strip())
