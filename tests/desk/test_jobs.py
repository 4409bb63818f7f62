"""Jobs at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.jobs.registry import HANDLERS
from app.jobs.service import get_job
from desk.jobs import KINDS
from tests.app.importing import handed_in, ndjson
from tests.fixtures.services import row

if TYPE_CHECKING:
    from tests.desk.conftest import Desk

JOBS = "/redaktion/jobb"


def test_a_job_that_waits_is_called_off_and_begun_anew(desk: Desk) -> None:
    job_id = handed_in(desk.services, ndjson(row("a")))
    desk.sign_in("admin")
    assert desk.visit(JOBS).has_link("Import")
    assert "Jobbet är avbrutet." in desk.send(f"{JOBS}/{job_id}/avbryt").text
    assert get_job(desk.services, job_id)["state"] == "failed"
    assert "Inga jobb." in desk.visit(f"{JOBS}?state=queued").text
    failed = desk.visit(f"{JOBS}?state=failed")
    assert "Jobbet är avbrutet av den som sköter katalogen." in failed.text
    again = desk.send(f"{JOBS}/{job_id}/gor-om")
    assert "Jobbet väntar på att göras om." in again.text
    assert get_job(desk.services, job_id)["state"] == "queued"
    assert desk.post(f"{JOBS}/{job_id}/gor-om").status_code == 409
    told = desk.visit(f"/redaktion/logg?subject=job:{job_id}")
    assert [each.text for each in told.all("th", scope="row")] == ["Jobb gjort om", "Jobb avbrutet"]


def test_every_kind_of_job_has_a_name() -> None:
    assert set(KINDS) == set(HANDLERS)
