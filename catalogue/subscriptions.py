"""Searches that readers follow by e-mail, among the rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select, update

from catalogue.tables import Subscription
from catalogue.unit import Unit


@dataclass(frozen=True, slots=True)
class SubscriptionRecord:
    """A search that is followed; see `catalogue.tables.subscriptions`."""

    id: str
    address: str | None
    query: str
    language: str
    frequency: str
    created_at: datetime
    confirmed_at: datetime | None
    since: datetime
    due_at: datetime | None


_COLUMNS = tuple(getattr(Subscription, name) for name in SubscriptionRecord.__dataclass_fields__)


def create(unit: Unit, record: SubscriptionRecord) -> None:
    """Keep a new one."""
    values = {name: getattr(record, name) for name in SubscriptionRecord.__dataclass_fields__}
    unit.connection.execute(insert(Subscription).values(**values))


def get(connection: Connection, subscription_id: str) -> SubscriptionRecord | None:
    """Return a subscription, if there is one."""
    row = connection.execute(select(*_COLUMNS).where(_is(subscription_id))).first()
    return SubscriptionRecord(*row) if row else None


def count_of_address(connection: Connection, address: str) -> tuple[int, int]:
    """Return how many an address has, and how many of these are not confirmed."""
    statement = select(func.count(), func.count(Subscription.confirmed_at))
    every, confirmed = connection.execute(statement.where(Subscription.address == address)).one()
    return every, every - confirmed


def count_unconfirmed(connection: Connection) -> int:
    """Return how many wait for an answer."""
    statement = select(func.count()).where(Subscription.confirmed_at.is_(None))
    return connection.execute(statement).scalar_one()


def due(connection: Connection, now: datetime, limit: int) -> list[SubscriptionRecord]:
    """Return those whose next mail is to be sent, the one that has waited longest first."""
    is_due = and_(Subscription.due_at <= now, Subscription.address.is_not(None))
    statement = select(*_COLUMNS).where(is_due).order_by(Subscription.due_at, Subscription.pk)
    return [SubscriptionRecord(*row) for row in connection.execute(statement.limit(limit))]


def confirm(unit: Unit, record: SubscriptionRecord, due_at: datetime) -> None:
    """Confirm one; it takes the place of others of the same address and search."""
    same = and_(Subscription.address == record.address, Subscription.query == record.query)
    others = and_(same, Subscription.id != record.id)
    unit.connection.execute(delete(Subscription).where(others))
    confirmed = {"confirmed_at": unit.now, "since": unit.now, "due_at": due_at}
    unit.connection.execute(update(Subscription).where(_is(record.id)).values(**confirmed))


def plan(
    unit: Unit, subscription_id: str, due_at: datetime | None, since: datetime | None = None
) -> None:
    """Set when the next mail is to be sent, and up to when the search has been looked at."""
    values = {"due_at": due_at} if since is None else {"due_at": due_at, "since": since}
    unit.connection.execute(update(Subscription).where(_is(subscription_id)).values(**values))


def remove(unit: Unit, subscription_id: str) -> bool:
    """Delete one; return whether it was there."""
    statement = delete(Subscription).where(_is(subscription_id))
    return unit.connection.execute(statement).rowcount > 0


def count_old(connection: Connection, asked_before: datetime) -> int:
    """Return how many were not confirmed since a time, or have lost their address."""
    statement = (
        select(func.count()).select_from(Subscription).where(_unconfirmed_before(asked_before))
    )
    return connection.execute(statement).scalar_one()


def delete_old(unit: Unit, asked_before: datetime) -> None:
    """Delete them."""
    unit.connection.execute(delete(Subscription).where(_unconfirmed_before(asked_before)))


def _is(subscription_id: str) -> ColumnElement[bool]:
    return Subscription.id == subscription_id


def _unconfirmed_before(asked_before: datetime) -> ColumnElement[bool]:
    unanswered = and_(Subscription.confirmed_at.is_(None), Subscription.created_at < asked_before)
    return or_(unanswered, Subscription.address.is_(None))
