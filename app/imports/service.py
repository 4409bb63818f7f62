"""Imports as users meet them: handed in, looked at, committed, reverted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from app.accounts.access import ANONYMOUS
from app.errors import Conflict, Message, NotFound
from app.idempotency import keyed_call
from app.imports.duplicates import hide_unknown
from app.imports.made_keys import PREFIX
from app.imports.personal_rows import PersonalRows, confirm_rows, personal_rows
from app.imports.runs import KIND
from app.jobs.execution import effective_state, fault_of_job
from app.submissions import clean_name, hand_in
from app.uploads import corrections_path, upload_path
from catalogue import imports, jobs, ledger

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from app.accounts.access import Actor
    from app.imports.options import ImportOptions
    from app.uploads import Upload
    from app.wiring import Services
    from catalogue.imports import ImportRecord, RowRecord
    from catalogue.jobs import JobRecord
    from catalogue.unit import Unit

NOT_CHECKED = Message(
    sv="Inläsningen är ingen färdig provkörning. Läs in filen med dryRun=true först.",
    en="The import is no finished dry run. Send the file with dryRun=true first.",
)
NOT_CLEAN = Message(
    sv="Provkörningen avvisade rader. Rätta dem och läs in filen på nytt.",
    en="The dry run rejected rows. Correct them and send the file again.",
)
NOT_LOADED = Message(
    sv="Inläsningen har inte lagt in något som kan återtas, eller är redan återtagen.",
    en="The import has loaded nothing that could be reverted, or is reverted already.",
)
FILE_MISSING = Message(
    sv="Filen är raderad: 90 dagar efter inläsningen, eller för att något i den skulle raderas."
    " Läs in den på nytt.",
    en="The file is deleted: 90 days after the import, or because something in it was erased."
    " Send it again.",
)
NOT_ENDED = Message(
    sv="Inläsningen är inte klar. Hämta de avvisade raderna när dess state inte längre är queued"
    " eller running.",
    en="The import has not ended. Fetch the rejected rows when its state is no longer queued or"
    " running.",
)
NOT_READ = Message(
    sv="Filen gick inte att läsa, så det finns inga avvisade rader: se fault i inläsningen.",
    en="The file could not be read, so there are no rejected rows: see fault of the import.",
)
NOT_THIS_LIST = Message(
    sv="Det som ser ut som personuppgifter är inte det som bekräftas: raderna har ändrats, eller så"
    " är bekräftelsen av en annan fil. Läs dem igen och bekräfta dem sedan.",
    en="What looks like personal data is not what is confirmed: the rows have changed, or the"
    " confirmation is of another file. Read them again, then confirm them.",
)
RETRIED = Message(
    sv="Ett nytt försök görs automatiskt.", en="Another attempt is made automatically."
)
GIVEN_UP = {
    "code": "given-up",
    "sv": "Inläsningen gavs upp efter flera försök. Läs in filen på nytt.",
    "en": "The import was given up after several attempts. Send the file again.",
}
WARNINGS = {
    "kept": ("kept",),
    "personal": ("personal-data", "personal-confirmed"),
    **{name: (name,) for name in ("personal-data", "personal-confirmed")},
    **{name: (name,) for name in ("possible-duplicate", "other-name")},
}
"""Name by which rows are chosen -> codes of their warnings."""
CONFIRMABLE = ("checked", "loaded", "aborted")
"""States of imports whose rows with personal data can be confirmed, now or with the same file."""
NO_ROWS = PersonalRows((), None)
LONG_FROM = 1_000_000
"""Bytes from which on an import is a long job; a thousand ordinary rows, a second or two."""


def _moved_message(count: int) -> Message:
    one = count == 1
    sv = "En rad rör ett" if one else f"{count} rader rör"
    en = "One row touches an entry that has" if one else f"{count} rows touch entries that have"
    return Message(
        sv=f"{sv} exempel som har ändrats sedan provkörningen. Provkör på nytt.",
        en=f"{en} changed since the dry run. Make a new dry run.",
    )


class ImportWithJob(NamedTuple):
    """An import and the job that works on it, or did last.

    Attributes:
        reverted: how many rows were taken back, and how many could not be.
        personal: rows with personal data that are not published until somebody confirms them.
    """

    record: ImportRecord
    job: JobRecord | None
    reverted: tuple[int, int] = (0, 0)
    personal: PersonalRows = NO_ROWS

    @property
    def state(self) -> str:
        """The import's state; a job that was given up has taken its import with it."""
        return effective_state(self.record.state, self.job)

    @property
    def is_dry_run(self) -> bool:
        """Whether it is a dry run that has ended and whose file is still there."""
        return self.state == "checked" and self.record.file_removed_at is None

    @property
    def can_commit(self) -> bool:
        """Whether it is a dry run that could be loaded, unless an entry has changed since."""
        return self.is_dry_run and not self.record.rejected

    @property
    def can_revert(self) -> bool:
        """Whether it has loaded something that could be taken back."""
        done = self.record.created + self.record.updated + self.record.withdrawn
        return self.state == "loaded" and done > 0

    @property
    def can_give_back(self) -> bool:
        """Whether it has rejected rows, which are still there."""
        there = self.record.file_removed_at is None
        return self.record.rejected > 0 and there and self.state not in jobs.UNDER_WAY


def submit(  # noqa: PLR0913  what is sent, and who takes the job
    services: Services,
    upload: Upload,
    options: ImportOptions,
    file_name: str | None = None,
    *,
    key: str | None = None,
    worker: str | None = None,
) -> str:
    """Keep a file to be loaded and queue the job, or give it to a worker; return the import's id.

    The same key again returns the import that it was first sent with.

    Raises:
        Conflict: the key was sent with something else.
    """
    call = keyed_call(
        services.settings, "import", options.actor, key, [upload.sha256, options.stored()]
    )

    def create(unit: Unit, import_id: str) -> None:
        values = {
            "actor": options.actor,
            "file_name": clean_name(file_name),
            "sha256": upload.sha256,
            "size": upload.size,
            "options": options.stored(),
        }
        imports.create(unit, import_id, values)
        _record(unit, ledger.SUBMIT_IMPORT, options.actor, import_id)
        _queue(unit, import_id, "load", options.actor, upload.size, job_id=import_id)

    import_id, _ = hand_in(
        services,
        upload,
        partial(upload_path, services.settings),
        create,
        kind=KIND,
        worker=worker,
        call=call,
    )
    return import_id


def job_fault(found: ImportWithJob) -> dict[str, Any] | None:
    """Return why the last attempt at an import failed, as an import keeps faults."""
    if found.state == "failed":
        return _stored_fault(fault_of_job(found.job, GIVEN_UP))
    if found.state in jobs.UNDER_WAY and found.job and found.job.fault:
        fault = found.job.fault
        return _stored_fault(
            {
                "code": fault["code"],
                "sv": f"{fault['sv']} {RETRIED.sv}",
                "en": f"{fault['en']} {RETRIED.en}",
            }
        )
    return None


def _stored_fault(fault: Mapping[str, str]) -> dict[str, Any]:
    messages = {"message_sv": fault["sv"], "message_en": fault["en"]}
    return {"code": fault["code"], **messages, "value": "", "nearest": []}


def _record(unit: Unit, action: str, actor: str, import_id: str) -> None:
    unit.record(ledger.event_without_entry(action, actor, job_id=import_id))


def _queue(  # noqa: PLR0913  what a job of an import is
    unit: Unit, import_id: str, task: str, actor: str, size: int, *, job_id: str | None = None
) -> str:
    payload = {"import": import_id, "task": task, "actor": actor}
    lane = "long" if size >= LONG_FROM else "short"
    return jobs.create(unit, KIND, payload, lane=lane, job_id=job_id)


def get_import(services: Services, import_id: str) -> ImportWithJob:
    """Return an import.

    Raises:
        NotFound: there is none with this id.
    """
    with services.database.read() as connection:
        record = imports.get(connection, import_id)
        if record is None:
            raise NotFound(
                Message(sv="Det finns ingen sådan inläsning.", en="There is no such import.")
            )
        return _with_jobs(connection, [record])[0]


def keys_made(services: Services, record: ImportRecord) -> int:
    """Return how many rows of an import had no key, and got one of what they say."""
    with services.database.read() as connection:
        return imports.rows_keyed(connection, record.pk, PREFIX)


def list_imports(services: Services, page: int, limit: int) -> tuple[int, list[ImportWithJob]]:
    """Return how many imports there are, and a page of them, the newest first."""
    with services.database.read() as connection:
        total, found = imports.page(connection, (page - 1) * limit, limit)
        return total, _with_jobs(connection, found)


def _with_jobs(connection: Connection, records: Sequence[ImportRecord]) -> list[ImportWithJob]:
    found = jobs.get_many(connection, [each.job_id for each in records])
    reverted = imports.count_reverted(connection, [each.pk for each in records])
    return [
        ImportWithJob(
            each,
            found.get(each.job_id),
            reverted[each.pk],
            personal_rows(connection, each) if each.state in CONFIRMABLE else NO_ROWS,
        )
        for each in records
    ]


def import_rows(  # noqa: PLR0913, PLR0917  which rows, and who asks
    services: Services,
    record: ImportRecord,
    actions: Sequence[str],
    page: int,
    limit: int,
    actor: Actor = ANONYMOUS,
    *,
    warnings: Sequence[str] = (),
    warned: bool | None = None,
) -> tuple[int, list[RowRecord]]:
    """Return how many rows of an import ended with one of the actions (none = all), and a page.

    `warnings` (names of WARNINGS) and `warned` choose by what is pointed out of them. Who sees no
    drafts does not learn which of them a row is like.
    """
    codes = [code for name in warnings for code in WARNINGS[name]]
    with services.database.read() as connection:
        total, found = imports.row_page(
            connection,
            record.pk,
            actions,
            (page - 1) * limit,
            limit,
            warnings=codes,
            warned=warned,
        )
        return total, hide_unknown(connection, actor, found)


def commit_import(
    services: Services,
    import_id: str,
    actor: Actor,
    *,
    leave_out: bool = False,
    confirm_personal: str | None = None,
) -> str:
    """Load a checked dry run, without its rejected rows if `leave_out`; return the job's id.

    Rows with personal data are drafts, unless `confirm_personal` is the mark of what they say.

    Raises:
        NotFound: there is no such import.
        Conflict: it is no clean dry run, what it touches has changed since, or the mark is of
            something else.
    """
    record = get_import(services, import_id).record
    if record.state != "checked":
        raise Conflict(NOT_CHECKED)
    if record.rejected and not leave_out:
        raise Conflict(NOT_CLEAN)
    _need_file(record)
    with services.database.write() as unit:
        moved = imports.count_moved(unit.connection, record.pk)
        if moved:
            raise Conflict(_moved_message(moved))
        if confirm_personal and not confirm_rows(unit, record, confirm_personal, actor.name):
            raise Conflict(NOT_THIS_LIST)
        return _go_on(unit, record, "commit", actor)


def loaded_import(services: Services, import_id: str) -> ImportWithJob:
    """Return an import that can be taken back.

    Raises:
        NotFound: there is no such import.
        Conflict: it has loaded nothing, or is reverted already.
    """
    found = get_import(services, import_id)
    if not found.can_revert:
        raise Conflict(NOT_LOADED)
    return found


def revert_import(services: Services, import_id: str, actor: Actor) -> str:
    """Take back what an import did; return the job's id.

    Raises:
        NotFound: there is no such import.
        Conflict: it has loaded nothing, or is reverted already.
    """
    found = loaded_import(services, import_id)
    with services.database.write() as unit:
        return _go_on(unit, found.record, "revert", actor)


def check_again(services: Services, import_id: str, actor: Actor) -> str:
    """Try the rows of a dry run anew, as they are now; return the job's id.

    Raises:
        NotFound: there is no such import.
        Conflict: it is no dry run that has ended, or its file is gone.
    """
    record = dry_run_of(services, import_id)
    with services.database.write() as unit:
        return _go_on(unit, record, "check", actor)


def choose_columns(
    services: Services, import_id: str, columns: Mapping[str, str], actor: Actor
) -> str:
    """Read a dry run's sheet again with its columns understood so; return the job's id.

    `columns` is as for `chosen_columns`; heads that it does not name keep their column.

    Raises:
        NotFound: there is no such import.
        Conflict: it is no dry run that has ended, or its file is gone.
    """
    record = dry_run_of(services, import_id)
    chosen = {**(record.options.get("columns") or {}), **columns}
    with services.database.write() as unit:
        job_id = _go_on(unit, record, "map", actor)
        imports.change(unit, record.pk, options={**record.options, "columns": chosen})
    return job_id


def remembered_columns(services: Services, source: str) -> dict[str, str]:
    """Return how the columns of the latest sheet of a source were chosen; empty for a new one."""
    with services.database.read() as connection:
        return dict(imports.latest_columns(connection, source) or {})


def submit_corrections(services: Services, import_id: str, upload: Upload, actor: Actor) -> str:
    """Take in a file of corrected rows of a dry run, and try all rows anew; return the job's id.

    Raises:
        NotFound: there is no such import.
        Conflict: it is no dry run that has ended, or its file is gone.
    """
    record = dry_run_of(services, import_id)
    with services.database.write() as unit:
        job_id = _go_on(unit, record, "correct", actor)
        upload.path.rename(corrections_path(services.settings, import_id))
    return job_id


def dry_run_of(services: Services, import_id: str) -> ImportRecord:
    """Return a dry run that has ended.

    Raises:
        NotFound: there is no such import.
        Conflict: it is none, or its file is gone.
    """
    found = get_import(services, import_id)
    if found.state != "checked":
        raise Conflict(NOT_CHECKED)
    _need_file(found.record)
    return found.record


COMMIT_ACTIONS = {"commit": ledger.COMMIT_IMPORT, "revert": ledger.REVERT_IMPORT}
"""Task that goes on with an import -> what the ledger tells of it; trying changes nothing."""


def _go_on(unit: Unit, record: ImportRecord, task: str, actor: Actor) -> str:
    """Queue the next job of an import, unless somebody else has just done so."""
    latest = imports.get(unit.connection, record.id)
    if latest is None or latest.state != record.state:
        raise Conflict(NOT_LOADED if task == "revert" else NOT_CHECKED)
    job_id = _queue(unit, record.id, task, actor.name, record.size)
    if task in COMMIT_ACTIONS:
        _record(unit, COMMIT_ACTIONS[task], actor.name, record.id)
    counts = dict.fromkeys(imports.TALLIES, 0) if task in {"commit", "check", "map"} else {}
    cleared = {"fault": None} if task in {"check", "map"} else {}
    imports.change(
        unit, record.pk, state="queued", job_id=job_id, finished_at=None, **counts, **cleared
    )
    return job_id


def _need_file(record: ImportRecord) -> None:
    if record.file_removed_at is not None:
        raise Conflict(FILE_MISSING)
