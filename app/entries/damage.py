"""Rows whose stored JSON is damaged: left out of what is made of all entries, and named."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache

import structlog

from catalogue.records import DamagedRow, EntryRecord

log = structlog.get_logger("exempelbanken")

MOST_REMEMBERED = 1_000
"""Damaged rows that a process has named in its log and does not name again."""


def is_intact(record: EntryRecord) -> bool:
    """Return whether an entry can be read; a damaged row is named in the log, once by a process."""
    if record.damage is not None:
        log_damaged_row_once(record.damage)
    return record.damage is None


def intact(records: Iterable[EntryRecord]) -> list[EntryRecord]:
    """Return those of the entries that can be read."""
    return list(filter(is_intact, records))


@contextmanager
def log_entry_on_error(record: EntryRecord) -> Iterator[None]:
    """Name in the log the entry that an error comes from: the error may hold its text alone."""
    try:
        yield
    except OSError:  # of a disk, not of an entry
        raise
    except Exception as error:
        place = traceback.format_tb(error.__traceback__)
        details = {"error": type(error).__name__, "place": place}
        log.error("entry failed", entry_id=record.id, version=record.version, **details)  # noqa: TRY400 - no message
        raise


@lru_cache(maxsize=MOST_REMEMBERED)
def log_damaged_row_once(row: DamagedRow) -> None:
    """Name a damaged row in the log, unless this process has done so."""
    log.error("row damaged", **row._asdict())
