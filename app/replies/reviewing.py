"""Decisions on a reply as a whole: that it is reviewed, or the outcome of one without examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.availability import writing
from app.errors import Conflict, Message
from app.replies.service import reply_of
from catalogue import ledger, replies

if TYPE_CHECKING:
    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.unit import Unit

REVIEWED = "reviewed"
NOT_TO_DECIDE = Message(
    sv="Det går inte att bestämma om svaret nu: det är inte läst, eller så väntar kandidater.",
    en="The reply cannot be decided on now: it has not been read, or candidates wait.",
)
NOT_TO_REVIEW = Message(
    sv="Svaret kan inte räknas som genomgånget: det är inte läst, dess text är raderad, kandidater"
    " väntar eller så är det redan genomgånget.",
    en="The reply cannot count as reviewed: it has not been read, its text has been deleted,"
    " candidates wait, or it is reviewed already.",
)


def mark_reviewed(services: Services, actor: Actor, reply_id: str, reason: str | None) -> None:
    """Record that somebody has reviewed a reply; from now on its text is kept for a time only.

    Raises:
        NotFound: there is no such reply.
        Conflict: it has not been read, its text is deleted, candidates wait, or it is reviewed.
    """
    with writing(services.database) as unit:
        pk = reply_of(unit.connection, reply_id).pk
        if not replies.mark_reviewed(unit, pk):
            raise Conflict(NOT_TO_REVIEW)
        _record(unit, actor, reply_id, reason)


def decide(
    services: Services, actor: Actor, reply_id: str, *, outcome: str, reason: str | None
) -> None:
    """Note what came of a reply of which nothing waits, and that it is reviewed.

    May be done again, with another outcome (of `record.lists.OUTCOMES`).

    Raises:
        NotFound: there is no such reply.
        Conflict: it has not been read, or candidates wait.
    """
    with writing(services.database) as unit:
        pk = reply_of(unit.connection, reply_id).pk
        if not replies.decide(unit, pk, outcome):
            raise Conflict(NOT_TO_DECIDE)
        _record(unit, actor, reply_id, reason)


def _record(unit: Unit, actor: Actor, reply_id: str, reason: str | None) -> None:
    subject = f"reply:{reply_id}"
    unit.record(ledger.event_without_entry(ledger.REVIEW_REPLY, actor.name, subject, reason=reason))
