"""The ledger: who changed what, in commit order. Written by `catalogue.unit` alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, exists, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from catalogue.affected_relations import affected_entries
from catalogue.locks import Lock, lock_until_commit
from catalogue.records import Event
from catalogue.sql import insert_rows
from catalogue.tables import Entry, LedgerEvent

RELATE = "relate"
"""Action of an event that another entry's change caused: this one's relations look different."""
ERASE = "erase"
"""Action of an event that says that something was erased, and nothing of what."""
EXPIRE = "expire"
"""Action of an event that says how much of what is kept for a time was deleted."""
CREATE_TOKEN, ROTATE_TOKEN, REVOKE_TOKEN = "create-token", "rotate-token", "revoke-token"
CREATE_ACCOUNT, CHANGE_ACCOUNT = "create-account", "change-account"
CLOSE_ACCOUNT, REOPEN_ACCOUNT = "close-account", "reopen-account"
CHANGE_PASSWORD, SLOW_SIGN_IN = "change-password", "slow-sign-in"
CREATE_RESET, USE_RESET = "create-password-link", "use-password-link"
SIGN_OUT_EVERYWHERE = "sign-out-everywhere"
SUBMIT_IMPORT, FINISH_IMPORT = "submit-import", "finish-import"
COMMIT_IMPORT, REVERT_IMPORT = "commit-import", "revert-import"
CONFIRM_PERSONAL = "confirm-personal"
SUBMIT_REPLY, MARK_CANDIDATE = "submit-reply", "mark-candidate"
RELEASE_REPLY, TAKE_BACK_REPLY = "release-reply", "take-back-reply"
REVIEW_REPLY, RELATE_REPLY = "review-reply", "relate-reply"
DESCRIBE_REPLY = "describe-reply"
CORRECT_ANSWER, SWITCH_READING = "correct-answer", "switch-reading"
OPEN_SURVEY, CLOSE_SURVEY, CHANGE_SURVEY = "open-survey", "close-survey", "change-survey"
CREATE_FORM_LINK, REVOKE_FORM_LINK = "create-form-link", "revoke-form-link"
SUBMIT_REPORT, CLOSE_REPORT = "submit-report", "close-report"
RETRY_JOB, CANCEL_JOB = "retry-job", "cancel-job"
PUT_ASIDE = "put-aside"
LOAD_CURATED = "load-curated-entries"
"""Action of an event that says that somebody chose to have the curated entries of releases."""


EVENT_COLUMNS: tuple[InstrumentedAttribute[Any], ...] = (
    LedgerEvent.seq,
    LedgerEvent.at,
    Entry.id,
    LedgerEvent.action,
    LedgerEvent.version,
    LedgerEvent.actor,
    LedgerEvent.public,
    LedgerEvent.job_id,
)
"""As the first fields of an `Event`; why, and on what else, is for the audit alone."""


class Change(NamedTuple):
    """A change to be entered in the ledger, its fields in the order of the table; see `Event`."""

    entry_pk: int | None
    action: str
    version: int | None
    actor: str
    public: bool
    job_id: str | None = None
    reason: str | None = None
    subject: str | None = None


def event_without_entry(
    action: str,
    actor: str,
    subject: str | None = None,
    *,
    job_id: str | None = None,
    reason: str | None = None,
) -> Change:
    """Return what was done to something else than an entry; the public sees nothing of it."""
    return Change(None, action, None, actor, False, job_id, reason, subject)  # noqa: FBT003  as `public`


def last_seq(connection: Connection) -> int:
    """Return the position of the last event; 0 when there is none."""
    return connection.scalar(select(func.max(LedgerEvent.seq))) or 0


def last_time(connection: Connection) -> datetime | None:
    """Return the latest time of an event; None when there is none."""
    latest: datetime | None = connection.scalar(
        select(func.max(LedgerEvent.at, type_=LedgerEvent.at.type))
    )
    return latest


def last_public_seq(connection: Connection) -> int:
    """Return the position of the last event that the public sees; 0 when there is none."""
    return connection.scalar(select(func.max(LedgerEvent.seq)).where(LedgerEvent.public)) or 0


def has_event(connection: Connection, entry_pk: int, action: str) -> bool:
    """Return whether something of a kind ever happened to an entry."""
    happened = exists().where(LedgerEvent.entry_pk == entry_pk, LedgerEvent.action == action)
    return bool(connection.scalar(select(happened)))


def has_chosen_curated(connection: Connection) -> bool:
    """Return whether somebody chose to have the curated entries of releases."""
    chosen = exists().where(LedgerEvent.action == LOAD_CURATED)
    return bool(connection.scalar(select(chosen)))


def has_erased(connection: Connection, since: int) -> bool:
    """Return whether something was erased after position `since`."""
    erased = exists().where(LedgerEvent.seq > since, LedgerEvent.action == ERASE)
    return bool(connection.scalar(select(erased)))


def changes(
    connection: Connection, since: int, limit: int, *, public_only: bool = False
) -> list[Event]:
    """Return at most `limit` events after position `since`, in order."""
    statement = (
        select(*EVENT_COLUMNS)
        .outerjoin(Entry, Entry.pk == LedgerEvent.entry_pk)
        .where(LedgerEvent.seq > since)
        .order_by(LedgerEvent.seq)
        .limit(limit)
    )
    if public_only:
        statement = statement.where(LedgerEvent.public)
    return [Event(*row) for row in connection.execute(statement)]


def changed_since(connection: Connection, since: int) -> set[str]:
    """Return the ids of entries that the public saw change after position `since`."""
    statement = (
        select(Entry.id)
        .join(LedgerEvent, LedgerEvent.entry_pk == Entry.pk)
        .where(LedgerEvent.seq > since, LedgerEvent.public)
    )
    return set(connection.scalars(statement))


def append(connection: Connection, pending: Sequence[Change]) -> int:
    """Write the events and return the last position; nothing else may follow before the commit.

    Numbers are given out under a lock that is held until the commit is visible. That makes order
    of `seq` the order of commits, so that whoever has read up to a position has missed nothing.
    """
    if not pending:
        return last_seq(connection)
    lock_until_commit(connection, Lock.LEDGER)
    before = last_seq(connection)
    pending = [*pending, *_related_changes(connection, pending)]
    at = datetime.now(UTC)
    events = [(seq, at, *change) for seq, change in enumerate(pending, before + 1)]
    insert_rows(connection, LedgerEvent, events)
    _carry_over(connection, before)
    return before + len(pending)


def _related_changes(connection: Connection, pending: Sequence[Change]) -> list[Change]:
    """Return the changes of entries whose relations the pending ones let appear or vanish."""
    public = [each.entry_pk for each in pending if each.public and each.entry_pk is not None]
    return [
        Change(pk, RELATE, version, pending[0].actor, public=True)
        for pk, version in affected_entries(connection, public)
    ]


def _carry_over(connection: Connection, before: int) -> None:
    """Write the position of each entry's last public event of its own into the entry.

    Related entries keep theirs: somebody who waits for the ledger's lock may have locked them.
    """
    latest = (
        select(LedgerEvent.entry_pk, func.max(LedgerEvent.seq).label("seq"))
        .where(LedgerEvent.seq > before, LedgerEvent.public, LedgerEvent.action != RELATE)
        .group_by(LedgerEvent.entry_pk)
        .subquery()
    )
    connection.execute(update(Entry).where(Entry.pk == latest.c.entry_pk).values(seq=latest.c.seq))
