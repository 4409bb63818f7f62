"""The worker's threads: none waits for another, and all end when they are told to."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text, update

from app.copies.dumps import runs
from app.imports import service
from app.imports.service import get_import
from app.indexing import sweep_index
from app.jobs import progress, worker
from app.jobs.clock_jumps import ClockJumps
from app.jobs.execution import take_job
from app.jobs.observer import WorkerObserver
from app.jobs.registry import HANDLERS, PERIODIC_TASKS
from app.retention import expire
from app.uploads import upload_path
from app.wiring import Known
from catalogue import jobs
from catalogue.tables import Import, Job
from catalogue.writer_lock import writer_lock
from indexer.index_names import IndexName
from tests.app.importing import handed_in, imported, ndjson
from tests.app.working import PATIENCE, gone_reply, job_of, reply, unreadable, work_off
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from catalogue.jobs import JobRecord

MANY = 3_000
"""Six batches."""


class Stopping(WorkerObserver):
    """Stops the worker after some signs of life."""

    def __init__(self, beats: int) -> None:
        self.left = beats
        self.stop = Event()

    def beat(self, loop: str) -> None:
        self.left -= loop in ("long", "short")
        if self.left == 0:
            self.stop.set()


def test_a_worker_begins_with_what_documents_are_made_of_and_no_more() -> None:
    made = Known()
    made.get_ready_to_index()
    assert set(vars(made)) == {"vocabularies", "labels", "topics"}
    read = set(vars(made.topics))
    assert made.topics.in_entry(["biogas"])
    assert set(vars(made.topics)) == read


@pytest.mark.parametrize("lane", ["long", "short"])
def test_a_worker_that_is_told_to_stop_gives_its_job_back_at_once(
    account_services: Services, lane: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long import between batches, a reply while its sandboxed process reads it."""
    monkeypatch.setattr("app.sandbox.parent.TICK", 0.001)  # reading takes a hundred times as long
    if lane == "long":
        job_id = handed_in(account_services, ndjson(*(row(str(n)) for n in range(MANY))))
        with account_services.database.write() as unit:
            unit.connection.execute(update(Job).values(lane="long"))
    else:
        job_id = reply(account_services)
    observer = Stopping(4 if lane == "long" else 2)
    working = Thread(
        target=worker.do_jobs, args=(account_services, lane, observer.stop, observer), daemon=True
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
    job_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "LONG_FROM", 1_000)
    large = handed_in(job_services, ndjson(*(row(str(number)) for number in range(10))))
    dump = runs.request_dump(job_services)
    reply_id = gone_reply(job_services)
    small = handed_in(job_services, ndjson(row("b")))
    assert work_off(job_services, "short") == 2
    assert job_of(job_services, reply_id).state == "finished"
    assert get_import(job_services, small).state == "loaded"
    assert {job_of(job_services, each).state for each in (large, dump)} == {"queued"}
    assert work_off(job_services, "long") == 2


class Expecting(WorkerObserver):
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
    monkeypatch.setattr(service, "LONG_FROM", 1_000)
    large = handed_in(account_services, ndjson(*(row(str(number)) for number in range(10))))
    observer, begun = Expecting(), []

    def endless(_services: Services, job: JobRecord, _hold: object) -> None:
        begun.append(job.id)
        observer.stop.wait(PATIENCE)

    import_job = HANDLERS["import"]
    handlers = {
        "import": lambda services, job, hold: (endless if job.id == large else import_job)(
            services, job, hold
        )
    }
    monkeypatch.setattr(worker, "HANDLERS", handlers)
    running = Thread(
        target=worker.run, args=(account_services.settings, observer.stop, observer), daemon=True
    )
    running.start()
    running.join(PATIENCE)
    assert observer.deleted == ["uploads"]
    assert not running.is_alive()


def test_a_periodic_task_that_fails_holds_up_no_other(
    account_services: Services,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[str] = []

    class Noting(WorkerObserver):
        stop = Event()

        def periodic_task(self, name: str, *, well: bool) -> None:
            done.append(f"{name} {well}")
            if name == "expire":
                self.stop.set()

    def failing(_services: Services) -> None:
        raise OSError("no")

    monkeypatch.setattr(worker, "PERIODIC_TASKS", {failing: 60.0, **PERIODIC_TASKS})
    worker.run_periodic_tasks(account_services, Noting.stop, Noting())
    assert done[0] == "failing False"
    assert done[-1] == "expire True"
    logged = "".join((*capsys.readouterr(), caplog.text))  # as this process logs
    assert re.search(r"retry_in\W+60\.0", logged)


def test_after_a_jump_of_the_clock_nothing_is_deleted_for_a_day(
    account_services: Services,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Watching(WorkerObserver):
        stop, rounds = Event(), 0

        def beat(self, loop: str) -> None:
            self.rounds += loop == "chores"
            if self.rounds == 3:
                self.stop.set()

        def periodic_task(self, name: str, *, well: bool) -> None:
            raise AssertionError(name, well)

    clock = iter((0.0, 400 * worker.A_DAY, *[400 * worker.A_DAY] * 9))
    monkeypatch.setattr(worker, "ClockJumps", partial(ClockJumps, lambda: next(clock)))
    monkeypatch.setattr(worker, "PERIODIC_TASKS", {})
    worker.run_periodic_tasks(account_services, Watching.stop, Watching())
    assert "clock jumped" in "".join((*capsys.readouterr(), caplog.text))


@pytest.mark.parametrize(("step", "jump"), [(3_599, 0), (-3_599, 0), (3_600, 3_600), (-9e6, -9e6)])
def test_an_hour_is_a_jump_and_is_reported_once(step: float, jump: float) -> None:
    clock = iter((5.0, 5.0 + step, 5.0 + step))
    jumps = ClockJumps(lambda: next(clock))
    assert [jumps.seconds(), jumps.seconds()] == [jump, 0]


def test_the_worker_trains_where_there_is_no_model_and_ends_in_the_middle_when_told_to(
    empty_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Noting(WorkerObserver):
        def __init__(self, beats: int) -> None:
            self.left, self.stop, self.trained = beats, Event(), False

        def beat(self, loop: str) -> None:
            self.left -= loop == "chores"
            if self.left == 0:
                self.stop.set()

        def periodic_task(self, name: str, *, well: bool) -> None:
            self.trained = self.trained or (name == "train_if_needed" and well)
            if self.trained:
                self.stop.set()

    monkeypatch.setattr(worker, "TRAINED_WITHIN", 0.0)
    # What another test of this process has trained is not taken for this one's.
    monkeypatch.setattr("app.linking.models._latest._kept", None)
    stopped, whole = Noting(beats=4), Noting(beats=-1)
    worker.run_periodic_tasks(empty_services, stopped.stop, stopped)
    assert not stopped.trained
    assert not empty_services.linking.is_ready()
    worker.run_periodic_tasks(empty_services, whole.stop, whole)
    assert whole.trained
    assert empty_services.linking.is_ready()


@pytest.mark.usefixtures("no_pauses")
def test_a_dump_that_always_fails_is_given_up(
    account_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It starts over each time, so that what it has written is no progress."""
    monkeypatch.setattr(progress, "REPORT_SECONDS", 0.0)
    imported(account_services, ndjson(row("a")))
    job_id = runs.request_dump(account_services)
    with account_services.database.write() as unit:
        unit.connection.execute(
            text(
                "CREATE TRIGGER no_dump BEFORE INSERT ON dump BEGIN SELECT RAISE(ABORT, 'no'); END"
            )
        )
    assert work_off(account_services) == jobs.MAX_ATTEMPTS
    assert job_of(account_services, job_id).state == "failed"


def test_a_file_that_cannot_be_deleted_keeps_no_other(account_services: Services) -> None:
    first, second = (imported(account_services, ndjson(row(each))).record.id for each in "ab")
    with account_services.database.write() as unit:
        then = datetime.now(UTC) - timedelta(days=91)
        unit.connection.execute(update(Import).values(finished_at=then))
    stuck = upload_path(account_services.settings, first)
    stuck.unlink()
    stuck.mkdir()
    with pytest.raises(OSError, match=first):
        expire(account_services, WorkerObserver().expired)
    assert not upload_path(account_services.settings, second).exists()
    stuck.rmdir()
    assert expire(account_services, WorkerObserver().expired)["uploads"] == 1


def test_what_a_killed_rebuild_left_behind_goes_while_the_worker_runs(
    empty_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "PAUSE", 0)
    monkeypatch.setattr(worker, "SWEPT_WITHIN", 0)
    engine, stop, rounds = empty_services.engine, Event(), iter(range(3))

    class KillingRebuilds(WorkerObserver):
        def beat(self, loop: str) -> None:
            assert loop == "index"
            engine.create(str(IndexName.new(empty_services.builder)))
            if next(rounds, None) is None:
                stop.set()

    worker.keep_indexed(empty_services, stop, KillingRebuilds())
    assert engine.names() == [engine.live()]


def test_an_index_that_is_being_built_is_not_swept(empty_services: Services) -> None:
    engine, settings = empty_services.engine, empty_services.settings
    engine.create(str(IndexName.new(empty_services.builder)))
    with writer_lock(empty_services.database, settings.data):
        sweep_index(empty_services)
        assert len(engine.names()) == 2
    sweep_index(empty_services)
    assert engine.names() == [engine.live()]
