"""What is kept for a time only: deleted by the worker, once a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import structlog

from app.ownership import owner_of
from app.replies.service import original_path
from app.uploads import remove_files
from app.wiring import Services
from catalogue import (
    candidates,
    imports,
    replies,
    reports,
    subscriptions,
    surveys,
    teamwork,
    usage,
)
from catalogue.erasing.scrubbing import EXPIRING_TABLES, scrub
from catalogue.ledger import EXPIRE, Change
from catalogue.unit import Unit

OnExpired: TypeAlias = Callable[[str, int], None]
"""Called with what was deleted, and how many of it."""


EVENT_RETENTION = timedelta(days=90)
"""How long files of imports stay after their end, candidates that came to nothing, and reports
after they were closed."""
COMMENT_RETENTION = timedelta(days=730)
"""How long a comment of the desk stays."""
REPORT_RETENTION = timedelta(days=365)
"""How long a report stays at most."""
UNCONFIRMED_KEPT = timedelta(days=2)
"""How long the question whether somebody wants to follow a search can be answered."""
ACTOR = "worker"
PAGE = 500
"""Candidates deleted in one transaction."""
SCRUBBING_DUE = "scrubbing-due"
"""File in the data folder: text was deleted whose bytes the database may still hold."""

log = structlog.get_logger("exempelbanken")


class StillInUse(Exception):
    """The database could not let go of the bytes of deleted text; trying again later helps."""


def expire(services: Services, on_expired: OnExpired) -> Mapping[str, int]:
    """Delete what has outlived its time; return how much of each kind.

    The ledger tells of it, when there was anything. Original files go before the rows say so: one
    that was cut off is done again. At last the database lets go of the bytes of deleted text.

    Raises:
        StillInUse: it could not; that is tried again the next time.
        OSError: a file could not be deleted, the first such one; all others are.
    """
    now = datetime.now(UTC)
    settings = services.settings
    days = timedelta(days=settings.keep_replies_days)
    at_most = timedelta(days=settings.keep_replies_at_most_days)
    faults: list[OSError] = []
    counts = {
        "uploads": _uploads(services, now - EVENT_RETENTION, faults),
        "replies": _replies(services, now - days, now - at_most, faults),
        "candidates": _candidates(services, now - EVENT_RETENTION),
        "reports": _reports(services, now - EVENT_RETENTION, now - REPORT_RETENTION),
        "surveys": _surveys(services, now - days),
        "subscriptions": _subscriptions(services, now - UNCONFIRMED_KEPT),
        "comments": _comments(services, now - COMMENT_RETENTION, now - EVENT_RETENTION),
    }
    _usage(services, now - timedelta(days=settings.keep_statistics_days))
    found = {kind: count for kind, count in counts.items() if count}
    if found:
        reason = ", ".join(f"{kind}: {count}" for kind, count in found.items())
        with services.database.write() as unit:
            unit.record(Change(None, EXPIRE, None, ACTOR, public=False, reason=reason))
        log.info("expired", **found)
    for kind, count in found.items():
        on_expired(kind, count)
    _let_go(services)
    if faults:
        raise faults[0]
    return counts


def due(services: Services, within: timedelta = timedelta()) -> Mapping[str, int]:
    """Return how much of each kind is to be deleted now, or will be within a time."""
    now = datetime.now(UTC) + within
    settings = services.settings
    reviewed = now - timedelta(days=settings.keep_replies_days)
    received = now - timedelta(days=settings.keep_replies_at_most_days)
    with services.database.read() as connection:
        return {
            "uploads": len(imports.with_old_files(connection, now - EVENT_RETENTION)),
            "replies": len(replies.to_forget(connection, reviewed, received)),
            "candidates": len(candidates.settled_before(connection, now - EVENT_RETENTION)),
            "reports": reports.count_old(connection, now - EVENT_RETENTION, now - REPORT_RETENTION),
            "surveys": len(surveys.to_forget(connection, reviewed)),
            "subscriptions": subscriptions.count_old(connection, now - UNCONFIRMED_KEPT),
            "comments": teamwork.count_before(connection, now - COMMENT_RETENTION),
        }


def _uploads(services: Services, before: datetime, faults: list[OSError]) -> int:
    """Delete the files of imports that ended long ago, and what was kept of rejected rows.

    One that never ended, since its job failed or was cancelled, counts from when it was sent in.
    """
    with services.database.read() as connection:
        old = imports.with_old_files(connection, before)
    note_scrubbing(services, due=any(record.rejected for record in old))
    deleted = 0
    for record in old:
        with _log_errors(faults):
            remove_files(services.settings, record.id)
            with services.database.write() as unit:
                leave_no_traces(unit)
                imports.change(unit, record.pk, file_removed_at=unit.now)
                imports.drop_rejected(unit, record.pk)
            deleted += 1
    return deleted


def _replies(
    services: Services, reviewed: datetime, received: datetime, faults: list[OSError]
) -> int:
    """Forget the text of replies that were reviewed before a time, and delete the originals.

    Those that came in before the other time go though something of them waits for review.
    """
    with services.database.read() as connection:
        old = replies.to_forget(connection, reviewed, received)
    note_scrubbing(services, due=bool(old))
    deleted = 0
    for record in old:
        with _log_errors(faults):
            original_path(services.settings, record.id).unlink(missing_ok=True)
            with services.database.write() as unit:
                leave_no_traces(unit)
                replies.forget(unit, record.pk)
            deleted += 1
    return deleted


@contextmanager
def _log_errors(faults: list[OSError]) -> Iterator[None]:
    """Keep an error of a file: the next one may be deleted all the same."""
    try:
        yield
    except OSError as error:
        details = {"path": str(error.filename), "reason": error.strerror}
        log.warning("not deleted after its time", **details, owner=owner_of(str(error.filename)))
        faults.append(error)


def _candidates(services: Services, before: datetime) -> int:
    """Delete candidates that were rejected, or came to nothing otherwise, long ago."""
    with services.database.read() as connection:
        old = candidates.settled_before(connection, before)
    note_scrubbing(services, due=bool(old))
    for start in range(0, len(old), PAGE):
        with services.database.write() as unit:
            leave_no_traces(unit)
            candidates.delete_many(unit, old[start : start + PAGE])
    return len(old)


def _reports(services: Services, closed: datetime, created: datetime) -> int:
    """Delete reports that were closed before a time, or came before the other one."""
    with services.database.read() as connection:
        old = reports.count_old(connection, closed, created)
    note_scrubbing(services, due=bool(old))
    if old:
        with services.database.write() as unit:
            leave_no_traces(unit)
            reports.delete_old(unit, closed, created)
    return old


def _subscriptions(services: Services, requested_at: datetime) -> int:
    """Delete subscriptions that nobody has confirmed, and those whose address has been erased."""
    with services.database.read() as connection:
        old = subscriptions.count_old(connection, requested_at)
    note_scrubbing(services, due=bool(old))
    if old:
        with services.database.write() as unit:
            leave_no_traces(unit)
            subscriptions.delete_old(unit, requested_at)
    return old


def _surveys(services: Services, ended: datetime) -> int:
    """Delete what was filled in for surveys that ended before a time."""
    with services.database.read() as connection:
        old = surveys.to_forget(connection, ended)
    note_scrubbing(services, due=bool(old))
    for record in old:
        with services.database.write() as unit:
            leave_no_traces(unit)
            surveys.forget(unit, record.pk)
    return len(old)


def leave_no_traces(unit: Unit) -> None:
    """Have SQLite overwrite what is deleted, rather than only give its place free.

    Pages that were split before keep copies all the same: what is deleted goes with `_let_go`.
    """
    if unit.connection.dialect.name == "sqlite":
        unit.connection.exec_driver_sql("PRAGMA secure_delete = ON")


def note_scrubbing(services: Services, *, due: bool) -> None:
    """Note, before text is deleted, that its bytes are to go too: also if we are cut off."""
    if due:
        (services.settings.data / SCRUBBING_DUE).touch()


def _let_go(services: Services) -> None:
    """Have the database write anew what held deleted text.

    Raises:
        StillInUse: somebody reads it all the while.
    """
    due = services.settings.data / SCRUBBING_DUE
    if not due.exists():
        return
    if not scrub(services.database, lambda _tables: None, EXPIRING_TABLES):
        raise StillInUse
    due.unlink(missing_ok=True)


def _comments(services: Services, before: datetime, rest_before: datetime) -> int:
    """Delete old comments of the desk; notices and who was editing go sooner, and uncounted."""
    with services.database.write() as unit:
        return teamwork.delete_before(unit, before, rest_before)


def _usage(services: Services, before: datetime) -> None:
    """Delete the counts of use of days before a time; they hold no text, and the ledger no word."""
    with services.database.write() as unit:
        usage.delete_before(unit, before.date())
