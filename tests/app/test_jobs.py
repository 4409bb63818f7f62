"""Jobs that fail, wait, are retried or called off: none takes others along."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app import submissions
from app.accounts.access import COMMAND
from app.errors import Conflict
from app.imports import parsing
from app.imports.service import get_import
from app.imports.views import import_view
from app.jobs.execution import run_next
from app.jobs.faults import fault_of
from app.jobs.registry import HANDLERS
from app.jobs.service import cancel_job, get_job, retry_job
from app.ownership import user_name
from app.replies.service import get_reply, original_path
from app.replies.views import reply_view
from app.uploads import upload_path
from catalogue import jobs
from catalogue.errors import LeaseLost
from tests.app.breaking import SAID, crashing
from tests.app.importing import handed_in, imported, ndjson
from tests.app.working import PATIENCE, gone_reply, job_of, reply, unreadable, work_off
from tests.fixtures.services import row

if TYPE_CHECKING:
    from pathlib import Path

    from app.jobs.execution import JobLease
    from app.wiring import Services
    from catalogue.jobs import JobRecord


def refused_by_the_database(services: Services) -> str:
    """Hand an import in whose results find no table to go to."""
    import_id = handed_in(services, ndjson(row("broken")))
    with services.database.write() as unit:
        unit.connection.execute(text("ALTER TABLE import_row RENAME TO taken_away"))
    return import_id


@pytest.mark.parametrize("broken", [unreadable, refused_by_the_database])
def test_a_job_that_always_fails_holds_up_no_other(
    job_services: Services, broken: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "PAUSES", (PATIENCE,) * len(jobs.PAUSES))
    assert callable(broken)
    first, second = broken(job_services), gone_reply(job_services)
    assert work_off(job_services) == 2
    assert get_reply(job_services, second).state == "failed"
    failed = job_of(job_services, first)
    assert (failed.state, failed.attempts, failed.worker) == ("queued", 1, None)
    assert failed.next_attempt_at is not None
    assert failed.next_attempt_at > datetime.now(UTC)


@pytest.mark.parametrize(
    ("broken", "code"), [(unreadable, "files"), (refused_by_the_database, "database")]
)
@pytest.mark.usefixtures("no_pauses")
def test_after_the_last_attempt_a_job_has_failed_and_says_why(
    job_services: Services, broken: object, code: str
) -> None:
    assert callable(broken)
    import_id = broken(job_services)
    assert work_off(job_services) == jobs.MAX_ATTEMPTS
    told = get_job(job_services, import_id)
    assert (told["state"], told["attempts"]) == ("failed", jobs.MAX_ATTEMPTS)
    assert told["fault"]["code"] == code
    if code == "files":
        path = str(upload_path(job_services.settings, import_id))
        assert all(path in told["fault"]["message"].text(language) for language in ("sv", "en"))


def test_a_job_without_permission_names_path_and_user_and_gives_nothing_away() -> None:
    fault = fault_of(PermissionError(13, "Permission denied", "/etc/passwd"))
    for language in ("sv", "en"):
        assert "/etc/passwd" in fault[language]
        assert user_name() in fault[language]
        assert "chown" not in fault[language]


def test_import_and_reply_tell_why_their_job_failed(
    account_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "MAX_ATTEMPTS", 1)
    import_id, reply_id = unreadable(account_services), reply(account_services)
    path = original_path(account_services.settings, reply_id)
    path.unlink()
    path.mkdir()
    work_off(account_services)
    found = get_import(account_services, import_id)
    told = import_view(found)
    assert (told["state"], told["fault"]["code"]) == ("failed", "files")
    told = reply_view(get_reply(account_services, reply_id))
    assert (told["state"], told["fault"]["code"]) == ("failed", "files")


@pytest.mark.usefixtures("no_pauses")
def test_a_failed_job_can_be_retried_once_it_is_mended(job_services: Services) -> None:
    import_id = refused_by_the_database(job_services)
    with pytest.raises(Conflict):
        retry_job(job_services, import_id, COMMAND)
    work_off(job_services)
    with job_services.database.write() as unit:
        unit.connection.execute(text("ALTER TABLE taken_away RENAME TO import_row"))
    assert retry_job(job_services, import_id, COMMAND)["state"] == "queued"
    work_off(job_services)
    assert get_import(job_services, import_id).state == "loaded"
    assert job_of(job_services, import_id).fault is None


def test_a_cancelled_job_is_not_begun_and_can_be_retried(job_services: Services) -> None:
    import_id = handed_in(job_services, ndjson(row("a")))
    assert cancel_job(job_services, import_id, COMMAND)["fault"]["code"] == "cancelled"
    assert work_off(job_services) == 0
    assert get_import(job_services, import_id).state == "failed"
    with pytest.raises(Conflict):
        cancel_job(job_services, import_id, COMMAND)
    retry_job(job_services, import_id, COMMAND)
    work_off(job_services)
    assert get_import(job_services, import_id).state == "loaded"


def test_a_job_whose_file_failed_for_good_is_not_retried(account_services: Services) -> None:
    found = imported(account_services, b"PK\x03\x04 no workbook")
    assert found.state == "failed"
    with pytest.raises(Conflict):
        retry_job(account_services, found.record.id, COMMAND)


class Mending(Event):
    """Brings the database back when a worker has waited for it a while."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._file = services.settings.data / "exempelbanken.sqlite3"
        self.waits = 0

    def take_away(self) -> None:
        self._file.rename(self._file.with_suffix(".away"))
        self._file.mkdir()

    def wait(self, timeout: float | None = None) -> bool:
        if timeout and self._file.is_dir():
            self.waits += 1
            if self.waits == 3:
                self._file.rmdir()
                self._file.with_suffix(".away").rename(self._file)
        return self.is_set()


def test_a_database_that_is_away_is_waited_for_without_spending_attempts(
    account_services: Services,
) -> None:
    import_id = handed_in(account_services, ndjson(row("a")))
    stop = Mending(account_services)

    def losing_it(services: Services, _job: object, _hold: object) -> None:
        services.database.close()
        stop.take_away()
        services.database.read().__enter__()

    assert run_next(account_services, {"import": losing_it}, stop)
    assert stop.waits == 3
    job = job_of(account_services, import_id)
    assert (job.state, job.attempts) == ("queued", 0)
    work_off(account_services)
    assert get_import(account_services, import_id).state == "loaded"


def test_whoever_waits_for_a_job_that_was_taken_away_waits_for_its_end(
    account_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submissions, "TICK", 0)
    import_id = handed_in(account_services, ndjson(row("a")))
    attempts = []

    def losing_it_once(services: Services, job: JobRecord, lease: JobLease) -> None:
        attempts.append(job.id)
        if len(attempts) > 1:
            HANDLERS["import"](services, job, lease)
            return
        with services.database.write() as unit:
            jobs.release(unit, job.id, lease.worker)
        raise LeaseLost

    submissions.work_off(account_services, import_id, {"import": losing_it_once}, "waits")
    assert len(attempts) == 2
    assert get_import(account_services, import_id).state == "loaded"


def test_a_reader_of_ours_that_breaks_is_no_damaged_file(
    account_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "convert", crashing)
    monkeypatch.setattr(jobs, "MAX_ATTEMPTS", 1)
    import_id = handed_in(account_services, b"externalId;title\na;b\n")
    work_off(account_services)
    fault = import_view(get_import(account_services, import_id))["fault"]
    assert fault["code"] == "internal"
    assert "KeyError" in fault["message"].sv
    assert SAID not in str(job_of(account_services, import_id))
    monkeypatch.undo()
    retry_job(account_services, import_id, COMMAND)
    work_off(account_services)
    assert get_import(account_services, import_id).state == "loaded"


def test_the_log_of_a_failed_job_names_job_kind_and_place_and_no_text(
    account_services: Services, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(parsing, "convert", crashing)
    import_id = handed_in(account_services, b"externalId;title\na;b\n")
    work_off(account_services)
    printed = "".join(capsys.readouterr())
    assert import_id in printed
    for told in ("import", "KeyError", "crashing"):
        assert told in printed
    assert SAID not in printed
    assert "datetime" not in printed


def test_faults_are_json_that_holds_nothing_of_the_file(tmp_path: Path) -> None:
    fault = fault_of(ValueError(f"{SAID} {tmp_path}"))
    assert SAID not in json.dumps(fault, ensure_ascii=False)
