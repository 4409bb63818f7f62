"""The ledger as the public reads it: what changed after a position, each entry once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from catalogue import entries, ledger
from catalogue.affected_relations import WITHDRAW
from catalogue.tables import Entry, LedgerEvent

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from catalogue.records import EntryRecord

WINDOW = 10_000
"""Events that one page looks at: it ends there, whatever it has found, and so costs little."""
MARK_LENGTH = 12


@dataclass(frozen=True, slots=True)
class FeedItem:
    """The last public change of an entry, and the entry as it is now.

    Attributes:
        seq, at: of the event.
        version: that became public, or that was withdrawn.
        new: whether the public did not see the entry just before this event.
        first: whether the ledger has no public event of the entry before this one.
        record: None when the entry is withdrawn.
    """

    seq: int
    at: datetime
    entry_id: str
    version: int
    new: bool
    first: bool
    record: EntryRecord | None


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A stretch of the ledger.

    Attributes:
        seq: the reader has everything up to here; mark: what vouches for it (see `mark`).
        last: where reading ended when the page was read.
    """

    items: list[FeedItem]
    seq: int
    mark: str
    last: int


def last_position(connection: Connection, until: int | None = None) -> int:
    """Return the position of the last public change, or `until` if that comes before it."""
    last = ledger.last_public_seq(connection)
    return last if until is None else min(last, until)


def page(connection: Connection, since: int, limit: int, until: int | None = None) -> FeedPage:
    """Return at most `limit` changes after `since`, in order; the connection sees one moment.

    The position ends at the last public change, or at `until`: what the public does not see moves
    nothing.
    """
    last = last_position(connection, until)
    end = max(since, min(since + WINDOW, last))
    items = _items(connection, since, end, limit)
    seq = items[-1].seq if len(items) == limit else end
    return FeedPage(items, seq, mark(connection, seq) or "", last)


def first_position(connection: Connection) -> int:
    """Return the earliest position that can be read on from: 0 unless events were pruned."""
    first = connection.scalar(select(func.min(LedgerEvent.seq)))
    return 0 if first is None else first - 1


def mark(connection: Connection, seq: int) -> str | None:
    """Return a digest of the event at a position, None when there is no event.

    A ledger that was restored from a backup and has grown again has other events at the same
    positions: a reader who brings the mark along gets that as an error.
    """
    row = connection.execute(
        select(LedgerEvent.at, LedgerEvent.entry_pk, LedgerEvent.version).where(
            LedgerEvent.seq == seq
        )
    ).first()
    if row is None:
        return None
    text = f"{seq} {row.at.isoformat()} {row.entry_pk} {row.version}"
    return hashlib.sha256(text.encode()).hexdigest()[:MARK_LENGTH]


def _items(connection: Connection, since: int, end: int, limit: int) -> list[FeedItem]:
    later, earlier = aliased(LedgerEvent), aliased(LedgerEvent)
    is_followed = exists().where(
        later.entry_pk == LedgerEvent.entry_pk, later.public, later.seq > LedgerEvent.seq
    )
    preceding = (
        select(earlier.action)
        .where(earlier.entry_pk == LedgerEvent.entry_pk, earlier.public)
        .where(earlier.seq < LedgerEvent.seq)
        .order_by(earlier.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            LedgerEvent.seq,
            LedgerEvent.at,
            Entry.id,
            LedgerEvent.version,
            preceding.label("before"),
        )
        .join(Entry, Entry.pk == LedgerEvent.entry_pk)
        .where(LedgerEvent.seq > since, LedgerEvent.seq <= end, LedgerEvent.public, ~is_followed)
        .order_by(LedgerEvent.seq)
        .limit(limit)
    ).all()
    current = {each.id: each for each in entries.get_many(connection, [row.id for row in rows])}
    return [
        FeedItem(
            seq=row.seq,
            at=row.at,
            entry_id=row.id,
            version=row.version,
            new=row.before in (None, WITHDRAW),
            first=row.before is None,
            record=current.get(row.id),
        )
        for row in rows
    ]


def last_change(connection: Connection) -> datetime | None:
    """Return when something public last changed."""
    statement = select(LedgerEvent.at).where(LedgerEvent.public)
    return connection.scalar(statement.order_by(LedgerEvent.seq.desc()).limit(1))


def between(connection: Connection, since: int, end: int, limit: int) -> list[FeedItem]:
    """Return the first changes after `since` and up to `end`, at most `limit`.

    An entry that changes again later, be it after `end`, is not among them.
    """
    items: list[FeedItem] = []
    while since < end and not items:
        window = min(since + WINDOW, end)
        items = _items(connection, since, window, limit)
        since = window
    return items


def last_of(connection: Connection, entry_id: str) -> FeedItem | None:
    """Return the last public change of an entry, None if the public never saw it."""
    statement = select(func.max(LedgerEvent.seq)).join(Entry, Entry.pk == LedgerEvent.entry_pk)
    seq = connection.scalar(statement.where(Entry.id == entry_id, LedgerEvent.public))
    return None if seq is None else _items(connection, seq - 1, seq, 1)[0]


def position_at(connection: Connection, moment: datetime) -> int:
    """Return the last position before a moment, found by key: times grow with positions."""
    low, high = 0, ledger.last_seq(connection)
    while low < high:
        middle = (low + high + 1) // 2
        at = connection.scalar(
            select(LedgerEvent.at)
            .where(LedgerEvent.seq <= middle)
            .order_by(LedgerEvent.seq.desc())
            .limit(1)
        )
        if at is None or at < moment:
            low = middle
        else:
            high = middle - 1
    return low


def first_change(connection: Connection) -> datetime | None:
    """Return when the first change was made that the ledger still has."""
    return connection.scalar(select(LedgerEvent.at).order_by(LedgerEvent.seq).limit(1))
