"""What is kept for a time only: deleted by the worker, once a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from app.replies.intake import original_path
from app.uploads import remove_files
from catalogue import candidates, imports, replies
from catalogue.ledger import EXPIRE, Change

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from app.wiring import Services
    from catalogue.unit import Unit

    Told: TypeAlias = Callable[[str, int], None]
    """Called with what was deleted, and how many of it."""

KEPT = timedelta(days=90)
"""How long files of imports stay after their end, and candidates that came to nothing."""
ACTOR = "worker"
PAGE = 500
"""Candidates deleted in one transaction."""

log = structlog.get_logger("exempelbanken")


def expire(services: Services, told: Told) -> Mapping[str, int]:
    """Delete what has outlived its time; return how many files of imports, replies, candidates.

    The ledger tells of it, when there was anything. Original files go before the rows say so: one
    that was cut off is done again.
    """
    now = datetime.now(UTC)
    days = timedelta(days=services.settings.keep_replies_days)
    counts = {
        "uploads": _uploads(services, now - KEPT),
        "replies": _replies(services, now - days),
        "candidates": _candidates(services, now - KEPT),
    }
    found = {kind: count for kind, count in counts.items() if count}
    if found:
        reason = ", ".join(f"{kind}: {count}" for kind, count in found.items())
        with services.database.write() as unit:
            unit.record(Change(None, EXPIRE, None, ACTOR, public=False, reason=reason))
        log.info("expired", **found)
    for kind, count in found.items():
        told(kind, count)
    return counts


def _uploads(services: Services, before: datetime) -> int:
    """Delete the files of imports that ended long ago."""
    with services.database.read() as connection:
        old = imports.with_old_files(connection, before)
    for record in old:
        remove_files(services.settings, record.id)
        with services.database.write() as unit:
            imports.change(unit, record.pk, file_removed_at=unit.now)
    return len(old)


def _replies(services: Services, before: datetime) -> int:
    """Forget the text of replies that were reviewed long ago, and delete the originals."""
    with services.database.read() as connection:
        old = replies.to_forget(connection, before)
    for record in old:
        original_path(services.settings, record.id).unlink(missing_ok=True)
        with services.database.write() as unit:
            _leave_no_traces(unit)
            replies.forget(unit, record.pk)
    return len(old)


def _candidates(services: Services, before: datetime) -> int:
    """Delete candidates that were rejected, or came to nothing otherwise, long ago."""
    with services.database.read() as connection:
        old = candidates.settled_before(connection, before)
    for start in range(0, len(old), PAGE):
        with services.database.write() as unit:
            _leave_no_traces(unit)
            candidates.remove(unit, old[start : start + PAGE])
    return len(old)


def _leave_no_traces(unit: Unit) -> None:
    """Have SQLite overwrite what is deleted, rather than only give its place free."""
    if unit.connection.dialect.name == "sqlite":
        unit.connection.exec_driver_sql("PRAGMA secure_delete = ON")
