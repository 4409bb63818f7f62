"""The work behind a reply: read it in a sandbox, keep it, compare it with earlier ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.candidates.builder import build_rows
from app.candidates.precomputed import Precomputed
from app.candidates.revisions import Revision, is_doubtful, precompute_revision, revise
from app.linking.suggesting import train_if_needed
from app.narrowing import own_year
from app.replies.forms import read_form
from app.replies.parsing import UnreadableReply, read_reply
from app.replies.service import KIND, original_path
from app.submissions import clean_name
from catalogue import candidates, jobs, replies
from schemas.checks import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from app.jobs.execution import Handler, JobLease
    from app.wiring import Services
    from catalogue.jobs import JobRecord
    from catalogue.replies import ReplyRecord

UNDECIDED = "asked"
ORIGINAL_MISSING = {
    "code": "file-gone",
    "sv": "Filen finns inte kvar. Skicka den på nytt.",
    "en": "The file is no longer there. Send it again.",
}


def run_reply_job(services: Services, job: JobRecord, lease: JobLease) -> None:
    """Read the reply of a job, and keep what it holds in one transaction."""
    with services.database.read() as connection:
        record = replies.get(connection, job.payload["reply"])
    if record is None:
        raise LookupError("the job's reply is gone")
    if record.state == "queued":
        with services.database.write() as unit:
            replies.change(unit, record.pk, state="running")
    try:
        found = _read(services, record, lease)
    except UnreadableReply as error:
        _end(services, record, lease, error.fault)
        return
    keep(services, record, found, lease)


HANDLERS: Mapping[str, Handler] = {KIND: run_reply_job}


def _read(services: Services, record: ReplyRecord, lease: JobLease) -> dict[str, Any]:
    path = original_path(services.settings, record.id)
    if not path.exists():
        raise UnreadableReply(ORIGINAL_MISSING)
    if record.form_id:
        return read_form(path, record)
    return read_reply(path, record.file_name, record.survey, lease.renew_if_due)


def _end(
    services: Services, record: ReplyRecord, lease: JobLease, fault: Mapping[str, str]
) -> None:
    """Fail the reply, and delete its file."""
    with services.database.write() as unit:
        replies.fail(unit, record.pk, fault)
        jobs.finish(unit, lease.job_id, lease.worker, {"reply": record.id})
    original_path(services.settings, record.id).unlink(missing_ok=True)


def keep(
    services: Services, record: ReplyRecord, found: Mapping[str, Any], lease: JobLease
) -> None:
    """Keep what was read of a reply, with its candidates."""
    train_if_needed(services, lease.renew_if_due)
    record = _with_particulars(record, found)
    precomputed = Precomputed(services)
    rows: list[dict[str, Any]] = []
    for place, each in enumerate(found["respondents"]):
        rows += build_rows(services, each, place, precomputed)
        lease.renew_if_due()
    with services.database.read() as connection:
        for county, earlier in earlier_replies(connection, record, found["respondents"]):
            precompute_revision(precomputed, connection, earlier, county, rows)
    with services.database.write() as unit:
        replies.keep_read(
            unit,
            record.pk,
            list(_documents(found["documents"])),
            list(_respondents(found["respondents"])),
        )
        candidates.create(
            unit, [{"reply_pk": record.pk, "place": at, **row} for at, row in enumerate(rows)]
        )
        replies.change(
            unit,
            record.pk,
            state="harvested",
            file_kind=found["kind"],
            warnings=[_clean_warning(each) for each in found["warnings"]] or None,
            year=record.year,
            received_on=record.received_on,
            registry_number=record.registry_number,
            unconfirmed=record.unconfirmed,
            finished_at=unit.now,
        )
        _compare(Revision(unit, record, precomputed), found["respondents"])
        jobs.finish(unit, lease.job_id, lease.worker, {"reply": record.id})


def _with_particulars(record: ReplyRecord, found: Mapping[str, Any]) -> ReplyRecord:
    """Return a reply with what its file tells in place of what nobody has stated.

    The day in the head of a mail is no guess.
    """
    of_file = found["particulars"]
    taken = {name: of_file[name] for name in record.unconfirmed if of_file.get(name)}
    if "year" in taken:
        taken["year"] = own_year(record.survey, taken["year"])
    sure = {"received_on"} if found["sent_on"] else set()
    unconfirmed = [each for each in record.unconfirmed if each not in sure]
    return replace(record, **taken, unconfirmed=unconfirmed)


def _clean_warning(warning: Mapping[str, str]) -> dict[str, str]:
    return {language: clean(sentence) for language, sentence in warning.items()}


def _documents(found: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield documents; what an attachment is called may be anything."""
    for place, each in enumerate(found):
        yield {"place": place, **each, "name": clean_name(each["name"])}


def _respondents(found: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for place, each in enumerate(found):
        stored = {name: value for name, value in each.items() if name != "candidates"}
        yield {"place": place, **stored, "has_answered": bool(each["answers"])}


def _compare(revision: Revision, respondents: Sequence[Mapping[str, Any]]) -> None:
    """Compare each county's candidates with those of its latest reply before.

    Where hardly anything is in both, nothing is noted before somebody has chosen what the reply is.
    A form that is sent anew holds all that its county answers. A file in which no answers
    were found is compared with nothing: its candidates are made by people.
    """
    if not any(each["answers"] for each in respondents):
        return
    unit, reply = revision.unit, revision.reply
    found = list(earlier_replies(unit.connection, reply, respondents))
    if not reply.form_id and any(is_doubtful(revision, each, county) for county, each in found):
        replies.change(unit, reply.pk, relation=UNDECIDED)
        return
    for county, earlier in found:
        revise(revision, earlier, county)


def earlier_replies(
    connection: Connection, record: ReplyRecord, respondents: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, ReplyRecord]]:
    """Yield each county that answered before, with its latest reply before this one."""
    for county in dict.fromkeys(each["county"] for each in respondents if each["county"]):
        earlier = replies.earlier_of(connection, record, county)
        if earlier is not None:
            yield county, earlier
