"""A file whose every row has the same fault is told of it once, and is not read to its end."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.imports import parsing, runs
from app.retention import EVENT_RETENTION, expire
from catalogue import imports
from tests.app.importing import counts, imported, ndjson, rows_of
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.imports.service import ImportWithJob
    from app.wiring import Services

BATCH = 500


def fault_of(found: ImportWithJob) -> str | None:
    return found.record.fault["code"] if found.record.fault else None


def test_ndjson_holds_as_many_rows_as_other_files(
    empty_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "MOST_ROWS", 2)
    rows = [row(str(number)) for number in range(3)]
    assert imported(empty_services, ndjson(*rows[:2])).state == "loaded"
    found = imported(empty_services, ndjson(*rows))
    assert (found.state, fault_of(found)) == ("failed", "too-many-rows")


@pytest.mark.parametrize(
    ("how", "state"),
    [({}, "loaded"), ({"dry_run": True}, "checked"), ({"on_error": "abort"}, "aborted")],
)
def test_an_import_stops_after_so_many_rejected_rows(
    empty_services: Services,
    monkeypatch: pytest.MonkeyPatch,
    how: dict[str, object],
    state: str,
) -> None:
    monkeypatch.setattr(runs, "MOST_REJECTED", BATCH - 1)
    found = imported(empty_services, b"{}\n" * (2 * BATCH), **how)
    assert (found.state, counts(found)) == (state, {"rejected": BATCH})
    assert fault_of(found) == "too-many-rejected"
    assert str(BATCH) in found.record.fault["message_sv"]  # type: ignore[index]  # there is one


def test_rows_that_name_no_source_are_told_so_once(empty_services: Services) -> None:
    rows = [row(str(number)) for number in range(3)]
    found = imported(empty_services, ndjson(*rows), source_system=None)
    assert (found.state, fault_of(found), counts(found)) == ("failed", "source-missing", {})
    assert "--source" in found.record.fault["message_sv"]  # type: ignore[index]  # there is one
    mixed = ndjson(*rows, row("egen", sourceSystem="egen"))
    assert counts(imported(empty_services, mixed, source_system=None)) == {
        "created": 1,
        "rejected": 3,
    }


def test_rejected_rows_are_forgotten_with_the_file(empty_services: Services) -> None:
    found = imported(empty_services, ndjson(row("ett"), {}))
    with empty_services.database.write() as unit:
        long_ago = unit.now - EVENT_RETENTION - timedelta(days=1)
        imports.change(unit, found.record.pk, finished_at=long_ago)
    expire(empty_services, lambda _what, _count: None)
    assert [each.action for each in rows_of(empty_services, found)] == ["created"]
    assert counts(found) == {"created": 1, "rejected": 1}
