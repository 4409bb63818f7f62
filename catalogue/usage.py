"""How often the catalogue is used, among the rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from catalogue.tables import UsageCount
from catalogue.unit import Unit
from record.usage import SEARCH, UNANSWERED

AT_ONCE = 500
"""Rows of one statement: six parameters each, of the 32,766 that SQLite allows."""
_KEY = ("day", "kind", "channel", "subject", "place")


class UsageKey(NamedTuple):
    """What is counted; see `catalogue.tables.usage`."""

    day: date
    kind: str
    channel: str
    subject: str = ""
    place: str = ""


def add(unit: Unit, counts: Mapping[UsageKey, int]) -> None:
    """Add counts to those of the rows.

    In the order of the keys: two processes that add at the same time then wait for each other and
    never both.
    """
    insert = (sqlite if unit.connection.dialect.name == "sqlite" else postgresql).insert
    rows = [{**key._asdict(), "count": count} for key, count in sorted(counts.items())]
    for start in range(0, len(rows), AT_ONCE):
        statement = insert(UsageCount).values(rows[start : start + AT_ONCE])
        more = UsageCount.count + statement.excluded.count
        unit.connection.execute(
            statement.on_conflict_do_update(index_elements=_KEY, set_={"count": more})
        )


def sum_by_day(
    connection: Connection, first: date, last: date, channel: str
) -> list[tuple[date, str, int]]:
    """Return day, kind and how often, of the days from the first to the last.

    Unanswered searches are searches, too, and not counted here.
    """
    is_whole = (UsageCount.kind != SEARCH) | ((UsageCount.subject == "") & (UsageCount.place == ""))
    statement = (
        select(UsageCount.day, UsageCount.kind, func.sum(UsageCount.count))
        .where(_in_period(first, last), UsageCount.channel == channel, is_whole)
        .where(UsageCount.kind != UNANSWERED)
        .group_by(UsageCount.day, UsageCount.kind)
        .order_by(UsageCount.day)
    )
    return [(day, kind, int(count)) for day, kind, count in connection.execute(statement)]


def sum_by_key(  # noqa: PLR0913  what is summed, and when
    connection: Connection,
    kind: str,
    first: date,
    last: date,
    *,
    channel: str | None = None,
    least: int,
) -> list[tuple[str, str, int]]:
    """Return subject, place and how often, most first, of those that reach the least number."""
    often = func.sum(UsageCount.count)
    statement = (
        select(UsageCount.subject, UsageCount.place, often)
        .where(_in_period(first, last), UsageCount.kind == kind)
        .group_by(UsageCount.subject, UsageCount.place)
        .having(often >= least)
        .order_by(often.desc(), UsageCount.subject, UsageCount.place)
    )
    if channel is not None:
        statement = statement.where(UsageCount.channel == channel)
    return [(subject, place, int(count)) for subject, place, count in connection.execute(statement)]


def first_day(connection: Connection) -> date | None:
    """Return the first day that something was counted."""
    return connection.scalar(select(func.min(UsageCount.day)))


def delete_before(unit: Unit, day: date) -> int:
    """Delete the counts of earlier days; return how many rows."""
    return unit.connection.execute(delete(UsageCount).where(UsageCount.day < day)).rowcount


def _in_period(first: date, last: date) -> ColumnElement[bool]:
    return UsageCount.day.between(first, last)
