from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from catalogue import jobs
from catalogue.errors import LeaseLost
from catalogue.jobs import MAX_ATTEMPTS, JobRecord
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


def test_workers_in_several_processes_never_get_the_same_job(database: Database, url: str) -> None:
    ids = [create(database, kind="test") for _ in range(60)]
    run(work_off, [(url, f"w{number}") for number in range(3)])
    done = [get(database, job_id) for job_id in ids]

    assert Counter((job.state, job.attempts) for job in done) == {("finished", 1): 60}
