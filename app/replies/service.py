"""Survey replies as users meet them: sent in, read by a worker, looked at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from app.availability import reading
from app.errors import InvalidQuery, Issue, Message, NotFound
from app.idempotency import keyed_call
from app.jobs.execution import effective_state, fault_of_job
from app.submissions import clean_name, hand_in
from catalogue import candidates, jobs, ledger, replies
from catalogue.narrowing import NOTHING, Narrowing
from harvest.documents.limits import LARGEST_FILE
from schemas.faults import nearest_or_all
from seed.questionnaires import questionnaire, read_questionnaires

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from app.settings import Settings
    from app.uploads import Upload
    from app.wiring import Services
    from catalogue.jobs import JobRecord
    from catalogue.replies import ReplyRecord
    from catalogue.unit import Unit

KIND = "reply"
LARGEST_REPLY = LARGEST_FILE
"""Bytes."""
SURVEY = "rus-2018"
"""The survey that is answered when none is chosen."""
PARTICULARS = ("year", "received_on", "registry_number")
"""What is read from the file where nobody states it."""
GIVEN_UP = {
    "code": "given-up",
    "sv": "Läsningen gavs upp efter flera försök. Skicka filen på nytt.",
    "en": "Reading was given up after several attempts. Send the file again.",
}
NO_SUCH_REPLY = Message(sv="Det finns inget sådant enkätsvar.", en="There is no such reply.")


@dataclass(frozen=True, slots=True)
class SubmittedReply:
    """Details sent in with a reply; what is left out is read from the file, if it tells."""

    actor: str
    survey: str = SURVEY
    registry_number: str | None = None
    received_on: str | None = None
    year: int | None = None
    form_id: str | None = None

    @property
    def other_year(self) -> int | None:
        """The year, where it is not that of the questionnaire."""
        return None if self.year == questionnaire(self.survey).year else self.year

    def stored(self) -> dict[str, Any]:
        """Return the columns that it fills."""
        return {
            "actor": self.actor,
            "survey": self.survey,
            "registry_number": self.registry_number,
            "received_on": self.received_on,
            "year": self.other_year,
            "form_id": self.form_id,
            "unconfirmed": [
                each for each in PARTICULARS if getattr(self, each) is None and not self.form_id
            ],
        }


class ReplyWithJob(NamedTuple):
    """A reply and the job that reads it, or did last."""

    record: ReplyRecord
    job: JobRecord | None
    counties: Sequence[str] = ()
    counts: Mapping[str, int] = {}

    @property
    def state(self) -> str:
        """The reply's state; a job that was given up has taken its reply with it."""
        return effective_state(self.record.state, self.job)


def original_path(settings: Settings, reply_id: str) -> Path:
    """Return the path of a reply's file."""
    return settings.data / "replies" / reply_id


def check_survey(survey: str) -> None:
    """Refuse a survey that there is no questionnaire of.

    Raises:
        InvalidQuery: names those that there are.
    """
    known = {each.id: each.title for each in read_questionnaires()}
    if survey not in known:
        message = Message(sv="Det finns ingen sådan enkät.", en="There is no such survey.")
        nearest = nearest_or_all(survey, known)
        raise InvalidQuery([Issue("survey", "unknown-value", message, survey, tuple(nearest))])


def submit(  # noqa: PLR0913  what is sent, and who takes the job
    services: Services,
    upload: Upload,
    sent: SubmittedReply,
    file_name: str | None = None,
    *,
    key: str | None = None,
    worker: str | None = None,
) -> tuple[str, bool]:
    """Keep a reply and queue its reading, or give that to a worker.

    Returns the reply's id, and whether it is new: the same file for the same survey, or the same
    key, gives the reply that there is already.

    Raises:
        Conflict: the key was sent with something else.
    """
    content = [upload.sha256, sent.survey, *filter(None, [str(sent.other_year or "")])]
    call = keyed_call(services.settings, "reply", sent.actor, key, content)

    def known(connection: Connection) -> str | None:
        same = _same_content(connection, sent, upload.sha256)
        return same.record.id if same and same.state != "failed" else None

    def create(unit: Unit, reply_id: str) -> None:
        same = _same_content(unit.connection, sent, upload.sha256)
        if same and same.state == "failed":
            replies.fail(unit, same.record.pk, fault_of_job(same.job, GIVEN_UP))
        values = {
            **sent.stored(),
            "file_name": clean_name(file_name),
            "sha256": upload.sha256,
            "size": upload.size,
        }
        replies.create(unit, reply_id, values)
        unit.record(
            ledger.event_without_entry(ledger.SUBMIT_REPLY, sent.actor, f"reply:{reply_id}")
        )
        payload = {"reply": reply_id, "actor": sent.actor}
        jobs.create(unit, KIND, payload, lane="short", job_id=reply_id)

    return hand_in(
        services,
        upload,
        partial(original_path, services.settings),
        create,
        kind=KIND,
        worker=worker,
        call=call,
        known=known,
    )


def _same_content(connection: Connection, sent: SubmittedReply, sha256: str) -> ReplyWithJob | None:
    """Return the reply that the same file made for the survey, unless that is known to fail."""
    found = replies.by_content(connection, sent.survey, sha256, sent.other_year)
    return ReplyWithJob(found, jobs.get(connection, found.job_id)) if found else None


def get_reply(services: Services, reply_id: str) -> ReplyWithJob:
    """Return a reply.

    Raises:
        NotFound: there is none with this id.
    """
    with reading(services.database) as connection:
        (found,) = _with_jobs(connection, [reply_of(connection, reply_id)])
        return found


def reply_of(connection: Connection, reply_id: str) -> ReplyRecord:
    """Return a reply's record.

    Raises:
        NotFound: there is none with this id.
    """
    record = replies.get(connection, reply_id)
    if record is None:
        raise NotFound(NO_SUCH_REPLY)
    return record


def list_replies(  # noqa: PLR0913, PLR0917  what a list is narrowed to
    services: Services,
    states: Sequence[str],
    counties: Sequence[str],
    page: int,
    limit: int,
    narrowed: Narrowing = NOTHING,
) -> tuple[int, list[ReplyWithJob]]:
    """Return how many replies there are in the states and counties, and a page of them."""
    with reading(services.database) as connection:
        offset = (page - 1) * limit
        total, found = replies.page(connection, offset, limit, states, counties, narrowed)
        return total, _with_jobs(connection, found)


def _with_jobs(connection: Connection, records: Sequence[ReplyRecord]) -> list[ReplyWithJob]:
    pks = [record.pk for record in records]
    counties = replies.counties_of(connection, pks)
    counts = candidates.count_by_state(connection, pks)
    found = jobs.get_many(connection, [record.job_id for record in records])
    return [
        ReplyWithJob(record, found.get(record.job_id), counties[record.pk], counts[record.pk])
        for record in records
    ]
