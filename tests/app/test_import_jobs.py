"""Imports as jobs: modes, dry runs, commits, interruptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from app.accounts.access import COMMAND
from app.errors import Conflict
from app.imports.service import commit_import
from catalogue import entries
from catalogue.tables import EntryVersion, LedgerEvent
from tests.app.importing import (
    changes,
    codes,
    counts,
    entry_of,
    finish,
    handed_in,
    imported,
    ndjson,
    rows_of,
    title_of,
    work_off,
)
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services

MANY = 1_100
"""More than two batches."""


@pytest.fixture
def services(account_services: Services) -> Services:
    """Rows without an index: imports do not need one."""
    return account_services


def many(**changes: Any) -> bytes:
    return ndjson(*(row(str(number), **changes) for number in range(MANY)))


def test_every_row_has_a_result_and_the_ledger_names_the_import(services: Services) -> None:
    found = imported(services, many())
    assert (found.state, counts(found)) == ("loaded", {"created": MANY})
    rows = rows_of(services, found)
    assert [each.row for each in rows] == list(range(1, MANY + 1))
    assert {(each.action, each.version, each.public_version) for each in rows} == {
        ("created", 1, 1)
    }
    with services.database.read() as connection:
        jobs = set(connection.scalars(select(LedgerEvent.job_id)))
    assert jobs == {found.record.id}
    assert changes(services) == MANY
    assert found.record.seq == MANY + 1  # the first event tells that the file was handed in


def test_the_same_file_twice_changes_nothing_the_second_time(services: Services) -> None:
    imported(services, many())
    before = changes(services)
    assert counts(imported(services, many())) == {"unchanged": MANY}
    assert changes(services) == before


def test_a_bad_row_is_reported_with_its_number_and_the_others_load(services: Services) -> None:
    content = ndjson(row("a")) + b"\n{\n" + ndjson(row("b", counties=["99"]), row("c"))
    found = imported(services, content)
    assert counts(found) == {"created": 2, "rejected": 2}
    rejected = rows_of(services, found, "rejected")
    assert [each.row for each in rejected] == [3, 4]
    assert codes(rejected) == ["not-json", "unknown-value"]


def test_a_key_that_comes_back_in_the_file_is_refused(services: Services) -> None:
    content = ndjson(row("a"), *(row(str(n)) for n in range(600)), row("a", title="Ny"))
    found = imported(services, content)
    (rejected,) = rows_of(services, found, "rejected")
    assert (rejected.row, codes([rejected])) == (602, ["repeated-key"])
    assert rejected.errors
    assert rejected.errors[0]["value"] == "1"


@pytest.mark.parametrize(
    ("mode", "result", "code"),
    [
        ("create", {"created": 1, "rejected": 1}, "exists"),
        ("update", {"updated": 1, "rejected": 1}, "missing"),
    ],
)
def test_a_mode_takes_only_its_rows(
    services: Services, mode: str, result: dict[str, int], code: str
) -> None:
    imported(services, ndjson(row("a")))
    found = imported(services, ndjson(row("a", title="Ny"), row("b")), mode=mode)
    assert counts(found) == result
    assert codes(rows_of(services, found, "rejected")) == [code]


def test_withdrawing_takes_keys_and_reasons(services: Services) -> None:
    imported(services, ndjson(row("a"), row("b")))
    content = b"externalId;Orsak\na;Projektet lades ned\nc;Fel\nb;\n"
    found = imported(services, content, mode="withdraw")
    assert counts(found) == {"withdrawn": 1, "rejected": 2}
    assert codes(rows_of(services, found, "rejected")) == ["missing", "required"]
    withdrawn = entry_of(services, "a", public=False)
    assert withdrawn is not None
    with services.database.read() as connection:
        stone = entries.tombstone(connection, withdrawn.id)
    assert stone is not None
    assert stone.reason == "Projektet lades ned"
    again = imported(services, b"externalId;Orsak\na;Igen\n", mode="withdraw")
    assert counts(again) == {"unchanged": 1}


def test_a_dry_run_tells_what_would_happen_and_changes_nothing(services: Services) -> None:
    imported(services, ndjson(row("0")))
    before = changes(services)
    content = many(title="Ny") + ndjson(row("x", kind="annat"), row("1"))
    dry = imported(services, content, dry_run=True)
    assert dry.state == "checked"
    assert changes(services) == before
    real = imported(services, content)
    assert counts(dry) == counts(real) == {"created": MANY - 1, "updated": 1, "rejected": 2}
    told = [
        [(each.row, each.action, each.errors) for each in rows_of(services, each)]
        for each in (dry, real)
    ]
    assert told[0] == told[1]


def test_a_clean_dry_run_can_be_committed_once(services: Services) -> None:
    found = imported(services, many(), dry_run=True)
    commit_import(services, found.record.id, COMMAND)
    with pytest.raises(Conflict):
        commit_import(services, found.record.id, COMMAND)
    done = finish(services, found.record.id)
    assert (done.state, counts(done)) == ("loaded", {"created": MANY})
    assert title_of(services, "7") == "Titel"


def test_a_dry_run_with_rejected_rows_cannot_be_committed(services: Services) -> None:
    found = imported(services, ndjson(row("a"), row("b", kind="annat")), dry_run=True)
    with pytest.raises(Conflict, match="rejected"):
        commit_import(services, found.record.id, COMMAND)


@pytest.mark.parametrize("moved", [row("a", title="Annan"), row("b")])
def test_a_dry_run_cannot_be_committed_when_its_entries_have_moved(
    services: Services, moved: dict[str, Any]
) -> None:
    imported(services, ndjson(row("a")))
    found = imported(services, ndjson(row("a", title="Ny"), row("b", title="Ny")), dry_run=True)
    imported(services, ndjson(moved))
    with pytest.raises(Conflict, match="One row"):
        commit_import(services, found.record.id, COMMAND)


def test_what_moves_after_the_commit_was_asked_for_is_not_overwritten(services: Services) -> None:
    imported(services, ndjson(row("a")))
    found = imported(services, ndjson(row("a", title="Ny"), row("b")), dry_run=True)
    commit_import(services, found.record.id, COMMAND)
    with services.database.write() as unit:
        known = entries.by_key(unit.connection, "test", "a")
        assert known is not None
        entries.withdraw(unit, known.id, "Nedlagt", actor="curator")
    done = finish(services, found.record.id)
    assert counts(done) == {"created": 1, "rejected": 1}
    assert codes(rows_of(services, done, "rejected")) == ["moved"]


def test_on_error_abort_loads_nothing_of_a_file_with_a_bad_row(services: Services) -> None:
    content = many() + ndjson(row("x", kind="annat"))
    found = imported(services, content, on_error="abort")
    assert found.state == "aborted"
    assert changes(services) == 0
    assert counts(found) == {"created": MANY, "rejected": 1}


def test_on_error_abort_loads_a_file_without_bad_rows(services: Services) -> None:
    found = imported(services, many(), on_error="abort")
    assert (found.state, counts(found)) == ("loaded", {"created": MANY})


def test_a_version_is_made_once_however_often_an_import_is_interrupted(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_id = handed_in(services, many())
    monkeypatch.setattr("app.jobs.execution.JobLease.renew", _fails_now_and_then())
    for _ in range(20):
        work_off(services)
        _let_go(services)
    monkeypatch.undo()
    done = finish(services, import_id)
    assert (done.state, counts(done)) == ("loaded", {"created": MANY})
    with services.database.read() as connection:
        versions = connection.scalar(select(func.count()).select_from(EntryVersion))
    assert versions == MANY == changes(services)


def _fails_now_and_then() -> Any:
    calls = iter(range(1_000))

    def renew(*_: object) -> None:
        if next(calls) % 2:
            raise OSError("the disk is full")

    return renew


def _let_go(services: Services) -> None:
    """End the lease of what was interrupted, or its pause."""
    with services.database.write() as unit:
        unit.connection.exec_driver_sql(
            "UPDATE job SET lease_until = '2026-01-01 00:00:00.000000+00:00',"
            " next_attempt_at = NULL, attempts = 1"
        )
