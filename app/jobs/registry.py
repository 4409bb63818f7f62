"""Every kind of job with its handler, and what is looked after by the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app import index_jobs
from app.copies.dumps import runs
from app.erasing import jobs as erasure_jobs
from app.imports import runs as import_runs
from app.integrity import look_for_damage, look_for_damaged_rows
from app.jobs.execution import Handler
from app.replies import runs as reply_runs
from app.subscriptions.mails import send_due_mails
from app.teamwork.mail import send_notices
from app.uploads import sweep_uploads
from app.wiring import Services

HANDLERS: Mapping[str, Handler] = {
    import_runs.KIND: import_runs.run_import_job,
    runs.KIND: runs.run_dump_job,
    **reply_runs.HANDLERS,
    index_jobs.KIND: index_jobs.run_index_job,
    erasure_jobs.KIND: erasure_jobs.run_erasure_job,
}
PERIODIC_TASKS: Mapping[Callable[[Services], object], float] = {
    runs.request_due_dump: 60.0,
    sweep_uploads: 3600.0,
    erasure_jobs.sweep_erasures: 3600.0,
    send_notices: 30.0,
    send_due_mails: 60.0,
    look_for_damage: 86_400.0,
    look_for_damaged_rows: 86_400.0,
}
"""What is to be done now and then -> seconds between two times."""
