"""Which sources are due to be looked at, and what is kept of a look."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from catalogue import entries, sources
from catalogue.sources import Before
from tests.rows.building import loaded, row

if TYPE_CHECKING:
    from catalogue.database import Database
    from catalogue.sources import Due

MONTH, SOON = timedelta(days=30), timedelta(days=3)


def due(database: Database, passed: timedelta = timedelta(0), most: int = 10) -> list[Due]:
    """Return what is due when so much time has passed."""
    with database.write() as unit:
        now = unit.now + passed
        return sources.due(unit.connection, Before(now - MONTH, now - SOON), most)


def test_all_that_have_one_address_are_looked_at_together_and_again_after_their_time(
    database: Database,
) -> None:
    web = {"source": {"url": "https://example.org/"}}
    loaded(database, row("a", **web), row("b", source={}), row("c", **web))
    loaded(database, row("d", **web), publish=False)
    assert [each.url for each in due(database, most=1)] == ["https://example.org/"] * 2
    found = due(database)
    assert len(found) == 3
    with database.write() as unit:
        for each in found:
            failed = each.url is not None
            sources.keep(unit, each, "silent" if failed else "refused", None, failed=failed)
    assert due(database) == []
    again = due(database, SOON + timedelta(hours=1))
    assert [each.failures for each in again] == [1, 1]
    with database.write() as unit:
        for each in again:
            sources.keep(unit, each, "alive", 200, failed=False)
    assert due(database, SOON + timedelta(hours=1)) == []
    assert len(due(database, MONTH + timedelta(hours=1))) == 3
    with database.read() as connection:
        entry = entries.by_key(connection, "test", "a")
        assert entry
        kept = sources.of_entry(connection, entry.id)
    assert kept
    assert (kept.outcome, kept.http_status, kept.failures) == ("alive", 200, 0)
