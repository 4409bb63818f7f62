"""Saying what a reply is to the one that its county sent in before: a correction or an addition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.availability import reading, writing
from app.candidates.precomputed import Precomputed
from app.candidates.revisions import Revision, precompute_revision, revise
from app.errors import Conflict, Message
from app.replies.runs import UNDECIDED, earlier_replies
from app.replies.service import reply_of
from catalogue import candidates, ledger, replies

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.replies import ReplyRecord

CORRECTION, ADDITION = "correction", "addition"
NO_QUESTION_OPEN = Message(
    sv="Frågan om rättning eller komplettering gäller inte det här svaret, eller är besvarad.",
    en="Whether it is a correction or an addition is not asked of this reply, or is answered.",
)


def relate(
    services: Services, actor: Actor, reply_id: str, *, relation: str, reason: str | None
) -> None:
    """Record what a reply is, and which of its candidates are new, changed, unchanged or dropped.

    Raises:
        NotFound: there is no such reply.
        Conflict: it is not a question for this one.
    """
    precomputed = Precomputed(services)
    with reading(services.database) as connection:
        record = reply_of(connection, reply_id)
        now = [
            {"county": each.county, "question": each.question, "said": each.said}
            for each in candidates.of_reply(connection, record.pk)
        ]
        for county, earlier in _earlier(connection, record):
            precompute_revision(precomputed, connection, earlier, county, now)
    with writing(services.database) as unit:
        if not replies.answer_relation(unit, record.pk, relation):
            raise Conflict(NO_QUESTION_OPEN)
        revision = Revision(unit, record, precomputed)
        for county, earlier in _earlier(unit.connection, record):
            revise(revision, earlier, county, corrects=relation == CORRECTION)
        unit.record(
            ledger.event_without_entry(
                ledger.RELATE_REPLY, actor.name, f"reply:{reply_id}", reason=reason
            )
        )


def _earlier(connection: Connection, record: ReplyRecord) -> list[tuple[str, ReplyRecord]]:
    respondents = [{"county": each.county} for each in replies.respondents(connection, record.pk)]
    return list(earlier_replies(connection, record, respondents))


__all__ = ["ADDITION", "CORRECTION", "UNDECIDED", "relate"]
