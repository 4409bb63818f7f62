"""Every kind of job with its handler, and what is looked after by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.copies import dump_jobs
from app.imports import runs as import_runs
from app.integrity import look_for_damage
from app.replies import harvesting as replies_harvesting
from app.uploads import sweep_uploads

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.wiring import Services
    from app.work.jobs import Handler


HANDLERS: Mapping[str, Handler] = {
    import_runs.KIND: import_runs.run_import_job,
    dump_jobs.KIND: dump_jobs.run_dump_job,
    **replies_harvesting.HANDLERS,
}
CHORES: Mapping[Callable[[Services], object], float] = {
    dump_jobs.request_due_dump: 60.0,
    sweep_uploads: 3600.0,
    look_for_damage: 86_400.0,
}
"""What is to be done now and then -> seconds between two times."""
