from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from catalogue import jobs
from catalogue.errors import LeaseLost
from catalogue.jobs import MAX_ATTEMPTS, PAUSES, JobRecord
from catalogue.tables import Job
from tests.rows.processes import run, work_off

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.database import Database
    from catalogue.unit import Unit

NO_TIME = -1.0
"""A lease that has run out when it is given."""


def create(database: Database, kind: str = "import", total: int | None = None) -> str:
    with database.write() as unit:
        return jobs.create(unit, kind, {"file": "a.ndjson"}, total=total)


def claim(database: Database, worker: str = "w1", lease: float = 60) -> JobRecord | None:
    with database.write() as unit:
        return jobs.claim(unit, ["import"], worker, lease)


def get(database: Database, job_id: str) -> JobRecord:
    with database.read() as connection:
        found = jobs.get(connection, job_id)
    assert found is not None
    return found


@contextmanager
def refused(database: Database) -> Iterator[Unit]:
    with pytest.raises(LeaseLost), database.write() as unit:
        yield unit


def test_a_new_job_is_queued(database: Database) -> None:
    job = get(database, create(database, total=7))

    assert (job.state, job.payload, job.attempts) == ("queued", {"file": "a.ndjson"}, 0)
    assert (job.done, job.total) == (0, 7)


def test_an_unknown_job_is_none(database: Database) -> None:
    with database.read() as connection:
        assert jobs.get(connection, "nothing") is None


def test_the_oldest_job_is_claimed_first(database: Database) -> None:
    first, second = create(database), create(database)

    assert [job.id for job in (claim(database), claim(database)) if job] == [first, second]


def test_a_claimed_job_is_running_for_its_worker(database: Database) -> None:
    create(database)
    job = claim(database, "w1")

    assert job is not None
    assert (job.state, job.worker, job.attempts) == ("running", "w1", 1)
    assert job.started_at is not None
    assert job.lease_until is not None
    assert job.lease_until > job.started_at


def test_a_claimed_job_is_not_given_to_another(database: Database) -> None:
    create(database)
    claim(database, "w1")

    assert claim(database, "w2") is None


def test_a_job_of_another_kind_is_left_alone(database: Database) -> None:
    create(database, kind="rebuild")

    assert claim(database) is None


def test_a_job_whose_lease_ran_out_is_claimed_again_from_its_checkpoint(
    database: Database,
) -> None:
    job_id = create(database)
    claim(database, "w1", NO_TIME)
    with database.write() as unit:
        jobs.progress(unit, job_id, "w1", done=500, total=900, checkpoint={"line": 500})
    job = claim(database, "w2")

    assert job is not None
    assert (job.id, job.worker, job.attempts) == (job_id, "w2", 2)
    assert (job.done, job.total, job.checkpoint) == (500, 900, {"line": 500})


def test_a_heartbeat_keeps_the_job(database: Database) -> None:
    job_id = create(database)
    claim(database, "w1", NO_TIME)
    with database.write() as unit:
        jobs.heartbeat(unit, job_id, "w1", 60)

    assert claim(database, "w2") is None


def test_progress_leaves_alone_what_it_does_not_name(database: Database) -> None:
    job_id = create(database, total=9)
    claim(database)
    with database.write() as unit:
        jobs.progress(unit, job_id, "w1", done=1, checkpoint={"line": 1})
        jobs.progress(unit, job_id, "w1", done=2)

    assert get(database, job_id).total == 9
    assert get(database, job_id).checkpoint == {"line": 1}


def test_a_worker_that_lost_its_lease_can_note_and_end_nothing(database: Database) -> None:
    job_id = create(database)
    claim(database, "w1", NO_TIME)
    claim(database, "w2")

    with refused(database) as unit:
        jobs.progress(unit, job_id, "w1", done=1)
    with refused(database) as unit:
        jobs.heartbeat(unit, job_id, "w1", 60)
    with refused(database) as unit:
        jobs.finish(unit, job_id, "w1")
    with refused(database) as unit:
        jobs.fail(unit, job_id, "w1", "no")


def test_a_finished_job_carries_its_result(database: Database) -> None:
    job_id = create(database)
    claim(database)
    with database.write() as unit:
        jobs.finish(unit, job_id, "w1", {"created": 3})
    job = get(database, job_id)

    assert (job.state, job.result, job.error) == ("finished", {"created": 3}, None)
    assert job.finished_at is not None


def test_a_failed_job_carries_its_error(database: Database) -> None:
    job_id = create(database)
    claim(database)
    with database.write() as unit:
        jobs.fail(unit, job_id, "w1", "disk full")

    assert (get(database, job_id).state, get(database, job_id).error) == ("failed", "disk full")


def test_an_ended_job_is_not_claimed_again(database: Database) -> None:
    job_id = create(database)
    claim(database, "w1", NO_TIME)
    with database.write() as unit:
        jobs.finish(unit, job_id, "w1")

    assert claim(database, "w2") is None


def test_a_job_that_takes_every_worker_with_it_is_given_up(database: Database) -> None:
    job_id = create(database)
    for number in range(MAX_ATTEMPTS):
        assert claim(database, f"w{number}", NO_TIME) is not None

    assert claim(database) is None
    assert get(database, job_id).state == "failed"
    assert "attempts" in str(get(database, job_id).error)


def failed_attempt(database: Database, job_id: str) -> datetime | None:
    """Begin a job, due or not, and fail."""
    with database.write() as unit:
        assert jobs.claim(unit, ["import"], "w1", 60, job_id)
        return jobs.fail_attempt(unit, job_id, "w1", "OSError", {"code": "files"})


def test_a_job_that_failed_waits_longer_each_time_and_then_has_failed(database: Database) -> None:
    job_id = create(database)
    pauses = []
    while due := failed_attempt(database, job_id):
        pauses.append(round((due - datetime.now(UTC)).total_seconds()))
        assert (get(database, job_id).state, get(database, job_id).next_attempt_at) == (
            "queued",
            due,
        )

    assert pauses == [round(each) for each in PAUSES]
    job = get(database, job_id)
    assert (job.state, job.error, job.fault) == ("failed", "OSError", {"code": "files"})
    assert job.attempts == MAX_ATTEMPTS


def test_a_job_that_waits_for_its_next_attempt_is_passed_by_younger_ones(
    database: Database,
) -> None:
    first, second = create(database), create(database)
    failed_attempt(database, first)
    job = claim(database)

    assert job is not None
    assert job.id == second
    assert claim(database) is None


def test_what_a_clock_ahead_of_time_has_put_off_is_done_once_the_clock_is_right(
    database: Database,
) -> None:
    """Both the next attempt and the end of a lease of a worker that is no longer there."""
    waiting = create(database)
    failed_attempt(database, waiting)
    ahead = datetime.now(UTC) + timedelta(days=1)
    with database.write() as unit:
        unit.connection.execute(update(Job).values(next_attempt_at=ahead))
    job = claim(database, "w1", lease=86_400)
    assert job is not None
    assert job.id == waiting

    job = claim(database, "w2")
    assert job is not None
    assert (job.id, job.worker) == (waiting, "w2")
    assert claim(database, "w3") is None


def test_what_ends_well_after_all_carries_no_fault(database: Database) -> None:
    job_id = create(database)
    failed_attempt(database, job_id)
    with database.write() as unit:
        jobs.claim(unit, ["import"], "w1", 60, job_id)
        jobs.finish(unit, job_id, "w1")

    assert (get(database, job_id).error, get(database, job_id).fault) == (None, None)


def test_a_job_of_another_lane_is_left_alone(database: Database) -> None:
    with database.write() as unit:
        jobs.create(unit, "import", {}, lane="long")
        short = jobs.create(unit, "import", {}, lane="short")
        job = jobs.claim(unit, ["import"], "w1", 60, lane="short")

    assert job is not None
    assert job.id == short
    with database.read() as connection:
        assert not jobs.is_waiting(connection, ["import"], "short")
        assert jobs.is_waiting(connection, ["import"], "long")


def test_a_job_that_was_called_off_is_its_workers_no_longer(database: Database) -> None:
    job_id = create(database)
    claim(database, "w1")
    with database.write() as unit:
        assert jobs.cancel(unit, job_id, "cancelled")
        assert not jobs.cancel(unit, job_id, "cancelled")

    with refused(database) as unit:
        jobs.heartbeat(unit, job_id, "w1", 60)


def test_a_failed_job_that_is_retried_has_all_attempts_before_it(database: Database) -> None:
    job_id = create(database)
    with database.write() as unit:
        assert not jobs.retry(unit, job_id)
    claim(database)
    with database.write() as unit:
        jobs.fail(unit, job_id, "w1", "OSError", {"code": "files"})
        assert jobs.retry(unit, job_id)
    job = get(database, job_id)

    assert (job.state, job.attempts, job.error, job.fault) == ("queued", 0, None, None)
    assert job.finished_at is None


def test_jobs_are_counted_by_kind_and_state_with_the_age_of_the_oldest(
    database: Database,
) -> None:
    create(database)
    create(database, kind="dump")
    claim(database)
    with database.read() as connection:
        assert sorted(jobs.count_by_state(connection)) == [
            ("dump", "queued", 1),
            ("import", "running", 1),
        ]
        since = jobs.waiting_since(connection)

    assert set(since) == {"dump"}
    assert since["dump"].tzinfo is not None


def test_workers_in_several_processes_never_get_the_same_job(database: Database, url: str) -> None:
    ids = [create(database, kind="test") for _ in range(60)]
    run(work_off, [(url, f"w{number}") for number in range(3)])
    done = [get(database, job_id) for job_id in ids]

    assert Counter((job.state, job.attempts) for job in done) == {("finished", 1): 60}
