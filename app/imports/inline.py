"""Loading a file at once, in the process that asks: what the command does."""

from __future__ import annotations

from app.imports.options import ImportOptions
from app.imports.runs import KIND, run_import_job
from app.imports.service import get_import, submit
from app.jobs.execution import Progress, requeue_orphaned_jobs, take_job, worker_name
from app.submissions import work_off
from app.uploads import Upload
from app.wiring import Services
from catalogue import imports


def run_inline(
    services: Services, upload: Upload, options: ImportOptions, file_name: str, progress: Progress
) -> str:
    """Load a file and return the import's id once it has ended.

    The same file with the same options goes on with an import that was interrupted. `progress` is
    called with rows done and rows in all.
    """
    worker = worker_name()
    import_id = _interrupted_import(services, upload, options)
    if import_id is None:
        import_id = submit(services, upload, options, file_name, worker=worker)
    else:
        requeue_orphaned_jobs(services)
        take_job(services, [KIND], worker, import_id)
    work_off(services, import_id, {KIND: run_import_job}, worker, progress)
    return import_id


def _interrupted_import(services: Services, upload: Upload, options: ImportOptions) -> str | None:
    with services.database.read() as connection:
        found = imports.unfinished(connection, upload.sha256, options.actor)
    same = [each for each in found if each.options == options.stored() and each.job_id == each.id]
    alive = [each for each in same if get_import(services, each.id).state != "failed"]
    return alive[-1].id if alive else None
