"""Jobs as tests queue them, whole and broken, and have them done."""

from __future__ import annotations

import io
from threading import Event
from typing import TYPE_CHECKING

from app.jobs.execution import run_next
from app.jobs.registry import HANDLERS
from app.replies.service import SubmittedReply, original_path, submit
from app.uploads import receive_upload, upload_path
from catalogue import jobs
from tests.app.importing import handed_in, ndjson
from tests.app.replying import REPLY
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from catalogue.jobs import JobRecord

ROUNDS = 20
"""More than any test has jobs and attempts."""
PATIENCE = 180
"""Seconds, for a thread that would never end."""


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


def reply(services: Services) -> str:
    with receive_upload(services.settings, io.BytesIO(REPLY.encode()), None) as upload:
        return submit(services, upload, SubmittedReply("token:test"), "svar.txt")[0]


def gone_reply(services: Services) -> str:
    """Send a reply in that ends soon: its file is not there to be read."""
    reply_id = reply(services)
    original_path(services.settings, reply_id).unlink()
    return reply_id
