"""Dumps as jobs, and by the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from app.copies.dumps import runs, service
from app.jobs import progress
from app.jobs.execution import LEASE, JobLease
from catalogue import jobs
from catalogue.errors import LeaseLost
from catalogue.tables import Dump, Job
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from catalogue.jobs import JobRecord
    from tests.fixtures.services import Loader


def claimed(services: Services, worker: str = "one") -> JobRecord | None:
    with services.database.write() as unit:
        return jobs.claim(unit, [runs.KIND], worker, LEASE)


def aged(services: Services, hours: float) -> None:
    """Make every dump that old."""
    then = datetime.now(UTC) - timedelta(hours=hours)
    with services.database.write() as unit:
        unit.connection.execute(update(Dump).values(created_at=then))


def test_a_requested_dump_is_made_by_whoever_claims_the_job(
    empty_services: Services, load: Loader
) -> None:
    load(row("one"))
    job_id = runs.request_dump(empty_services)
    job = claimed(empty_services)
    assert job
    assert job.id == job_id
    runs.run_dump_job(empty_services, job, JobLease(empty_services, job.id, "one"))
    (told,) = service.list_dumps(empty_services)
    with empty_services.database.read() as connection:
        ended = jobs.get(connection, job_id)
    assert ended
    assert (ended.state, ended.result) == ("finished", {"dumpId": told["id"], "seq": 1})


def test_a_second_request_waits_for_the_same_job(empty_services: Services) -> None:
    first = runs.request_dump(empty_services)
    assert runs.request_dump(empty_services) == first
    job = claimed(empty_services)
    assert job
    assert runs.request_dump(empty_services) == first
    runs.run_dump_job(empty_services, job, JobLease(empty_services, job.id, "one"))
    assert runs.request_dump(empty_services) != first


def test_a_worker_that_lost_its_job_makes_no_dump_known(
    empty_services: Services, load: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "REPORT_SECONDS", 0.0)
    load(row("one"))
    runs.request_dump(empty_services)
    job = claimed(empty_services)
    assert job
    with empty_services.database.write() as unit:
        unit.connection.execute(update(Job).values(worker="two"))
    with pytest.raises(LeaseLost):
        runs.run_dump_job(empty_services, job, JobLease(empty_services, job.id, "one"))
    assert service.list_dumps(empty_services) == []


def test_the_first_dump_is_due_as_soon_as_there_is_something(
    empty_services: Services, load: Loader
) -> None:
    runs.request_due_dump(empty_services)
    assert claimed(empty_services) is None
    load(row("one"))
    runs.request_due_dump(empty_services)
    assert claimed(empty_services)


def test_a_dump_is_due_when_it_is_old_and_something_has_happened(
    empty_services: Services, load: Loader
) -> None:
    load(row("one"))
    service.make_dump(empty_services)
    aged(empty_services, 25)
    runs.request_due_dump(empty_services)
    assert claimed(empty_services) is None
    load(row("two"))
    aged(empty_services, 23)
    runs.request_due_dump(empty_services)
    assert claimed(empty_services) is None
    aged(empty_services, 25)
    runs.request_due_dump(empty_services)
    assert claimed(empty_services)


def test_a_dump_of_a_clock_ahead_of_time_keeps_none_from_being_made(
    empty_services: Services, load: Loader
) -> None:
    load(row("one"))
    service.make_dump(empty_services)
    aged(empty_services, -9_600)
    load(row("two"))
    runs.request_due_dump(empty_services)
    job = claimed(empty_services)
    assert job
    with empty_services.database.write() as unit:
        jobs.fail(unit, job.id, "one", "disk full")
        ahead = datetime.now(UTC) + timedelta(days=400)
        unit.connection.execute(update(Job).values(created_at=ahead))
    runs.request_due_dump(empty_services)
    assert claimed(empty_services)


def test_a_dump_that_failed_is_not_tried_again_at_once(
    empty_services: Services, load: Loader
) -> None:
    load(row("one"))
    runs.request_due_dump(empty_services)
    job = claimed(empty_services)
    assert job
    with empty_services.database.write() as unit:
        jobs.fail(unit, job.id, "one", "disk full")
    runs.request_due_dump(empty_services)
    assert claimed(empty_services) is None
    with empty_services.database.write() as unit:
        unit.connection.execute(update(Job).values(created_at=datetime.now(UTC) - runs.RETRY))
    runs.request_due_dump(empty_services)
    assert claimed(empty_services)


def test_no_dump_is_due_when_the_clock_is_off(empty_services: Services, load: Loader) -> None:
    load(row("one"))
    off = replace(empty_services, settings=replace(empty_services.settings, dump_hours=0))
    runs.request_due_dump(off)
    assert claimed(empty_services) is None
