"""Survey replies as users meet them: sent in, read by a worker, looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy.exc import IntegrityError

from app.availability import reading, writing
from app.errors import InvalidQuery, Issue, Message, NotFound
from app.imports.service import KeyReused, clean_name
from app.jobs.execution import LEASE, effective_state, fault_of_job
from catalogue import candidates, jobs, ledger, replies
from catalogue.identifiers import uuid7
from harvest.documents.limits import LARGEST_FILE
from schemas.faults import nearest_or_all
from seed.questionnaires import read_questionnaires

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from app.settings import Settings
    from app.uploads import Upload
    from app.wiring import Services
    from catalogue.jobs import JobRecord
    from catalogue.replies import ReplyRecord

KIND = "reply"
LARGEST_REPLY = LARGEST_FILE
"""Bytes."""
SURVEY = "rus-2018"
"""The survey that is answered when nothing else is said."""
GIVEN_UP = {
    "code": "given-up",
    "sv": "Läsningen gavs upp efter flera försök. Skicka filen på nytt.",
    "en": "Reading was given up after several attempts. Send the file again.",
}
NO_SUCH_REPLY = Message(sv="Det finns inget sådant enkätsvar.", en="There is no such reply.")


@dataclass(frozen=True, slots=True)
class SubmittedReply:
    """What is told of a reply when it is sent in."""

    actor: str
    survey: str = SURVEY
    registry_number: str | None = None
    received_on: str | None = None

    def stored(self) -> dict[str, str | None]:
        """Return the columns that it fills."""
        return {
            "actor": self.actor,
            "survey": self.survey,
            "registry_number": self.registry_number,
            "received_on": self.received_on,
        }


class Reply(NamedTuple):
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
    """Return where the file of a reply is kept."""
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
        KeyReused: the key was sent with something else.
    """
    known = _known(services, upload, sent, key)
    if known:
        return known, False
    reply_id = uuid7()
    values = {
        **sent.stored(),
        "idempotency_key": key,
        "file_name": clean_name(file_name),
        "sha256": upload.sha256,
        "size": upload.size,
    }
    path = original_path(services.settings, reply_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with writing(services.database) as unit:
            replies.create(unit, reply_id, values)
            unit.record(
                ledger.event_without_entry(ledger.SUBMIT_REPLY, sent.actor, f"reply:{reply_id}")
            )
            payload = {"reply": reply_id, "actor": sent.actor}
            jobs.create(unit, KIND, payload, lane="short", job_id=reply_id)
            if worker:
                jobs.claim(unit, [KIND], worker, LEASE, reply_id)
            upload.path.rename(path)
    except IntegrityError:  # the same file or key, sent twice at the same moment
        known = _known(services, upload, sent, key)
        if known is None:
            raise
        return known, False
    return reply_id, True


def _known(services: Services, upload: Upload, sent: SubmittedReply, key: str | None) -> str | None:
    """Return the reply that the file or the key was sent as before."""
    with reading(services.database) as connection:
        of_key = replies.by_idempotency_key(connection, sent.actor, key) if key else None
        if of_key and (of_key.sha256, of_key.survey) != (upload.sha256, sent.survey):
            raise KeyReused
        found = of_key or replies.by_content(connection, sent.survey, upload.sha256)
        job = jobs.get(connection, found.job_id) if found else None
    if found and not of_key and Reply(found, job).state == "failed":
        with writing(services.database) as unit:
            replies.fail(unit, found.pk, fault_of_job(job, GIVEN_UP))
        return None
    return found.id if found else None


def get_reply(services: Services, reply_id: str) -> Reply:
    """Return a reply.

    Raises:
        NotFound: there is none with this id.
    """
    with reading(services.database) as connection:
        record = replies.get(connection, reply_id)
        if record is None:
            raise NotFound(NO_SUCH_REPLY)
        (found,) = _described(connection, [record])
        return found


def list_replies(
    services: Services,
    states: Sequence[str],
    counties: Sequence[str],
    page: int,
    limit: int,
) -> tuple[int, list[Reply]]:
    """Return how many replies there are in the states and counties, and a page of them."""
    with reading(services.database) as connection:
        total, found = replies.page(connection, (page - 1) * limit, limit, states, counties)
        return total, _described(connection, found)


def _described(connection: Connection, records: Sequence[ReplyRecord]) -> list[Reply]:
    pks = [record.pk for record in records]
    counties = replies.counties_of(connection, pks)
    counts = candidates.count_by_state(connection, pks)
    found = jobs.get_many(connection, [record.job_id for record in records])
    return [
        Reply(record, found.get(record.job_id), counties[record.pk], counts[record.pk])
        for record in records
    ]
