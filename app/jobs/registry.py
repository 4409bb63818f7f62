"""Every kind of job with its handler, and what is looked after by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.copies.dumps import runs
from app.imports import runs as import_runs
from app.integrity import look_for_damage
from app.replies import runs as reply_runs
from app.uploads import sweep_uploads

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.jobs.execution import Handler
    from app.wiring import Services


HANDLERS: Mapping[str, Handler] = {
    import_runs.KIND: import_runs.run_import_job,
    runs.KIND: runs.run_dump_job,
    **reply_runs.HANDLERS,
}
PERIODIC_TASKS: Mapping[Callable[[Services], object], float] = {
    runs.request_due_dump: 60.0,
    sweep_uploads: 3600.0,
    look_for_damage: 86_400.0,
}
"""What is to be done now and then -> seconds between two times."""
