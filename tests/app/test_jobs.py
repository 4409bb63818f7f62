"""Jobs that fail, wait, are stopped and called off: none takes others along."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text, update

from app.copies import dump_jobs
from app.errors import Conflict
from app.imports import intake, reading
from app.imports.intake import get_import
from app.imports.views import import_view
from app.replies.intake import Sent, get_reply, original_path, send_in
from app.replies.views import reply_view
from app.uploads import received, upload_path
from app.work import worker
from app.work.faults import fault_of
from app.work.jobs import run_next, take_job
from app.work.kinds import CHORES, HANDLERS
from app.work.steering import cancel_job, retry_job
from app.work.views import find_job
from app.work.watching import Watcher
from catalogue import jobs
from catalogue.database import Database
from catalogue.tables import Import, Job
from tests.app.breaking import SAID, crashing
from tests.app.importing import handed_in, imported, ndjson
from tests.app.replying import REPLY
from tests.fixtures.services import row

if TYPE_CHECKING:
    from pathlib import Path

    from app.wiring import Services
    from catalogue.jobs import JobRecord

MANY = 3_000
"""Six batches."""
ROUNDS = 20
"""More than any of these tests has jobs and attempts."""
PATIENCE = 60
"""Seconds, for a thread that would never end."""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def services(request: pytest.FixtureRequest, account_services: Services) -> Services:
    """Rows without an index, on each database."""
    if request.param == "sqlite":
        return account_services
    url = request.getfixturevalue("migrated_postgresql_url")
    settings = replace(account_services.settings, database_url=url)
    found = replace(account_services, settings=settings, database=Database(url))
    request.addfinalizer(found.database.close)  # noqa: PT021 - only of one of the two
    return found


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A job that failed is due again at once."""
    monkeypatch.setattr(jobs, "PAUSES", (0.0,) * len(jobs.PAUSES))


def work_off(services: Services, lane: str | None = None, stop: Event | None = None) -> int:
    """Do the jobs that are due; return how many attempts that took."""
    stop = stop or Event()
    done = 0
    while done < ROUNDS and run_next(services, HANDLERS, stop, lane):
        done += 1
    return done


def job_of(services: Services, job_id: str) -> JobRecord:
    with services.database.read() as connection:
        found = jobs.get(connection, job_id)
    assert found is not None
    return found


def unreadable(services: Services) -> str:
    """Hand an import in whose file cannot be opened: a folder stands in its place."""
    import_id = handed_in(services, ndjson(row("broken")))
    path = upload_path(services.settings, import_id)
    path.unlink()
    path.mkdir()
    return import_id


def refused_by_the_database(services: Services) -> str:
    """Hand an import in whose results find no table to go to."""
    import_id = handed_in(services, ndjson(row("broken")))
    with services.database.write() as unit:
        unit.connection.execute(text("ALTER TABLE import_row RENAME TO taken_away"))
    return import_id


def reply(services: Services) -> str:
    with received(services.settings, io.BytesIO(REPLY.encode()), None) as upload:
        return send_in(services, upload, Sent("token:test"), "svar.txt")[0]


def gone_reply(services: Services) -> str:
    """Send a reply in that ends soon: its file is not there to be read."""
    reply_id = reply(services)
    original_path(services.settings, reply_id).unlink()
    return reply_id


@pytest.mark.parametrize("broken", [unreadable, refused_by_the_database])
def test_a_job_that_always_fails_holds_up_no_other(
    services: Services, broken: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "PAUSES", (PATIENCE,) * len(jobs.PAUSES))
    assert callable(broken)
    first, second = broken(services), gone_reply(services)
    assert work_off(services) == 2
    assert get_reply(services, second).state == "failed"
    failed = job_of(services, first)
    assert (failed.state, failed.attempts, failed.worker) == ("queued", 1, None)
    assert failed.next_attempt_at is not None
    assert failed.next_attempt_at > datetime.now(UTC)


@pytest.mark.parametrize(
    ("broken", "code"), [(unreadable, "files"), (refused_by_the_database, "database")]
)
@pytest.mark.usefixtures("no_pauses")
def test_after_the_last_attempt_a_job_has_failed_and_says_why(
    services: Services, broken: object, code: str
) -> None:
    assert callable(broken)
    import_id = broken(services)
    assert work_off(services) == jobs.MAX_ATTEMPTS
    told = find_job(services, import_id)
    assert (told["state"], told["attempts"]) == ("failed", jobs.MAX_ATTEMPTS)
    assert told["fault"]["code"] == code
    if code == "files":
        for language in ("sv", "en"):
            assert (
                str(upload_path(services.settings, import_id)) in told["fault"]["message"][language]
            )


def test_a_job_without_permission_names_path_owner_and_command() -> None:
    fault = fault_of(PermissionError(13, "Permission denied", "/etc/passwd"))
    for language in ("sv", "en"):
        assert "/etc/passwd" in fault[language]
        assert "root" in fault[language]
        assert "sudo chown" in fault[language]


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
    told = import_view(account_services, found)
    assert (told["state"], told["fault"]["code"]) == ("failed", "files")
    told = reply_view(get_reply(account_services, reply_id))
    assert (told["state"], told["fault"]["code"]) == ("failed", "files")


@pytest.mark.usefixtures("no_pauses")
def test_a_failed_job_can_be_retried_once_it_is_mended(services: Services) -> None:
    import_id = refused_by_the_database(services)
    with pytest.raises(Conflict):
        retry_job(services, import_id)
    work_off(services)
    with services.database.write() as unit:
        unit.connection.execute(text("ALTER TABLE taken_away RENAME TO import_row"))
    assert retry_job(services, import_id)["state"] == "queued"
    work_off(services)
    assert get_import(services, import_id).state == "loaded"
    assert job_of(services, import_id).fault is None


def test_a_cancelled_job_is_not_begun_and_can_be_retried(services: Services) -> None:
    import_id = handed_in(services, ndjson(row("a")))
    assert cancel_job(services, import_id)["fault"]["code"] == "cancelled"
    assert work_off(services) == 0
    assert get_import(services, import_id).state == "failed"
    with pytest.raises(Conflict):
        cancel_job(services, import_id)
    retry_job(services, import_id)
    work_off(services)
    assert get_import(services, import_id).state == "loaded"


def test_a_job_whose_file_failed_for_good_is_not_retried(account_services: Services) -> None:
    found = imported(account_services, b"PK\x03\x04 no workbook")
    assert found.state == "failed"
    with pytest.raises(Conflict):
        retry_job(account_services, found.record.id)


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


def test_a_reader_of_ours_that_breaks_is_no_damaged_file(
    account_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "convert", crashing)
    monkeypatch.setattr(jobs, "MAX_ATTEMPTS", 1)
    import_id = handed_in(account_services, b"externalId;title\na;b\n")
    work_off(account_services)
    fault = import_view(account_services, get_import(account_services, import_id))["fault"]
    assert fault["code"] == "internal"
    assert "KeyError" in fault["message"]["sv"]
    assert SAID not in str(job_of(account_services, import_id))
    monkeypatch.undo()
    retry_job(account_services, import_id)
    work_off(account_services)
    assert get_import(account_services, import_id).state == "loaded"


def test_the_log_of_a_failed_job_names_job_kind_and_place_and_no_text(
    account_services: Services, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reading, "convert", crashing)
    import_id = handed_in(account_services, b"externalId;title\na;b\n")
    work_off(account_services)
    printed = "".join(capsys.readouterr())
    assert import_id in printed
    for told in ("import", "KeyError", "crashing"):
        assert told in printed
    assert SAID not in printed


class Stopping(Watcher):
    """Stops the worker after some signs of life."""

    def __init__(self, beats: int) -> None:
        self.left = beats
        self.stop = Event()

    def beat(self, loop: str) -> None:
        self.left -= loop in ("long", "short")
        if self.left == 0:
            self.stop.set()


@pytest.mark.parametrize("lane", ["long", "short"])
def test_a_worker_that_is_told_to_stop_gives_its_job_back_at_once(
    account_services: Services, lane: str
) -> None:
    """A long import between batches, a reply while its guarded process reads it."""
    if lane == "long":
        job_id = handed_in(account_services, ndjson(*(row(str(n)) for n in range(MANY))))
        with account_services.database.write() as unit:
            unit.connection.execute(update(Job).values(lane="long"))
    else:
        job_id = reply(account_services)
    watcher = Stopping(4 if lane == "long" else 2)
    working = Thread(
        target=worker.do_jobs, args=(account_services, lane, watcher.stop, watcher), daemon=True
    )
    working.start()
    working.join(PATIENCE)
    assert not working.is_alive()
    job = job_of(account_services, job_id)
    assert (job.state, job.worker, job.error) == ("queued", None, None)
    assert job.done < MANY
    if lane == "short":
        assert take_job(account_services, ["reply"], "another")
    else:
        assert work_off(account_services) == 1
        assert get_import(account_services, job_id).record.created == MANY


def test_a_worker_that_is_told_to_stop_begins_no_other_job(account_services: Services) -> None:
    handed_in(account_services, ndjson(row("a")))
    stop = Event()
    stop.set()
    assert work_off(account_services, stop=stop) == 0


def test_a_reply_passes_a_large_import_and_a_dump(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "LONG_FROM", 1_000)
    large = handed_in(services, ndjson(*(row(str(number)) for number in range(10))))
    dump = dump_jobs.request_dump(services)
    reply_id = gone_reply(services)
    small = handed_in(services, ndjson(row("b")))
    assert work_off(services, "short") == 2
    assert job_of(services, reply_id).state == "finished"
    assert get_import(services, small).state == "loaded"
    assert {job_of(services, each).state for each in (large, dump)} == {"queued"}
    assert work_off(services, "long") == 2


class Expecting(Watcher):
    """Stops the worker when something is deleted after its time."""

    def __init__(self) -> None:
        self.stop = Event()
        self.deleted: list[str] = []

    def expired(self, kind: str, count: int) -> None:
        self.deleted += [kind] * count
        self.stop.set()


def test_no_job_keeps_what_is_due_by_the_clock_from_being_done(
    account_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job that never ends and one that always fails, beside a file that is due for deletion."""
    imported(account_services, ndjson(row("old")))
    with account_services.database.write() as unit:
        then = datetime.now(UTC) - timedelta(days=91)
        unit.connection.execute(update(Import).values(finished_at=then))
    unreadable(account_services)
    monkeypatch.setattr(intake, "LONG_FROM", 1_000)
    large = handed_in(account_services, ndjson(*(row(str(number)) for number in range(10))))
    watcher, begun = Expecting(), []

    def endless(_services: Services, job: JobRecord, _hold: object) -> None:
        begun.append(job.id)
        watcher.stop.wait(PATIENCE)

    import_job = HANDLERS["import"]
    handlers = {
        "import": lambda services, job, hold: (endless if job.id == large else import_job)(
            services, job, hold
        )
    }
    monkeypatch.setattr(worker, "HANDLERS", handlers)
    running = Thread(
        target=worker.run, args=(account_services.settings, watcher.stop, watcher), daemon=True
    )
    running.start()
    running.join(PATIENCE)
    assert watcher.deleted == ["uploads"]
    assert not running.is_alive()


def test_a_chore_that_fails_holds_up_no_other(
    account_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    class Noting(Watcher):
        stop = Event()

        def chore(self, name: str, *, well: bool) -> None:
            done.append(f"{name} {well}")
            if name == "expire":
                self.stop.set()

    def failing(_services: Services) -> None:
        raise OSError("no")

    monkeypatch.setattr(worker, "CHORES", {failing: 60.0, **CHORES})
    worker.do_chores(account_services, Noting.stop, Noting())
    assert done[0] == "failing False"
    assert done[-1] == "expire True"


@pytest.mark.usefixtures("no_pauses")
def test_a_dump_that_always_fails_is_given_up(
    account_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It starts over each time, so that what it has written is no progress."""
    monkeypatch.setattr(dump_jobs, "TELL_SECONDS", 0.0)
    imported(account_services, ndjson(row("a")))
    job_id = dump_jobs.request_dump(account_services)
    with account_services.database.write() as unit:
        unit.connection.execute(
            text(
                "CREATE TRIGGER no_dump BEFORE INSERT ON dump BEGIN SELECT RAISE(ABORT, 'no'); END"
            )
        )
    assert work_off(account_services) == jobs.MAX_ATTEMPTS
    assert job_of(account_services, job_id).state == "failed"


def test_faults_are_json_that_holds_nothing_of_the_file(tmp_path: Path) -> None:
    fault = fault_of(ValueError(f"{SAID} {tmp_path}"))
    assert SAID not in json.dumps(fault, ensure_ascii=False)
