"""What readers report, on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from catalogue import reports, tasks
from catalogue.identifiers import uuid7
from catalogue.reports import ReportFilter, ReportRecord
from catalogue.tables import Report
from catalogue.tasks import Times
from tests.rows.building import loaded_id, row
from tests.rows.test_replies import LATER, LONG_AGO, NOW

if TYPE_CHECKING:
    from catalogue.database import Database


def reported(database: Database, entry_id: str, kind: str = "wrong-fact") -> str:
    report_id = uuid7()
    record = ReportRecord(
        report_id, entry_id, kind, "Året är fel.", "rut@example.org", NOW, None, None, None
    )
    with database.write() as unit:
        reports.create(unit, record)
    return report_id


def test_an_open_report_is_a_task_until_it_is_closed(database: Database) -> None:
    entry_id = loaded_id(database, row(counties=["12"]))
    report_id = reported(database, entry_id)
    with database.read() as connection:
        (told,) = tasks.page(connection, tasks.REPORT, Times(NOW, NOW, NOW), 0, 10)
        assert reports.count_open(connection) == 1
    assert (told.id, told.title, told.counties) == (report_id, "Verktygspool", ["12"])
    with database.write() as unit:
        assert reports.close(unit, report_id, "tester", "Rättat.")
        assert not reports.close(unit, report_id, "tester", "Igen.")
    with database.read() as connection:
        assert tasks.count_by_kind(connection, [tasks.REPORT], Times(NOW, NOW, NOW)) == [0]
        found = reports.get(connection, report_id)
    assert found is not None
    assert (found.answer_to, found.reason, found.closed_by) == (None, "Rättat.", "tester")


def test_reports_are_found_by_state_kind_and_entry(database: Database) -> None:
    first, second = loaded_id(database, row("a")), loaded_id(database, row("b"))
    fact = reported(database, first)
    source = reported(database, second, "dead-source")
    with database.write() as unit:
        reports.close(unit, fact, "tester", "Rättat.")

    def found(**wanted: object) -> list[str]:
        with database.read() as connection:
            total, records = reports.page(connection, ReportFilter(**wanted), 0, 10)  # type: ignore[arg-type]
        assert total == len(records)
        return [record.id for record in records]

    assert found() == [source, fact]
    assert found(open_ones=True) == found(kinds=["dead-source"]) == [source]
    assert found(open_ones=False) == found(entry_ids=[first]) == [fact]


def test_old_reports_go_closed_ones_first(database: Database) -> None:
    entry_id = loaded_id(database, row())
    closed, waiting = reported(database, entry_id), reported(database, entry_id)
    with database.write() as unit:
        reports.close(unit, closed, "tester", "Rättat.")
        unit.connection.execute(
            update(Report).where(Report.id == closed).values(closed_at=NOW - timedelta(days=1))
        )
    with database.write() as unit:
        assert reports.count_old(unit.connection, NOW, LONG_AGO) == 1
        reports.delete_old(unit, NOW, LONG_AGO)
    with database.write() as unit:
        (left,) = reports.page(unit.connection, ReportFilter(), 0, 10)[1]
        assert left.id == waiting
        reports.delete_old(unit, LONG_AGO, LATER)
        assert reports.page(unit.connection, ReportFilter(), 0, 10)[0] == 0


def test_one_id_is_one_report(database: Database) -> None:
    entry_id = loaded_id(database, row())
    report_id = reported(database, entry_id)
    with database.read() as connection:
        record = reports.get(connection, report_id)
    assert record is not None
    with pytest.raises(IntegrityError), database.write() as unit:
        reports.create(unit, record)
