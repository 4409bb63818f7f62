"""Counts of use, on both databases."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from catalogue import usage
from catalogue.usage import AT_ONCE, UsageKey
from record.usage import API, DOWNLOAD, PAGES, READ, SEARCH, UNANSWERED
from tests.rows.processes import count_uses, run

if TYPE_CHECKING:
    from catalogue.database import Database

DAY = date(2026, 11, 30)
EARLIER = DAY - timedelta(days=1)
GOAL = "goal:12"


def count(database: Database, counts: dict[UsageKey, int]) -> None:
    with database.write() as unit:
        usage.add(unit, counts)


def test_what_is_counted_again_adds_up(database: Database) -> None:
    key = UsageKey(DAY, READ, PAGES, "a")
    count(database, {key: 2})
    count(database, {key: 3, key._replace(subject="b"): 1})

    with database.read() as connection:
        assert usage.sum_by_key(connection, READ, DAY, DAY, least=1) == [("a", "", 5), ("b", "", 1)]
        assert usage.sum_by_day(connection, DAY, DAY, PAGES) == [(DAY, READ, 6)]


def test_processes_that_count_at_the_same_time_lose_nothing(database: Database, url: str) -> None:
    keys = [UsageKey(DAY, SEARCH, PAGES, f"sector:{number}") for number in range(40)]
    run(count_uses, [(url, keys, 10)] * 3)

    with database.read() as connection:
        found = usage.sum_by_key(connection, SEARCH, DAY, DAY, least=1)
    assert found == [(key.subject, "", 30) for key in sorted(keys)]


def test_more_counts_than_one_statement_takes_are_written(database: Database) -> None:
    keys = [UsageKey(DAY, READ, API, f"{number:04}") for number in range(2 * AT_ONCE + 1)]
    count(database, dict.fromkeys(keys, 1))

    with database.read() as connection:
        found = usage.sum_by_key(connection, READ, DAY, DAY, least=1)
    assert [subject for subject, _, _ in found] == [key.subject for key in keys]


def test_a_search_counts_once_a_day_whatever_it_is_about(database: Database) -> None:
    searched = UsageKey(DAY, SEARCH, PAGES)
    missed = UsageKey(DAY, UNANSWERED, PAGES, GOAL, "12")
    count(database, {searched: 7, searched._replace(subject=GOAL): 4, missed: 2})
    count(database, {searched._replace(place="12"): 5, searched._replace(day=EARLIER): 1})

    with database.read() as connection:
        found = usage.sum_by_day(connection, EARLIER, DAY, PAGES)
    assert found == [(EARLIER, SEARCH, 1), (DAY, SEARCH, 7)]


def test_counts_are_narrowed_by_days_channel_and_least_number(database: Database) -> None:
    key = UsageKey(DAY, DOWNLOAD, PAGES, "csv")
    count(database, {key: 4, key._replace(day=EARLIER): 1, key._replace(channel=API): 9})

    def found(first: date, **wanted: object) -> list[tuple[str, str, int]]:
        with database.read() as connection:
            return usage.sum_by_key(connection, DOWNLOAD, first, DAY, **wanted)  # type: ignore[arg-type]

    assert found(DAY, channel=PAGES, least=5) == []
    assert found(EARLIER, channel=PAGES, least=5) == [("csv", "", 5)]
    assert found(EARLIER, least=1) == [("csv", "", 14)]


def test_counts_of_earlier_days_are_deleted(database: Database) -> None:
    key = UsageKey(DAY, READ, PAGES, "a")
    count(database, {key: 1, key._replace(day=EARLIER): 1})
    with database.write() as unit:
        assert usage.delete_before(unit, DAY) == 1

    with database.read() as connection:
        assert usage.first_day(connection) == DAY


def test_nothing_counted_has_no_first_day(database: Database) -> None:
    with database.read() as connection:
        assert usage.first_day(connection) is None


def test_only_what_is_known_is_counted(database: Database) -> None:
    for key in (UsageKey(DAY, "clicked", PAGES), UsageKey(DAY, READ, "phone")):
        with pytest.raises(IntegrityError):
            count(database, {key: 1})
