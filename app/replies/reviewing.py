"""Saying that a reply has been gone through, of which nothing waits for a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.availability import writing
from app.errors import Conflict, Message
from app.replies.service import reply_of
from catalogue import ledger, replies

if TYPE_CHECKING:
    from app.accounts.access import Actor
    from app.wiring import Services

REVIEWED = "reviewed"
NOT_TO_REVIEW = Message(
    sv="Svaret kan inte räknas som genomgånget: det är inte läst, dess text är raderad, kandidater"
    " väntar eller så är det redan genomgånget.",
    en="The reply cannot count as reviewed: it has not been read, its text has been deleted,"
    " candidates wait, or it is reviewed already.",
)


def mark_reviewed(services: Services, actor: Actor, reply_id: str, reason: str | None) -> None:
    """Note that somebody has gone through a reply; from now on its text is kept for a time only.

    Raises:
        NotFound: there is no such reply.
        Conflict: it has not been read, its text is gone, candidates wait, or it is reviewed.
    """
    with writing(services.database) as unit:
        pk = reply_of(unit.connection, reply_id).pk
        if not replies.mark_reviewed(unit, pk):
            raise Conflict(NOT_TO_REVIEW)
        unit.record(
            ledger.event_without_entry(
                ledger.REVIEW_REPLY, actor.name, f"reply:{reply_id}", reason=reason
            )
        )
