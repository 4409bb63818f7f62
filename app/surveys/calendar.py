"""Time in Sweden: days end there, and people read a clock there.

The rule of the European Union, rather than a database of zones: containers often have none.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

WINTER, SUMMER = timezone(timedelta(hours=1), "CET"), timezone(timedelta(hours=2), "CEST")


def in_sweden(moment: datetime) -> datetime:
    """Return a moment as clocks in Sweden show it."""
    utc = moment.astimezone(UTC)
    begins, ends = (_last_sunday(utc.year, month) for month in (3, 10))
    return utc.astimezone(SUMMER if begins <= utc < ends else WINTER)


def start_of_day(day: date) -> datetime:
    """Return the moment when a day begins in Sweden."""
    midnight = datetime.combine(day, time(), WINTER)
    return midnight.replace(tzinfo=in_sweden(midnight).tzinfo)


def today() -> date:
    """Return the day that it is in Sweden."""
    return in_sweden(datetime.now(UTC)).date()


def _last_sunday(year: int, month: int) -> datetime:
    """Return when clocks change: the last Sunday of the month at 01:00 UTC; it has 31 days."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)
